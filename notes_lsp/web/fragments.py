"""Looking for places inside a page while it comes in, without keeping it."""

import re
from html import unescape

from notes_lsp.links.slugs import has_anchor

_LONGEST_PAGE = 2_000_000  # in bytes, decompressed
_LONGEST_NAME = 500
_NAMED = re.compile(
    rb"""\b(?:id|name)\s{0,9}=\s{0,9}(?:"([^"]{1,500})"|'([^']{1,500})'|([^\s"'>]{1,500}))""", re.IGNORECASE
)
# What no server knows: text fragments, and those that scripts read (`#!/page`, `#/page`).
_FOR_SCRIPTS = re.compile(r":~:|[!/]|.*[=&]|L\d+(?:C\d+)?(?:-L\d+(?:C\d+)?)?\Z")


def is_place(fragment: str) -> bool:
    """Whether ``fragment`` names a place that the text of a page can have."""
    return fragment not in ("", "top") and len(fragment) <= _LONGEST_NAME and not _FOR_SCRIPTS.match(fragment)


class PlaceSearch:
    """Which of ``wanted`` a page has. ``gave_up`` says that it is longer than anybody reads."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.missing = set(wanted)
        self.gave_up = False
        self._length = 0
        self._rest = b""

    def take(self, piece: bytes) -> bool:
        """Take the next piece of a page; whether another one is wanted."""
        self._length += len(piece)
        text = self._rest + piece
        names = {unescape((a or b or c).decode("utf-8", "replace")) for a, b, c in _NAMED.findall(text)}
        self.missing = {
            each for each in self.missing if not has_anchor(names, each) and f"user-content-{each}" not in names
        }
        self._rest = text[-2 * _LONGEST_NAME :]
        self.gave_up = bool(self.missing) and self._length > _LONGEST_PAGE
        return bool(self.missing) and not self.gave_up
