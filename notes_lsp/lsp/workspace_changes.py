"""Files and folders that come, go and change (LSP 3.17, "Workspace Features")."""

import os
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from lsprotocol import types

from notes_lsp.lsp.settings_changes import settings_changed, settings_may_have_changed
from notes_lsp.lsp.settings_sources import folders_of
from notes_lsp.lsp.uris import path_of_uri
from notes_lsp.workspace.config_search import CONFIG_NAMES
from notes_lsp.workspace.files import NOTES_ENDINGS

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_IGNORE_FILE = ".gitignore"


def register(server: "NotesServer") -> None:
    """Register what these notifications do."""
    server.protocol.handlers.notifications.update(
        {
            types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: partial(_did_change_folders, server),
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES: partial(_did_change_watched_files, server),
            types.WORKSPACE_DID_CREATE_FILES: partial(_did_create_files, server),
            types.WORKSPACE_DID_RENAME_FILES: partial(_did_rename_files, server),
            types.WORKSPACE_DID_DELETE_FILES: partial(_did_delete_files, server),
        }
    )


def watch_files(server: "NotesServer") -> None:
    """Ask the client to say when notes, files of settings and ignore files change."""
    endings = ",".join(ending.removeprefix(".") for ending in NOTES_ENDINGS)
    patterns = [f"**/*.{{{endings}}}", *(f"**/{name}" for name in (*CONFIG_NAMES, _IGNORE_FILE))]
    watchers = [types.FileSystemWatcher(pattern) for pattern in patterns]
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    server.client_register_capability(types.RegistrationParams([types.Registration(method, method, options)]))


def _did_change_folders(server: "NotesServer", params: types.DidChangeWorkspaceFoldersParams) -> None:
    session = server.session
    removed = {folder.uri for folder in params.event.removed}
    kept = [folder.uri for folder in session.sources.folders if folder.uri not in removed]
    session.sources.set_folders(folders_of([*kept, *(folder.uri for folder in params.event.added)]))
    now = {folder.path for folder in session.sources.folders}
    for path in set(session.index.roots) - now:
        session.index.remove_root(path)
    for path in now - set(session.index.roots):
        session.index.add_root(path)
    if session.client.configuration:
        server.ask_for_settings()
    settings_changed(server)


def _did_change_watched_files(server: "NotesServer", params: types.DidChangeWatchedFilesParams) -> None:
    deleted = types.FileChangeType.Deleted
    gone = [path_of_uri(event.uri) for event in params.changes if event.type == deleted]
    changed = [path_of_uri(event.uri) for event in params.changes if event.type != deleted]
    _apply(server, gone, changed)


def _did_create_files(server: "NotesServer", params: types.CreateFilesParams) -> None:
    _apply(server, (), [path_of_uri(file.uri) for file in params.files])


def _did_delete_files(server: "NotesServer", params: types.DeleteFilesParams) -> None:
    _apply(server, [path_of_uri(file.uri) for file in params.files], ())


def _did_rename_files(server: "NotesServer", params: types.RenameFilesParams) -> None:
    pairs = [(path_of_uri(file.old_uri), path_of_uri(file.new_uri)) for file in params.files]
    for old, new in pairs:
        if old and new:
            server.session.index.renamed(old, new)
    files_have_changed(server, [path for pair in pairs for path in pair if path])


def _apply(server: "NotesServer", gone: Iterable[str], changed: Iterable[str]) -> None:
    paths = []
    for path in filter(None, gone):
        server.session.index.deleted(path)
        paths.append(path)
    for path in filter(None, changed):
        server.session.index.changed(path)
        paths.append(path)
    files_have_changed(server, paths)


def files_have_changed(server: "NotesServer", paths: Iterable[str]) -> None:
    """The index knows that files at ``paths`` came, went or changed: let the rest follow."""
    paths = list(paths)
    if any(os.path.basename(path) in CONFIG_NAMES for path in paths):
        settings_may_have_changed(server)
    server.diagnostics.files_changed(paths)
    server.indexer.start()
