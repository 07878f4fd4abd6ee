"""Where settings come from: files of the project, what the editor said at the start, and what it says later.

The later over the earlier: what is set for a project, then what its user wants of it. The folders of the workspace
are kept here, since they decide which files of settings count.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from notes_lsp.lsp.uris import path_of_uri, uri_of_path
from notes_lsp.workspace.config_files import ConfigFiles
from notes_lsp.workspace.settings import Layer, Settings, SettingsProblem, read_settings

SECTION = "notes-lsp"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of the workspace."""

    uri: str
    path: str


class SettingsSources:
    """All that decides settings; ``generation`` grows with every change of it."""

    def __init__(self, folders: Iterable[Folder] = (), at_start: Any = None) -> None:
        self.folders = tuple(folders)
        self.config_files = ConfigFiles()
        self.generation = 0
        self._at_start = at_start
        self._later: Any = None
        self._of_folders: dict[str, Any] = {}
        self._folders: dict[str, str] = {}  # the folder whose settings a path has
        self._known: dict[tuple[str, str | None], Settings] = {}
        self._problems: dict[SettingsProblem, None] = {}

    def set_folders(self, folders: Iterable[Folder]) -> None:
        """Folders came or went."""
        self.folders = tuple(folders)
        self.forget()

    def set_later(self, values: Any, of_folders: Mapping[str, Any] | None = None) -> bool:
        """The editor says ``values``, and for some folders (by their paths) others. Whether that is news."""
        said = (values or None, {path: value for path, value in (of_folders or {}).items() if value})
        if said == (self._later, self._of_folders):
            return False
        self._later, self._of_folders = said
        self.forget()
        return True

    def forget(self) -> None:
        """Something that settings come from may have changed."""
        self._known.clear()
        self._folders.clear()
        self._problems.clear()
        self.generation += 1

    def general(self) -> Settings:
        """The settings for what concerns no file: those of the first folder."""
        return self.for_path("")

    def for_path(self, path: str) -> Settings:
        """The settings for the file or folder at ``path`` (``""``: never saved)."""
        return self._settings_in(*self._key_of(path))

    def have_changed(self, paths: Iterable[str] | None = None) -> bool:
        """Whether files of settings give other ones now, for ``paths`` or all that was asked for. They count then."""
        known = self._known if paths is None else {self._key_of(path): self.for_path(path) for path in ("", *paths)}
        changed = any(
            read_settings(list(self._layers(folder, root)))[0] != settings
            for (folder, root), settings in list(known.items())
        )
        if changed:
            self.forget()
        return changed

    def root_of(self, path: str) -> str | None:
        """The innermost folder of the workspace that holds ``path``."""
        holding = [folder.path for folder in self.folders if folder.path == path or _holds(folder.path, path)]
        return max(holding, key=len, default=None)

    def is_inside(self, path: str) -> bool:
        """Whether what ``path`` leads to, through links of the file system, lies in a folder of the workspace."""
        real = os.path.realpath(path)
        return any(_holds(os.path.realpath(folder.path), real) for folder in self.folders)

    def problems(self) -> tuple[SettingsProblem, ...]:
        """What is wrong with the sources that were read since the last change."""
        return tuple(dict.fromkeys((*self._problems, *self.config_files.problems())))

    def _key_of(self, path: str) -> tuple[str, str | None]:
        """The folder whose settings count for ``path``, and its root."""
        if not path:
            first = self.folders[0].path if self.folders else None
            return first or "", first
        folder = self._folders.get(path)
        if folder is None:
            folder = self._folders[path] = path if os.path.isdir(path) else os.path.dirname(path)
        return folder, self.root_of(path)

    def _settings_in(self, folder: str, root: str | None) -> Settings:
        known = self._known.get((folder, root))
        if known is None:
            known, problems = read_settings(list(self._layers(folder, root)))
            self._known[folder, root] = known
            self._problems.update(dict.fromkeys(problems))
        return known

    def _layers(self, folder: str, root: str | None) -> Iterable[Layer]:
        if folder:
            yield from self.config_files.layers_for(folder, root)
        yield Layer("initializationOptions", self._at_start, root or "")
        values = self._of_folders.get(root) if root is not None else None
        yield Layer("the editor's settings", self._later if values is None else values, root or "")


def folders_at_start(params: Mapping[str, Any]) -> list[Folder]:
    """The folders in the parameters of `initialize`: ``workspaceFolders``, else ``rootUri``, else ``rootPath``."""
    listed = params.get("workspaceFolders")
    uris = [folder.get("uri") for folder in listed if isinstance(folder, Mapping)] if isinstance(listed, list) else []
    if not uris:
        uris = [params.get("rootUri")]
    root_path = params.get("rootPath")
    if uris == [None] and isinstance(root_path, str) and os.path.isabs(root_path):
        uris = [uri_of_path(root_path)]
    return folders_of(uri for uri in uris if isinstance(uri, str))


def folders_of(uris: Iterable[str]) -> list[Folder]:
    """The folders among ``uris``, each once; those that are not on this machine's disk are left out."""
    by_path = {path_of_uri(uri): uri for uri in uris}
    return [Folder(uri, path) for path, uri in by_path.items() if path]


def _holds(folder: str, path: str) -> bool:
    folder = os.path.join(os.path.normcase(folder), "")
    return os.path.normcase(path).startswith(folder)
