"""A line that moves while the web is asked, on standard error in a terminal; nothing of it stays.

It never reaches the last column, so that it never becomes two lines by itself; what a narrower window makes of it is
taken back with the next one.
"""

import os
import sys
import time
from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from notes_lsp.cli.terminal import Style, Terminal
from notes_lsp.links.verdicts import DEAD, WebState

_LONGEST_BAR = 40
_SHORTEST_BAR = 6
_FEWEST_COLUMNS = 20
_BETWEEN_DRAWINGS = 0.1  # in seconds
_TITLE = "Checking links"


class ProgressLine:
    """Shows how many of ``total`` addresses have been looked at. ``stream`` is a terminal."""

    def __init__(self, total: int, stream: TextIO, terminal: Terminal) -> None:
        self._total = total
        self._stream = stream
        self._terminal = terminal
        self._looked: Counter[str] = Counter()
        self._started = time.monotonic()
        self._drawn_at = 0.0
        self._width = 0  # of what stands on the screen

    def found(self, state: WebState) -> None:
        """One more address has been looked at."""
        self._looked[state.verdict] += 1
        self.tick()

    def tick(self) -> None:
        """Draw the line anew, unless that has just been done."""
        now = time.monotonic()
        if now - self._drawn_at >= _BETWEEN_DRAWINGS:
            self._drawn_at = now
            self._draw(now - self._started)

    def erase(self) -> None:
        """Leave no trace of it."""
        if self._width:
            self._write(self._back())
            self._width = 0

    def _draw(self, seconds: float) -> None:
        columns = _columns_of(self._stream)
        back = self._back(columns)
        if columns < _FEWEST_COLUMNS:
            self._write(back)
            self._width = 0
            return
        parts = self._parts(seconds, columns - 1)
        self._width = sum(len(text) for text, _ in parts)
        self._write(back + "".join(self._terminal.paint(text, *styles) for text, styles in parts))

    def _parts(self, seconds: float, room: int) -> list[tuple[str, tuple[Style, ...]]]:
        """The pieces of the line with their styles; together they take at most ``room`` columns."""
        done = sum(self._looked.values())
        dead = sum(self._looked[verdict] for verdict in DEAD)
        dot = " · " if self._terminal.unicode else " - "
        numbers = f" {done}/{self._total}"
        found = f"{dot}{dead} dead" if dead else ""
        clock = f"{dot}{_duration(seconds)}"
        if len(numbers + found + clock) > room:
            found = clock = ""
        left = room - len(numbers + found + clock)
        title = f"{_TITLE} " if left >= len(_TITLE) + 1 + _SHORTEST_BAR else ""
        full, half, empty = ("━", "╸", "━") if self._terminal.unicode else ("#", "", "-")
        length = min(_LONGEST_BAR, max(left - len(title), 0))
        halves = 2 * length * min(done, self._total) // max(self._total, 1)
        filled = full * (halves // 2) + (half if halves % 2 else "")
        if not self._terminal.color and self._terminal.unicode:
            empty = "─"  # without colour the two have to look different
        return [
            (title, ()),
            (filled, ("green",) if not dead else ("yellow",)),
            (empty * (length - len(filled)), ("dim",)),
            (numbers, ("bold",)),
            (found, ("bold", "red")),
            (clock, ("dim",)),
        ]

    def _back(self, columns: int | None = None) -> str:
        """What empties the line and takes the cursor to its beginning.

        Line by line: to empty all that follows makes some terminals keep it in their history.
        """
        columns = columns or _columns_of(self._stream)
        # A window that has become narrower has broken the line into several.
        rows = (self._width - 1) // columns if self._width > columns > 0 else 0
        return "\r\x1b[2K" + "\x1b[1A\x1b[2K" * rows

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            pass  # nobody looks any more


def progress_line(total: int, environ: Mapping[str, str], *, quiet: bool) -> ProgressLine | None:
    """The line for ``total`` addresses; None where nobody would see it, or want to."""
    stream = sys.stderr
    if quiet or not total or not stream.isatty() or environ.get("TERM") == "dumb":
        return None
    return ProgressLine(total, stream, Terminal.of(stream, "auto", environ))


def _columns_of(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def _duration(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02} s"
