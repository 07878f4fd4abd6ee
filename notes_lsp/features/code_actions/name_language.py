"""Naming the language of code whose writer left it out."""

from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock


def name_language(document: Document, offset: int) -> tuple[str, Edit] | None:
    """The language that the block of code at ``offset`` looks like, and the edit that writes it at its place.

    None where there is no such block, where a language is named, where nothing can be told, and where the block
    has no place for a name.
    """
    for block in reversed(document.blocks_at(offset)):
        if isinstance(block, CodeBlock):
            return _named(document.text, block)
    return None


def _named(text: str, block: CodeBlock) -> tuple[str, Edit] | None:
    place = block.language_start
    if block.language or not block.guess or block.language_end > place:
        return None
    opening = text[block.start : place].lower()
    # Of the directives and the blocks of Org some hold code in no language, or in one that goes without saying.
    if not (block.kind == "fence" or (block.kind == "directive" and "code" in opening) or opening.endswith("_src")):
        return None
    gap = "" if block.kind == "fence" or opening.endswith((" ", "\t")) else " "
    return block.guess, Edit(place, place, gap + block.guess)
