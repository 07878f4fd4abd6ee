"""The cards of links, of reference definitions and of anchors: what is at the other end, and what is known of it."""

from collections import Counter

from notes_lsp.features.card import Card, Code, Hover, Line
from notes_lsp.features.hover.address import target_on_web_or_disk
from notes_lsp.features.hover.destination import card_of_target
from notes_lsp.features.hover.preview import preview_at, section_of_lines
from notes_lsp.features.library import Library
from notes_lsp.features.linking.link_targets import target_of_definition
from notes_lsp.features.navigation.occurrences import links_to_place
from notes_lsp.features.nodes_at import anchor_at, definition_at
from notes_lsp.features.wording import count, cut
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.nodes import Anchor, Link

# How far before a place a link that reaches over it may begin: an image inside a link begins behind it.
_LONGEST_LINK = 4000
_LONGEST_LABEL = 40


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
    definition = definition_at(document, offset)
    if definition is not None and offset < definition.end:
        card = card_of_target(document, target_of_definition(document, definition), path, library)
        facts = _facts_of_label(document, definition.label)
        return Hover(definition.start, definition.end, _with_facts(card, facts)) if card is not None else None
    anchor = anchor_at(document, offset)
    if anchor is None or offset == anchor.end:
        return None
    return Hover(anchor.start, anchor.end, _card_of_anchor(document, anchor))


def link_over(document: Document, offset: int) -> Link | None:
    """The innermost link that holds ``offset``."""
    near = document.links_between(max(offset - _LONGEST_LINK, 0), offset + 1)
    return next((link for link in reversed(near) if link.end > offset), None)


def _facts_of_label(document: Document, label: str) -> tuple[Line, ...]:
    """A label, and how often links name it."""
    uses = sum(_uses_of_labels(document, index).get(label, 0) for index in range(len(document.parts)))
    used = f"used {'once' if uses == 1 else f'{uses} times'}" if uses else "not used"
    return (("label ", Code(cut(label, _LONGEST_LABEL))), (used,))


_uses_of_labels = of_part(lambda part: Counter(link.label for link in part.links if link.label and link.kind != "role"))


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
