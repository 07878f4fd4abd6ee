"""`textDocument/codeAction` and `codeAction/resolve`.

A fix and what concerns a few lines go out whole, and so does fixing all: an editor that does it at every save need
not ask twice. A table of contents can be long, so its edits wait until somebody chooses it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from lsprotocol import types

from notes_lsp.features.code_actions.code_actions import (
    CODE_ACTION_KINDS,
    INSERT_CONTENTS,
    UPDATE_CONTENTS,
    Asked,
    CodeAction,
    code_actions,
)
from notes_lsp.features.code_actions.findings import Findings
from notes_lsp.features.code_actions.web_links import Command
from notes_lsp.lsp.methods import ARCHIVED_COPY_COMMAND, CHECK_LINKS_COMMAND, EXCLUDE_ADDRESS_COMMAND
from notes_lsp.lsp.request import Request, WorkspaceRequest
from notes_lsp.lsp.uris import path_of_uri
from notes_lsp.rules.base import Rule
from notes_lsp.rules.registry import check_in_pieces
from notes_lsp.workspace.chosen_rules import chosen_rules

KINDS = CODE_ACTION_KINDS
_LATER = (INSERT_CONTENTS, UPDATE_CONTENTS)
_COMMANDS = {
    "check-links": CHECK_LINKS_COMMAND,
    "replace-by-archived-copy": ARCHIVED_COPY_COMMAND,
    "exclude-address": EXCLUDE_ADDRESS_COMMAND,
}


def answer_code_action(request: Request, params: types.CodeActionParams) -> list[types.CodeAction]:
    """The actions at a range; none for a client that takes only commands."""
    if not request.client.code_action_literals:
        return []
    found = _findings(request)
    shown = _shown(request, found, params.context.diagnostics)
    asked = Asked(
        start=request.offset(params.range.start),
        end=request.offset(params.range.end),
        only=tuple(_name_of(kind) for kind in params.context.only) if params.context.only else None,
        automatic=params.context.trigger_kind == types.CodeActionTriggerKind.Automatic,
        shown=frozenset(shown),
        commands=request.client.apply_edit,
        edits_later=request.client.code_action_resolve and bool(request.path),
    )
    actions = code_actions(request.notes, asked, found, request.path, request.library)
    return [_converted(request, params.range, action, shown) for action in actions]


def resolve_code_action(request: WorkspaceRequest, action: types.CodeAction) -> types.CodeAction:
    """``action`` with its edits; as it is where its file is not open any more, or nothing is left to do."""
    data: Mapping[str, Any] = action.data if isinstance(action.data, Mapping) else {}
    path = path_of_uri(str(data.get("uri", "")))
    notes = request.open_files.open_notes_of(path) if path else None
    kind, line = data.get("kind"), data.get("line")
    if notes is None or kind not in _LATER or not isinstance(line, int):
        return action
    place = request.offset_in(path, types.Position(max(line, 0), 0)) or 0
    asked = Asked(place, place, only=(kind,))
    for again in code_actions(notes.notes, asked, Findings(), path, request.library):
        action.edit = request.workspace_edit({path: again.edits})
    return action


def _findings(request: Request) -> Findings:
    snapshot = request.snapshot
    if not snapshot.settings.diagnostics:
        return Findings()
    rules = chosen_rules(snapshot.settings, snapshot.path)
    pieces = check_in_pieces(request.notes, snapshot.surroundings, rules, _leave_out)
    return Findings(piece for piece in pieces if piece is not None)


def _leave_out(rule: Rule, error: Exception) -> None:
    """A rule that fails is reported where its findings are shown."""


def _shown(request: Request, found: Findings, diagnostics: Iterable[types.Diagnostic]) -> dict[int, types.Diagnostic]:
    """The diagnostics that the editor shows, by the numbers of what they say in ``found``."""
    by_place = {}
    for diagnostic in diagnostics:
        start, end = request.offset(diagnostic.range.start), request.offset(diagnostic.range.end)
        by_place[start, end, str(diagnostic.code)] = diagnostic
    return {number: by_place[place] for place, number in found.numbers_at(by_place)}


def _converted(
    request: Request, range_: types.Range, action: CodeAction, shown: Mapping[int, types.Diagnostic]
) -> types.CodeAction:
    converted = types.CodeAction(title=action.title, kind=action.kind)
    mended = [shown[number] for number in action.fixes if number in shown]
    converted.diagnostics = mended or None
    if action.command is not None:
        converted.command = _command(request, action.title, action.command)
        return converted
    if action.is_preferred and request.client.code_action_preferred:
        converted.is_preferred = True
    # A file that was never saved has no path by which to find it again.
    if action.kind in _LATER and request.client.code_action_resolve and request.path:
        version = request.snapshot.version
        converted.data = {"uri": request.uri, "version": version, "kind": action.kind, "line": range_.start.line}
    else:
        converted.edit = request.workspace_edit({request.path: action.edits, **dict(action.others)})
    return converted


def _command(request: Request, title: str, command: Command) -> types.Command:
    places = {"start": request.position(command.start), "end": request.position(command.end)}
    range_ = {name: {"line": place.line, "character": place.character} for name, place in places.items()}
    argument = {"uri": request.uri, "range": range_, "address": command.address, "force": True}
    return types.Command(title=title, command=_COMMANDS[command.name], arguments=[argument])


def _name_of(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind
