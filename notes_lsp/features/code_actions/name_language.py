"""Naming the language of code whose writer left it out."""

from notes_lsp.rules.base import Edit
from notes_lsp.rules.code_language import edit_that_names
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock


def name_language(document: Document, offset: int) -> tuple[str, Edit] | None:
    """The language that the block of code at ``offset`` looks like, and the edit that writes it at its place.

    None where there is no such block, where a language is named, where nothing can be told, and where the block
    has no place for a name.
    """
    for block in reversed(document.blocks_at(offset)):
        if isinstance(block, CodeBlock):
            edit = edit_that_names(document.text, block)
            return None if edit is None else (block.guess, edit)
    return None
