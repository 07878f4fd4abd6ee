"""The files of the index: as they were read from disk, or as they are open in the editor."""

import os
import stat
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from functools import cached_property

from notes_lsp.features.library import FileSummary
from notes_lsp.features.linking.targets_in import link_places
from notes_lsp.features.summary import OpenSummary, summarise
from notes_lsp.links.slugs import document_slugs
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.files import FileProblem, read_notes
from notes_lsp.workspace.open_notes import OpenNotes
from notes_lsp.workspace.selection import holds_talks, is_readme
from notes_lsp.workspace.stamps import Stamp, is_settled, stamp_of, stamp_of_status

# Below this size a file is read at one go; above, somebody may wait for an answer in between.
_LARGE = 100_000
_MOST_TEXT_KEPT = 1_000_000


@dataclass(slots=True)
class DiskFile:
    """A file as it was at ``stamp``, which is None for one that was written too lately to trust that.

    ``summary`` is None for what can't be read, ``holds_talks`` is asked of a README alone, ``taken`` whether the
    file has a place among the notes (None: nobody has asked since the settings changed).
    """

    stamp: Stamp | None
    summary: FileSummary | None
    holds_talks: bool = False
    taken: bool | None = None
    anchors: frozenset[str] | None = None

    @property
    def link_targets(self) -> Iterable[str]:
        """The paths to which its links lead, as written."""
        return () if self.summary is None else [link.path for link in self.summary.links]


class OpenFile:
    """A file that is open. Everything is worked out when first asked for: most edits are followed by the next one."""

    def __init__(self, open_notes: OpenNotes, taken: bool) -> None:
        self.open_notes = open_notes
        self.taken = taken

    @cached_property
    def summary(self) -> FileSummary | None:
        """The summary of the text as it is in the editor."""
        return OpenSummary(self.open_notes.notes, self.open_notes.path)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The names that ``#name`` may give."""
        return frozenset(document_slugs(self.open_notes.document))

    @property
    def link_targets(self) -> Iterable[str]:
        """The paths to which its links lead, as written."""
        return [link.path for link in link_places(self.open_notes.document)]


class DiskFiles:
    """The files that were read, each until it changes.

    ``size_limit_of`` gives the most bytes a file at a path may have to be read, ``tell`` is called with the path of
    each file that was read or is gone.
    """

    def __init__(self, size_limit_of: Callable[[str], int], tell: Callable[[str], None]) -> None:
        self._size_limit_of = size_limit_of
        self._tell = tell
        self._files: dict[str, DiskFile] = {}
        self._texts: dict[str, str] = {}  # of some of the files, the last one read at the end
        self._text_kept = 0

    def known(self, path: str) -> DiskFile | None:
        """The file at ``path`` as it was read last, without a look at the disk; None where it was not."""
        return self._files.get(path)

    def paths(self) -> Iterable[str]:
        """The paths of all files that were read."""
        return self._files.keys()

    def get(self, path: str) -> DiskFile | None:
        """The file at ``path`` as it is now; None where there is none."""
        for _ in self.get_in_steps(path):
            pass
        return self._files.get(path)

    def get_in_steps(self, path: str) -> Generator[None, None, None]:
        """Do what `get` does, with stops where the file is large; it may be closed at each."""
        stamp = _stamp_of_file(path)
        known = self._files.get(path)
        if stamp is None:
            if known is not None:
                self.forget(path)
            return
        if known is None or known.stamp != stamp:
            read = yield from _read_file(path, stamp, self._size_limit_of(path))
            self._keep(path, *read)

    def text(self, path: str) -> str | None:
        """The text of the file at ``path``, which is that of its summary; None where it can't be read."""
        file = self.get(path)
        if file is not None and file.summary is not None and path not in self._texts:
            self.forget(path)  # so that the text and the summary are of one and the same reading
            file = self.get(path)
        return None if file is None or file.summary is None else self._texts.get(path)

    def forget(self, path: str) -> None:
        """The file at ``path`` has changed or is gone."""
        if self._files.pop(path, None) is not None:
            self._forget_text(path)
            self._tell(path)

    def check(self) -> list[str]:
        """Forget each file that has changed; gives those that are gone."""
        stamps = [(path, file.stamp, stamp_of(path)) for path, file in self._files.items()]
        for path, known, stamp in stamps:
            if stamp != known or stamp is None:
                self.forget(path)
        return [path for path, _, stamp in stamps if stamp is None]

    def settings_changed(self) -> None:
        """Whether a file is taken may be another matter now."""
        for file in self._files.values():
            file.taken = None

    def _keep(self, path: str, file: DiskFile, text: str) -> None:
        self._files[path] = file
        self._forget_text(path)
        self._texts[path] = text
        self._text_kept += len(text)
        while self._text_kept > _MOST_TEXT_KEPT and len(self._texts) > 1:
            self._forget_text(next(iter(self._texts)))
        self._tell(path)

    def _forget_text(self, path: str) -> None:
        self._text_kept -= len(self._texts.pop(path, ""))


def _stamp_of_file(path: str) -> Stamp | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return stamp_of_status(status) if stat.S_ISREG(status.st_mode) else None


def _read_file(path: str, stamp: Stamp, size_limit: int) -> Generator[None, None, tuple[DiskFile, str]]:
    """The file at ``path`` and its text; ``stamp`` is what it had before it was read."""
    lasting = stamp if is_settled(stamp) else None
    read = read_notes(path, size_limit)
    if isinstance(read, FileProblem):
        return DiskFile(lasting, None), ""
    is_large = len(read.text) > _LARGE
    try:
        document = parse(read.text, path)
        if is_large:
            yield
        notes = understand(document, path)
        if is_large:
            yield
        holds = is_readme(os.path.basename(path)) and holds_talks(notes)
        return DiskFile(lasting, _summary_of(notes, path), holds), read.text
    except Exception:  # noqa: BLE001 - one file that is beyond us must not cost the others their place
        return DiskFile(lasting, None), ""


def _summary_of(notes: Notes, path: str) -> FileSummary | None:
    try:
        return summarise(notes, path)
    except Exception:  # noqa: BLE001 - as above
        return None
