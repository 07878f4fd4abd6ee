"""The Markdown reader: CommonMark and what GitHub adds, with lenient headings.

Block structure and links come from pulldown-cmark (through pyromark), which is
right, linear in time and gives source ranges; `markdown_reader` turns its events into
`nodes`. This module adds what people write and CommonMark does not know: ``##Title``
without a space, bare URLs, duplicate definitions, anchors in HTML.
"""

from collections.abc import Iterable

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, Part
from notes_lsp.syntax.front_matter import read_front_matter
from notes_lsp.syntax.markdown_links import find_bare_links, find_broken_references, find_definitions, merged_spans
from notes_lsp.syntax.markdown_reader import find_nodes
from notes_lsp.syntax.markdown_source import MarkdownContext
from notes_lsp.syntax.text import split_lines
from notes_lsp.syntax.urls import find_bare_urls
from notes_lsp.syntax.values import value_class


def read_markdown(text: str) -> Document:
    """Read ``text`` as Markdown. Takes any string and never raises."""
    part = read_markdown_part(text, MarkdownContext(find_head=True))
    return Document(text, "markdown", (part.part,))


@value_class
class ReadPart:
    """A part, and whether it is closed: whether a heading behind it would be one, not code or HTML that goes on."""

    part: Part
    closed: bool


def read_markdown_part(text: str, context: MarkdownContext) -> ReadPart:
    """Read a part of a text that begins where nothing is open: at its beginning, or with a heading."""
    lines = split_lines(text)
    head = tuple(read_front_matter(text, lines)) if context.find_head else context.head
    base = head[0].end if head else 0
    found = find_nodes(text, lines, base, context)
    blocks = (*head, *found.blocks)
    definitions = find_definitions(text, blocks, base)
    opaque = merged_spans([*found.opaque, *((definition.start, definition.end) for definition in definitions)])
    rows = [(block.start, block.end) for block in blocks if block.__class__ is nodes.TableRow] if "|" in text else ()
    links = [*found.links, *find_bare_links(text, opaque, base, rows), *_field_links(text, head)]
    links.sort(key=lambda link: link.start)
    part = Part(
        text=text,
        blocks=blocks,
        links=tuple(links),
        definitions=definitions,
        broken_references=find_broken_references(text, opaque, base),
        anchors=tuple(found.anchors),
        defines=found.defined,
        given=context.definitions,
        derived={"lines": lines},
    )
    return ReadPart(part, found.closed)


def _field_links(text: str, head: Iterable[nodes.Block]) -> list[nodes.Link]:
    spans = [(block.value_start, block.value_end) for block in head if isinstance(block, nodes.Field)]
    return [
        nodes.Link(start, end, "bare", text[start:end], start, end, start, end)
        for span in spans
        for start, end in find_bare_urls(text, *span)
    ]
