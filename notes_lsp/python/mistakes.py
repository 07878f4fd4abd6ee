"""The syntax error that the writer of a snippet would want to mend, if there is one.

Python itself says what is wrong. What it refuses is looked at statement by statement: one that is no Python on
purpose (`notes_lsp.python.on_purpose`) is replaced by one that does nothing, and Python is asked again.
Lines and columns count from 0, columns are code points.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from notes_lsp.python import on_purpose
from notes_lsp.python.refusals import Refusal, readable, refusal_of
from notes_lsp.python.scan import LogicalLine, indentation_of, logical_lines, scan_line

_MOST_ROUNDS = 40
_MOST_LINES_READ = 20_000  # over all rounds
_MOST_MISTAKES = 6


@dataclass(frozen=True, slots=True)
class Mistake:
    """A syntax error from ``line:column`` to ``end_line:end_column``, as Python words it.

    ``missing`` is what put at its beginning mends it, or ``""``.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    message: str
    missing: str = ""


def mistake_in(lines: Sequence[str], *, certain: bool) -> Mistake | None:
    """The first mistake in ``lines``, which hold the code of a snippet; None where there is none to be sure of.

    ``certain`` says that the snippet is Python for sure; code that only looks like it has to prove it.
    """
    work = readable(lines)
    if work is None:
        return None
    refusal = refusal_of(work)
    if refusal is None:
        return None
    search = _Search(work)
    found, statements = search.mistakes(refusal), search.statements
    if not found:
        return None
    if len(found) >= 3 and 2 * len(found) > len(statements):
        return None  # whatever that is, it is not Python
    return found[0] if certain or _is_python_but_for(found, statements) else None


def _is_python_but_for(found: Sequence[Mistake], statements: Sequence[LogicalLine]) -> bool:
    """Whether code that only looks like Python is so without the mistakes that were ``found``."""
    first = found[0]
    code = statements[_statement_at(statements, first.line)].code
    if first.message.startswith(_INDENTATION_MESSAGES):
        return False  # prose is laid out as its writer likes
    return bool(_SURE_WORD.match(code)) or (3 * len(found) <= len(statements) and not on_purpose.has_words(code))


_SURE_WORD = re.compile(r"(?:import|from|def|class|async\s+def|elif|except|@\w|assert)\b")


def _statement_at(statements: Sequence[LogicalLine], line: int) -> int:
    """The index of the statement that holds ``line``, or stands above it."""
    return max(bisect_right(statements, line, key=lambda statement: statement.first) - 1, 0)


_HEADER = re.compile(r"(?:async\s+)?(?:def|class|if|elif|else|for|while|with|try|except|finally|match|case)\b")
_DEFINITION = re.compile(r"(?:(?:async\s+)?def|class)\b|@")
_HEADER_OR_DECORATOR = re.compile(rf"@|{_HEADER.pattern}")
_METHOD = re.compile(r"(?:async\s+)?def\s+\w+\s*\(\s*self\b")
_LATER_CLAUSE = re.compile(r"(?:elif|else|except|finally|case)\b")
# What a statement becomes that is to do nothing, by its first word; all others become `pass`.
_HEADERS_INSTEAD = {
    "case": "case _:",
    "class": "class _:",
    "def": "def _():",
    "elif": "elif 1:",
    "else": "else:",
    "except": "except:",
    "finally": "finally:",
    "for": "for _ in _:",
    "match": "match _:",
    "try": "try:",
    "while": "while 1:",
}
_KEPT_HEADERS = frozenset(("class", "def", "elif", "else", "except", "finally", "try"))
_FIRST_WORD = re.compile(r"\w+")
_INDENTATION_MESSAGES = ("unexpected indent", "unindent does not match")


class _Search:
    """The search through one snippet: ``work`` changes, line for line, as statements are forgiven."""

    def __init__(self, work: list[str]) -> None:
        self.written = tuple(work)
        self.work = work
        self.statements = logical_lines(work)
        self.sketch = on_purpose.is_sketch(self.statements)
        self.replaced: set[int] = set()

    def mistakes(self, refusal: Refusal | None) -> list[Mistake]:
        """The mistakes, in the order in which Python finds them; none where it gets too much."""
        found: list[Mistake] = []
        rounds = min(_MOST_ROUNDS, _MOST_LINES_READ // len(self.work) + 1)
        while refusal is not None and self.statements:
            rounds -= 1
            if rounds < 0 or (refusal.indentation and self._mixes_tabs()):
                return []
            number = _statement_at(self.statements, refusal.line)
            if not self._forgive(refusal, number):
                if number not in self.replaced:
                    found.append(self._mistake(refusal, number))
                if len(found) == _MOST_MISTAKES or not self._mend(refusal, number):
                    break
            refusal = refusal_of(self.work)
        return found

    def _mixes_tabs(self) -> bool:
        """Whether tabs and spaces are among the indentation: how wide a tab is, only its writer knows."""
        return len({character for line in self.work for character in indentation_of(line)}) > 1

    # ------------------------------------------------------------ what is forgiven

    def _forgive(self, refusal: Refusal, number: int) -> bool:
        """Change what Python refused, if that is as it should be; whether it was."""
        message, statement = refusal.message, self.statements[number]
        if refusal.indentation and message.startswith("expected an indented block"):
            return self._forgive_missing_body(refusal, number)
        if message.startswith("expected 'except' or 'finally'") and refusal.at_end:
            return self._forgive_missing_clause(number)
        if self._is_on_purpose(refusal, statement):
            return self._replace(number, blank=refusal.indentation)
        if message.startswith("unexpected indent"):
            return self._forgive_indent(number)
        return self._forgive_excerpt(refusal, number)

    def _is_on_purpose(self, refusal: Refusal, statement: LogicalLine) -> bool:
        code, message = statement.code, refusal.message
        written = "\n".join(self.written[statement.first : statement.last + 1])
        if message.startswith("f-string") and "'}'" not in message:
            return True  # Python before 3.12 tells neither well nor where
        if "cannot assign to function call" in message or "invalid decimal literal" in message:
            return True  # f(x) = 2x
        if message.startswith("invalid character") and not any(quote in message for quote in "“”‘’"):
            return True
        return (
            on_purpose.has_gap(code)
            or on_purpose.is_other_python(code, written)
            or on_purpose.is_prose(code)
            or on_purpose.is_other_notation(code)
            or on_purpose.is_said_to_fail(self.written, statement)
        )

    def _forgive_missing_body(self, refusal: Refusal, number: int) -> bool:
        """A header with nothing below it is a gap; not so one whose body is there, and not indented."""
        header_number = _statement_at(self.statements, refusal.header) if refusal.header >= 0 else max(number - 1, 0)
        header, below = self.statements[header_number], self.statements[number]
        is_method = header.code.startswith("class") and _METHOD.match(below.code) is not None
        is_there = (
            below.first == header.last + 1
            and below.indent == header.indent
            and (not _HEADER_OR_DECORATOR.match(below.code) or is_method)
            and not self.sketch
            and not self._is_on_purpose(refusal, below)
        )
        return False if is_there else self._give_body(header)

    def _give_body(self, header: LogicalLine) -> bool:
        last = header.last
        masked = scan_line(self.work[last]).masked
        colon = masked.rfind(":")
        if colon < 0 or self.work[last].endswith(": pass"):
            return False
        self.work[last] = self.work[last][: colon + 1] + " pass"
        return True

    def _forgive_missing_clause(self, number: int) -> bool:
        """A ``try`` at the end of a snippet, the rest of which is left out."""
        for above in range(number, -1, -1):
            if self.statements[above].code.startswith("try") and above not in self.replaced:
                return self._put(above, "if 1:")
        return False

    def _forgive_indent(self, number: int) -> bool:
        """Code that is indented below a comment, a gap or words, which stand for what it is in."""
        statement = self.statements[number]
        above = statement.first - 1
        while above >= 0 and not self.written[above].strip():
            above -= 1
        if above < 0 or self.work[above].strip() and not self.work[above].lstrip().startswith("#"):
            is_gap = above >= 0 and on_purpose.has_gap(self.work[above])
            if not is_gap:
                return False
        outer = max((s for s in self.statements[:number]), key=lambda s: s.first, default=None)
        indent = "" if outer is None else " " * min(outer.indent, max(statement.indent - 1, 0))
        self.work[above] = indent + "if 1:"
        return True

    def _forgive_excerpt(self, refusal: Refusal, number: int) -> bool:
        """Signatures that stand for themselves, and statements whose beginning or end is left out."""
        statement = self.statements[number]
        code = statement.code
        has_body = number + 1 < len(self.statements) and self.statements[number + 1].indent > statement.indent
        # Python stops at its end, that is: there is nothing wrong with what is there.
        is_whole = code[-1] not in ":.,=+-*/" and (refusal.line, refusal.column) >= self._end_of(statement)
        if _HEADER.match(code) and (is_whole and not has_body or self.sketch):
            return self._replace(number)
        if _LATER_CLAUSE.match(code) and refusal.line == statement.first:
            siblings = [n for n in range(number) if self.statements[n].indent == statement.indent]
            if not siblings or siblings[-1] in self.replaced:
                return self._put(number, "if 1:")
        above = number if refusal.at_end else number - 1
        if above >= 0 and self.statements[above].code.startswith("@") and above not in self.replaced:
            at_start = refusal.at_end or refusal.column <= len(indentation_of(self.work[refusal.line]))
            if at_start and not _DEFINITION.match(self.statements[number].code if above != number else ""):
                return self._replace(above)
        return False

    def _end_of(self, statement: LogicalLine) -> tuple[int, int]:
        """Where the code of ``statement`` ends."""
        line = self.work[statement.last]
        return statement.last, len(scan_line(line).masked.rstrip())

    # ------------------------------------------------------------ what takes its place

    def _mend(self, refusal: Refusal, number: int) -> bool:
        """Do away with what Python refused, so that it goes on; False where that can't be done."""
        if refusal.header >= 0 and refusal.message.startswith("expected an indented block"):
            self.replaced.add(number)
            return self._give_body(self.statements[_statement_at(self.statements, refusal.header)])
        return self._replace(number)

    def _replace(self, number: int, *, blank: bool = False) -> bool:
        """Let a statement do nothing; False where it does so already."""
        statement = self.statements[number]
        code = statement.code
        match = _FIRST_WORD.match(code)
        word = match.group() if match is not None else ""
        if number in self.replaced:
            return self._put(number, "") if any(self.work[statement.first : statement.last + 1]) else False
        has_body = number + 1 < len(self.statements) and self.statements[number + 1].indent > statement.indent
        if blank and not has_body or code.startswith("@"):
            return self._put(number, "")
        if has_body:
            return self._put(number, _HEADERS_INSTEAD.get(word, "if 1:"))
        return self._put(number, f"{_HEADERS_INSTEAD[word]} pass" if word in _KEPT_HEADERS else "pass")

    def _put(self, number: int, instead: str) -> bool:
        statement = self.statements[number]
        self.replaced.add(number)
        first = statement.first
        self.work[first] = indentation_of(self.work[first]) + instead if instead else ""
        for line in range(first + 1, statement.last + 1):
            self.work[line] = ""
        return True

    # ------------------------------------------------------------ what is not

    def _mistake(self, refusal: Refusal, number: int) -> Mistake:
        line, column = refusal.line, refusal.column
        end_line, end_column = refusal.end_line, refusal.end_column
        if refusal.indentation or column < len(indentation_of(self.work[line])):
            # Python points to either end of the line; what is meant is how it begins.
            column = len(indentation_of(self.work[line]))
            end_line, end_column = line, len(self.work[line].rstrip())
        message = _cleaned(refusal.message)
        missing = self._missing_colon(refusal, number)
        if missing:
            line, column = self._end_of(self.statements[number])
            end_line, end_column = line, column
            message = "expected ':'"
        return Mistake(line, column, end_line, end_column, message, missing)

    def _missing_colon(self, refusal: Refusal, number: int) -> str:
        """A colon, where one at the end of a header makes Python go on beyond it."""
        statement = self.statements[number]
        if refusal.indentation or not _HEADER.match(statement.code) or statement.code.endswith((":", ",", "\\")):
            return ""
        line, column = self._end_of(statement)
        mended = [*self.work]
        mended[line] = f"{mended[line][:column]}:{mended[line][column:]}"
        after = refusal_of(mended)
        return ":" if after is None or after.line > statement.last else ""


_SECOND_SENTENCE = re.compile(r"\. ([A-Z])")


def _cleaned(message: str) -> str:
    """A message of Python as one sentence without a full stop."""
    cleaned = _SECOND_SENTENCE.sub(lambda match: f"; {match[1].lower()}", message.strip()).rstrip(".")
    return cleaned[:1].lower() + cleaned[1:] if not cleaned[:2].isupper() else cleaned
