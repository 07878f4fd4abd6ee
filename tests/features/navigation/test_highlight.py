"""Document highlights. Which places there are is tested with the named things."""

from marked import cut
from notes_lsp.features.navigation.highlight import find_highlights
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand


def check(marked: str, expected: str, name: str = "notes.md") -> None:
    """What is highlighted for ``$0``: ``⟦r read⟧`` and ``⟦w written⟧``."""
    text, offset = cut(marked)
    found = find_highlights(understand(parse(text, name), name), offset)
    for place in reversed(found):
        kind = "w" if place.defines else "r"
        text = f"{text[: place.start]}⟦{kind} {text[place.start : place.end]}⟧{text[place.end :]}"
    assert text == expected


def test_a_heading_is_written_and_its_links_read() -> None:
    check("# Day$0\n\n[x](#day)\n", "# ⟦w Day⟧\n\n[x](#⟦r day⟧)\n")


def test_a_label_is_written_at_its_definition() -> None:
    check("[x][do$0cs]\n\n[docs]: a.md\n", "[x][⟦r docs⟧]\n\n[⟦w docs⟧]: a.md\n")


def test_tags_are_read() -> None:
    check("#asy$0nc #async\n", "#⟦r async⟧ #⟦r async⟧\n")


def test_words_are_left_to_the_editor() -> None:
    check("wo$0rd word\n", "word word\n")
