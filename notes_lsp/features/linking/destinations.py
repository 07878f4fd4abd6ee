r"""Where a link leads in the workspace: a file, and a place in it.

Paths in notes are not to be trusted. Only what lies at the other end of a relative path is ever looked for; a path
to another computer (``//host/share``, ``\\host\share``) is not, because asking Windows for it sends the
password of whoever is logged in.
"""

from dataclasses import dataclass

from notes_lsp.features.library import Library
from notes_lsp.features.linking.anchor_names import anchors_of, find_anchor, own_anchors
from notes_lsp.features.linking.link_targets import LinkTarget
from notes_lsp.features.linking.relative_paths import last_name
from notes_lsp.syntax.document import Document

_MOST_FOLDERS = 12


@dataclass(frozen=True, slots=True)
class Destination:
    """The file at ``path``, and the span of the title or the anchor in it; None for the file as a whole.

    ``own`` says that it is the very file that holds the link; its path is ``""`` where it was never saved.
    """

    path: str
    span: tuple[int, int] | None
    own: bool


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """The files of a library.

    ``by_name`` holds their paths by the names that a wiki link may give them (casefolded, with ending and without),
    ``first`` and ``last`` are the first and the last of all paths.
    """

    by_name: dict[str, list[str]]
    first: str
    last: str


def known_files(library: Library) -> KnownFiles:
    """The files of ``library``, put in order for those who look for several."""
    by_name: dict[str, list[str]] = {}
    paths = [summary.path for summary in library.summaries()]
    for path in paths:
        name = last_name(path).casefold()
        for key in {name, _without_ending(name)}:
            by_name.setdefault(key, []).append(path)
    return KnownFiles(by_name, min(paths, default=""), max(paths, default=""))


def destination_of(document: Document, target: LinkTarget, path: str, library: Library) -> Destination | None:
    """Where ``target`` leads, of a link in ``document``, the file at ``path``; None: nowhere in the workspace.

    A fragment that names nothing leads to the file as a whole, unless it is the file that holds the link.
    """
    if target.kind == "anchor":
        return _own_destination(document, target, path)
    if target.kind == "label":
        return _own_destination(document, target, path) or label_in_other_notes(target, path, library)
    found = file_of(target, path, library)
    if found is None:
        return None
    if found == path:
        span = find_anchor(own_anchors(document), target) if target.fragment else None
        return Destination(path, span, own=True)
    summary = library.summary(found) if target.fragment else None
    return Destination(found, find_anchor(anchors_of(summary), target) if summary is not None else None, own=False)


def file_of(target: LinkTarget, path: str, library: Library, known: KnownFiles | None = None) -> str | None:
    """The file or folder to which ``target`` leads from the file at ``path``; None where there is none."""
    wanted = target.path
    if not path or not wanted or not is_local_path(wanted):
        return None
    if target.kind == "rooted" or (target.kind == "document" and wanted.startswith("/")):
        return _below_some_folder(wanted, path, library, known or known_files(library))
    if target.kind not in ("local", "wiki", "document"):
        return None
    found = library.path_of(path, wanted)
    if found is None and target.kind == "wiki":
        return _named_so(wanted, known or known_files(library))
    return found


def is_folder(path: str, library: Library) -> bool:
    """Whether a folder lies at ``path``, where something lies. Folders hardly ever have an ending."""
    name = last_name(path)
    return name == _without_ending(name) and (name, True) in library.names_in(path, "")


def is_local_path(path: str) -> bool:
    """Whether ``path``, decoded, is one that stays on this computer and that the operating system can be asked for."""
    return not path.startswith(("//", "\\\\", "/\\", "\\/")) and "\0" not in path


def _own_destination(document: Document, target: LinkTarget, path: str) -> Destination | None:
    span = find_anchor(own_anchors(document), target)
    if span is None and target.kind == "anchor" and target.fragment.lower() == "top":
        span = (0, 0)
    return Destination(path, span, own=True) if span is not None else None


def label_in_other_notes(target: LinkTarget, path: str, library: Library) -> Destination | None:
    """The place in other notes that ``:ref:`label` `` leads to (Sphinx, "Cross-referencing arbitrary locations")."""
    for summary in library.summaries():
        if summary.path == path:
            continue
        for place in summary.anchors:
            if place.name == target.fragment:
                return Destination(summary.path, (place.start, place.end), own=False)
    return None


def _below_some_folder(wanted: str, path: str, library: Library, known: KnownFiles) -> str | None:
    """The file at ``/wanted`` where one of the folders above ``path``, down from the workspace's, is the root."""
    levels = _levels_below_all(_with_slashes(path), known)
    for level in range(min(levels, _MOST_FOLDERS) + 1):
        found = library.path_of(path, "../" * level + wanted.lstrip("/"))
        if found is not None:
            return found
    return None


def _levels_below_all(path: str, known: KnownFiles) -> int:
    """How many folders up from the file at ``path`` the folder is that holds all that is known."""
    own = path.split("/")[:-1]
    common = len(own)
    # What the first and the last path begin with, all between them begin with.
    for other in filter(None, (known.first, known.last)):
        names = _with_slashes(other).split("/")[:-1]
        same = next((i for i, (a, b) in enumerate(zip(own, names, strict=False)) if a != b), min(len(own), len(names)))
        common = min(common, same)
    return len(own) - common


def _named_so(wanted: str, known: KnownFiles) -> str | None:
    """The file of that name, wherever it lies; of several the one with the shortest path, as Obsidian does."""
    wanted = wanted.strip("/").casefold()
    candidates = [path for path in known.by_name.get(last_name(wanted), ()) if _ends_with(path, f"/{wanted}")]
    return min(candidates, key=len, default=None)


def _ends_with(path: str, folded: str) -> bool:
    path = _with_slashes(path).casefold()
    return path.endswith(folded) or _without_ending(path).endswith(folded)


def _without_ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and "/" not in ending else name


def _with_slashes(path: str) -> str:
    return path.replace("\\", "/")
