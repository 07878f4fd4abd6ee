"""What the rule `notes_lsp.rules.python_syntax_error` says of a snippet that Python does not take as it stands."""

import re

from notes_lsp.python.mistakes import Mistake, mistake_in
from notes_lsp.python.on_purpose import is_answered_with_refusal
from notes_lsp.python.snippets import CodeLine, Snippet, is_snippet, snippet_of
from notes_lsp.rules.base import Edit, Finding, Fix
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock


def finding_in(document: Document, block: CodeBlock) -> Finding | None:
    """The first mistake in ``block``, if it is Python and the mistake not on purpose."""
    if not is_snippet(block, document):
        return None
    snippet = snippet_of(document, block)
    output = "\n".join(document.text[line.start : line.end] for line in snippet.lines if line.kind == "output")
    if is_answered_with_refusal(output):
        return None
    slip = _long_prompt(document, snippet) if snippet.session else None
    if slip is not None:
        return slip
    lines = [_code_of(document, line) for line in snippet.lines]
    mistake = mistake_in(lines, certain=snippet.named or snippet.session)
    if mistake is None:
        return None
    start = _offset_of(snippet, mistake.line, mistake.column)
    end = max(_offset_of(snippet, mistake.end_line, mistake.end_column), start)
    return Finding(start, end, mistake.message, _fix(mistake, start))


_PROMPT = re.compile(r"(>{3,}|\.{3,}) ?$")


def _long_prompt(document: Document, snippet: Snippet) -> Finding | None:
    """A prompt with a mark too many. Where all prompts have four, and dots as well, they are those of PyPy."""
    text, starts = document.text, document.lines.starts
    prompts = []
    for line in snippet.lines:
        before = text[starts[document.lines.line_at(line.start)] : line.start] if line.is_code else ""
        match = _PROMPT.search(before)
        if match is not None:
            prompts.append((line.start - len(before) + match.start(1), match[1]))
    if all(len(marks) > 3 for _, marks in prompts):
        return None
    for start, marks in prompts:
        if marks.startswith(">>>>"):
            end = start + len(marks)
            fix = Fix("Make it a prompt of three", (Edit(start + 3, end, ""),), safe=False)
            return Finding(start, end, "invalid syntax; a prompt is three '>'", fix)
    return None


def _code_of(document: Document, line: CodeLine) -> str:
    return " " * line.indent + document.text[line.start : line.end] if line.is_code else ""


def _offset_of(snippet: Snippet, line: int, column: int) -> int:
    written = snippet.lines[line]
    return min(written.start + max(column - written.indent, 0), written.end)


def _fix(mistake: Mistake, start: int) -> Fix | None:
    if not mistake.missing:
        return None
    return Fix(f"Add the missing {mistake.missing!r}", (Edit(start, start, mistake.missing),), safe=False)
