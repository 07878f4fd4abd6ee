"""One answer for each request, whatever a handler does; in-process."""

import asyncio
import json
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from notes_lsp.lsp.client import Client
from notes_lsp.lsp.errors import INVALID_PARAMS, RequestError
from notes_lsp.lsp.outdated import why_unwanted
from notes_lsp.lsp.protocol import NotesProtocol
from notes_lsp.lsp.raw_result import RawResult

URI = "file:///notes.md"


class Wire:
    """A protocol whose output is kept."""

    def __init__(self) -> None:
        self.server = LanguageServer("test", "1", protocol_cls=NotesProtocol)
        self.protocol: NotesProtocol = self.server.protocol  # type: ignore[assignment]
        self.protocol.write = self._keep
        self.sent: list[Any] = []
        self.bytes = b""

    def _keep(self, data: bytes) -> None:
        self.bytes += data
        header, _, body = data.partition(b"\r\n\r\n")
        assert header == b"Content-Length: %d" % len(body)
        self.sent.append(json.loads(body.decode("utf-8")))

    def ask(self, answer: Any) -> list[Any]:
        """What is sent for a request whose handler is ``answer``."""
        self.protocol.handlers.requests["test/ask"] = answer
        self.protocol.receive({"jsonrpc": "2.0", "id": 1, "method": "test/ask", "params": {"a": 1}})
        return self.sent


def failing(error: BaseException) -> Any:
    def fail(_: Any) -> Any:
        raise error

    return fail


def result(value: Any) -> list[Any]:
    return [{"jsonrpc": "2.0", "id": 1, "result": value}]


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (None, None),
        ([], []),
        ({"a": [1, None]}, {"a": [1, None]}),
        (types.Position(1, 2), {"line": 1, "character": 2}),
        ([types.Position(1, 2)], [{"line": 1, "character": 2}]),
        (types.Hover("x"), {"contents": "x"}),
        (RawResult('[{"a":1}]'), [{"a": 1}]),
        (RawResult('"caf\u00e9 \U0001f40d"'), "café 🐍"),
        (RawResult('"half \ud83d"'), "half \ud83d"),
        ("half \ud83d", "half \ud83d"),
    ],
)
def test_results(given: Any, sent: Any) -> None:
    assert Wire().ask(lambda _: given) == result(sent)


@pytest.mark.parametrize("given", [object(), {1, 2}, float("nan"), {"a": object()}, lambda: 1, b"bytes", {(1, 2): 3}])
def test_a_result_that_cannot_be_sent(given: Any) -> None:
    (sent,) = Wire().ask(lambda _: given)
    assert (sent["id"], sent["error"]["code"]) == (1, -32603)


@pytest.mark.parametrize(
    ("error", "code"),
    [(ValueError("secret"), -32603), (RecursionError(), -32603), (RequestError(-32803, "why"), -32803)],
)
def test_a_handler_that_fails(error: Exception, code: int) -> None:
    (sent,) = Wire().ask(failing(error))
    assert (sent["id"], sent["error"]["code"]) == (1, code)
    assert "secret" not in json.dumps(sent)


async def test_a_result_that_takes_its_time() -> None:
    async def later(_: Any) -> int:
        await asyncio.sleep(0)
        return 5

    wire = Wire()
    assert wire.ask(later) == []
    await until_sent(wire)
    assert wire.sent == result(5)


@pytest.mark.parametrize(
    ("error", "code"), [(ValueError(), -32603), (RequestError(INVALID_PARAMS, "x"), INVALID_PARAMS)]
)
async def test_one_that_takes_its_time_and_fails(error: Exception, code: int) -> None:
    async def later(_: Any) -> int:
        await asyncio.sleep(0)
        raise error

    wire = Wire()
    wire.ask(later)
    await until_sent(wire)
    assert [sent["error"]["code"] for sent in wire.sent] == [code]


@pytest.mark.parametrize("way", ["by the client", "by shutdown"])
async def test_one_that_is_cancelled_is_answered_once(way: str) -> None:
    async def later(_: Any) -> int:
        await asyncio.sleep(60)
        return 5

    wire = Wire()
    wire.ask(later)
    await asyncio.sleep(0)
    if way == "by the client":
        wire.protocol.receive({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 1}})
    wire.protocol.cancel_all()
    wire.protocol.receive({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 1}})
    for _ in range(5):
        await asyncio.sleep(0)
    assert [sent["error"]["code"] for sent in wire.sent] == [-32800]


async def test_an_id_that_is_still_used_is_refused() -> None:
    async def later(_: Any) -> int:
        await asyncio.sleep(60)
        return 5

    wire = Wire()
    wire.ask(later)
    wire.ask(lambda _: 6)
    assert [sent["error"]["code"] for sent in wire.sent] == [-32600]
    wire.protocol.cancel_all()
    await asyncio.sleep(0)


async def test_answers_of_the_client() -> None:
    wire = Wire()
    params = types.ConfigurationParams([types.ConfigurationItem(section="x")])
    asked = asyncio.ensure_future(wire.server.workspace_configuration_async(params))
    await asyncio.sleep(0)
    wire.protocol.receive({"jsonrpc": "2.0", "id": wire.sent[0]["id"], "result": [{"a": 1}]})
    assert list(await asked) == [{"a": 1}]


async def test_errors_of_the_client() -> None:
    wire = Wire()
    asked = asyncio.ensure_future(wire.server.workspace_diagnostic_refresh_async(None))
    await asyncio.sleep(0)
    wire.protocol.receive({"jsonrpc": "2.0", "id": wire.sent[0]["id"], "error": {"code": -32601, "message": "no"}})
    with pytest.raises(JsonRpcException, match="no"):
        await asked


async def test_an_answer_that_nobody_waits_for_any_more() -> None:
    wire = Wire()
    asked = asyncio.ensure_future(wire.server.workspace_diagnostic_refresh_async(None))
    await asyncio.sleep(0)
    asked.cancel()
    await asyncio.sleep(0)
    wire.protocol.receive({"jsonrpc": "2.0", "id": wire.sent[0]["id"], "result": None})
    await asyncio.sleep(0)
    assert asked.cancelled()


async def until_sent(wire: Wire) -> None:
    for _ in range(100):
        if not wire.sent:
            await asyncio.sleep(0)


def message(method: str, uri: str = URI, message_id: int | None = None) -> dict[str, Any]:
    plain = {"jsonrpc": "2.0", "method": method, "params": {"textDocument": {"uri": uri}}}
    return plain if message_id is None else {**plain, "id": message_id}


OUTLINE, HOVER, CHANGE = "textDocument/documentSymbol", "textDocument/hover", "textDocument/didChange"
DIAGNOSTIC, TOKENS = "textDocument/diagnostic", "textDocument/semanticTokens/full"
CANCEL = {"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": 7}}


@pytest.mark.parametrize(
    ("method", "waiting", "code"),
    [
        (HOVER, [], None),
        (HOVER, [CANCEL], -32800),
        (HOVER, [message(CHANGE), CANCEL], -32800),
        (HOVER, [{**CANCEL, "params": {"id": "7"}}], None),
        (HOVER, [message(CHANGE), message(HOVER, message_id=8)], None),
        (OUTLINE, [message(CHANGE)], None),
        (OUTLINE, [message(OUTLINE, message_id=8)], None),
        (OUTLINE, [message(CHANGE), message(OUTLINE, message_id=8)], -32801),
        (OUTLINE, [message(CHANGE, "file:///other.md"), message(OUTLINE, message_id=8)], None),
        (OUTLINE, [message(CHANGE), message(OUTLINE, "file:///other.md", 8)], None),
        (OUTLINE, [message(OUTLINE, message_id=8), message(CHANGE)], None),
        (DIAGNOSTIC, [message(CHANGE)], -32802),
        (DIAGNOSTIC, [message(CHANGE, "file:///other.md")], None),
        (TOKENS, [message(CHANGE)], -32801),
        (OUTLINE, [5, None, {"method": CHANGE}, {"method": CHANGE, "params": {"textDocument": 5}}], None),
    ],
)
def test_which_requests_are_not_worth_their_work(method: str, waiting: list[Any], code: int | None) -> None:
    client = Client(retried_when_outdated=frozenset({TOKENS}))
    error = why_unwanted(7, method, message(method)["params"], waiting, client)
    assert (None if error is None else error.code) == code
