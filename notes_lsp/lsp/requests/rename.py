"""`textDocument/rename` and `textDocument/prepareRename`."""

from lsprotocol import types

from notes_lsp.features.rename.rename import RenameRefused, prepare_rename, rename
from notes_lsp.lsp.errors import REQUEST_FAILED, RequestError
from notes_lsp.lsp.request import Request


def answer_prepare_rename(request: Request, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """What would be renamed; None where nothing can be."""
    place = prepare_rename(request.notes, request.offset(params.position), request.path, request.library)
    if place is None:
        return None
    return types.PrepareRenamePlaceholder(range=request.range(place.start, place.end), placeholder=place.placeholder)


def answer_rename(request: Request, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits of a rename; raises `RequestError` with the reason where the new name is not possible."""
    offset = request.offset(params.position)
    result = rename(request.notes, offset, params.new_name, request.path, request.library)
    if isinstance(result, RenameRefused):
        raise RequestError(REQUEST_FAILED, result.message)
    return request.workspace_edit(result)
