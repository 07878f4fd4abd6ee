"""Links in Markdown: where exactly their targets stand.

pulldown-cmark says that there is a link and where it leads, not where the target is written;
the editor underlines, opens and rewrites exactly that.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from notes_lsp.syntax import nodes
from notes_lsp.syntax.urls import end_of_url, find_bare_urls, split_at_bars

_DEFINITION = re.compile(
    r" {0,3}\[(?!\^)((?:[^\[\]\\\r\n]|\\.){1,999})\]:[ \t]*(?:\r\n?|\n)?[ \t]*(<[^<>\r\n]*>|[^\s<]\S*)"
)
_PLAIN_TARGET = re.compile(r"[^\s\\()<]*")
_LEAVES = frozenset((nodes.Paragraph, nodes.CodeBlock, nodes.Html, nodes.Comment))
_LONGEST_LABEL = 300
_START, _FIRST = attrgetter("start"), itemgetter(0)
_REFERENCE = re.compile(r"(?<![\w\\)\]])\[([^\[\]\r\n]{1,300})\]\[([^\[\]\r\n]{0,300})\]")
_TAG = re.compile(r"<[A-Za-z][^<>]*")
_HTML_ATTRIBUTE = re.compile(
    r"""(?<![\w:-])(href|src|id|name)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'=<>`]+))""", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def unescape(target: str) -> str:
    """A target without its backslash escapes and entities (CommonMark 0.31, sections 2.4 and 2.5)."""
    if "\\" in target:
        target = _ESCAPE.sub(r"\1", target)
    return without_entities(target) if "&" in target else target


def without_entities(text: str) -> str:
    """``text`` with its entities replaced, where they end with a semicolon: ``?a=1&copy=2`` holds none."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text)


def target_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the destination of an inline link whose parenthesis opens before ``start`` and closes at ``end``."""
    while start < end and text[start] in " \t\r\n":
        start += 1
    plain = _PLAIN_TARGET.match(text, start, end)
    if plain is not None and plain.end() == end:  # nearly all
        return start, end
    if text.startswith("<", start):
        close = text.find(">", start, end)
        return (start + 1, close) if close >= 0 else (start + 1, end)
    depth = 0
    position = start
    while position < end:
        character = text[position]
        if character == "\\":
            position += 2
            continue
        if character in " \t\r\n":
            break
        if character == "(":
            depth += 1
        elif character == ")":
            if depth == 0:
                break
            depth -= 1
        position += 1
    return start, min(position, end)


def link_from_source(text: str, tag: dict[str, Any], start: int, end: int, inner_end: int) -> nodes.Link:
    """The link at ``start:end``; ``inner_end`` is where the last piece of its text ends, as far as that is known."""
    image = text.startswith("!", start)
    link_type = tag["link_type"]
    target = tag["dest_url"]
    open_width = 2 if image else 1
    if link_type in ("Autolink", "Email"):
        return nodes.Link(start, end, "autolink", target, start + 1, end - 1, start + 1, end - 1)
    if link_type.__class__ is dict:
        return _wiki_link(text, target, start, end, open_width)
    if link_type == "Inline":
        bracket = text.find("](", min(max(inner_end, start + open_width), end), end)
        if bracket < 0:
            bracket = text.find("](", start, end)
        span = target_span(text, bracket + 2, max(end - 1, bracket + 2)) if bracket >= 0 else (end, end)
        text_end = bracket if bracket >= 0 else end
        return nodes.Link(
            start, end, "image" if image else "inline", target, *span, min(start + open_width, text_end), text_end
        )
    bracket = text.rfind("][", start, end) if link_type in ("Reference", "Collapsed") else -1
    text_end = bracket if bracket >= 0 else end - 1
    label_span = (bracket + 2, end - 1) if link_type == "Reference" and bracket >= 0 else (start + open_width, text_end)
    return nodes.Link(
        start,
        end,
        "image" if image else "reference",
        target,
        *label_span,
        start + open_width,
        text_end,
        nodes.normalize_label(tag["id"]),
    )


def _wiki_link(text: str, target: str, start: int, end: int, open_width: int) -> nodes.Link:
    inner_start = start + open_width + 1
    inner_end = max(end - 2, inner_start)
    bar = text.find("|", inner_start, inner_end)
    target_end = bar if bar >= 0 else inner_end
    return nodes.Link(
        start, end, "wiki", target, inner_start, target_end, bar + 1 if bar >= 0 else inner_start, inner_end
    )


def find_definitions(text: str, blocks: Sequence[nodes.Block], base: int) -> tuple[nodes.Definition, ...]:
    """Every reference definition, repeated ones too; those written inside another block are none."""
    found = []
    for close in _places_of("]:", text, base):
        line_start = max(text.rfind("\n", base, close) + 1, base)
        line_start = max(text.rfind("\r", line_start, close) + 1, line_start)
        match = _DEFINITION.match(text, line_start)
        if match is None or match.end(1) != close:
            continue
        label_start = match.start(1)
        behind = bisect_right(blocks, label_start, key=_START)  # the first block that begins behind it
        # Leaves hold no other blocks: the one that holds this would be the last that begins before it.
        if behind and blocks[behind - 1].__class__ in _LEAVES and label_start < blocks[behind - 1].end:
            continue
        target_start, target_end = match.span(2)
        if behind < len(blocks) and blocks[behind].start <= target_start:
            continue  # the line below begins a block of its own
        if text[target_start] == "<":
            target_start, target_end = target_start + 1, target_end - 1
        found.append(
            nodes.Definition(
                label_start - 1,
                match.end(),
                nodes.normalize_label(match[1]),
                label_start,
                match.end(1),
                unescape(text[target_start:target_end]),
                target_start,
                target_end,
            )
        )
    return tuple(found)


def _places_of(piece: str, text: str, start: int) -> Iterator[int]:
    """Where ``piece`` stands in ``text``, from ``start`` on."""
    place = text.find(piece, start)
    while place >= 0:
        yield place
        place = text.find(piece, place + 1)


def is_inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether one of ``spans``, sorted by start, holds ``offset``."""
    behind = bisect_right(spans, offset, key=_FIRST)
    return behind > 0 and offset < spans[behind - 1][1]


def find_bare_links(
    text: str, opaque: Sequence[tuple[int, int]], base: int, rows: Sequence[tuple[int, int]] = ()
) -> list[nodes.Link]:
    """Bare URLs outside of ``opaque``: merged spans of code, links, HTML and definitions.

    ``rows`` are the spans of the rows of tables, sorted: a URL in one ends with its cell.
    """
    found = []
    spans = find_bare_urls(text, base, len(text))
    if rows:
        spans = split_at_bars(text, spans, lambda offset: is_inside(rows, offset))
    for start, url_end in spans:
        if is_inside(opaque, start):
            continue
        end = url_end
        if text.find("[", start, end) >= 0 and is_inside(opaque, end - 1):  # `https://example.org/a[b](c)`
            end = end_of_url(text, start, opaque[bisect_right(opaque, (end - 1, len(text))) - 1][0])
        target = text[start:end]
        # Whoever writes `a\_b` or `&amp;` thinks of a renderer that reads them everywhere.
        if "\\" in target or "&" in target:
            target = unescape(target)
        found.append(nodes.Link(start, end, "bare", target, start, end, start, end))
    return found


def find_broken_references(
    text: str, opaque: Sequence[tuple[int, int]], base: int
) -> tuple[nodes.BrokenReference, ...]:
    """``[text][label]`` and ``[label][]`` that are no links, since nothing defines the label.

    A lone ``[label]`` is none: people put words in brackets. ``opaque`` is as for `find_bare_links`.
    """
    found = []
    for place in _places_of("][", text, base):
        if is_inside(opaque, place):
            continue  # in a link, as nearly all are
        # A plain search for what few lines hold, then a look around it, is quicker than a pattern over all of the text.
        match = _REFERENCE.match(text, text.rfind("[", max(base, place - _LONGEST_LABEL), place))
        if match is None or match.end(1) != place or is_inside(opaque, match.start()):
            continue
        group = 2 if match[2] else 1
        label = match[group]
        # `grid[x][y]` is an index, `[^1]` a footnote.
        if label.startswith("^") or not label.strip():
            continue
        start = match.start() - text.startswith("!", max(match.start() - 1, 0))
        found.append(nodes.BrokenReference(start, match.end(), nodes.normalize_label(label), *match.span(group)))
    return tuple(found)


def merged_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` sorted, with those that touch or nest made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def find_html_links(text: str, start: int, end: int) -> tuple[list[nodes.Link], list[nodes.Anchor]]:
    """Links (``href``, ``src``) and anchors (``id``, ``name``) in the tags at ``start:end``, but for comments."""
    links: list[nodes.Link] = []
    anchors: list[nodes.Anchor] = []
    while start < end:
        comment = text.find("<!--", start, end)
        stop = comment if comment >= 0 else end
        for tag in _TAG.finditer(text, start, stop):
            for match in _HTML_ATTRIBUTE.finditer(text, *tag.span()):
                _add_attribute(match, links, anchors)
        closing = text.find("-->", stop, end)
        start = closing + len("-->") if closing >= 0 else end
    return links, anchors


def _add_attribute(match: re.Match[str], links: list[nodes.Link], anchors: list[nodes.Anchor]) -> None:
    group = match.lastindex or 0
    span = match.span(group)
    value = without_entities(match[group])
    if match[1].lower() in ("href", "src"):
        links.append(nodes.Link(*span, "html", value, *span, *span))
    elif value:
        anchors.append(nodes.Anchor(*span, value))
