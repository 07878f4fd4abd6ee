"""The answer to `initialize`, and what comes before it; in-process."""

import json
from typing import Any

import pytest

from notes_lsp.lsp.frames import FrameParser, Malformed
from notes_lsp.lsp.greeting import Ended, Greeted, greet
from notes_lsp.lsp.mailbox import EndOfInput, Mailbox


def greeted(*messages: Any) -> tuple[Greeted | Ended, list[Any]]:
    """What comes of ``messages``, and what is answered."""
    mailbox, written = Mailbox(), bytearray()
    for message in (*messages, EndOfInput()):
        mailbox.put(message)
    result = greet(mailbox, written.extend)
    return result, list(FrameParser().feed(bytes(written)))


def request(method: str, params: Any = None, message_id: Any = 1) -> Any:
    return {"jsonrpc": "2.0", "id": message_id, "method": method, "params": params}


HELLO = request("initialize", {"capabilities": {}}, 9)


@pytest.mark.parametrize(
    ("message", "answered", "code"),
    [
        (request("textDocument/hover", {}), 1, -32002),
        (request("shutdown"), 1, -32002),
        (request("initialize", None), 1, -32602),
        (request("initialize", []), 1, -32602),
        (request("initialize", "text"), 1, -32602),
        (request("initialize", {}, None), None, -32600),
        (request("initialize", {}, True), None, -32600),
        ({"id": 1, "method": "initialize", "params": {}}, 1, -32600),
        (request(5), 1, -32600),  # type: ignore[arg-type]
        ([], None, -32600),
        (Malformed("nonsense"), None, -32700),
    ],
)
def test_what_is_refused_hinders_nothing(message: Any, answered: int | None, code: int) -> None:
    result, (refused, hello) = greeted(message, HELLO)
    assert (refused["id"], refused["error"]["code"]) == (answered, code)
    assert isinstance(result, Greeted)
    assert hello["result"]["serverInfo"]["name"] == "notes-lsp"


@pytest.mark.parametrize(
    "message",
    [
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"nonsense": 1}},
        {"jsonrpc": "2.0", "id": 1, "result": None},
        {},
    ],
)
def test_what_is_no_request_is_passed_over(message: Any) -> None:
    assert [answer["id"] for answer in greeted(message, HELLO)[1]] == [9]


@pytest.mark.parametrize("messages", [[], [{"jsonrpc": "2.0", "method": "exit"}, HELLO], [request("shutdown")]])
def test_a_client_that_goes_before_it_said_hello(messages: list[Any]) -> None:
    assert greeted(*messages)[0] == Ended(1)


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"capabilities": None},
        {"capabilities": [1]},
        {"capabilities": {"textDocument": 5, "general": {"positionEncodings": "utf-8"}}},
        {"capabilities": {"textDocument": {"hover": {"contentFormat": [1, None]}, "foldingRange": {"rangeLimit": -1}}}},
        {"capabilities": {}, "processId": "x", "rootUri": 5, "workspaceFolders": [None, {"uri": 3}, {}]},
        {"capabilities": {}, "processId": -1, "rootUri": "file:///%00", "workspaceFolders": {}},
        {"capabilities": {}, "processId": 2**70, "initializationOptions": "text"},
        {"capabilities": {}, "processId": True, "initializationOptions": [1, 2]},
        {"capabilities": {}, "rootPath": "/nowhere", "trace": "loud", "locale": 7},
    ],
)
def test_nonsense_costs_nothing_else(params: Any) -> None:
    result, (hello,) = greeted(request("initialize", params))
    assert isinstance(result, Greeted)
    assert hello["result"]["capabilities"]["positionEncoding"] == "utf-16"
    assert json.dumps(hello)
