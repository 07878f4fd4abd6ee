"""What the server knows while it runs: the client, the open files, the settings, the other notes.

Everything is changed on the loop alone. A request is given a `Snapshot`, which nothing changes.
"""

from notes_lsp.lsp.client import Client
from notes_lsp.lsp.documents import OpenDocument, OpenDocuments
from notes_lsp.lsp.request import OpenFiles, Request, WorkspaceRequest
from notes_lsp.lsp.settings_sources import SettingsSources
from notes_lsp.lsp.uris import path_of_uri, uri_of_path
from notes_lsp.lsp.web.states import WebStates
from notes_lsp.workspace.index import NotesIndex
from notes_lsp.workspace.library import WorkspaceLibrary
from notes_lsp.workspace.open_notes import OpenNotes
from notes_lsp.workspace.selection import is_taken
from notes_lsp.workspace.snapshot import Snapshot


class Session:
    """All that the server knows. ``edits`` counts the changes of open files."""

    def __init__(self, client: Client, sources: SettingsSources) -> None:
        self.client = client
        self.sources = sources
        self.documents = OpenDocuments()
        self.index = NotesIndex([folder.path for folder in sources.folders], sources.for_path)
        self.web_states = WebStates()
        self.library = WorkspaceLibrary(self.index, self.web_states.state_of)
        self.edits = 0
        self.open_files = OpenFiles(self.uri_of, self._version_of, self._open_notes_of, self._may_be_edited)
        self._snapshots: dict[str, tuple[int, Snapshot]] = {}

    # Files

    def uri_of(self, path: str) -> str:
        """The URI of the file at ``path``: the editor's own where the file is open."""
        document = self.documents.at_path(path)
        return document.uri if document is not None else uri_of_path(path)

    def snapshot(self, uri: str) -> Snapshot | None:
        """The file as it is now: as it is open, else as it is on disk; None for one that is not known."""
        document = self.documents.by_uri.get(uri)
        if document is None:
            return self.snapshot_on_disk(path_of_uri(uri))
        known = self._snapshots.get(uri)
        if known is not None:
            generation, snapshot = known
            is_same = snapshot.open_notes is document.notes and snapshot.version == document.version
            if is_same and generation == self.sources.generation:
                return snapshot
        snapshot = self._snapshot_of(document.notes, document.version, document.language)
        self._snapshots[uri] = self.sources.generation, snapshot
        self.index.set_open(document.path, document.notes, snapshot.taken.yes)
        return snapshot

    def snapshot_on_disk(self, path: str) -> Snapshot | None:
        """The notes at ``path`` as they are on disk; None for what can't be read or is no notes."""
        text = self.library.text_of(path) if path else None
        return None if text is None else self._snapshot_of(OpenNotes(path, text), None, "")

    def was_edited(self, document: OpenDocument) -> None:
        """An open file has another text, or was opened."""
        self.edits += 1
        # Whether it is taken is found out with the next snapshot; to ask for each letter would cost too much.
        known = self._snapshots.get(document.uri)
        self.index.set_open(document.path, document.notes, known is None or known[1].taken.yes)

    def was_closed(self, document: OpenDocument) -> None:
        """A file is no longer open."""
        self.edits += 1
        self._snapshots.pop(document.uri, None)
        if self.documents.at_path(document.path) is None:
            self.index.set_closed(document.path)

    def _snapshot_of(self, notes: OpenNotes, version: int | None, language: str) -> Snapshot:
        path = notes.path
        settings = self.sources.for_path(path)
        taken = is_taken(path, self.sources.root_of(path), settings, lambda: notes.notes, language)
        return Snapshot(notes, version, taken, settings, self.library, self.library.surroundings_of(path))

    # Requests

    def request(self, uri: str) -> Request | None:
        """What a request about the file ``uri`` works on; None for one that is not known or is no talk notes."""
        snapshot = self.snapshot(uri)
        if snapshot is None or not snapshot.taken.yes:
            return None
        return Request(self.library, snapshot.settings, self.client, self.open_files, snapshot=snapshot, uri=uri)

    def workspace_request(self) -> WorkspaceRequest:
        """What a request about all files works on."""
        return WorkspaceRequest(self.library, self.sources.general(), self.client, self.open_files)

    def _version_of(self, path: str) -> int | None:
        document = self.documents.at_path(path)
        return None if document is None else document.version

    def _may_be_edited(self, path: str) -> bool:
        return self.documents.at_path(path) is not None or self.sources.is_inside(path)

    def _open_notes_of(self, path: str) -> OpenNotes | None:
        document = self.documents.at_path(path)
        return None if document is None else document.notes
