"""Completion of the places that a link can lead to: headings and anchors of these notes and of others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.place import Place
from notes_lsp.features.completion.targets import TargetPlace
from notes_lsp.features.library import AnchorPlace, Library
from notes_lsp.features.linking.destinations import file_of
from notes_lsp.features.linking.link_targets import LinkTarget, LinkTargetKind
from notes_lsp.features.linking.spelling import Spelling, spell
from notes_lsp.features.summary import anchor_places
from notes_lsp.links.slugs import heading_slug
from notes_lsp.syntax.parse import parse

# What ends a title in a wiki link or in one of Org.
_NOT_IN_TITLE = frozenset("[]|#^%<>{}$?\\")


_RST_ANCHOR = ".. _"
# How an anchor reads that is no heading, where its name is not all of it.
_NO_TITLES = (_RST_ANCHOR, ":CUSTOM_ID:", "<")


@dataclass(frozen=True, slots=True)
class _File:
    """A file, ``""`` for one that was never saved, and the places in it."""

    path: str
    anchors: tuple[AnchorPlace, ...]


def has_place(target: TargetPlace) -> bool:
    """Whether a place in a file is being typed, rather than the path of the file."""
    if target.spelling == "org":
        return "::" in target.typed or target.typed.startswith(("#", "*"))
    return "#" in target.typed and target.spelling not in ("verbatim", "document")


def complete_anchors(place: Place, target: TargetPlace, library: Library) -> Iterator[CompletionItem]:
    """The places in the file that ``target`` names so far, in the order of its text."""
    if target.spelling == "org":
        yield from _org_places(place, target, library)
        return
    path, _, typed = target.typed.partition("#")
    file = _file_at(place, path, target.spelling, library)
    if file is None:
        return
    for anchor in _one_for_each_place(file.anchors):
        by_title = target.spelling == "wiki" and _is_found_by_title(anchor)
        written = spell(anchor.title if by_title else anchor.name, target.spelling)
        if written:
            yield _item(place, target, typed.rpartition("#")[2], written, anchor, file.path)


def complete_labels_of_roles(place: Place, target: TargetPlace, library: Library) -> Iterator[CompletionItem]:
    """What ``:ref:`` can name in these notes and others (Sphinx, "Cross-referencing arbitrary locations")."""
    own = [anchor for anchor in anchor_places(place.document) if anchor.title.startswith(_RST_ANCHOR)]
    files = [_File(place.path, tuple(own))]
    files += [_File(summary.path, summary.anchors) for summary in library.summaries() if summary.path != place.path]
    for file in files:
        for anchor in _one_for_each_place(file.anchors):
            written = spell(anchor.name, target.spelling) if anchor.title.startswith(_RST_ANCHOR) else None
            if written:
                yield _item(place, target, target.typed, written, anchor, file.path)


def _org_places(place: Place, target: TargetPlace, library: Library) -> Iterator[CompletionItem]:
    """Headlines as ``*Title`` and ids as ``#id`` (Org manual, "Search Options in File Links")."""
    path, sign, typed = target.typed.rpartition("::")
    file = _file_at(place, path.removeprefix("file:"), "org", library)
    if file is None or path.startswith("*") and sign:
        return
    titles: set[str] = set()
    for anchor in file.anchors:
        # The same title again is found where it stands first.
        is_headline = anchor.name == anchor.title.lower() and not typed.startswith("#")
        if is_headline and _can_be_title(anchor.title) and anchor.title not in titles:
            titles.add(anchor.title)
            yield _item(place, target, typed, f"*{anchor.title}", anchor, file.path)
    for anchor in _one_for_each_place(file.anchors):
        written = spell(anchor.name, "org") if anchor.title.startswith(":CUSTOM_ID:") else None
        if written and not typed.startswith("*"):
            yield _item(place, target, typed, f"#{written}", anchor, file.path)


def _file_at(place: Place, written: str, spelling: Spelling, library: Library) -> _File | None:
    """The file that a target names so far, and the places in it; ``""`` is the file of the place."""
    path: str | None = place.path
    if written:
        decoded = unquote(written.partition("?")[0], errors="replace")
        kind: LinkTargetKind = "wiki" if spelling == "wiki" else "rooted" if decoded.startswith("/") else "local"
        path = file_of(LinkTarget(kind, decoded, "", 0, 0, 0, 0, 0, 0, verbatim=True), place.path, library)
    if path is None:
        return None
    if path == place.path:
        return _File(path, anchor_places(place.document))
    summary = library.summary(path)
    if summary is not None:
        return _File(path, summary.anchors)
    text = library.text_of(path)
    return _File(path, anchor_places(parse(text, path))) if text is not None else None


def _one_for_each_place(anchors: Iterable[AnchorPlace]) -> Iterator[AnchorPlace]:
    """Of several names for one place the first, which is the one to write."""
    seen: set[tuple[int, int]] = set()
    for anchor in anchors:
        if (anchor.start, anchor.end) not in seen:
            seen.add((anchor.start, anchor.end))
            yield anchor


def _is_found_by_title(anchor: AnchorPlace) -> bool:
    """Whether a wiki link that gives the title leads here; of two headings of the same title, to the first."""
    return _can_be_title(anchor.title) and anchor.name in (anchor.title.lower(), heading_slug(anchor.title))


def _can_be_title(title: str) -> bool:
    return bool(title) and not any(sign in title for sign in _NOT_IN_TITLE)


def _item(
    place: Place, target: TargetPlace, typed: str, written: str, anchor: AnchorPlace, path: str
) -> CompletionItem:
    """The item that replaces ``typed``, which ends at the place, by ``written``."""
    title = "" if anchor.title.startswith(_NO_TITLES) else anchor.title
    return CompletionItem(
        label=written,
        kind="anchor",
        detail=title if title != written.lstrip("*") else "",
        start=place.offset - len(typed),
        end=place.offset + len(target.rest),
        text=written,
        key=("anchor", path, str(anchor.start), str(anchor.end), title or anchor.name) if path else (),
    )
