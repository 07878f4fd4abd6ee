"""`workspace/symbol`."""

from lsprotocol import types

from notes_lsp.features.library import SymbolKind
from notes_lsp.features.workspace_symbols import FoundSymbol, search_symbols
from notes_lsp.lsp.request import WorkspaceRequest

# Conferences, days and talks as in the outline.
_KINDS: dict[SymbolKind, types.SymbolKind] = {
    "conference": types.SymbolKind.Package,
    "day": types.SymbolKind.Namespace,
    "talk": types.SymbolKind.Class,
    "speaker": types.SymbolKind.Object,
    "tag": types.SymbolKind.Key,
}


def answer_workspace_symbol(
    request: WorkspaceRequest, params: types.WorkspaceSymbolParams
) -> list[types.WorkspaceSymbol]:
    """What a query finds in all notes."""
    found = search_symbols(params.query, request.library.summaries())
    symbols = [_symbol(request, symbol) for symbol in found]
    return [symbol for symbol in symbols if symbol is not None]


def _symbol(request: WorkspaceRequest, found: FoundSymbol) -> types.WorkspaceSymbol | None:
    symbol = found.symbol
    range_ = request.range_in(found.path, symbol.start, symbol.end)
    if range_ is None:
        return None
    return types.WorkspaceSymbol(
        name=symbol.name,
        kind=_KINDS[symbol.kind],
        container_name=symbol.container or None,
        location=types.Location(uri=request.uri_of(found.path), range=range_),
    )
