"""`textDocument/foldingRange`."""

from lsprotocol import types

from notes_lsp.features.folding.folding import collapsed_text, find_folds
from notes_lsp.lsp.request import Request

_KINDS = {"comment": types.FoldingRangeKind.Comment, "region": types.FoldingRangeKind.Region, None: None}


def answer_folding_range(request: Request, _: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """The folds of a file, in whole lines: characters may be left out (LSP 3.17, "FoldingRange")."""
    client = request.client
    return [
        types.FoldingRange(
            start_line=fold[0],
            end_line=fold[1],
            kind=_KINDS[fold[2]],
            collapsed_text=collapsed_text(request.document, fold) if client.folding_collapsed_text else None,
        )
        for fold in find_folds(request.notes, client.folding_limit or None)
    ]
