"""How many links lead to each talk of a file: from the file itself, and from the other notes of the workspace.

`notes_lsp.features.navigation.links_to` finds the links to one place; asking it for each of a thousand talks would
look at all links a thousand times. What counts as a link to a talk is the same.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from notes_lsp.features.library import Library
from notes_lsp.features.linking.anchor_groups import places_together
from notes_lsp.features.linking.anchor_names import anchors_of, find_anchor, own_anchors
from notes_lsp.features.linking.destinations import KnownFiles, file_of, known_files
from notes_lsp.features.linking.link_targets import LinkTarget, target_of_place
from notes_lsp.features.linking.relative_paths import name_in_links
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.links.slugs import Slugs
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes, Talk

_INTO_FILES = ("local", "rooted", "wiki", "document")
# How many anchors one after the other may belong to one heading.
_MOST_NAMES = 8


def count_links_to_talks(notes: Notes, path: str, library: Library) -> tuple[tuple[Talk, int], ...]:
    """The talks of the file at ``path`` to which links lead, in the order of the text, each with their number.

    A link leads to a talk where it names the heading, or an anchor that stands with it; to the notes of a single
    talk also where it names the file and no place in it. A link by reference counts once, at the definition of its
    label. ``path`` is ``""`` for a file that only its own links can name.
    """
    talks = notes.all_talks
    links = [*_links_within(notes.document, path, library), *_links_from_elsewhere(path, library)]
    if not links or not talks:
        return ()
    counts: Counter[int] = Counter()
    if notes.single_talk:
        counts[0] = sum(bool(link.path) and link.fragment.lower() in ("", "top") for link in links)
    # To collect the anchors of long notes takes long, and most have no such links.
    anchors = own_anchors(notes.document)
    places = Counter(place for link in links if (place := find_anchor(anchors, link)) is not None)
    ordered = sorted(set(anchors.values()))
    by_heading = {(talk.heading_start, talk.heading_end): index for index, talk in enumerate(talks)}
    for place, count in places.items():
        nearest = bisect_left(ordered, place)
        near = ordered[max(nearest - _MOST_NAMES, 0) : nearest + _MOST_NAMES + 1]
        for heading in places_together(notes.document.text, near, place):
            if heading in by_heading:
                counts[by_heading[heading]] += count
    return tuple((talks[index], counts[index]) for index in sorted(counts) if counts[index])


def _links_within(document: Document, path: str, library: Library) -> Iterator[LinkTarget]:
    """The links of a file that lead back into it."""

    def leads_back(target: LinkTarget) -> bool:
        if target.kind in ("anchor", "label"):
            return True
        if not path or target.kind not in _INTO_FILES or name_in_links(target.path) != stem:
            return False
        return file_of(target, path, library) == path

    stem = name_in_links(path)
    yield from targets_in(document, leads_back)


def _links_from_elsewhere(path: str, library: Library) -> Iterator[LinkTarget]:
    """The links of other files that lead into the file at ``path``."""
    if not path:
        return
    known: KnownFiles | None = None
    stem = name_in_links(path)
    for summary in library.summaries():
        if summary.path == path:
            continue
        own: Slugs | None = None
        for link in summary.links:
            if link.kind == "label":
                target = target_of_place(link)
                own = anchors_of(summary) if own is None else own
                if find_anchor(own, target) is None:
                    yield target
            # To ask where a link leads may mean to ask the disk: only for those that give a file of such a name.
            elif link.path and name_in_links(link.path) == stem:
                known = known or known_files(library)
                target = target_of_place(link)
                if file_of(target, summary.path, library, known) == path:
                    yield target
