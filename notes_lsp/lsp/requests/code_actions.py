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
    Found,
    code_actions,
)
from notes_lsp.lsp.request import Request, WorkspaceRequest
from notes_lsp.lsp.uris import path_of_uri
from notes_lsp.rules.base import Rule
from notes_lsp.rules.registry import check
from notes_lsp.workspace.settings import chosen_rules

KINDS = CODE_ACTION_KINDS
_LATER = (INSERT_CONTENTS, UPDATE_CONTENTS)


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
    for again in code_actions(notes.notes, asked, (), path, request.library):
        action.edit = request.workspace_edit({path: again.edits})
    return action


def _findings(request: Request) -> Found:
    snapshot = request.snapshot
    if not snapshot.settings.diagnostics:
        return []
    return check(request.notes, snapshot.surroundings, chosen_rules(snapshot.settings), _leave_out)


def _leave_out(rule: Rule, error: Exception) -> None:
    """A rule that fails is reported where its findings are shown."""


def _shown(request: Request, found: Found, diagnostics: Iterable[types.Diagnostic]) -> dict[int, types.Diagnostic]:
    """The diagnostics that the editor shows, by the place of what they say in ``found``."""
    by_code: dict[object, list[types.Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_code.setdefault(diagnostic.code, []).append(diagnostic)
    shown = {}
    for number, (rule, finding) in enumerate(found):
        for diagnostic in by_code.get(rule.code, ()):
            if diagnostic.range == request.range(finding.start, finding.end):
                shown[number] = diagnostic
    return shown


def _converted(
    request: Request, range_: types.Range, action: CodeAction, shown: Mapping[int, types.Diagnostic]
) -> types.CodeAction:
    converted = types.CodeAction(title=action.title, kind=action.kind)
    mended = [shown[number] for number in action.fixes if number in shown]
    converted.diagnostics = mended or None
    if action.is_preferred and request.client.code_action_preferred:
        converted.is_preferred = True
    # A file that was never saved has no path by which to find it again.
    if action.kind in _LATER and request.client.code_action_resolve and request.path:
        version = request.snapshot.version
        converted.data = {"uri": request.uri, "version": version, "kind": action.kind, "line": range_.start.line}
    else:
        converted.edit = request.workspace_edit({request.path: action.edits, **dict(action.others)})
    return converted


def _name_of(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind
