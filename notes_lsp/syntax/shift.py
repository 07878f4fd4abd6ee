"""Nodes at another place: what a reader found in a part of a text, moved to where the part stands."""

from collections.abc import Callable
from typing import Any, TypeVar

from notes_lsp.syntax import nodes

_N = TypeVar("_N")


def shifted(node: _N, by: int) -> _N:
    """``node`` with all of its offsets moved by ``by`` code points."""
    return node if by == 0 else _SHIFT[node.__class__](node, by)


def _span_alone(node: Any, by: int) -> Any:
    return node.__class__(node.start + by, node.end + by)


def _heading(node: nodes.Heading, by: int) -> nodes.Heading:
    return nodes.Heading(
        node.start + by, node.end + by, node.level, node.text_start + by, node.text_end + by, node.marker, node.style
    )


def _list_item(node: nodes.ListItem, by: int) -> nodes.ListItem:
    return nodes.ListItem(
        node.start + by,
        node.end + by,
        node.text_start + by,
        node.text_end + by,
        node.marker,
        node.depth,
        node.checked,
    )


def _code_block(node: nodes.CodeBlock, by: int) -> nodes.CodeBlock:
    return nodes.CodeBlock(
        start=node.start + by,
        end=node.end + by,
        content_start=node.content_start + by,
        content_end=node.content_end + by,
        kind=node.kind,
        language=node.language,
        language_start=node.language_start + by,
        language_end=node.language_end + by,
        guess=node.guess,
        closed=node.closed,
    )


def _table_row(node: nodes.TableRow, by: int) -> nodes.TableRow:
    cells = tuple((start + by, end + by) for start, end in node.cells)
    return nodes.TableRow(node.start + by, node.end + by, cells, node.header)


def _field(node: nodes.Field, by: int) -> nodes.Field:
    return nodes.Field(
        start=node.start + by,
        end=node.end + by,
        name=node.name,
        name_start=node.name_start + by,
        name_end=node.name_end + by,
        value_start=node.value_start + by,
        value_end=node.value_end + by,
    )


def _front_matter(node: nodes.FrontMatter, by: int) -> nodes.FrontMatter:
    return nodes.FrontMatter(node.start + by, node.end + by, node.fenced)


def _directive(node: nodes.Directive, by: int) -> nodes.Directive:
    return nodes.Directive(node.start + by, node.end + by, node.name)


def _link(node: nodes.Link, by: int) -> nodes.Link:
    return nodes.Link(
        node.start + by,
        node.end + by,
        node.kind,
        node.target,
        node.target_start + by,
        node.target_end + by,
        node.text_start + by,
        node.text_end + by,
        node.label,
    )


def _definition(node: nodes.Definition, by: int) -> nodes.Definition:
    return nodes.Definition(
        start=node.start + by,
        end=node.end + by,
        label=node.label,
        label_start=node.label_start + by,
        label_end=node.label_end + by,
        target=node.target,
        target_start=node.target_start + by,
        target_end=node.target_end + by,
    )


def _broken_reference(node: nodes.BrokenReference, by: int) -> nodes.BrokenReference:
    return nodes.BrokenReference(node.start + by, node.end + by, node.label, node.label_start + by, node.label_end + by)


def _anchor(node: nodes.Anchor, by: int) -> nodes.Anchor:
    return nodes.Anchor(node.start + by, node.end + by, node.name)


_SHIFT: dict[type, Callable[[Any, int], Any]] = {
    nodes.Heading: _heading,
    nodes.Paragraph: _span_alone,
    nodes.ListItem: _list_item,
    nodes.CodeBlock: _code_block,
    nodes.Quote: _span_alone,
    nodes.TableRow: _table_row,
    nodes.Field: _field,
    nodes.FrontMatter: _front_matter,
    nodes.Directive: _directive,
    nodes.Html: _span_alone,
    nodes.Comment: _span_alone,
    nodes.Break: _span_alone,
    nodes.Link: _link,
    nodes.Definition: _definition,
    nodes.BrokenReference: _broken_reference,
    nodes.Anchor: _anchor,
}
