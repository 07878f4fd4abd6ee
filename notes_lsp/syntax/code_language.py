"""What language a piece of code is in, by what it looks like.

Notes name a language for about half of their code only, and much of it does not parse: typos, gaps
(``...``), Python 2, prompts, lines cut off by the next slide. So nothing here parses: each line is
weighed (`python_signs`, `other_signs`), and Python has to win clearly. Names are those of `language_names`.
"""

import re
from typing import Literal

from notes_lsp.syntax.language_names import known_language
from notes_lsp.syntax.other_signs import best_of_others, markup_or_data
from notes_lsp.syntax.python_signs import COMMENT, TRIPLE_QUOTED, blank_strings, code_of, has_neighbours, python_weight

LineFit = Literal["python", "c", "either", ""]

_MAX_LINES = 60
_MAX_WIDTH = 240
_MAX_STANDALONE = 200  # a longer line of its own in prose is prose
_ENOUGH_FOR_PYTHON = 2.0
_ENOUGH_FOR_OTHERS = 4.0

# ---------------------------------------------------------------- what is decided at once

# Of the cells of Jupyter and Zeppelin.
_CELL_LANGUAGES = frozenset("bash sh javascript js html sql ruby perl latex r spark scala md".split())
_CELL = re.compile(r"%{1,2}([a-z]+)\b")
_SHEBANG = re.compile(r"#!\s*(?:/\S*/)?(?:env\s+)?([a-z]+)")
_PROMPT = re.compile(r"\s*(>>>+)(?:\s|$)(.*)|\s*(>>>+)(\w.*)|\s*(?:In|Out) ?\[\d*\]:")
_TRACEBACK = re.compile(r"\s*Traceback \(most recent call last\)")
_TREE = re.compile(r"[├└]|^\s*[|`]-- ", re.MULTILINE)


def is_prompt(line: str) -> bool:
    """Whether ``line`` is one of a Python session, and not prose quoted three times."""
    match = _PROMPT.match(line)
    if match is None:
        return False
    said = match[2] if match[2] is not None else match[4]
    if not said or len(said.split()) < 3:
        return True
    code = code_of(said)
    return not code or python_weight(code) > 0


def _decided_language(first: str, lines: list[str], block: str) -> str | None:
    """What the first line or a prompt settles; None where nothing does."""
    if first.startswith("#!"):
        shebang = _SHEBANG.match(first)
        if shebang is not None:
            return known_language(shebang[1])
    if first[0] == "%":
        cell = _CELL.match(first)
        if cell is not None and cell[1] in _CELL_LANGUAGES:
            return known_language(cell[1])
    if (">>>" in block or "]:" in block) and any(is_prompt(line) for line in lines):
        return "python"
    return "" if _TRACEBACK.match(first) else None


# ---------------------------------------------------------------- a block

_LINE_END = re.compile(r"\r\n?|\n")
_BRACKET = re.compile(r"[()\[\]{}]")
_OPENING = re.compile(r"[(\[{]")
_CLOSING = re.compile(r"[)\]}]")
_NEW_STATEMENT = re.compile(r"(?:def|class|import|from|return|@\w)\b")


def guess_language(code: str) -> str:
    """What a block of code without a declared language looks like: ``"python"``, ``"c"`` and so on.

    ``""`` where that can't be told, or where it is no code but indented prose. Sessions are ``"python"`` too.
    """
    lines = [line[:_MAX_WIDTH] for line in _LINE_END.split(code[: _MAX_LINES * _MAX_WIDTH])[:_MAX_LINES]]
    lines = [line for line in lines if line.strip()]
    if not lines:
        return ""
    block = "\n".join(lines)
    decided = _decided_language(lines[0].strip(), lines, block)
    if decided is not None:
        return decided
    if '"""' in block or "'''" in block:
        block = TRIPLE_QUOTED.sub('""', block)
    lines = [line for line in map(blank_strings, block.split("\n")) if line.strip()]
    block = "\n".join(lines)
    data = markup_or_data(block, lines)
    if data:
        return data
    if ("├" in block or "└" in block or "-- " in block) and _TREE.search(block):
        return ""
    other, other_score = best_of_others("\n".join([line.strip() for line in lines]), lines)
    score = _python_score(lines)
    if score >= _ENOUGH_FOR_PYTHON and (score > other_score or (score == other_score and other)):
        return "python"
    return other if other_score >= _ENOUGH_FOR_OTHERS else ""


def _python_score(lines: list[str]) -> float:
    score = 0.0
    depth = 0
    for line in lines:
        code = (COMMENT.sub("", line) if "#" in line else line).strip()
        if not code:
            continue
        if depth <= 0 or _NEW_STATEMENT.match(code):
            depth = 0
            score += python_weight(code)
        if _BRACKET.search(code):
            depth += len(_OPENING.findall(code)) - len(_CLOSING.findall(code))
    return score


# ---------------------------------------------------------------- a line in prose

_C_LINE = re.compile(
    r'#\s*(?:include|import)\s*[<"]|#\s*(?:define|ifn?def|undef|pragma)\s+\w|#endif\b|//\s+\S|/\*.*\*/$|/\*\*?$|'
    r"(?:(?:static|const|unsigned|signed|extern|inline|struct)\s+)*"
    r"(?:int|char|float|double|void|long|short|size_t|u?int\d+_t|PyObject|FILE)\s*\*{0,2}\s*\w+(?:\s*=(?!=)|\s*;|\[|\(.*[;{)]$)|"
    r"(?:struct\s+\w+|[A-Z]\w+)\s+\*{1,2}\w+\s*(?:=(?!=)|;)|(?:printf|free|memcpy|strcpy)\s*\(.*;$|\w+->\w+.*;$"
)
_C_GOES_ON = re.compile(r".*[;{}]$|\*|\*/|//|/\*|#\s*(?:else|endif|if)\b|(?:else|do)\b")
_LINE_SHAPES = {
    "import": r"[\w.-]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\s+as\s+\w+)?)*$",
    "from": r"\.*[\w.]*\s+import\s+(?:\*|\(|[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*\w+(?:\s+as\s+\w+)?)*)[\\),]*$",
    "def": r"\w+\s*\(.*(?:\).*:(?:\s|$)|[,(]$)|\w+\s*\((?:self|cls)\b",
    "class": r"(?:[A-Z_]\w*|\w+\s*\(.*\))\s*:(?:\s*$|\s*(?:pass|\.\.\.)$)|\w+\s*\([\w., =]*\)$",
    "async": r"(?:def|with|for)\s.*:$",
    "return": r'(?:\w|self|None|True|False|[\w.]*[_\d.(\["{+*-].*|not\s.*)$',
    "yield": r'(?:[\w.]*[_.(\["{].*|from\s\w.*)$',
    "if": r"(?:.*[^\w\s:].*|\w|not\s.*|.*\b(?:is|in|not|and|or)\s.*):$",
    "elif": r".*:$",
    "while": r"(?:.*[^\w\s:].*|\w|not\s.*|True):$",
    "for": r"[\w, ()*]+\s+in\s+(?:.*[^\w\s:].*|\w):$|\w\s+in\s+.*:$",
    "with": r"[\w.]+\(.*:$|.*\s+as\s+\w+:$",
    "except": r"(?::|[\w(]*[A-Z.][\w.,() ]*:)$",
    "else": r":$",
    "try": r":$",
    "finally": r":$",
    "raise": r"[A-Z]\w*(?:\(.*|Error|Exception|Warning)$",
    "assert": r'.*(?:[=!<>]=|[<>(\["]|\bin\s|\bis\s|\bnot\s).*$',
    "print": r'(?:\(.*\)|"".*|[\w.]*[_.(\[]\w*.*)$',
    "del": r"[\w.]+(?:\[.*\]|\.\w+)$",
    "await": r"[\w.]+\(.*$",
    "lambda": r"[\w, *=]*:.*$",
}
QUOTES = ('"""', "'''")
_LINE_PATTERNS = {word: re.compile(pattern) for word, pattern in _LINE_SHAPES.items()}
_AS = re.compile(r"\sas\s(?=\w)")
_STANDALONE_WORD = re.compile(r"([a-z]+)\b(?!\s*=|\.)\s*")
_THREE_WORDS = re.compile(r"[A-Za-z]\w+ (?!(?:and|or|in|is|not|if|for)\b)[A-Za-z]\w* \w")
_KNOWN_DECORATOR = re.compile(
    r"@(?:property|staticmethod|classmethod|decorator|dataclass|contextmanager|wraps|fixture|cached_property|lru_cache|cache|"
    r"abstractmethod|override|coroutine|profile|(?:functools|pytest|app|click|asyncio|unittest|mock|contextlib|abc|typing)(?:\.\w+)+|"
    r"[\w.]+\.(?:setter|getter|deleter|route|task|command|fixture|register))(?:\(.*\))?$|@[a-z_][\w.]*\(.*\)$"
)
_STANDALONE_ASSIGNMENT = re.compile(
    r"[A-Za-z_][\w.]*(?:\[[^\[\]]*\])?(?:\s*,\s*[A-Za-z_][\w.]*){0,5}\s*(?:[-+*/%|&^]|//|\*\*)?=(?![=>])\s*(\S.*)$"
)
_CODE_VALUE = re.compile(
    r'[bBrRfFuU]{0,2}""|[\[{(]|[A-Za-z_][\w.]*(?:\[[^\[\]]*\])?\(|(?:None|True|False)$|lambda\b|await\s|\w+\[.*\]$|0x'
)
_NUMBER = re.compile(r"-?\d[\d_]*(?:\.\d+)?$")
_STANDALONE_CALL = re.compile(r'[a-z_]\w*(?:\.\w+)+\(.*[^()\s].*\)$|\w*_\w*\(.*[^()\s].*\)$|\w+\(.*(?:""|\w=).*\)$')


def is_code_line(line: str) -> str:
    """The language of one line standing for itself in running text: ``"python"``, ``"c"`` or ``""`` (prose).

    A line that fits both languages is ``"python"`` here; `line_fit` tells it apart.
    """
    fit = line_fit(line)
    return "python" if fit == "either" else fit


def line_fit(line: str) -> LineFit:
    """Like `is_code_line`, with ``"either"`` for what is the same in C and in Python (``x = f(y)``)."""
    line = line.strip()
    if not line or len(line) > _MAX_STANDALONE or line[0] in "<|":
        return ""
    if line[0] in "#/":
        if _C_LINE.match(line):
            return "c"
        shebang = _SHEBANG.match(line)
        return "python" if shebang is not None and shebang[1] == "python" else ""
    if line.startswith((">>>", "In [", "In[")):
        return "python" if is_prompt(line) else ""
    if line.startswith(QUOTES):  # three quotes on their own may as well quote somebody
        return "python" if line.count(line[:3]) == 2 and len(line) > 6 else ""
    if line[0] == "@":
        return "python" if _KNOWN_DECORATOR.match(line) else ""
    return _fit_of_words(line)


def _fit_of_words(line: str) -> LineFit:
    word = _STANDALONE_WORD.match(line)
    pattern = _LINE_PATTERNS.get(word[1]) if word is not None else None
    if word is not None and pattern is not None:
        code = code_of(line)
        rest = code[word.end() :]
        if line.endswith((";", "{")) or not pattern.match(rest):
            return ""
        return "python" if word[1] in ("import", "from", "async") or not has_neighbours(_AS.sub(",", rest)) else ""
    if not ("=" in line or "(" in line or line[-1] in ";{"):
        return ""
    if _C_LINE.match(line):
        return "c"
    return "" if _THREE_WORDS.match(line) else _fit_of_statement(code_of(line))


def _fit_of_statement(code: str) -> LineFit:
    if not code or not (code[0].isalpha() or code[0] == "_") or has_neighbours(code) or python_weight(code) < 1.5:
        return ""
    assignment = _STANDALONE_ASSIGNMENT.match(code)
    if assignment is not None:
        is_number = _NUMBER.match(assignment[1]) is not None and code[0].islower()
        return "either" if is_number or _CODE_VALUE.match(assignment[1]) else ""
    return "either" if _STANDALONE_CALL.match(code) else ""


def goes_on(line: str, language: str) -> bool:
    """Whether ``line`` can be code right below a line of code in ``language``, though it may not stand for itself."""
    line = line.strip()
    if not line or len(line) > _MAX_STANDALONE:
        return False
    if language == "c":
        return _C_GOES_ON.match(line) is not None
    if line[0] == "#":
        return line[1:2] in (" ", "")
    code = code_of(line)
    return line.startswith(QUOTES) or code in ("...", "pass", ")", "]", "}", "})", "])") or python_weight(code) >= 1.5
