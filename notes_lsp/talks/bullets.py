"""Lists whose items are talks: ``* **Title** - *Speaker*``, ``- [Title](page) by Speaker``."""

import re
from collections.abc import Sequence

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.talks.entries import Entry
from notes_lsp.talks.names import looks_like_name, split_names

_MARKED_TITLE = re.compile(
    r"(?:(?:\*\*|__)(?P<bold>.+?)(?:\*\*|__)|\[[*_]*(?P<link>[^\[\]]+?)[*_]*\](?:\((?!#)[^()]*\)|\[[^\[\]]*\]))(?P<rest>.*)",
    re.DOTALL,
)
_REST = re.compile(r"\s*(?:[-–—|~,:]|\bby\b|`|[*_(])")
_BY = re.compile(r"\s*(?:[-–—,]\s*)?by\s+(\S.*)", re.IGNORECASE | re.DOTALL)


def find_bullet_talks(document: Document, spans: Sequence[tuple[int, int]]) -> list[Entry]:
    """The items that are talks within ``spans``: at least three in all, and most of the outermost items there."""
    items = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, nodes.ListItem) and block.depth == 0 and _is_within(block.start, spans):
            items.append((index, block))
    found = [entry for index, block in items if (entry := _talk_of_item(document, index, block)) is not None]
    if len(found) < 3 or len(found) * 5 < len(items) * 3:
        return []
    return found


def _is_within(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _talk_of_item(document: Document, index: int, item: nodes.ListItem) -> Entry | None:
    raw = document.text[item.text_start : item.text_end]
    match = _MARKED_TITLE.match(raw)
    if match is None or match["bold"] is not None and match["bold"].rstrip().endswith(":"):
        return None
    rest = match["rest"]
    if not _REST.match(rest) or rest.lstrip().startswith(":"):
        return None
    by = _BY.match(rest)
    if match["bold"] is None and (by is None or not names_of_rest(rest, document.dialect)):
        return None
    group = "bold" if match["bold"] is not None else "link"
    start, end = item.text_start + match.start(group), item.text_start + match.end(group)
    return Entry(index, item.start, item.end, start, end, 3, visible_text(match[group], document.dialect), "item")


def names_of_rest(rest: str, dialect: nodes.Dialect) -> list[str]:
    """The speakers named after the title of such an item."""
    by = _BY.match(rest)
    if by is not None:
        names = split_names(visible_text(by[1], dialect))
        return [name for name in names if looks_like_name(name)]
    without_code = re.sub(r"`[^`]*`", " ", rest)
    text = visible_text(without_code, dialect).strip(" -–—|~,:")
    names = split_names(re.split(r"\s*[-–—]\s+|\s+[-–—]\s*|(?<=[a-zà-ú])- ", text, maxsplit=1)[0])
    return names if names and all(looks_like_name(name) for name in names) else []
