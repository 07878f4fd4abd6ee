"""`textDocument/documentSymbol`."""

from lsprotocol import types

from notes_lsp.features.outline import OutlineNode, outline_tree
from notes_lsp.lsp.outline_json import KINDS, outline_json
from notes_lsp.lsp.raw_result import RawResult
from notes_lsp.lsp.request import Request


def answer_document_symbol(
    request: Request, _: types.DocumentSymbolParams
) -> RawResult | list[types.SymbolInformation]:
    """The outline of a file: a tree, or a list for a client that knows no trees."""
    if request.client.hierarchical_symbols:
        return RawResult(outline_json(request.snapshot.open_notes, request.notes, request.encoding))
    return _listed(request, outline_tree(request.notes), "")


def _listed(request: Request, nodes: tuple[OutlineNode, ...], container: str) -> list[types.SymbolInformation]:
    found = []
    for node in nodes:
        found.append(
            types.SymbolInformation(
                name=node.title,
                kind=types.SymbolKind(KINDS[node.kind]),
                location=types.Location(request.uri, request.range(node.start, max(node.end, node.title_end))),
                container_name=container or None,
            )
        )
        found += _listed(request, node.children, node.title)
    return found
