"""`textDocument/codeLens` and `codeLens/resolve`.

An editor asks for the lenses of a file after each edit, and long notes have thousands: they are written as JSON by
hand, and what those say that are in view is told when the editor resolves them.
"""

import json
from collections.abc import Mapping
from typing import Any

from lsprotocol import types

from notes_lsp.features.code_lenses import CodeLens, code_lenses, talks_of_day, web_links_of_talk
from notes_lsp.features.library import Library
from notes_lsp.lsp.methods import CHECK_LINKS_COMMAND
from notes_lsp.lsp.positions import Encoding, TextInLines, length_in, position_at
from notes_lsp.lsp.raw_result import RawResult
from notes_lsp.lsp.request import Request, WorkspaceRequest
from notes_lsp.lsp.uris import path_of_uri
from notes_lsp.talks.model import Notes

# An editor shows the title of a command alone, and of an empty one most know that there is nothing to run: VS Code,
# Sublime Text and Eclipse show it as text that can't be clicked, Neovim has no command of that name.
_NO_COMMAND = ""


def answer_code_lens(request: Request, _: types.CodeLensParams) -> RawResult:
    """The lenses of a file."""
    kinds = request.snapshot.settings.code_lenses
    lenses = code_lenses(request.notes, request.path, request.library, kinds)
    shown_uri = json.dumps(request.uri)
    return RawResult(f"[{','.join([_as_json(request, lens, shown_uri) for lens in lenses])}]")


def resolve_code_lens(request: WorkspaceRequest, lens: types.CodeLens) -> types.CodeLens:
    """The lens with what it says; with nothing to say where its day or talk is not there any more."""
    if lens.command is not None:
        return lens
    data = lens.data if isinstance(lens.data, Mapping) else {}
    uri = str(data.get("uri", ""))
    path = path_of_uri(uri)
    text = request.open_files.open_notes_of(path) if path else None
    start = request.offset_in(path, lens.range.start) if text is not None else None
    said = None
    if text is not None and start is not None:
        said = _command(text.notes, text, start, data.get("kind"), uri, request.library, request.encoding)
    # A lens without a command would be shown as a mistake; the editor asks for new ones after each edit anyway.
    lens.command = types.Command(**(said or {"title": "…", "command": _NO_COMMAND}))
    return lens


def _command(
    notes: Notes, text: TextInLines, start: int, kind: Any, uri: str, library: Library, encoding: Encoding
) -> dict[str, Any] | None:
    """What the lens of a day or (``kind`` "web") of a talk says and does that stands at ``start``, as JSON."""
    if kind != "web":
        title = talks_of_day(notes, start)
        return {"title": title, "command": _NO_COMMAND} if title is not None else None
    lens = web_links_of_talk(notes, start, library)
    if lens is None:
        return None
    places = {name: position_at(text, at, encoding) for name, at in (("start", lens.start), ("end", lens.end))}
    range_ = {name: {"line": line, "character": character} for name, (line, character) in places.items()}
    # Who asks again although everything is known wants to know anew.
    argument = {"uri": uri, "range": range_, "force": lens.all_known}
    return {"title": lens.title, "command": CHECK_LINKS_COMMAND, "arguments": [argument]}


def _as_json(request: Request, lens: CodeLens, shown_uri: str) -> str:
    text, encoding = request.snapshot.open_notes, request.encoding
    line, first = position_at(text, lens.start, encoding)
    last = first + length_in(text.text[lens.start : lens.end], encoding)  # it ends in the line in which it begins
    start, end = f'{{"line":{line},"character":{first}}}', f'{{"line":{line},"character":{last}}}'
    return f'{{"range":{{"start":{start},"end":{end}}},{_said(request, lens, shown_uri)}}}'


def _said(request: Request, lens: CodeLens, shown_uri: str) -> str:
    if lens.title is not None:
        return f'"command":{{"title":{json.dumps(lens.title)},"command":"{_NO_COMMAND}"}}'
    if request.path:
        return f'"data":{{"uri":{shown_uri},"kind":"{lens.kind}"}}'
    # A file that was never saved has no path by which to find it again.
    text = request.snapshot.open_notes
    command = _command(request.notes, text, lens.start, lens.kind, request.uri, request.library, request.encoding)
    return f'"command":{json.dumps(command)}'
