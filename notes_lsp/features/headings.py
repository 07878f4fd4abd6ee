"""What a heading reads like, and which one has its title at a place."""

from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Heading


def title_as_read(document: Document, heading: Heading) -> str:
    """What a reader sees of the title of ``heading``."""
    return visible_text(document.text[heading.text_start : heading.text_end], document.dialect)


def heading_titled_at(document: Document, start: int) -> Heading | None:
    """The heading whose title begins at ``start``; the place of an anchor that a heading gives."""
    for block in document.blocks_at(start):
        if isinstance(block, Heading) and block.text_start == start:
            return block
    return None
