"""The card of a tag: where else it stands."""

from notes_lsp.features.card import Card, CardSection, FileLink, Hover, Line
from notes_lsp.features.library import Library
from notes_lsp.features.tags import find_tags, tags_between
from notes_lsp.features.wording import count, cut
from notes_lsp.syntax.document import Document

_FILES = 8
_LONGEST_NAME = 60


def hover_of_tag(document: Document, offset: int, path: str, library: Library) -> Hover | None:
    """The card of the tag that holds ``offset``."""
    line = document.lines.line_at(offset)
    for tag in tags_between(document, document.lines.starts[line], document.lines.ends[line]):
        if tag.start <= offset < tag.end:
            return Hover(tag.start, tag.end, _card_of(tag.name, document, path, library))
    return None


def _card_of(name: str, document: Document, path: str, library: Library) -> Card:
    here = sum(tag.name == name for tag in find_tags(document))
    elsewhere = [
        (number, summary.title, summary.path)
        for summary in library.summaries()
        if summary.path != path and (number := sum(tag.name == name for tag in summary.tags))
    ]
    elsewhere.sort(key=lambda found: -found[0])
    total = here + sum(number for number, _, _ in elsewhere)
    lines: list[Line] = [
        (FileLink(cut(title, _LONGEST_NAME), file), f": {number}") for number, title, file in elsewhere[:_FILES]
    ]
    facts: list[Line] = [(count(total, "mention"),)]
    if elsewhere:
        facts.append((f"{here} in these notes",))
    sections = (CardSection("Other notes", tuple(lines), more=max(len(elsewhere) - _FILES, 0)),)
    return Card(f"#{cut(name, _LONGEST_NAME)}", tuple(facts), sections)
