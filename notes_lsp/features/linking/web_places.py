"""The places of notes that lead to the web, with the addresses by which what is known of them is found."""

from collections.abc import Iterable

from notes_lsp.features.library import WebPlace
from notes_lsp.links.web_targets import web_targets_of_part
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.talks.details import DetailsOfParts
from notes_lsp.talks.model import Notes, Talk


def web_places(document: Document) -> tuple[WebPlace, ...]:
    """The places of ``document``, in the order of the text."""
    if len(document.parts) == 1:
        return _places_of_part(document, 0)
    return tuple(
        _moved(place, start)
        for index, start in enumerate(document.part_starts)
        for place in _places_of_part(document, index)
    )


def web_places_between(document: Document, start: int, end: int) -> tuple[WebPlace, ...]:
    """The places that touch ``start:end``, which costs by what is near it."""
    found: list[WebPlace] = []
    for index in range(document.part_at(start), len(document.parts)):
        base = document.part_starts[index] if len(document.parts) > 1 else 0
        if base > end:
            break
        found += [
            _moved(place, base)
            for place in _places_of_part(document, index)
            if place.start + base <= end and start <= place.end + base
        ]
    return tuple(found)


def web_addresses(document: Document) -> frozenset[str]:
    """The addresses to which ``document`` leads."""
    if len(document.parts) == 1:
        return _addresses_of_part(document, 0)
    return frozenset().union(*(_addresses_of_part(document, index) for index in range(len(document.parts))))


def web_addresses_of_talks(notes: Notes, talks: Iterable[Talk]) -> list[tuple[str, ...]]:
    """The addresses to which each of ``talks`` leads, one for each of its places, in the order of the text."""
    if notes.by_parts:
        return [_addresses_in_parts(talk) for talk in talks]
    places = web_places(notes.document)
    return [tuple(place.address for place in places if talk.start <= place.start < talk.end) for talk in talks]


def _addresses_in_parts(talk: Talk) -> tuple[str, ...]:
    source = talk.read_details
    assert isinstance(source, DetailsOfParts)  # noqa: S101 -- so are all where talks are parts
    found: tuple[str, ...] | None = source.derived.get(web_addresses_of_talks)
    if found is None:
        found = tuple(place.address for place in web_places(source.document))
        source.derived[web_addresses_of_talks] = found
    return found


def _all_places(document: Document) -> tuple[WebPlace, ...]:
    targets = web_targets_of_part(document, 0)
    return tuple([WebPlace(target.start, target.end, target.target, target.address) for target in targets])


_places_of_part = of_part(_all_places)
_addresses_of_part = of_part(lambda part: frozenset(place.address for place in _places_of_part(part, 0)))


def _moved(place: WebPlace, by: int) -> WebPlace:
    return WebPlace(place.start + by, place.end + by, place.target, place.address) if by else place
