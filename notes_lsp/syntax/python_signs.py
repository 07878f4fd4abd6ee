"""What speaks for Python in one line, and what against it.

A line is weighed by its first word or, where that is none of Python's, by its shape: an assignment, a
call, two words side by side (prose). A line that could as well be prose (``if necessary:``,
``return policy``) weighs a little less than `guess_language` asks for, so that it takes two of them. The
weights were set by hand on made-up snippets and checked on real talk notes; they follow no other source.

Every pattern is linear on the short lines it sees; callers cut lines to a few hundred characters.
"""

import re
from typing import NamedTuple

# ---------------------------------------------------------------- lines without strings and comments

TRIPLE_QUOTED = re.compile(r'"""[\s\S]*?(?:"""|\Z)|' + r"'''[\s\S]*?(?:'''|\Z)")
# An apostrophe behind a letter is one, unless that letter marks a string (f'...').
_STRING = re.compile(
    r""""(?:[^"\\]|\\.)*"|"""
    r"""'(?:(?<![A-Za-z0-9_]')|(?<=\b[bBrRfFuU]')|(?<=\b[rR][bBfF]'))(?:[^'\\]|\\.)*'"""
)
_SPACES = re.compile(r"(?<=\S)\s{2,}|(?<=\S)\t")
COMMENT = re.compile(r"(?:^|(?<=\s))#.*")

# Two words side by side are prose, unless one of them is an operator.
_NEIGHBOURS = re.compile(r"""([A-Za-z_]\w*|[\d")\]}])\s+(?=([A-Za-z_]\w*|[\d"]))""")
_WORD_OPERATORS = frozenset("and or not in is if else for lambda await yield from async".split())


def blank_strings(line: str) -> str:
    """``line`` with its strings emptied (``""``) and its runs of space made one, its indentation kept."""
    if '"' in line or "'" in line:
        line = _STRING.sub('""', line)
    return _SPACES.sub(" ", line) if "  " in line or "\t" in line else line


def code_of(line: str) -> str:
    """``line`` with its strings emptied and without its comment."""
    line = blank_strings(line)
    return (COMMENT.sub("", line) if "#" in line else line).strip()


def has_neighbours(code: str) -> bool:
    """Whether two words stand side by side in ``code`` as they do in prose."""
    for match in _NEIGHBOURS.finditer(code):
        left, right = match.groups()
        if left not in _WORD_OPERATORS and right not in _WORD_OPERATORS and not left == right == '"':
            return True
    return False


# ---------------------------------------------------------------- weights of a line as Python

_GAP = re.compile(r"\.{2,4}$")
_BULLET = re.compile(r"[-*+•–◦▪·]\s|\d+[.)]\s")
# Each alternative begins with a plain character: that is what makes searching for them quick.
_NOT_PYTHON = re.compile(
    r";\s*$|;\s*//|,\s*//|//(?<=\s//)\s*[A-Za-z]\w*\s\w|=>|&&|\|\||\$[\w({]|\)\s*\{\s*$|\)\s*=(?!=)|=\s*/|=\s*`|::(?<=\w::)\w|<-\s|"
    r"\+\+|\.(?:from|in|is|import|class|as|with)\b|!(?<=[\s(]!)\w|\?\s|\?$|–|—|→|←|≠|≤|≥|•|…|├|└|│|─|"
    r"true\b(?<!\wtrue)|false\b(?<!\wfalse)|null\b(?<!\wnull)|nil\b(?<!\wnil)|undefined\b|new\s+\w(?<!\wnew\s\w)"
)
_NOT_AT_START = re.compile(
    r"\w+\s*:=|[.<!]\w|(?:var|let|const|val|fn|func|function|int|char|float|double|void|end)\s+\w"
)
_NUMBER_IN_WORD = re.compile(r"(?<![\w.])\d+(?![xobeEjJlL_])[A-Za-z]")
_NAME = r"\*?[A-Za-z_][\w.]*(?:\[(?:[^=\[\]]|\[[^\[\]]*\])*\][\w.]*)*"
_ASSIGNMENT = re.compile(
    rf"\(?{_NAME}(?:\s*,\s*{_NAME})*\)?\s*(?::\s*[\w.\[\], |]+?\s*)?(?:[-+*/%&|^@]|//|\*\*|<<|>>)?=(?!=)\s*(?=(\S?))"
)
_PLAIN_VALUE = re.compile(r"[\w-]+(?:\.\d+)*$")
_CALL = re.compile(r"[A-Za-z_][\w.]*(?:\[[^\[\]]*\])?\(")
_CALL_OF_PROSE = re.compile(r"[a-z_]\w*\.[\w.]+\(.*\)$|[\w.]+\s*=\s*[a-z_]\w*\.[\w.]+\(.*\)$")
_WORD_IN_PARENTHESES = re.compile(r"[A-Z]\w+\([A-Z]\w+\)$|\w+\(e?s\)$")
_EXPRESSION = re.compile(r"""[\w.("\[{].*\s(?:[-+*/%<>|&^]|//|\*\*|<<|>>|[=!<>]=|(?:not\s+)?in|is)\s.*[\w)\]"}.]$""")
_KEY = re.compile(r"""[A-Za-z][\w -]*:(?:\s|$)""")
_TYPED_NAME = re.compile(r"[a-z_]\w*:\s*[\w.\[\], |]+$")
_LITERAL_OR_NAME = re.compile(r"""[\w.]+$|[bBrRfFuU]{0,2}""$|[\[({].*[\])},:]$|[\])}]+[,:]?$|[\[({]+$""")
_PYTHON_SIGN = re.compile(
    r"self\.(?<!\wself\.)|__\w+__|\*\*\w|f\"\"|F\"\"|r\"\"|b\"\"|u\"\"|None\b(?<!\wNone)|True\b(?<!\wTrue)|False\b(?<!\wFalse)|"
    r" for\s+[\w, ]+\s+in\s|lambda\b[^:]*:|\(\s*\w+=[^=>]|,\s*\w+=[^=>]"
)


class _Shape(NamedTuple):
    """How a line may go on behind a word of Python, and what that weighs.

    ``strict``: not where two words stand side by side.
    """

    pattern: re.Pattern[str]
    weight: float
    strict: bool


def _shapes(*rows: tuple[str, float, bool]) -> tuple[_Shape, ...]:
    return tuple(_Shape(re.compile(pattern), weight, strict) for pattern, weight, strict in rows)


_HEADER = (r".*[^:\w ].*:\s*$|(?:not|True|False|None)\b.*:\s*$|.*\b(?:not|in|is|and|or)\b.*:\s*$|\w:\s*$", 3.0, True)
_BARE_HEADER = (r"\w+:\s*$", 1.9, False)
_DEF = _shapes(
    (r".*\)\s*(?:->[^:]*)?:\s*$", 5.0, False),
    (r"\w+\s*\(\s*(?:self|cls)\b", 5.0, False),
    (r"\w+\s*\(.*\)\s*:\s*\w+(?:\[.*\])?\s*=", -3.0, False),  # Scala
    (r"\w+\s*\(.*\)\s*(?:->[^:]*)?:\s*\S", 4.0, False),
    (r"\w+.*:\s*$", 3.0, True),
    (r"\w+\s*\(.*[,(]$", 3.0, False),
    (r"\w+\s*\([^()]*\)$", 2.0, False),
)
_SHAPES: dict[str, tuple[_Shape, ...]] = {
    "def": _DEF,
    "async": _shapes((r"def\s+\w+\s*\(", 5.0, False), (r"(?:for|with)\s.*:\s*$", 5.0, True)),
    "class": _shapes(
        (r"[a-z]+\s*:$", 1.9, False),
        (r"\w+\s*(?:\(.*\))?\s*:\s*(?:$|pass\b|\.\.\.)", 5.0, False),
        (r"\w+\s*\([\w.,= ]*\)$", 2.0, False),
        (r"[A-Z]\w*$", 1.0, False),
    ),
    "import": _shapes(
        (r"(?:(?:javax?|kotlin|scala|org|com|akka|androidx?)\.|Foundation$|UIKit$|SwiftUI$|qualified\s)", -3.0, False),
        (r"[\w.-]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*$", 4.0, False),
    ),
    "from": _shapes(
        (r"\.*[\w.]*\s+import\b", 6.0, False),
        (r"[\w.]+\s+(?:i?m?port|ipmort|imoprt|improt|iport|imort|impor|imprt|importt)\s+\w+$", 4.0, False),
    ),
    "if": _shapes(
        (r"__name__\b", 6.0, False),
        (r"\(.*\)$", 0.0, True),
        _HEADER,
        _BARE_HEADER,
        (r".*[^:]:\s+\w", 1.9, True),
        (r".*(?:[=<>]=|!=|\bin\b)", 1.0, True),
    ),
    "elif": _shapes((r".*:", 5.0, False), (r".", 3.0, True)),
    "while": _shapes(_HEADER, _BARE_HEADER, (r".*[^:]:\s+\w", 1.9, True)),
    "for": _shapes(
        (r"[a-z]\w+\s+in\s+[a-z]+:$", 1.9, True),
        (r"[\w, ()*]+\s+in\s+.+:\s*$", 5.0, True),
        (r"[\w, ()*]+\s+in\s+.+:\s+\w", 4.0, True),
        (r"[\w, ()*]+\s+in\s+[\w.()\[\]]+$", 1.0, True),
    ),
    "with": _shapes((r".*(?:\(| as ).*:\s*$", 5.0, True), (r"[\w.]+:\s*$", 1.5, True)),
    "else": _shapes((r":$", 3.0, False), (r":\s+\S", 1.5, True)),
    "try": _shapes((r":$", 4.0, False), (r":\s+\S", 1.5, True)),
    "finally": _shapes((r":$", 4.0, False), (r":\s+\S", 1.5, True)),
    "except": _shapes(
        (r":|[\w(]*[A-Z.][\w.,() ]*:", 5.0, False), (r"[\w(]*[A-Z.][\w.]*(?:\s+as\s+|\s*,\s*)\w+$", 3.0, False)
    ),
    "match": _shapes((r"[\w.()\[\], ]+:\s*$", 2.0, True)),
    "case": _shapes((r".+:\s*$", 1.0, True)),
    "return": _shapes((r".", 1.5, True), (r"$", 1.0, False)),
    "yield": _shapes((r"\w+$", 1.5, False), (r".", 2.0, True), (r"$", 1.0, False)),
    "raise": _shapes((r"[A-Z][\w.]+", 3.0, True), (r"$", 1.0, False)),
    "assert": _shapes((r"\w+$", 1.5, False), (r".", 2.5, True)),
    "pass": _shapes((r"$", 3.0, False)),
    "break": _shapes((r"$", 1.0, False)),
    "continue": _shapes((r"$", 1.0, False)),
    "del": _shapes((r"[\w.]", 2.0, True)),
    "global": _shapes((r"[a-z]+$", 1.5, False), (r"\w+(?:\s*,\s*\w+)*$", 3.0, False)),
    "nonlocal": _shapes((r"\w+(?:\s*,\s*\w+)*$", 3.0, False)),
    "print": _shapes((r"\(", 2.0, True), (r"[a-z]+$", 1.5, False), (r"""["\w\[(>]""", 2.5, True), (r"$", 1.0, False)),
    "exec": _shapes((r'(?:\w+|"")\s+in\s+\w+$', 2.0, False)),
    "await": _shapes((r".*\(", 2.5, True)),
    "lambda": _shapes((r"[\w, *=]*:", 2.0, True)),
}
_AS = re.compile(r"\sas\s(?=\w)")
_FIRST_WORD = re.compile(r"[a-z]+\b")
_MAGIC = re.compile(
    r"%{1,2}(?:time(?:it)?|load_ext|reload_ext|autoreload|matplotlib|run|python|pylab|paste|prun|lprun|mprun|memit|debug|pdb|"
    r"cython|who|whos|reset|env|capture|writefile|config|xmode|pip|conda)\b"
)
_DECORATOR = re.compile(r"@[A-Za-z_][\w.]*(\(.*)?:?$")


def python_weight(code: str) -> float:
    """How much a line (stripped, strings emptied, no comment) speaks for Python; below 0: against."""
    first = _FIRST_WORD.match(code)
    shapes = _SHAPES.get(first.group()) if first is not None else None
    weight = None
    if first is not None and shapes is not None and not code.endswith((";", "{")):
        weight = _keyword_weight(shapes, code[first.end() :])
    if weight is None:
        weight = _statement_weight(code)
    return weight + 1.0 if weight > -0.5 and _PYTHON_SIGN.search(code) else weight


def _keyword_weight(shapes: tuple[_Shape, ...], rest: str) -> float | None:
    if rest[:1] in ("=", ".", ","):  # a name such as `match.group()`
        return None
    spaced = rest.lstrip()
    if rest.startswith(" ") and spaced.startswith(("= ", "== ")):
        return None
    neighbours: bool | None = None
    for pattern, weight, strict in shapes:
        if pattern.match(spaced):
            if strict and neighbours is None:
                neighbours = has_neighbours(_AS.sub(",", spaced))
            if not (strict and neighbours):
                return weight
    return None


def _statement_weight(code: str) -> float:
    if code[0] == "@":
        return _decorator_weight(code)
    if code[0] == "%":
        return 3.0 if _MAGIC.match(code) else -0.5
    if _GAP.match(code):
        return 0.0
    if _BULLET.match(code) or _NOT_AT_START.match(code):
        return -2.0
    neighbours = has_neighbours(code)
    if neighbours and not _CALL_OF_PROSE.match(code):
        return -1.5
    if _NOT_PYTHON.search(code) or _NUMBER_IN_WORD.search(code):
        return -2.0
    return 0.0 if neighbours else _expression_weight(code)


def _expression_weight(code: str) -> float:
    assignment = _ASSIGNMENT.match(code)
    if assignment is not None:
        return _assignment_weight(code, assignment)
    if _CALL.match(code):
        return 1.0 if _WORD_IN_PARENTHESES.match(code) else 2.0
    if _TYPED_NAME.match(code):
        return 0.0
    if _KEY.match(code):
        return -1.0
    if _LITERAL_OR_NAME.match(code):
        return 0.0
    return 1.0 if _EXPRESSION.match(code) else -0.5


def _assignment_weight(code: str, match: re.Match[str]) -> float:
    value = code[match.end() :]
    if not value:
        return 0.5
    if value.endswith(",") and match[0].count(",") == 0:  # one of an enumeration
        return 0.5
    without_space = code[match.end() - 1] == "="  # `key=value` is a setting, or shell
    if not _PLAIN_VALUE.match(value):
        return 0.25 if without_space and value == '""' else 2.0
    if without_space:
        return 0.25
    return 2.0 if code[0].islower() and value[0].isdigit() else 1.5


def _decorator_weight(code: str) -> float:
    match = _DECORATOR.match(code)
    if match is None:
        return -1.0
    if code[1].isupper():  # Java's annotations
        return 0.0
    return 2.0 if match[1] or "." in code else 0.5
