"""`workspace/executeCommand`: what lenses, code actions and users have the server do (LSP 3.17)."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from notes_lsp.lsp.errors import INVALID_PARAMS, RequestError
from notes_lsp.lsp.methods import (
    ARCHIVED_COPY_COMMAND,
    CHECK_LINKS_COMMAND,
    CHECK_LINKS_METHOD,
    EXCLUDE_ADDRESS_COMMAND,
    STATUS_COMMAND,
)
from notes_lsp.lsp.status import status

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer


def register(server: "NotesServer") -> None:
    """Register the commands, and the request that one of them answers as well."""
    requests = server.protocol.handlers.requests
    requests[types.WORKSPACE_EXECUTE_COMMAND] = partial(_execute, server)
    requests[CHECK_LINKS_METHOD] = partial(_check_links, server)


def _execute(server: "NotesServer", params: types.ExecuteCommandParams) -> Any:
    run = _COMMANDS.get(params.command)
    if run is None:
        raise RequestError(INVALID_PARAMS, "there is no such command")
    argument = params.arguments[0] if params.arguments else None
    if isinstance(argument, str):
        argument = {"uri": argument}
    if isinstance(argument, dict) and params.work_done_token is not None:
        argument = {**argument, "workDoneToken": params.work_done_token}
    return run(server, argument)


# What works with the network is imported when it is first asked for.


def _check_links(server: "NotesServer", params: Any) -> Any:
    from notes_lsp.lsp.web.checking_links import check_links, read_wanted

    return check_links(server, read_wanted(params))


def _replace_by_archived_copy(server: "NotesServer", argument: Any) -> Any:
    from notes_lsp.lsp.web.archived import replace_by_archived_copy

    return replace_by_archived_copy(server, argument)


def _exclude_address(server: "NotesServer", argument: Any) -> Any:
    from notes_lsp.lsp.web.excluding import exclude_address

    return exclude_address(server, argument)


_COMMANDS: dict[str, Callable[["NotesServer", Any], Any]] = {
    STATUS_COMMAND: status,
    CHECK_LINKS_COMMAND: _check_links,
    ARCHIVED_COPY_COMMAND: _replace_by_archived_copy,
    EXCLUDE_ADDRESS_COMMAND: _exclude_address,
}
