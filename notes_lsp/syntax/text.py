r"""Lines and offsets of a text.

The one coordinate inside notes-lsp is the code-point offset (0-based). Lines
end at ``\n``, ``\r\n`` and ``\r`` and nowhere else (LSP 3.17, "Text Documents";
CommonMark 0.31, section 2.1): ``str.splitlines`` also splits at form feeds,
U+0085 and U+2028, which pasted slides carry, and must not be used.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol, overload

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


@dataclass(frozen=True, slots=True)
class WholeLines:
    """The lines of a text that was split at once."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds ``offset``; offsets past the end give the last line."""
        return max(bisect_right(self.starts, offset) - 1, 0)


class JoinedLines:
    """The lines of a text that is split part by part: ``parts[i]`` begins at offset ``part_starts[i]``.

    Every part but the last closes with a line end, so that the empty last line of a part is the first of the next.
    """

    def __init__(self, parts: Sequence[Lines], part_starts: Sequence[int], length: int) -> None:
        self.parts = parts
        self.part_starts = part_starts
        self.length = length
        self.first_lines = list(accumulate((len(part) - 1 for part in parts), initial=0))
        self._count = self.first_lines.pop() + 1

    def __len__(self) -> int:
        return self._count

    @property
    def starts(self) -> Sequence[int]:
        """Where each line begins."""
        return _OffsetsOfLines(self, lambda lines: lines.starts)

    @property
    def ends(self) -> Sequence[int]:
        """Where the text of each line ends."""
        return _OffsetsOfLines(self, lambda lines: lines.ends)

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds ``offset``; offsets past the end give the last line."""
        index = max(bisect_right(self.part_starts, offset) - 1, 0)
        within = self.parts[index].line_at(offset - self.part_starts[index])
        # A part has one line less than its text alone, whose last one is empty.
        return min(self.first_lines[index] + within, self._count - 1)


class _OffsetsOfLines(Sequence[int]):
    """The offsets at which the lines of a `JoinedLines` begin, or end, found one by one."""

    def __init__(self, lines: JoinedLines, offsets_of: Callable[[Lines], Sequence[int]]) -> None:
        self._lines = lines
        self._offsets_of = offsets_of

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
        index %= count
        lines = self._lines
        part = min(bisect_right(lines.first_lines, index) - 1, len(lines.parts) - 1)
        return self._offsets_of(lines.parts[part])[index - lines.first_lines[part]] + lines.part_starts[part]


def split_lines(text: str) -> Lines:
    """Find the lines of ``text``."""
    if "\r" not in text:
        starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        starts.pop()
        return WholeLines(tuple(starts), (*[start - 1 for start in starts[1:]], len(text)))
    starts = [0]
    ends = []
    for match in LINE_END.finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    ends.append(len(text))
    return WholeLines(tuple(starts), tuple(ends))
