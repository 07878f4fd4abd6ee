"""`textDocument/definition` and `textDocument/declaration`."""

from lsprotocol import types

from notes_lsp.features.navigation.definition import find_definitions
from notes_lsp.lsp.request import Request
from notes_lsp.lsp.requests.places import location, location_link

Answer = list[types.Location] | list[types.LocationLink] | None


def answer_definition(request: Request, params: types.DefinitionParams) -> Answer:
    """Where the thing at a position is defined, or leads."""
    return _answer(request, params.position, request.client.link_support)


def answer_declaration(request: Request, params: types.DeclarationParams) -> Answer:
    """The same: what notes name they define where they declare it."""
    return _answer(request, params.position, request.client.declaration_link_support)


def _answer(request: Request, position: types.Position, with_links: bool) -> Answer:
    found = find_definitions(request.notes, request.offset(position), request.path, request.library)
    if found is None:
        return None
    if not with_links:
        locations = [location(request, place) for place in found.places]
        return [known for known in locations if known is not None] or None
    links = [location_link(request, found.origin_start, found.origin_end, place) for place in found.places]
    return [known for known in links if known is not None] or None
