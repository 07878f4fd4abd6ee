"""What Python itself says of code that it does not parse.

Only its parser runs; nothing of the code is executed, and no code costs much: what is larger or deeper than anybody
writes by hand is not looked at. Lines and columns count from 0, columns are code points.
"""

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# ast.PyCF_ONLY_AST, without loading `ast`: nothing but the parser runs.
_ONLY_PARSE = 0x400
_MOST_LINES = 1500
_MOST_CHARACTERS = 60_000
_LONGEST_LINE = 2000
_DEEPEST = 50
_INVISIBLE = dict.fromkeys(map(ord, "\xa0\u200b\u2009\u202f\u3000\ufeff\x0c"), " ")


@dataclass(frozen=True, slots=True)
class Refusal:
    """What Python said: ``line`` counts from 0, ``header`` is the line the message speaks of, or -1.

    ``at_end`` says that it missed something behind all of the code.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    indentation: bool
    header: int
    at_end: bool


@lru_cache(maxsize=256)  # the same snippet stands in many notes: of a series, of a template, of a talk heard twice
def is_accepted(code: str) -> bool:
    """Whether Python has nothing to say of ``code`` as it is written, which may be indented as a whole.

    That clears most snippets at little cost; nothing is said of what is too large, too deep, or no plain code.
    """
    lines = code.splitlines()
    if len(code) > _MOST_CHARACTERS or _is_deep(lines):
        return False
    indentation = code[: len(code) - len(code.lstrip(" \t"))]
    if indentation and not all(line.startswith(indentation) or not line.strip() for line in lines):
        return False
    try:
        _parse(f"if 1:\n{code}" if indentation else code)
    except (SyntaxError, *_BEYOND_PYTHON):
        return False
    return True


def readable(lines: Sequence[str]) -> list[str] | None:
    """``lines`` with plain spaces for invisible ones, which come with pasted code; None where they are too much."""
    if len(lines) > _MOST_LINES or sum(map(len, lines)) > _MOST_CHARACTERS:
        return None
    if max(map(len, lines), default=0) > _LONGEST_LINE or _is_deep(lines):
        return None
    return [line.translate(_INVISIBLE) for line in lines]


def _is_deep(lines: Sequence[str]) -> bool:
    """Whether brackets or signs nest deeper than anybody writes by hand, which costs a parser much."""
    if any(len(line) >= _FEWEST_SIGNS and _MANY_SIGNS.search(line) for line in lines):
        return True
    if sum(line.count("(") + line.count("[") + line.count("{") for line in lines) <= _DEEPEST:
        return False
    depth = 0
    for line in lines:
        for character in line:
            if character in "([{":
                depth += 1
                if depth > _DEEPEST:
                    return True
            elif character in ")]}" and depth > 0:
                depth -= 1
    return False


_FEWEST_SIGNS = 50
_MANY_SIGNS = re.compile(r"(?:[-+~][ \t]*){50}|(?:\bnot[ \t]+){50}|(?:\blambda\b[^:]{0,20}:[ \t]*){30}|\d{1000}")


def refusal_of(lines: Sequence[str]) -> Refusal | None:
    """What Python says of ``lines``; None where it has nothing to say, or nothing of use."""
    try:
        _parse("\n".join(lines) + "\n")
    except SyntaxError as error:
        return _refusal(error, lines)
    except _BEYOND_PYTHON:
        return None
    return None


_BEYOND_PYTHON = (ValueError, MemoryError, RecursionError, OverflowError)
"""What it raises for a NUL, half of a surrogate pair, a bomb."""


def _parse(source: str) -> None:
    """Have Python parse ``source``. Raises what `compile` raises."""
    with warnings.catch_warnings():
        # What Python only warns about (`"\\d"`) is neither shown nor, under -W error, refused.
        warnings.simplefilter("ignore")
        compile(source, "<snippet>", "exec", flags=_ONLY_PARSE, dont_inherit=True)


_LINE_NAMED = re.compile(r"\s*(?:\(detected at line \d+\)|\bon line (\d+))")


def _refusal(error: SyntaxError, lines: Sequence[str]) -> Refusal | None:
    said = error.msg or "invalid syntax"
    named = [int(number) - 1 for number in _LINE_NAMED.findall(said) if number]
    message = _LINE_NAMED.sub("", said)
    line, column = (error.lineno or 1) - 1, (1 if error.offset is None else error.offset) - 1
    end_line, end_column = (error.end_lineno or 1) - 1, (error.end_offset or 0) - 1
    last = max((number for number, written in enumerate(lines) if written.strip()), default=0)
    # Where something is missing behind a whole statement, Python points at either end of its last line.
    at_end = line > last or (line == last and (column < 0 or column >= len(lines[last].rstrip())))
    if at_end:
        line, column = last, len(lines[last].rstrip())
    line = max(line, 0)
    column = min(max(column, 0), len(lines[line]))
    if (end_line, end_column) <= (line, column) or at_end:
        end_line, end_column = line, column + 1
    end_line = min(end_line, len(lines) - 1)
    end_column = min(end_column, len(lines[end_line]))
    header = named[0] if named else -1
    return Refusal(
        line, column, end_line, end_column, message, isinstance(error, IndentationError), header=header, at_end=at_end
    )
