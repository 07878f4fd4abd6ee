"""What a request of an editor works on: one version of one file, and all that is known around it."""

from dataclasses import dataclass

from notes_lsp.features.library import Library
from notes_lsp.rules.base import Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes
from notes_lsp.workspace.open_notes import OpenNotes
from notes_lsp.workspace.selection import Taken
from notes_lsp.workspace.settings import Settings


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One version of an open file. ``version`` is the editor's; it is None for a file that is only on disk."""

    open_notes: OpenNotes
    version: int | None
    taken: Taken
    settings: Settings
    library: Library
    surroundings: Surroundings

    @property
    def path(self) -> str:
        """The absolute path of the file, as the operating system writes it; ``""`` for one that was never saved."""
        return self.open_notes.path

    @property
    def document(self) -> Document:
        """The text as its reader understood it."""
        return self.open_notes.document

    @property
    def notes(self) -> Notes:
        """What the text means."""
        return self.open_notes.notes
