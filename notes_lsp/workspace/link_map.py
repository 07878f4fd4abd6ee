"""Which files link to a file: the links of all notes, by what they lead to.

What a link leads to depends on what lies on disk, which changes without the link. So links are kept by the path that
they give, without the ending that they may leave out and in lower case; whoever asks looks at the disk for the few
that come into question.
"""

import os
import unicodedata
from collections.abc import Iterable, Mapping

from notes_lsp.workspace.surroundings import ENDINGS_LEFT_OUT, join_path, resolve_names, split_path


class LinkMap:
    """The links of files, each file with all of its own at once."""

    def __init__(self) -> None:
        # By key, the files that link there, each with its targets.
        self._sources: dict[str, dict[str, tuple[str, ...]]] = {}
        self._keys: dict[str, tuple[str, ...]] = {}  # the keys of each file's links

    def update(self, path: str, targets: Iterable[str]) -> None:
        """The links of the file at ``path`` now have these ``targets``: relative paths with ``/``."""
        self.drop(path)
        folder_names = split_path(os.path.dirname(path))
        by_key: dict[str, dict[str, None]] = {}
        for target in targets:
            if target:
                names, _ = resolve_names(folder_names, target.split("/"))
                by_key.setdefault(_key(join_path(names)), {})[target] = None
        for key, found in by_key.items():
            self._sources.setdefault(key, {})[path] = tuple(found)
        if by_key:
            self._keys[path] = tuple(by_key)

    def drop(self, path: str) -> None:
        """The file at ``path`` has no links any more."""
        for key in self._keys.pop(path, ()):
            sources = self._sources[key]
            del sources[path]
            if not sources:
                del self._sources[key]

    def sources_of(self, path: str) -> Mapping[str, tuple[str, ...]]:
        """The files of which a link may lead to ``path``, each with the targets that may do so."""
        return self._sources.get(_key(path), {})


def _key(path: str) -> str:
    key = unicodedata.normalize("NFC", path).lower()
    stem, ending = os.path.splitext(key)
    return stem if ending in ENDINGS_LEFT_OUT else key
