"""Tables in reStructuredText (reStructuredText Markup Specification, "Grid Tables" and "Simple Tables").

A row of several lines gives one row; the span of each of its cells is that of the first line of the cell.
"""

import re
from itertools import pairwise

from notes_lsp.syntax.nodes import TableRow
from notes_lsp.syntax.rst_state import Place, State

_SIMPLE_BORDER = re.compile(r"=+(?:[ \t]+=+)+$")
_COLUMN = re.compile(r"=+")
_SPAN_LINE = re.compile(r"-+(?:[ \t]+-+)*$")


def read_grid_table(state: State, place: Place) -> int:
    """Read a grid table whose upper border stands at ``place``: the line below the table, or -1."""
    line, position, indent, _ = place
    if not _is_grid_border(state.text[position : state.tails[line]]):
        return -1
    first_row = len(state.blocks)
    header_end = -1
    row_lines: list[int] = []
    borders: set[int] = set()
    following = line
    while following < state.count and (following == line or state.widths[following] == indent):
        begin = position if following == line else state.begins[following]
        content = state.text[begin : state.tails[following]]
        if content[0] == "+" and _is_grid_border(content):
            _add_grid_row(state, row_lines, borders)
            row_lines = []
            borders = {column for column, character in enumerate(content) if character == "+"}
            if "=" in content and header_end < 0:
                header_end = len(state.blocks)
        elif content[0] in "|+":
            row_lines.append(following)
        else:
            break
        following += 1
    _add_grid_row(state, row_lines, borders)
    _mark_header(state, first_row, header_end)
    state.last_end = state.tails[following - 1]
    return following


def _is_grid_border(content: str) -> bool:
    return content[:2] in ("+-", "+=") and content[-1] == "+" and not content.strip("+-=")


def _add_grid_row(state: State, row_lines: list[int], borders: set[int]) -> None:
    if not row_lines:
        return
    cells: list[tuple[int, int]] = []
    for line in row_lines:
        spans = _grid_cells(state, line, borders)
        if not cells:
            cells = spans
        elif len(spans) == len(cells):
            cells = [below if old[0] == old[1] else old for old, below in zip(cells, spans, strict=True)]
    _add_row(state, state.begins[row_lines[0]], state.tails[row_lines[-1]], cells)


def _grid_cells(state: State, line: int, borders: set[int]) -> list[tuple[int, int]]:
    begin, tail = state.begins[line], state.tails[line]
    bars = [column for column, character in enumerate(state.text[begin:tail]) if character in "|+"]
    straight = [column for column in bars if column in borders]
    # Wide characters push the bars of a line out of their columns: then every bar counts.
    if len(straight) < len(borders):
        straight = [column for column in bars if state.text[begin + column] == "|"]
    return [_trimmed(state.text, begin + left + 1, begin + right) for left, right in pairwise(straight)]


def read_simple_table(state: State, place: Place) -> int:
    """Read a simple table whose upper border stands at ``place``: the line below the table, or -1."""
    line, position, indent, _ = place
    if line < state.table_fails_until or not _SIMPLE_BORDER.match(state.text, position, state.tails[line]):
        return -1
    borders = _simple_borders(state, line, indent)
    if len(borders) < 2:
        return -1
    column_starts = [match.start() for match in _COLUMN.finditer(state.text[position : state.tails[line]])]
    columns = [*pairwise(column_starts), (column_starts[-1], -1)]
    first_row = len(state.blocks)
    header_end = -1
    for begin, end in pairwise(borders):
        _add_simple_rows(state, begin + 1, end, position - state.starts[line], columns)
        if header_end < 0 and len(borders) > 2:
            header_end = len(state.blocks)
    _mark_header(state, first_row, header_end)
    state.last_end = state.tails[borders[-1]]
    return borders[-1] + 1


def _simple_borders(state: State, line: int, indent: int) -> list[int]:
    """The lines of the borders of the table at ``line``: the last has a blank line below. Empty if it has no end."""
    floor = state.containers[-1].floor if state.containers else -1
    borders = [line]
    following = line + 1
    while following < state.count:
        if state.widths[following] >= 0:
            if state.widths[following] <= floor:
                break
            if state.widths[following] >= indent and _SIMPLE_BORDER.match(
                state.text, state.begins[following], state.tails[following]
            ):
                borders.append(following)
                if following + 1 == state.count or state.widths[following + 1] < 0:
                    return borders
        following += 1
    state.table_fails_until = following
    return []


def _add_simple_rows(state: State, first: int, end: int, left: int, columns: list[tuple[int, int]]) -> None:
    begin, tail = -1, -1
    cells: list[tuple[int, int]] = []
    for line in range(first, end):
        if state.widths[line] < 0 or _SPAN_LINE.match(state.text, state.begins[line], state.tails[line]):
            continue
        line_start = state.starts[line] + left
        spans = []
        for column_start, column_end in columns:
            cell_start = min(line_start + column_start, state.tails[line])
            cell_end = state.tails[line] if column_end < 0 else min(line_start + column_end, state.tails[line])
            spans.append(_trimmed(state.text, cell_start, cell_end))
        # A row whose first cell is empty goes on with the row above.
        if begin >= 0 and spans[0][0] == spans[0][1]:
            tail = state.tails[line]
            cells = [below if old[0] == old[1] else old for old, below in zip(cells, spans, strict=True)]
            continue
        _add_row(state, begin, tail, cells)
        begin, tail, cells = state.begins[line], state.tails[line], spans
    _add_row(state, begin, tail, cells)


def _add_row(state: State, start: int, end: int, cells: list[tuple[int, int]]) -> None:
    if start < 0:
        return
    cells = [(min(max(left, start), end), min(max(right, start), end)) for left, right in cells]
    state.add(TableRow(start, end, tuple(cells), False))
    state.regions.append((start, end))


def _mark_header(state: State, first_row: int, header_end: int) -> None:
    for index in range(first_row, min(header_end, len(state.blocks))):
        row = state.blocks[index]
        state.blocks[index] = TableRow(row.start, row.end, row.cells, True)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    cell = text[start:end]
    left = len(cell) - len(cell.lstrip())
    return start + left, start + left + len(cell.strip())
