"""Links that follow files and folders which get other names (LSP 3.17, ``workspace/willRenameFiles``).

Every relative link from notes to what moves is rewritten, and those of notes that move themselves, in the style in
which they were written. What holds of the edits: each link that led to a file before leads to it afterwards. A link
that led nowhere, and one whose way stays the same, is left as it is.
"""

from collections.abc import Iterator, Sequence

from notes_lsp.features.library import FileSummary, Library
from notes_lsp.features.linking.destinations import KnownFiles, file_of, known_files
from notes_lsp.features.linking.link_targets import LinkTarget
from notes_lsp.features.linking.relative_paths import (
    AbsolutePath,
    folder_of,
    follow,
    relative_path,
    split_ending,
    split_path,
)
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.features.rename.moves import Moves
from notes_lsp.features.rename.rewritten_path import path_edits
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse

_PAGE_ENDINGS = (".html", ".htm")


def rename_files(renames: Sequence[tuple[str, str]], library: Library) -> dict[str, tuple[Edit, ...]]:
    """The edits by file for ``renames``, pairs of an old and a new absolute path of a file or a folder.

    They are to be applied before the renames: a file that moves itself is named by its old path.
    """
    moves = Moves(renames)
    known = known_files(library)
    found: dict[str, tuple[Edit, ...]] = {}
    for summary in library.summaries():
        document = _document_that_changes(summary, moves, library)
        if document is not None:
            edits = tuple(dict.fromkeys(_edits(document, summary.path, moves, library, known)))
            if edits:
                found[summary.path] = tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))
    return found


def _document_that_changes(summary: FileSummary, moves: Moves, library: Library) -> Document | None:
    """The notes of ``summary`` if they move, or seem to link to what moves."""
    own = split_path(summary.path)
    moving = moves.moved(own) != own
    names = moves.names | {split_ending(name)[0] for name in moves.names}
    if not moving and not any(_goes_by(link.path, names) for link in summary.links):
        return None
    text = library.text_of(summary.path)
    return parse(text, summary.path) if text is not None else None


def _goes_by(path: str, names: set[str]) -> bool:
    """Whether ``path``, of a link, gives one of ``names``, with its ending or without."""
    parts = path.replace("\\", "/").casefold().split("/")
    return not names.isdisjoint(parts) or split_ending(parts[-1])[0] in names


def _edits(document: Document, path: str, moves: Moves, library: Library, known: KnownFiles) -> Iterator[Edit]:
    for target in targets_in(document):
        if target.kind not in ("local", "rooted", "wiki", "document") or not target.path:
            continue
        found = file_of(target, path, library, known)
        new = _new_path(target, split_path(path), split_path(found), moves, known) if found is not None else None
        if new is not None and new != target.path:
            yield from path_edits(document, target, new)


def _new_path(
    target: LinkTarget, own: AbsolutePath, found: AbsolutePath, moves: Moves, known: KnownFiles
) -> str | None:
    """The path, decoded, by which a link in the file ``own`` that leads to ``found`` has to go after ``moves``.

    None where the one that it has leads there, and where no path does.
    """
    moved, folder = moves.moved(found), folder_of(moves.moved(own))
    written = target.path.replace("\\", "/").rstrip("/")
    if not found.names or (moved == found and moves.moved(own) == own):
        return None
    if target.path.startswith("/"):
        return _new_rooted_path(written, found, moves)
    if target.kind == "wiki":
        if moved == found and follow(folder_of(own), written).names[:-1] != found.names[:-1]:
            return None  # it goes by the last names of the path, from wherever
        by_name = _new_name(written, found, moves, known)
        if by_name is not None:
            return by_name
    wanted = AbsolutePath(moved.root, (*moved.names[:-1], _as_written(written, found.names[-1], moved.names[-1])))
    leads_to = follow(folder, written)
    # Where case makes no difference, a file may still be renamed for nothing but that.
    if leads_to.key == wanted.key and (moved == found or leads_to.names == wanted.names):
        return None
    return relative_path(wanted, folder)


def _new_rooted_path(written: str, found: AbsolutePath, moves: Moves) -> str | None:
    """What a link has to give whose way begins at some folder above: the one in which ``written`` is ``found``."""
    above = len(found.names) - len([name for name in written.split("/") if name])
    root, moved = AbsolutePath(found.root, found.names[:above]), moves.moved(found)
    way = relative_path(moved, moves.moved(root))
    if moved == found or way in (None, ".") or way.startswith("../"):
        return None
    folder, _, name = way.rpartition("/")
    new = "/".join(["", *filter(None, [folder]), _as_written(written, found.names[-1], name)])
    return new if new != written else None


def _new_name(written: str, found: AbsolutePath, moves: Moves, known: KnownFiles) -> str | None:
    """What a wiki link has to give that goes by the mere name of a file, wherever it lies.

    None where it gives a path, or where other files have the old name or the new one: then it needs a path.
    """
    if "/" in written:
        return None
    moved = moves.moved(found)
    stems = {split_ending(path.names[-1])[0].casefold() for path in (found, moved) if path.names}
    others = [path for stem in stems for path in known.by_name.get(stem, ()) if split_path(path).key != found.key]
    if others or moves.give_name(stems, found):
        return None
    return _as_written(written, found.names[-1], moved.names[-1])


def _as_written(written: str, old: str, new: str) -> str:
    """The ``new`` name of a file in the form in which a link gives the ``old`` one: without its ending, as a page."""
    last = written.rpartition("/")[2]
    if last.casefold() == old.casefold() or last in ("", ".", ".."):
        return new
    stem, ending = split_ending(last)
    if ending.casefold() in _PAGE_ENDINGS and stem.casefold() == split_ending(old)[0].casefold():
        return split_ending(new)[0] + ending
    # What is left out must be what a reader adds: `[x](monday)` for `monday.md`.
    return split_ending(new)[0] if old.casefold().startswith(last.casefold()) else new
