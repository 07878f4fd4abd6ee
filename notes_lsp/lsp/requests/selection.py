"""`textDocument/selectionRange`."""

from lsprotocol import types

from notes_lsp.features.selection.selection import selection_spans
from notes_lsp.lsp.request import Request


def answer_selection_range(request: Request, params: types.SelectionRangeParams) -> list[types.SelectionRange]:
    """The growing selections at several positions, one for each."""
    offsets = [request.offset(position) for position in params.positions]
    return [_linked(request, spans) for spans in selection_spans(request.notes, offsets)]


def _linked(request: Request, spans: tuple[tuple[int, int], ...]) -> types.SelectionRange:
    """The innermost of ``spans``, which holds the others as its parents."""
    selection: types.SelectionRange | None = None
    for span in reversed(spans[1:]):
        selection = types.SelectionRange(request.range(*span), selection)
    return types.SelectionRange(request.range(*spans[0]), selection)
