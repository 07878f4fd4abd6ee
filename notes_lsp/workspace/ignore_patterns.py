r"""Patterns of ignore files as regular expressions that no pattern and no name of a file makes slow.

What pathspec makes of ``*a*a*a*b`` tries every way in which the stars can share a name of 250 letters ``a``: whoever
can put a file into a repository could have it never checked. Here no star is tried anew once the piece behind it has
fitted: the leftmost place where it fits leaves the most to the pieces behind it.
"""

import re
from collections.abc import Iterator
from itertools import count

# What pathspec writes for `*`, and for `/**` before a slash.
_STAR = "[^/]*"
_FOLDERS = "(?:/.+)?"
# With two stars the time grows with the square of a name's length, which is short.
_MOST_STARS = 2


def in_linear_time(regex: re.Pattern[str]) -> re.Pattern[str]:
    """What matches the same paths as ``regex``, which pathspec made of a pattern of gitignore(5)."""
    expression = regex.pattern
    if expression.count(_STAR) + expression.count(_FOLDERS) <= _MOST_STARS:
        return regex
    names = (f"_{number}" for number in count())
    first, *others = expression.split(_FOLDERS)
    parts = [_with_stars(first, names)]
    for place, piece in enumerate(others, start=1):
        inside = _with_stars(piece, names)
        if place == len(others):
            parts.append(f"{_FOLDERS}{inside}")
        else:  # the name that ends here is whole
            parts.append(_once(f"(?:/.+?)??{inside}(?=/)", names))
    return re.compile("".join(parts), regex.flags)


def _with_stars(piece: str, names: Iterator[str]) -> str:
    first, *others = piece.split(_STAR)
    if not others:
        return first
    *middle, last = others
    return "".join([first, *[_once(f"[^/]*?{each}", names) for each in middle], _STAR, last])


def _once(expression: str, names: Iterator[str]) -> str:
    """``expression`` without a second try; Python says that in fewer signs from 3.11 on."""
    name = next(names)
    return f"(?=(?P<{name}>{expression}))(?P={name})"
