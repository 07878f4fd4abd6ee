"""From the first byte to the answer to `initialize`: what must be quick.

The editor waits for this answer before it does anything else with its user's notes. The types of LSP and what works
with them take several times as long to import as all this; they are imported while the editor reads the answer.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from notes_lsp import __version__
from notes_lsp.lsp import errors
from notes_lsp.lsp.capabilities import server_capabilities
from notes_lsp.lsp.client import Client, read_client
from notes_lsp.lsp.editor_process import is_there
from notes_lsp.lsp.frames import Malformed, framed
from notes_lsp.lsp.mailbox import EndOfInput, Mailbox
from notes_lsp.lsp.settings_sources import SettingsSources, folders_at_start


@dataclass(frozen=True, slots=True)
class Ended:
    """The client went before it said `initialize`."""

    exit_code: int


@dataclass(frozen=True, slots=True)
class Greeted:
    """What the client said of itself. ``process_id`` is that of its process, if it names one.

    None also stands for one that can't be seen, as from within a container: it must not seem to have ended.
    """

    client: Client
    sources: SettingsSources
    process_id: int | None


def greet(mailbox: Mailbox, write: Callable[[bytes], None]) -> Greeted | Ended:
    """Take messages up to `initialize` and answer it. Raises `OSError` when the client is gone."""
    while True:
        message = mailbox.wait()
        if isinstance(message, EndOfInput) or isinstance(message, dict) and message.get("method") == "exit":
            return Ended(1)  # LSP 3.17, "Exit Notification": without a shutdown before it that is an error
        if not isinstance(message, dict):
            reason = message.reason if isinstance(message, Malformed) else "a message is an object"
            code = errors.PARSE_ERROR if isinstance(message, Malformed) else errors.INVALID_REQUEST
            write(_error(None, code, reason))
        elif "id" in message and "method" in message:
            greeted = _answer(message, write)
            if greeted is not None:
                return greeted


def _answer(message: dict[str, Any], write: Callable[[bytes], None]) -> Greeted | None:
    """Answer a request; what the client said when it was `initialize`."""
    message_id, method, params = message["id"], message["method"], message.get("params")
    if isinstance(message_id, bool) or not isinstance(message_id, int | str):
        write(_error(None, errors.INVALID_REQUEST, "the id of a request is a number or a string"))
    elif message.get("jsonrpc") != "2.0" or not isinstance(method, str):
        write(_error(message_id, errors.INVALID_REQUEST, 'a request has "jsonrpc": "2.0" and a method'))
    elif method != "initialize":
        write(_error(message_id, errors.SERVER_NOT_INITIALIZED, f"{method} came before initialize"))
    elif not isinstance(params, dict):
        write(_error(message_id, errors.INVALID_PARAMS, "the parameters of initialize are invalid"))
    else:
        client = read_client(params.get("capabilities"))
        sources = SettingsSources(folders_at_start(params), params.get("initializationOptions"))
        process_id = params.get("processId")
        is_seen = isinstance(process_id, int) and process_id > 0 and is_there(process_id)
        result = {
            "capabilities": server_capabilities(client, sources.general()),
            "serverInfo": {"name": "notes-lsp", "version": __version__},
        }
        write(framed(json.dumps({"jsonrpc": "2.0", "id": message_id, "result": result}).encode("ascii")))
        return Greeted(client, sources, process_id if is_seen else None)
    return None


def _error(message_id: int | str | None, code: int, message: str) -> bytes:
    error = {"code": code, "message": message}
    return framed(json.dumps({"jsonrpc": "2.0", "id": message_id, "error": error}).encode("ascii"))
