"""`textDocument/documentHighlight`."""

from lsprotocol import types

from notes_lsp.features.navigation.highlight import find_highlights
from notes_lsp.lsp.request import Request


def answer_document_highlight(
    request: Request, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    """Every place in the file that names the thing at a position."""
    highlights = find_highlights(request.notes, request.offset(params.position))
    return [
        types.DocumentHighlight(
            range=request.range(found.start, found.end),
            kind=types.DocumentHighlightKind.Write if found.defines else types.DocumentHighlightKind.Read,
        )
        for found in highlights
    ] or None
