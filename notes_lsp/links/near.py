"""Names that are almost the one that was written."""

from collections.abc import Collection, Iterable

_LONGEST = 80
_LONGEST_WORD = 60
_MOST_NAMES = 2000
_MOST_SEARCHES = 25


def nearest(written: str, names: Collection[str]) -> str | None:
    """Which of ``names``, all in lower case, somebody may have meant who wrote something else."""
    from difflib import get_close_matches  # only for those who mistype: a check need not wait for it

    found = get_close_matches(written[:_LONGEST_WORD].lower(), names, n=1)
    return found[0] if found else None


class NearNames:
    """Finds, among the names of one file, the one that a writer must have meant.

    Comparing takes time, so only the first searches of a file and not too many names are compared letter by letter;
    names of the same letters are always found.
    """

    __slots__ = ("_by_letters", "_comparable", "_searches")

    def __init__(self, names: Iterable[str]) -> None:
        names = sorted(name for name in names if name)
        self._comparable = [(name, name.lower()) for name in names if len(name) <= _LONGEST]
        self._by_letters: dict[str, str] = {}
        for name in names:
            self._by_letters.setdefault(letters_of(name), name)
        self._searches = 0

    def same_letters(self, name: str) -> str | None:
        """A name that differs from ``name`` only in case and in what is neither letter nor digit."""
        letters = letters_of(name)
        return self._by_letters.get(letters) if letters else None

    def near(self, name: str) -> str | None:
        """The one name that differs from ``name`` by a slip of the fingers; None where there are several or none."""
        self._searches += 1
        if self._searches > _MOST_SEARCHES or len(self._comparable) > _MOST_NAMES or not 3 < len(name) <= _LONGEST:
            return None
        wanted = name.lower()
        for edits in (1, 2) if len(name) > 7 else (1,):
            found = [other for other, lower in self._comparable if within_edits(wanted, lower, edits)]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def letters_of(name: str) -> str:
    """The letters and digits of ``name``, in lower case."""
    return "".join(filter(str.isalnum, name.lower()))


def within_edits(first: str, second: str, edits: int) -> bool:
    """Whether ``edits`` insertions, deletions, replacements or swaps of neighbours make ``first`` into ``second``."""
    if abs(len(first) - len(second)) > edits:
        return False
    same = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        same += 1
    first, second = first[same:], second[same:]
    if not first or not second or edits == 0:
        return max(len(first), len(second)) <= edits
    swapped = first[:2] == second[1::-1] and len(first) > 1
    return (
        (swapped and within_edits(first[2:], second[2:], edits - 1))
        or within_edits(first[1:], second[1:], edits - 1)
        or within_edits(first[1:], second, edits - 1)
        or within_edits(first, second[1:], edits - 1)
    )
