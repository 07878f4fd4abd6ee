"""What the blocks in one part of a document give for folding.

It depends on the part alone and its lines count from the beginning of the part, so that it stays as it is while
other parts are edited.
"""

import re
from dataclasses import dataclass
from typing import Literal

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, of_part

FoldKind = Literal["comment", "region"]
LineSpan = tuple[int, int, FoldKind | None]
"""First line, last line (both 0-based and part of it), kind."""

# `<!-- #region -->` and `<!-- #endregion -->` are what VS Code folds in Markdown.
_REGION_MARK = re.compile(r"(?:<!--|\.\.|#)[ \t]*#?(region|endregion)\b", re.IGNORECASE)

_FOLDED_WHOLE: dict[type, FoldKind | None] = {
    nodes.CodeBlock: None,
    nodes.Quote: None,
    nodes.Directive: None,
    nodes.Html: None,
    nodes.FrontMatter: "region",
    nodes.Comment: "comment",
}
_MOST_LINES_BETWEEN_ROWS = 2


@dataclass(frozen=True, slots=True)
class PartFolds:
    """What one part gives.

    ``headings`` are level, line of the title, and the last line of text before the heading; those inside of lists
    and quotes begin no section and are left out. ``region_marks`` say whether a region begins or ends, and where.
    ``last_text`` is the last line of text. Where there is no text, its line is -1.
    """

    spans: tuple[LineSpan, ...]
    headings: tuple[tuple[int, int, int], ...]
    region_marks: tuple[tuple[bool, int], ...]
    last_text: int


def _find_part_folds(document: Document) -> PartFolds:
    line_at = document.lines.line_at
    spans: list[LineSpan] = []
    headings: list[tuple[int, int, int]] = []
    region_marks: list[tuple[bool, int]] = []
    rows: list[nodes.TableRow] = []
    container_end = 0
    for block in document.blocks:
        if isinstance(block, nodes.TableRow):
            rows.append(block)
        elif isinstance(block, nodes.ListItem):
            container_end = max(container_end, block.end)
            if block.end > block.text_end:
                spans.append((line_at(block.start), line_at(block.end), None))
        elif isinstance(block, nodes.Heading):
            if block.start >= container_end:
                # A line above the title, as in reStructuredText, would say nothing of what is folded.
                text_before = _last_line_of_text(document, line_at(block.start) - 1)
                headings.append((block.level, line_at(block.text_start), text_before))
        elif block.__class__ in _FOLDED_WHOLE:
            first = line_at(block.start)
            spans.append((first, line_at(block.end), _FOLDED_WHOLE[block.__class__]))
            if isinstance(block, nodes.Quote | nodes.Directive):
                container_end = max(container_end, block.end)
            mark = _REGION_MARK.match(document.text, block.start) if isinstance(block, nodes.Comment) else None
            if mark is not None:
                region_marks.append((mark[1].lower() == "region", first))
    spans += _table_spans(document, rows)
    last_text = _last_line_of_text(document, len(document.lines) - 1)
    several_lines = tuple(span for span in spans if span[0] < span[1])
    return PartFolds(several_lines, tuple(headings), tuple(region_marks), last_text)


folds_of_part = of_part(_find_part_folds)


def _last_line_of_text(document: Document, line: int) -> int:
    """``line`` or the last one before it that holds text; -1 where none does."""
    while line >= 0 and _is_blank(document, line):
        line -= 1
    return line


def _is_blank(document: Document, line: int) -> bool:
    return not document.text[document.lines.starts[line] : document.lines.ends[line]].strip()


def _table_spans(document: Document, rows: list[nodes.TableRow]) -> list[LineSpan]:
    """The tables that the ``rows`` make: between two of them lie lines of dashes, but none that is blank."""
    line_at = document.lines.line_at
    tables: list[LineSpan] = []
    for row in rows:
        first, last = line_at(row.start), line_at(row.end)
        if tables:
            between = range(tables[-1][1] + 1, first)
            if len(between) <= _MOST_LINES_BETWEEN_ROWS and not any(_is_blank(document, line) for line in between):
                tables[-1] = (tables[-1][0], last, None)
                continue
        tables.append((first, last, None))
    return tables
