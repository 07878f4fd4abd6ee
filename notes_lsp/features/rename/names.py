"""How a reference by name is written."""

import re

from notes_lsp.syntax.document import Document

# reStructuredText Markup Specification, "Reference Names": others need backquotes.
_SIMPLE_NAME = re.compile(r"[^\W_](?:[-._+:]?[^\W_])*")


def reference_text(document: Document, start: int, end: int, name: str) -> str:
    """What to write at ``start:end`` in place of a label, so that it refers to ``name``."""
    text = document.text
    if document.dialect != "rst" or not text.startswith("_", end) or text[max(start - 1, 0) : start] in ("`", "<"):
        return name
    return name if _SIMPLE_NAME.fullmatch(name) else f"`{name}`"
