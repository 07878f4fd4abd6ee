"""What an editor can fold: days, groups, talks, sections, and whatever takes several lines of them.

All is told in lines, since most editors fold whole lines only. What holds of the result: no fold of one line, one fold
a line at most, folds that nest or do not touch, blank lines behind a talk outside of it.
"""

from collections.abc import Iterable, Iterator

from notes_lsp.features.folding.parts import FoldKind, LineSpan, PartFolds, folds_of_part
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes

__all__ = ["FoldKind", "LineSpan", "collapsed_text", "find_folds"]

_LONGEST_TEXT = 200


def find_folds(notes: Notes, limit: int | None = None) -> list[LineSpan]:
    """The folds of ``notes`` in the order of the text; the ``limit`` outermost where there are more.

    The first line of a fold stays to be seen. It is asked after every edit: what the blocks give is kept with the parts
    of the document that did not change, and no talk is read.
    """
    spans = [*_outline_spans(notes), *_block_spans(notes.document)]
    spans.sort(key=lambda span: (span[0], -span[1]))
    folds, depths = _nested(spans)
    if limit is None or len(folds) <= limit:
        return folds
    outermost = sorted(range(len(folds)), key=depths.__getitem__)[: max(limit, 0)]
    return [folds[place] for place in sorted(outermost)]


def collapsed_text(document: Document, fold: LineSpan) -> str:
    """What an editor shows in place of ``fold``: the line that begins it, and how much is hidden."""
    first, last, _ = fold
    start, end = document.lines.starts[first], document.lines.ends[first]
    line = document.text[start : min(end, start + _LONGEST_TEXT)].rstrip()
    hidden = last - first
    return f"{line} … {hidden} line{'s' if hidden > 1 else ''}"


def _nested(spans: Iterable[LineSpan]) -> tuple[list[LineSpan], list[int]]:
    """The folds that ``spans`` give, sorted by their beginning and the longer first, and how deep each lies.

    A span that would leave the one in which it begins ends with it.
    """
    open_ends: list[int] = []
    folds: list[LineSpan] = []
    depths: list[int] = []
    last_begun = -1
    for first, last, kind in spans:
        while open_ends and open_ends[-1] < first:
            open_ends.pop()
        end = open_ends[-1] if open_ends and open_ends[-1] < last else last
        if first >= end or first == last_begun:
            continue
        folds.append((first, end, kind))
        depths.append(len(open_ends))
        open_ends.append(end)
        last_begun = first
    return folds, depths


def _outline_spans(notes: Notes) -> Iterator[LineSpan]:
    """Days, groups and talks, each from the line that names it."""
    document = notes.document
    line_at = document.lines.line_at
    talks = notes.all_talks
    for talk in talks:
        # What has no title has no line to be folded under.
        if talk.heading:
            yield line_at(talk.heading_start), _last_line(document, talk.end), None
    if notes.single_talk:
        return
    for day in notes.days:
        # A talk may go on below a line that closes its day.
        end = max((day.end, *(talk.end for talk in day.talks)))
        yield line_at(day.label_start), _last_line(document, end), None
    for group in dict.fromkeys(talk.group for talk in talks):
        if group is not None:
            yield line_at(group.title_start), _last_line(document, group.end), None


def _last_line(document: Document, end: int) -> int:
    """The last line before ``end`` that holds anything."""
    text = document.text
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return document.lines.line_at(max(end - 1, 0))


def _block_spans(document: Document) -> Iterator[LineSpan]:
    """What the blocks give: sections, list items that hold more than their text, code, tables and the like."""
    sections = _OpenSections()
    regions: list[int] = []
    for index, start in enumerate(document.part_starts):
        found: PartFolds = folds_of_part(document, index)
        base = document.lines.line_at(start)
        for first, last, kind in found.spans:
            yield first + base, last + base, kind
        for level, line, text_before in found.headings:
            sections.text_until(text_before + base if text_before >= 0 else -1)
            yield from sections.begin(level, line + base)
        sections.text_until(found.last_text + base if found.last_text >= 0 else -1)
        for begins, line in found.region_marks:
            if begins:
                regions.append(line + base)
            elif regions:
                yield regions.pop(), line + base, "region"
    yield from sections.close(1)


class _OpenSections:
    """The headings whose sections are not over yet, outermost first, while a document is read line by line."""

    def __init__(self) -> None:
        self._open: list[tuple[int, int]] = []  # level and line
        self._last_text = -1

    def text_until(self, line: int) -> None:
        """The lines up to ``line`` were read, and that one holds text; -1 says nothing."""
        self._last_text = max(self._last_text, line)

    def begin(self, level: int, line: int) -> Iterator[LineSpan]:
        """Begin a section: those that it ends."""
        yield from self.close(level)
        self._open.append((level, line))

    def close(self, level: int) -> Iterator[LineSpan]:
        """End the sections of ``level`` and deeper with the last line of text."""
        while self._open and self._open[-1][0] >= level:
            yield self._open.pop()[1], self._last_text, None
