"""What a table of contents lists: the days, groups and talks of the outline that a link can lead to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from notes_lsp.features.linking.anchor_names import own_anchors
from notes_lsp.features.outline import OutlineNode, outline_tree
from notes_lsp.links.slugs import Slugs
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Heading
from notes_lsp.talks.model import Notes

_CONTENTS = frozenset(
    "contents|table of contents|toc|inhalt|inhaltsverzeichnis|sommaire|table des matières|índice|indice|sumário|"
    "spis treści|obsah|inhoud|inhoudsopgave|目次|目录".split("|")
)
# Marks that would make something else than text of the text of a link (CommonMark 0.31, sections 2.4 and 6).
_MARKUP = re.compile(r"[\\`*\[\]]|<(?=[A-Za-z/!?])|~~|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
_FIRST = 6
_UNSAFE_IN_TARGET = re.compile(r"[\s()<>\\%]")


@dataclass(frozen=True, slots=True)
class TocEntry:
    """A line of a table of contents: ``title`` is what a reader sees, ``depth`` is 0 for the outermost.

    ``start`` is where the heading begins that has the ``anchor``.
    """

    start: int
    level: int
    anchor: str
    title: str
    depth: int


def toc_entries(notes: Notes) -> tuple[TocEntry, ...]:
    """The days, groups and talks whose titles are headings. What stands below one that is none moves up."""
    headings = {
        (block.text_start, block.text_end): block for block in notes.document.blocks if isinstance(block, Heading)
    }
    anchors = _anchors_of_headings(notes.document, own_anchors(notes.document), headings)
    by_line = {}
    for span, anchor in anchors.items():
        by_line[notes.document.lines.line_at(span[0])] = (headings[span], anchor)
    return tuple(_entries(notes.document, outline_tree(notes), by_line, 0))


def first_headings(notes: Notes) -> list[Heading]:
    """Headings that `toc_entries` surely lists, out of the first days and talks, in the order of the text."""
    document, found = notes.document, {}
    places = [day.label_start for day in notes.days[:_FIRST]]
    places += [talk.heading_start for talk in notes.all_talks[:_FIRST]]
    for place in sorted(places):
        line = document.lines.line_at(place)
        for block in document.blocks_at(place):
            if isinstance(block, Heading) and document.lines.line_at(block.text_start) == line:
                title = visible_text(document.text[block.text_start : block.text_end], document.dialect)
                # A title without letters has no anchor that anybody agrees on.
                if any(map(str.isalnum, title)) and not is_contents_title(title):
                    found[block.start] = block
    return list(found.values())


def heading_entry(document: Document, span: tuple[int, int], anchor: str, depth: int) -> TocEntry:
    """An entry for the heading whose text is at ``span``, whatever it heads."""
    title = visible_text(document.text[span[0] : span[1]], document.dialect)
    return TocEntry(document.lines.starts[document.lines.line_at(span[0])], depth + 1, anchor, title, depth)


def is_contents_title(title: str) -> bool:
    """Whether a title, as it is read, says that a table of contents follows."""
    return title.strip(" :*_").casefold() in _CONTENTS


def markdown_link(title: str, anchor: str) -> str:
    """A link to ``anchor`` that reads ``title``, escaped where it has to be."""
    text = _MARKUP.sub(lambda match: "".join("\\" + character for character in match.group()), title)
    return f"[{text}](#{_UNSAFE_IN_TARGET.sub(_encoded, anchor)})"


def _encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


def _anchors_of_headings(
    document: Document, slugs: Slugs, headings: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """The anchor by which to link to each heading: the name it was given, else the slug that GitHub makes."""
    found: dict[tuple[int, int], list[str]] = {span: [] for span in headings}
    for slug, span in slugs.items():
        if span in found:
            found[span].append(slug)
    anchors = {}
    for span, names in found.items():
        # `## Title {#name}`: its name comes second, and who names headings doesn't publish on GitHub.
        is_named = len(names) > 1 and document.dialect == "markdown" and document.text[span[1] - 1] == "}"
        if names:
            anchors[span] = names[1] if is_named else names[0]
    return anchors


def _entries(
    document: Document, nodes: Iterable[OutlineNode], by_line: dict[int, tuple[Heading, str]], depth: int
) -> Iterator[TocEntry]:
    for node in nodes:
        if node.kind == "section":
            continue
        below = depth
        found = by_line.get(document.lines.line_at(node.title_start)) if node.kind != "conference" else None
        if found is not None and node.title.strip() and not is_contents_title(node.title):
            heading, anchor = found
            yield TocEntry(heading.start, heading.level, anchor, node.title, depth)
            below = depth + 1
        yield from _entries(document, node.children, by_line, below)
