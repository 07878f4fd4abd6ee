"""Talks that are numbered in their headings, of which one is left out or is there twice: ``Talk 1``, ``Talk 2``, ``Talk 4``."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from notes_lsp.rules.base import Edit, Finding, Fix, Related, Rule, Surroundings
from notes_lsp.syntax.values import value_class
from notes_lsp.talks.model import Notes, Talk

_NUMBERED = re.compile(
    r"(?P<word>talk|session|keynote|lightning talk|vortrag|conf[ée]rence|charla|palestra)[ \t]*#?(?P<number>\d{1,3})\b(?!\s*[.:]\d|\w)",
    re.IGNORECASE,
)
_LEAST_TALKS = 3


@value_class
class _Numbered:
    """The number of a talk, at ``start:end``."""

    number: int
    start: int
    end: int


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the one place at which the numbers of talks do not go on, in a day or among the talks without one."""
    for talks in [day.talks for day in notes.days] + [notes.talks]:
        for word, numbered in _numbered_talks(notes.document.text, talks).items():
            breaks = [at for at, (above, here) in enumerate(pairwise(numbered), 1) if here.number != above.number + 1]
            if len(numbered) >= _LEAST_TALKS and len(breaks) == 1:
                yield from _finding_at(word, numbered, breaks[0])


def _numbered_talks(text: str, talks: Sequence[Talk]) -> dict[str, list[_Numbered]]:
    found: defaultdict[str, list[_Numbered]] = defaultdict(list)
    for talk in talks:
        match = _NUMBERED.search(text, talk.heading_start, talk.heading_end)
        if match is not None and not text[talk.heading_start : match.start()].strip(" \t#*_="):
            numbered = _Numbered(int(match["number"]), match.start("number"), match.end("number"))
            found[match["word"].capitalize()].append(numbered)
    return found


def _finding_at(word: str, numbered: Sequence[_Numbered], place: int) -> Iterator[Finding]:
    above, here = numbered[place - 1], numbered[place]
    if here.number == above.number + 2:
        message = f"{word} {here.number} follows {word} {above.number}: {above.number + 1} is left out"
    elif here.number == above.number:
        message = f"{word} {here.number} is there a second time"
    else:
        return
    edits = tuple(
        Edit(each.start, each.end, str(number)) for number, each in enumerate(numbered[place:], above.number + 1)
    )
    fix = Fix("Number the rest anew", edits, safe=False)
    yield Finding(here.start, here.end, message, fix, (Related(above.start, above.end, "the number above"),))


RULE = Rule(
    code="talk-numbering",
    severity="hint",
    on=False,
    summary="Numbered talks leave out a number, or have one twice.",
    reason=(
        "A heading that was copied keeps its number. Off by default, for who did not hear the third talk leaves it out "
        "on purpose."
    ),
    bad="# PyCon\n\n## Day 1\n\n### Talk 1: Legacy code\n\n- a\n\n### Talk 2: Search\n\n- b\n\n### Talk 4: Queues\n\n- c\n",
    good="# PyCon\n\n## Day 1\n\n### Talk 1: Legacy code\n\n- a\n\n### Talk 2: Search\n\n- b\n\n### Talk 3: Queues\n\n- c\n",
    check=check,
    fixes="unsafe",
)
