"""What an editor shows of the thing under the pointer (LSP 3.17, "Hover Request").

The innermost thing wins: a speaker within a link, a link within a heading, then what the line as a whole is. In
running text there is nothing to show.
"""

from notes_lsp.features.card import Hover
from notes_lsp.features.hover.code import hover_of_code
from notes_lsp.features.hover.date import hover_of_date
from notes_lsp.features.hover.day import hover_of_conference, hover_of_day
from notes_lsp.features.hover.link import hover_of_link, link_over
from notes_lsp.features.hover.named_document import hover_of_named_document
from notes_lsp.features.hover.speaker import hover_of_speaker
from notes_lsp.features.hover.tag import hover_of_tag
from notes_lsp.features.hover.talk import hover_of_talk
from notes_lsp.features.library import Library
from notes_lsp.talks.model import Notes

__all__ = ["Hover", "hover"]


def hover(notes: Notes, offset: int, path: str, library: Library) -> Hover | None:
    """What is to be said of the thing at ``offset`` in the notes at ``path``; None for nothing."""
    document = notes.document
    link = link_over(document, offset)
    # In `[Ada Lovelace](https://example.org)` the name is hers; an address names nobody, and for that no talk is read.
    on_target = link is not None and link.target_start <= offset < link.target_end and not link.label
    return (
        (None if on_target else hover_of_speaker(notes, offset, path, library))
        or hover_of_link(document, offset, path, library)
        or hover_of_named_document(document, offset)
        or hover_of_tag(document, offset, path, library)
        or hover_of_day(notes, offset)
        or hover_of_conference(notes, offset)
        or hover_of_date(notes, offset)
        or hover_of_code(document, offset)
        or hover_of_talk(notes, offset, path, library)
    )
