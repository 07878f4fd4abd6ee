"""A place in some file, as navigation gives it."""

from dataclasses import dataclass

from notes_lsp.syntax.document import Document


@dataclass(frozen=True, slots=True)
class Place:
    """``start:end`` in the file at ``path``, and all that belongs to it at ``full_start:full_end``.

    ``path`` is ``""`` for the file in which was asked. ``0:0`` is the beginning of a file, whatever is in it.
    """

    path: str
    start: int
    end: int
    full_start: int
    full_end: int


def own_place_at(document: Document, start: int, end: int) -> Place:
    """``start:end`` in ``document`` itself, with its lines around it."""
    lines = document.lines
    full_start, full_end = lines.starts[lines.line_at(start)], lines.ends[lines.line_at(end)]
    return Place("", start, end, full_start, full_end)


def place_in(path: str, start: int, end: int) -> Place:
    """``start:end`` in the file at ``path``."""
    return Place(path, start, end, start, end)
