"""The links that lead to a place: from its own file, and from all notes that are known."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from notes_lsp.features.library import FileSummary, Library
from notes_lsp.features.linking.anchor_groups import places_together
from notes_lsp.features.linking.anchor_names import anchors_of, find_anchor, own_anchors
from notes_lsp.features.linking.destinations import Destination, KnownFiles, file_of, known_files
from notes_lsp.features.linking.link_targets import LinkTarget, target_of_place
from notes_lsp.features.linking.relative_paths import name_in_links
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.features.navigation.places import Place, own_place_at, place_in
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
    wanted = _wanted(document, destination, path, library)

    def leads_there(target: LinkTarget) -> bool:
        return _leads_there(target, path, lambda: own_anchors(document), wanted, library)

    for target in targets_in(document, leads_there):
        yield own_place_at(document, target.start, target.end)
    if not wanted.path:
        return
    for summary in other_files(path, library):
        anchors = partial(anchors_of, summary)
        for link in summary.links:
            if _leads_there(target_of_place(link), summary.path, anchors, wanted, library):
                yield place_in(summary.path, link.start, link.end)


def other_files(path: str, library: Library) -> Iterator[FileSummary]:
    """What is known but the file at ``path``."""
    return (summary for summary in library.summaries() if summary.path != path)


def _wanted(document: Document, destination: Destination, path: str, library: Library) -> _Wanted:
    anchors: Slugs = {}
    text = document.text
    if destination.own:
        anchors = own_anchors(document)
    elif destination.span is not None:
        summary = library.summary(destination.path)
        anchors = anchors_of(summary) if summary is not None else {}
        text = library.text_of(destination.path) or ""
    file = path if destination.own else destination.path
    name, known = name_in_links(file), known_files(library)
    if destination.span is None:
        return _Wanted(file, name, None, anchors, True, known)
    places = places_together(text, anchors.values(), destination.span)
    is_top = min(anchors.values(), default=destination.span) in places
    return _Wanted(file, name, places, anchors, is_top, known)


def _leads_there(target: LinkTarget, path: str, own: Callable[[], Slugs], wanted: _Wanted, library: Library) -> bool:
    """Whether ``target``, of a link in the file at ``path``, leads to what is ``wanted``; ``own`` gives its anchors."""
    if target.kind == "anchor" or (target.kind == "label" and path == wanted.path):
        return path == wanted.path and wanted.places is not None and _names_place(target, wanted)
    if target.kind == "label":
        return wanted.places is not None and _names_place(target, wanted) and find_anchor(own(), target) is None
    # Asking where a link leads may mean to ask the disk: only for those that give a file of such a name.
    return (
        target.kind in ("local", "rooted", "wiki", "document")
        and name_in_links(target.path) == wanted.name
        and file_of(target, path, library, wanted.known) == wanted.path
        and _names_place(target, wanted)
    )


def _names_place(target: LinkTarget, wanted: _Wanted) -> bool:
    if wanted.places is None:
        return True
    place = find_anchor(wanted.anchors, target)
    if place is None:
        return wanted.is_top and bool(target.path) and target.fragment.lower() in ("", "top")
    return place in wanted.places
