"""The Markdown reader: CommonMark and what GitHub adds, with lenient headings.

Block structure and links come from pulldown-cmark (through pyromark), which is
right, linear in time and gives source ranges; this module turns its events into
`nodes`. It adds what people write and CommonMark does not know: ``##Title``
without a space, bare URLs, duplicate definitions, anchors in HTML.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pyromark

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, Part
from notes_lsp.syntax.front_matter import read_front_matter
from notes_lsp.syntax.language_names import canonical_language
from notes_lsp.syntax.markdown_links import (
    find_bare_links,
    find_broken_references,
    find_definitions,
    find_html_links,
    link_from_source,
    merged_spans,
)
from notes_lsp.syntax.text import Lines, split_lines
from notes_lsp.syntax.urls import find_bare_urls
from notes_lsp.syntax.values import value_class

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_TASKLISTS | pyromark.Options.ENABLE_WIKILINKS

# A heading whose space is missing. One `#` is a tag (`#pipeline`) or C (`#import`), two or more are a heading.
_HEADING_WITHOUT_SPACE = re.compile(r"^( {0,3})(#{2,6})(?=[^#\s])", re.MULTILINE)
_MAY_LACK_SPACE = re.compile(r"##[^#\s]")
_ATX = re.compile(r"(#{1,6})[ \t]*(?=[^\n]*\Z)")
_ITEM = re.compile(r"([-+*]|\d{1,9}[.)])[ \t]*(?:\[([ xX])\](?=\s)[ \t]*)?")
# The directives of MyST name the language behind their braces.
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(\{(?:code(?:-block|-cell)?|sourcecode)\}[ \t]+[^\s`]+|[^\s`]*)")
_HEADING_BEHIND = "# .\n"
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_BLANK = " \t\r\n"
_BULLETS = frozenset(("- ", "* ", "+ "))
_NOT_AT_ONCE = frozenset(("", " ", "\t", "\r", "\n", "["))  # what may follow the marker of an item before its text


def read_markdown(text: str) -> Document:
    """Read ``text`` as Markdown. Takes any string and never raises."""
    part = read_markdown_part(text, MarkdownContext(find_head=True))
    return Document(text, "markdown", (part.part,))


@value_class
class MarkdownContext:
    """What the rest of a text says to a part of it.

    ``head`` is the front matter at the beginning of the part; ``find_head`` has it looked for there. ``definitions``
    are labels, normalised, that are defined elsewhere, with their targets; ``questions`` are labels of which is to be
    found out whether they are defined. ``more_follows`` says that the part is not the last one: whether the next one
    can begin behind it is then found out, too.
    """

    head: tuple[nodes.Block, ...] = ()
    find_head: bool = False
    definitions: tuple[tuple[str, str], ...] = ()
    questions: tuple[str, ...] = ()
    more_follows: bool = False


@value_class
class ReadPart:
    """A part, and whether it is closed: whether a heading behind it would be one, not code or HTML that goes on."""

    part: Part
    closed: bool


def read_markdown_part(text: str, context: MarkdownContext) -> ReadPart:
    """Read a part of a text that begins where nothing is open: at its beginning, or with a heading."""
    lines = split_lines(text)
    head = tuple(read_front_matter(text, lines)) if context.find_head else context.head
    reader = _Reader(text, lines, head[0].end if head else 0)
    reader.read(context)
    blocks = (*head, *reader.blocks)
    definitions = find_definitions(text, blocks, reader.base)
    opaque = merged_spans([*reader.opaque, *((definition.start, definition.end) for definition in definitions)])
    rows = [(block.start, block.end) for block in blocks if block.__class__ is nodes.TableRow] if "|" in text else ()
    links = [*reader.links, *find_bare_links(text, opaque, reader.base, rows), *_field_links(text, head)]
    links.sort(key=lambda link: link.start)
    part = Part(
        text=text,
        blocks=blocks,
        links=tuple(links),
        definitions=definitions,
        broken_references=find_broken_references(text, opaque, reader.base),
        anchors=tuple(reader.anchors),
        defines=reader.defined,
        given=context.definitions,
        derived={"lines": lines},
    )
    return ReadPart(part, reader.closed)


def without_surrogates(text: str) -> str:
    """``text`` as the parser can take it: of the same length, without halves of surrogate pairs."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def _with_known_line_ends(source: str) -> str:
    r"""``source`` with ``\n`` for a ``\r`` that ends a line by itself: pulldown-cmark goes past it behind a fence."""
    # To look takes next to nothing, and hardly any notes have such lines.
    if "\r" not in source or source.count("\r") == source.count("\r\n"):
        return source
    return _LONE_RETURN.sub("\n", source)


def _field_links(text: str, head: Iterable[nodes.Block]) -> list[nodes.Link]:
    spans = [(block.value_start, block.value_end) for block in head if isinstance(block, nodes.Field)]
    return [
        nodes.Link(start, end, "bare", text[start:end], start, end, start, end)
        for span in spans
        for start, end in find_bare_urls(text, *span)
    ]


def byte_converter(text: str) -> Callable[[int], int] | None:
    """A function from UTF-8 byte offsets to code-point offsets; None where the two are the same."""
    if text.isascii():
        return None
    byte_starts = [0]
    extra_bytes = [0]
    extra = 0
    for match in _NON_ASCII.finditer(text):
        for offset, character in enumerate(match.group(), match.start()):
            extra += len(character.encode("utf-8", "surrogatepass")) - 1
            byte_starts.append(offset + 1 + extra)
            extra_bytes.append(extra)

    def convert(byte_offset: int) -> int:
        return byte_offset - extra_bytes[bisect_right(byte_starts, byte_offset) - 1]

    return convert


def _converter(source: str, base: int) -> Callable[[int], int] | None:
    """A function from byte offsets in ``source`` to offsets in the text, where it begins at ``base``.

    None where the two are the same.
    """
    convert = byte_converter(source)
    if convert is not None:
        return lambda offset: convert(offset) + base
    return (lambda offset: offset + base) if base else None


def _guess(code: str) -> str:
    # Imported when first needed: its patterns cost more at start-up than all others together.
    from notes_lsp.syntax.code_language import guess_language

    return guess_language(code)


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
        self.defined = _answers(events, len(context.questions))
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
        source = self.source_for_parser()
        base = self.base
        if context.definitions or context.questions:
            before = "".join([f"[{label}]: <{_escaped(target)}>\n" for label, target in context.definitions]) + "\n"
            before += "".join([f"[{label}]\n\n" for label in context.questions])
            before = without_surrogates(before)
            source = before + source
            base -= len(before)
        if context.more_follows:
            source += _HEADING_BEHIND
        self.convert = _converter(source, base)
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

    def source_for_parser(self) -> str:
        """The text that pulldown-cmark reads: of the same length, with what it can't take replaced."""
        source = self.text[self.base :] if self.base else self.text
        source = _with_known_line_ends(without_surrogates(source))
        if _MAY_LACK_SPACE.search(source) is not None:
            source = _HEADING_WITHOUT_SPACE.sub(self.mend_heading, source)
        return source

    def mend_heading(self, match: re.Match[str]) -> str:
        # `##Title` becomes `# Title`: the same length, so that no span moves; the level is put right below.
        self.no_space_starts.add(match.start(2) + self.base)
        return f"{match[1]}{match[2][:-1]} "

    def trim(self, end: int) -> int:
        text = self.text
        if end > len(text):  # noqa: PLR1730 - a call takes longer, and there are many blocks
            end = len(text)
        while end > 0 and text[end - 1] in _BLANK:
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
        while text[end - 1] in _BLANK:
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
            self.blocks.append(self.atx_heading(start, end))
            return
        self.blocks.extend(_setext_blocks(text, start, end, int(tag["Heading"]["level"][1])))

    def atx_heading(self, start: int, end: int) -> nodes.Heading:
        text = self.text
        match = _ATX.match(text, start, end)
        if match is None:  # a heading within a container may hold more than its line
            return nodes.Heading(start, end, 1, start, end, "#", "atx")
        hashes = match[1]
        style: nodes.HeadingStyle = "atx-no-space" if start in self.no_space_starts else "atx"
        text_start = match.end()
        title = text[text_start:end].rstrip(_BLANK)
        before_closing = title.rstrip("#")
        if before_closing.endswith((" ", "\t")):
            title = before_closing.rstrip(" \t")
        return nodes.Heading(start, end, len(hashes), text_start, text_start + len(title), hashes, style)

    def start_code(self, tag: Any, start: int, end: int) -> None:
        self.begin_block(start)
        end = self.trim(end)
        kind = tag["CodeBlock"]
        block = self.indented_code(start, end) if kind == "Indented" else self.fenced_code(start, end)
        self.blocks.append(block)
        self.opaque.append((block.start, block.end))

    def indented_code(self, start: int, end: int) -> nodes.CodeBlock:
        line_start = self.lines.starts[self.lines.line_at(start)]
        item_start = self.blocks[self.open_items[-1]].start if self.open_items else 0
        if item_start <= line_start and not self.text[line_start:start].strip():
            start = line_start
        end = max(start, end)
        return nodes.CodeBlock(start, end, start, end, "indented", "", start, start, _guess(self.text[start:end]), True)

    def fenced_code(self, start: int, end: int) -> nodes.CodeBlock:
        text, lines = self.text, self.lines
        match = _FENCE.match(text, start, end)
        if match is None:
            return nodes.CodeBlock(start, end, start, end, "fence", "", start, start, "", True)
        first, last = lines.line_at(start), lines.line_at(end)
        content_start = lines.starts[first + 1] if first + 1 < len(lines) else end
        last_line = text[lines.starts[last] : end].strip(" \t>")
        fence = match[1]
        closed = last > first and len(last_line) >= len(fence) and not last_line.strip(fence[0])
        content_end = lines.starts[last] if closed else end
        content_start, content_end = min(content_start, end), max(content_end, min(content_start, end))
        info = match[2]
        return nodes.CodeBlock(
            start=start,
            end=end,
            content_start=content_start,
            content_end=content_end,
            kind="fence",
            language=canonical_language(info) if info else "",
            language_start=match.start(2),
            language_end=match.end(2),
            guess="" if info else _guess(text[content_start:content_end]),
            closed=closed,
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
        while start < end and text[start] in _BLANK:
            start += 1
        while end > start and text[end - 1] in _BLANK:
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


def _escaped(target: str) -> str:
    """A target as the destination of a definition, between angle brackets."""
    for character in "\\<>":
        target = target.replace(character, "\\" + character)
    return target.replace("&", "&amp;")


def _answers(events: Iterator[tuple[Any, Any]], questions: int) -> tuple[tuple[str, str], ...]:
    """Which of the labels that were asked for are defined, with their targets: the first events are the answers."""
    found = []
    while questions:
        event, _ = next(events)
        if event.__class__ is not dict:
            continue
        if event.get("End") == "Paragraph":
            questions -= 1
        tag = event.get("Start")
        if tag.__class__ is dict and "Link" in tag and tag["Link"]["link_type"] == "Shortcut":
            found.append((nodes.normalize_label(tag["Link"]["id"]), tag["Link"]["dest_url"]))
    return tuple(found)


def _setext_blocks(text: str, start: int, end: int, level: int) -> list[nodes.Block]:
    """The blocks that a title over ``===`` or ``---`` stands for.

    CommonMark (section 4.3) takes every line of the paragraph above into the title. Nobody writes
    titles of several lines; dashes under a paragraph are meant as a break, unless they are as long
    as its last line.
    """
    underline_start = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
    underline = text[underline_start:end].strip(" \t>")
    body_end = underline_start
    while body_end > start and text[body_end - 1] in _BLANK:
        body_end -= 1
    title_start = max(text.rfind("\n", start, body_end), text.rfind("\r", start, body_end)) + 1 or start
    marker = underline[:1] or "="
    if title_start <= start:
        return [nodes.Heading(start, end, level, start, body_end, marker, "setext")]
    title_start += len(text[title_start:body_end]) - len(text[title_start:body_end].lstrip(" \t>"))
    above_end = title_start
    while above_end > start and text[above_end - 1] in _BLANK + ">":
        above_end -= 1
    above = nodes.Paragraph(start, above_end)
    if marker == "=" or abs(len(underline) - (body_end - title_start)) <= 2:
        return [above, nodes.Heading(title_start, end, level, title_start, body_end, marker, "setext")]
    return [nodes.Paragraph(start, body_end), nodes.Break(end - len(underline), end)]
