"""Mending what the rules found: round by round in memory, then written file by file.

In a round all fixes are made that leave room for each other, the first by position where two do not; the text is then
checked again, for one fix may lay open or do away with another. A file whose fixes never come to an end is left as it
is. Links to headings that are mended follow, in the files of the run.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from notes_lsp.features.code_actions.fix_all import fixes_together
from notes_lsp.features.code_actions.links_kept import with_links_kept
from notes_lsp.features.library import EmptyLibrary, FileSummary
from notes_lsp.features.rename.edited_text import apply_edits
from notes_lsp.features.summary import OpenSummary
from notes_lsp.rules.base import Edit, Finding
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.batch import Checker
from notes_lsp.workspace.files import FileProblem, FileText, display_path, plain_words, read_notes
from notes_lsp.workspace.regular_files import open_regular
from notes_lsp.workspace.surroundings import Disk, DiskSurroundings, find_root

# Fixes of fixes of fixes: no notes need as many.
_MOST_ROUNDS = 20


@dataclass(slots=True)
class Mended:
    """A text before and after its fixes. ``fixed`` counts the findings that were mended, by their rules."""

    before: FileText
    text: str
    fixed: Counter[str] = field(default_factory=Counter)


class Fixer:
    """Mends the files of a run in memory. ``problems`` are what stood in the way."""

    def __init__(self, checker: Checker, paths: Iterable[str], *, unsafe: bool) -> None:
        self._checker = checker
        self._unsafe = unsafe
        self._names = {os.path.abspath(path): path for path in paths}
        self._library = _FilesOfRun(self)
        self.files: dict[str, Mended] = {}
        self.problems: list[FileProblem] = []

    @property
    def changed(self) -> dict[str, Mended]:
        """The files whose text is another one now, by their paths."""
        return {path: mended for path, mended in self.files.items() if mended.text != mended.before.text}

    @property
    def paths(self) -> tuple[str, ...]:
        """The absolute paths of the files of the run, sorted."""
        return tuple(sorted(self._names))

    def text_at(self, full_path: str) -> str | None:
        """The text of a file of the run as it is now."""
        path = self._names.get(full_path)
        mended = None if path is None else self._take_up(path)
        return None if mended is None else mended.text

    def mend(self, path: str) -> None:
        """Make the fixes in the file at ``path``."""
        mended = self._take_up(path)
        if mended is not None:
            self._mend(mended, path)

    def mend_text(self, text: FileText, path: str | None) -> Mended:
        """``text`` with its fixes, as if it stood at ``path``; None for text that stands nowhere."""
        mended = Mended(text, text.text)
        self._mend(mended, path)
        return mended

    def _take_up(self, path: str) -> Mended | None:
        mended = self.files.get(path)
        if mended is None:
            read = read_notes(path)
            if isinstance(read, FileProblem):
                return None  # the check has told of it
            mended = self.files[path] = Mended(read, read.text)
        return mended

    def _mend(self, mended: Mended, path: str | None) -> None:
        start = mended.text
        fixed: Counter[str] = Counter()
        others: dict[str, str] = {}
        for _ in range(_MOST_ROUNDS):
            if not self._mend_once(mended, path, fixed, others):
                mended.fixed += fixed
                return
        mended.text = start
        for other, text in others.items():
            self.files[other].text = text
        rules = ", ".join(sorted(fixed))
        message = f"its fixes undo each other, so nothing was changed ({rules}); please report it"
        self.problems.append(FileProblem(mended.before.path, message))

    def _mend_once(self, mended: Mended, path: str | None, fixed: Counter[str], others: dict[str, str]) -> bool:
        """Make the fixes that can be made at once; whether there were any. ``others`` gets the texts of other files."""
        looked = self._checker.look_into(replace(mended.before, text=mended.text), path)
        if isinstance(looked, FileProblem):
            return False
        notes, found, _ = looked
        wanted = [(number, finding) for number, (_, finding) in enumerate(found) if self._is_wanted(finding)]
        numbers, edits = fixes_together(wanted)
        text = apply_edits(mended.text, edits)
        if not numbers or text == mended.text:
            return False
        full = "" if path is None else os.path.abspath(path)
        edits, following = with_links_kept(notes.document, edits, full, self._library if path else EmptyLibrary())
        for other, other_edits in following.items():
            self._edit(self._names[other], other_edits, others)
        mended.text = apply_edits(mended.text, edits)
        fixed.update(found[number][0].code for number in numbers)
        return True

    def _edit(self, path: str, edits: Sequence[Edit], others: dict[str, str]) -> None:
        mended = self._take_up(path)
        if mended is not None:
            others.setdefault(path, mended.text)
            mended.text = apply_edits(mended.text, edits)

    def _is_wanted(self, finding: Finding) -> bool:
        return finding.fix is not None and (finding.fix.safe or self._unsafe)


class _FilesOfRun(EmptyLibrary):
    """The files of a run, as the ones that may link to what is mended; read when a heading is."""

    def __init__(self, fixer: Fixer) -> None:
        self._fixer = fixer
        self._disk = Disk()
        self._summaries: dict[str, tuple[str, FileSummary]] = {}

    def summaries(self) -> Iterable[FileSummary]:
        """Every file of the run, sorted by path."""
        found = (self.summary(path) for path in self._fixer.paths)
        return [summary for summary in found if summary is not None]

    def summary(self, path: str) -> FileSummary | None:
        """The file at ``path``, as it is now."""
        text = self._fixer.text_at(path)
        if text is None:
            return None
        known = self._summaries.get(path)
        if known is None or known[0] != text:
            known = self._summaries[path] = (text, OpenSummary(understand(parse(text, path), path), path))
        return known[1]

    def path_of(self, path: str, target: str) -> str | None:
        """Where a link in the file at ``path`` leads."""
        if not target:
            return path
        return DiskSurroundings(path, find_root(os.path.dirname(path)), self._disk).path_of(target)

    def text_of(self, path: str) -> str | None:
        """The text of the file at ``path``, as it is now."""
        return self._fixer.text_at(path)


def write_mended(path: str, mended: Mended) -> FileProblem | None:
    """Write the file at ``path`` with its encoding, byte order mark and permissions; a problem where that fails.

    A file that says something else than when it was read is not written: somebody has edited it meanwhile.
    """
    from notes_lsp.workspace.atomic_write import write_atomically

    shown = display_path(path)
    try:
        with open_regular(path) as file:
            data = file.read()
        encoding = _encoding_of(data, mended.before)
        if encode_notes(mended.before, encoding) != data:
            return FileProblem(shown, "has changed since it was read, so it was not written; run the command again")
        write_atomically(path, encode_notes(replace(mended.before, text=mended.text), encoding))
    except (OSError, ValueError) as error:
        return FileProblem(shown, f"can't be written: {plain_words(error)}; it is as it was")
    return None


def encode_notes(text: FileText, encoding: str) -> bytes:
    """The bytes of a file that says ``text``: what `notes_lsp.workspace.files.decode_notes` read it from."""
    return (("\ufeff" if text.bom else "") + text.text).encode(encoding)


def _encoding_of(data: bytes, text: FileText) -> str:
    """The encoding with the order of its bytes, which the byte order mark in ``data`` tells."""
    if text.encoding != "utf-16":
        return text.encoding
    return "utf-16-be" if data.startswith(b"\xfe\xff") else "utf-16-le"
