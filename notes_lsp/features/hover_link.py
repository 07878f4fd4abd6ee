"""The cards of links, of reference definitions and of anchors: what is at the other end, and what is known of it."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TypeVar

from notes_lsp.features.card import Card, Code, Hover, Line
from notes_lsp.features.hover_address import target_on_web_or_disk
from notes_lsp.features.hover_destination import card_of_target
from notes_lsp.features.hover_preview import preview_at, section_of_lines
from notes_lsp.features.hover_words import count, cut
from notes_lsp.features.library import Library
from notes_lsp.features.link_targets import target_of_definition
from notes_lsp.features.occurrences import links_to_place
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Anchor, Definition, Link

# How far before a place a link that reaches over it may begin: an image inside a link begins behind it.
_LONGEST_LINK = 4000
_LONGEST_LABEL = 40

_Node = TypeVar("_Node", Definition, Anchor)


def hover_of_link(document: Document, offset: int, path: str, library: Library) -> Hover | None:
    """The card of the link, the definition or the anchor that holds ``offset``."""
    link = link_over(document, offset)
    if link is not None:
        # A footnote leads to the words below, which are no address.
        if link.label.startswith("^"):
            return None
        card = card_of_target(document, target_on_web_or_disk(document, link), path, library)
        by_label = link.label and link.kind != "role" and not (document.dialect == "rst" and link.target[:1] == "#")
        facts = _facts_of_label(document, link.label) if by_label else ()
        return Hover(link.start, link.end, _with_facts(card, facts)) if card is not None else None
    definition = _last_over(document.definitions, offset)
    if definition is not None:
        card = card_of_target(document, target_of_definition(document, definition), path, library)
        facts = _facts_of_label(document, definition.label)
        return Hover(definition.start, definition.end, _with_facts(card, facts)) if card is not None else None
    anchor = _last_over(document.anchors, offset)
    return Hover(anchor.start, anchor.end, _card_of_anchor(document, anchor)) if anchor is not None else None


def link_over(document: Document, offset: int) -> Link | None:
    """The innermost link that holds ``offset``."""
    near = document.links_between(max(offset - _LONGEST_LINK, 0), offset + 1)
    return next((link for link in reversed(near) if link.end > offset), None)


def _facts_of_label(document: Document, label: str) -> tuple[Line, ...]:
    """A label, and how often links name it."""
    uses = sum(link.label == label and link.kind != "role" for link in document.links)
    used = f"used {'once' if uses == 1 else f'{uses} times'}" if uses else "not used"
    return (("label ", Code(cut(label, _LONGEST_LABEL))), (used,))


def _with_facts(card: Card, facts: tuple[Line, ...]) -> Card:
    return Card(card.title, card.facts + facts, card.sections)


def _card_of_anchor(document: Document, anchor: Anchor) -> Card:
    preview = preview_at(document, anchor.start, anchor.end)
    links = sum(1 for _ in links_to_place(document, (anchor.start, anchor.end)))
    facts: tuple[Line, ...] = (
        ("anchor ", Code(cut(anchor.name, _LONGEST_LABEL))),
        (f"{count(links, 'link')} in these notes",),
    )
    return Card(preview.title or f"#{anchor.name}", facts, (section_of_lines(preview.lines),))


def _last_over(nodes: Sequence[_Node], offset: int) -> _Node | None:
    place = bisect_right(nodes, offset, key=lambda node: node.start) - 1
    return nodes[place] if place >= 0 and nodes[place].end > offset else None
