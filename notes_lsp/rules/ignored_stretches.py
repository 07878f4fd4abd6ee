"""Which stretch of the notes a comment that ignores findings covers.

A comment on a line of its own covers what stands below it: the next line that is not blank, and where a paragraph, a
block of code, a heading, a table or the first paragraph of a list item begins there, all of that. Behind a line it
covers the line. A finding lies where it begins.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from notes_lsp.rules.ignore_comments import IgnoreComment
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock, FrontMatter, ListItem, Quote, TableRow

# The borders of tables in reStructuredText, and the rows of all.
_TABLE_LINE = re.compile(r"[ \t]*(?:\+[-=+]|==+[ =]|\|)")
_LONGEST_TABLE = 1000  # lines
_NOT_BLANK = re.compile(r"[^ \t>\r\n]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """``comment`` covers ``start:end`` for the rule ``code``; ``""`` is every rule."""

    comment: IgnoreComment
    code: str
    start: int
    end: int


def stretches_of(document: Document, comments: Sequence[IgnoreComment]) -> tuple[Stretch, ...]:
    """What ``comments``, which are all of ``document``, cover; one that covers nothing has no stretch."""
    found: list[Stretch] = []
    open_starts: dict[str, list[tuple[IgnoreComment, int]]] = {}
    below = _below_each(document, comments)
    end_of_text = len(document.text) + 1
    for comment, stretch in zip(comments, below, strict=True):
        codes = [named.code for named in comment.named] or [""]
        if comment.kind == "start":
            for code in codes:
                open_starts.setdefault(code, []).append((comment, comment.end))
        elif comment.kind == "end":
            for code in codes if comment.named else list(open_starts):
                found += [Stretch(opened, code, start, comment.start) for opened, start in open_starts.pop(code, ())]
        elif comment.kind != "unknown":
            span = {"next": stretch, "line": _line_of(document, comment), "file": (0, end_of_text)}[comment.kind]
            found += [Stretch(comment, code, *span) for code in codes]
    for code, opened_here in open_starts.items():
        found += [Stretch(opened, code, start, end_of_text) for opened, start in opened_here]
    return tuple(found)


def closing_nothing(comments: Sequence[IgnoreComment]) -> tuple[IgnoreComment, ...]:
    """The comments that end what no other has begun."""
    open_codes: set[str] = set()
    found: list[IgnoreComment] = []
    for comment in comments:
        codes = {named.code for named in comment.named}
        if comment.kind == "start":
            open_codes |= codes or {""}
        elif comment.kind == "end":
            if not (open_codes & codes if codes else open_codes):
                found.append(comment)
            open_codes = open_codes - codes if codes else set()
    return tuple(found)


def stretch_from(document: Document, line: int) -> tuple[int, int]:
    """What a comment above the 0-based ``line`` covers."""
    lines = document.lines
    start, end = lines.span(line)
    blocks = document.blocks_between(start, end + 1)
    for block in blocks:
        if isinstance(block, ListItem):
            end = max(end, block.text_end)
        elif not isinstance(block, Quote | FrontMatter):
            end = max(end, block.end)
    if not blocks:
        end = max(end, _end_of_definition(document, start, end))
    is_table = any(isinstance(block, TableRow) for block in blocks)
    if is_table or not blocks and _TABLE_LINE.match(document.text, start, end):
        end = _end_of_lines(document, lines.line_at(end))
    return start, _with_literal_block(document, end) + 1


def next_line_with_text(document: Document, line: int) -> int | None:
    """The first 0-based line from ``line`` on that is not blank; None where none follows."""
    lines = document.lines
    if line >= len(lines):
        return None
    found = _NOT_BLANK.search(document.text, lines.span(line)[0])
    return None if found is None else lines.line_at(found.start())


def _below_each(document: Document, comments: Sequence[IgnoreComment]) -> list[tuple[int, int]]:
    """What stands below each of ``comments`` that is alone on its line, below those that follow it right away."""
    lines = document.lines
    alone = {lines.line_at(comment.start): place for place, comment in enumerate(comments) if comment.alone}
    found: list[tuple[int, int]] = [(0, 0)] * len(comments)
    for line, place in reversed(alone.items()):
        below = next_line_with_text(document, line + 1)
        if below is None:
            continue
        next_comment = alone.get(below)
        found[place] = stretch_from(document, below) if next_comment is None else found[next_comment]
    return found


def _line_of(document: Document, comment: IgnoreComment) -> tuple[int, int]:
    start, end = document.lines.span(document.lines.line_at(comment.start))
    return start, end + 1


def _end_of_definition(document: Document, start: int, end: int) -> int:
    """The end of the definition that begins in ``start:end``, else ``end``."""
    part = document.part_at(start)
    base = document.part_starts[part]
    definitions = document.parts[part].definitions
    place = bisect_left(definitions, start - base, key=lambda definition: definition.start)
    found = definitions[place] if place < len(definitions) else None
    return end if found is None or found.start + base > end else found.end + base


def _end_of_lines(document: Document, line: int) -> int:
    """The end of the last line before a blank one, from ``line`` on."""
    lines, text = document.lines, document.text
    last = min(line + _LONGEST_TABLE, len(lines) - 1)
    while line < last and _NOT_BLANK.match(text, _first_of(text, *lines.span(line + 1))):
        line += 1
    return lines.span(line)[1]


def _first_of(text: str, start: int, end: int) -> int:
    """Where the text of the line ``start:end`` begins, behind blanks and the marks of quotes."""
    while start < end and text[start] in " \t>":
        start += 1
    return start


def _with_literal_block(document: Document, end: int) -> int:
    """The end of the block of code that what ends at ``end`` introduces (``::``), else ``end``."""
    if document.dialect != "rst" or not document.text.endswith("::", 0, end):
        return end
    lines = document.lines
    line = next_line_with_text(document, lines.line_at(end) + 1)
    blocks = () if line is None else document.blocks_between(lines.span(line)[0], lines.span(line)[1] + 1)
    return max([end, *(block.end for block in blocks if isinstance(block, CodeBlock) and block.kind == "literal")])
