"""The blocks around a place as steps of a growing selection: an item, its list, a row, its table, a snippet."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document

Span = tuple[int, int]

_CONTAINERS = (nodes.ListItem, nodes.Quote, nodes.Directive)


def block_spans(
    document: Document, around: Sequence[nodes.Block], region_start: int, region_end: int, offset: int
) -> Iterator[Span]:
    """The spans of the blocks ``around`` the place ``offset``, outermost first, and of what they make with others.

    ``region_start:region_end`` is how far a list or a table may reach: the talk.
    """
    for place, block in enumerate(around):
        yield block.start, block.end
        yield from _spans_within(document, block, offset)
        if isinstance(block, nodes.ListItem | nodes.TableRow):
            holder = next((outer for outer in reversed(around[:place]) if isinstance(outer, _CONTAINERS)), None)
            span = (holder.start + 1, holder.end) if holder is not None else (region_start, region_end)
            yield _run(document, _children(document.blocks_between(*span)), block)


def _spans_within(document: Document, block: nodes.Block, offset: int) -> Iterator[Span]:
    if isinstance(block, nodes.Heading | nodes.ListItem):
        yield block.text_start, block.text_end
    elif isinstance(block, nodes.TableRow):
        yield from block.cells
    elif isinstance(block, nodes.Field):
        yield block.name_start, block.name_end
        yield block.value_start, block.value_end
    elif isinstance(block, nodes.CodeBlock) and block.content_start <= offset <= block.content_end:
        yield _without_blanks(document.text, block.content_start, block.content_end)
        line = document.lines.line_at(offset)
        yield _without_blanks(document.text, document.lines.starts[line], document.lines.ends[line])


def _without_blanks(text: str, start: int, end: int) -> Span:
    """``start:end`` without the blanks at either end."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())


def _children(blocks: Sequence[nodes.Block]) -> list[nodes.Block]:
    """Those of ``blocks`` that lie in no other of them."""
    children: list[nodes.Block] = []
    for block in blocks:
        if not children or block.start >= children[-1].end:
            children.append(block)
    return children


def _run(document: Document, siblings: list[nodes.Block], block: nodes.Block) -> Span:
    """From the first to the last of ``siblings`` that make one list, or one table, with ``block``."""
    place = bisect_left(siblings, block.start, key=lambda sibling: sibling.start)
    if place == len(siblings):
        return block.start, block.end
    first = last = place
    while first > 0 and _belong_together(document, siblings[first - 1], siblings[first]):
        first -= 1
    while last + 1 < len(siblings) and _belong_together(document, siblings[last], siblings[last + 1]):
        last += 1
    return siblings[first].start, siblings[last].end


def _belong_together(document: Document, before: nodes.Block, after: nodes.Block) -> bool:
    if isinstance(before, nodes.ListItem) and isinstance(after, nodes.ListItem):
        return before.depth == after.depth and _list_kind(before.marker) == _list_kind(after.marker)
    if isinstance(before, nodes.TableRow) and isinstance(after, nodes.TableRow):
        # A blank line ends a table, the dashes below its head do not.
        lines = range(document.lines.line_at(before.end) + 1, document.lines.line_at(after.start))
        text = document.text
        return len(lines) < 3 and all(text[document.lines.starts[n] : document.lines.ends[n]].strip() for n in lines)
    return False


def _list_kind(marker: str) -> str:
    """The same for the items of one list: another bullet begins another list (CommonMark 0.31, section 5.3)."""
    return "number" if any(map(str.isalnum, marker)) else marker
