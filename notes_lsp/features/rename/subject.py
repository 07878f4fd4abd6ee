"""What a rename at a place is about."""

import re
from dataclasses import dataclass
from typing import Literal

from notes_lsp.features.headings import heading_titled_at
from notes_lsp.features.library import Library
from notes_lsp.features.linking.destinations import destination_of
from notes_lsp.features.navigation.named_things import Thing, anchor_name_span, thing_at
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Anchor, Heading
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes

SubjectKind = Literal["heading", "anchor", "label", "speaker", "tag"]

# `## Title {#name}`: the name stays as it is, it is there to outlive the title.
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[^{}]*#[^{}]*\}[ \t]*$")
# `## <a id="name"></a>Title`, `## <a name="name">Title</a>`: so does the anchor.
_LONGEST_WITH_ANCHORS = 400
_OPENING = r"<(?:a|span)[ \t][^<>]*(?:id|name)[ \t]*=[^<>]*>"
_CLOSING = r"</(?:a|span)[ \t]*>"
_EMPTY = rf"{_OPENING}[ \t]*{_CLOSING}"
_WITH_ANCHORS = re.compile(rf"(?:{_EMPTY}[ \t]*)*(?P<title>[^ \t].*?)[ \t]*(?:{_EMPTY}[ \t]*)*", re.IGNORECASE)
_IN_ANCHOR = re.compile(rf"{_OPENING}(?P<title>[^<]+){_CLOSING}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is to be renamed.

    ``document``, the file at ``path``, holds it at ``start:end``: the title of a heading, the name of an anchor; for
    labels, speakers and tags the mention at hand, with the name by which others are found in ``thing``.
    ``shown_start:shown_end`` is what the editor shows to be renamed, in the notes at hand.
    """

    kind: SubjectKind
    thing: Thing
    path: str
    document: Document
    start: int
    end: int
    shown_start: int
    shown_end: int
    node: Heading | Anchor | None = None

    @property
    def placeholder(self) -> str:
        """The name as it is, in one line."""
        return " ".join(self.document.text[self.start : self.end].split())


def subject_at(notes: Notes, offset: int, path: str, library: Library) -> Subject | None:
    """What a rename at ``offset`` of ``notes``, the file at ``path``, is about."""
    document = notes.document
    thing = thing_at(notes, offset)
    if thing is None:
        return None
    if thing.kind in ("heading", "web-link", "file-link"):
        # The title of a talk is often a link to its page.
        heading = next((block for block in document.blocks_at(offset) if isinstance(block, Heading)), None)
        return _heading_subject(document, heading, thing, path) if heading is not None else None
    if thing.kind == "anchor-link":
        return _subject_of_link(document, thing, offset, path, library)
    if thing.kind == "anchor":
        return _anchor_subject(document, thing.start, thing, path)
    return _subject_by_name(document, thing, offset, path)


def _subject_by_name(document: Document, thing: Thing, offset: int, path: str) -> Subject | None:
    span = (thing.name_start, thing.name_end)
    if thing.kind == "label" and not span[0] - 1 <= offset <= span[1] + 1:
        return None  # on the text of a link, which is not what its label is about
    if thing.kind == "speaker":
        return Subject("speaker", thing, path, document, *span, *span)
    if thing.kind == "tag":
        return Subject("tag", thing, path, document, *span, *span)
    return Subject("label", thing, path, document, *span, *span)


def title_span(document: Document, heading: Heading) -> tuple[int, int]:
    """The span of the title of ``heading``, without attributes behind it and anchors of HTML beside or around it."""
    start, end = heading.text_start, heading.text_end
    if document.dialect not in ("markdown", "plaintext"):
        return start, end
    attributes = _ATTRIBUTES.search(document.text[start:end])
    if attributes is not None and attributes.start() > 0:
        end = start + attributes.start()
    if end - start > _LONGEST_WITH_ANCHORS:
        return start, end
    within = _WITH_ANCHORS.fullmatch(document.text, start, end)
    if within is not None:
        start, end = within.span("title")
    around = _IN_ANCHOR.fullmatch(document.text, start, end)
    return around.span("title") if around is not None else (start, end)


def _heading_subject(document: Document, heading: Heading, thing: Thing, path: str) -> Subject | None:
    start, end = title_span(document, heading)
    return Subject("heading", thing, path, document, start, end, start, end, heading) if start < end else None


def _anchor_subject(document: Document, start: int, thing: Thing, path: str) -> Subject | None:
    for anchor in document.anchors:
        if anchor.start == start:
            span = anchor_name_span(document, anchor)
            return Subject("anchor", thing, path, document, *span, *span, anchor)
    return None


def _subject_of_link(document: Document, thing: Thing, offset: int, path: str, library: Library) -> Subject | None:
    """The heading or the anchor that the link leads to on whose target the rename was asked."""
    target = thing.target
    if target is None or not target.start - 1 <= offset <= target.end + 1:
        return None
    destination = destination_of(document, target, path, library)
    if destination is None or destination.span is None:
        return None
    if not destination.own:
        text = library.text_of(destination.path)
        if text is None:
            return None
        document = parse(text, destination.path)
    start = destination.span[0]
    found = _anchor_subject(document, start, thing, destination.path)
    heading = heading_titled_at(document, start)
    if heading is not None:
        found = _heading_subject(document, heading, thing, destination.path)
    if found is None:
        return None
    return Subject(
        kind=found.kind,
        thing=thing,
        path=found.path,
        document=document,
        start=found.start,
        end=found.end,
        shown_start=target.fragment_start,
        shown_end=target.fragment_end,
        node=found.node,
    )
