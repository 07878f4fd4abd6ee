"""What is known of all notes of a workspace: a `FileSummary` for each, over disk and over what is open in the editor.

The index is filled in slices (`NotesIndex.steps`), so that a server answers requests in between, and works before it
is complete: a file that somebody asks for is read then. It watches nothing itself. What a client tells it makes it
quick to see a change; what no one tells it, it sees by the times of files, when it is asked or looks through the
folders again. Everything is called from one thread.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from notes_lsp.features.library import FileSummary
from notes_lsp.workspace.files import NOTES_ENDINGS, display_path
from notes_lsp.workspace.index_files import DiskFile, DiskFiles, OpenFile
from notes_lsp.workspace.link_map import LinkMap
from notes_lsp.workspace.open_notes import OpenNotes
from notes_lsp.workspace.selection import judge
from notes_lsp.workspace.settings import Settings
from notes_lsp.workspace.surroundings import Disk
from notes_lsp.workspace.walk import Walk, look_through, may_be_taken, why_not_walked

# How long the files are taken to be as they were when they were last looked at, in seconds.
_TRUSTED_FOR = 1.0
# How many files are read for a question about all; those above wait for the next `steps`.
_MOST_READ_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How far filling the index is: ``done`` of ``total`` files found so far, ``current`` the path that is next."""

    done: int
    total: int
    current: str


class NotesIndex:
    """The notes below the folders ``roots``.

    ``settings_of`` gives the settings for a path; that of a folder ends in a separator.
    ``cut`` says in plain words why not all files are in the index, None where they are.
    """

    def __init__(
        self,
        roots: Iterable[str],
        settings_of: Callable[[str], Settings],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.disk = Disk(read_anchors=self.anchors_of)
        self.cut: str | None = None
        self._roots = dict.fromkeys(os.path.abspath(root) for root in roots)
        self._settings_of = settings_of
        self._clock = clock
        self._disk_checked = self._files_checked = clock()
        self._walk = Walk()
        self._wanted, self._done = 1, 0  # how often a look through all was called for, and which of them is done
        self._listed: dict[str, None] = {}  # the files that belong to the workspace, read or not
        self._told: set[str] = set()  # what was told to be there since `steps` began
        self._summaries: tuple[FileSummary, ...] | None = None  # of all that counts, until something changes
        self._open: dict[str, OpenFile] = {}
        self._stale_links: dict[str, None] = {}  # files whose links may have changed
        self._files = DiskFiles(lambda path: settings_of(path).index_file_size, self._file_has_changed)
        self._links = LinkMap()

    @property
    def roots(self) -> tuple[str, ...]:
        """The folders of the workspace."""
        return tuple(self._roots)

    @property
    def has_work(self) -> bool:
        """Whether there is something for `steps` to do."""
        return self._done != self._wanted

    # ------------------------------------------------------------ what is asked

    def summaries(self) -> tuple[FileSummary, ...]:
        """Every file of talk notes that is known, sorted by path; open files as they are in the editor."""
        self._check_files()
        if self._summaries is not None:
            return self._summaries
        paths = sorted({*self._listed, *self._open})
        known = self._read_unread(paths)
        found = [self._known_summary(path) for path in known if self._is_counted(path)]
        summaries = tuple(summary for summary in found if summary is not None)
        if len(known) == len(paths):
            self._summaries = summaries
        return summaries

    def summary(self, path: str) -> FileSummary | None:
        """The notes at ``path`` as they are now, taken or not; None where there are none."""
        if path in self._open:
            return self._open[path].summary
        file = self._file(path)
        return None if file is None else file.summary

    def text_of(self, path: str) -> str | None:
        """The text of the notes at ``path``, which is that of `summary`; None where it can't be read."""
        if path in self._open:
            return self._open[path].open_notes.text
        return self._files.text(path) if self._may_be_read(path) else None

    def anchors_of(self, path: str) -> frozenset[str] | None:
        """The names that ``#name`` may give in the notes at ``path``; None for what is no notes or can't be read."""
        if path in self._open:
            return self._open[path].anchors
        file = self._file(path)
        if file is None or file.summary is None:
            return None
        if file.anchors is None:
            file.anchors = frozenset(anchor.name for anchor in file.summary.anchors)
        return file.anchors

    def sources_of(self, path: str) -> dict[str, tuple[str, ...]]:
        """The notes of which a link may lead to ``path``, and the targets that may; the disk tells whether they do."""
        # Nobody asks whether a file links to itself, and somebody may be typing in it.
        for source in self._read_unread([stale for stale in self._stale_links if stale != path]):
            self._update_links(source)
        found = self._links.sources_of(path)
        return {source: targets for source, targets in found.items() if self._is_counted(source)}

    def root_of(self, path: str) -> str | None:
        """The innermost folder of the workspace that holds ``path``."""
        holding = [root for root in self._roots if path == root or path.startswith(os.path.join(root, ""))]
        return max(holding, key=len, default=None)

    # ------------------------------------------------------------ what is told

    def add_root(self, path: str) -> None:
        """A folder has come into the workspace."""
        self._roots[os.path.abspath(path)] = None
        self._wanted += 1

    def remove_root(self, path: str) -> None:
        """A folder has left the workspace."""
        self._roots.pop(os.path.abspath(path), None)
        for listed in [listed for listed in self._listed if self.root_of(listed) is None]:
            self._drop(listed)
        self._wanted += 1  # what is cut may be another matter now

    def set_open(self, path: str, open_notes: OpenNotes, taken: bool = True) -> None:
        """The file at ``path`` is open and reads so now; ``taken`` says whether it has a place among the notes."""
        known = self._open.get(path)
        if not path or (known is not None and known.open_notes is open_notes and known.taken == taken):
            return
        self._summaries = None
        self._open[path] = OpenFile(open_notes, taken)
        self._stale_links[path] = None

    def set_closed(self, path: str) -> None:
        """The file at ``path`` is no longer open: what is on disk counts again."""
        if self._open.pop(path, None) is not None:
            self._summaries = None
            self._stale_links[path] = None

    def changed(self, path: str) -> None:
        """A file came or was written, or a folder came."""
        self.disk.forget(path)
        self._files.forget(path)
        self._told.add(path)
        if os.path.basename(path) == ".gitignore":
            self._walk.forget()
            self._wanted += 1
        elif os.path.isdir(path):
            self._wanted += 1
        elif path not in self._listed and os.path.exists(path):
            self._take_up(path)

    def deleted(self, path: str) -> None:
        """A file or folder is gone."""
        self.disk.forget(path)
        for gone in self._known_below(path):
            self._drop(gone)
            self._told.discard(gone)

    def renamed(self, old: str, new: str) -> None:
        """A file or folder has another path now."""
        moved = self._known_below(old)
        self.deleted(old)
        self.changed(new)
        for path in moved:
            self.changed(new + path[len(old) :])

    def settings_changed(self) -> None:
        """The settings of some file may have changed: `steps` finds out what that means."""
        self._files.settings_changed()
        self._summaries = None
        self._wanted += 1

    def look_again(self) -> None:
        """See what came and went in the folders that links lead to, unless that was seen a moment ago."""
        now = self._clock()
        if now - self._disk_checked >= _TRUSTED_FOR:
            self._disk_checked = now
            self.disk.look_again()

    # ------------------------------------------------------------ filling

    def steps(self) -> Iterator[Progress]:
        """Look through all folders and read what has changed: a folder or a file in each step.

        May be closed at any time: what was found stays, and `has_work` says that it is not all.
        """
        wanted = self._wanted
        self._walk.forget()
        self._files.settings_changed()
        self._summaries = None
        self._told.clear()
        before = tuple(self._listed)
        found: dict[str, None] = {}
        cuts: list[str] = []
        for root in self.roots:
            for looked in look_through(root, self._roots, self._walk, self._settings_of):
                found.update(dict.fromkeys(looked.files))
                self._listed.update(dict.fromkeys(looked.files))
                self._summaries = None
                if looked.cut is not None:
                    cuts.append(looked.cut)
                yield Progress(0, len(found), display_path(looked.folder))
        self.cut = "; ".join(cuts) or None
        for path in before:
            if path not in found and path not in self._told:
                self._drop(path)
        for done, path in enumerate(found):
            yield Progress(done, len(found), display_path(path))
            if path in self._open:
                continue  # what is on disk counts when it is closed, and is read then
            for _ in self._files.get_in_steps(path):
                yield Progress(done, len(found), display_path(path))
            if path not in self._open:
                self._update_links(path)
        self._done = wanted

    # ------------------------------------------------------------ files

    def _check_files(self) -> None:
        """Forget what has changed on disk, unless that was seen a moment ago."""
        now = self._clock()
        if now - self._files_checked >= _TRUSTED_FOR:
            self._files_checked = now
            for path in self._files.check():
                self._drop(path)

    def _file(self, path: str) -> DiskFile | None:
        """The file at ``path`` as it is on disk now; None where there is none, or what is no notes."""
        if not self._may_be_read(path):
            return None
        file = self._files.get(path)
        if file is None:
            self._drop(path)
        return file

    def _may_be_read(self, path: str) -> bool:
        return path in self._listed or path.lower().endswith(NOTES_ENDINGS)

    def _read_unread(self, paths: Iterable[str]) -> list[str]:
        """Those of ``paths`` that are open or were read, after reading some of the others."""
        found = []
        reads = 0
        for path in paths:
            if path not in self._open and self._files.known(path) is None:
                if reads == _MOST_READ_AT_ONCE:
                    if not self.has_work:
                        self._wanted += 1
                    continue
                reads += 1
                self._file(path)
            found.append(path)
        return found

    def _known_summary(self, path: str) -> FileSummary | None:
        if path in self._open:
            return self._open[path].summary
        file = self._files.known(path)
        return None if file is None else file.summary

    def _is_counted(self, path: str) -> bool:
        """Whether the file at ``path`` has a place among the notes."""
        if path in self._open:
            return self._open[path].taken
        file = self._files.known(path)
        if file is None or path not in self._listed:
            return False
        if file.taken is None:
            holds = file.holds_talks
            file.taken = judge(path, self.root_of(path), self._settings_of(path), lambda: holds).yes
        return file.taken

    def _take_up(self, path: str) -> None:
        """Take up a file that has come, as a look through all folders would."""
        root = self.root_of(path)
        if root is None or why_not_walked(root) is not None or not self._walk.reaches(path, root):
            return
        settings = self._settings_of(path)
        if len(self._listed) >= settings.index_files:
            self._wanted += 1  # which says what is cut
        elif may_be_taken(path, root, settings):
            self._listed[path] = None
            self._summaries = None
            self._stale_links[path] = None

    def _drop(self, path: str) -> None:
        self._files.forget(path)
        if path in self._listed:
            del self._listed[path]
            self._summaries = None

    def _known_below(self, path: str) -> list[str]:
        inside = os.path.join(path, "")
        known = {**self._listed, **dict.fromkeys(self._files.paths())}
        return [found for found in known if found == path or found.startswith(inside)]

    def _file_has_changed(self, path: str) -> None:
        self._summaries = None
        if path not in self._open:
            self._stale_links[path] = None

    def _update_links(self, path: str) -> None:
        if path not in self._stale_links:
            return
        del self._stale_links[path]
        file = self._open.get(path) or self._files.known(path)
        self._links.update(path, () if file is None else file.link_targets)
