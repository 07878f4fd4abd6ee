"""The command that excludes the address of a link in the file of settings that counts for its notes."""

import os
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from notes_lsp.lsp.errors import INVALID_PARAMS, RequestError
from notes_lsp.lsp.positions import StretchInLines, position_at
from notes_lsp.lsp.uris import path_of_uri
from notes_lsp.lsp.web.editing import apply_edit, read_link_argument, tell
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import whole_document
from notes_lsp.syntax.nodes import Dialect
from notes_lsp.syntax.text import split_lines
from notes_lsp.workspace.config_edits import OWN_CONFIG, exclude_in_config
from notes_lsp.workspace.files import FileProblem, read_notes
from notes_lsp.workspace.surroundings import find_root

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_LARGEST = 1_000_000
_PLAIN: Dialect = "plaintext"


async def exclude_address(server: "NotesServer", argument: Any) -> None:
    """Exclude the address that ``argument`` names. Raises `RequestError` for an argument that names none."""
    link = read_link_argument(argument)
    path = path_of_uri(link.uri)
    if not path:
        raise RequestError(INVALID_PARAMS, "a file that was never saved has no file of settings")
    config = _config_for(server, path)
    text = _text_of(server, config)
    edit = exclude_in_config(text or "", os.path.basename(config), link.address)
    by_hand = f'add "{link.address}" to "exclude" in the table "links" of {config}'
    client = server.session.client
    if edit is None or text is None and not client.creates_files:
        tell(server, f"{by_hand}: notes-lsp can't do that here", is_wrong=True)
        return
    await apply_edit(server, "Ignore this address", _workspace_edit(server, config, text, edit))


def _config_for(server: "NotesServer", path: str) -> str:
    """The file of settings that counts for the file at ``path``; one to be made where there is none."""
    sources = server.session.sources
    layers = sources.config_files.layers_for(path, sources.root_of(path))
    if layers:
        return layers[-1].path
    return os.path.join(sources.root_of(path) or find_root(path), OWN_CONFIG)


def _text_of(server: "NotesServer", path: str) -> str | None:
    """The text of the file of settings as it is in the editor, else on disk; None where there is none."""
    document = server.session.documents.at_path(path)
    if document is not None:
        return document.notes.text
    read = read_notes(path, _LARGEST) if os.path.exists(path) else None
    return None if read is None or isinstance(read, FileProblem) else read.text


def _workspace_edit(server: "NotesServer", path: str, text: str | None, edit: Edit) -> types.WorkspaceEdit:
    client, uri = server.session.client, server.session.uri_of(path)
    known = text or ""
    lines = StretchInLines(whole_document(known, _PLAIN, split_lines(known), ()))
    ends = [types.Position(*position_at(lines, at, client.encoding)) for at in (edit.start, edit.end)]
    edits = [types.TextEdit(types.Range(*ends), edit.text)]
    if not client.document_changes:
        return types.WorkspaceEdit(changes={uri: edits})
    document = server.session.documents.at_path(path)
    version = document.version if document is not None else None
    changes: list[Any] = [types.CreateFile(uri, options=types.CreateFileOptions(ignore_if_exists=True))]
    changes = changes if text is None else []
    changes.append(types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(uri, version), edits))
    return types.WorkspaceEdit(document_changes=changes)
