"""What a terminal can show: colours, wide characters, and none of the characters that would steer it."""

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TextIO

Style = Literal["bold", "dim", "red", "yellow", "blue", "cyan", "green", "magenta"]

_STYLES: dict[Style, str] = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
}
_USUAL_COLUMNS = 100
_FEWEST_COLUMNS = 40
_TAB = 4
# Characters that are not seen but reorder or break what is: they could make a finding look like another one.
_REORDERING = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)))
_BREAKING = frozenset("\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Terminal:
    """What standard output can do.

    ``unicode`` says that box drawing and ``…`` arrive as such, ``interactive`` that someone looks at a screen of
    ``columns``, and not at a file that a program may read.
    """

    color: bool = False
    columns: int = _USUAL_COLUMNS
    unicode: bool = True
    interactive: bool = False

    @classmethod
    def of(cls, stream: TextIO, choice: Literal["auto", "always", "never"], environ: Mapping[str, str]) -> "Terminal":
        """What ``stream`` can do, as the user chose and as ``environ`` says."""
        color = choice == "always" or (choice == "auto" and wants_color(stream.isatty(), environ))
        if color and os.name == "nt":
            os.system("")  # noqa: S605, S607 - makes an old Windows console understand colours
        return cls(color, _columns(stream, environ), _can_encode(stream), stream.isatty())

    def paint(self, text: str, *styles: Style) -> str:
        """``text`` in these styles, where there is colour."""
        if not self.color or not styles or not text:
            return text
        return f"\x1b[{';'.join(_STYLES[style] for style in styles)}m{text}\x1b[0m"

    @property
    def ellipsis(self) -> str:
        """Stands for what is cut off."""
        return "…" if self.unicode else "..."


def wants_color(is_terminal: bool, environ: Mapping[str, str]) -> bool:
    """Whether to use colour, by the conventions that other tools keep.

    no-color.org, force-color.org and bixense.com/clicolors, in this order.
    """
    if environ.get("NO_COLOR"):
        return False
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if environ.get(name, "") not in ("", "0"):
            return True
    if environ.get("FORCE_COLOR") == "0" or environ.get("CLICOLOR") == "0" or environ.get("TERM") == "dumb":
        return False
    return is_terminal


def cells_of(text: str) -> list[tuple[str, int]]:
    """What to show for each character of ``text``, and how many columns that takes."""
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    cells = []
    column = 0
    for character in text:
        if character == "\t":
            width = _TAB - column % _TAB
            shown = " " * width
        else:
            shown = _visible_character(character)
            width = len(shown) if len(shown) > 1 else character_width(shown)
        cells.append((shown, width))
        column += width
    return cells


def visible(text: str) -> str:
    """``text`` with all that could steer a terminal made visible."""
    if text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def character_width(character: str) -> int:
    """The columns that a character takes (UAX #11): 2 for a wide one, 0 for a mark on the one before."""
    if character.isascii():
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def text_width(text: str) -> int:
    """The columns that ``text`` takes."""
    return len(text) if text.isascii() else sum(map(character_width, text))


def _visible_character(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if 0x80 <= code < 0xA0 or character in _REORDERING or character in _BREAKING:
        return f"<U+{code:04X}>"
    return character


def _columns(stream: TextIO, environ: Mapping[str, str]) -> int:
    columns = environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(int(columns), _FEWEST_COLUMNS)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, _FEWEST_COLUMNS)
    except (OSError, ValueError):
        return _USUAL_COLUMNS


def _can_encode(stream: TextIO) -> bool:
    try:
        "…├─│└·".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
