"""The lines of a piece of code: how far they are indented, what holds them, and the fence that fits around them."""

import re
from collections.abc import Sequence

from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import ListItem, Quote

_BACKQUOTES = re.compile(r"`{3,}")
_WIDEST_GAP = 4  # CommonMark 0.31, section 5.2: five spaces behind a marker are one, and then indented code


def tab_width(document: Document) -> int:
    """The distance of tab stops: 4 in Markdown (CommonMark 0.31, section 2.2), 8 for docutils and Org."""
    return 4 if document.dialect in ("markdown", "plaintext") else 8


def lines_between(document: Document, first: int, last: int) -> list[str]:
    """The texts of the 0-based lines from ``first`` to ``last``, without line ends."""
    lines = document.lines
    return [document.text[lines.starts[line] : lines.ends[line]] for line in range(first, last + 1)]


def least_column(lines: Sequence[str], tab: int) -> int:
    """The column at which the line begins that is indented least; blank lines don't count."""
    return min((_columns(line, tab) for line in lines if line.strip()), default=0)


def without_columns(line: str, columns: int, tab: int) -> str:
    """``line`` without its first ``columns`` columns of space; half a tab leaves spaces, a blank line is empty."""
    column = 0
    for index, character in enumerate(line):
        if character not in " \t" or column >= columns:
            return " " * (column - columns) + line[index:]
        column += tab - column % tab if character == "\t" else 1
    return ""


def container_column(document: Document, line: int) -> int | None:
    """The column at which the text of the list item stands that holds ``line``; 0 outside of lists.

    None inside of a quote, whose lines begin with marks of their own. An item that begins on ``line`` is no holder.
    """
    lines, text = document.lines, document.text
    start, end = lines.starts[line], lines.ends[line]
    begin = end - len(text[start:end].lstrip(" \t"))
    column = 0
    for block in document.blocks_at(begin):
        if isinstance(block, Quote):
            return None
        if isinstance(block, ListItem) and block.start < start:
            column = text_column(document, block)
    return column


def text_column(document: Document, item: ListItem) -> int:
    """The column at which the text of a list item begins, where what belongs to it has to stand."""
    lines, text, tab = document.lines, document.text, tab_width(document)
    line = lines.line_at(item.start)
    marker_end = item.start + len(item.marker)
    column = len(text[lines.starts[line] : marker_end].expandtabs(tab))
    rest = text[marker_end : lines.ends[line]]
    space = rest[: len(rest) - len(rest.lstrip(" \t"))]
    gap = len((" " * column + space).expandtabs(tab)) - column
    return column + (gap if rest.strip() and 0 < gap <= _WIDEST_GAP else 1)


def fence_for(lines: Sequence[str]) -> str:
    """Backquotes that no run of them in ``lines`` closes."""
    longest = max((len(run) for line in lines for run in _BACKQUOTES.findall(line)), default=0)
    return "`" * max(3, longest + 1)


def _columns(line: str, tab: int) -> int:
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(tab))
