"""``notes/status``: what the server knows, and why a file is taken for talk notes or not.

For people who wonder why something does not show, and for their editors' status bars. The command
``notes-lsp.status`` gives the same.
"""

import hashlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from notes_lsp import __version__
from notes_lsp.lsp import errors
from notes_lsp.lsp.errors import RequestError
from notes_lsp.lsp.methods import STATUS_METHOD
from notes_lsp.workspace.config_files import describe_problem

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer


def register(server: "NotesServer") -> None:
    """Register the request."""
    server.protocol.handlers.requests[STATUS_METHOD] = partial(status, server)


def status(server: "NotesServer", params: Any) -> dict[str, Any]:
    """``params`` may be nothing, or hold a ``uri``: then ``file`` says what is known of that file."""
    session = server.session
    uri = params.get("uri") if isinstance(params, Mapping) else None
    if uri is not None and not isinstance(uri, str):
        raise RequestError(errors.INVALID_PARAMS, "uri must be a string")
    return {
        "version": __version__,
        "encoding": session.client.encoding,
        "diagnostics": server.diagnostics.mode,
        "folders": [folder.path for folder in session.sources.folders],
        "openFiles": len(session.documents.by_uri),
        "knownFiles": len(session.library.summaries()),
        "indexing": server.indexer.is_running,
        "indexStopped": server.indexer.stopped,
        "indexCut": session.index.cut,
        "python": server.python.status(),
        "web": server.web.status(),
        "configFiles": _config_files(server, [folder.path for folder in session.sources.folders]),
        "settingsProblems": [describe_problem(problem) for problem in session.sources.problems()],
        "file": None if uri is None else _file(server, uri),
    }


def _file(server: "NotesServer", uri: str) -> dict[str, Any]:
    snapshot = server.session.snapshot(uri)
    if snapshot is None:
        return {"taken": False, "reason": "not taken: it is not open and no notes that are known"}
    text = snapshot.open_notes.text
    return {
        "path": snapshot.path,
        "taken": snapshot.taken.yes,
        "reason": snapshot.taken.reason,
        "dialect": snapshot.document.dialect,
        "version": snapshot.version,
        "configFiles": _config_files(server, [snapshot.path] if snapshot.path else []),
        "settings": {origin.name: origin.source for origin in snapshot.settings.origins},
        # For whoever doubts that editor and server have the same text.
        "characters": len(text),
        "sha256": hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
    }


def _config_files(server: "NotesServer", paths: list[str]) -> list[str]:
    """The files of settings that count for ``paths``."""
    sources = server.session.sources
    layers = [layer for path in paths for layer in sources.config_files.layers_for(path, sources.root_of(path))]
    return list(dict.fromkeys(layer.path for layer in layers))
