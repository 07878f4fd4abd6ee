"""The place at which somebody types: the line around it, and what it is a part of."""

import re
from dataclasses import dataclass

from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock, Comment, FrontMatter
from notes_lsp.talks.model import Notes

# What is further from the place is text that was pasted; nobody completes there.
_LONGEST_LINE = 4000

_TICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in notes. ``before`` and ``after`` are the parts of its line, from ``line_start`` to ``line_end``.

    ``path`` is the absolute path of the file, or ``""``. ``in_code`` holds for a block of code and for code in a
    line; not for the line that opens a fence.
    """

    notes: Notes
    path: str
    offset: int
    line_start: int
    line_end: int
    before: str
    after: str
    in_code: bool
    in_comment: bool
    in_front_matter: bool

    @property
    def document(self) -> Document:
        """The text and what it is made of."""
        return self.notes.document

    @property
    def line_break(self) -> str:
        """The line end that these notes use around the place."""
        return "\r\n" if "\r\n" in self.document.text[max(self.line_start - 2, 0) : self.line_end + 2] else "\n"


def place_at(notes: Notes, offset: int, path: str) -> Place | None:
    """The place at ``offset`` of the file at ``path``; None where nobody completes anything."""
    document = notes.document
    offset = min(max(offset, 0), len(document.text))
    line = document.lines.line_at(offset)
    start, end = document.lines.starts[line], document.lines.ends[line]
    if offset > end or end - start > _LONGEST_LINE:  # between the two characters of a line end
        return None
    before = document.text[start:offset]
    blocks = document.blocks_at(offset)
    in_block = any(isinstance(block, CodeBlock) and not _opens_at(block, start, end) for block in blocks)
    return Place(
        notes=notes,
        path=path,
        offset=offset,
        line_start=start,
        line_end=end,
        before=before,
        after=document.text[offset:end],
        in_code=in_block or _opens_code_span(document, before),
        in_comment=any(isinstance(block, Comment) for block in blocks),
        in_front_matter=any(isinstance(block, FrontMatter) for block in blocks),
    )


def _opens_at(block: CodeBlock, line_start: int, line_end: int) -> bool:
    """Whether a block of code begins in the line with a mark of its own."""
    return block.kind in ("fence", "directive", "org") and line_start <= block.start <= line_end


def _opens_code_span(document: Document, before: str) -> bool:
    """Whether the text of a line up to the place opens code that it does not close (CommonMark 0.31, section 6.1).

    In reStructuredText a single backtick opens a role or a link.
    """
    if "`" not in before or document.dialect == "org":
        return False
    open_length = 0
    for ticks in _TICKS.finditer(before):
        if not open_length:
            # Three of them at the start of a line are a fence.
            if not (len(ticks[0]) >= 3 and not before[: ticks.start()].strip(" \t>*+-.)0123456789")):
                open_length = len(ticks[0])
        elif len(ticks[0]) == open_length:
            open_length = 0
    return open_length > (1 if document.dialect == "rst" else 0)
