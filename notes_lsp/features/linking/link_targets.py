"""Where links lead, as far as the notes that hold them say so, and where exactly they say it.

A `LinkTarget` is taken apart from one link (or one definition) alone; what lies at its other end is asked of a
library by `notes_lsp.features.linking.destinations`. Paths and fragments are given by whoever wrote the notes:
nothing here makes them safe to open.
"""

from dataclasses import dataclass
from typing import Literal

from notes_lsp.features.library import LinkPlace
from notes_lsp.links.targets import split_target
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Definition, Link

LinkTargetKind = Literal[
    "web",  # https://example.org
    "mail",  # mailto:someone@example.org
    "local",  # monday.md#keynote: a file, by its path from the folder of the notes
    "rooted",  # /monday.md: a file, from a root that nobody knows
    "anchor",  # #keynote: a place in the notes themselves
    "wiki",  # [[monday]]: a file of that name, wherever it lies
    "document",  # :doc:`monday`
    "label",  # :ref:`keynote`: an anchor in any of the notes
    "other",  # tel:..., TODO
]


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The target of a link in its parts.

    ``path`` and ``fragment`` are decoded, the path without a query; for "web", "mail" and "other" the path is all of
    the target, for "label" the fragment is the label. ``start:end`` is where the target stands, and
    ``path_start:path_end`` and ``fragment_start:fragment_end`` (without the sign) its parts; a part that is not
    written has an empty span at the end. ``verbatim`` says that the parts stand there without escapes of the
    language of the notes (they may be percent-encoded); in a link by reference the span is that of the label, and
    nothing is verbatim. ``by_title`` says that the fragment is the title of a heading rather than its anchor.
    """

    kind: LinkTargetKind
    path: str
    fragment: str
    start: int
    end: int
    path_start: int
    path_end: int
    fragment_start: int
    fragment_end: int
    verbatim: bool
    by_title: bool = False


def target_of_link(document: Document, link: Link) -> LinkTarget:
    """Where ``link`` leads."""
    if link.kind == "role":
        return _role_target(link)
    if link.kind == "wiki":
        return _wiki_target(document, link)
    if document.dialect == "org" and link.kind == "org":
        return _org_target(document, link)
    if link.kind == "bare" and not link.target.startswith(("http", "ftp")) and "@" not in link.target:
        return _web_target(link)
    if link.label:
        return _unsplit(link.target, link.target_start, link.target_end)
    return _written_target(document.text, link.target, link.target_start, link.target_end)


def target_of_definition(document: Document, definition: Definition) -> LinkTarget:
    """Where links by the label of ``definition`` lead."""
    start, end = definition.target_start, definition.target_end
    if document.dialect == "rst" and document.text[start:end].endswith("_"):
        return _unsplit(definition.target, start, end)  # `.. _here: there_`
    return _written_target(document.text, definition.target, start, end)


def target_without_place(kind: LinkTargetKind, path: str, fragment: str, by_title: bool = False) -> LinkTarget:
    """A target of which only is known where it leads; its spans are ``0:0``."""
    return LinkTarget(kind, path, fragment, 0, 0, 0, 0, 0, 0, verbatim=False, by_title=by_title)


def target_of_place(place: LinkPlace) -> LinkTarget:
    """Where the link leads that a summary has at ``place``; where its parts stand in it, nobody knows."""
    return LinkTarget(
        kind=place.kind,
        path=place.path,
        fragment=place.fragment,
        start=place.start,
        end=place.end,
        path_start=place.start,
        path_end=place.start,
        fragment_start=place.start,
        fragment_end=place.start,
        verbatim=False,
        by_title=place.by_title,
    )


def _role_target(link: Link) -> LinkTarget:
    start, end = link.target_start, link.target_end
    if link.label:
        return LinkTarget("label", "", link.label, start, end, end, end, start, end, verbatim=True)
    return LinkTarget("document", link.target, "", start, end, start, end, end, end, verbatim=True)


def _web_target(link: Link) -> LinkTarget:
    """The target of ``www.example.org`` (GitHub Flavored Markdown 0.29, section 6.9)."""
    start, end = link.target_start, link.target_end
    path = link.target if "://" in link.target else f"http://{link.target}"
    return LinkTarget("web", path, "", start, end, start, end, end, end, verbatim=False)


def _wiki_target(document: Document, link: Link) -> LinkTarget:
    target = _written_target(document.text, link.target, link.target_start, link.target_end)
    if target.kind not in ("local", "rooted", "anchor"):
        return target
    written = document.text[target.start : target.end]
    sign = written.rfind("#")  # `[[notes#Day 2#Keynote]]` is the keynote of the second day
    fragment_start = target.start + sign + 1 if sign >= 0 else target.end
    return LinkTarget(
        kind="wiki" if target.path else "anchor",
        path=target.path.strip(),
        fragment=document.text[fragment_start : target.end].strip(),
        start=target.start,
        end=target.end,
        path_start=target.path_start,
        path_end=target.path_end,
        fragment_start=fragment_start,
        fragment_end=target.end,
        verbatim=target.verbatim,
        by_title=True,
    )


def _org_target(document: Document, link: Link) -> LinkTarget:
    text, start, end = document.text, link.target_start, link.target_end
    if text.startswith("::", end):
        return _org_place_in_file(text, link)
    target = _written_target(text, link.target, start, end)
    if target.kind != "anchor":
        return target
    sign = text.startswith(("#", "*"), start)
    return LinkTarget(
        kind="anchor",
        path="",
        fragment=" ".join(target.fragment.split()),
        start=start,
        end=end,
        path_start=start,
        path_end=start,
        fragment_start=start + sign,
        fragment_end=end,
        verbatim=text[start + sign : end] == link.target[1:],
        by_title=not text.startswith("#", start),
    )


def _org_place_in_file(text: str, link: Link) -> LinkTarget:
    """The target of ``[[file:monday.org::*Keynote]]``: the reader takes the path alone for the target."""
    start, end = link.target_start, link.target_end
    close = text.find("]", end, link.end)
    place_start = end + 2
    by_title = text.startswith("*", place_start)
    place_start += text.startswith(("*", "#"), place_start)
    place_end = max(close, place_start)
    target = split_target(link.target)
    kind: LinkTargetKind = "other"
    if target.kind in ("local", "rooted"):
        kind = "local" if target.kind == "local" else "rooted"
    return LinkTarget(
        kind=kind,
        path=target.path,
        fragment=" ".join(text[place_start:place_end].split()),
        start=start,
        end=place_end,
        path_start=start,
        path_end=end,
        fragment_start=place_start,
        fragment_end=place_end,
        verbatim=text[start:end] == link.target,
        by_title=by_title,
    )


def _written_target(text: str, target: str, start: int, end: int) -> LinkTarget:
    """The parts of ``target`` that stands at ``start:end``."""
    parts = split_target(target)
    kind: LinkTargetKind = "other" if parts.kind == "placeholder" else parts.kind
    if kind not in ("local", "rooted", "anchor"):
        return LinkTarget(kind, parts.path, "", start, end, start, end, end, end, text[start:end] == target)
    sign = text.find("#", start, end)
    if text[start:end] != target and (sign >= 0) != ("#" in target):
        return _unsplit(target, start, end)
    path_end = end if sign < 0 else sign
    query = text.find("?", start, path_end)
    fragment_start = end if sign < 0 else sign + 1
    return LinkTarget(
        kind=kind,
        path=parts.path,
        fragment=parts.fragment,
        start=start,
        end=end,
        path_start=start,
        path_end=path_end if query < 0 else query,
        fragment_start=fragment_start,
        fragment_end=end,
        verbatim=text[start:end] == target,
    )


def _unsplit(target: str, start: int, end: int) -> LinkTarget:
    """The parts of ``target``, of which nobody can say where they stand in ``start:end``."""
    parts = split_target(target)
    kind: LinkTargetKind = "other" if parts.kind == "placeholder" else parts.kind
    if parts.fragment:
        return LinkTarget(kind, parts.path, parts.fragment, start, end, start, start, start, end, verbatim=False)
    return LinkTarget(kind, parts.path, parts.fragment, start, end, start, end, end, end, verbatim=False)
