"""Which lines of the working tree differ from a revision of git: what ``--since`` looks at.

What counts is what the reader of a pull request sees: the lines that are new or changed since the branch left the
revision, committed or not, and all lines of files that git does not know yet. git is asked, and nothing that a
repository configures (hooks, filters, external programs, pagers) is run for it, nor is anything fetched.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from notes_lsp.workspace.files import FileProblem, display_path
from notes_lsp.workspace.results import PlacedFinding

_SECONDS = 60
# A repository may come from a stranger: none of these may start a program.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=true")
# What git would run on each file that has changed; those that the user's own settings name may go on.
_FILTERS = ("config", "--includes", "--show-scope", "--name-only", "-z", "--get-regexp", r"^filter\..")
_OF_THE_USER = ("system", "global", "command")
_DIFF = ("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames", "--diff-filter=d",
         "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules=all")  # fmt: skip
_NEW_FILE = re.compile(r'\+\+\+ (?:b/(?P<plain>[^\t\n]*)|"b/(?P<quoted>(?:[^"\\]|\\.)*)")')
_HUNK = re.compile(r"@@ -\d+(?:,(?P<old>\d+))? \+(?P<first>\d+)(?:,(?P<count>\d+))? @@")
_ESCAPE = re.compile(rb'\\(?:([0-7]{3})|(["\\abfnrtv]))')
_LETTERS = {b'"': b'"', b"\\": b"\\", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t",
            b"v": b"\v"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """The changed lines of each changed file, by its real path: ranges of line numbers (from 1), None for all lines."""

    by_path: Mapping[str, tuple[range, ...] | None]

    def holds_file(self, path: str) -> bool:
        """Whether anything in the file at ``path`` has changed."""
        return os.path.realpath(path) in self.by_path

    def holds(self, finding: PlacedFinding) -> bool:
        """Whether a line that ``finding`` is about has changed."""
        ranges = self.by_path.get(os.path.realpath(finding.path), ())
        if ranges is None:
            return True
        place = finding.range
        return any(lines.start <= place.end_line and place.line < lines.stop for lines in ranges)


class _GitError(Exception):
    """git did not do what was asked; the message says why."""


def changed_lines(revision: str, paths: Iterable[str]) -> ChangedLines | FileProblem:
    """The lines changed since ``revision`` in the repositories that hold ``paths``; a problem where git can't tell."""
    by_path: dict[str, tuple[range, ...] | None] = {}
    for folder in sorted({_folder_of(path) for path in paths}):
        try:
            root = _git(folder, "rev-parse", "--show-toplevel").rstrip("\n")
            by_path |= _changed_in(root, revision)
        except _GitError as error:
            return FileProblem(display_path(folder), f"--since {revision}: {error}")
    return ChangedLines(by_path)


def _changed_in(root: str, revision: str) -> dict[str, tuple[range, ...] | None]:
    diff = _git(root, *_without_filters(root), *_DIFF, _start_of_branch(root, revision), "--")
    found = list(_ranges(diff))  # the ranges of a file are complete only when the next one begins
    by_path: dict[str, tuple[range, ...] | None] = {
        os.path.realpath(os.path.join(root, name)): tuple(ranges) for name, ranges in found
    }
    for name in _git(root, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        if name:
            by_path[os.path.realpath(os.path.join(root, name))] = None
    return by_path


def _without_filters(root: str) -> list[str]:
    """What keeps git from running the filters that the repository sets up. Raises `_GitError`."""
    fields = _git(root, *_FILTERS, codes=(0, 1)).split("\0")  # 1: there are none
    names = {
        name.rpartition(".")[0]
        for scope, name in zip(fields[::2], fields[1::2], strict=False)
        if scope not in _OF_THE_USER
    }
    options = []
    for name in sorted(names):
        if "=" in name:
            raise _GitError(f'the repository sets up "{name}", which can\'t be kept from running')
        for setting in ("clean=", "process=", "required=false"):
            options += ["-c", f"{name}.{setting}"]
    return options


def _start_of_branch(root: str, revision: str) -> str:
    """The commit at which the work since ``revision`` began: what came to it meanwhile is somebody else's."""
    if revision.startswith("-"):
        raise _GitError("this is no revision")
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    try:
        return _git(root, "merge-base", commit, "HEAD").strip()
    except _GitError:
        # The history is cut off (a shallow clone), or the two have none in common.
        return commit


def _ranges(diff: str) -> Iterator[tuple[str, list[range]]]:
    """The changed lines of each file that ``diff`` (without context) names."""
    ranges: list[range] = []
    text_left = 0  # a line that was added may look like the head of a file
    # Only "\n" ends a line here: a line of notes may hold any other line end.
    for line in diff.split("\n"):
        if text_left and line[:1] in ("+", "-"):
            text_left -= 1
        elif (header := _NEW_FILE.match(line)) is not None:
            ranges = []
            plain, quoted = header["plain"], header["quoted"]
            yield (plain if quoted is None else _unquoted(quoted)), ranges
        elif (hunk := _HUNK.match(line)) is not None:
            first, count = int(hunk["first"]), int(hunk["count"] or 1)
            text_left = int(hunk["old"] or 1) + count
            # Where lines were taken out, the lines around the gap count: they may read otherwise now.
            ranges.append(range(first, first + count) if count else range(first, first + 2))


def _unquoted(quoted: str) -> str:
    """The name that git wrote with the escapes of C."""

    def byte(escape: re.Match[bytes]) -> bytes:
        return bytes((int(escape[1], 8) & 0xFF,)) if escape[1] else _LETTERS[escape[2]]

    return os.fsdecode(_ESCAPE.sub(byte, os.fsencode(quoted)))


def _git(folder: str, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    """What git prints, if it ends with one of ``codes``. Raises `_GitError`."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    environment["GIT_ALLOW_PROTOCOL"] = ""  # a clone that lacks objects would fetch them, by programs of its own
    environment.pop("GIT_EXTERNAL_DIFF", None)
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and the revision is no option
            ["git", *_SAFE, *arguments],  # noqa: S607 - the one on the PATH is the user's
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise _GitError("git is not installed, or not on the PATH") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _GitError(f"git can't be run: {error}") from None
    if done.returncode not in codes:
        raise _GitError(_why(done.stderr.decode("utf-8", "replace")))
    return os.fsdecode(done.stdout)


def _why(said: str) -> str:
    if "not a git repository" in said:
        return "this is in no git repository"
    if not said.strip():
        return (
            "git knows no such revision here; where a CI clones only the last commit, it has to fetch more "
            "(fetch-depth: 0)"
        )
    return "git says: " + " ".join(said.split())[:300]


def _folder_of(path: str) -> str:
    path = os.path.abspath(path)
    return path if os.path.isdir(path) else os.path.dirname(path)
