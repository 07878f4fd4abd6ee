"""Go to definition (LSP 3.17, ``textDocument/definition`` and ``textDocument/declaration``).

A link leads where it leads, a use of a reference label to the label's definition, and what is itself a heading, an
anchor or a label stays where it is, so that editors offer its references instead. A speaker leads to the other
talks of that person. A tag and a web address lead nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from notes_lsp.features.library import Library
from notes_lsp.features.linking.destinations import Destination, destination_of, is_folder
from notes_lsp.features.navigation.named_things import Thing, thing_at
from notes_lsp.features.navigation.occurrences import definition_of_place, occurrences, talks_of_speaker
from notes_lsp.features.navigation.places import Place, own_place_at, place_in
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes


@dataclass(frozen=True, slots=True)
class Definitions:
    """The places that define what stands at ``origin_start:origin_end``, at least one."""

    origin_start: int
    origin_end: int
    places: tuple[Place, ...]


def find_definitions(notes: Notes, offset: int, path: str, library: Library) -> Definitions | None:
    """What defines the thing at ``offset`` of ``notes``, the file at ``path``."""
    thing = thing_at(notes, offset)
    if thing is None:
        return None
    places = tuple(_places_of(notes, thing, path, library))
    if not places:
        return None
    # The span that an editor underlines holds the pointer.
    inside_name = thing.name_start <= offset <= thing.name_end
    origin = (thing.name_start, thing.name_end) if inside_name else (thing.start, thing.end)
    return Definitions(*origin, places)


def place_of_destination(document: Document, destination: Destination, library: Library) -> Place | None:
    """The place to show of ``destination``; None for a folder, which no editor shows."""
    if destination.own:
        span = destination.span or (0, 0)
        return own_place_at(document, *definition_of_place(document, span))
    if destination.span is not None:
        return place_in(destination.path, *destination.span)
    return None if is_folder(destination.path, library) else place_in(destination.path, 0, 0)


def _places_of(notes: Notes, thing: Thing, path: str, library: Library) -> Iterator[Place]:
    document = notes.document
    if thing.kind in ("label", "definition"):
        first = next((found for found in occurrences(notes, thing) if found.defines), None)
        if first is not None:
            yield own_place_at(document, first.start, first.end)
    elif thing.kind in ("heading", "anchor"):
        yield own_place_at(document, thing.name_start, thing.name_end)
    elif thing.kind == "speaker":
        yield from _talks_of(notes, thing, path, library)
    elif thing.target is not None:
        destination = destination_of(document, thing.target, path, library)
        place = None if destination is None else place_of_destination(document, destination, library)
        if place is not None:
            yield place


def _talks_of(notes: Notes, thing: Thing, path: str, library: Library) -> list[Place]:
    """The other talks of a speaker; the one at hand where there are none."""
    mine = own_place_at(notes.document, thing.name_start, thing.name_end)
    places = [own_place_at(notes.document, *span) for _, span in talks_of_speaker(notes, thing.name)]
    places += [
        place_in(summary.path, mention.start, mention.end)
        for summary in library.summaries()
        if summary.path != path
        for mention in summary.speakers
        if mention.key == thing.name
    ]
    return [place for place in places if place != mine] or [mine]
