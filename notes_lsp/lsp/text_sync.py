"""Opening, editing, saving and closing files (LSP 3.17, "Text Document Synchronization")."""

import os
from functools import partial
from typing import TYPE_CHECKING

from lsprotocol import types

from notes_lsp.lsp.settings_changes import settings_may_have_changed
from notes_lsp.workspace.config_search import CONFIG_NAMES

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer


def register(server: "NotesServer") -> None:
    """Register what these notifications do."""
    server.protocol.handlers.notifications.update(
        {
            types.TEXT_DOCUMENT_DID_OPEN: partial(_did_open, server),
            types.TEXT_DOCUMENT_DID_CHANGE: partial(_did_change, server),
            types.TEXT_DOCUMENT_DID_SAVE: partial(_did_save, server),
            types.TEXT_DOCUMENT_DID_CLOSE: partial(_did_close, server),
        }
    )


def _did_open(server: "NotesServer", params: types.DidOpenTextDocumentParams) -> None:
    document = server.session.documents.open(params.text_document)
    server.session.was_edited(document)
    server.diagnostics.opened(document.uri)
    server.python.opened(document.uri)
    server.web.opened(document.uri)


def _did_change(server: "NotesServer", params: types.DidChangeTextDocumentParams) -> None:
    document = server.session.documents.change(params, server.session.client.encoding)
    if document is not None:
        server.session.was_edited(document)
        server.diagnostics.edited(document.uri)


def _did_save(server: "NotesServer", params: types.DidSaveTextDocumentParams) -> None:
    document = server.session.documents.by_uri.get(params.text_document.uri)
    if document is None or not document.path:
        return
    server.web.saved(document.uri)
    server.session.index.changed(document.path)
    if os.path.basename(document.path) in CONFIG_NAMES:
        settings_may_have_changed(server)


def _did_close(server: "NotesServer", params: types.DidCloseTextDocumentParams) -> None:
    document = server.session.documents.close(params.text_document.uri)
    if document is not None:
        server.session.was_closed(document)
        server.diagnostics.closed(document.uri)
