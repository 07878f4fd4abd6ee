"""Rename what stands at a place (LSP 3.17, ``textDocument/rename`` and ``textDocument/prepareRename``).

Renamed are headings and anchors, from themselves or from a link to them, reference labels, speakers and tags. What
holds of the edits: every link that led to a heading or an anchor leads there afterwards, also where its name changed
only because another heading has it now (``#intro-1``); in other notes, too. Speakers and tags are renamed in all notes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from notes_lsp.features.library import Library
from notes_lsp.features.rename.edited_text import edited_document
from notes_lsp.features.rename.edits import edits_of_subject
from notes_lsp.features.rename.following_links import Change, NoNameLeftError, following_edits
from notes_lsp.features.rename.objections import objection_before, objection_in
from notes_lsp.features.rename.subject import subject_at
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import start_of
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes

Edits = dict[str, tuple[Edit, ...]]
"""The edits of each file, by its path, in the order of the text."""


@dataclass(frozen=True, slots=True)
class RenamePlace:
    """What would be renamed: the span of its name, and the name to begin with."""

    start: int
    end: int
    placeholder: str


@dataclass(frozen=True, slots=True)
class RenameRefused:
    """Why there is no such rename, in a sentence without a full stop."""

    message: str


def prepare_rename(notes: Notes, offset: int, path: str, library: Library) -> RenamePlace | None:
    """What a rename at ``offset`` of ``notes``, the file at ``path``, would rename; None for nothing."""
    subject = subject_at(notes, offset, path, library)
    if subject is None:
        return None
    return RenamePlace(subject.shown_start, subject.shown_end, subject.placeholder)


def rename(notes: Notes, offset: int, new_name: str, path: str, library: Library) -> Edits | RenameRefused:
    """The edits that give the thing at ``offset`` of ``notes``, the file at ``path``, its new name."""
    subject = subject_at(notes, offset, path, library)
    if subject is None:
        return RenameRefused("nothing here can be renamed")
    name = new_name.strip()
    if subject.kind == "tag":
        name = name.removeprefix("#")
    objection = objection_before(subject, name)
    if objection is not None:
        return RenameRefused(objection)
    edits = edits_of_subject(notes, subject, name, path, library)
    changes = _changes(edits, {path: notes.document, subject.path: subject.document}, library)
    for change in changes.values():
        objection = objection_in(change, subject, name)
        if objection is not None:
            return RenameRefused(objection)
    try:
        following = following_edits(changes, library)
    except NoNameLeftError:
        return RenameRefused(f'a heading "{name}" has no anchor, and the links to it would lead nowhere')
    return _merged({path: change.edits for path, change in changes.items()}, following)


def _changes(edits: Mapping[str, list[Edit]], known: Mapping[str, Document], library: Library) -> dict[str, Change]:
    """The files that the rename itself changes; without those that can't be read any more."""
    changes: dict[str, Change] = {}
    for path, of_file in edits.items():
        before = known.get(path)
        if before is None:
            text = library.text_of(path)
            if text is None:
                continue
            before = parse(text, path)
        ordered = tuple(
            edit for edit in sorted(of_file, key=start_of) if before.text[edit.start : edit.end] != edit.text
        )
        if ordered:
            changes[path] = Change(path, before, edited_document(before, ordered, path), ordered)
    return changes


def _merged(*parts: Mapping[str, tuple[Edit, ...]]) -> Edits:
    merged: dict[str, list[Edit]] = {}
    for part in parts:
        for path, edits in part.items():
            merged.setdefault(path, []).extend(edits)
    return {path: tuple(sorted(edits, key=start_of)) for path, edits in sorted(merged.items()) if edits}
