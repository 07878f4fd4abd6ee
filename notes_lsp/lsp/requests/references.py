"""`textDocument/references`."""

from lsprotocol import types

from notes_lsp.features.navigation.references import find_references
from notes_lsp.lsp.request import Request
from notes_lsp.lsp.requests.places import location


def answer_references(request: Request, params: types.ReferenceParams) -> list[types.Location] | None:
    """Every place that names the thing at a position."""
    places = find_references(
        request.notes,
        request.offset(params.position),
        request.path,
        request.library,
        params.context.include_declaration,
    )
    locations = [location(request, place) for place in places]
    return [known for known in locations if known is not None] or None
