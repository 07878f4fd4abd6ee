"""The notes of a workspace, as features and rules ask about them."""

import os
from collections.abc import Callable, Sequence

from notes_lsp.features.library import FileSummary
from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import Surroundings
from notes_lsp.workspace.batch import UnknownSurroundings
from notes_lsp.workspace.index import NotesIndex
from notes_lsp.workspace.surroundings import DiskSurroundings, find_root


class WorkspaceLibrary:
    """`notes_lsp.features.library.Library` over an index: files that are open count as they are in the editor."""

    def __init__(self, index: NotesIndex, web_state: Callable[[str], WebState | None] = lambda _: None) -> None:
        self._index = index
        self._web_state = web_state
        self._around: dict[str, DiskSurroundings] = {}  # by folder
        self._version = index.disk.version

    def summaries(self) -> Sequence[FileSummary]:
        """Every file of talk notes that is known, sorted by path."""
        return self._index.summaries()

    def summary(self, path: str) -> FileSummary | None:
        """The notes at ``path``, also those that are not taken: a README that a link leads to."""
        return self._index.summary(path)

    def text_of(self, path: str) -> str | None:
        """The text of the notes at ``path``, which fits the summary that was given last."""
        return self._index.text_of(path)

    def path_of(self, path: str, target: str) -> str | None:
        """Where a link in the file at ``path`` leads whose target is the relative ``target``; ``""`` is the file."""
        if not path or not target:
            return path or None
        return self._surroundings(path).path_of(target)

    def names_in(self, path: str, folder: str) -> Sequence[tuple[str, bool]]:
        """The names in ``folder``, as seen from the file at ``path``, and whether each is a folder."""
        if not path:
            return ()
        around = self._surroundings(path)
        place = around.path_of(folder or ".")
        listing = self._index.disk.folder(place) if place is not None else None
        if listing is None:
            return ()
        return [(name, name in listing.folders) for name in listing.by_name.values()]

    def web_state(self, address: str) -> WebState | None:
        """What is known of ``address`` on the web; None for nothing."""
        return self._web_state(address)

    def surroundings_of(self, path: str) -> Surroundings:
        """What the rules may ask about the files around the one at ``path``."""
        return self._surroundings(path) if path else UnknownSurroundings(self._web_state)

    def files_linking_to(self, path: str) -> list[str]:
        """The other notes that link to the file at ``path``, or did so before it went; sorted."""
        same = os.path.normcase(path)
        found = []
        for source, targets in self._index.sources_of(path).items():
            places = (self.path_of(source, target) for target in targets)
            if source != path and any(place is None or os.path.normcase(place) == same for place in places):
                found.append(source)
        return sorted(found)

    def _surroundings(self, path: str) -> DiskSurroundings:
        self._index.look_again()
        if self._version != self._index.disk.version:
            self._around.clear()
            self._version = self._index.disk.version
        folder = os.path.dirname(path)
        around = self._around.get(folder)
        if around is None:
            around = self._around[folder] = DiskSurroundings(path, find_root(path), self._index.disk, self._web_state)
        return around
