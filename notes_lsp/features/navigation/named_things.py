"""What stands at a place of notes and has a name: links, headings, anchors, labels, speakers and tags.

`thing_at` costs by what is near the place. Where else a thing is named is found by
`notes_lsp.features.navigation.occurrences`.
"""

from dataclasses import dataclass
from typing import Literal

from notes_lsp.features.headings import title_as_read
from notes_lsp.features.linking.link_targets import LinkTarget, target_of_definition, target_of_link
from notes_lsp.features.nodes_at import anchor_at, broken_reference_at, definition_at
from notes_lsp.features.tags import tags_between
from notes_lsp.features.talk_heads import head_of_talk
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Anchor, Heading, Link, normalize_label
from notes_lsp.talks.model import Notes

ThingKind = Literal[
    "anchor-link",  # a link to a place in these notes or in others
    "file-link",  # a link to a file
    "web-link",  # a link to an address on the web, or of a person's mail
    "heading",
    "anchor",  # a place with a name of its own: <a id="x">, .. _x:, <<x>>
    "label",  # the use of a reference definition: [text][label], label_
    "definition",  # [label]: target
    "speaker",
    "tag",
]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a name.

    ``name`` tells it from others of its kind: the target of a link as in `Link.target`, the visible title of a
    heading, the name of an anchor, the normalised label, the `speaker_key`, the tag in lower case.
    ``start:end`` is all of it (the whole link, the heading with its marks), ``name_start:name_end`` where its name
    stands: the target of a link, the title, the label; of a tag without the sign.
    ``target`` is where a link or a definition leads, in its parts; None for everything else, and for
    a reference that nothing defines.
    """

    kind: ThingKind
    name: str
    start: int
    end: int
    name_start: int
    name_end: int
    target: LinkTarget | None = None


def thing_at(notes: Notes, offset: int) -> Thing | None:
    """What has a name at ``offset`` or ends there; the innermost where one holds another."""
    document = notes.document
    link = document.link_at(offset)
    if link is not None:
        return _thing_of_link(document, link)
    return (
        _definition_at(document, offset)
        or _broken_reference_at(document, offset)
        or _anchor_at(document, offset)
        or _tag_at(document, offset)
        or _speaker_at(notes, offset)
        or _heading_at(document, offset)
    )


def label_name_span(document: Document, start: int, end: int) -> tuple[int, int]:
    """Where in ``start:end`` a label stands that reStructuredText may give as ``label_`` or ```some label`_``."""
    text = document.text
    if document.dialect == "rst" and text.endswith("_", start, end):
        end -= 1
        if end - start > 2 and text[start] == "`" and text[end - 1] == "`":
            start, end = start + 1, end - 1
    return start, end


def anchor_name_span(document: Document, anchor: Anchor) -> tuple[int, int]:
    """Where the name of ``anchor`` stands inside of it; all of it where it is written in some other way."""
    place = document.text.find(anchor.name, anchor.start, anchor.end)
    return (place, place + len(anchor.name)) if place >= 0 else (anchor.start, anchor.end)


def thing_of_heading(document: Document, heading: Heading) -> Thing:
    """The thing that ``heading`` is."""
    title = title_as_read(document, heading)
    return Thing("heading", title, heading.start, heading.end, heading.text_start, heading.text_end)


def _thing_of_link(document: Document, link: Link) -> Thing | None:
    target = target_of_link(document, link)
    if link.label and link.kind != "role":
        if link.label.startswith("^"):
            return None  # a footnote
        if document.dialect != "rst" or not link.target.startswith("#"):
            span = label_name_span(document, link.target_start, link.target_end)
            return Thing("label", link.label, link.start, link.end, *span, target)
    return _thing_of_target(target, link.target, link.start, link.end)


def _thing_of_target(target: LinkTarget, name: str, start: int, end: int) -> Thing | None:
    kind: ThingKind
    if target.kind in ("web", "mail"):
        kind = "web-link"
    elif target.kind == "other":
        return None
    elif target.kind in ("anchor", "label") or target.fragment:
        kind = "anchor-link"
    else:
        kind = "file-link"
    return Thing(kind, name, start, end, target.start, target.end, target)


def _definition_at(document: Document, offset: int) -> Thing | None:
    definition = definition_at(document, offset)
    if definition is None:
        return None
    target = target_of_definition(document, definition)
    if target.start < target.end and target.start <= offset <= target.end:
        if document.dialect == "rst" and document.text[target.start : target.end].endswith("_"):
            start, end = label_name_span(document, target.start, target.end)
            return Thing(
                "label", normalize_label(document.text[start:end]), target.start, target.end, start, end, target
            )
        return _thing_of_target(target, definition.target, target.start, target.end)
    span = (definition.label_start, definition.label_end)
    return Thing("definition", definition.label, definition.start, definition.end, *span, target)


def _broken_reference_at(document: Document, offset: int) -> Thing | None:
    broken = broken_reference_at(document, offset)
    if broken is None:
        return None
    return Thing("label", broken.label, broken.start, broken.end, broken.label_start, broken.label_end)


def _anchor_at(document: Document, offset: int) -> Thing | None:
    anchor = anchor_at(document, offset)
    if anchor is None:
        return None
    return Thing("anchor", anchor.name, anchor.start, anchor.end, *anchor_name_span(document, anchor))


def _tag_at(document: Document, offset: int) -> Thing | None:
    line = document.lines.line_at(offset)
    start, end = document.lines.starts[line], document.lines.ends[line]
    for tag in tags_between(document, start, end):
        if tag.start <= offset <= tag.end:
            name_start = tag.start + document.text.startswith("#", tag.start)
            return Thing("tag", tag.name, tag.start, tag.end, name_start, tag.end)
    return None


def _speaker_at(notes: Notes, offset: int) -> Thing | None:
    talk = notes.talk_at(offset)
    if talk is not None:
        for speaker in head_of_talk(talk).speakers:
            span = (talk.start + speaker.start, talk.start + speaker.end)
            if span[0] <= offset <= span[1]:
                return Thing("speaker", speaker.key, *span, *span)
    return None


def _heading_at(document: Document, offset: int) -> Thing | None:
    # A heading is a line or two, or a few more in Markdown's setext style.
    line = document.lines.line_at(offset)
    near = document.blocks_between(document.lines.starts[max(line - 20, 0)], offset + 1)
    for block in reversed(near):
        if isinstance(block, Heading) and block.end >= offset:
            return thing_of_heading(document, block)
    return None
