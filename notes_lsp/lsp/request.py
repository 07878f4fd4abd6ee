"""What a request function is given besides its parameters."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lsprotocol import types

from notes_lsp.features.library import Library
from notes_lsp.lsp.client import Client
from notes_lsp.lsp.errors import REQUEST_FAILED, RequestError
from notes_lsp.lsp.positions import Encoding, TextInLines, offset_at, position_at
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes
from notes_lsp.workspace.open_notes import OpenNotes
from notes_lsp.workspace.settings import Settings
from notes_lsp.workspace.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class OpenFiles:
    """How the editor names files, which version of them it has, and whether they are ours to edit; all by path."""

    uri_of: Callable[[str], str]
    version_of: Callable[[str], int | None]
    open_notes_of: Callable[[str], OpenNotes | None]
    may_be_edited: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class WorkspaceRequest:
    """A request about no file in particular. Positions of its results are in the encoding of the client."""

    library: Library
    settings: Settings
    client: Client
    open_files: OpenFiles
    texts: dict[str, TextInLines | None] = field(default_factory=dict)

    @property
    def encoding(self) -> Encoding:
        """What positions count."""
        return self.client.encoding

    def uri_of(self, path: str) -> str:
        """The URI of the file at ``path``: the editor's own where the file is open."""
        return self.open_files.uri_of(path)

    def range_in(self, path: str, start: int, end: int) -> types.Range | None:
        """``start:end`` of the file at ``path``; None where it can't be read any more."""
        text = self._text_in(path)
        return None if text is None else range_of(text, start, end, self.encoding)

    def offset_in(self, path: str, position: types.Position) -> int | None:
        """The offset of ``position`` in the file at ``path``; None where it can't be read any more."""
        text = self._text_in(path)
        return None if text is None else offset_at(text, position.line, position.character, self.encoding)

    def workspace_edit(self, edits: Mapping[str, tuple[Edit, ...]]) -> types.WorkspaceEdit | None:
        """Edits by path as an edit of the editor; None for none, and where a file can't be read any more.

        Raises `RequestError` for a file that is not open and lies outside of the workspace: a link is no leave to edit
        what it leads to.
        """
        by_uri: dict[str, tuple[str, list[types.TextEdit]]] = {}
        for path, of_file in edits.items():
            if of_file and not self.open_files.may_be_edited(path):
                raise RequestError(REQUEST_FAILED, f"{path} would have to be edited, and lies outside of the workspace")
            text_edits = [self._text_edit(path, edit) for edit in of_file]
            known = [edit for edit in text_edits if edit is not None]
            if len(known) < len(text_edits):
                return None
            if known:
                by_uri[self.uri_of(path)] = (path, known)
        if not by_uri:
            return None
        if not self.client.document_changes:
            return types.WorkspaceEdit(changes={uri: known for uri, (_, known) in by_uri.items()})
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    text_document=types.OptionalVersionedTextDocumentIdentifier(
                        uri=uri, version=self._version_of(path)
                    ),
                    edits=known,
                )
                for uri, (path, known) in by_uri.items()
            ]
        )

    def _text_edit(self, path: str, edit: Edit) -> types.TextEdit | None:
        range_ = self.range_in(path, edit.start, edit.end)
        return None if range_ is None else types.TextEdit(range=range_, new_text=edit.text)

    def _version_of(self, path: str) -> int | None:
        return self.open_files.version_of(path)

    def _text_in(self, path: str) -> TextInLines | None:
        if path not in self.texts:
            self.texts[path] = self._read(path)
        return self.texts[path]

    def _read(self, path: str) -> TextInLines | None:
        is_open = self.open_files.open_notes_of(path)
        if is_open is not None:
            return is_open
        text = self.library.text_of(path)
        return None if text is None else OpenNotes(path, text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(WorkspaceRequest):
    """A request about one version of one file. All of it stays as it is, whatever is edited meanwhile."""

    snapshot: Snapshot
    uri: str

    @property
    def notes(self) -> Notes:
        """What the text means."""
        return self.snapshot.notes

    @property
    def document(self) -> Document:
        """The text as its reader understood it."""
        return self.snapshot.document

    @property
    def path(self) -> str:
        """The absolute path of the file; ``""`` for one that was never saved."""
        return self.snapshot.path

    def offset(self, position: types.Position) -> int:
        """The offset of ``position``; the end of its line where it lies past that."""
        return offset_at(self.snapshot.open_notes, position.line, position.character, self.encoding)

    def position(self, offset: int) -> types.Position:
        """The position of ``offset``."""
        return types.Position(*position_at(self.snapshot.open_notes, offset, self.encoding))

    def range(self, start: int, end: int) -> types.Range:
        """The range of ``start:end``."""
        return range_of(self.snapshot.open_notes, start, end, self.encoding)

    def _read(self, path: str) -> TextInLines | None:
        # The file itself may be one that was never saved.
        return self.snapshot.open_notes if path == self.path else super(Request, self)._read(path)

    def uri_of(self, path: str) -> str:
        """The URI of the file at ``path``: the editor's own where the file is open."""
        return self.uri if path == self.path else self.open_files.uri_of(path)

    def _version_of(self, path: str) -> int | None:
        return self.snapshot.version if path == self.path else self.open_files.version_of(path)


def range_of(text: TextInLines, start: int, end: int, encoding: Encoding) -> types.Range:
    """The range of ``start:end`` in ``text``."""
    first = types.Position(*position_at(text, start, encoding))
    return types.Range(first, first if start == end else types.Position(*position_at(text, end, encoding)))
