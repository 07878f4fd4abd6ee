"""Hovers as text: what the card is about, and the card, so that a wrong span is seen."""

from collections.abc import Mapping

from fake_library import FakeLibrary
from marked import cut
from notes_lsp.features.card import card_as_markdown, card_as_plaintext
from notes_lsp.features.hover.hover import Hover, hover
from notes_lsp.features.library import EmptyLibrary, Library
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

PATH = "/conf/notes.md"


def hovered(marked: str, path: str = PATH, files: Mapping[str, str] | None = None) -> tuple[str, Hover | None]:
    """The text without its ``$0``, and the hover there; without ``files``, nothing is known of any other file."""
    text, offset = cut(marked)
    library: Library = EmptyLibrary() if files is None else FakeLibrary({path: text, **files})
    found = hover(understand(parse(text, path), path), offset, path, library)
    assert found is None or 0 <= found.start <= offset <= found.end <= len(text)
    return text, found


def check(marked: str, expected: str | None, path: str = PATH, files: Mapping[str, str] | None = None) -> None:
    """The hover at ``$0``: the first line of ``expected`` is what it is about, the rest the card in plain text."""
    text, found = hovered(marked, path, files)
    shown = None
    if found is not None:
        shown = f"⟦{text[found.start : found.end]}⟧\n{card_as_plaintext(found.card)}\n"
    assert shown == expected


def markdown_at(marked: str, path: str = PATH, files: Mapping[str, str] | None = None) -> str:
    """The card at ``$0`` in Markdown."""
    _, found = hovered(marked, path, files)
    assert found is not None
    return card_as_markdown(found.card, lambda path: f"file://{path}")
