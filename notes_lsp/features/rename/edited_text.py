"""A text and a document after edits, and where the places of the text before lie in it."""

from collections.abc import Iterable, Sequence

from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import dialect_of, parse

_ENDINGS = {"markdown": "md", "rst": "rst", "org": "org", "plaintext": "txt"}
# Each edit costs a copy of the text; beyond that many the whole text is read as quickly.
_MOST_ONE_BY_ONE = 30


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with all of ``edits``, which count from the text before and do not overlap."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += (text[position : edit.start], edit.text)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def edited_document(document: Document, edits: Sequence[Edit], path: str) -> Document:
    """``document``, the file at ``path``, after ``edits``, which count from the text before and do not overlap.

    A file that was never saved has no name; it is read as it was before.
    """
    name = path or f"notes.{_ENDINGS[document.dialect]}"
    text = apply_edits(document.text, edits)
    in_parts = len(document.parts) > 1 and len(edits) <= _MOST_ONE_BY_ONE
    if not in_parts or document.dialect != "markdown" or dialect_of(name, text) != "markdown":
        return parse(text, name)
    from notes_lsp.syntax.markdown_parts import edit_markdown

    # From the last one on, so that the places of the others stay as they are.
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
        document = edit_markdown(document, edit.start, edit.end, edit.text)
    return document


def moved_offset(edits: Sequence[Edit], offset: int) -> int:
    """Where the character at ``offset`` lies after ``edits``; that at the start of an edit stays where it is."""
    return offset + sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= offset)
