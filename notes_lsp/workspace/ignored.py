"""What git would leave out: ``.gitignore`` files and ``.git/info/exclude`` (gitignore(5)).

The rules of a user's own ``core.excludesFile`` are not read: a folder must give the
same findings on a laptop and in CI.
"""

import os
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NO_PATTERN = re.compile(r"\s*(?:#.*)?")
_TRAILING_SPACES = re.compile(r"(?<!\\) +$")
_ALL_INSIDE = re.compile(r"/\*\*$")


@dataclass(frozen=True, slots=True)
class IgnoreFile:
    """The patterns of one ignore file, and the folder that they are relative to (absolute, with ``/``).

    A pattern with a closing slash is for folders only, so there are two sets of them. Whoever walks does not go into
    an ignored folder: it is enough to ask for each path by itself.
    """

    folder: str
    for_folders: "GitIgnoreSpec"
    for_files: "GitIgnoreSpec"

    def verdict(self, path: str, is_folder: bool) -> bool | None:
        """Whether to leave ``path`` out; None where no pattern matches it."""
        spec = self.for_folders if is_folder else self.for_files
        return spec.check_file(path[len(self.folder) :].lstrip("/")).include


IgnoreFiles = tuple[IgnoreFile, ...]
"""Ignore files, the one of the innermost folder last."""


def is_ignored(path: str, is_folder: bool, ignore_files: IgnoreFiles) -> bool:
    """Whether git would leave out ``path``: the innermost ignore file that has a say decides."""
    for ignore_file in reversed(ignore_files):
        verdict = ignore_file.verdict(path, is_folder)
        if verdict is not None:
            return verdict
    return False


def read_ignore_file(folder: str, name: str = ".gitignore") -> IgnoreFiles:
    """The ignore file ``name`` of ``folder``, or nothing where it is missing, unreadable or says nothing."""
    try:
        with open(os.path.join(folder, name), encoding="utf-8-sig", errors="replace") as file:
            lines = file.read().split("\n")
    except OSError:
        return ()
    patterns = [_TRAILING_SPACES.sub("", line) for line in lines if not _NO_PATTERN.fullmatch(line)]
    if not patterns:
        return ()
    for_folders = [pattern.rstrip("/") for pattern in patterns]
    for_files = [pattern for pattern in patterns if not pattern.endswith("/")]
    return (IgnoreFile(folder, _spec(for_folders), _spec(for_files)),)


def _spec(patterns: list[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # costs more than a check of a few notes: only where there is a pattern

    # pathspec lets "notes/**" match what is called "notes", git only what lies inside; "notes/**/*" says that to both.
    patterns = [_ALL_INSIDE.sub("/**/*", pattern) for pattern in patterns]
    try:
        return GitIgnoreSpec.from_lines(patterns)
    except ValueError:
        # git skips a pattern that makes no sense and heeds the others.
        return GitIgnoreSpec.from_lines(filter(_makes_sense, patterns))


def _makes_sense(pattern: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([pattern])
    except ValueError:
        return False
    return True


def ignore_files_above(folder: str) -> IgnoreFiles:
    """The ignore files of the repository around ``folder`` (absolute, with ``/``) that lie above it.

    Where they ignore ``folder`` itself there are none: who names an ignored folder wants to look into it.
    """
    folders = _folders_up_to_repository(folder)
    if not folders:
        return ()
    exclude = read_ignore_file(f"{folders[0]}/.git/info", "exclude")
    found = tuple(replace(ignore_file, folder=folders[0]) for ignore_file in exclude)
    for parent, child in pairwise(folders):
        found += read_ignore_file(parent)
        if is_ignored(child, True, found):
            return ()
    return found


def _folders_up_to_repository(folder: str) -> list[str]:
    """The folders from the root of the repository down to ``folder``; none outside a repository."""
    folders = [folder]
    while not os.path.exists(f"{folders[0]}/.git"):
        parent = os.path.dirname(folders[0])
        if parent == folders[0]:
            return []
        folders.insert(0, parent)
    return folders
