"""A speaker whose name is spelt in two ways."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import combining, normalize

from notes_lsp.rules.base import Edit, Finding, Fix, Related, Rule, Surroundings
from notes_lsp.talks.model import Notes, Speaker

_MARKS = "*_()[],.:;|/\"'"  # around a name
_NEAR = 70  # characters behind a heading where its speaker stands
_LEAST_LETTERS = 5  # of a word that may have a slip in it
_BOTH_NAMES = re.compile(r"[^\W\d_][^\d_]*[ \t][^\d_]+")


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the speakers of this file whose names differ by one slip from that of another of its talks.

    Time grows with the number of talks: names are compared with those alone that share a word with them.
    """
    if len(notes.all_talks) < 2 or not _may_hold_two_spellings(notes):
        return
    speakers: defaultdict[str, list[Speaker]] = defaultdict(list)
    for talk in notes.all_talks:
        for speaker in talk.speakers:
            name = " ".join(speaker.name.split())
            if _BOTH_NAMES.fullmatch(name) and notes.document.text[speaker.start : speaker.end] == speaker.name:
                speakers[name].append(speaker)
    for wrong, proper in _pairs(speakers):
        first = speakers[proper][0]
        related = (Related(first.start, first.end, f'"{proper}" here'),)
        for speaker in speakers[wrong]:
            fix = Fix(f'Write "{proper}"', (Edit(speaker.start, speaker.end, proper),), safe=False)
            message = f'"{speaker.name}" may be "{proper}", as it is spelt elsewhere'
            yield Finding(speaker.start, speaker.end, message, fix, related)


def _may_hold_two_spellings(notes: Notes) -> bool:
    """A cheap look at headings and what stands below them: to read who spoke costs much more."""
    text = notes.document.text
    heads = "\n".join([text[talk.heading_start : talk.heading_end + _NEAR] for talk in notes.all_talks])
    if not heads.isascii():
        return True
    words = {bare for word in set(heads.split()) if (bare := word.strip(_MARKS))[:1].isupper()}
    if len({word.lower() for word in words}) < len(words):
        return True
    return next(_near_words(words), None) is not None


def _pairs(speakers: Mapping[str, list[Speaker]]) -> Iterator[tuple[str, str]]:
    """Names with the one that each should be: the commoner, else the one that comes first in the text."""

    def weight(name: str) -> tuple[int, int]:
        return len(speakers[name]), -speakers[name][0].start

    reported = set()
    for one, other in _alike(speakers):
        wrong, proper = sorted((one, other), key=weight)
        if wrong not in reported:
            reported.add(wrong)
            yield wrong, proper


def _alike(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which one is the other with a slip in one word, or in other accents or another case."""
    groups: defaultdict[tuple[int, int, tuple[str, ...]], dict[str, str]] = defaultdict(dict)
    plain: dict[str, str] = {}
    for name in names:
        folded = _plain(name)
        same = plain.setdefault(folded, name)
        if same != name:
            yield same, name
            continue
        words = folded.split()
        for place, word in enumerate(words):
            rest = tuple(words[:place] + words[place + 1 :])
            groups[len(words), place, rest].setdefault(word, name)
    for group in groups.values():
        if len(group) > 1:
            for one, other in _near_words(group):
                yield group[one], group[other]


def _near_words(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of ``words``, without repetition, of which one is the other with two letters swapped, or with one less.

    The first and the last letter are right in nearly all slips. One letter for another is none to be sure of: Joan and
    John, Hansen and Jansen, Meier and Meyer are people.
    """
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= _LEAST_LETTERS:
            groups[word[0], word[-1]].append(word)
    for group in groups.values():
        if len(group) > 1:
            yield from _near_in(group)


def _near_in(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    known = set(words)
    by_letters: dict[str, str] = {}
    for word in words:
        other = by_letters.setdefault("".join(sorted(word)), word)
        if other != word and _is_swapped(other, word):
            yield other, word
        for shorter in sorted({word[:place] + word[place + 1 :] for place in range(1, len(word) - 1)} & known):
            yield shorter, word


def _is_swapped(one: str, other: str) -> bool:
    """Whether two words of the same letters differ in two that stand beside each other."""
    places = [place for place, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    return len(places) == 2 and places[1] == places[0] + 1


def _plain(name: str) -> str:
    """``name`` without accents, in one case, with ``ss`` for ``ß`` and the like."""
    decomposed = normalize("NFD", name.casefold())
    return "".join([character for character in decomposed if not combining(character)])


RULE = Rule(
    code="speaker-spelling",
    severity="information",
    on=True,
    summary="The name of a speaker is spelt in two ways.",
    reason=(
        "Whoever looks for all talks of a speaker misses those under another spelling. Names are compared within a "
        "file, and only those that differ by a letter too many, by two that are swapped, by accents or by case: one "
        "letter for another may be another person."
    ),
    bad="# PyCon\n\n## Day 1\n\n### Testing legacy code - Ada Vandermeer\n\n- a\n\n### Search from below - Ada Vandemreer\n\n- b\n",
    good="# PyCon\n\n## Day 1\n\n### Testing legacy code - Ada Vandermeer\n\n- a\n\n### Search from below - Ada Vandermeer\n\n- b\n",
    check=check,
    fixes="unsafe",
)
