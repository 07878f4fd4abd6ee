"""`textDocument/documentSymbol`."""

from lsprotocol import types

from notes_lsp.features.outline import OutlineNode, outline_tree, talk_node
from notes_lsp.lsp.outline_json import KINDS, NodeOfTalk, outline_json
from notes_lsp.lsp.raw_result import RawResult
from notes_lsp.lsp.request import Request


def answer_document_symbol(
    request: Request, _: types.DocumentSymbolParams
) -> RawResult | list[types.SymbolInformation]:
    """The outline of a file: a tree, or a list for a client that knows no trees."""
    node_of = _node_of(request)
    if request.client.hierarchical_symbols:
        return RawResult(outline_json(request.snapshot.open_notes, request.notes, request.encoding, node_of))
    return _listed(request, outline_tree(request.notes, node_of), "")


def _node_of(request: Request) -> NodeOfTalk:
    if not request.settings.python_outline:
        return talk_node
    # Imported when first needed: few want the names of snippets in the outline of their notes.
    from notes_lsp.features.outline_python import talk_node_with_names

    return talk_node_with_names


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
