"""Find references (LSP 3.17, ``textDocument/references``): every place that names the thing at a place.

Of a heading, an anchor or a link to one: the links that lead there, from all notes. Of a link to a file: all links
to that file. Of the first heading of a file also those that lead to the file as a whole. Of a label: its uses. Of a
speaker: the talks of that person; of a tag: its mentions; of a web address: its links in the same file.
"""

from collections.abc import Iterator

from notes_lsp.features.library import Library
from notes_lsp.features.linking.destinations import Destination, destination_of
from notes_lsp.features.navigation.definition import place_of_destination
from notes_lsp.features.navigation.links_to import links_to, other_files
from notes_lsp.features.navigation.named_things import Thing, thing_at
from notes_lsp.features.navigation.occurrences import occurrences, own_place, talks_of_speaker
from notes_lsp.features.navigation.places import Place, own_place_at, place_in
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes


def find_references(
    notes: Notes, offset: int, path: str, library: Library, include_declaration: bool
) -> tuple[Place, ...]:
    """The references of the thing at ``offset`` of ``notes``, the file at ``path``: its own file first."""
    thing = thing_at(notes, offset)
    if thing is None:
        return ()
    if thing.kind == "speaker":
        return tuple(_talks_of(notes, thing, path, library))
    if thing.kind == "tag":
        return tuple(_mentions_of_tag(notes, thing, path, library))
    if thing.kind in ("label", "definition", "web-link"):
        return tuple(_named_here(notes, thing, include_declaration))
    destination = _destination_of_thing(notes.document, thing, path, library)
    if destination is None:
        return tuple(_named_here(notes, thing, include_declaration))
    return tuple(_references_of(notes.document, destination, path, library, include_declaration))


def _talks_of(notes: Notes, thing: Thing, path: str, library: Library) -> Iterator[Place]:
    for _, span in talks_of_speaker(notes, thing.name):
        yield own_place_at(notes.document, *span)
    for summary in other_files(path, library):
        for mention in summary.speakers:
            if mention.key == thing.name:
                yield place_in(summary.path, mention.start, mention.end)


def _mentions_of_tag(notes: Notes, thing: Thing, path: str, library: Library) -> Iterator[Place]:
    yield from _named_here(notes, thing, include_declaration=True)
    for summary in other_files(path, library):
        for tag in summary.tags:
            if tag.name == thing.name:
                yield place_in(summary.path, tag.start, tag.end)


def _named_here(notes: Notes, thing: Thing, include_declaration: bool) -> Iterator[Place]:
    for found in occurrences(notes, thing):
        if include_declaration or not found.defines:
            yield own_place_at(notes.document, found.start, found.end)


def _destination_of_thing(document: Document, thing: Thing, path: str, library: Library) -> Destination | None:
    if thing.target is not None:
        return destination_of(document, thing.target, path, library)
    return Destination(path, own_place(document, thing), own=True)


def _references_of(
    document: Document, destination: Destination, path: str, library: Library, include_declaration: bool
) -> Iterator[Place]:
    if include_declaration and destination.span is not None:
        place = place_of_destination(document, destination, library)
        if place is not None:
            yield place
    yield from links_to(document, destination, path, library)
