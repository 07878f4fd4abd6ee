"""A check that takes from the cache what has not changed since it was last checked."""

import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from notes_lsp.workspace.check_cache import CheckCache
from notes_lsp.workspace.garbage import without_garbage
from notes_lsp.workspace.results import BatchResult, together
from notes_lsp.workspace.surroundings import find_root

if TYPE_CHECKING:
    from notes_lsp.workspace.settings_of_files import RulesOfFiles


def check_files_cached(
    paths: Sequence[str], rules: "RulesOfFiles", folder: str, processes: int | None = None
) -> BatchResult:
    """What `notes_lsp.workspace.batch.check_files` gives, where nothing is known of the web; ``folder`` has the caches.

    It need not be there yet.
    """
    with without_garbage():
        return _check_files(paths, rules, folder, processes)


def _check_files(paths: Sequence[str], rules: "RulesOfFiles", folder: str, processes: int | None) -> BatchResult:
    cache_of = _caches_in(folder)
    choice_of = cache(lambda place: repr(rules.choices.get(place, rules.otherwise)))
    results: dict[str, BatchResult | None] = {
        path: cache_of(path).result_of(path, choice_of(_folder_of(path))) for path in paths
    }
    missing = [path for path, result in results.items() if result is None]
    if missing:
        # Imported when a file has changed: nothing of what reads and checks notes is needed before.
        from notes_lsp.workspace.batch import work_on_files
        from notes_lsp.workspace.recorded_check import make_recorded_work, recorded

        for path, done in work_on_files(missing, partial(make_recorded_work, rules), processes):
            check = recorded(done, path)
            results[path] = check.result
            if check.evidence is not None:
                cache_of(path).keep(path, choice_of(_folder_of(path)), check.evidence, check.result)
    for each in {cache_of(path) for path in paths}:
        each.save()
    return together(result for path in paths if (result := results[path]) is not None)


def _caches_in(folder: str) -> Callable[[str], CheckCache]:
    """The cache of the project that holds a file."""
    of_root = cache(partial(CheckCache, folder))
    of_folder = cache(lambda place: of_root(find_root(place)))
    return lambda path: of_folder(_folder_of(path))


def _folder_of(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))
