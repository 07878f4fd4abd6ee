"""The modules that code imports, found line by line, so that code that does not parse tells them, too."""

import re

_IMPORT = re.compile(r"^[ \t]*(?:import[ \t]+([^#\n;]+)|from[ \t]+([A-Za-z_][\w.]*)[ \t]+import\b)", re.MULTILINE)
_DOTTED = re.compile(r"[ \t]*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)[ \t]*(?:as\b.*)?$")
_MOST = 40


def imported_modules(code: str) -> tuple[str, ...]:
    """The dotted names of modules that ``code`` imports, each once, in the order in which they first come."""
    found: dict[str, None] = {}
    for match in _IMPORT.finditer(code):
        parts = [match[2]] if match[2] else match[1].split(",")
        names = (_DOTTED.match(part) for part in parts)
        found.update({name[1]: None for name in names if name is not None and name[1] != "__future__"})
    return tuple(found)[:_MOST]
