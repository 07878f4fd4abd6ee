"""What is no Python, and no slip either: gaps, Python 2, prose, what a program printed, other notations.

Somebody who takes notes leaves things out, and knows it. Each function is asked about a statement that Python refuses
and says whether its writer would want to hear of that. All of them look at code without strings (``"`` stands for
them) and comments, see `notes_lsp.python.scan.LogicalLine`.
"""

import re
from collections.abc import Sequence

from notes_lsp.python.scan import LogicalLine

# ---------------------------------------------------------------- gaps and placeholders

_GAP = re.compile(
    r"(?<![\w\]).])\.{2,}(?!\w)|\.{3,}(?=[\s,)\]}:]|$)|…|"  # ...
    r"<[A-Za-z_][\w -]*>|<\.+>|\{\{|\{%|%\}|\$\w|\$\{|(?<=[(,=:\[ ])\?+(?=[,)\]\s]|$)|"  # <name>, {{ name }}, $name, ?
    r"\[,\s*\w|\w\[\w+(?:,\s*\w+)*,\]|\betc\b|\bfoo bar\b|"  # open(name[, mode])
    r"[\w\]]\s*=\s*(?=[,)])|(?<![=!<>])=\s*$"  # f(page=, lang=)
)
_SKETCHED_PARAMETERS = re.compile(r"\bdef\s+\w+\s*\((?:[^()]*,)?\s*(?:\.{2,}|…)")


def has_gap(code: str) -> bool:
    """Whether something is left out of ``code``, or to be filled in."""
    return _GAP.search(code) is not None


def is_sketch(statements: Sequence[LogicalLine]) -> bool:
    """Whether the code shows what something looks like, and no more: ``def f(...)``."""
    return any(_SKETCHED_PARAMETERS.search(statement.code) for statement in statements)


# ---------------------------------------------------------------- Python of another version

_PYTHON_2 = re.compile(
    r"(?:^|[:;\n])\s*(?:print[ \t]+(?![(=.,)])\S|print\s*>>|print\"|exec[ \t]+(?![(=.,)])\S|exec\")|"
    r"\bexcept\s+\(?[\w.][\w., ]*\)?\s*,\s*\w+\s*:|\braise\s+[\w.]+(?:\(.*\))?\s*,|`[^`\n]+`|<>|\b[uU][rR]\"|"
    r"(?<![\w.])0\d+\b(?!\.)|(?<![\w.])\d+[lL]\b|\bdef\s+\w+\s*\((?:[^()]*,)?\s*\(|\blambda\s*(?:\w+\s*,\s*)*\("
)
_NEWER = re.compile(
    r"^type\s+\w+|^(?:async\s+)?(?:def|class)\s+\w+\s*\[|^except\s*\*|\b[tT][rR]?\"|\b[rR][tT]\"|\w\[[^\]]*\*\w|^lazy\s|"
    r"\basync\b(?!\s+(?:def|for|with|lambda)\b)"  # a name before Python 3.7
)
_NESTED_QUOTES = re.compile(r"""\b(?:[fF][rR]?|[rR][fF])(["'])(?:(?!\1).)*\{[^}\n]*\1""")


def is_other_python(code: str, written: str) -> bool:
    """Whether ``code`` is Python 2, or newer than the oldest Python that runs this; ``written`` has its strings."""
    return bool(_PYTHON_2.search(code) or _NEWER.search(code) or _NESTED_QUOTES.search(written))


# ---------------------------------------------------------------- prose, output, other notations

_NOTATION = re.compile(
    r"=>|--+>|<--?\s|(?<!\))\s->|^(?!(?:async\s+)?def\b|lambda\b)[\s\S]*->|[→←⇒↦≤≥≠≈×÷∑√∈∀λ•·✓✗│├└—–]|&&|\|\||\+\+(?!\w)|===|!==|"
    r"//\s*[A-Za-z]+(?:\s|$)|/\*|\*/|\)\s*\{\s*(?:\n|$)|(?<![=\w])!\w|^\s*(?:var|let|const|function|end|then|fi|done|SELECT|INSERT)\b|"
    r"^[-+]\s|^@@|\w::\w|^\||\|[\w-]+\||^</?\w|^\.[\w*]|^\d+[.)]\s"
)
_OUTPUT = re.compile(r"<.*>$|File \"|[\w.]+(?:Error|Exception|Warning)\b:?|[\d.]+(?:\s+[\d.]+)+$|[\^~=*_|\s-]+$")
_RUN_OF_WORDS = re.compile(r"(?<![\w.\"])[A-Za-z][a-z']*(?:[ ][A-Za-z][a-z']*)+(?![\w.(\"\[])")
_PAIR = re.compile(r"([\w\"')\]]+)[ \t]+(?=([\w\"']+))")
_NO_OPERATORS = re.compile(r"[^()\[\]{}=+*/%<>|&^~@\\]+$")
_WORDS = re.compile(r"[\w']+")
_KEYWORDS = frozenset(
    "False None True and as assert async await break class continue def del elif else except finally for from global "
    "if import in is lambda nonlocal not or pass raise return try while with yield match case".split()
)
_SENTENCE_END = re.compile(r"\b(?:in|is|not|and|or|on|to|of|as)\s*:$|[a-z]\s?[!?]$")


def is_prose(code: str) -> bool:
    """Whether ``code`` reads as words, or as what a program printed."""
    if _OUTPUT.match(code):
        return True
    if is_misspelt_statement(code):
        return False
    for run in _RUN_OF_WORDS.finditer(code):
        words = run.group().split()
        if _longest_run(words) >= 3:
            return True
    pairs = sum(1 for pair in _PAIR.finditer(code) if pair[1] not in _KEYWORDS and pair[2] not in _KEYWORDS)
    words = _WORDS.findall(code)
    if not words or not _NO_OPERATORS.match(code):
        return False
    if words[0] not in _KEYWORDS:
        return pairs > 0
    return _SENTENCE_END.search(code) is not None or (len(words) >= 5 and pairs > 0)


def has_words(code: str) -> bool:
    """Whether two words stand side by side in ``code``, which may be prose and may be a slip."""
    return any(
        pair[1] not in _KEYWORDS and pair[2] not in _KEYWORDS and pair[1].isalpha() and pair[2].isalpha()
        for pair in _PAIR.finditer(code)
    )


def _longest_run(words: Sequence[str]) -> int:
    longest = current = 0
    for word in words:
        current = 0 if word in _KEYWORDS else current + 1
        longest = max(longest, current)
    return longest


def is_other_notation(code: str) -> bool:
    """Whether ``code`` holds signs of mathematics, of other languages, of a diff or of a table."""
    return _NOTATION.search(code) is not None


# ---------------------------------------------------------------- slips that look like prose

_MISSPELT_IMPORT = re.compile(r"(\w+)\s+(?:\.*[\w.]+)\s+(\w+)\s+(?:[\w, ]+|\*|\()$")
_MISSPELT_WORD = re.compile(
    r"([a-z]+)(?:\s*:$|\s+[\w.]+(?:\s*,\s*[\w.]+)*(?:\s+as\s+\w+)?$|\s+\w+\(.*\)\s*:?$|\s+[^\w\s])"
)
_OFTEN_MISSPELT = (
    *("import", "return", "class", "while", "lambda", "except", "finally", "continue", "global", "raise", "yield"),
    *("assert", "print", "elif", "else", "pass", "break", "from"),
)


def is_misspelt_statement(code: str) -> bool:
    """Whether ``code`` is a statement but for the spelling of the word that makes it one: ``from x iport y``."""
    match = _MISSPELT_IMPORT.match(code)
    if match is not None:
        both = (match[1], match[2])
        if both != ("from", "import") and is_nearly(match[1], "from") and is_nearly(match[2], "import"):
            return True
    match = _MISSPELT_WORD.match(code)
    return match is not None and any(
        match[1] != word and match[1] not in (f"{word}s", f"{word}d", f"{word}ed", "form") and is_nearly(match[1], word)
        for word in _OFTEN_MISSPELT
    )


def is_nearly(word: str, meant: str) -> bool:
    """Whether ``word`` is ``meant``, or that with a letter too few, too many, wrong, or two letters swapped."""
    if word == meant:
        return True
    if abs(len(word) - len(meant)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), min(len(word), len(meant)))
    rest, meant_rest = word[at:], meant[at:]
    return (
        rest[1:] == meant_rest[1:]
        or rest[1:] == meant_rest
        or rest == meant_rest[1:]
        or (rest[:2] == meant_rest[1::-1] and rest[2:] == meant_rest[2:])
    )


# ---------------------------------------------------------------- mistakes that are shown as such

_SAID_TO_FAIL = re.compile(
    r"\b(?:error|invalid|illegal|wrong|incorrect|broken|fails?|bad|oops|typo|nope)\b|\w(?:Syntax|Indentation|Tab)Error|Error\b|"
    r"\b(?:do|does|did|will|would|can)(?:n['’]?t|\s+not|not)\s+(?:work|parse|compile|run|do)|\bnot\s+(?:valid|allowed|legal|ok)\b|[✗❌✘]",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"#.*")


def is_said_to_fail(lines: Sequence[str], statement: LogicalLine) -> bool:
    """Whether a comment in, above or below ``statement`` says that it does not work."""
    around = [*lines[statement.first : statement.last + 1]]
    beside = [number for number in (statement.first - 1, statement.last + 1) if 0 <= number < len(lines)]
    around += [lines[number] for number in beside if lines[number].lstrip().startswith("#")]
    return any(_SAID_TO_FAIL.search(comment) for line in around for comment in _COMMENT.findall(line))


_REFUSED = re.compile(r"\b(?:SyntaxError|IndentationError|TabError)\b")


def is_answered_with_refusal(output: str) -> bool:
    """Whether Python says in the ``output`` of a session that it does not understand."""
    return _REFUSED.search(output) is not None
