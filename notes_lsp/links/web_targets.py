"""Where a document writes addresses on the web, each with the address by which what is known of it is found."""

from collections.abc import Iterator

from notes_lsp.links.web_addresses import address_of
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.nodes import LinkKind
from notes_lsp.syntax.values import value_class

# What these give stands elsewhere: references at their definitions, the targets of roles in no notes at all.
_WRITTEN_ELSEWHERE: frozenset[LinkKind] = frozenset({"reference", "role"})


@value_class
class WebTarget:
    """An address as it is written at ``start:end``, once: that of a link by reference at its definition.

    ``target`` is what is meant, without escapes of the language of the notes, with its scheme and its fragment;
    ``address`` is what is asked for (`notes_lsp.links.web_addresses.address_of`). ``kind`` is that of the link.
    """

    start: int
    end: int
    target: str
    address: str
    kind: LinkKind


def web_targets(document: Document) -> tuple[WebTarget, ...]:
    """The addresses that ``document`` writes, in the order of the text."""
    if len(document.parts) == 1:
        return web_targets_of_part(document, 0)
    return tuple(
        WebTarget(each.start + start, each.end + start, each.target, each.address, each.kind)
        for index, start in enumerate(document.part_starts)
        for each in web_targets_of_part(document, index)
    )


def _web_targets(document: Document) -> Iterator[WebTarget]:
    for link in document.links:
        # A reference in reStructuredText has no label where it is anonymous.
        if link.label or link.kind in _WRITTEN_ELSEWHERE or link.target_start >= link.target_end:
            continue
        target = link.target
        # `www.example.org` in running text is a page (GitHub Flavored Markdown 0.29, section 6.9).
        if link.kind == "bare" and target[:4].lower() == "www.":
            target = f"http://{target}"
        address = address_of(target) if "//" in target else None
        if address is not None:
            yield WebTarget(link.target_start, link.target_end, target, address, link.kind)
    for definition in document.definitions:
        start, end = definition.target_start, definition.target_end
        # `.. _here: there_` leads where `there` leads, and that is written at `there`.
        is_written = "//" in definition.target and document.text.find("//", start, end) >= 0
        address = address_of(definition.target) if is_written else None
        if address is not None:
            yield WebTarget(start, end, definition.target, address, "definition")


web_targets_of_part = of_part(
    lambda document: tuple(sorted(_web_targets(document), key=lambda each: (each.start, each.end)))
)
"""The addresses that a part writes, as offsets from where it begins; its second argument is the index of the part."""
