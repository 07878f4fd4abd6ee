"""All targets that a document writes: as they are, and in short for the summary of a file.

What a part of a text writes is found once (see `notes_lsp.syntax.document`).
"""

import re
from collections.abc import Callable, Iterator
from typing import get_args

from notes_lsp.features.library import LinkPlace, LinkPlaceKind
from notes_lsp.features.linking.link_targets import LinkTarget, target_of_definition, target_of_link
from notes_lsp.links.targets import split_target
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.nodes import Directive

_INCLUDES = frozenset({"include", "literalinclude"})
_ARGUMENT = re.compile(r"\.\.[ \t]+[\w-]+[ \t]?::[ \t]*(\S[^\r\n]*?)[ \t]*(?=[\r\n]|$)")


def targets_in(document: Document, is_wanted: Callable[[LinkTarget], bool] | None = None) -> Iterator[LinkTarget]:
    """Every target that the document writes, once: that of a link by reference at its definition.

    Links by name to a place in the same reStructuredText (``Some title_``) are their own definition, and what it
    includes (``.. include:: file``) is a target. ``is_wanted`` leaves out what is not; it may look at where a target
    leads, not at where it stands. In no special order.
    """
    for index, start in enumerate(document.part_starts):
        for target in _targets_of_part(document, index):
            if is_wanted is None or is_wanted(target):
                yield target if len(document.parts) == 1 else _moved(target, start)


def _all_targets(document: Document) -> tuple[LinkTarget, ...]:
    links = [
        target_of_link(document, link)
        for link in document.links
        if not link.label or link.kind == "role" or (document.dialect == "rst" and link.target.startswith("#"))
    ]
    links += [target_of_definition(document, definition) for definition in document.definitions]
    return (*links, *_included_files(document))


_targets_of_part = of_part(_all_targets)


def link_places(document: Document) -> tuple[LinkPlace, ...]:
    """The targets of `targets_in` that lead to files on disk and to places in notes, in the order of the text."""
    if len(document.parts) == 1:
        return _places_of_part(document, 0)
    return tuple(
        LinkPlace(place.kind, place.path, place.fragment, place.by_title, place.start + start, place.end + start)
        for index, start in enumerate(document.part_starts)
        for place in _places_of_part(document, index)
    )


def _all_places(document: Document) -> tuple[LinkPlace, ...]:
    places = [
        LinkPlace(_PLACE_KINDS[target.kind], target.path, target.fragment, target.by_title, target.start, target.end)
        for target in targets_in(document, lambda target: target.kind in _PLACE_KINDS)
    ]
    return tuple(sorted(places, key=lambda place: (place.start, place.end)))


_PLACE_KINDS: dict[str, LinkPlaceKind] = {kind: kind for kind in get_args(LinkPlaceKind)}
_places_of_part = of_part(_all_places)


def _moved(target: LinkTarget, by: int) -> LinkTarget:
    return LinkTarget(
        kind=target.kind,
        path=target.path,
        fragment=target.fragment,
        start=target.start + by,
        end=target.end + by,
        path_start=target.path_start + by,
        path_end=target.path_end + by,
        fragment_start=target.fragment_start + by,
        fragment_end=target.fragment_end + by,
        verbatim=target.verbatim,
        by_title=target.by_title,
    )


def _included_files(document: Document) -> Iterator[LinkTarget]:
    """The files that ``document`` includes, as if they were links."""
    if document.dialect != "rst" or "include::" not in document.text:
        return
    for block in document.blocks:
        if not isinstance(block, Directive) or block.name not in _INCLUDES:
            continue
        match = _ARGUMENT.match(document.text, block.start, block.end)
        # `<isonum.txt>` is a file of docutils itself.
        if match is not None and split_target(match[1]).kind == "local":
            start, end = match.span(1)
            # Like that of `:doc:`, and unlike an address, it is no more than a path.
            yield LinkTarget("document", match[1], "", start, end, start, end, end, end, verbatim=True)
