"""A library of made-up files, for tests of features that look into other files."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence

from notes_lsp.features.library import FileSummary
from notes_lsp.features.summary import summarise
from notes_lsp.links.verdicts import WebState
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

_NOTES_ENDINGS = (".md", ".markdown", ".rst", ".txt", ".org")


class FakeLibrary:
    """The files of a workspace, given as ``{"/conf/monday.md": "# Monday\\n"}``, with POSIX paths.

    What does not end as notes do (``/conf/slides.pdf``) lies there and is no notes.
    """

    def __init__(self, files: Mapping[str, str], states: Iterable[WebState] = ()) -> None:
        self.files = dict(files)
        self.states = {state.address: state for state in states}
        self._folders = {folder for path in files for folder in _folders_above(path)}
        self._summaries: dict[str, FileSummary] = {}

    def summaries(self) -> Sequence[FileSummary]:
        found = [self.summary(path) for path in sorted(self.files)]
        return [summary for summary in found if summary is not None]

    def summary(self, path: str) -> FileSummary | None:
        if path not in self.files or not path.lower().endswith(_NOTES_ENDINGS):
            return None
        if path not in self._summaries:
            notes = understand(parse(self.files[path], path), path)
            self._summaries[path] = summarise(notes, path)
        return self._summaries[path]

    def path_of(self, path: str, target: str) -> str | None:
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        stem, ending = posixpath.splitext(wanted)
        candidates = [wanted, *(wanted + left_out for left_out in _NOTES_ENDINGS)]
        if ending in (".html", ".htm"):
            candidates += [stem + source for source in _NOTES_ENDINGS]
        return next((found for found in candidates if found in self.files or found in self._folders), None)

    def names_in(self, path: str, folder: str) -> Sequence[tuple[str, bool]]:
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), folder))
        return sorted(
            (posixpath.basename(name), name in self._folders)
            for name in {*self.files, *self._folders}
            if name != wanted and posixpath.dirname(name) == wanted
        )

    def text_of(self, path: str) -> str | None:
        return self.files.get(path)

    def web_state(self, address: str) -> WebState | None:
        return self.states.get(address)


def _folders_above(path: str) -> list[str]:
    folders = []
    while path != "/" and path:
        path = posixpath.dirname(path)
        folders.append(path)
    return folders
