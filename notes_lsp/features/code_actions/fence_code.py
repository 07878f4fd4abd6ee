"""Making a marked block of code of what is code by its indentation, by its looks, or because somebody selects it.

Markdown and plain text get a fence, reStructuredText a ``code-block``, Org a source block, each with the language
that the code looks like. What the code says stays as it is; only the space in front of all of its lines goes.
"""

import re
from dataclasses import dataclass

from notes_lsp.features.code_actions.code_lines import (
    container_column,
    fence_for,
    least_column,
    lines_between,
    tab_width,
    text_column,
    without_columns,
)
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.code_language import guess_language
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.line_ends import line_end_of
from notes_lsp.syntax.nodes import CodeBlock, Comment, FrontMatter, Heading, ListItem, TableRow

_MOST_LINES = 2000
_RST_INDENT = " " * 4
_ORG_SPECIAL = re.compile(r"(,*)(\*|#\+)")
_FIXED_WIDTH = re.compile(r"[ \t]*: ?")
_MARKED_KINDS = ("fence", "directive", "literal", "org")


@dataclass(frozen=True, slots=True)
class FencedCode:
    """The edits that mark code as such; ``language`` is what they name, or ``""``."""

    language: str
    edits: tuple[Edit, ...]


def fence_code(document: Document, start: int, end: int) -> FencedCode | None:
    """Mark the code at ``start``, or the selected lines ``start:end``; None where that can't be done."""
    text = document.text
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    around = document.blocks_at(start)
    if any(isinstance(block, FrontMatter | Comment | TableRow) for block in around):
        return None
    for block in reversed(around):
        if isinstance(block, CodeBlock) and end <= block.end:
            return _fence_block(document, block)
    return _fence_selection(document, start, end) if start < end else None


def _fence_block(document: Document, block: CodeBlock) -> FencedCode | None:
    lines = document.lines
    first, last = lines.line_at(block.start), lines.line_at(block.end)
    if block.kind == "literal":
        return _literal_to_directive(document, block, first, last) if block.guess else None
    if block.kind == "org" and document.text[block.start : block.end].lstrip()[:1] == ":":
        code = [_FIXED_WIDTH.sub("", line, count=1) for line in lines_between(document, first, last)]
        return _fence_lines(document, first, last, code, guess_language("\n".join(code)))
    if block.kind in ("fence", "directive", "org") or (block.kind == "doctest" and document.dialect == "rst"):
        return None
    if document.text[lines.starts[first] : block.start].strip():
        return None  # the code begins on the line of a list's marker
    return _fence_lines(document, first, last, lines_between(document, first, last), block.guess)


def _fence_selection(document: Document, start: int, end: int) -> FencedCode | None:
    lines, text = document.lines, document.text
    first, last = lines.line_at(start), lines.line_at(end)
    # Some words of a line are not meant: a fence takes whole lines.
    if first == last and (text[lines.starts[first] : start].strip() or text[end : lines.ends[last]].strip()):
        return None
    if last - first >= _MOST_LINES:
        return None
    begin, stop = lines.starts[first], lines.ends[last]
    touched = [*document.blocks_at(begin), *document.blocks_between(begin, stop)]
    for block in touched:
        is_cut = block.start < begin < block.end or block.start < stop < block.end
        if isinstance(block, CodeBlock) and block.kind in _MARKED_KINDS and is_cut:
            return None
    code = lines_between(document, first, last)
    column = least_column(code, tab_width(document))
    dedented = [without_columns(line, column, tab_width(document)) for line in code]
    language = guess_language("\n".join(dedented))
    headings = [block for block in touched if isinstance(block, Heading) and block.end > begin]
    if any(not _may_be_code(heading, language) for heading in headings):
        return None
    return _fence_lines(document, first, last, code, language)


def _may_be_code(heading: Heading, language: str) -> bool:
    """Whether what reads as a heading could be a line of the code around it: ``# a comment``, an item with a star."""
    return heading.level == 1 and (heading.style == "org" or heading.style == "atx" and language != "")


def _fence_lines(document: Document, first: int, last: int, code: list[str], language: str) -> FencedCode | None:
    """Put marks around the lines from ``first`` to ``last``, which become ``code``."""
    container = container_column(document, first)
    if container is None:
        return None
    tab = tab_width(document)
    column = least_column(code, tab)
    code = [without_columns(line, column, tab) for line in code]
    if document.dialect == "rst":
        marked = _directive(document, first, last, code, language)
    elif document.dialect == "org":
        code = [_ORG_SPECIAL.sub(r",\1\2", line) if line[:1] in ",*#" else line for line in code]
        name = "SRC" if language else "EXAMPLE"
        marked = [f"#+BEGIN_{name} {language}".rstrip(), *code, f"#+END_{name}"]
    else:
        fence = fence_for(code)
        marked = [fence + language, *code, fence]
    new = line_end_of(document.text).join(" " * container + line if line else "" for line in marked)
    return FencedCode(language, (Edit(document.lines.starts[first], document.lines.ends[last], new),))


def _directive(document: Document, first: int, last: int, code: list[str], language: str) -> list[str]:
    """The lines of a directive, which needs a blank line before and after it."""
    head = f".. code-block:: {language}" if language else "::"
    marked = [head, "", *[_RST_INDENT + line if line else "" for line in code]]
    if first > 0 and lines_between(document, first - 1, first - 1)[0].strip():
        marked.insert(0, "")
    if last + 1 < len(document.lines) and lines_between(document, last + 1, last + 1)[0].strip():
        marked.append("")
    return marked


def _literal_to_directive(document: Document, block: CodeBlock, first: int, last: int) -> FencedCode | None:
    """``Like this::`` becomes ``Like this:`` and a ``code-block`` with the code that followed."""
    lines, text = document.lines, document.text
    above = first - 1
    while above > 0 and not text[lines.starts[above] : lines.ends[above]].strip():
        above -= 1
    start = lines.starts[above]
    written = text[start : lines.ends[above]].rstrip()
    if first == 0 or not written.endswith("::"):
        return None
    column = _column_of_text(document, above)
    indent = " " * column
    said = written[:-2]
    directive = f".. code-block:: {block.guess}"
    line_end = line_end_of(text)
    if not said.strip(" \t") or len(said.expandtabs(8)) <= column:
        new = directive
    else:
        mark = "" if said.endswith((" ", "\t")) else ":"
        new = f"{mark}{line_end}{line_end}{indent}{directive}"
    below = line_end if first == above + 1 else ""
    mark_start = start + (len(said) if new == directive else len(said.rstrip()))
    edits = [Edit(mark_start, lines.ends[above], new + below)]
    if least_column(lines_between(document, first, last), 8) <= column:  # a quoted literal block is not indented
        edits += [Edit(lines.starts[line], lines.starts[line], _RST_INDENT) for line in range(first, last + 1)]
    return FencedCode(block.guess, tuple(edits))


def _column_of_text(document: Document, line: int) -> int:
    """The column at which the text on ``line`` begins: behind the marker where a list item does."""
    start, end = document.lines.starts[line], document.lines.ends[line]
    items = [block for block in document.blocks_between(start, end) if isinstance(block, ListItem)]
    return text_column(document, items[-1]) if items else least_column(lines_between(document, line, line), 8)
