"""The card of a block of code, on the line that opens it."""

from notes_lsp.features.card import Card, Code, Hover, Line
from notes_lsp.features.wording import count, cut, language_name
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock

_LONGEST_NAME = 40


def hover_of_code(document: Document, offset: int) -> Hover | None:
    """The language of the code whose opening line (a fence, a directive, ``#+BEGIN_SRC``) holds ``offset``."""
    line = document.lines.line_at(offset)
    for block in document.blocks_at(offset):
        if (
            isinstance(block, CodeBlock)
            and block.kind in ("fence", "directive", "org")
            and document.lines.line_at(block.start) == line
        ):
            end = min(document.lines.ends[line], block.end)
            return Hover(block.start, end, _card_of(document, block))
    return None


def _card_of(document: Document, block: CodeBlock) -> Card:
    language = block.language or block.guess
    facts: list[Line] = []
    written = document.text[block.language_start : block.language_end]
    if not block.language and block.guess:
        facts.append(("guessed from the code",))
    elif block.language and written.casefold() not in (block.language, language_name(block.language).casefold()):
        facts.append(("written ", Code(cut(written, _LONGEST_NAME))))
    facts.append((count(_number_of_lines(document, block), "line"),))
    if not block.closed:
        facts.append(("not closed",))
    name = language_name(language) if language else "code"
    return Card(name[:1].upper() + name[1:], tuple(facts))


def _number_of_lines(document: Document, block: CodeBlock) -> int:
    """The lines of code, without blank ones around it."""
    code = document.text[block.content_start : block.content_end]
    last = block.content_start + len(code.rstrip())
    first = block.content_end - len(code.lstrip())
    return document.lines.line_at(last) - document.lines.line_at(first) + 1 if first < last else 0
