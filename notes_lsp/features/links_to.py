"""The links that lead to a place: from its own file, and from all notes that are known."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from notes_lsp.features.anchor_groups import places_together
from notes_lsp.features.anchor_names import anchors_of, find_anchor, own_anchors
from notes_lsp.features.destinations import Destination, KnownFiles, file_of, known_files
from notes_lsp.features.library import FileSummary, Library, LinkPlace
from notes_lsp.features.link_targets import LinkTarget, LinkTargetKind, target_without_place, targets_in
from notes_lsp.features.occurrences import leads_into_own_file
from notes_lsp.features.places import Place, own_place_at, place_in
from notes_lsp.links.slugs import Slugs
from notes_lsp.syntax.document import Document


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The place to which links are looked for: ``places`` in the file at ``path``; None for all of the file.

    ``anchors`` are those of the file. ``is_top`` says that a link to the file as a whole leads there as well.
    """

    path: str
    name: str
    places: frozenset[tuple[int, int]] | None
    anchors: Slugs
    is_top: bool
    known: KnownFiles


def links_to(document: Document, destination: Destination, path: str, library: Library) -> Iterator[Place]:
    """Every link to ``destination``, with the span of its target: those in ``document``, the file at ``path``, first.

    A link to a heading is also one to an anchor that stands with it.
    """
    wanted = _wanted(document, destination, library)

    def leads_there(target: LinkTarget) -> bool:
        return _leads_there_from_own_file(target, destination, wanted, path, library)

    for target in targets_in(document, leads_there):
        yield own_place_at(document, target.start, target.end)
    if not wanted.path:
        return
    for summary in other_files(path, library):
        for link in summary.links:
            if _leads_there(summary, link, wanted, library):
                yield place_in(summary.path, link.start, link.end)


def other_files(path: str, library: Library) -> Iterator[FileSummary]:
    """What is known but the file at ``path``."""
    return (summary for summary in library.summaries() if summary.path != path)


def _wanted(document: Document, destination: Destination, library: Library) -> _Wanted:
    anchors: Slugs = {}
    text = document.text
    if destination.own:
        anchors = own_anchors(document)
    elif destination.span is not None:
        summary = library.summary(destination.path)
        anchors = anchors_of(summary) if summary is not None else {}
        text = library.text_of(destination.path) or ""
    name, known = _name_of(destination.path), known_files(library)
    if destination.span is None:
        return _Wanted(destination.path, name, None, anchors, True, known)
    places = places_together(text, anchors.values(), destination.span)
    is_top = min(anchors.values(), default=destination.span) in places
    return _Wanted(destination.path, name, places, anchors, is_top, known)


def _leads_there_from_own_file(
    target: LinkTarget, destination: Destination, wanted: _Wanted, path: str, library: Library
) -> bool:
    if leads_into_own_file(target):
        return destination.own and wanted.places is not None and find_anchor(wanted.anchors, target) in wanted.places
    if target.kind not in ("local", "rooted", "wiki", "document") or _name_of(target.path) != wanted.name:
        return False
    return file_of(target, path, library, wanted.known) == wanted.path and _names_place(target, wanted)


def _leads_there(summary: FileSummary, link: LinkPlace, wanted: _Wanted, library: Library) -> bool:
    # A summary does not say whether it was a wiki link: those name a file that may lie anywhere, without its ending.
    kind: LinkTargetKind = "local" if "." in link.path else "wiki"
    target = target_without_place(kind, link.path, link.fragment, by_title=True)
    if not link.path:
        return wanted.places is not None and summary.path == wanted.path and _names_place(target, wanted)
    # Asking where a link leads may mean to ask the disk: only for those that give a file of such a name.
    return (
        _name_of(link.path) == wanted.name
        and file_of(target, summary.path, library, wanted.known) == wanted.path
        and _names_place(target, wanted)
    )


def _names_place(target: LinkTarget, wanted: _Wanted) -> bool:
    if wanted.places is None:
        return True
    place = find_anchor(wanted.anchors, target)
    if place is None:
        return wanted.is_top and bool(target.path) and target.fragment.lower() in ("", "top")
    return place in wanted.places


def _name_of(path: str) -> str:
    """The name of a file up to its first dot: what links that leave out the ending, or give that of a page, share."""
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return unicodedata.normalize("NFC", name.partition(".")[0]).casefold()
