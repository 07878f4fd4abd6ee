"""Common misspellings in English notes."""

from collections.abc import Callable, Iterator, Mapping

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.rules.english import is_english, is_foreign_line, may_be_name
from notes_lsp.rules.known_words import known_words
from notes_lsp.rules.misspellings import MISSPELLINGS
from notes_lsp.rules.technology_names import TECHNOLOGY_NAMES
from notes_lsp.rules.written_words import WrittenWord, cased_like, distinct_words, written_words
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the misspellings in running text that the list of notes-lsp has."""
    return findings_by(notes, MISSPELLINGS, known_words)


def findings_by(
    notes: Notes, dictionary: Mapping[str, str], words_in: Callable[[Document, int], frozenset[str]] = distinct_words
) -> Iterator[Finding]:
    """Findings by a dictionary: words by how they are misspelt, both in lower case and of the letters a to z.

    ``words_in`` gives the words of a part that may be among them.
    """
    document = notes.document
    found = [
        (index, known - TECHNOLOGY_NAMES.keys())
        for index in range(len(document.parts))
        if (known := dictionary.keys() & words_in(document, index))
    ]
    if not found or not is_english(document):
        return
    for index, known in found:
        for word in written_words(document, index, known) if known else ():
            if not _is_meant(notes, word):
                proper = cased_like(word.text, dictionary[word.text.lower()])
                fix = Fix(f'Write "{proper}"', (Edit(word.start, word.end, proper),), safe=False)
                yield Finding(word.start, word.end, f'"{word.text}" should be "{proper}"', fix)


def _is_meant(notes: Notes, word: WrittenWord) -> bool:
    """Whether ``word`` may be a name, or a word of another language."""
    if is_foreign_line(notes.document, word.start) or may_be_name(notes.document, word):
        return True
    talk = notes.talk_at(word.start)
    return talk is not None and any(speaker.start <= word.start < speaker.end for speaker in talk.speakers)


RULE = Rule(
    code="spelling",
    severity="information",
    on=True,
    summary="A common word is misspelt.",
    reason=(
        "A misspelt word is not found again by a search. This rule has a short list of words that are common in notes of "
        "talks, and speaks up where the notes are in English; it leaves alone code, links and names. The rule "
        "`dictionary-spelling` has many thousands."
    ),
    bad="# PyCon\n\n## Opeining keynote\n\n- there are mulitple ways to do this, and all of them are fine\n",
    good="# PyCon\n\n## Opening keynote\n\n- there are multiple ways to do this, and all of them are fine\n",
    check=check,
    fixes="unsafe",
)
