r"""Lines and offsets of a text.

The one coordinate inside notes-lsp is the code-point offset (0-based). Lines
end at ``\n``, ``\r\n`` and ``\r`` and nowhere else (LSP 3.17, "Text Documents";
CommonMark 0.31, section 2.1): ``str.splitlines`` also splits at form feeds,
U+0085 and U+2028, which pasted slides carry, and must not be used.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one text.

    ``starts`` holds the offset at which each line begins; the first is always 0.
    ``ends`` holds the offset at which the text of each line ends, before its
    line end. A text that closes with a line end has an empty last line.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds ``offset``; offsets past the end give the last line."""
        return max(bisect_right(self.starts, offset) - 1, 0)


def split_lines(text: str) -> Lines:
    """Find the lines of ``text``."""
    if "\r" not in text:
        starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
        starts.pop()
        return Lines(tuple(starts), (*[start - 1 for start in starts[1:]], len(text)))
    starts = [0]
    ends = []
    for match in LINE_END.finditer(text):
        ends.append(match.start())
        starts.append(match.end())
    ends.append(len(text))
    return Lines(tuple(starts), tuple(ends))
