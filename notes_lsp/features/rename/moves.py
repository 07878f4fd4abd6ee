"""Files and folders that get other names at once."""

from collections.abc import Collection, Sequence

from notes_lsp.features.linking.relative_paths import AbsolutePath, split_ending, split_path


class Moves:
    """Several renames, each of an old path to a new one. They happen at once: two files may swap their names."""

    def __init__(self, renames: Sequence[tuple[str, str]]) -> None:
        self._new_by_key = {}
        for old, new in renames:
            self._new_by_key[split_path(old).key] = split_path(new)
        self.names = {key[-1].casefold() for key in self._new_by_key}
        """The last names of what moves, as they were, casefolded."""

    def moved(self, path: AbsolutePath) -> AbsolutePath:
        """Where the file or folder at ``path`` lies afterwards: it may be below a folder that moves."""
        key = path.key
        for length in range(len(key), 1, -1):
            new = self._new_by_key.get(key[:length])
            if new is not None:
                return AbsolutePath(new.root, new.names + path.names[length - 1 :])
        return path

    def give_name(self, stems: Collection[str], but: AbsolutePath) -> bool:
        """Whether another file than the one that is now ``but`` gets one of ``stems``: casefolded, without ending."""
        return any(
            key != but.key and split_ending(new.names[-1])[0].casefold() in stems
            for key, new in self._new_by_key.items()
            if new.names
        )
