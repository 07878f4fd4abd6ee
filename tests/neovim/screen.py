"""What a Neovim shows: a grid of cells, kept up to date by its `redraw` events (`:help ui-linegrid`)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Look:
    """How cells look. Colours are numbers of 24 bits; None is the default of the screen."""

    foreground: int | None = None
    background: int | None = None
    special: int | None = None
    marks: frozenset[str] = frozenset()

    def has(self, mark: str) -> bool:
        return mark in self.marks


@dataclass(slots=True)
class Cell:
    """The right half of a wide character has no text."""

    text: str = " "
    look: Look = field(default_factory=Look)


class Screen:
    """The global grid; floating windows and the popup menu are part of it."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self.cursor = (0, 0)
        self.mode = "normal"
        self.foreground = 0xD0D0D0
        self.background = 0x1C1C1C
        self.is_settled = False
        self._looks: dict[int, Look] = {0: Look()}
        self.cells = self._blank()

    def lines(self) -> list[str]:
        """What stands in each row, without the blanks at its end."""
        return ["".join(cell.text for cell in row).rstrip() for row in self.cells]

    def text(self) -> str:
        return "\n".join(self.lines())

    def looks_of(self, words: str) -> list[Look]:
        """How the first place that shows `words` looks, cell by cell."""
        for row in self.cells:
            columns = [column for column, cell in enumerate(row) for _ in cell.text]
            start = "".join(cell.text for cell in row).find(words)
            if start >= 0:
                return [row[column].look for column in columns[start : start + len(words)]]
        raise AssertionError(f"not on the screen: {words}\n{self.text()}")

    def apply(self, events: Sequence[Sequence[Any]]) -> None:
        """Take the events of one `redraw` notification."""
        for name, *calls in events:
            handler = getattr(self, f"_{name}", None)
            if handler is not None:
                for arguments in calls:
                    handler(*arguments)

    def _blank(self) -> list[list[Cell]]:
        return [[Cell() for _ in range(self.columns)] for _ in range(self.rows)]

    def _flush(self) -> None:
        self.is_settled = True

    def _grid_resize(self, _grid: int, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.cells = self._blank()

    def _grid_clear(self, _grid: int) -> None:
        self.cells = self._blank()

    def _grid_cursor_goto(self, _grid: int, row: int, column: int) -> None:
        self.cursor = (row, column)

    def _mode_change(self, mode: str, _index: int) -> None:
        self.mode = mode

    def _default_colors_set(self, foreground: int, background: int, *_rest: Any) -> None:
        self.foreground, self.background = foreground, background

    def _hl_attr_define(self, number: int, rgb: dict[str, Any], *_rest: Any) -> None:
        marks = frozenset(name for name, value in rgb.items() if value is True)
        self._looks[number] = Look(rgb.get("foreground"), rgb.get("background"), rgb.get("special"), marks)

    def _grid_line(self, _grid: int, row: int, column: int, cells: Sequence[Sequence[Any]], *_rest: Any) -> None:
        look = 0
        for text, *more in cells:
            look = more[0] if more else look
            for _ in range(more[1] if len(more) > 1 else 1):
                self.cells[row][column] = Cell(text, self._looks[look])
                column += 1

    def _grid_scroll(self, _grid: int, top: int, bottom: int, left: int, right: int, rows: int, _columns: int) -> None:
        order = range(top, bottom - rows) if rows > 0 else range(bottom - 1, top - rows - 1, -1)
        for row in order:
            self.cells[row][left:right] = self.cells[row + rows][left:right]
