"""The card of a document that notes call by name: ``PEP 333``, ``RFC 9110``."""

from notes_lsp.features.card import Card, Hover, WebLink
from notes_lsp.features.hover.address import readable_address
from notes_lsp.features.navigation.named_documents import find_named_documents
from notes_lsp.links.running_text import spans_without_text
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.markdown_links import is_inside

_FARTHEST = 2000  # characters from the pointer: most lines are shorter


def hover_of_named_document(document: Document, offset: int) -> Hover | None:
    """The card of the document that is named at ``offset`` in running text."""
    line = document.lines.line_at(offset)
    start = max(document.lines.starts[line], offset - _FARTHEST)
    end = min(document.lines.ends[line], offset + _FARTHEST)
    for name in find_named_documents(document.text, start, end):
        if name.start <= offset < name.end:
            part = document.part_at(name.start)
            if is_inside(spans_without_text(document, part), name.start - document.part_starts[part]):
                return None
            address = WebLink(readable_address(name.address), name.address)
            return Hover(name.start, name.end, Card(name.title, ((address,),)))
    return None
