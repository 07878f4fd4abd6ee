"""Finding the files of notes and reading them.

Nothing here raises for what lies on a disk: a path that is not there, a folder
that may not be listed, a file that is no text each give a `FileProblem`.
"""

import os
import re
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterable
from typing import BinaryIO

from notes_lsp.syntax.text import split_lines
from notes_lsp.syntax.values import value_class
from notes_lsp.workspace.ignored import IgnoreFiles, ignore_files_above, is_ignored, read_ignore_file

NOTES_ENDINGS = (".md", ".markdown", ".mdown", ".mkd", ".rst", ".rest", ".txt", ".text", ".org")
SIZE_LIMIT = 20_000_000
_BINARY_SAMPLE = 8192

# Text that lies beside notes in many repositories. A README stays, since many keep their notes in it. "security.md"
# in lower case stays too: it may well be a talk. So does "contributing-to-cpython.md": only whole names count.
_NO_NOTES = re.compile(
    r"(?i:licen[cs]e(?:[-.]\w+)*|change(?:log|s)|contributing(?:[-.]\w\w)?|code[-_]of[-_]conduct(?:[-.]\w\w)?"
    r"|(?:dev-?|test-?)?requirements(?:[-_.]\w+)*\.txt|robots\.txt|cmakelists\.txt)(?:\.\w+)?|SECURITY\.\w+"
)
# What no one keeps notes in. Hidden folders (.git, .tox, .venv) are left out by their name, a virtual environment
# by the file that every one of them holds.
NOT_WALKED = frozenset({"node_modules", "__pycache__"})
ENVIRONMENT_MARK = "pyvenv.cfg"


@value_class
class FileProblem:
    """Why ``path`` could not be checked, in plain words and with the way out."""

    path: str
    message: str


@value_class
class FileText:
    """The text of a file as it is on disk: its line ends are kept, its byte order mark is not."""

    path: str
    text: str
    encoding: str
    bom: bool


@value_class
class FoundFiles:
    """The files to check, each once and in a stable order, and the paths that gave none."""

    files: tuple[str, ...]
    problems: tuple[FileProblem, ...]


def find_files(paths: Iterable[str]) -> FoundFiles:
    """The files that ``paths`` name: files as they are, folders by the notes inside them, sorted."""
    files: dict[str, str] = {}  # by where a file really is, so that none is checked twice
    problems: list[FileProblem] = []
    for path in paths:
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            problems.append(FileProblem(display_path(path), _why_not_there(path, error)))
            continue
        if stat.S_ISDIR(mode):
            walk = _Walk(path)
            walk.run()
            problems += walk.problems
            for found in sorted(walk.files, key=lambda found: found[0].split("/")):
                files.setdefault(found[1], found[0])
        else:
            files.setdefault(real_path(path), path)
    return FoundFiles(tuple(files.values()), tuple(problems))


def read_notes(path: str, size_limit: int = SIZE_LIMIT) -> FileText | FileProblem:
    """The text of the file at ``path``. What is no regular file (a pipe, a device) is never opened."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return FileProblem(display_path(path), f"is {_kind_of(status.st_mode)}, not a file")
        if status.st_size > size_limit:
            return FileProblem(display_path(path), _too_large(status.st_size, size_limit))
        # All of it at once: to read with a limit sets room aside for as much, which takes longer than to read.
        with open(path, "rb", buffering=0) as file:
            return _decoded(file.read(), display_path(path), size_limit)
    except (OSError, ValueError) as error:
        return FileProblem(display_path(path), f"can't be read: {plain_words(error)}")


def read_stream(stream: BinaryIO, path: str, size_limit: int = SIZE_LIMIT) -> FileText | FileProblem:
    """The text that ``stream`` holds; ``path`` is what to call it."""
    return _decoded(stream.read(size_limit + 1), path, size_limit)


def _decoded(data: bytes, path: str, size_limit: int) -> FileText | FileProblem:
    if len(data) > size_limit:
        return FileProblem(path, _too_large(len(data), size_limit))
    return decode_notes(data, path)


def decode_notes(data: bytes, path: str) -> FileText | FileProblem:
    """``data`` as text: UTF-8, or UTF-16 where a byte order mark says so."""
    if data.startswith((BOM_UTF32_LE, BOM_UTF32_BE)):
        return FileProblem(path, "is UTF-32, which is not read; save it as UTF-8")
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return FileText(path, data.decode("utf-16"), "utf-16", True)
        except UnicodeDecodeError:
            return FileProblem(path, "starts like UTF-16 and is not; save it as UTF-8")
    if b"\0" in data[:_BINARY_SAMPLE]:
        return FileProblem(path, "looks binary, skipped; if it is text, save it as UTF-8")
    bom = data.startswith(BOM_UTF8)
    content = data[len(BOM_UTF8) :] if bom else data
    try:
        return FileText(path, content.decode("utf-8"), "utf-8", bom)
    except UnicodeDecodeError as error:
        return FileProblem(path, _where_not_utf8(content, error.start))


def display_path(path: str) -> str:
    """``path`` as it is shown: with forward slashes on every system."""
    return path.replace(os.sep, "/")


def plain_words(error: OSError | ValueError) -> str:
    """What went wrong, without the number and the path that Python adds."""
    said = error.strerror if isinstance(error, OSError) else None
    said = said or str(error)
    return said[:1].lower() + said[1:]


def describe_fault(error: Exception) -> str:
    """An error that should not be, with the place in our code, for a report that helps."""
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    where = ""
    if traceback is not None:
        name = os.path.basename(traceback.tb_frame.f_code.co_filename)
        where = f" ({name}, line {traceback.tb_lineno})"
    return f"{type(error).__name__}: {error}{where}; this is a fault of notes-lsp, please report it"


class _Walk:
    """One walk through a folder. ``files`` holds pairs: the path as shown, and where the file really is."""

    def __init__(self, root: str) -> None:
        self.shown_root = display_path(root)
        self.real_root = real_path(root)
        self.files: list[tuple[str, str]] = []
        self.problems: list[FileProblem] = []

    def run(self) -> None:
        pending = [("", ignore_files_above(self.real_root))]
        while pending:
            folder, ignore_files = pending.pop()
            pending += self.list_folder(folder, ignore_files)

    def list_folder(self, folder: str, ignore_files: IgnoreFiles) -> list[tuple[str, IgnoreFiles]]:
        """Take the files of ``folder`` (from the root, with a closing slash, or "") and give its folders to walk."""
        try:
            with os.scandir(self.real_root + "/" + folder) as entries:
                held = {entry.name: entry for entry in entries}
        except OSError as error:
            path = self.shown(folder).rstrip("/") or "/"
            self.problems.append(FileProblem(path, f"the folder can't be listed: {plain_words(error)}"))
            return []
        if folder and ENVIRONMENT_MARK in held:
            return []
        if ".gitignore" in held:
            ignore_files += read_ignore_file(f"{self.real_root}/{folder}".rstrip("/"))
        folders = []
        for name, entry in held.items():
            if name.startswith("."):
                continue
            if is_walkable(entry):
                if name not in NOT_WALKED and not self.ignores(f"{folder}{name}", True, ignore_files):
                    folders.append((f"{folder}{name}/", ignore_files))
            elif is_notes_name(name) and not self.ignores(f"{folder}{name}", False, ignore_files):
                self.take_file(f"{folder}{name}", entry)
        return folders

    def ignores(self, path: str, is_folder: bool, ignore_files: IgnoreFiles) -> bool:
        return bool(ignore_files) and is_ignored(f"{self.real_root.rstrip('/')}/{path}", is_folder, ignore_files)

    def take_file(self, path: str, entry: "os.DirEntry[str]") -> None:
        real = f"{self.real_root.rstrip('/')}/{path}"
        if entry.is_symlink():
            real = real_path(real)
            if not real.startswith(self.real_root.rstrip("/") + "/"):
                return
        try:
            if entry.is_file():
                self.files.append((self.shown(path), real))
        except OSError:
            return  # a circle of links

    def shown(self, path: str) -> str:
        if self.shown_root == ".":
            return path or "."
        return self.shown_root + path if self.shown_root.endswith("/") else f"{self.shown_root}/{path}"


def is_notes_name(name: str) -> bool:
    """Whether a file of this name is taken for notes when a folder is walked."""
    return name.lower().endswith(NOTES_ENDINGS) and not is_name_of_no_notes(name)


def is_name_of_no_notes(name: str) -> bool:
    """Whether ``name`` is one that everybody keeps for something else: ``LICENSE``, ``CHANGELOG.md``."""
    return _NO_NOTES.fullmatch(name) is not None


def is_walkable(entry: "os.DirEntry[str]") -> bool:
    """Whether ``entry`` is a folder and no link to one: links could lead round in circles."""
    try:
        if not entry.is_dir(follow_symlinks=False):
            return False
        # A junction (Windows) is a link to a folder that says that it is a folder.
        tag = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) if os.name == "nt" else 0
    except OSError:
        return False
    return tag != getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)


def real_path(path: str) -> str:
    """Where ``path`` really is, with all symbolic links followed, with forward slashes."""
    return display_path(os.path.realpath(path))


def _why_not_there(path: str, error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return "is no path: it holds a null character"
    if isinstance(error, FileNotFoundError):
        if path == "":
            return 'is an empty path; use "." for the folder that you are in'
        where = "" if os.path.isabs(path) else f" (looked from {display_path(os.getcwd())})"
        return f"no such file or folder{where}"
    return f"can't be reached: {plain_words(error)}"


def _kind_of(mode: int) -> str:
    for test, kind in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return kind
    return "a device"


def _too_large(size: int, limit: int) -> str:
    return f"is too large: {size / 1e6:.1f} MB, the limit is {limit / 1e6:.0f} MB; split it"


def _where_not_utf8(content: bytes, offset: int) -> str:
    before = content[:offset].decode("utf-8")
    line, column = len(split_lines(before)), len(before) - split_lines(before).starts[-1]
    return f"is not UTF-8: byte 0x{content[offset]:02X} at line {line}, column {column + 1}; save it as UTF-8"
