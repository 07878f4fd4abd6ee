"""What of a module the answer depends on, where somebody completes behind a dot.

Behind ``os.path.`` stand the names of a module, whatever else the code says, as long as ``os`` is imported and nothing
else. A question about that little code is the same in every talk and after every edit: its answer can be had before
somebody asks, and kept. Where anything is in doubt (a name that is bound twice, a parameter of that name, a star that
imports anything), nothing is said, and all of the code counts.
"""

import keyword
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from notes_lsp.python.scan import LogicalLine, logical_lines

_WORD = r"[^\W\d]\w*"
# Names with dots between them that end in a dot, and what may not stand right before them.
_CHAIN = re.compile(rf"(?<![\w.\"')\]}}])({_WORD}(?:\.{_WORD})*)\.\Z")
_STRING = re.compile(r"(?<![\w.\"')\]}])([bBrRfFuU]{0,2})\"{2,}\.\Z")
_BEHIND_A_VALUE = re.compile(r"(?:[\w\")\]}])[ \t]*\Z")
_KEYWORD = re.compile(rf"(?<![\w.])({'|'.join(keyword.kwlist)})[ \t]*\Z")
_IMPORT = re.compile(r"import\b(?P<modules>[^;]+)\Z")
_FROM = re.compile(r"from\s+[\w.]+\s+import\b(?P<names>[^;]+)\Z")
_IMPORTED = re.compile(rf"\s*(?P<name>{_WORD}(?:\.{_WORD})*)(?:\s+as\s+(?P<other>{_WORD}))?\s*\Z")
_ASSIGNMENT = re.compile(rf"({_WORD})\s*=(?!=)\s*(?=\S)")
_ANNOTATION = re.compile(rf"({_WORD})\s*:(?!=)")
# Of several of these, all count: each brings in one more module of a package.
_PLAIN_IMPORT = re.compile(r"import\b(?!.*\bas\b)")
# What stands before the sign of an assignment to something of a name, and binds no name itself.
_TO_PART = re.compile(rf"{_WORD}(?:\.{_WORD})+\s*=(?!=)")
# A line with any of these may bind each name that it mentions.
_BINDS = re.compile(r"(?<!\.)\b(?:def|class|for|as|global|nonlocal|del|lambda|case|import|except)\b|(?<![=!<>])=(?!=)")
_NAMES = re.compile(rf"(?<![\w.])({_WORD})(?P<assigned>\s*=(?!=))?")
_UNCERTAIN = re.compile(r"(?<!\.)\b(?:await|yield|lambda)\b|:=|;")

_LITERALS = ("[].", "''.", "{}.")
_MOST_STATEMENTS = 20
_MOST_PLACES = 24


@dataclass(frozen=True, slots=True)
class NeededPlace:
    """A place behind a dot in as much code as it takes. ``line`` counts from 1, ``column`` from 0."""

    code: str
    line: int
    column: int


@lru_cache(maxsize=64)  # who types on within a word asks about the same code and place again
def needed_place(code: str, line: int, column: int) -> NeededPlace | None:
    """The same place in the code that the completion there depends on; None where that may be all of it."""
    lines = code.split("\n")
    if not 1 <= line <= len(lines) or lines[line - 1][max(column - 1, 0) : column] != ".":
        return None
    return _needed(_Module(lines), line - 1, column)


def likely_places(code: str) -> tuple[NeededPlace, ...]:
    """Where somebody who works on ``code`` may want to complete next: the likeliest first, each once."""
    module = _Module(code.split("\n"))
    unfinished = [number for number, line in enumerate(module.lines) if line.rstrip().endswith(".")]
    places = [_needed(module, number, len(module.lines[number].rstrip())) for number in unfinished[-_MOST_PLACES:]]
    places.reverse()
    places += [_place((), literal) for literal in _LITERALS]
    places += [_behind(module, name, len(module.lines)) for name in islice(module.bound_names(), _MOST_PLACES)]
    found = dict.fromkeys(place for place in places if place is not None)
    return tuple(found)[:_MOST_PLACES]


def _needed(module: "_Module", line: int, column: int) -> NeededPlace | None:
    prefix = module.masked_before(line, column)
    literal = _literal(prefix)
    if literal:
        return _place((), literal)
    chain = _CHAIN.search(prefix)
    return None if chain is None else _behind(module, chain[1], line)


def _place(statements: Sequence[str], expression: str) -> NeededPlace:
    code = "".join(f"{statement}\n" for statement in (*statements, expression))
    return NeededPlace(code, code.count("\n"), len(expression))


def _behind(module: "_Module", chain: str, before: int) -> NeededPlace | None:
    """The place behind ``chain`` and a dot, with what binds its first name above the line ``before``."""
    needed = module.needed_for(chain.partition(".")[0], before)
    return _place([module.source(number) for number in needed], f"{chain}.") if needed else None


def _literal(prefix: str) -> str:
    """The shortest value of the type that the literal before a dot has, and that dot; ``""`` for no literal."""
    string = _STRING.search(prefix)
    if string is not None:
        return "b''." if "b" in string[1].casefold() else "''."
    if prefix[-2:] not in ("].", "}."):
        return ""
    depth = 0
    for place in range(len(prefix) - 2, -1, -1):
        if prefix[place] in ")]}":
            depth += 1
        elif prefix[place] in "([{":
            depth -= 1
            if depth == 0:
                return _display(prefix[:place], prefix[place:-1])
    return ""


def _display(before: str, display: str) -> str:
    if _BEHIND_A_VALUE.search(before) and not _KEYWORD.search(before):
        return ""  # an index
    if display[0] == "[":
        return "[]." if display[-1] == "]" else ""
    if display[0] != "{" or display[-1] != "}":
        return ""
    return "{}." if display == "{}" or ":" in display else ""


class _Module:
    """The statements of some code, and which of them bind which name."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.statements = logical_lines(lines)
        self.known: dict[str, list[int] | None] = {}

    def source(self, number: int) -> str:
        """The statement at an index as it is written."""
        statement = self.statements[number]
        return "\n".join(self.lines[statement.first : statement.last + 1])

    def masked_before(self, line: int, column: int) -> str:
        """What stands before a place in its statement, on one line, without strings and comments."""
        statement = next((each for each in self.statements if each.first <= line <= each.last), None)
        if statement is None:
            return ""
        masked = statement.code.split("\n")
        indent = len(self.lines[statement.first]) - len(self.lines[statement.first].lstrip())
        here = masked[line - statement.first] if line - statement.first < len(masked) else ""
        above = masked[: line - statement.first]
        return " ".join([*above, here[: column - (0 if above else indent)]])

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """The statements that mention a name, by that name; not those that mention it behind a dot."""
        found: dict[str, list[int]] = {}
        for number, statement in enumerate(self.statements):
            for name in dict.fromkeys(match[1] for match in _NAMES.finditer(statement.code)):
                found.setdefault(name, []).append(number)
        return found

    @cached_property
    def imports_anything(self) -> bool:
        """Whether a star imports names that nobody can tell here."""
        return any("*" in each.code and _FROM.match(each.code) for each in self.statements)

    def bound_names(self) -> Iterator[str]:
        """The names that are bound outside of blocks, with dots where a module of a package is imported."""
        for statement in self.statements:
            assigned = _ASSIGNMENT.match(statement.code)
            if statement.indent == 0:
                yield from _imported_as(statement) or ()
                if assigned is not None:
                    yield assigned[1]

    def needed_for(self, name: str, before: int) -> list[int]:
        """The statements above the line ``before`` that decide what ``name`` is; none where others may, too."""
        needed: set[int] = set()
        seen: set[str] = set()
        asked = [(name, before)]
        while asked:
            wanted, above = asked.pop()
            bound = self.bound_by(wanted)
            if bound is None or any(self.statements[number].last >= above for number in bound):
                return []
            needed.update(bound)
            if len(needed) > _MOST_STATEMENTS:
                return []
            if wanted not in seen:
                seen.add(wanted)
                asked += [(each, self.statements[number].first) for number in bound for each in self.value_of(number)]
        return sorted(needed)

    def bound_by(self, name: str) -> list[int] | None:
        """The statements that bind ``name``, each once; none for a name of elsewhere, None where it is in doubt."""
        if name not in self.known:
            self.known[name] = self._bound_by(name)
        return self.known[name]

    def _bound_by(self, name: str) -> list[int] | None:
        if self.imports_anything:
            return None
        binding: dict[str, int] = {}
        for number in self.words.get(name, ()):
            binds = _binds(self.statements[number], name)
            if binds is None:
                return None
            if binds:
                binding.setdefault(self.source(number), number)  # what was copied from slide to slide counts once
        if len(binding) > 1 and not all(_PLAIN_IMPORT.match(source) for source in binding):
            return None
        return list(binding.values())

    def value_of(self, number: int) -> list[str]:
        """The names on which the value depends that a statement gives to a name."""
        code = self.statements[number].code
        assignment = _ASSIGNMENT.match(code)
        value = code[assignment.end() :] if assignment is not None else ""
        names = dict.fromkeys(match[1] for match in _NAMES.finditer(value) if match["assigned"] is None)
        return [name for name in names if not keyword.iskeyword(name)]


def _imported_as(statement: LogicalLine) -> list[str] | None:
    """The names that a statement that imports binds; None for another, and for one that can't be read."""
    match = _IMPORT.match(statement.code) or _FROM.match(statement.code)
    if match is None or statement.spills:
        return None
    found = []
    parts = match[1].strip()
    parts = parts[1:-1] if parts.startswith("(") and parts.endswith(")") else parts
    for part in parts.rstrip(" \t\n,").split(","):
        imported = _IMPORTED.match(part)
        if imported is None:
            return None
        found.append(imported["other"] or imported["name"])
    return found


def _binds(statement: LogicalLine, name: str) -> bool | None:
    """Whether a statement that mentions ``name`` binds it, for all of the module; None where that is not sure."""
    code = statement.code
    imported = _imported_as(statement)
    if imported is not None:
        binds = any(each.partition(".")[0] == name for each in imported)
        return None if binds and statement.indent else binds
    assignment = _ASSIGNMENT.match(code)
    if assignment is not None and assignment[1] == name:
        value = code[assignment.end() :]
        is_plain = not (statement.indent or statement.spills or _UNCERTAIN.search(value))
        return True if is_plain and not re.search(rf"(?<![\w.]){re.escape(name)}\b", value) else None
    if (annotated := _ANNOTATION.match(code)) is not None and annotated[1] == name:
        return None
    part = _TO_PART.match(code)
    rest = code[assignment.end() if assignment is not None else part.end() if part is not None else 0 :]
    if not _BINDS.search(rest):
        return False
    # Somewhere in this line a name is bound: not this one if something of it is asked for, or if it is called.
    for match in re.finditer(rf"(?<![\w.]){re.escape(name)}\b", rest):
        behind = rest[match.end() :].lstrip()[:1]
        is_defined = rest[: match.start()].rstrip().endswith(("def", "class"))
        if behind not in (".", "(") or is_defined:
            return None
    return False
