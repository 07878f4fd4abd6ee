"""A text after edits, and where the places of the text before lie in it."""

from collections.abc import Iterable, Sequence

from notes_lsp.rules.base import Edit


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with all of ``edits``, which count from the text before and do not overlap."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += (text[position : edit.start], edit.text)
        position = edit.end
    pieces.append(text[position:])
    return "".join(pieces)


def moved_offset(edits: Sequence[Edit], offset: int) -> int:
    """Where the character at ``offset`` lies after ``edits``; that at the start of an edit stays where it is."""
    return offset + sum(len(edit.text) - (edit.end - edit.start) for edit in edits if edit.end <= offset)
