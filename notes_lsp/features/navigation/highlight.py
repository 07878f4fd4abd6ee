"""Document highlights (LSP 3.17, ``textDocument/documentHighlight``): a thing, wherever its file names it."""

from dataclasses import dataclass

from notes_lsp.features.navigation.named_things import thing_at
from notes_lsp.features.navigation.occurrences import occurrences
from notes_lsp.talks.model import Notes


@dataclass(frozen=True, slots=True)
class Highlight:
    """A place to highlight; ``defines`` says that the thing gets its name there, which editors call a write access."""

    start: int
    end: int
    defines: bool


def find_highlights(notes: Notes, offset: int) -> tuple[Highlight, ...]:
    """The places in ``notes`` that name what is at ``offset``, in the order of the text."""
    thing = thing_at(notes, offset)
    if thing is None:
        return ()
    return tuple(Highlight(found.start, found.end, found.defines) for found in occurrences(notes, thing))
