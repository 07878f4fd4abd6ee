"""Whether a new name can be given to something in a module without meaning something else there."""

import keyword
import re
from collections.abc import Iterable

from notes_lsp.python.scan import logical_lines

_HEADS = ("def ", "async ")  # between whose brackets names are parameters
_WORD = re.compile(r"(\.\s*)?(?<!\w)([^\W\d]\w*)(\s*=(?!=))?")


def why_no_name(name: str) -> str:
    """What is wrong with ``name`` as a name in Python, in words for whoever typed it; ``""`` for nothing."""
    if keyword.iskeyword(name):
        return f"{name!r} is a keyword of Python"
    if not name.isidentifier():
        return (
            f"{name[:60]!r} is no name in Python: those are letters, digits and underscores, and no digit comes first"
        )
    return ""


def line_that_has(code: str, name: str, renamed: Iterable[tuple[int, int]]) -> int | None:
    """The first line of ``code`` (from 1) in which something else is called ``name``; None where nothing is.

    ``renamed`` are the places, lines from 1 and columns from 0, of what is to have that name. If these stand behind
    dots, so must what is in the way: a variable and an attribute may share a name. Arguments that are passed by name
    (``f(name=1)``) and what is built in are in nobody's way.
    """
    lines = code.split("\n")
    behind_dots = [_is_behind_dot(lines, line, column) for line, column in renamed]
    attributes, plain = any(behind_dots), not all(behind_dots)
    for statement in logical_lines(lines):
        depth = place = 0
        for match in _WORD.finditer(statement.code):
            if match[2] != name:
                continue
            depth += _opened(statement.code[place : match.start()])
            place = match.start()
            is_passed = match[3] is not None and depth > 0 and not statement.code.startswith(_HEADS)
            if not is_passed and (attributes if match[1] else plain):
                return statement.first + 1 + statement.code.count("\n", 0, match.start(2))
    return None


def _is_behind_dot(lines: list[str], line: int, column: int) -> bool:
    return 1 <= line <= len(lines) and lines[line - 1][:column].rstrip().endswith(".")


def _opened(code: str) -> int:
    """How many brackets are open behind ``code``."""
    return sum(map(code.count, "([{")) - sum(map(code.count, ")]}"))
