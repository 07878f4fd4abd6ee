"""Which anchor the fragment of a link means; `notes_lsp.links.slugs` says which anchors there are."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from notes_lsp.features.library import FileSummary
from notes_lsp.features.linking.link_targets import LinkTarget
from notes_lsp.links.slugs import Slugs, document_slugs, docutils_id, heading_slug
from notes_lsp.syntax.document import Document

_Place = TypeVar("_Place")

_USER_CONTENT = "user-content-"


@lru_cache(maxsize=2)
def own_anchors(document: Document) -> Slugs:
    """The anchors of ``document`` with their spans; every heading of it had to be read once."""
    return document_slugs(document)


def anchors_of(summary: FileSummary) -> Slugs:
    """The anchors of another file with their spans; the first of a name wins."""
    anchors: Slugs = {}
    for place in summary.anchors:
        anchors.setdefault(place.name, (place.start, place.end))
    return anchors


def find_anchor(anchors: Mapping[str, _Place], target: LinkTarget) -> _Place | None:
    """The one of ``anchors`` that the fragment of ``target`` names, by the rules of `links.slugs.has_anchor`.

    The top of the page, which has no name, is none of them.
    """
    fragment = target.fragment
    for name in _names_meant(fragment, target):
        if name in anchors:
            return anchors[name]
    return None


def _names_meant(fragment: str, target: LinkTarget) -> list[str]:
    names = [fragment, fragment.lower()]
    if fragment.startswith(_USER_CONTENT):
        plain = fragment[len(_USER_CONTENT) :]
        names += [plain, plain.lower()]
    if target.by_title:
        names.append(heading_slug(fragment))
    if target.kind == "label":
        names.append(docutils_id(fragment))
    return [name for name in names if name]
