"""Completion of ``[[wiki links]]``: the notes of the workspace by their title and their path."""

from collections import Counter
from collections.abc import Iterator

from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.place import Place
from notes_lsp.features.completion.targets import TargetPlace
from notes_lsp.features.library import Library
from notes_lsp.features.linking.relative_paths import folder_of, relative_path, split_ending, split_path
from notes_lsp.features.linking.spelling import is_read_as_path, spell


def complete_pages(place: Place, target: TargetPlace, library: Library) -> Iterator[CompletionItem]:
    """The notes of the workspace, by the shortest name that only one of them has."""
    summaries = [summary for summary in library.summaries() if summary.path != place.path]
    stems = Counter(_stem(summary.path).casefold() for summary in summaries)
    stems[_stem(place.path).casefold()] += 1
    for summary in summaries:
        path = _path_from(place.path, summary.path)
        stem = _stem(summary.path)
        # Beside these notes may lie something else of that name.
        lies_beside = library.path_of(place.path, stem) not in (None, summary.path)
        name = stem if stems[stem.casefold()] == 1 and not lies_beside else path
        written = spell(name, "wiki") if name else None
        if written is None or not is_read_as_path(written):
            continue
        yield CompletionItem(
            label=summary.title or written,
            kind="page",
            detail=path or summary.path,
            start=target.start,
            end=place.offset + len(target.rest.partition("#")[0]),
            text=written,
            filter_text=f"{written} {summary.title}",
            key=("file", summary.path),
        )


def _path_from(path: str, other: str) -> str:
    """The way from the file at ``path`` to ``other``; ``""`` where there is none, or the file was never saved."""
    return relative_path(split_path(other), folder_of(split_path(path))) or "" if path else ""


def _stem(path: str) -> str:
    return split_ending("".join(split_path(path).names[-1:]))[0]
