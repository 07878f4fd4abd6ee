"""Where to write the comment that keeps a finding from being shown, and how: for editors that offer it.

Behind the line, where Markdown lets a comment stand without changing what its readers see; else above the block, where
it covers all of the block (`notes_lsp.rules.ignored_stretches`).
"""

import re
from collections.abc import Iterator, Sequence

from notes_lsp.rules.base import Edit
from notes_lsp.rules.ignore_comments import IgnoreComment, ignore_comments
from notes_lsp.rules.ignored_stretches import stretch_from, stretches_of
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import (
    Block,
    CodeBlock,
    Comment,
    Dialect,
    FrontMatter,
    Heading,
    Html,
    ListItem,
    Quote,
    TableRow,
)
from notes_lsp.syntax.text import LINE_END

_FORMS: dict[Dialect, str] = {
    "markdown": "<!-- notes-lsp: {} -->",
    "rst": ".. notes-lsp: {}",
    "org": "# notes-lsp: {}",
    "plaintext": "# notes-lsp: {}",
}
# Within these a comment would be part of them.
_NOT_WITHIN = (Heading, CodeBlock, Html, Comment)
_INDENT = re.compile(r"[ \t>]*")
_BLANKS = re.compile(r"[ \t]*")


def ignore_comment(dialect: Dialect, code: str, word: str = "ignore") -> str:
    """The comment that says not to show what the rule ``code`` finds; ``word`` may be ``ignore-file``, too."""
    return _FORMS[dialect].format(f"{word} {code}")


def ignore_edit(document: Document, offset: int, code: str) -> Edit:
    """The edit after which no finding of the rule ``code`` that begins at ``offset`` is shown.

    Where a comment covers the place already, for other rules, the code is added to it.
    """
    known = _comment_about(document, offset)
    if known is not None:
        end = known.named[-1].end
        return Edit(end, end, f", {code}")
    around = document.blocks_at(offset)
    head = next((block for block in around if isinstance(block, FrontMatter)), None)
    if head is not None:
        return _below_head(document, head.end, code)
    behind = _behind(document, around, offset, code) if document.dialect == "markdown" else None
    return behind if behind is not None else _above(document, around, offset, code)


def _comment_about(document: Document, offset: int) -> IgnoreComment | None:
    """A comment that names codes and covers ``offset``, behind its line or right above it."""
    comments = ignore_comments(document)
    for stretch in stretches_of(document, comments) if comments else ():
        if stretch.code and stretch.comment.kind in ("next", "line") and stretch.start <= offset < stretch.end:
            return stretch.comment
    return None


def _below_head(document: Document, end: int, code: str) -> Edit:
    """Nothing can stand in the head of a file: a comment below it counts for the whole file."""
    newline = _line_end_of(document)
    line_end = document.lines.span(document.lines.line_at(end))[1]
    comment = ignore_comment(document.dialect, code, "ignore-file")
    return Edit(line_end, line_end, f"{newline}{newline}{comment}")


# ---------------------------------------------------------------- behind a line


def _behind(document: Document, around: Sequence[Block], offset: int, code: str) -> Edit | None:
    """At the end of the line, in the last cell of a row, before what breaks the line; None where it can't stand."""
    if any(isinstance(block, _NOT_WITHIN) or isinstance(block, TableRow) and block.header for block in around):
        return None
    text = document.text
    start, end = document.lines.span(document.lines.line_at(offset))
    place = _end_of_text(text, start, end)
    if any(isinstance(block, TableRow) for block in around) and text[place - 1 : place] == "|":
        place = _end_of_text(text, start, place - 1)
    elif text[place - 1 : place] == "\\":
        place -= 1
    link = document.link_at(place)
    if link is not None and link.start < place < link.end or _is_defined(document, start, end):
        return None
    return Edit(place, place, f" {ignore_comment('markdown', code)}")


def _end_of_text(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" \t"))


def _is_defined(document: Document, start: int, end: int) -> bool:
    """Whether a definition stands on the line ``start:end``: what is behind it would be read as its title."""
    part = document.part_at(start)
    base = document.part_starts[part]
    definitions = document.parts[part].definitions
    return any(each.start + base <= end and start <= each.end + base for each in definitions)


# ---------------------------------------------------------------- above a block


def _above(document: Document, around: Sequence[Block], offset: int, code: str) -> Edit:
    """A line of its own above the innermost block for which a comment there covers ``offset``."""
    lines = document.lines
    line = lines.line_at(offset)
    for candidate in _candidates(document, around, line):
        start, end = stretch_from(document, candidate)
        if start <= offset < end:
            line = candidate
            break
    newline = _line_end_of(document)
    start = lines.span(line)[0]
    comment = _indent_at(document, around, line) + ignore_comment(document.dialect, code)
    if document.dialect != "rst":
        return Edit(start, start, f"{comment}{newline}")
    # Blank lines part a comment from what stands around it.
    before = newline if line > 0 and _has_text(document, line - 1) else ""
    return Edit(start, start, f"{before}{comment}{newline}{newline}")


def _candidates(document: Document, around: Sequence[Block], line: int) -> Iterator[int]:
    """The 0-based lines that the comment may stand above, the best first."""
    lines = document.lines
    for block in reversed(around):
        if isinstance(block, Quote):
            continue
        first = lines.line_at(block.start)
        if isinstance(block, TableRow):
            while first > 0 and _has_text(document, first - 1):
                first -= 1
        if isinstance(block, CodeBlock) and block.kind == "literal":
            yield from _introducing(document, first)
        else:
            yield first
    yield line


def _introducing(document: Document, line: int) -> Iterator[int]:
    """The line at which what ends in ``::`` above the block of code at ``line`` begins."""
    before = line - 1
    while before > 0 and not _has_text(document, before):
        before -= 1
    if before < 0:
        return
    for block in reversed(document.blocks_at(document.lines.span(before)[1])):
        if not isinstance(block, Quote | CodeBlock):
            yield document.lines.line_at(block.start)
    yield before


def _has_text(document: Document, line: int) -> bool:
    return bool(document.text[slice(*document.lines.span(line))].strip(" \t>"))


def _indent_at(document: Document, around: Sequence[Block], line: int) -> str:
    """What the line of a comment above ``line`` begins with, so that it stands in the same quote and list item."""
    start, end = document.lines.span(line)
    match = (_INDENT if document.dialect == "markdown" else _BLANKS).match(document.text, start, end)
    indent = match[0] if match is not None else ""
    innermost = around[-1] if around else None
    if not isinstance(innermost, CodeBlock) or innermost.kind != "indented" or document.dialect != "markdown":
        return indent
    # So far in, a comment would be code itself.
    quoted = indent.rstrip(" \t")
    item = next((block for block in reversed(around) if isinstance(block, ListItem)), None)
    if quoted or item is None:
        return f"{quoted} " if quoted else ""
    return " " * (item.text_start - document.lines.span(document.lines.line_at(item.start))[0])


def _line_end_of(document: Document) -> str:
    match = LINE_END.search(document.text)
    return match[0] if match is not None else "\n"
