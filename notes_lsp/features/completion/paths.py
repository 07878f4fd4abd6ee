"""Completion of the paths of files, as the targets of links, images and includes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.place import Place
from notes_lsp.features.completion.targets import TargetPlace
from notes_lsp.features.library import Library
from notes_lsp.features.linking.relative_paths import split_ending, split_path
from notes_lsp.features.linking.spelling import is_read_as_path, spell

_NOTES = frozenset((".md", ".markdown", ".mdown", ".mkd", ".mdx", ".rst", ".rest", ".org", ".txt"))
# What Sphinx reads, and what a `:doc:` leaves out of a name.
_DOCUMENTS = frozenset((".rst", ".rest", ".md", ".txt"))
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".apng", ".ico", ".tiff"))

# Where a path leads that is not beside the notes: another root, a home folder, an address.
_ELSEWHERE = re.compile(r"[/~\\]|[A-Za-z][A-Za-z0-9+.-]*:")
_ONLY_UPWARDS = re.compile(r"(?:\.\./)*")


@dataclass(frozen=True, slots=True)
class _Segment:
    """The part of a path that is being typed: behind the last stroke of ``folder``, whose path is ``decoded``.

    ``prefix`` has to come before it, as Org wants ``file:``.
    """

    start: int
    typed: str
    folder: str
    decoded: str
    prefix: str = ""


def complete_paths(place: Place, target: TargetPlace, library: Library) -> Iterator[CompletionItem]:
    """The names beside what was typed of ``target``, those that are most likely meant first."""
    segment = _segment_of(target)
    if segment is None:
        return
    names = sorted(library.names_in(place.path, segment.decoded), key=lambda name: _order(name, target.wants))
    if _ONLY_UPWARDS.fullmatch(segment.folder) and library.names_in(place.path, segment.decoded + "../"):
        names.append(("..", True))
    own_name = split_path(place.path).names[-1:]
    for name, is_folder in names:
        if name.startswith(".") and name != ".." and not segment.typed.startswith("."):
            continue
        if segment.folder in ("", "./") and not is_folder and (name,) == own_name:
            continue
        item = _item(place, target, segment, name, is_folder, library)
        if item is not None:
            yield item


def _segment_of(target: TargetPlace) -> _Segment | None:
    """What is being typed of a path; None where it leads elsewhere, or is no path."""
    given = "file:" if target.spelling == "org" and target.typed.startswith("file:") else ""
    typed = target.typed[len(given) :]
    if "#" in typed or "?" in typed or _ELSEWHERE.match(typed) is not None:
        return None
    stroke = typed.rfind("/") + 1
    folder = typed[:stroke]
    decoded = folder if target.spelling in ("verbatim", "document") else unquote(folder, errors="replace")
    segment = _Segment(target.start + len(given) + stroke, typed[stroke:], folder, decoded)
    if target.spelling != "org" or given or folder.startswith("."):
        return segment
    # Org looks for a headline of what has no prefix, unless it begins with a dot.
    return None if folder or typed.startswith("*") else replace(segment, prefix="file:")


def _order(entry: tuple[str, bool], wants: str) -> tuple[int, str]:
    name, is_folder = entry
    wanted = _PICTURES if wants == "image" else _NOTES
    rank = 1 if is_folder else 0 if split_ending(name)[1].lower() in wanted else 2
    return rank, name.casefold()


def _item(
    place: Place, target: TargetPlace, segment: _Segment, name: str, is_folder: bool, library: Library
) -> CompletionItem | None:
    path = library.path_of(place.path, segment.decoded + name) if not is_folder else None
    if target.spelling == "document" and not is_folder:
        name, ending = split_ending(name)
        if ending.lower() not in _DOCUMENTS:
            return None
    stroke = "/" if is_folder else ""
    spelt = spell(name, target.spelling)
    if spelt is None:
        return None
    written = spelt + stroke
    # `TODO` and `a:b.md` alone are no paths.
    here = "" if is_read_as_path(segment.folder + written) else "./"
    if here and (segment.folder or segment.prefix or not is_read_as_path(here + written)):
        return None
    return CompletionItem(
        label=name + stroke,
        kind="folder" if is_folder else "file",
        start=segment.start,
        end=place.offset + _replaced(target.rest, is_folder),
        text=target.gap + segment.prefix + here + written,
        filter_text=segment.prefix + written,
        key=("file", path) if path is not None else (),
    )


def _replaced(rest: str, is_folder: bool) -> int:
    """How much of what stands behind the place belongs to the name: a folder leaves the path in it as it is."""
    end = len(re.split(r"[#?]|::", rest, maxsplit=1)[0])
    stroke = rest.find("/", 0, end)
    return stroke + 1 if is_folder and stroke >= 0 else end
