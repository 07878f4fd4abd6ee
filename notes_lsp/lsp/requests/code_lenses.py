"""`textDocument/codeLens` and `codeLens/resolve`."""

from collections.abc import Mapping

from lsprotocol import types

from notes_lsp.features.code_lenses import CodeLens, code_lenses, talks_of_day
from notes_lsp.lsp.request import Request, WorkspaceRequest
from notes_lsp.lsp.uris import path_of_uri

# An editor shows the title of a command alone, and of an empty one most know that there is nothing to run: VS Code,
# Sublime Text and Eclipse show it as text that can't be clicked, Neovim has no command of that name.
_NO_COMMAND = ""


def answer_code_lens(request: Request, _: types.CodeLensParams) -> list[types.CodeLens]:
    """The lenses of a file."""
    kinds = request.snapshot.settings.code_lenses
    return [_converted(request, lens) for lens in code_lenses(request.notes, request.path, request.library, kinds)]


def resolve_code_lens(request: WorkspaceRequest, lens: types.CodeLens) -> types.CodeLens:
    """The lens with what it says; with nothing to say where its day is not there any more."""
    if lens.command is not None:
        return lens
    data = lens.data if isinstance(lens.data, Mapping) else {}
    path = path_of_uri(str(data.get("uri", "")))
    notes = request.open_files.open_notes_of(path) if path else None
    start = request.offset_in(path, lens.range.start) if notes is not None else None
    title = talks_of_day(notes.notes, start) if notes is not None and start is not None else None
    # A lens without a command would be shown as a mistake; the editor asks for new ones after each edit anyway.
    lens.command = types.Command(title=title or "…", command=_NO_COMMAND)
    return lens


def _converted(request: Request, lens: CodeLens) -> types.CodeLens:
    title = lens.title
    # A file that was never saved has no path by which to find it again.
    if title is None and not request.path:
        title = talks_of_day(request.notes, lens.start)
    range_ = request.range(lens.start, lens.end)
    if title is None:
        return types.CodeLens(range=range_, data={"uri": request.uri})
    return types.CodeLens(range=range_, command=types.Command(title=title, command=_NO_COMMAND))
