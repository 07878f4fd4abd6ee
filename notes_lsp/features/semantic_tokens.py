"""Days, talks, speakers, times and keys as what they are, for editors that colour text by its meaning.

What the grammar of a markup language colours better stays out: code, links, the keys of fenced front matter. Tokens
lie within one line, hold at least one letter or digit, are sorted and never overlap.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from notes_lsp.features.fact_keys import FACT_KEYS
from notes_lsp.syntax.document import Document, alone, of_part
from notes_lsp.syntax.nodes import CodeBlock, Comment, FrontMatter, Html, start_of
from notes_lsp.talks.model import Notes, Talk

TokenKind = Literal["day", "talk", "speaker", "time", "key"]

# The beginning of a line up to a colon: `- **Speaker**: `, `:Speaker: `, `#+SPEAKER: `.
_KEY = re.compile(
    r"[ \t]*(?:>[ \t]*)?(?:(?:[-*+•‣◦–]|\d{1,3}[.)])[ \t]+)?(?:\[[ xX]\][ \t]+)?(?:\#\+|:)?(?:\*{1,2}|_{1,2})?"
    r"([^\W\d_][\w '()/&.-]{0,24}?)(?:\*{1,2}|_{1,2})?[ \t]?[:：](?!//)"
)
_COLON = re.compile("[:：]")
_FARTHEST_COLON = 60
_MAY_HOLD_LINK = re.compile(r"[\[<:/_.@|`]")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_LINE = re.compile(r"[^\r\n]+")
_EDGES = " \t\u3000.:;,|·-–—~*_`"
_LONGEST_TIME = 48  # what is longer is the line in which the time stands, with marks in between

_span_of = attrgetter("start", "end")


@dataclass(frozen=True, slots=True)
class SemanticToken:
    """What ``start:end``, within one line, is."""

    start: int
    end: int
    kind: TokenKind


def semantic_tokens(notes: Notes, start: int = 0, end: int | None = None) -> tuple[SemanticToken, ...]:
    """The tokens that reach into ``start:end``, all of them without an end, in the order of the text.

    Costs by what lies in the range (LSP 3.17, "Semantic Tokens").
    """
    length = len(notes.document.text)
    stop = length if end is None else min(end, length)
    talks = notes.talks_between(start, stop)
    small = _without_overlaps([*_keys(notes.document, start, stop), *_people_and_times(notes, talks)])
    days = [
        SemanticToken(*piece, "day")
        for day in notes.days
        if day.label_start < stop and day.label_end > start
        for piece in _pieces(notes, day.label_start, day.label_end, small)
    ]
    taken = sorted([*small, *days], key=start_of) if days else small
    titles = [
        SemanticToken(*piece, "talk")
        for talk in talks
        if talk.title is not None
        for piece in _pieces(notes, talk.title_start, talk.title_end, taken)
    ]
    found = _without_overlaps([*taken, *titles])
    return tuple(found if end is None and start == 0 else [t for t in found if t.start < stop and t.end > start])


def _people_and_times(notes: Notes, talks: Iterable[Talk]) -> Iterator[SemanticToken]:
    text = notes.document.text
    for talk in talks:
        details = talk.details
        time = details.time
        if time is not None and time.end - time.start <= _LONGEST_TIME and _LINE.fullmatch(text, time.start, time.end):
            yield SemanticToken(time.start, time.end, "time")
        for speaker in details.speakers:
            # Where marks are in the name, its place is not known any closer than the line.
            if text.startswith(speaker.name, speaker.start) and speaker.end - speaker.start == len(speaker.name):
                yield SemanticToken(speaker.start, speaker.end, "speaker")


def _keys(document: Document, start: int, end: int) -> Iterator[SemanticToken]:
    """The keys at the beginning of the lines that reach into ``start:end``."""
    for index in range(document.part_at(start), document.part_at(end) + 1):
        base, length = document.part_starts[index], len(document.parts[index].text)
        is_whole = start <= base and base + length <= end
        part = document if len(document.parts) == 1 else alone(document.parts[index], document.dialect)
        for token in _keys_of_part(document, index) if is_whole else _keys_between(part, start - base, end - base):
            yield SemanticToken(token.start + base, token.end + base, "key")


def _all_keys(document: Document) -> tuple[SemanticToken, ...]:
    return tuple(_keys_between(document, 0, len(document.text)))


# They don't depend on what the notes mean: an edit finds anew those of the part that it touches.
_keys_of_part = of_part(_all_keys)


def _keys_between(document: Document, start: int, end: int) -> Iterator[SemanticToken]:
    text, lines = document.text, document.lines
    start, end = max(start, 0), min(end, len(text))
    closed = iter(_closed_places(document, start, end))
    closed_start, closed_end = next(closed, (len(text) + 1, 0))
    for begin in _lines_with_colon(document, lines.starts[lines.line_at(start)], lines.ends[lines.line_at(end)]):
        found = _KEY.match(text, begin)
        if found is None or found[1].casefold() not in FACT_KEYS:
            continue
        while closed_end <= begin and closed_start <= begin:
            closed_start, closed_end = next(closed, (len(text) + 1, 0))
        if closed_start > found.start(1):
            yield SemanticToken(*found.span(1), "key")


def _lines_with_colon(document: Document, start: int, end: int) -> Iterator[int]:
    """Where the lines begin in ``start:end`` that have a colon near their beginning."""
    text, lines = document.text, document.lines
    for colon in _colons(text, start, end):
        begin = lines.starts[lines.line_at(colon)]
        if begin >= start and colon - begin <= _FARTHEST_COLON:
            yield begin
            start = begin + 1


def _colons(text: str, start: int, end: int) -> Iterator[int]:
    if "：" in text:
        yield from (match.start() for match in _COLON.finditer(text, start, end))
        return
    # Most lines have none: to look for them is quicker than to look at each line.
    colon = text.find(":", start, end)
    while colon >= 0:
        yield colon
        colon = text.find(":", colon + 1, end)


def _closed_places(document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """The code, comments and fenced heads that reach into ``start:end``: no running text."""
    around = [block for block in document.blocks_at(start) if block.start < start]
    return [
        (block.start, block.end)
        for block in (*around, *document.blocks_between(start, end))
        if isinstance(block, CodeBlock | Comment | Html) or isinstance(block, FrontMatter) and block.fenced
    ]


def _without_overlaps(tokens: list[SemanticToken]) -> list[SemanticToken]:
    """The tokens in the order of the text; of two that overlap, the one that begins first, then the shorter one."""
    kept: list[SemanticToken] = []
    done = 0
    for token in sorted(tokens, key=_span_of):
        if token.start >= done and token.end > token.start:
            kept.append(token)
            done = token.end
    return kept


def _pieces(notes: Notes, start: int, end: int, taken: Sequence[SemanticToken]) -> Iterator[tuple[int, int]]:
    """What is left of ``start:end`` without the tokens in it, links and code, line by line."""
    text = notes.document.text
    low = max(bisect_left(taken, start, key=start_of) - 1, 0)
    holes = [(token.start, token.end) for token in taken[low : bisect_left(taken, end, low, key=start_of)]]
    if _MAY_HOLD_LINK.search(text, start, end) is not None:
        holes += [(link.start, link.end) for link in notes.document.links_between(start, end)]
        holes += [match.span() for match in _CODE.finditer(text, start, end)]
        holes.sort()
    for hole_start, hole_end in (*holes, (end, end)):
        if hole_end > start:
            if hole_start > start:
                yield from _lines_of(text, start, hole_start)
            start = hole_end


def _lines_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text, start, end):
        line = match[0]
        begin = match.start() + len(line) - len(line.lstrip(_EDGES))
        stop = match.start() + len(line.rstrip(_EDGES))
        if any(map(str.isalnum, line)):
            yield begin, stop
