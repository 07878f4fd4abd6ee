"""Document links (LSP 3.17, ``textDocument/documentLink``): what an editor underlines and opens on a click.

Editors ask for them after every edit: what a part of the text holds is found once, and a file is only asked for
whether it is there. Where in a file a link leads is found when it is clicked (`resolve_target`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from notes_lsp.features.library import Library
from notes_lsp.features.line_numbers import line_number
from notes_lsp.features.linking.anchor_names import anchors_of, find_anchor
from notes_lsp.features.linking.destinations import KnownFiles, file_of, known_files, label_in_other_notes
from notes_lsp.features.linking.link_targets import (
    LinkTarget,
    LinkTargetKind,
    target_of_definition,
    target_of_link,
    target_without_place,
)
from notes_lsp.features.navigation.named_documents import find_named_documents
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.markdown_links import is_inside, merged_spans
from notes_lsp.syntax.nodes import CodeBlock, Comment, FrontMatter, Html
from notes_lsp.talks.model import Notes

_LINE_OF_SOURCE = re.compile(r"L\d+")
_NOT_IN_A_URI = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}\u0085\u00a0\u2028\u2029\ud800-\udfff]")
_WEB_STARTS = ("https://", "http://")
_SCHEMES = re.compile(r"(?:https?|ftps?|mailto):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LocalTarget:
    """A place in the workspace, by what a link says of it (see `LinkTarget`); enough to find it with a library."""

    kind: LinkTargetKind
    path: str
    fragment: str
    by_title: bool


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A link whose target stands at ``start:end``.

    It leads to ``address``, a URI (``http``, ``https``, ``ftp`` or ``mailto``), or to ``local``; the other one is
    empty. ``tooltip`` says where, if the text does not.
    """

    start: int
    end: int
    address: str
    local: LocalTarget | None
    tooltip: str


@dataclass(frozen=True, slots=True)
class ResolvedTarget:
    """The file at ``path``, at the 1-based ``line``, or at ``fragment`` where only its program knows what that is."""

    path: str
    line: int | None = None
    fragment: str = ""


def find_document_links(notes: Notes, path: str, library: Library) -> tuple[DocumentLink, ...]:
    """The links of ``notes``, the file at ``path``, that lead somewhere, in the order of the text."""
    document = notes.document
    is_there = _existence(path, library)
    found = []
    for index, part_start in enumerate(document.part_starts):
        for link in _links_of_part(document, index):
            if link.local is None or is_there(link.local):
                shift = part_start if len(document.parts) > 1 else 0
                found.append(_shifted(link, shift) if shift else link)
    return tuple(found)


def _shifted(link: DocumentLink, by: int) -> DocumentLink:
    return DocumentLink(link.start + by, link.end + by, link.address, link.local, link.tooltip)


def resolve_target(local: LocalTarget, path: str, library: Library) -> ResolvedTarget | None:
    """Where ``local`` leads from the file at ``path``; None where nothing is there any more."""
    target = target_without_place(local.kind, local.path, local.fragment, local.by_title)
    if local.kind in ("anchor", "label"):
        found = _resolved_in(path, target, library)
        if local.kind == "label" and (found is None or found.line is None):
            other = label_in_other_notes(target, path, library)
            found = None if other is None or other.span is None else _at(other.path, other.span, library)
        return found if found is None or found.line is not None else None
    file = file_of(target, path, library)
    if file is None:
        return None
    found = _resolved_in(file, target, library) if target.fragment else None
    return found or ResolvedTarget(file)


def _resolved_in(file: str, target: LinkTarget, library: Library) -> ResolvedTarget | None:
    """The place in ``file`` that the fragment of ``target`` names."""
    summary = library.summary(file)
    span = find_anchor(anchors_of(summary), target) if summary is not None else None
    if span is not None:
        return _at(file, span, library)
    if summary is None or _LINE_OF_SOURCE.match(target.fragment):
        return ResolvedTarget(file, fragment=quote(target.fragment, safe="/?:@!$&'()*+,;=-._~"))
    return ResolvedTarget(file, line=1) if target.fragment.lower() == "top" else None


def _at(path: str, span: tuple[int, int], library: Library) -> ResolvedTarget:
    text = library.text_of(path) or ""
    return ResolvedTarget(path, line=line_number(text, span[0]))


def _existence(path: str, library: Library) -> Callable[[LocalTarget], bool]:
    """A function that says whether a target is there, as far as that is known at once; each path is looked up once."""
    known: list[KnownFiles] = []
    answers: dict[tuple[str, str], bool] = {}

    def is_there(local: LocalTarget) -> bool:
        if not path:
            return False
        if local.kind in ("anchor", "label"):
            return True
        key = (local.kind, local.path)
        if key not in answers:
            if not known and local.kind != "local":
                known.append(known_files(library))
            target = target_without_place(local.kind, local.path, "")
            answers[key] = file_of(target, path, library, known[0] if known else None) is not None
        return answers[key]

    return is_there


# ---------------------------------------------------------------- links of a part


def _all_links(document: Document) -> tuple[DocumentLink, ...]:
    found = [*_written_links(document), *_named_documents(document)]
    found.sort(key=lambda link: (link.start, link.end))
    return tuple(found)


_links_of_part = of_part(_all_links)


def _written_links(document: Document) -> Iterator[DocumentLink]:
    for link in document.links:
        if link.target.startswith(_WEB_STARTS) and "{" not in link.target:  # most links by far
            if link.target_start < link.target_end:
                yield DocumentLink(link.target_start, link.target_end, _as_uri(link.target), None, "")
        elif not link.label.startswith("^"):  # a footnote
            yield from _link_of_target(target_of_link(document, link))
    for definition in document.definitions:
        yield from _link_of_target(target_of_definition(document, definition))


def _link_of_target(target: LinkTarget) -> Iterator[DocumentLink]:
    if target.start >= target.end or target.kind == "other":
        return
    if target.kind in ("web", "mail"):
        address = target.path
        if target.kind == "mail" and not address.lower().startswith("mailto:"):
            address = f"mailto:{address}"
        if _SCHEMES.match(address):
            yield DocumentLink(target.start, target.end, _as_uri(address), None, "")
    elif target.path or target.fragment:
        local = LocalTarget(target.kind, target.path, target.fragment, target.by_title)
        yield DocumentLink(target.start, target.end, "", local, "")


def _as_uri(address: str) -> str:
    """``address`` with what no URI may hold percent-encoded (RFC 3986, section 2); letters of all scripts stay."""
    return _NOT_IN_A_URI.sub(lambda match: quote(match[0], errors="replace"), address)


def _named_documents(document: Document) -> Iterator[DocumentLink]:
    named = find_named_documents(document.text, 0, len(document.text))
    if not named:
        return
    opaque = [(b.start, b.end) for b in document.blocks if isinstance(b, CodeBlock | Comment | FrontMatter | Html)]
    opaque += [(link.start, link.end) for link in document.links]
    opaque += [(definition.start, definition.end) for definition in document.definitions]
    opaque += [(anchor.start, anchor.end) for anchor in document.anchors]
    merged = merged_spans(opaque)
    for name in named:
        if not is_inside(merged, name.start):
            yield DocumentLink(name.start, name.end, name.address, None, name.title)
