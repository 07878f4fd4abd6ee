"""What each line of a snippet is: code, output of a session, a magic, or nothing.

People paste sessions as they stand on the screen, leave out the ``...`` of some of them, write what comes out below
what goes in, and put shell lines among the code. What is in a string is none of all that.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from notes_lsp.python.scan import CLEAN, indent_width, scan_line

LineKind = Literal[
    "code",
    "continuation",  # Python behind the prompt of a statement that goes on: `...`, `   ...:`
    "magic",  # a command of IPython or of the shell
    "output",  # what a session answered, a traceback, options of a cell, a bullet: anything but Python
    "blank",
]


class ReadLine(NamedTuple):
    """``code_start`` is where the code of the line begins, behind its prompt; the indentation of plain code stays.

    ``is_inside`` says that the line is inside a string or brackets, where its indentation means nothing.
    """

    kind: LineKind
    code_start: int
    is_inside: bool = False


# The prompts of Python and PyPy (four marks), of IPython and Jupyter. One space behind them belongs to them.
_PROMPT = re.compile(r"[ \t]*(?:(>>>+)(?: |(?=\t|$)|(?=[\w('\"\[{@#]))|In ?\[[\d ]*\]:(?: |(?=\t|$)))")
_CONTINUATION = re.compile(r"[ \t]*(?:\.\.\.+:?|:)(?: |(?=\t|$))")
_OUT = re.compile(r"[ \t]*(?:Out ?\[[\d ]*\]:|Traceback \(most recent call last\))")
_TRACEBACK = re.compile(r"[ \t]*Traceback \((?:most recent call last|innermost last)\)")
_NAMES_AN_ERROR = re.compile(r"[\w.]+(?::|$)")

_MAGIC = re.compile(
    r"[ \t]*(?:%{1,2}[A-Za-z]\w*(?=\s|$)|!{1,2}\s*[\w./~{$-]|\?{1,2}[A-Za-z_][\w.*]*\s*$|[A-Za-z_][\w.*]*\?{1,2}\s*$|"
    r"[\w., \[\]]+=\s*(?:![\w./~]|%[A-Za-z]\w*(?=\s|$))|%{1,2}[A-Za-z_]\w*\?{1,2}\s*$|[$]\s+\S|C:\\\S*>)"
)
# A command of the shell, which Python would take for the name of something, and an argument of it.
_COMMAND = re.compile(
    r"[ \t]*(?:sudo\s+)?(?:pip[\d.]*|python[\d.]*|ipython|conda|mamba|poetry|uvx?|pipx?|git|hg|cd|ls|mkdir|npm|brew|"
    r"apt(?:-get)?|docker(?:-compose)?|curl|wget|export|source|pytest|py\.test|nosetests|tox|virtualenv|jupyter|"
    r"django-admin(?:\.py)?|manage\.py|\./\w[\w./-]*)[ \t]+"
    r"(?:-{1,2}\w|\.{0,2}/|[A-Za-z_.~$][\w./:~$@\[\]-]*(?:[ \t]+[\w./:~$@=\[\]<>'\"-]+)*[ \t]*$)"
)
_PYTHON_WORD_SECOND = re.compile(r"[ \t]*\S+[ \t]+(?:in|is|and|or|not|if|for|else)\b")
_CELL_OF_ANOTHER = re.compile(
    r"[ \t]*%{1,2}(?:bash|sh|script|html|HTML|javascript|js|latex|ruby|perl|sql|svg|markdown|md|writefile|file|"
    r"cmd|R|r|spark)\b"
)
# Bullets stand in code where a writer's list ran into it; no statement begins with a star and a space.
_BULLET = re.compile(r"[ \t]*(?:[*•◦▪·‣][ \t]+\S|[-–][ \t]+[A-Za-z]\w*[ \t]+[A-Za-z]\w*(?![ \t]*[=(\[]))")
_OPTION = re.compile(r"[ \t]*:[\w-]+:(?:\s|$)")


def kinds_of(lines: Sequence[str], *, options: bool) -> list[ReadLine]:
    """What each of ``lines`` is. ``options`` says that the options of a cell may stand above the code."""
    reader = _Reader(lines)
    number = _options(lines) if options else 0
    reader.found = [ReadLine("output", 0)] * number
    while number < len(lines):
        reader.read(number)
        number += 1
    return reader.found


def _options(lines: Sequence[str]) -> int:
    """How many lines at the top are options of a cell (MyST-NB: ``:key: value``, or YAML between dashes)."""
    if lines and lines[0].strip() == "---":
        closing = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == "---"), -1)
        return closing + 1
    return next((n for n, line in enumerate(lines) if not _OPTION.match(line)), len(lines))


class _Reader:
    """Reads lines one after the other, knowing what the ones above left open."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.found: list[ReadLine] = []
        self.state = CLEAN
        self.in_session = False  # below a prompt, with nothing but output between
        self.statement_column = 0  # of the prompt, or of the statement that follows an empty one
        self.goes_on = False  # the statement behind the last prompt wants more
        self.traceback = False
        self.other_cell = False
        self.bare_cell = False  # an empty prompt stands above, and its code below
        self.paragraph_is_code: bool | None = None

    def read(self, number: int) -> None:
        line = self.lines[number]
        if self.state.quote:
            self._code(line, ReadLine("code", 0))
        elif not line.strip():
            self._blank()
        elif not self.state.joined and (prompt := _PROMPT.match(line)) is not None:
            self._prompt(line, prompt.end())
        elif self.in_session:
            self._below_prompt(number)
        else:
            self._plain(line)

    def _blank(self) -> None:
        self.found.append(ReadLine("blank", 0))
        self.traceback = False
        self.paragraph_is_code = None
        if not self.state.is_open:
            self.goes_on = self.bare_cell = False

    def _code(self, line: str, read: ReadLine) -> None:
        self.found.append(read._replace(is_inside=self.state.is_open))
        scanned = scan_line(line[read.code_start :], self.state)
        self.state = scanned.after
        if not self.state.is_open and scanned.masked.strip():
            indented = self.goes_on and indent_width(line[read.code_start :]) > 0
            self.goes_on = indented or scanned.masked.rstrip().endswith(":") or scanned.masked.lstrip().startswith("@")

    def _prompt(self, line: str, end: int) -> None:
        self.in_session, self.traceback, self.other_cell = True, False, False
        self.state, self.goes_on, self.paragraph_is_code = CLEAN, False, None
        self.statement_column = indent_width(line)
        code = line[end:]
        self.bare_cell = not code.strip()
        if _MAGIC.match(code):
            self.other_cell = _CELL_OF_ANOTHER.match(code) is not None
            self.found.append(ReadLine("magic", end))
            self.goes_on = True  # a cell goes on behind its magic
        else:
            self._code(line, ReadLine("code", end))
            self.goes_on = self.goes_on or not code.strip()

    def _below_prompt(self, number: int) -> None:
        line = self.lines[number]
        above = self.found[-1].kind if self.found else "blank"
        continuation = _CONTINUATION.match(line) if above in ("code", "continuation", "magic") else None
        if continuation is not None:
            self._code(line, ReadLine("output" if self.other_cell else "continuation", continuation.end()))
        elif _OUT.match(line):
            self.found.append(ReadLine("output", 0))
            self.state, self.goes_on, self.bare_cell, self.paragraph_is_code = CLEAN, False, False, False
        elif self.state.is_open or self.bare_cell or (self.goes_on and indent_width(line) > self.statement_column):
            self._code(line, ReadLine("code", 0))
        elif above in ("code", "continuation", "magic"):
            self.paragraph_is_code = False
            self.found.append(ReadLine("output", 0))
        else:
            self._paragraph(number)

    def _paragraph(self, number: int) -> None:
        """A line behind output or a blank line: more output, unless a paragraph begins that is code."""
        if self.paragraph_is_code is None:
            # Imported when first needed: its patterns cost more than all others together.
            from notes_lsp.syntax.code_language import guess_language

            last = number
            while last < len(self.lines) and self.lines[last].strip() and not _PROMPT.match(self.lines[last]):
                last += 1
            self.paragraph_is_code = guess_language("\n".join(self.lines[number:last])) == "python"
        if self.paragraph_is_code:
            self._plain(self.lines[number])
        else:
            self.found.append(ReadLine("output", 0))

    def _plain(self, line: str) -> None:
        kind: LineKind = "code"
        if self.other_cell:
            kind = "output"
        elif not self.state.is_open:
            kind = self._kind_outside(line)
        if kind == "code":
            self._code(line, ReadLine(kind, 0))
        else:
            self.found.append(ReadLine(kind, 0))

    def _kind_outside(self, line: str) -> LineKind:
        if self.traceback:
            self.traceback = line[:1] in (" ", "\t") or _NAMES_AN_ERROR.match(line) is None
            return "output"
        if _TRACEBACK.match(line):
            self.traceback = True
            return "output"
        if _MAGIC.match(line) or (_COMMAND.match(line) and not _PYTHON_WORD_SECOND.match(line)):
            self.other_cell = _CELL_OF_ANOTHER.match(line) is not None
            return "magic"
        return "output" if _BULLET.match(line) or _OUT.match(line) else "code"
