"""What is done every few seconds: to end when the editor is gone, and to see what nobody told."""

import asyncio
import logging
from typing import TYPE_CHECKING

from notes_lsp.lsp.editor_process import is_running
from notes_lsp.lsp.errors import describe
from notes_lsp.lsp.settings_changes import settings_may_have_changed

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_log = logging.getLogger(__name__)

_PAUSE = 2.0


async def keep_house(server: "NotesServer", process_id: int | None) -> None:
    """Look around every few seconds, as long as the server runs.

    ``process_id`` is the editor's, with which the server ends (LSP 3.17, "InitializeParams"); None for one that can't
    be seen.
    """
    disk_version = server.session.index.disk.version
    while True:
        await asyncio.sleep(_PAUSE)
        if process_id is not None and not is_running(process_id):
            server.end()
            return
        await server.breathe()
        try:
            disk_version = _look_around(server, disk_version)
        except Exception as error:  # noqa: BLE001 - what fails once must not end it
            _log.error("Looking around failed: %s", describe(error))


def _look_around(server: "NotesServer", disk_version: int) -> int:
    """See what has changed since ``disk_version``; gives the version that was seen."""
    session = server.session
    session.index.look_again()
    if session.index.disk.version != disk_version:
        server.diagnostics.everything_changed()
    if not session.client.watched_files:
        # Each folder of a large workspace may have its own; those that are looked at must be right.
        settings_may_have_changed(server, [document.path for document in session.documents.by_uri.values()])
    server.indexer.start()
    return session.index.disk.version
