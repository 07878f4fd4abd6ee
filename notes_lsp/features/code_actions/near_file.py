"""The file that a link to a missing one must mean: a slip of the fingers, or the same name with another ending."""

from urllib.parse import unquote

from notes_lsp.features.library import Library
from notes_lsp.features.linking.spelling import spell
from notes_lsp.links.near import NearNames
from notes_lsp.rules.base import Edit, Fix

# Where one of these stands, the path is not written as it is.
_ESCAPES = frozenset("\\\r\n<>\"'`")


def near_file(text: str, start: int, end: int, path: str, library: Library) -> Fix | None:
    """A fix for the target at ``start:end``, at which no file lies, in the notes at ``path``; None for no good guess.

    The guess is one of the names in the folder that the link names.
    """
    written = text[start:end]
    target_end = min((place for place in map(written.find, "#?") if place >= 0), default=len(written))
    name_start = written.rfind("/", 0, target_end) + 1
    raw = written[name_start:target_end]
    name = unquote(raw)
    if not name or name in (".", "..") or not _ESCAPES.isdisjoint(raw):
        return None
    folder = unquote(written[:name_start]).rstrip("/")
    names = [each for each, _ in library.names_in(path, folder)]
    meant = NearNames(names).same_letters(name) or _with_a_slip(name, names) or _with_other_ending(name, names)
    if meant is None or meant == name:
        return None
    spelled = spell(meant, "plain")
    if spelled is None:
        return None
    new = written[:name_start] + spelled
    return Fix(f'Write "{new}"', (Edit(start + name_start, start + target_end, spelled),), safe=False)


def _with_a_slip(name: str, names: list[str]) -> str | None:
    """The one name of the same ending that differs from ``name`` by a slip before it."""
    stem, ending = _stem(name), name[len(_stem(name)) :].casefold()
    same_ending = {name[: len(_stem(name))]: name for name in names if name[len(_stem(name)) :].casefold() == ending}
    meant = NearNames(same_ending).near(stem)
    return None if meant is None else same_ending[meant]


def _with_other_ending(name: str, names: list[str]) -> str | None:
    """The one name that differs from ``name`` in its ending alone."""
    stem = _stem(name)
    same = [other for other in names if _stem(other) == stem]
    return same[0] if len(same) == 1 else None


def _stem(name: str) -> str:
    before, dot, _ = name.casefold().rpartition(".")
    return before if dot and before else name.casefold()
