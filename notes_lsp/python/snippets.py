"""The snippets of Python in notes, line by line: where their code is, without indentation, prompts and quote marks.

What Python is named, or looks like it, is `notes_lsp.syntax`'s to say (`CodeBlock.language`, `CodeBlock.guess`). But
sessions in the running text of Markdown are no code there (`notes_lsp.python.bare_sessions`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from notes_lsp.python.line_kinds import LineKind, ReadLine, kinds_of
from notes_lsp.python.scan import indentation_of
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Block, CodeBlock, Paragraph, Quote

# The marks of quotes and of Org's fixed-width lines, each with the space that belongs to it.
_QUOTE_MARK = re.compile(r"[ \t]*> ?")
_FIXED_WIDTH_MARK = re.compile(r"[ \t]*:(?: |$)")
_NOT_SPACE = re.compile(r"[^ \t]")
_BEHIND_A_PROMPT = frozenset(("> ", ": "))


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line of a snippet. ``start:end`` is its code in the notes, without indentation, prompt and line end.

    What is indented deeper than the snippet keeps the rest of its indentation, as part of the code. Only where a
    snippet mixes tabs and spaces in front of its lines ``start`` is behind all of it, and ``indent`` spaces stand for
    what is left of it.
    """

    start: int
    end: int
    kind: LineKind
    indent: int = 0

    @property
    def is_code(self) -> bool:
        """Whether Python may be typed on this line."""
        return self.kind in ("code", "continuation", "blank")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A snippet of Python. ``named`` says that its writer named the language, ``session`` that it has prompts."""

    block: CodeBlock
    lines: tuple[CodeLine, ...]
    named: bool
    session: bool

    @property
    def start(self) -> int:
        """Where its first line of content begins."""
        return self.block.content_start

    @property
    def end(self) -> int:
        """Where its last line of content ends."""
        return self.block.content_end

    def line_at(self, offset: int) -> int | None:
        """The index of the line in whose code ``offset`` is, its end included; None outside of code."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        if low == 0 or not self.lines[low - 1].is_code or offset > self.lines[low - 1].end:
            return None
        return low - 1


def snippets_in(document: Document) -> tuple[Snippet, ...]:
    """All snippets of ``document``."""
    return tuple([snippet_of(document, block) for block in _snippet_blocks(document, document.blocks)])


def snippets_between(document: Document, start: int, end: int) -> list[Snippet]:
    """The snippets that begin in ``start:end``; costs by what lies there."""
    blocks = document.blocks_between(start, end)
    return [snippet_of(document, block) for block in _snippet_blocks(document, blocks)]


def snippet_at(document: Document, offset: int) -> Snippet | None:
    """The snippet in whose code ``offset`` is; None in prompts, output and magics, and outside of Python."""
    blocks = document.blocks_at(offset)
    if document.dialect == "markdown" and document.text[max(offset - 2, 0) : offset] in _BEHIND_A_PROMPT:
        blocks = [*blocks, *document.blocks_at(offset - 1)]  # a quote ends before the space
    for block in _snippet_blocks(document, blocks):
        if block.content_start <= offset <= block.content_end:
            snippet = snippet_of(document, block)
            return snippet if snippet.line_at(offset) is not None else None
    return None


def _snippet_blocks(document: Document, blocks: Iterable[Block]) -> Iterator[CodeBlock]:
    """Those of ``blocks``, which are in preorder, that are Python, or stand for Python without being code."""
    end = -1
    for block in blocks:
        if block.start < end:
            continue  # inside of a session, whose code Markdown took for something else
        if is_snippet(block, document):
            yield block
        elif (block.__class__ is Quote or block.__class__ is Paragraph) and document.dialect == "markdown":
            session = _session_in(document, block)
            if session is not None:
                end = session.end
                yield session


def _session_in(document: Document, block: Block) -> CodeBlock | None:
    if not document.text.startswith((">>>", "In"), block.start):
        return None
    # Imported when first needed: few write like this.
    from notes_lsp.python.bare_sessions import session_in

    return session_in(document, block)


def is_snippet(block: object, document: Document) -> TypeGuard[CodeBlock]:
    """Whether ``block`` is Python by its name or, without one, by its looks."""
    if not isinstance(block, CodeBlock):
        return False
    if _is_fixed_width(document, block):  # nobody guesses those, since each line has a mark of its own
        # Imported when first needed: its patterns cost more than all others together.
        from notes_lsp.syntax.code_language import guess_language

        return guess_language("\n".join([line.text for line in _written_lines(document, block)])) == "python"
    return (block.language or block.guess) == "python"


def _is_fixed_width(document: Document, block: CodeBlock) -> bool:
    return document.dialect == "org" and document.text.startswith(":", block.start)


@dataclass(frozen=True, slots=True)
class _WrittenLine:
    """A line of the notes: ``start:end`` is what follows the marks of quotes.

    Where a snippet begins behind the marker of a list item, ``before`` is as much space as stands for that.
    """

    start: int
    end: int
    text: str
    before: str


def snippet_of(document: Document, block: CodeBlock) -> Snippet:
    """The snippet in ``block``, which is Python."""
    written = _written_lines(document, block)
    # The head of a cell has braces: ```{code-cell} ipython3
    cell = block.kind == "fence" and "{" in document.text[block.start : block.language_end]
    read = kinds_of([line.text for line in written], options=cell)
    session = any(each.code_start for each in read)
    return Snippet(block, _code_lines(written, read), bool(block.language), session)


def _written_lines(document: Document, block: CodeBlock) -> list[_WrittenLine]:
    text, lines = document.text, document.lines
    if block.content_start >= block.content_end:
        return []
    first = lines.line_at(block.content_start)
    last = lines.line_at(block.content_end)
    if last > first and lines.starts[last] >= block.content_end:
        last -= 1  # the content ends with a line end, behind which nothing of it stands
    opening = text[lines.starts[lines.line_at(block.start)] : block.start]
    is_fixed = _is_fixed_width(document, block)
    mark, depth = (_FIXED_WIDTH_MARK, 1) if is_fixed else (_QUOTE_MARK, opening.count(">"))
    found = []
    for number in range(first, last + 1):
        end = min(lines.ends[number], block.content_end)
        marks_end = _behind_marks(text, lines.starts[number], end, mark, depth)
        start = max(marks_end, block.content_start)
        found.append(_WrittenLine(start, end, text[start:end], _NOT_SPACE.sub(" ", text[marks_end:start])))
    return found


def _behind_marks(text: str, start: int, end: int, mark: re.Pattern[str], depth: int) -> int:
    for _ in range(depth):
        match = mark.match(text, start, end)
        if match is None:
            break
        start = match.end()
    return start


def _code_lines(written: Sequence[_WrittenLine], read: Sequence[ReadLine]) -> tuple[CodeLine, ...]:
    """The lines without the indentation that they have in common."""
    indentations = [line.before + indentation_of(line.text) for line in written]
    counted = [
        indentation
        for indentation, each in zip(indentations, read, strict=True)
        if each.kind in ("code", "continuation", "magic") and not each.is_inside
    ]
    common = min(counted, key=len, default="")
    mixed = not all(indentation.startswith(common) for indentation in counted)
    least = min((len(indentation.expandtabs(8)) for indentation in counted), default=0)
    found = []
    for line, each, indentation in zip(written, read, indentations, strict=True):
        indent = 0
        if each.code_start:
            start = line.start + each.code_start
        elif mixed and each.kind == "code":
            start = line.start + len(indentation) - len(line.before)
            indent = max(len(indentation.expandtabs(8)) - least, 0)
        else:
            shared = common if indentation.startswith(common) else indentation
            start = line.start + max(len(shared) - len(line.before), 0)
        found.append(CodeLine(min(start, line.end), line.end, each.kind, indent))
    return tuple(found)
