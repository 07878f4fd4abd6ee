"""Patterns of addresses, as settings and ignore files write them.

``*`` is anything but a slash, ``**`` anything at all. What has no ``://`` is compared without the scheme; a host alone
stands for its subdomains, too. A pattern that matches as far as a ``/``, ``?`` or ``#`` matches all that follows.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count

_BOUNDARY = r"(?=[/?#]|\Z)"
_HOST_BOUNDARY = r"(?=[:/?#]|\Z)"
_STARS = re.compile(r"\*{2,}")
# Patterns of a file in somebody's repository: long ones are mistakes.
_LONGEST_PATTERN = 2_000


def matches(pattern: str, address: str) -> bool:
    """Whether ``address``, as `notes_lsp.links.web_addresses.address_of` gives it, is one that ``pattern`` names.

    An address that is matched takes time that grows with its length times that of one part of the pattern, whatever
    the number of stars.
    """
    return _compiled(pattern).match(address) is not None


def last_match(patterns: tuple[str, ...], address: str) -> str | None:
    """The pattern that says that ``address`` is meant; a later one with ``!`` before it takes that back."""
    found = None
    for pattern in patterns:
        if pattern.startswith("!"):
            if found is not None and matches(pattern[1:], address):
                found = None
        elif matches(pattern, address):
            found = pattern
    return found


# More than any list holds: of a longer one each pattern would be compiled anew for each address.
@lru_cache(maxsize=16_384)
def _compiled(pattern: str) -> re.Pattern[str]:
    text = pattern.strip()
    if not text.strip("/*") or len(text) > _LONGEST_PATTERN:
        return re.compile(r"(?!)" if "*" not in text else "")
    behind_scheme = text.partition("://")[2] if "://" in text else text
    is_host_alone = "/" not in behind_scheme
    start = "" if "://" in text else "https?://"
    if is_host_alone and start and "*" not in text:
        start += r"(?:[^/]*\.)?"
    # An address always has a path, so that `example.org/` is all of that host.
    expression = _expression(text.removesuffix("/"), _HOST_BOUNDARY if is_host_alone else _BOUNDARY)
    return re.compile(start + expression, re.IGNORECASE)


def _expression(text: str, boundary: str) -> str:
    """The regular expression of a pattern in which nothing that fitted is tried anew.

    The leftmost place where a piece fits leaves the most to the pieces behind it, so that none of the other places
    needs to be tried.
    """
    names = (f"_{number}" for number in count())
    first, *others = _STARS.split(text)
    parts = [_without_wide_stars(first, boundary if not others else "", names)]
    for place, piece in enumerate(others, start=1):
        if piece or place < len(others):
            ending = boundary if place == len(others) else ""
            parts.append(_atomic(".*?" + _without_wide_stars(piece, ending, names), names))
    return "".join(parts)


def _without_wide_stars(text: str, boundary: str, names: Iterator[str]) -> str:
    first, *others = text.split("*")
    if not others:
        return re.escape(first) + boundary
    *middle, last = others
    parts = [re.escape(first)]
    parts += [_atomic("[^/]*?" + re.escape(piece), names) for piece in middle]
    parts.append(_atomic("[^/]*?" + re.escape(last) + boundary, names))
    return "".join(parts)


def _atomic(expression: str, names: Iterator[str]) -> str:
    """An atomic group, spelled for Python before 3.11 as a lookahead and a reference to what it found."""
    name = next(names)
    return f"(?=(?P<{name}>{expression}))(?P={name})"
