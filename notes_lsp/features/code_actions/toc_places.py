"""Where Markdown notes have their table of contents: between comments, or as a list of links below a title.

Known are the comments of the programs that make such tables (doctoc, markdown-toc, md-toc, Marksman, the
extensions of editors), and lists of nothing but links to places in the file, right below a title like "Contents".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notes_lsp.features.code_actions.toc_entries import is_contents_title
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Block, Comment, Heading, ListItem, Paragraph

_OPENING = re.compile(r"<!--\s*(?:toc(?:[ :]?start|\s+\w+:.*)?|start[ :]?(?:toc|doctoc\b.*))\s*-->", re.IGNORECASE)
_CLOSING = re.compile(r"<!--\s*(?:/\s*toc|toc[ :]?(?:stop|end)|end[ :]?(?:toc|doctoc\b.*))\s*-->", re.IGNORECASE)
_MAY_HAVE_COMMENT = re.compile(r"<!--[^\r\n>]{0,20}toc", re.IGNORECASE)
# What a program replaces by a table of its own making when it renders the notes.
_RENDERED = re.compile(
    r"^[ \t]*(?:\[toc\]|\[\[_?toc_?\]\]|[*-][ \t]+[^\r\n]*\r?\n\{:[ \t]*toc\b)", re.IGNORECASE | re.MULTILINE
)

PlaceKind = Literal[
    "marked",  # between two comments
    "open",  # below a comment that none closes
    "list",  # below a title
    "other",  # below a title, and more than a list of links
]


@dataclass(frozen=True, slots=True)
class ListedLink:
    """An item of a table of contents: the fragment that it links to, its text as written, and its depth."""

    fragment: str
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class TocPlace:
    """The place of a table of contents.

    ``start:end`` is its list, in whole lines; without ``has_list`` it is the gap into which a list belongs.
    ``bullet`` and ``step`` are how the list marks and indents its items.
    """

    kind: PlaceKind
    start: int
    end: int
    has_list: bool = False
    listed: tuple[ListedLink, ...] = ()
    bullet: str = "-"
    step: int = 2


def has_rendered_toc(document: Document) -> bool:
    """Whether the notes leave their table of contents to the program that renders them."""
    return any(_is_rendered_in_part(document, index) for index in range(len(document.parts)))


_is_rendered_in_part = of_part(lambda part: _RENDERED.search(part.text) is not None)
_may_have_comment_in_part = of_part(lambda part: _MAY_HAVE_COMMENT.search(part.text) is not None)


def find_toc(document: Document, before: int) -> TocPlace | None:
    """The table of contents of a Markdown document; one without comments must stand before the offset ``before``."""
    if any(_may_have_comment_in_part(document, index) for index in range(len(document.parts))):
        found = _between_comments(document)
        if found is not None:
            return found
    for block in document.blocks_between(0, before):
        if isinstance(block, Heading | Paragraph) and _is_contents(document, block):
            return _below_title(document, block)
    return None


def _is_contents(document: Document, block: Heading | Paragraph) -> bool:
    start, end = (block.text_start, block.text_end) if isinstance(block, Heading) else (block.start, block.end)
    return end - start < 60 and is_contents_title(visible_text(document.text[start:end], document.dialect))


# ---------------------------------------------------------------- between comments


def _between_comments(document: Document) -> TocPlace | None:
    text = document.text
    comments = [block for block in document.blocks if isinstance(block, Comment)]
    for index, comment in enumerate(comments):
        written = text[comment.start : comment.end]
        if _OPENING.fullmatch(written) is None:
            continue
        for later in comments[index + 1 :]:
            closing = text[later.start : later.end]
            # The marks of md-toc are twice the same.
            if _CLOSING.fullmatch(closing) is not None or closing == written:
                return _place_between(document, comment.end, later.start)
        return _place_below_comment(document, comment.end)
    return None


def _place_between(document: Document, start: int, end: int) -> TocPlace:
    inside = document.blocks_between(start, end)
    items = [block for block in inside if isinstance(block, ListItem)]
    if items:
        return _place_of_list(document, "marked", items)
    # What other programs write above their list stays.
    start = max((block.end for block in inside), default=start)
    return TocPlace("marked", start, end)


def _place_below_comment(document: Document, start: int) -> TocPlace:
    items = _list_of_links(document, document.blocks_between(start, len(document.text)))
    return _place_of_list(document, "open", items) if items else TocPlace("open", start, start)


# ---------------------------------------------------------------- below a title


def _below_title(document: Document, title: Heading | Paragraph) -> TocPlace:
    following = document.blocks_between(title.end, len(document.text))
    items = _list_of_links(document, following)
    if items:
        return _place_of_list(document, "list", items)
    end = following[0].start if following else len(document.text)
    is_empty = not following or isinstance(following[0], Heading)
    return TocPlace("list" if is_empty else "other", title.end, document.lines.starts[document.lines.line_at(end)])


def _list_of_links(document: Document, blocks: Sequence[Block]) -> list[ListItem]:
    """The items that ``blocks`` begin with, if each of them is a link to a place in the file and nothing more."""
    items: list[ListItem] = []
    for block in blocks:
        if not isinstance(block, ListItem):
            break
        if _listed_link(document, block, 0) is None:
            return []
        items.append(block)
    return items


def _listed_link(document: Document, item: ListItem, depth: int) -> ListedLink | None:
    links = document.links_between(item.text_start, item.text_end)
    if len(links) != 1 or (links[0].start, links[0].end) != (item.text_start, item.text_end):
        return None
    link = links[0]
    if link.kind != "inline" or not link.target.startswith("#"):
        return None
    return ListedLink(link.target[1:], document.text[link.text_start : link.text_end], depth)


def _place_of_list(document: Document, kind: PlaceKind, items: Sequence[ListItem]) -> TocPlace:
    lines = document.lines
    first = items[0]
    start = lines.starts[lines.line_at(first.start)]
    is_numbered = first.marker[:1].isdigit()
    step = 4 if is_numbered else 2
    nested = next((item for item in items if item.depth > first.depth), None)
    if nested is not None:
        step = max(_indent_of(document, nested) - _indent_of(document, first), len(first.marker) + 1)
    listed = [_listed_link(document, item, item.depth - first.depth) for item in items]
    return TocPlace(
        kind=kind,
        start=start,
        end=max(item.end for item in items),
        has_list=True,
        listed=tuple(link for link in listed if link is not None),
        bullet=first.marker,
        step=step,
    )


def _indent_of(document: Document, item: ListItem) -> int:
    line = document.lines.line_at(item.start)
    written = document.text[document.lines.starts[line] : document.lines.ends[line]]
    return len(written) - len(written.lstrip(" \t"))
