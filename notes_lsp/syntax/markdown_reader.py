"""The walk through what pulldown-cmark finds in a text of Markdown (through pyromark): its events become `nodes`."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyromark

from notes_lsp.syntax import nodes
from notes_lsp.syntax.markdown_blocks import BLANK, atx_heading, fenced_code, guess_of, setext_blocks
from notes_lsp.syntax.markdown_links import find_html_links, link_from_source
from notes_lsp.syntax.markdown_source import (
    MarkdownContext,
    answers_in,
    offset_converter,
    readable_source,
    source_of_labels,
)
from notes_lsp.syntax.text import Lines
from notes_lsp.syntax.values import value_class

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_TASKLISTS | pyromark.Options.ENABLE_WIKILINKS

_ITEM = re.compile(r"([-+*]|\d{1,9}[.)])[ \t]*(?:\[([ xX])\](?=\s)[ \t]*)?")
_HEADING_BEHIND = "# .\n"
_BULLETS = frozenset(("- ", "* ", "+ "))
_NOT_AT_ONCE = frozenset(("", " ", "\t", "\r", "\n", "["))  # what may follow the marker of an item before its text


@value_class
class MarkdownNodes:
    """What was found in a text; links and anchors are in no special order.

    ``opaque`` are spans of code, links and HTML, in which no bare URL is looked for. ``defined`` are the labels that
    were asked for and are defined, with their targets. ``closed`` is that of `notes_lsp.syntax.markdown.ReadPart`.
    """

    blocks: list[nodes.Block]
    links: list[nodes.Link]
    anchors: list[nodes.Anchor]
    opaque: list[tuple[int, int]]
    defined: tuple[tuple[str, str], ...]
    closed: bool


def find_nodes(text: str, lines: Lines, base: int, context: MarkdownContext) -> MarkdownNodes:
    """Find the blocks, links and anchors of ``text`` from offset ``base`` on; ``lines`` are the lines of all of it."""
    reader = _Reader(text, lines, base)
    reader.read(context)
    return MarkdownNodes(reader.blocks, reader.links, reader.anchors, reader.opaque, reader.defined, reader.closed)


class _BehindThePartError(Exception):
    """The heading that was put behind a part turned out to be one."""


class _Reader:
    """Walks the events of one text and gathers its nodes; used once."""

    def __init__(self, text: str, lines: Lines, base: int) -> None:
        self.text = text
        self.lines = lines
        self.base = base
        self.blocks: list[Any] = []
        self.links: list[Any] = []
        self.anchors: list[nodes.Anchor] = []
        self.opaque: list[tuple[int, int]] = []  # where no bare URL is looked for: code, links, HTML
        self.open_items: list[int] = []  # their places in `blocks`
        self.open_text = -1  # that of the item whose own text goes on until a block begins inside
        self.list_depth = 0
        self.open_links: list[tuple[int, dict[str, Any]]] = []
        self.no_space_starts: set[int] = set()
        self.convert: Callable[[int], int] | None = None
        self.closed = True
        self.defined: tuple[tuple[str, str], ...] = ()

    def read(self, context: MarkdownContext) -> None:
        # The types of events are a union of a dozen dictionaries, which a check by key does not tell apart.
        source = self.prepare(context)
        events: Iterator[tuple[Any, Any]] = iter(pyromark.events_with_range(source, options=OPTIONS))
        self.defined = answers_in(events, len(context.questions))
        if not context.more_follows:
            self.walk(events)
            return
        self.closed = False
        try:
            self.walk(events)
        except _BehindThePartError:
            self.closed = True

    def prepare(self, context: MarkdownContext) -> str:
        """What the parser gets: the part between what its text may refer to and what finds out how it ends."""
        source, self.no_space_starts = readable_source(self.text, self.base)
        base = self.base
        if context.definitions or context.questions:
            before = source_of_labels(context.definitions, context.questions)
            source = before + source
            base -= len(before)
        if context.more_follows:
            source += _HEADING_BEHIND
        self.convert = offset_converter(source, base)
        return source

    def walk(self, events: Iterable[tuple[Any, Any]]) -> None:
        starts, ends, to_offset = _STARTS, _ENDS, self.convert
        start_item, end_item = self.start_item, self.end_item
        previous = None  # the span of the last piece that ended
        for event, span in events:  # the most frequent come first; those without a value are strings, not dictionaries
            if "Text" in event:
                previous = span
            elif "Start" in event:
                tag = event["Start"]
                previous = None
                start, end = span["start"], span["end"]
                if to_offset is not None:
                    start, end = to_offset(start), to_offset(end)
                if tag == "Item":  # half of all blocks: these take the shortest way
                    start_item(start, end)
                    continue
                handle = starts.get(tag if tag.__class__ is str else next(iter(tag)))
                if handle is not None:
                    handle(self, tag, start, end)
            elif "End" in event:
                tag = event["End"]
                if tag == "Item":
                    end_item()
                else:
                    handle_end = ends.get(tag if tag.__class__ is str else next(iter(tag)))
                    if handle_end is not None:
                        handle_end(self, span, previous)
                previous = span
            elif event.__class__ is not str:
                self.leaf(event, *self.offsets(span))
                previous = span
            elif event == "Rule":
                self.add_break(*self.offsets(span))

    def offsets(self, span: Any) -> tuple[int, int]:
        """The offsets in the text of the bytes of ``span``."""
        start, end, to_offset = span["start"], span["end"], self.convert
        return (start, end) if to_offset is None else (to_offset(start), to_offset(end))

    def trim(self, end: int) -> int:
        text = self.text
        if end > len(text):  # noqa: PLR1730 - a call takes longer, and there are many blocks
            end = len(text)
        while end > 0 and text[end - 1] in BLANK:
            end -= 1
        return end

    def begin_block(self, start: int) -> None:
        """A block begins: the text of the item around it, if still open, ends here."""
        if self.open_text >= 0:
            self.end_text(start)

    def end_text(self, end: int) -> None:
        """The text of the item that is open ends before ``end``, although the item goes on."""
        place, self.open_text = self.open_text, -1
        item = self.blocks[place]
        text_end = max(self.trim(end), item.text_start)
        self.blocks[place] = nodes.ListItem(
            item.start, item.end, item.text_start, text_end, item.marker, item.depth, item.checked
        )

    def add_break(self, start: int, end: int) -> None:
        self.begin_block(start)
        self.blocks.append(nodes.Break(start, self.trim(end)))

    def start_list(self, _tag: Any, start: int, _end: int) -> None:
        self.begin_block(start)
        self.list_depth += 1

    def end_list(self, _span: Any, _inner: Any) -> None:
        self.list_depth -= 1

    def start_item(self, start: int, end: int) -> None:
        text, blocks = self.text, self.blocks
        marker, text_start, checked = text[start], start + 2, None
        # Nearly every item is `- text`, and there are more of them than of anything else.
        if text[start:text_start] not in _BULLETS or text[text_start : text_start + 1] in _NOT_AT_ONCE:
            match = _ITEM.match(text, start, end)
            if match is None:
                marker, text_start = "-", start
            else:
                marker, text_start = match[1], match.end()
                checked = None if match[2] is None else match[2] != " "
        while text[end - 1] in BLANK:
            end -= 1
        if text_start > end:  # noqa: PLR1730 - as in `trim`
            text_start = end
        self.open_text = len(blocks)
        self.open_items.append(self.open_text)
        blocks.append(nodes.ListItem(start, end, text_start, end, marker, self.list_depth - 1, checked))

    def end_item(self) -> None:
        self.open_items.pop()
        self.open_text = -1

    def start_paragraph(self, _tag: Any, start: int, end: int) -> None:
        if self.open_text >= 0:
            # The first paragraph of an item is the item's own text, not a block of its own.
            if not self.text[self.blocks[self.open_text].text_start : start].strip():
                self.end_text(end)
                return
            self.begin_block(start)
        self.blocks.append(nodes.Paragraph(start, self.trim(end)))

    def start_heading(self, tag: Any, start: int, end: int) -> None:
        text = self.text
        if start >= len(text):
            raise _BehindThePartError
        self.begin_block(start)
        end = max(self.trim(end), start + 1)
        if text[start] == "#":
            self.blocks.append(atx_heading(text, start, end, lacks_space=start in self.no_space_starts))
            return
        self.blocks.extend(setext_blocks(text, start, end, int(tag["Heading"]["level"][1])))

    def start_code(self, tag: Any, start: int, end: int) -> None:
        self.begin_block(start)
        end = self.trim(end)
        kind = tag["CodeBlock"]
        block = self.indented_code(start, end) if kind == "Indented" else fenced_code(self.text, self.lines, start, end)
        self.blocks.append(block)
        self.opaque.append((block.start, block.end))

    def indented_code(self, start: int, end: int) -> nodes.CodeBlock:
        line_start = self.lines.starts[self.lines.line_at(start)]
        item_start = self.blocks[self.open_items[-1]].start if self.open_items else 0
        if item_start <= line_start and not self.text[line_start:start].strip():
            start = line_start
        end = max(start, end)
        return nodes.CodeBlock(
            start, end, start, end, "indented", "", start, start, guess_of(self.text[start:end]), True
        )

    def start_quote(self, _tag: Any, start: int, end: int) -> None:
        self.begin_block(start)
        self.blocks.append(nodes.Quote(start, self.trim(end)))

    def start_table(self, _tag: Any, start: int, _end: int) -> None:
        self.begin_block(start)

    def start_row(self, tag: Any, start: int, end: int) -> None:
        self.cells: list[tuple[int, int]] = []
        self.blocks.append(nodes.TableRow(start, self.trim(end), (), tag == "TableHead"))

    def start_cell(self, _tag: Any, start: int, end: int) -> None:
        text = self.text
        while start < end and text[start] in BLANK:
            start += 1
        while end > start and text[end - 1] in BLANK:
            end -= 1
        self.cells.append((start, end))

    def end_row(self, _span: Any, _inner: Any) -> None:
        row = self.blocks[-1]
        self.blocks[-1] = nodes.TableRow(row.start, row.end, tuple(self.cells), row.header)

    def start_html(self, _tag: Any, start: int, end: int) -> None:
        self.begin_block(start)
        end = self.trim(end)
        source = self.text[start:end]
        is_comment = source.startswith("<!--") and source.find("-->") in (-1, len(source) - 3)
        self.blocks.append(nodes.Comment(start, end) if is_comment else nodes.Html(start, end))
        self.opaque.append((start, end))
        if not is_comment:
            self.add_html(start, end)

    def add_html(self, start: int, end: int) -> None:
        links, anchors = find_html_links(self.text, start, end)
        self.links.extend(links)
        self.anchors.extend(anchors)

    def leaf(self, event: dict[str, Any], start: int, end: int) -> None:
        """Inline code, and HTML in running text or line by line in its block."""
        if "Code" in event:
            self.opaque.append((start, end))
        elif "InlineHtml" in event:
            self.opaque.append((start, end))
            if not self.text.startswith("<!--", start):
                self.add_html(start, end)

    def start_link(self, tag: Any, start: int, end: int) -> None:
        # Its place among the links is taken now, before those inside it (an image in the text of a link).
        self.open_links.append((len(self.links), next(iter(tag.values()))))
        self.links.append(None)
        self.opaque.append((start, end))

    def end_link(self, span: Any, inner: Any) -> None:
        start, end = self.offsets(span)
        slot, tag = self.open_links.pop()
        inner_end = start if inner is None else self.offsets(inner)[1]
        self.links[slot] = link_from_source(self.text, tag, start, end, inner_end)


# What is done where a block or a link begins and ends. The tables are not the reader's own: with its methods in them it
# would hold itself, and with all that it read it would stay where garbage is not collected, as while a folder is read.
_STARTS: dict[str, Callable[[_Reader, Any, int, int], None]] = {
    "List": _Reader.start_list,
    "Paragraph": _Reader.start_paragraph,
    "Heading": _Reader.start_heading,
    "CodeBlock": _Reader.start_code,
    "BlockQuote": _Reader.start_quote,
    "TableHead": _Reader.start_row,
    "TableRow": _Reader.start_row,
    "Table": _Reader.start_table,
    "TableCell": _Reader.start_cell,
    "HtmlBlock": _Reader.start_html,
    "Link": _Reader.start_link,
    "Image": _Reader.start_link,
}
_ENDS: dict[str, Callable[[_Reader, Any, Any], None]] = {
    "List": _Reader.end_list,
    "Link": _Reader.end_link,
    "Image": _Reader.end_link,
    "TableHead": _Reader.end_row,
    "TableRow": _Reader.end_row,
}
