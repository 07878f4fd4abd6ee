"""What earlier runs of ``--check`` found in the files of a project, for as long as nothing has changed.

What is taken from here is what a check would find now: a file counts as unchanged where its times and its size, or
else its content, are as they were, the same rules are chosen for it, and all that its check asked about other files is
answered as it was. What is kept is thrown away where the programs that made it are others by now (`maker`).

The cache is one file for each project. It is replaced as a whole or not at all, so that several processes may use it
at once; the last one wins. A file that is damaged is no cache, one that can't be written to stays as it is: nothing
here raises for what lies on a disk.
"""

import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.util import find_spec
from typing import Any

from notes_lsp import __version__
from notes_lsp.syntax.values import value_class
from notes_lsp.workspace.asked import Asked, digest_of_file, is_answered_as_before
from notes_lsp.workspace.files import display_path
from notes_lsp.workspace.kept_results import from_kept, to_kept
from notes_lsp.workspace.results import BatchResult
from notes_lsp.workspace.stamps import Stamp, is_settled, stamp_of
from notes_lsp.workspace.surroundings import Disk, DiskSurroundings

MOST_FILES = 50_000
_PREFIX, _ENDING = "check-", ".json"
_LONGEST_UNUSED = 90 * 86_400.0  # in seconds
# What findings are made by, beside Python: these layers, and what reads Markdown and knows words for them.
_LAYERS = ("syntax", "talks", "links", "python", "rules", "workspace")
_PACKAGES = ("pyromark", "codespell_lib")

_Row = list[Any]
"""A file: its path as it was given, its choice of rules, stamp, digest, what was asked, and its result."""


@value_class
class Evidence:
    """What a result depends on: the ``stamp`` and the ``digest`` of the file, and what its check ``asked``."""

    stamp: Stamp
    digest: str
    asked: Asked


class CheckCache:
    """The cache in ``folder`` of the project whose root is ``root``. To be used by one thread.

    Its methods take paths as they were given to the run, and ``choice``, text that says which rules run over the file.
    """

    def __init__(self, folder: str, root: str) -> None:
        self._path = os.path.join(folder, f"{_PREFIX}{_digest(root.encode('utf-8', 'surrogateescape'))}{_ENDING}")
        self._root = root
        self._rows: dict[str, _Row] = _load(self._path)
        self._used: set[str] = set()
        self._disk = Disk()
        self._digests: dict[str, str | None] = {}
        self._is_changed = False

    def result_of(self, path: str, choice: str) -> BatchResult | None:
        """What a check of the file at ``path`` would find; None where it has to be checked."""
        full = os.path.abspath(path)
        self._used.add(full)
        row = self._rows.get(full)
        if row is None or row[0] != path or row[1] != choice or not self._is_same_file(full, row):
            return None
        asked = row[4]
        if asked and not is_answered_as_before(asked, DiskSurroundings(path, self._root, self._disk), self._digest_of):
            return None
        return from_kept(row[5], display_path(path))

    def keep(self, path: str, choice: str, evidence: Evidence, result: BatchResult) -> None:
        """Keep what was found in the file at ``path``."""
        self._is_changed = True
        row = [path, choice, evidence.stamp, evidence.digest, evidence.asked, to_kept(result)]
        self._rows[os.path.abspath(path)] = row

    def save(self) -> None:
        """Write down what was kept, if anything is new; without files that are gone."""
        if not self._is_changed:
            return
        rows = {full: row for full, row in self._rows.items() if full in self._used or os.path.lexists(full)}
        if len(rows) > MOST_FILES:
            rows = {full: row for full, row in rows.items() if full in self._used}
        from notes_lsp.workspace.atomic_write import write_atomically

        folder = os.path.dirname(self._path)
        with suppress(OSError, ValueError):  # a disk that is full or read-only: the next run checks what this one did
            os.makedirs(folder, mode=0o700, exist_ok=True)
            write_atomically(self._path, _sealed(rows))
            _remove_unused(folder)

    def _is_same_file(self, full: str, row: _Row) -> bool:
        stamp = stamp_of(full)
        if stamp is None:
            return False
        if list(stamp) == list(row[2]):
            return True
        if stamp[-1] != row[2][-1] or digest_of_file(full) != row[3] or stamp_of(full) != stamp:
            return False
        if is_settled(stamp):
            row[2] = stamp
            self._is_changed = True
        return True

    def _digest_of(self, path: str) -> str | None:
        if path not in self._digests:
            row = self._rows.get(path)
            known = row is not None and list(row[2]) == list(stamp_of(path) or ())
            self._digests[path] = row[3] if row is not None and known else digest_of_file(path)
        return self._digests[path]


def _load(path: str) -> dict[str, _Row]:
    """What is kept at ``path``; nothing where that is damaged, or made by other programs."""
    try:
        with open(path, "rb") as file:
            seal, _, content = file.read().partition(b"\n")
        if seal != _seal(content):
            return {}
        rows: dict[str, _Row] = json.loads(content)
    except (OSError, ValueError, RecursionError):
        return {}
    return rows


def _sealed(rows: dict[str, _Row]) -> bytes:
    content = json.dumps(rows, separators=(",", ":")).encode("ascii")
    return _seal(content) + b"\n" + content


def _seal(content: bytes) -> bytes:
    """What stands above ``content``: it tells whether that is whole, and who made it."""
    return f"notes-lsp {__version__} {maker()} {_digest(content)}".encode("ascii")


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()


@cache
def maker() -> str:
    """What tells apart programs that may find different things in the same notes: their versions, and their files."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    parts = [sys.version]
    for layer in _LAYERS:
        parts += _stamps_of_modules(os.path.join(package, layer))
    for name in _PACKAGES:
        spec = find_spec(name)
        parts.append(f"{name} {None if spec is None or spec.origin is None else stamp_of(spec.origin)}")
    return _digest("\n".join(parts).encode("utf-8", "surrogateescape"))


def _stamps_of_modules(folder: str) -> Sequence[str]:
    # The seconds that a package manager unpacks are those of the archive: sizes are the better half of this.
    with os.scandir(folder) as entries:
        modules = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    return sorted(f"{name} {status.st_size} {status.st_mtime_ns}" for name, status in modules)


def _remove_unused(folder: str) -> None:
    """Remove the caches of projects that nobody has changed for long. Raises `OSError`."""
    oldest = time.time() - _LONGEST_UNUSED
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.name.endswith(_ENDING) and entry.stat().st_mtime < oldest:
                os.unlink(entry.path)
