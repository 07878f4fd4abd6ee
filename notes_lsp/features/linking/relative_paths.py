r"""Absolute paths and the relative ones that lead from one to another, for POSIX and for Windows.

Of which kind a path is, it says itself: ``C:\notes`` and ``\\host\share`` are of Windows. No disk is asked, and what
a path means does not depend on the system on which this runs.
"""

import re
import unicodedata
from dataclasses import dataclass

_WINDOWS = re.compile(r"([A-Za-z]:)[\\/]|(\\\\[^\\/]+[\\/][^\\/]+)(?:[\\/]|$)")


@dataclass(frozen=True, slots=True)
class AbsolutePath:
    r"""An absolute path in its parts: ``root`` is ``""`` on POSIX, else the drive or the share (``C:``)."""

    root: str
    names: tuple[str, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What is the same for all spellings of one path."""
        # macOS gives names decomposed, and Windows does not care for case.
        names = tuple(unicodedata.normalize("NFC", name) for name in (self.root, *self.names))
        return tuple(name.casefold() for name in names) if self.root else names


def split_path(path: str) -> AbsolutePath:
    """The parts of the absolute ``path``, without ``.`` and ``..``."""
    match = _WINDOWS.match(path)
    if match is None:
        return AbsolutePath("", _resolved((), path.split("/")))
    root = match[1] or match[2]
    return AbsolutePath(root, _resolved((), re.split(r"[\\/]", path[len(root) :])))


def follow(folder: AbsolutePath, target: str) -> AbsolutePath:
    """Where ``target``, a relative path with forward slashes as links give it, leads from ``folder``."""
    return AbsolutePath(folder.root, _resolved(folder.names, target.split("/")))


def folder_of(path: AbsolutePath) -> AbsolutePath:
    """The folder that holds ``path``."""
    return AbsolutePath(path.root, path.names[:-1])


def relative_path(path: AbsolutePath, folder: AbsolutePath) -> str | None:
    """The way from ``folder`` to ``path`` with forward slashes; None where there is none (another drive)."""
    if AbsolutePath(path.root, ()).key != AbsolutePath(folder.root, ()).key:
        return None
    same = 0
    for own, other in zip(path.key[1:], folder.key[1:], strict=False):
        if own != other:
            break
        same += 1
    return "/".join([".."] * (len(folder.names) - same) + list(path.names[same:])) or "."


def last_name(path: str) -> str:
    """The name of the file or folder at ``path``, which may be absolute or relative, of POSIX or of Windows."""
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]


def name_in_links(path: str) -> str:
    """The name of a file up to its first dot, folded: what all links to it share, whatever they make of its ending."""
    return unicodedata.normalize("NFC", last_name(path).partition(".")[0]).casefold()


def split_ending(name: str) -> tuple[str, str]:
    """The name of a file without its ending, and the ending with its dot; a dot at the start makes none."""
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem.strip(".") else (name, "")


def _resolved(names: tuple[str, ...], parts: list[str]) -> tuple[str, ...]:
    resolved = list(names)
    for part in parts:
        if part == "..":
            del resolved[-1:]
        elif part not in ("", "."):
            resolved.append(part)
    return tuple(resolved)
