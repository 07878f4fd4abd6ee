"""What git would leave out: ``.gitignore`` files and ``.git/info/exclude`` (gitignore(5)).

The rules of a user's own ``core.excludesFile`` are not read: a folder must give the
same findings on a laptop and in CI. Patterns of the same kind in the settings are read here, too.
"""

import os
import re
import warnings
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from notes_lsp.workspace.regular_files import open_regular

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NO_PATTERN = re.compile(r"\s*(?:#.*)?")
_LINE_END = re.compile(r"\r\n?|\n")
_LARGEST_FILE = 10_000_000
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
        with open_regular(os.path.join(folder, name)) as file:
            content = file.read(_LARGEST_FILE)
    except OSError:
        return ()
    lines = _LINE_END.split(content.decode("utf-8-sig", "replace"))
    patterns = [_TRAILING_SPACES.sub("", line) for line in lines if not _NO_PATTERN.fullmatch(line)]
    if not patterns:
        return ()
    for_folders = [pattern.rstrip("/") for pattern in patterns]
    for_files = [pattern for pattern in patterns if not pattern.endswith("/")]
    return (IgnoreFile(folder, _spec(for_folders), _spec(for_files)),)


@lru_cache(maxsize=64)
def _spec_of_settings(patterns: tuple[str, ...]) -> tuple["GitIgnoreSpec", tuple[str, ...]]:
    # "./drafts" is what people write who think of a shell; git would find nothing by it.
    read = [(pattern, pattern.removeprefix("./")) for pattern in patterns]
    sound = [pair for pair in read if not _NO_PATTERN.fullmatch(pair[1]) and _makes_sense(pair[1])]
    return _spec([pattern for _, pattern in sound]), tuple(written for written, _ in sound)


def matching_pattern(path: str, patterns: tuple[str, ...]) -> str | None:
    """The last of ``patterns`` (of gitignore's kind) that names the file at ``path``, a relative one with ``/``.

    None where none does, or where a later one that begins with ``!`` takes that back. A folder's path ends in ``/``.
    """
    if not patterns:
        return None
    spec, sound = _spec_of_settings(patterns)
    result = spec.check_file(path)
    return sound[result.index] if result.include and result.index is not None else None


def _spec(patterns: list[str]) -> "GitIgnoreSpec":
    # pathspec lets "notes/**" match what is called "notes", git only what lies inside; "notes/**/*" says that to both.
    patterns = [_ALL_INSIDE.sub("/**/*", pattern) for pattern in patterns]
    try:
        return _compile(patterns)
    except (ValueError, re.error):
        # git skips a pattern that makes no sense and heeds the others.
        return _compile([pattern for pattern in patterns if _makes_sense(pattern)])


def _makes_sense(pattern: str) -> bool:
    try:
        _compile([pattern])
    except (ValueError, re.error):
        return False
    return True


def _compile(patterns: list[str]) -> "GitIgnoreSpec":
    # These cost more than a check of a few notes: only where there is a pattern.
    from pathspec import GitIgnoreSpec

    from notes_lsp.workspace.ignore_patterns import in_linear_time

    with warnings.catch_warnings():
        # pathspec makes regular expressions without escaping what is special in a class: "[[a]".
        warnings.simplefilter("ignore")
        read = list(GitIgnoreSpec.from_lines(patterns).patterns)
        for pattern in read:
            if pattern.regex is not None:
                pattern.regex = in_linear_time(pattern.regex)
    return GitIgnoreSpec(read)


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
