"""Letters of another alphabet in a word that look like its own."""

import re
from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.talks.model import Notes

_CYRILLIC = dict(zip("АВЕКМНОРСТУХЅІЈаеорсухѕіјԁԛԝһ", "ABEKMHOPCTYXSIJaeopcyxsijdqwh", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True))
_LATIN = {**_CYRILLIC, **_GREEK}
_LETTERS = "".join(_LATIN)
# A word of Latin letters: of a word in another alphabet with a Latin ending nobody can tell what it should be. One that
# ends in other letters is left alone, too: where people write Cyrillic, they put its endings behind English words.
_WORD = re.compile(
    rf"(?<![^\W\d_])(?=[A-Za-z{_LETTERS}]*[A-Za-z]{{2}})[A-Za-z]*(?:[{_LETTERS}]{{1,3}}[A-Za-z]+)+(?![^\W\d_])"
)
_OTHER = re.compile(f"[{_LETTERS}]")


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the words that are Latin but for letters that look as if they were."""
    text = notes.document.text
    if text.isascii() or _OTHER.search(text) is None:
        return
    for match in _WORD.finditer(text):
        word = match[0]
        others = _OTHER.findall(word)
        if 2 * len(others) >= len(word):
            continue
        proper = "".join([_LATIN.get(letter, letter) for letter in word])
        alphabet = "Cyrillic" if others[0] in _CYRILLIC else "Greek"
        edits = tuple(
            Edit(match.start() + place, match.start() + place + 1, _LATIN[letter])
            for place, letter in enumerate(word)
            if letter in _LATIN
        )
        fix = Fix(f'Write "{proper}" in Latin letters', edits)
        yield Finding(
            match.start(), match.end(), f'the "{_LATIN[others[0]]}" in "{proper}" is a {alphabet} letter here', fix
        )


RULE = Rule(
    code="look-alike-letter",
    severity="warning",
    on=True,
    summary="A letter in a word is one of another alphabet that looks the same.",
    reason="No search finds the word, and code with such a name does not run. Nobody sees why.",
    bad="# PyCon\n\n## Testing with p\u0443test\n\n- start with the outermost test\n",
    good="# PyCon\n\n## Testing with pytest\n\n- start with the outermost test\n",
    check=check,
    scope="part",
    fixes="safe",
)
