"""Which of the addresses that notes write stand near a place, in a talk, or in the file at all."""

from bisect import bisect_left
from collections.abc import Iterable

from notes_lsp.links.web_targets import WebTarget, web_targets, web_targets_of_part
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.talks.details import DetailsOfParts
from notes_lsp.talks.model import Notes, Talk


def web_targets_between(document: Document, start: int, end: int) -> tuple[WebTarget, ...]:
    """The addresses that touch ``start:end``, which costs by what is near it."""
    found: list[WebTarget] = []
    for index in range(document.part_at(start), len(document.parts)):
        base = document.part_starts[index] if len(document.parts) > 1 else 0
        if base > end:
            break
        found += [
            WebTarget(each.start + base, each.end + base, each.target, each.address, each.kind)
            for each in web_targets_of_part(document, index)
            if each.start + base <= end and start <= each.end + base
        ]
    return tuple(found)


def web_addresses(document: Document) -> frozenset[str]:
    """The addresses to which ``document`` leads."""
    return frozenset().union(*(_addresses_of_part(document, index) for index in range(len(document.parts))))


def web_addresses_of_talks(notes: Notes, talks: Iterable[Talk]) -> list[tuple[str, ...]]:
    """The addresses to which each of ``talks`` leads, one for each of its links, in the order of the text."""
    if notes.by_parts:
        return [_addresses_in_parts(talk) for talk in talks]
    targets = web_targets(notes.document)
    starts = [target.start for target in targets]
    return [
        tuple(target.address for target in targets[bisect_left(starts, talk.start) : bisect_left(starts, talk.end)])
        for talk in talks
    ]


def _addresses_in_parts(talk: Talk) -> tuple[str, ...]:
    source = talk.read_details
    assert isinstance(source, DetailsOfParts)  # noqa: S101 -- so are all where talks are parts
    found: tuple[str, ...] | None = source.derived.get(web_addresses_of_talks)
    if found is None:
        found = tuple(target.address for target in web_targets(source.document))
        source.derived[web_addresses_of_talks] = found
    return found


_addresses_of_part = of_part(lambda part: frozenset(target.address for target in web_targets_of_part(part, 0)))
