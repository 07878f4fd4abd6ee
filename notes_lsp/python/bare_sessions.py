"""Sessions of Python in the running text of Markdown, without a fence or an indentation.

CommonMark takes ``>>> x = 1`` for a quote in a quote in a quote (0.31, section 5.1), and so does who quotes a mail that
quotes another. It is a session where what follows the marks is clearly code, and no prose stands among it. What has
prompts of IPython (``In [1]:``) can be nothing else.
"""

import re

from notes_lsp.python.refusals import is_accepted
from notes_lsp.syntax.code_language import is_prompt
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Block, CodeBlock, Paragraph, Quote
from notes_lsp.syntax.python_signs import code_of, python_weight

_MARKS = ">>>"
_PROMPT = re.compile(r"[ \t]*>>>(?: +(.*)|[ \t]*)$")
_IN = re.compile(r"In ?\[[\d ]*\]: *\S")
# What no prose of one or two words has: calls, indexes, lists, assignments, operators between spaces.
_OF_CODE = re.compile(r"\w[(\[]|[\[{(].*,.*[\])}]|=|\s(?:[-+*/%<>|&]+|in|is|and|or|not)\s|\*\*")
_ASSIGNMENT = re.compile(r"[a-z_][\w.]*\s*=(?!=)\s*\S")
# What somebody types behind a prompt may be a name and a dot, for now, or end a sentence of a mail.
_NAME_AND_DOT = re.compile(r"([^\W\d]\w*)(?:\.\w*)+$")
_MOST_LINES = 400
_LONGEST_LINE = 240
_NEAR = 4000
_CLEAR = 2.0


def session_in(document: Document, block: Block) -> CodeBlock | None:
    """The session that ``block`` of Markdown stands for, which is no code there; None for any other block."""
    text = document.text
    if block.__class__ is Quote:
        is_outermost = text.startswith(_MARKS, block.start) and text[max(block.start - 1, 0) : block.start] != ">"
        found = is_outermost and _is_session(document, block)
    else:
        found = block.__class__ is Paragraph and text.startswith("In", block.start) and _has_in(text, block)
    if not found:
        return None
    end = document.lines.ends[document.lines.line_at(block.end)]  # with the space behind the last prompt
    start = block.start
    return CodeBlock(start, end, start, end, "doctest", "", start, start, "python", closed=True)


def _has_in(text: str, block: Block) -> bool:
    return _IN.match(text, block.start, block.end) is not None


def _is_session(document: Document, block: Block) -> bool:
    lines, text = document.lines, document.text
    first, last = lines.line_at(block.start), lines.line_at(block.end)
    quoted = text[lines.starts[first] : block.start].count(">")
    clear = prose = 0
    for number in range(first, min(last + 1, first + _MOST_LINES)):
        start = block.start if number == first else lines.starts[number]
        line = text[start : min(lines.ends[number], start + _LONGEST_LINE)]
        if number > first:
            line = re.sub(r"[ \t]*> ?", "", line, count=quoted) if quoted else line
        match = _PROMPT.match(line)
        if match is None:
            if line.lstrip().startswith(">"):
                return False  # somebody else is quoted
            continue
        said = match[1] or ""
        if _is_clear(said) or _is_known(text, block.start, said):
            clear += 1
        elif not is_prompt(f"{_MARKS} {said}"):
            prose += 1
    return clear > prose


def _is_clear(said: str) -> bool:
    code = code_of(said)
    if not code:
        return False
    weight = python_weight(code)
    if weight >= _CLEAR or (weight > 0 and _ASSIGNMENT.match(code)):
        return True
    return _OF_CODE.search(code) is not None and is_accepted(said.strip())


def _is_known(text: str, start: int, said: str) -> bool:
    """Whether an earlier prompt has the name of which an attribute is asked for."""
    match = _NAME_AND_DOT.match(said.strip())
    if match is None:
        return False
    before = text[max(start - _NEAR, 0) : start]
    return re.search(rf"^[ \t>]*>>> .*\b{match[1]}\b", before, re.MULTILINE) is not None
