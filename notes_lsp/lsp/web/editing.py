"""What commands do to files: edits that the editor is asked to apply, and words where there is nothing to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from notes_lsp.lsp.errors import INVALID_PARAMS, RequestError

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer


@dataclass(frozen=True, slots=True)
class LinkArgument:
    """The argument of a command about a link to ``address`` in the file ``uri``, where it stood at ``line``."""

    uri: str
    address: str
    line: int
    character: int


def read_link_argument(argument: Any) -> LinkArgument:
    """What a code action gave to its command. Raises `RequestError`."""
    values = argument if isinstance(argument, Mapping) else {}
    uri, address = values.get("uri"), values.get("address")
    if not isinstance(uri, str) or not isinstance(address, str):
        raise RequestError(INVALID_PARAMS, "the argument must hold a uri and an address")
    try:
        start = values["range"]["start"]
        line, character = int(start["line"]), int(start["character"])
    except (KeyError, TypeError, ValueError):
        line, character = 0, 0
    return LinkArgument(uri, address, max(line, 0), max(character, 0))


async def apply_edit(server: "NotesServer", label: str, edit: types.WorkspaceEdit) -> bool:
    """Have the editor apply ``edit``; its user is told where it does not. Whether it did."""
    try:
        result = await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, label))
        applied, why = result.applied, result.failure_reason
    except Exception:  # noqa: BLE001 - an editor that says yes and can't
        applied, why = False, None
    if not applied:
        tell(server, f"{label}: the editor did not make the change{f' ({why})' if why else ''}", is_wrong=True)
    return bool(applied)


def tell(server: "NotesServer", message: str, *, is_wrong: bool = False) -> None:
    """Tell the user."""
    kind = types.MessageType.Warning if is_wrong else types.MessageType.Info
    server.window_show_message(types.ShowMessageParams(kind, f"notes-lsp: {message}"))
