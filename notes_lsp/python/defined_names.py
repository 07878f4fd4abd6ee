"""What snippets define: functions, classes with their methods, and names that are given a value outside of both.

Found line by line, since snippets rarely parse as a whole: what is half written costs its own lines, nothing else.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from notes_lsp.python.scan import LogicalLine, logical_lines
from notes_lsp.python.snippets import CodeLine, Snippet

DefinedKind = Literal["function", "class", "method", "variable"]

_DEFINITION = re.compile(r"(?:async\s+)?(def|class)(?:\s|\\\n)+([^\W\d]\w*)")
_VARIABLE = re.compile(r"([^\W\d]\w*)\s*(?::(?!=)[^=]*)?=(?!=)\s*\S")
_DECORATOR = "@"
_MOST = 500  # in one snippet: nobody looks through more
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name and what it names: ``start:end`` is all of its definition, ``name_start:name_end`` the name in it."""

    kind: DefinedKind
    name: str
    start: int
    end: int
    name_start: int
    name_end: int
    children: tuple["DefinedName", ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """The same in lines and columns of the code of one snippet, both from 0."""

    kind: DefinedKind
    name: str
    first: int
    first_column: int
    last: int
    line: int
    column: int
    children: tuple["_Found", ...]


def defined_names(text: str, snippets: Iterable[Snippet]) -> tuple[DefinedName, ...]:
    """What ``snippets`` of one module define, in their order, each inside of its snippet. A variable counts once."""
    found: list[DefinedName] = []
    variables: set[str] = set()
    for snippet in snippets:
        lines = snippet.lines
        code = tuple([" " * each.indent + text[each.start : each.end] if each.is_code else "" for each in lines])
        for each in _names_in(code):
            if each.kind != "variable" or each.name not in variables:
                found.append(_placed(each, lines))
            if each.kind == "variable":
                variables.add(each.name)
    return tuple(found)


def _placed(found: _Found, lines: Sequence[CodeLine]) -> DefinedName:
    start = lines[found.line].start + found.column - lines[found.line].indent
    return DefinedName(
        found.kind,
        found.name,
        min(lines[found.first].start + found.first_column - lines[found.first].indent, start),
        lines[found.last].end,
        start,
        start + len(found.name),
        tuple([_placed(child, lines) for child in found.children]),
    )


# The snippets of a talk in which somebody types stay what they are, but for one.
@lru_cache(maxsize=1000)
def _names_in(code: tuple[str, ...]) -> tuple[_Found, ...]:
    statements = logical_lines(code)[:_MOST]
    return tuple(_names_among(code, statements, in_class=False, depth=0))


def _names_among(
    code: Sequence[str], statements: Sequence[LogicalLine], *, in_class: bool, depth: int
) -> Iterable[_Found]:
    """What the statements of one block define."""
    outer = min((each.indent for each in statements), default=0)
    place = 0
    while place < len(statements):
        first = place
        while place + 1 < len(statements) and statements[place].code.startswith(_DECORATOR):
            place += 1
        statement = statements[place]
        match = _DEFINITION.match(statement.code)
        if match is None:
            variable = _VARIABLE.match(statement.code)
            if variable is not None and not in_class and statement.indent == outer and variable[1] != "_":
                yield _found("variable", variable[1], code, (statement, statement, statement), ())
            place += 1
            continue
        following = place + 1
        while following < len(statements) and statements[following].indent > statement.indent:
            following += 1
        children: tuple[_Found, ...] = ()
        if match[1] == "class" and depth < _DEEPEST:
            body = statements[place + 1 : following]
            children = tuple(_names_among(code, body, in_class=True, depth=depth + 1))
        kind: DefinedKind = "class" if match[1] == "class" else "method" if in_class else "function"
        yield _found(kind, match[2], code, (statements[first], statement, statements[following - 1]), children)
        place = following


def _found(
    kind: DefinedKind,
    name: str,
    code: Sequence[str],
    statements: tuple[LogicalLine, LogicalLine, LogicalLine],
    children: tuple[_Found, ...],
) -> _Found:
    """``statements`` are the first one, the one with the name, and the last one."""
    first, named, last = statements
    line = named.first
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    behind = 0 if kind == "variable" else _keyword_end(code[line])
    match = pattern.search(code[line], behind)
    while match is None and line < named.last:  # behind a backslash
        line += 1
        match = pattern.search(code[line])
    column = match.start() if match is not None else 0
    first_column = len(code[first.first]) - len(code[first.first].lstrip())
    return _Found(kind, name, first.first, first_column, last.last, line, column, children)


def _keyword_end(line: str) -> int:
    match = re.match(r"\s*(?:async\s+)?(?:def|class)\b", line)
    return match.end() if match is not None else 0
