"""What a check asked about the files around its notes, and whether the answers are still the same.

An answer is text or None, so that it can be kept and compared. Of anchors it says which file they were read from and
what that held, not what they are: to read them again would cost what keeping answers is to save.
"""

import os
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

from notes_lsp.workspace.regular_files import open_regular
from notes_lsp.workspace.stamps import Stamp, settled_stamp_of, stamp_of

if TYPE_CHECKING:
    from collections.abc import Hashable

    from notes_lsp.links.verdicts import WebState
    from notes_lsp.rules.base import FileKind
    from notes_lsp.workspace.surroundings import DiskSurroundings

Question = Literal["kind", "spelling", "anchors"]
Asked = tuple[tuple[Question, str, str | None], ...]
"""Questions, each with the target that it is about and its answer."""

_BLOCK = 1_000_000


def digest_of_file(path: str) -> str | None:
    """What tells one content of a file from another; None for a file that can't be read."""
    digest = blake2b(digest_size=16)
    try:
        with open_regular(path) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
    except (OSError, ValueError):
        return None
    return digest.hexdigest()


def is_answered_as_before(
    asked: Iterable[tuple[Question, str, str | None]],
    around: "DiskSurroundings",
    digest_of: Callable[[str], str | None],
) -> bool:
    """Whether ``around`` gives the answers in ``asked``; ``digest_of`` gives what `digest_of_file` does."""
    return all(_answer(question, target, around, digest_of) == answer for question, target, answer in asked)


def _answer(
    question: Question, target: str, around: "DiskSurroundings", digest_of: Callable[[str], str | None]
) -> str | None:
    if question == "kind":
        return around.kind_of(target)
    if question == "spelling":
        return around.spelling_of(target)
    path = around.path_of(target)
    return None if path is None else f"{around.kind_of(target)} {digest_of(path)} {path}"


class AskedSurroundings:
    """Surroundings that remember what they were asked; for one file of notes (`notes_lsp.rules.base.Surroundings`).

    ``linked`` is shared by all files of a run: the stamps of the files whose anchors were read, from before that.
    """

    def __init__(self, around: "DiskSurroundings", linked: dict[str, Stamp | None]) -> None:
        self._around = around
        self._linked = linked
        self._asked: dict[tuple[Question, str], str | None] = {}
        self._is_certain = True

    def asked(self) -> Asked | None:
        """All that was asked; None where a file changed meanwhile, or an answer was one that nobody can compare."""
        if not self._is_certain:
            return None
        return tuple((question, target, answer) for (question, target), answer in self._asked.items())

    @property
    def state(self) -> "Hashable":
        """As the surroundings behind these have it."""
        return self._around.state

    def kind_of(self, target: str) -> "FileKind | None":
        """What lies at ``target``."""
        answer = self._asked["kind", target] = self._around.kind_of(target)
        return answer

    def spelling_of(self, target: str) -> str | None:
        """``target`` in the letter case that it has on disk."""
        answer = self._asked["spelling", target] = self._around.spelling_of(target)
        return answer

    def anchors_of(self, target: str) -> frozenset[str] | None:
        """The anchors of the notes at ``target``."""
        path = self._around.path_of(target)
        # All files of a run share what was read first: the stamp is from before that, and has to be the same since.
        before = self._linked.setdefault(path, settled_stamp_of(path)) if path is not None else None
        anchors = self._around.anchors_of(target)
        if ("anchors", target) not in self._asked:
            self._asked["anchors", target] = _answer("anchors", target, self._around, digest_of_file)
        if path is not None and os.path.isfile(path) and (before is None or before != stamp_of(path)):
            self._is_certain = False
        return anchors

    def web_state(self, address: str) -> "WebState | None":
        """What is known of ``address``: it changes by itself, so nothing that depends on it is kept."""
        known = self._around.web_state(address)
        if known is not None:
            self._is_certain = False
        return known
