"""Growing selections: from the word at a place to the file, each step the next thing that a note taker would name.

Only what lies near a place is looked at, but for the list of talks, which many places of one request share.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from notes_lsp.features.selection.blocks import block_spans
from notes_lsp.features.selection.inline import inline_spans
from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import start_of
from notes_lsp.talks.model import Notes, Talk

Span = tuple[int, int]

_WORD_BEFORE = re.compile(r"\w*\Z")
_WORD_AFTER = re.compile(r"\w*")
_LONGEST_WORD = 200


def selection_spans(notes: Notes, offsets: Iterable[int]) -> tuple[tuple[Span, ...], ...]:
    """For each of ``offsets`` the spans that hold it: the innermost first, each within the next and shorter.

    The last one is the whole text, so that there is always one.
    """
    talks = notes.all_talks

    @cache
    def headings_between(start: int, end: int) -> list[nodes.Heading]:
        return [block for block in notes.document.blocks_between(start, end) if isinstance(block, nodes.Heading)]

    return tuple(_growing(_spans_at(notes, talks, headings_between, offset), offset) for offset in offsets)


def _growing(spans: Iterable[Span], offset: int) -> tuple[Span, ...]:
    """Those of ``spans`` that hold ``offset`` and each other; of two that cross, the shorter."""
    chosen: list[Span] = []
    for start, end in sorted(spans, key=lambda span: span[1] - span[0]):
        if not start <= offset <= end or start == end:
            continue
        if not chosen or (start <= chosen[-1][0] and chosen[-1][1] <= end and (start, end) != chosen[-1]):
            chosen.append((start, end))
    return tuple(chosen) or ((offset, offset),)


def _spans_at(
    notes: Notes, talks: Sequence[Talk], headings_between: Callable[[int, int], list[nodes.Heading]], offset: int
) -> Iterator[Span]:
    document = notes.document
    yield 0, len(document.text)
    yield _word(document.text, offset)
    yield from _outline_spans(notes, talks, offset)
    region = _region(document, talks, offset)
    yield from _section_spans(document, headings_between(*region), region[1], offset)
    around = document.blocks_at(offset)
    yield from block_spans(document, around, *region, offset)
    yield from inline_spans(document, around, offset)


def _word(text: str, offset: int) -> Span:
    """The word that ``offset`` lies in or touches; an empty span where there is none."""
    before = _WORD_BEFORE.search(text[max(offset - _LONGEST_WORD, 0) : offset])
    after = _WORD_AFTER.match(text, offset, offset + _LONGEST_WORD)
    return offset - (len(before[0]) if before else 0), after.end() if after else offset


def _outline_spans(notes: Notes, talks: Sequence[Talk], offset: int) -> Iterator[Span]:
    """The talk, the group and the day around ``offset``."""
    place = bisect_right(talks, offset, key=start_of)
    # A group is known by its talks alone: on its heading, by the one that follows.
    for talk in talks[max(place - 1, 0) : place + 1]:
        yield talk.start, talk.end
        if talk.group is not None:
            yield talk.group.start, _trimmed(notes.document, talk.group.start, talk.group.end)
    for day in notes.days:
        if day.start <= offset:
            yield day.start, max((day.end, *(talk.end for talk in day.talks[-1:])))


def _region(document: Document, talks: Sequence[Talk], offset: int) -> Span:
    """The talk at ``offset``, or what lies between two talks."""
    place = bisect_right(talks, offset, key=start_of)
    end = talks[place].start if place < len(talks) else len(document.text)
    if place == 0:
        return 0, end
    talk = talks[place - 1]
    return (talk.start, max(talk.end, talk.start)) if offset <= talk.end else (talk.end, end)


def _section_spans(
    document: Document, headings: Sequence[nodes.Heading], region_end: int, offset: int
) -> Iterator[Span]:
    """The sections of a talk, or of what lies between two, that hold ``offset``: ``headings`` are all that it has."""
    level: int | None = None
    for place in range(bisect_right(headings, offset, key=start_of) - 1, -1, -1):
        heading = headings[place]
        if level is not None and heading.level >= level:
            continue
        level = heading.level
        end = next((later.start for later in headings[place + 1 :] if later.level <= level), region_end)
        yield heading.start, _trimmed(document, heading.start, end)


def _trimmed(document: Document, start: int, end: int) -> int:
    """Where the text in ``start:end`` ends, without blank lines behind it."""
    text = document.text
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
