"""Names to offer when nobody can say in time which fit: those that stand in the code already."""

import keyword
import re

# Names, with the dot in front of those that are attributes.
_NAME = re.compile(r"(\.[ \t]*)?(?<!\w)([^\W\d]\w*)")
_MOST = 500


def known_names(code: str, *, after_dot: bool) -> tuple[str, ...]:
    """The names in ``code`` in the order in which they first come: of attributes where that is what is wanted.

    Where it is not, the keywords follow.
    """
    found = (match[2] for match in _NAME.finditer(code) if bool(match[1]) == after_dot)
    names = dict.fromkeys(name for name in found if not keyword.iskeyword(name))
    return tuple(names)[:_MOST] + (() if after_dot else tuple(keyword.kwlist))
