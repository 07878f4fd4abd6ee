"""`textDocument/inlayHint`."""

from lsprotocol import types

from notes_lsp.features.inlay_hints import inlay_hints
from notes_lsp.lsp.request import Request


def answer_inlay_hint(request: Request, params: types.InlayHintParams) -> list[types.InlayHint]:
    """The hints of a part of a file."""
    start, end = request.offset(params.range.start), request.offset(params.range.end)
    return [
        types.InlayHint(
            position=request.position(hint.offset), label=hint.label, tooltip=hint.tooltip, padding_left=True
        )
        for hint in inlay_hints(request.notes, start, end, request.snapshot.settings.inlay_hints)
    ]
