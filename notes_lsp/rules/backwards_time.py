"""Times of talks that end before they begin."""

import re
from collections.abc import Iterator

from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.talks.model import Notes
from notes_lsp.talks.times import find_time, is_backwards

# It begins with what a search finds quickly: digits as they are typed, and what may follow one of them.
_RANGE = re.compile(
    r"[0-9０-９](?=[\s\-–—~〜aApPhHuUtTbBàÀdD])"
    r"(?i:\s?(?:[ap]\.?m\.?|h|uhr)?\s?(?:[-–—~〜]|to|till|until|bis|à|al?|do|a)\s?\d)"
)
_FIRST_LINES = 250


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the talks whose time range runs backwards."""
    text = notes.document.text
    for talk in notes.all_talks:
        # A range stands in the first lines or nowhere; without one the talk need not be read.
        if _RANGE.search(text, talk.start, min(talk.end, talk.start + _FIRST_LINES)) is None:
            continue
        if talk.time is None or talk.time.finish is None:
            continue
        written = notes.document.text[talk.time.start : talk.time.end]
        mention = find_time(written)
        if mention is not None and is_backwards(mention):
            yield Finding(talk.time.start, talk.time.end, f'"{written}" ends before it begins')


RULE = Rule(
    code="backwards-time",
    severity="warning",
    on=True,
    summary="The time of a talk ends before it begins.",
    reason="One end of the range is wrong; in a schedule made from the notes the talk lands in the wrong place.",
    bad="# PyCon 2014\n\n## Day 1\n\n### 9:05am - 3:35am Testing legacy code\n\n- start with the outermost test\n",
    good="# PyCon 2014\n\n## Day 1\n\n### 9:05am - 9:35am Testing legacy code\n\n- start with the outermost test\n",
    check=check,
    scope="talk",
)
