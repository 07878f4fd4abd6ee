"""The folders that the index looks into, and the files in them that it may take.

Left out is what `notes_lsp.workspace.files` leaves out, too: hidden folders, virtual environments, what git ignores,
and symbolic links to folders, which could lead round in circles.
"""

import os
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from notes_lsp.workspace.files import ENVIRONMENT_MARK, NOT_WALKED, display_path, is_walkable
from notes_lsp.workspace.ignored import IgnoreFiles, ignore_files_above, is_ignored, read_ignore_file
from notes_lsp.workspace.selection import excluding_pattern, is_readme, judge
from notes_lsp.workspace.settings import Settings

DEEPEST = 32  # folders below that belong to no person
MOST_FOLDERS = 20_000


@dataclass(frozen=True, slots=True)
class Listing:
    """The folders to look into and the files that lie in one folder, sorted paths."""

    folders: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class Walk:
    """What git ignores is read once for each folder, until `forget`."""

    def __init__(self) -> None:
        self._ignore_files: dict[tuple[str, str], IgnoreFiles | None] = {}

    def forget(self) -> None:
        """An ignore file has changed, or may have."""
        self._ignore_files.clear()

    def list_folder(self, folder: str, root: str) -> Listing:
        """What there is in ``folder``, which is ``root`` or lies in it; nothing where it is not looked into."""
        ignore_files = self._ignore_files_of(folder, root)
        if ignore_files is None:
            return Listing()
        folders, files = [], []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if is_walkable(entry):
                        folders.append(entry.path)
                    elif self._is_file_to_take(entry, root, ignore_files):
                        files.append(entry.path)
        except OSError:
            return Listing()
        return Listing(tuple(sorted(folders)), tuple(sorted(files)))

    def reaches(self, path: str, root: str) -> bool:
        """Whether a walk through ``root`` would come upon the file at ``path``."""
        ignore_files = self._ignore_files_of(os.path.dirname(path), root)
        if ignore_files is None or os.path.basename(path).startswith(".") or os.path.islink(path):
            return False
        return not is_ignored(display_path(path), False, ignore_files)

    def _is_file_to_take(self, entry: "os.DirEntry[str]", root: str, ignore_files: IgnoreFiles) -> bool:
        if is_ignored(display_path(entry.path), False, ignore_files):
            return False
        try:
            return entry.is_file() and (not entry.is_symlink() or self._leads_to_hidden(entry.path, root))
        except OSError:  # a circle of links
            return False

    def _leads_to_hidden(self, path: str, root: str) -> bool:
        """Whether a link leads to a file in ``root`` that is not found otherwise, as those of git-annex do."""
        inside = os.path.join(os.path.realpath(root), "")
        real = os.path.realpath(path)
        return real.startswith(inside) and not self.reaches(os.path.join(root, real[len(inside) :]), root)

    def _ignore_files_of(self, folder: str, root: str) -> IgnoreFiles | None:
        """The ignore files that count in ``folder``; None where it is not looked into."""
        key = (folder, root)
        if key not in self._ignore_files:
            self._ignore_files[key] = self._find_ignore_files(folder, root)
        return self._ignore_files[key]

    def _find_ignore_files(self, folder: str, root: str) -> IgnoreFiles | None:
        if folder == root:
            return ignore_files_above(display_path(root)) + read_ignore_file(display_path(root))
        inside = os.path.join(root, "")
        if not folder.startswith(inside) or folder[len(inside) :].count(os.sep) >= DEEPEST:
            return None
        name = os.path.basename(folder)
        if name.startswith(".") or name in NOT_WALKED or os.path.islink(folder):
            return None
        above = self._ignore_files_of(os.path.dirname(folder), root)
        if above is None or is_ignored(display_path(folder), True, above):
            return None
        if os.path.exists(os.path.join(folder, ENVIRONMENT_MARK)):
            return None
        return above + read_ignore_file(display_path(folder))


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look into ``folder`` gave: files that may be notes; ``cut`` says why the look ends there, if it does."""

    folder: str
    files: tuple[str, ...] = ()
    cut: str | None = None


def look_through(
    root: str, other_roots: Collection[str], walk: Walk, settings_of: Callable[[str], Settings]
) -> Iterator[Looked]:
    """Look through ``root``, a folder in each step, those near to the root first, until the budget is spent."""
    refused = why_not_walked(root)
    if refused is not None:
        yield Looked(root, cut=refused)
        return
    budget = settings_of(os.path.join(root, "")).index_files
    spent = f'only the first {budget} files of "{display_path(root)}" are known; index-files can be more'
    folders, looked_into = [root], 0
    while folders:
        following: list[str] = []
        for folder in folders:
            if looked_into == MOST_FOLDERS:
                yield Looked(folder, cut=f'only {MOST_FOLDERS} folders of "{display_path(root)}" are looked into')
                return
            looked_into += 1
            settings = settings_of(os.path.join(folder, ""))
            listing = walk.list_folder(folder, root)
            files = tuple(path for path in listing.files if may_be_taken(path, root, settings))
            if len(files) > budget:
                yield Looked(folder, files[:budget], spent)
                return
            budget -= len(files)
            following += [inner for inner in listing.folders if not _is_skipped(inner, root, other_roots, settings)]
            yield Looked(folder, files)
        folders = following


def may_be_taken(path: str, root: str, settings: Settings) -> bool:
    """Whether the name of a file makes it notes, or its text might."""
    return judge(path, root, settings, lambda: is_readme(os.path.basename(path))).yes


def _is_skipped(folder: str, root: str, other_roots: Collection[str], settings: Settings) -> bool:
    """Whether ``folder`` is looked through by itself, or holds nothing that could be taken."""
    if folder in other_roots:
        return True
    # A pattern with "!" may bring back what lies in an excluded folder.
    if not settings.exclude or any(pattern.startswith("!") for pattern in settings.exclude):
        return False
    return excluding_pattern(folder + os.sep, root, settings) is not None


def why_not_walked(root: str) -> str | None:
    """Why a whole folder is not looked through, in plain words; None where it is."""
    real = os.path.realpath(root)
    home = os.path.realpath(os.path.expanduser("~"))
    shown = display_path(root)
    if os.path.dirname(real) == real:
        return f'"{shown}" is not looked through: it is the whole disk; open the folder of your notes instead'
    if os.path.join(home, "").startswith(os.path.join(real, "")):
        what = "your home folder" if real == home else "the folder of all home folders"
        return f'"{shown}" is not looked through: it is {what}; open the folder of your notes instead'
    return None
