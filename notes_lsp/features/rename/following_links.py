"""Links that follow the headings and anchors they lead to, when these change their names.

A heading may get another anchor although nobody touched it: of two "Intro" the second is ``#intro-1`` until the first
is renamed. So the anchors of a file are found before and after a change, and each link is looked at with both.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import quote

from notes_lsp.features.headings import heading_titled_at, title_as_read
from notes_lsp.features.library import Library, LinkPlace
from notes_lsp.features.linking.anchor_names import find_anchor, own_anchors
from notes_lsp.features.linking.destinations import KnownFiles, file_of, known_files
from notes_lsp.features.linking.link_targets import LinkTarget
from notes_lsp.features.linking.relative_paths import name_in_links
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.features.navigation.named_things import label_name_span
from notes_lsp.features.rename.edited_text import moved_offset
from notes_lsp.features.rename.names import reference_text
from notes_lsp.links.slugs import Slugs, document_slugs
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse

_NOT_IN_FRAGMENT = re.compile(r"[\s()<>\[\]\"'\\%]")
_NOT_IN_WIKI_TITLE = re.compile(r"[|\[\]#^]")
_USER_CONTENT = "user-content-"


class NoNameLeftError(Exception):
    """A link leads to something that has no name by which it could be found after the change."""


@dataclass(frozen=True)
class Change:
    """The file at ``path`` before and after ``edits``, which are sorted."""

    path: str
    before: Document
    after: Document
    edits: tuple[Edit, ...]

    @cached_property
    def anchors_before(self) -> Slugs:
        """The anchors before the change."""
        return own_anchors(self.before)

    @cached_property
    def anchors_after(self) -> Slugs:
        """The anchors after the change."""
        return document_slugs(self.after)

    @cached_property
    def names_after(self) -> dict[int, list[str]]:
        """The names by which a place can be found after the change, by its start, the best first."""
        return _names_by_start(self.anchors_after)

    @cached_property
    def names_before(self) -> dict[int, list[str]]:
        """The names by which a place could be found before the change, by its start, the best first."""
        return _names_by_start(self.anchors_before)

    def moves_anchors(self) -> bool:
        """Whether any anchor leads elsewhere after the change, or nowhere."""
        after = self.anchors_after
        return any(
            name not in after or after[name][0] != moved_offset(self.edits, span[0])
            for name, span in self.anchors_before.items()
        )

    def title_after(self, start: int) -> str | None:
        """What names the place at ``start`` after the change in words: the title of a heading, or the anchor's name."""
        heading = heading_titled_at(self.after, start)
        if heading is not None:
            return title_as_read(self.after, heading)
        return next((anchor.name for anchor in self.after.anchors if anchor.start == start), None)


def following_edits(changes: Mapping[str, Change], library: Library) -> dict[str, tuple[Edit, ...]]:
    """The edits by file that make links lead where they led before ``changes``, which are given by path.

    They count from the texts before the changes and touch none of their edits. Raises `NoNameLeftError` where a link
    can't follow.
    """
    moving = {path: change for path, change in changes.items() if change.moves_anchors()}
    if not moving:
        return {}
    known = known_files(library)
    found: dict[str, tuple[Edit, ...]] = {}
    for path, document in _files_with_links(changes, moving, library):
        edits = []
        for target in targets_in(document, lambda target: bool(target.fragment)):
            change = _change_led_to(document, target, path, moving, library, known)
            edit = _edit(document, target, change) if change is not None else None
            if edit is not None and not _touches(edit, changes.get(path)):
                edits.append(edit)
        if edits:
            found[path] = tuple(dict.fromkeys(edits))
    return found


def _names_by_start(anchors: Slugs) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    for name, (start, _) in anchors.items():
        names.setdefault(start, []).append(name)
    return names


def _touches(edit: Edit, change: Change | None) -> bool:
    return change is not None and any(edit.start < other.end and other.start < edit.end for other in change.edits)


# ---------------------------------------------------------------- which links


def _files_with_links(
    changes: Mapping[str, Change], moving: Mapping[str, Change], library: Library
) -> Iterator[tuple[str, Document]]:
    """The files that may link to those that are ``moving``; each is read only if it seems to."""
    for path, change in changes.items():
        yield path, change.before
    names = {name_in_links(path) for path in moving if path}
    any_rst = any(change.before.dialect == "rst" for change in moving.values())
    for summary in library.summaries():
        if summary.path in changes or not names:
            continue
        if any(_may_lead_to_one(link, names, any_rst) for link in summary.links):
            text = library.text_of(summary.path)
            if text is not None:
                yield summary.path, parse(text, summary.path)


def _may_lead_to_one(link: LinkPlace, names: set[str], any_rst: bool) -> bool:
    """Whether ``link``, of another file, may lead to a place in one of the files with those ``names``."""
    if link.kind == "label":
        return any_rst
    return bool(link.fragment) and name_in_links(link.path) in names


def _change_led_to(
    document: Document,
    target: LinkTarget,
    path: str,
    moving: Mapping[str, Change],
    library: Library,
    known: KnownFiles,
) -> Change | None:
    """The change of the file to which ``target`` leads, of a link in ``document``, the file at ``path``."""
    if target.kind == "anchor":
        return moving.get(path)
    if target.kind == "label":
        if find_anchor(own_anchors(document), target) is not None:
            return moving.get(path)
        return next((change for change in moving.values() if find_anchor(change.anchors_before, target)), None)
    if not target.fragment or target.kind not in ("local", "rooted", "wiki", "document"):
        return None
    found = file_of(target, path, library, known)
    return moving.get(found) if found is not None else None


# ---------------------------------------------------------------- how a link follows


def _edit(document: Document, target: LinkTarget, change: Change) -> Edit | None:
    """The edit that makes ``target`` lead where it led before ``change``; None where it still does."""
    place = find_anchor(change.anchors_before, target)
    if place is None:
        return None
    start = moved_offset(change.edits, place[0])
    now = find_anchor(change.anchors_after, target)
    if now is not None and now[0] == start:
        return None
    span = label_name_span(document, target.fragment_start, target.fragment_end)
    written = document.text[slice(*span)]
    by_words = (
        target.by_title or target.kind == "label" or (document.dialect == "rst" and not _has_sign(document, span))
    )
    name = change.title_after(start) if by_words else _name_after(change, place[0], start, target)
    if target.by_title and name:
        # Of several headings of one title the words mean the first.
        words = _in_words(document, target, span, name)
        led_to = find_anchor(change.anchors_after, replace(target, fragment=" ".join(words.replace("\\", "").split())))
        by_words = led_to is not None and led_to[0] == start
        name = name if by_words else _name_after(change, place[0], start, target)
    if not name:
        raise NoNameLeftError
    return Edit(*span, _in_words(document, target, span, name) if by_words else _encoded(name, written))


def _has_sign(document: Document, span: tuple[int, int]) -> bool:
    """Whether a ``#`` stands in front of ``span``, as it does of the fragment of an address."""
    return span[0] > 0 and document.text[span[0] - 1] == "#"


def _name_after(change: Change, before: int, after: int, target: LinkTarget) -> str | None:
    """The name of a place after the change that is of the same making as the one that ``target`` gives."""
    names, old_names = change.names_after.get(after, []), change.names_before.get(before, [])
    if not names:
        return None
    fragment = target.fragment
    prefix = _USER_CONTENT if fragment not in old_names and fragment.lower().startswith(_USER_CONTENT) else ""
    used = fragment[len(prefix) :]
    for form in (used, used.lower()):
        if form in old_names and len(old_names) == len(names):
            return prefix + names[old_names.index(form)]
    return prefix + names[0]


def _in_words(document: Document, target: LinkTarget, span: tuple[int, int], name: str) -> str:
    if document.dialect == "org":
        return re.sub(r"[\[\]\\]", r"\\\g<0>", name)
    if document.dialect == "rst":
        return name if target.kind == "label" else reference_text(document, *span, name)
    return " ".join(_NOT_IN_WIKI_TITLE.sub("", name).split())


def _encoded(name: str, written: str) -> str:
    """``name`` as the fragment of a link, percent-encoded where ``written`` was, or else as little as need be."""
    if "%" in written:
        return quote(name)
    return _NOT_IN_FRAGMENT.sub(lambda match: quote(match[0]), name)
