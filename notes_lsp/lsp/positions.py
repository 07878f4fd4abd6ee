"""The one place where positions of LSP become offsets and back (LSP 3.17, "Position" and "Text Documents").

Offsets count code points. A position counts code units of the negotiated encoding within a line: bytes in UTF-8, half
surrogate pairs in UTF-16, code points in UTF-32. A character past the end of a line means its end, before the line
terminator; a line past the end of the text means that end. A position inside of a character means its start.
"""

import re
from typing import Literal, Protocol

from notes_lsp.syntax.document import Document

Encoding = Literal["utf-8", "utf-16", "utf-32"]
ENCODINGS: tuple[Encoding, ...] = ("utf-8", "utf-16", "utf-32")

_TWO_UNITS = re.compile("[\U00010000-\U0010ffff]")


class TextInLines(Protocol):
    """A text that knows its lines, as `notes_lsp.workspace.open_notes.OpenNotes` does."""

    @property
    def text(self) -> str:
        """The text."""

    def line_at(self, offset: int) -> int:
        """The 0-based line that holds ``offset``; the last one for offsets past the end."""

    def line_span(self, line: int) -> tuple[int, int]:
        """Where ``line`` begins and where its text ends, before its line end; the last line if it is too large."""


class StretchInLines:
    """A stretch of a text, read as a document of its own, whose first line is ``first_line`` of the whole."""

    def __init__(self, document: Document, first_line: int = 0) -> None:
        self.text = document.text
        self._lines = document.lines
        self._first_line = first_line

    def line_at(self, offset: int) -> int:
        """The line of the whole text that holds ``offset``."""
        return self._first_line + self._lines.line_at(offset)

    def line_span(self, line: int) -> tuple[int, int]:
        """Where ``line`` of the whole text begins and where its text ends."""
        return self._lines.span(min(line - self._first_line, len(self._lines) - 1))


def offset_at(notes: TextInLines, line: int, character: int, encoding: Encoding) -> int:
    """The offset of a position."""
    text = notes.text
    start, end = notes.line_span(line)
    if line > 0 and notes.line_at(start) < line:
        return len(text)
    if character <= 0:
        return start
    content = text[start:end]
    if encoding == "utf-32" or content.isascii():
        return min(start + character, end)
    if encoding == "utf-8":
        return start + _characters_in_bytes(content, character)
    return start + _characters_in_units(content, character)


def position_at(notes: TextInLines, offset: int, encoding: Encoding) -> tuple[int, int]:
    """The line and the character of an offset; one inside of a line terminator means the end of its line."""
    text = notes.text
    offset = max(0, min(offset, len(text)))
    line = notes.line_at(offset)
    start, end = notes.line_span(line)
    return line, length_in(text[start : min(offset, end)], encoding)


def length_in(text: str, encoding: Encoding) -> int:
    """How many code units ``text`` takes."""
    if encoding == "utf-32" or text.isascii():
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + len(_TWO_UNITS.findall(text))


def _characters_in_bytes(content: str, byte: int) -> int:
    encoded = content.encode("utf-8", "surrogatepass")
    if byte >= len(encoded):
        return len(content)
    while encoded[byte] & 0b1100_0000 == 0b1000_0000:
        byte -= 1
    return len(encoded[:byte].decode("utf-8", "surrogatepass"))


def _characters_in_units(content: str, unit: int) -> int:
    for pairs_before, pair in enumerate(_TWO_UNITS.finditer(content)):
        first_unit = pair.start() + pairs_before
        if unit <= first_unit:
            return unit - pairs_before
        if unit == first_unit + 1:
            return pair.start()
    pairs = len(_TWO_UNITS.findall(content))
    return min(unit - pairs, len(content))
