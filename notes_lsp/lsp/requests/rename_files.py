"""`workspace/willRenameFiles`."""

from lsprotocol import types

from notes_lsp.features.rename.rename_files import rename_files
from notes_lsp.lsp.request import WorkspaceRequest
from notes_lsp.lsp.uris import path_of_uri


def answer_will_rename_files(request: WorkspaceRequest, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    """The edits that keep links leading where they lead, to be applied before the files are renamed."""
    moves = [(path_of_uri(file.old_uri), path_of_uri(file.new_uri)) for file in params.files]
    return request.workspace_edit(rename_files([(old, new) for old, new in moves if old and new], request.library))
