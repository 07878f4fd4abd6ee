"""The files that are open in the editor: their texts, kept in step with the editor's (LSP 3.17, "Text Documents")."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

from lsprotocol import types

from notes_lsp.lsp.positions import Encoding, offset_at
from notes_lsp.lsp.uris import path_of_uri
from notes_lsp.workspace.open_notes import OpenNotes

# What one key gives: a letter, or a pair of brackets.
_MOST_TYPED = 2

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class OpenDocument:
    """A file that is open. ``notes`` is a value that each edit replaces; ``version`` is the editor's."""

    uri: str
    path: str
    language: str
    version: int
    notes: OpenNotes
    typing: "Typing | None" = None


@dataclass(frozen=True, slots=True)
class Typing:
    """The last edit, where it was one of somebody who types: the 0-based line, and when it was (perf_counter)."""

    line: int
    when: float


@dataclass(slots=True)
class OpenDocuments:
    """The open files by their URIs, as the editor wrote these."""

    by_uri: dict[str, OpenDocument] = field(default_factory=dict)

    def open(self, item: types.TextDocumentItem) -> OpenDocument:
        """A file was opened; one that was open already begins anew."""
        path = path_of_uri(item.uri)
        language = str(item.language_id.value if isinstance(item.language_id, types.LanguageKind) else item.language_id)
        notes = OpenNotes(path, _joined(item.text))
        document = OpenDocument(item.uri, path, language, item.version, notes)
        self.by_uri[item.uri] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams, encoding: Encoding) -> OpenDocument | None:
        """A file was edited: the changes apply one after the other. None for a file that is not open."""
        document = self.by_uri.get(params.text_document.uri)
        if document is None:
            _log.warning("A file that is not open was changed")
            return None
        if params.text_document.version <= document.version:
            # The editor and this server have the same text only if no change is left out.
            _log.warning("Version %s came after %s", params.text_document.version, document.version)
        for change in params.content_changes:
            document.notes = _changed(document.notes, change, encoding)
        document.version = params.text_document.version
        document.typing = _typing(params.content_changes)
        return document

    def close(self, uri: str) -> OpenDocument | None:
        """A file was closed. None for one that was not open."""
        return self.by_uri.pop(uri, None)

    def at_path(self, path: str) -> OpenDocument | None:
        """The open file at ``path``."""
        return next((document for document in self.by_uri.values() if path and document.path == path), None)


def _typing(changes: Sequence[types.TextDocumentContentChangeEvent]) -> Typing | None:
    """Where somebody types: a letter in a line, a letter taken away, or a bracket with the one that closes it."""
    line = None
    for change in changes:
        if not isinstance(change, types.TextDocumentContentChangePartial):
            return None
        start, end = change.range.start, change.range.end
        if len(change.text) > _MOST_TYPED or start.line != end.line or "\n" in change.text or "\r" in change.text:
            return None
        line = start.line
    return None if line is None else Typing(line, perf_counter())


def _changed(notes: OpenNotes, change: types.TextDocumentContentChangeEvent, encoding: Encoding) -> OpenNotes:
    if not isinstance(change, types.TextDocumentContentChangePartial):
        return OpenNotes(notes.path, _joined(change.text))
    first, last = change.range.start, change.range.end
    start = offset_at(notes, first.line, first.character, encoding)
    end = offset_at(notes, last.line, last.character, encoding)
    start, end, text = _with_other_halves(notes.text, min(start, end), max(start, end), change.text)
    return notes.edit(start, end, text)


def _with_other_halves(text: str, start: int, end: int, new: str) -> tuple[int, int, str]:
    """The edit, widened so that it leaves no two halves of a surrogate pair side by side.

    For an editor whose strings are UTF-16 these are one character, whoever brought them together.
    """
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if _is_low(new[:1] or after) and _is_high(before):
        start, new = start - 1, before + new
    if _is_high(new[-1:]) and _is_low(after):
        end, new = end + 1, new + after
    return start, end, _joined(new)


def _joined(text: str) -> str:
    """``text`` with the halves of each surrogate pair as one character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return text


def _is_high(character: str) -> bool:
    return "\ud800" <= character <= "\udbff"


def _is_low(character: str) -> bool:
    return "\udc00" <= character <= "\udfff"
