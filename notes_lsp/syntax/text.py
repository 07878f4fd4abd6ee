r"""Lines and offsets of a text.

The one coordinate inside notes-lsp is the code-point offset (0-based). Lines
end at ``\n``, ``\r\n`` and ``\r`` and nowhere else (LSP 3.17, "Text Documents";
CommonMark 0.31, section 2.1): ``str.splitlines`` also splits at form feeds,
U+0085 and U+2028, which pasted slides carry, and must not be used.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, count
from operator import add, sub
from typing import Protocol, overload

from notes_lsp.syntax.values import value_class

LINE_END = re.compile(r"\r\n?|\n")


class Lines(Protocol):
    """The lines of one text.

    ``starts`` holds the offset at which each line begins; the first is always 0.
    ``ends`` holds the offset at which the text of each line ends, before its
    line end. A text that closes with a line end has an empty last line.
    """

    @property
    def starts(self) -> Sequence[int]:
        """Where each line begins."""

    @property
    def ends(self) -> Sequence[int]:
        """Where the text of each line ends."""

    def __len__(self) -> int: ...

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds ``offset``; offsets past the end give the last line."""

    def span(self, line: int) -> tuple[int, int]:
        """Where the 0-based ``line`` begins, and where its text ends."""


@value_class
class WholeLines:
    """The lines of a text that was split at once."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds ``offset``; offsets past the end give the last line."""
        return bisect_right(self.starts, offset, 1) - 1

    def span(self, line: int) -> tuple[int, int]:
        """Where the 0-based ``line`` begins, and where its text ends."""
        return self.starts[line], self.ends[line]


class HasLines(Protocol):
    """A part of a text."""

    @property
    def lines(self) -> WholeLines:
        """Its lines, counted from its beginning."""


class JoinedLines:
    """The lines of a text that is split part by part.

    ``parts[i]`` begins at offset ``part_starts[i]`` and line ``first_lines[i]``. Every part but the last closes with a
    line end, so that the empty last line of a part is the first of the next.
    """

    def __init__(self, parts: Sequence[HasLines], part_starts: Sequence[int], first_lines: Sequence[int]) -> None:
        self.parts = parts
        self.part_starts = part_starts
        self.first_lines = first_lines
        self._count = first_lines[-1] + len(parts[-1].lines)

    def __len__(self) -> int:
        return self._count

    @property
    def starts(self) -> Sequence[int]:
        """Where each line begins."""
        return _OffsetsOfLines(self, 0)

    @property
    def ends(self) -> Sequence[int]:
        """Where the text of each line ends."""
        return _OffsetsOfLines(self, 1)

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds ``offset``; offsets past the end give the last line."""
        index = max(bisect_right(self.part_starts, offset) - 1, 0)
        within = self.parts[index].lines.line_at(offset - self.part_starts[index])
        # A part has one line less than its text alone, whose last one is empty.
        return min(self.first_lines[index] + within, self._count - 1)

    def span(self, line: int) -> tuple[int, int]:
        """Where the 0-based ``line`` begins, and where its text ends."""
        part = min(bisect_right(self.first_lines, line) - 1, len(self.parts) - 1)
        lines, start, within = self.parts[part].lines, self.part_starts[part], line - self.first_lines[part]
        return lines.starts[within] + start, lines.ends[within] + start


class _OffsetsOfLines(Sequence[int]):
    """The offsets at which the lines of a `JoinedLines` begin, or end, found one by one."""

    def __init__(self, lines: JoinedLines, which: int) -> None:
        self._lines = lines
        self._which = which

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...

    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        count = len(self)
        if not -count <= index < count:
            raise IndexError(index)
        return self._lines.span(index % count)[self._which]


def split_lines(text: str) -> WholeLines:
    """Find the lines of ``text``."""
    if "\r" not in text:
        lengths = list(map(len, text.split("\n")))
        ends = tuple(map(add, accumulate(lengths), count()))  # each line end before it takes one
        return WholeLines(tuple(map(sub, ends, lengths)), ends)
    starts = [0]
    stops = []
    for match in LINE_END.finditer(text):
        stops.append(match.start())
        starts.append(match.end())
    stops.append(len(text))
    return WholeLines(tuple(starts), tuple(stops))
