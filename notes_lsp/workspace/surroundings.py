"""What lies around a file of notes on disk: `notes_lsp.rules.base.Surroundings` for the rules.

A link is looked up in listings of folders, never by a ``stat`` of its own: each folder is listed once in a run,
and only a listing tells the letter case of a name where the file system itself does not care.
"""

import os
import unicodedata
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import FileKind
from notes_lsp.workspace.regular_files import open_regular
from notes_lsp.workspace.stamps import Stamp, settled_stamp_of, stamp_of

NOTES_ENDINGS = (".md", ".markdown", ".rst", ".txt", ".org")
ROOT_MARKERS = (".git", "pyproject.toml", "notes-lsp.toml")

_BIGGEST_NOTES = 2_000_000
_PAGE_ENDINGS = (".html", ".htm")
# What `[x](other-talk)` leads to in wikis and on the pages that Jekyll and others make.
ENDINGS_LEFT_OUT = (*NOTES_ENDINGS, *_PAGE_ENDINGS)


def find_root(path: str) -> str:
    """The folder of the project that holds ``path`` (a file or a folder), else the folder of the file itself."""
    path = os.path.abspath(path)
    start = path if os.path.isdir(path) else os.path.dirname(path)
    folder = start
    while not any(os.path.exists(os.path.join(folder, marker)) for marker in ROOT_MARKERS):
        parent = os.path.dirname(folder)
        if parent == folder:
            return start
        folder = parent
    return folder


def read_notes(path: str) -> str | None:
    """The text of the notes at ``path``; None for what can't be read or is too big to be notes."""
    try:
        with open_regular(path) as file:
            content = file.read(_BIGGEST_NOTES + 1)
    except OSError:
        return None
    return content.decode("utf-8-sig", "replace") if len(content) <= _BIGGEST_NOTES else None


@dataclass(slots=True)
class Folder:
    """The names in a folder, by their composed form (NFC) and by that in lower case.

    macOS may give the names of files decomposed, editors write links composed: that is no difference to a reader.
    """

    folders: set[str] = field(default_factory=set)
    by_name: dict[str, str] = field(default_factory=dict)
    by_lower_name: dict[str, str] = field(default_factory=dict)
    stamp: Stamp | None = None  # of the folder before it was listed; None where that is too fresh to be trusted

    def add(self, name: str, is_folder: bool) -> None:
        """Take up a name as the disk gives it."""
        composed = unicodedata.normalize("NFC", name)
        self.by_name[composed] = name
        self.by_lower_name.setdefault(composed.lower(), name)
        if is_folder:
            self.folders.add(name)


class Disk:
    """The listings of folders and the anchors of notes, each read once and shared by all files of a run.

    ``read`` gives the text of a file. Where ``read_anchors`` is given it is asked for the anchors of notes each time,
    and remembers them itself: those of a file that is being edited are not those on disk.
    """

    def __init__(
        self,
        read: Callable[[str], str | None] = read_notes,
        read_anchors: Callable[[str], frozenset[str] | None] | None = None,
    ) -> None:
        self._read = read
        self._read_anchors = read_anchors
        self._folders: dict[str, Folder | None] = {}
        self._anchors: dict[str, frozenset[str] | None] = {}
        self.version = 0  # grows with everything forgotten

    def folder(self, path: str) -> Folder | None:
        """The listing of a folder; None where it can't be listed."""
        if path not in self._folders:
            self._folders[path] = _list_folder(path)
        return self._folders[path]

    def anchors(self, path: str) -> frozenset[str] | None:
        """The anchors of the notes at ``path``; None for what is no notes or can't be read."""
        if self._read_anchors is not None:
            return self._read_anchors(path)
        if path not in self._anchors:
            text = self._read(path) if path.lower().endswith(NOTES_ENDINGS) else None
            self._anchors[path] = None if text is None else _anchors_in(text, path)
        return self._anchors[path]

    def forget(self, path: str) -> None:
        """A file or folder came, went or changed: read it and list its folder anew when next asked."""
        self._anchors.pop(path, None)
        self._folders.pop(os.path.dirname(path), None)
        inside = os.path.join(path, "")
        for folder in [folder for folder in self._folders if folder == path or folder.startswith(inside)]:
            del self._folders[folder]
        self.version += 1

    def look_again(self) -> None:
        """Forget the listings of folders in which something came or went without anybody saying so."""
        stale = [path for path, folder in self._folders.items() if folder is None or folder.stamp is None]
        stale += [
            path
            for path, folder in self._folders.items()
            if folder is not None and folder.stamp is not None and stamp_of(path) != folder.stamp
        ]
        for path in stale:
            del self._folders[path]
        if stale:
            self.version += 1


def _anchors_in(text: str, path: str) -> frozenset[str]:
    # Imported when first needed: who asks whether files are there reads no notes.
    from notes_lsp.links.slugs import document_slugs
    from notes_lsp.syntax.parse import parse

    return frozenset(document_slugs(parse(text, path)))


def _list_folder(path: str) -> Folder | None:
    folder = Folder(stamp=settled_stamp_of(path))
    try:
        with os.scandir(path) as entries:
            # Sorted, so that of two names that differ in case alone always the same one is suggested.
            for entry in sorted(entries, key=lambda entry: entry.name):
                folder.add(entry.name, _is_folder(entry))
    except (OSError, ValueError):
        return None
    return folder


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a symbolic link that leads to itself
        return False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a target leads: ``spelling`` is the target in the case that it has on disk, ``path`` what it names."""

    kind: FileKind
    path: str
    spelling: str


class DiskSurroundings:
    """The files around the notes at ``path``, inside of ``root``.

    Only a root that carries one of `ROOT_MARKERS` has an outside: for notes that are in no project nobody can tell
    what belongs to them. Symbolic links are what they point at; ``..`` is taken from the path as written, as in a URL.
    ``web_state`` is asked what is known of addresses on the web.
    """

    def __init__(
        self,
        path: str,
        root: str,
        disk: Disk | None = None,
        web_state: Callable[[str], WebState | None] = lambda _: None,
    ) -> None:
        self._disk = disk or Disk()
        self._web_state = web_state
        self._folder = os.path.dirname(os.path.abspath(path))
        self._folder_names = split_path(self._folder)
        self._root_names = split_path(os.path.abspath(root))
        self._is_inside = self._folder_names[: len(self._root_names)] == self._root_names
        self._places: dict[str, _Place | None] = {}  # several rules ask about each target
        self._places_version = self._disk.version

    @property
    def state(self) -> Hashable:
        """Equal to what it was before as long as nobody told of a change on the disk."""
        return id(self._disk), self._disk.version, self._folder

    def kind_of(self, target: str) -> FileKind | None:
        """What lies at ``target``; None where a folder on the way can't be listed."""
        place = self._place_of(target)
        return None if place is None else place.kind

    def spelling_of(self, target: str) -> str | None:
        """``target`` in the letter case that it has on disk, where `kind_of` says "wrong-case"."""
        place = self._place_of(target)
        return place.spelling if place is not None and place.kind == "wrong-case" else None

    def anchors_of(self, target: str) -> frozenset[str] | None:
        """The anchors of the notes at ``target``; None for what is no notes or can't be read, and for a page.

        A page is made of notes by a program that may name the headings in its own way.
        """
        if target.lower().endswith(_PAGE_ENDINGS):
            return None
        place = self._place_of(target)
        if place is None or place.kind not in ("file", "wrong-case"):
            return None
        return self._disk.anchors(place.path)

    def web_state(self, address: str) -> WebState | None:
        """What is known of an address on the web."""
        return self._web_state(address)

    def path_of(self, target: str) -> str | None:
        """The path of the file or folder to which ``target`` leads, also outside the root; None where nothing lies."""
        place = self._place_of(target)
        if place is not None and place.kind == "outside":
            place = self._look_up(target, may_leave=True)
        return None if place is None or place.kind == "missing" else place.path

    def _place_of(self, target: str) -> _Place | None:
        if self._places_version != self._disk.version:
            self._places.clear()
            self._places_version = self._disk.version
        if target not in self._places:
            self._places[target] = self._look_up(target)
        return self._places[target]

    def _look_up(self, target: str, *, may_leave: bool = False) -> _Place | None:
        parts = target.split("/")
        names, written = resolve_names(self._folder_names, parts)
        if not may_leave and self._is_outside(names):
            return _Place("outside", join_path(names), target)
        # The way to the notes themselves is right, in whatever case it was given: only what follows is looked up.
        path = join_path(names[: len(names) - len(written)])
        kind: FileKind = "folder"
        wrong_case = False
        for index in written:
            folder = self._disk.folder(path)
            if folder is None:
                return None
            found = _find(folder, parts[index], last=index == written[-1])
            if found is None:
                return _Place("missing", path, target)
            name, spelling = found
            wrong_case = wrong_case or spelling != unicodedata.normalize("NFC", parts[index])
            parts[index] = spelling
            path = os.path.join(path, name)
            kind = "folder" if name in folder.folders else "file"
            if kind == "file" and index != written[-1]:
                return _Place("missing", path, target)
        return _Place("wrong-case" if wrong_case else kind, path, "/".join(parts))

    def _is_outside(self, names: list[str]) -> bool:
        if not self._is_inside or names[: len(self._root_names)] == self._root_names:
            return False
        root = self._disk.folder(join_path(self._root_names))
        return root is not None and any(marker in root.by_name for marker in ROOT_MARKERS)


def resolve_names(folder_names: list[str], parts: list[str]) -> tuple[list[str], list[int]]:
    """Follow ``parts`` from a folder: the names of the way, and which of ``parts`` its last names come from."""
    names = list(folder_names)
    written: list[int] = []
    for index, part in enumerate(parts):
        if part in ("", "."):
            continue
        if part != "..":
            names.append(part)
            written.append(index)
        elif len(names) > 1:
            names.pop()
            if written:
                written.pop()
    return names, written


def _find(folder: Folder, name: str, last: bool) -> tuple[str, str] | None:
    """The name on disk that ``name`` stands for, and how to spell ``name`` for that; None for a missing one."""
    candidates = [(name, "")]
    if last:
        # Only the last name may leave out its ending: silence beats a false alarm.
        stem, ending = os.path.splitext(name)
        candidates += [(name + left_out, left_out) for left_out in ENDINGS_LEFT_OUT]
        if ending.lower() in _PAGE_ENDINGS:
            candidates += [(stem + source, source) for source in NOTES_ENDINGS]
    for candidate, _ in candidates:
        real = folder.by_name.get(unicodedata.normalize("NFC", candidate))
        if real is not None:
            return real, unicodedata.normalize("NFC", name)
    for candidate, added in candidates:
        real = folder.by_lower_name.get(unicodedata.normalize("NFC", candidate).lower())
        if real is not None:
            spelling = unicodedata.normalize("NFC", real)
            if added:
                stem = spelling[: len(spelling) - len(added)]
                spelling = stem if candidate.startswith(name) else stem + os.path.splitext(name)[1]
            return real, spelling
    return None


def split_path(path: str) -> list[str]:
    """The names of an absolute path; the first holds the drive, or is empty."""
    return path.replace(os.sep, "/").rstrip("/").split("/")


def join_path(names: list[str]) -> str:
    """The absolute path of `split_path`'s names."""
    return os.sep.join(names) if len(names) > 1 else names[0] + os.sep
