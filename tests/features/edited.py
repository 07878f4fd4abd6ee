"""Texts after edits, for tests of what changes notes."""

from collections.abc import Iterable
from itertools import pairwise

from notes_lsp.rules.base import Edit


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits`` made, which have to be in order, inside of the text and beside each other."""
    in_order = list(edits)
    for edit in in_order:
        assert 0 <= edit.start <= edit.end <= len(text)
    for before, after in pairwise(in_order):
        assert before.end <= after.start
        assert before.start < after.start
    for edit in reversed(in_order):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
