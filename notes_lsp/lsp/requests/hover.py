"""``textDocument/hover``: the card of what is under the pointer (LSP 3.17, "Hover Request")."""

from lsprotocol import types

from notes_lsp.features.card import Card, card_as_markdown, card_as_plaintext
from notes_lsp.features.hover.hover import hover
from notes_lsp.lsp.request import Request


def answer_hover(request: Request, params: types.HoverParams) -> types.Hover | None:
    """The card, in Markdown where the client can show it, and what it is about."""
    found = hover(request.notes, request.offset(params.position), request.path, request.library)
    if found is None:
        return None
    return types.Hover(contents=_contents(request, found.card), range=request.range(found.start, found.end))


def _contents(request: Request, card: Card) -> types.MarkupContent:
    if request.client.markdown_hover:
        return types.MarkupContent(types.MarkupKind.Markdown, card_as_markdown(card, request.uri_of))
    return types.MarkupContent(types.MarkupKind.PlainText, card_as_plaintext(card))
