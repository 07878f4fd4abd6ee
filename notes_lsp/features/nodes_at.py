"""The definition, the reference or the anchor that stands at a place, without a look at the rest of the text."""

from bisect import bisect_right
from collections.abc import Callable
from typing import TypeVar

from notes_lsp.syntax.document import Document, Part
from notes_lsp.syntax.nodes import Anchor, BrokenReference, Definition, start_of
from notes_lsp.syntax.shift import shifted

_Node = TypeVar("_Node", Definition, BrokenReference, Anchor)


def definition_at(document: Document, offset: int) -> Definition | None:
    """The definition that holds ``offset`` or ends there."""
    return _last_at(document, offset, lambda part: part.definitions)


def broken_reference_at(document: Document, offset: int) -> BrokenReference | None:
    """The reference to a label that nothing defines which holds ``offset`` or ends there."""
    return _last_at(document, offset, lambda part: part.broken_references)


def anchor_at(document: Document, offset: int) -> Anchor | None:
    """The anchor that holds ``offset`` or ends there."""
    return _last_at(document, offset, lambda part: part.anchors)


def _last_at(document: Document, offset: int, nodes_of: Callable[[Part], tuple[_Node, ...]]) -> _Node | None:
    """The last that begins before ``offset``, if it reaches there: two of a kind hardly ever nest."""
    # A part begins on a line of its own, where nothing of this kind ends.
    index = document.part_at(offset)
    start = document.part_starts[index]
    nodes = nodes_of(document.parts[index])
    place = bisect_right(nodes, offset - start, key=start_of) - 1
    return shifted(nodes[place], start) if place >= 0 and start + nodes[place].end >= offset else None
