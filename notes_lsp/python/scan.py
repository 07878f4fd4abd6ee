"""Where the strings, comments and brackets of Python code are, line by line.

`tokenize` refuses half-written code, and each version of Python in its own way; this goes on, whatever it meets, and
is the same everywhere. An f-string ends where it ended before Python 3.12: at the next quote of its kind.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# Anything that changes the state: a comment, the beginning of a string, a bracket.
_SIGN = re.compile(r"#|\"\"\"|'''|\"|'|[()\[\]{}]")
_STRING_END = {
    '"': re.compile(r'(?:[^"\\]|\\.)*"'),
    "'": re.compile(r"(?:[^'\\]|\\.)*'"),
    '"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"""', re.DOTALL),
    "'''": re.compile(r"(?:[^'\\]|\\.|'(?!''))*'''", re.DOTALL),
}
_PREFIX = re.compile(r"(?<![A-Za-z0-9_])(?:[bBrRfFuUtT]|[bBfFuUtT][rR]|[rR][bBfFtT])$")
_LETTER = re.compile(r"[^\W_]")
_CLOSES = {")": "(", "]": "[", "}": "{"}
_INDENTATION = re.compile(r"[ \t\f]*")

# Words that no expression holds at the beginning of a line: what is open above them stays open for good.
_NEW_STATEMENT = re.compile(
    r"\s*(?:(?:import|class|def|try|except|finally|while|with|return|continue|break|del|pass|global|assert|nonlocal|raise)\b"
    r"(?!\s*[=,.)\]}])|from\s+[\w.]+\s+import\b|async\s+def\b|@[A-Za-z_][\w.]*(?:\(|\s*$))"
)


@dataclass(frozen=True, slots=True)
class ScanState:
    """What is open at the beginning of a line.

    ``brackets`` are those that are not closed, outermost first, ``quote`` is that of the string that goes on, and
    ``joined`` says that a backslash ended the line above.
    """

    brackets: str = ""
    quote: str = ""
    joined: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the line goes on with what stands above it."""
        return bool(self.brackets or self.quote or self.joined)


CLEAN = ScanState()


@dataclass(frozen=True, slots=True)
class ScannedLine:
    """A line: ``masked`` is as long as its text, with ``"`` for all that is a string and space for a comment.

    ``after`` is what it leaves open.
    """

    masked: str
    after: ScanState


def scan_line(line: str, before: ScanState = CLEAN) -> ScannedLine:
    """``line``, without its line end, behind what left ``before`` open."""
    masked: list[str] = []
    brackets, place = before.brackets, 0
    if before.quote:
        end = _end_of_string(line, 0, before.quote)
        if end < 0:
            goes_on = len(before.quote) == 3 or line.endswith("\\")
            after = ScanState(brackets, before.quote if goes_on else "", joined=False)
            return ScannedLine('"' * len(line), after)
        masked.append('"' * end)
        place = end
    quote, is_cut = "", False
    while (match := _SIGN.search(line, place)) is not None:
        sign, start = match.group(), match.start()
        masked.append(line[place:start])
        place = match.end()
        if sign == "#":
            masked.append(" " * (len(line) - start))
            place, is_cut = len(line), True
        elif sign[0] in "\"'":
            if sign == "'" and _is_apostrophe(line, start):
                masked.append(sign)
                continue
            end = _end_of_string(line, place, sign)
            if end < 0:
                quote = sign if len(sign) == 3 or line.endswith("\\") else ""
                end, is_cut = len(line), True
                # What closes the brackets of this line is most likely in what is taken for a string.
                brackets = brackets if quote else before.brackets
            masked.append('"' * (end - start))
            place = end
        else:
            masked.append(sign)
            brackets = _after_bracket(brackets, sign)
    masked.append(line[place:])
    joined = line.endswith("\\") and not is_cut  # not in a comment or a string
    return ScannedLine("".join(masked), ScanState(brackets, quote, joined))


def _end_of_string(line: str, start: int, quote: str) -> int:
    match = _STRING_END[quote].match(line, start)
    return match.end() if match is not None else -1


def _is_apostrophe(line: str, place: int) -> bool:
    """Whether the quote at ``place`` stands between two letters, as it does in words and in no code.

    ``'user'csv'`` has two such: those close a string, and are never asked about.
    """
    if not (place > 0 and _LETTER.match(line[place - 1]) and _LETTER.match(line[place + 1 : place + 2])):
        return False
    return _PREFIX.search(line, max(place - 3, 0), place) is None


def _after_bracket(brackets: str, sign: str) -> str:
    if sign in "([{":
        return brackets + sign
    opening = _CLOSES[sign]
    # A bracket that closes another kind is a slip; what it was to close is closed.
    return brackets[:-1] if brackets.endswith(opening) or brackets else brackets


@dataclass(frozen=True, slots=True)
class LogicalLine:
    """A statement, or the head of one: the 0-based lines from ``first`` to ``last``, both included.

    ``code`` is what stands on them without strings (``"``) and comments, ``indent`` the width of its indentation
    (tab stops of eight, as Python has them). ``spills`` says that a bracket or a string in it is never closed.
    """

    first: int
    last: int
    indent: int
    code: str
    spills: bool


def logical_lines(lines: Sequence[str]) -> list[LogicalLine]:
    """The statements of ``lines``, without those that are blank or only comments."""
    found: list[LogicalLine] = []
    first, masks, state = 0, list[str](), CLEAN
    for number, line in enumerate(lines):
        if state.is_open and not state.quote and _NEW_STATEMENT.match(line):
            found += _logical_line(lines, first, masks, spills=True)
            masks, state = [], CLEAN
        if not masks:
            first = number
        scanned = scan_line(line, state)
        masks.append(scanned.masked)
        state = scanned.after
        if not state.is_open:
            found += _logical_line(lines, first, masks, spills=False)
            masks = []
    return found + _logical_line(lines, first, masks, spills=True)


def _logical_line(lines: Sequence[str], first: int, masks: list[str], *, spills: bool) -> list[LogicalLine]:
    code = "\n".join(masks).strip()
    if not code:
        return []
    return [LogicalLine(first, first + len(masks) - 1, indent_width(lines[first]), code, spills)]


def indentation_of(line: str) -> str:
    """The space in front of ``line``."""
    match = _INDENTATION.match(line)
    return match.group() if match is not None else ""


def indent_width(line: str) -> int:
    """The width of the indentation of ``line`` (Python's lexical analysis, section "Indentation")."""
    return len(indentation_of(line).replace("\f", "").expandtabs(8))
