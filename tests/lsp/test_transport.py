"""Bytes, frames and messages: every request has one answer, and nothing that comes in ends the server or hangs it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from raw_client import COMMAND, DEADLINE, RawClient, environment, framed, running

PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
NOT_INITIALIZED = -32002
CANCELLED = -32800
CONTENT_MODIFIED = -32801

URI = "file:///nowhere/notes.md"
DOCUMENT = {"textDocument": {"uri": URI}}


@pytest.fixture
def client() -> Iterator[RawClient]:
    with running() as client:
        yield client


@pytest.fixture
def ready(client: RawClient) -> RawClient:
    client.initialize()
    return client


@pytest.fixture(scope="module")
def one_server() -> Iterator[RawClient]:
    with running() as client:
        client.initialize()
        client.open(URI, "# A talk\n\nText with a [link](#a-talk).\n")
        yield client


@pytest.fixture
def steady(one_server: RawClient) -> RawClient:
    """A server that many tests share: none of what they do may hurt it."""
    one_server.answers.clear()
    return one_server


class TestTheBeginning:
    def test_a_request_before_initialize_is_refused_and_initialize_works_after_it(self, client: RawClient) -> None:
        assert client.error("textDocument/hover", {}) == NOT_INITIALIZED
        assert client.error("shutdown") == NOT_INITIALIZED
        client.notify("textDocument/didOpen", {"nonsense": 1})
        assert client.initialize()["serverInfo"]["name"] == "notes-lsp"

    def test_initialize_twice_is_refused(self, ready: RawClient) -> None:
        assert ready.error("initialize", {"capabilities": {}}) == INVALID_REQUEST
        assert ready.request("notes/status")["encoding"] == "utf-16"

    def test_a_request_right_behind_initialize_is_answered(self, client: RawClient) -> None:
        client.write(
            framed({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}})
            + framed({"jsonrpc": "2.0", "method": "initialized", "params": {}})
            + framed({"jsonrpc": "2.0", "id": 2, "method": "notes/status"})
        )
        assert client.answer(1)["result"]["serverInfo"]
        assert client.answer(2)["result"]["openFiles"] == 0


class TestTheEnd:
    def test_exit_after_shutdown_is_0(self, ready: RawClient) -> None:
        assert ready.stop() == 0
        assert ready.log == b""

    def test_exit_without_shutdown_is_1(self, ready: RawClient) -> None:
        ready.notify("exit")
        assert ready.exit_code() == 1

    def test_exit_before_initialize_is_1(self, client: RawClient) -> None:
        client.notify("exit")
        assert client.exit_code() == 1

    def test_a_request_after_shutdown_is_refused(self, ready: RawClient) -> None:
        assert ready.request("shutdown") is None
        assert ready.error("textDocument/hover", DOCUMENT) == INVALID_REQUEST
        assert ready.error("shutdown") == INVALID_REQUEST
        ready.open(URI, "text")
        ready.notify("exit")
        assert ready.exit_code() == 0

    @pytest.mark.parametrize("shut_down", [False, True])
    def test_a_closed_input_ends_the_process_within_a_second(self, ready: RawClient, shut_down: bool) -> None:
        if shut_down:
            ready.request("shutdown")
        assert ready.process.stdin is not None
        ready.process.stdin.close()
        began = time.monotonic()
        assert ready.exit_code() == (0 if shut_down else 1)
        assert time.monotonic() - began < 1.0

    def test_a_closed_input_ends_the_process_before_initialize(self, client: RawClient) -> None:
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert client.exit_code() == 1

    def test_a_closed_input_ends_a_process_that_is_busy(self, ready: RawClient) -> None:
        # Far more work than a second: none of it is finished.
        ready.open(
            URI, "# A conference\n\n## Monday, 1 July 2024\n\n" + "### A talk\n\n- [a](b.md#c) `x`\n\n" * 150_000
        )
        ready.ask("textDocument/documentSymbol", DOCUMENT)
        assert ready.process.stdin is not None
        ready.process.stdin.close()
        began = time.monotonic()
        assert ready.exit_code() == 1
        assert time.monotonic() - began < 3.0  # a second from the end of reading it; a busy machine reads slowly

    @pytest.mark.skipif(sys.platform == "win32", reason="ends processes by a signal")
    def test_the_server_ends_with_its_editor(self, client: RawClient) -> None:
        editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        client.initialize(processId=editor.pid)
        editor.send_signal(signal.SIGKILL)
        editor.wait()
        assert editor.stdin is not None
        editor.stdin.close()
        assert client.exit_code() == 1

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells")
    def test_the_server_ends_with_an_editor_whose_end_nobody_has_noticed(self, client: RawClient) -> None:
        editor = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        try:
            client.initialize(processId=editor.pid)
            editor.send_signal(signal.SIGKILL)
            assert client.exit_code(10) == 1
        finally:
            editor.communicate()

    def test_all_that_was_said_before_the_input_was_closed_is_answered(self) -> None:
        # A server that takes longer to start than a client that is gone would be waited for.
        slow = (
            "import sys, time, notes_lsp.lsp.start as start\n"
            "greet = start.greet\n"
            "def greet_slowly(*given):\n"
            "    greeted = greet(*given)\n"
            "    time.sleep(1.5)\n"
            "    return greeted\n"
            "start.greet = greet_slowly\n"
            "from notes_lsp.cli.main import main; sys.exit(main(['--stdio']))"
        )
        said = [
            {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}},
            {"method": "initialized", "params": {}},
            {"id": 2, "method": "notes/status"},
            {"id": 3, "method": "shutdown"},
            {"method": "exit"},
        ]
        given = b"".join(framed({"jsonrpc": "2.0", **message}) for message in said)
        done = subprocess.run([sys.executable, "-c", slow], input=given, capture_output=True, timeout=20, check=False)
        assert done.returncode == 0
        assert [number for number in (1, 2, 3) if f'"id":{number},'.encode() in done.stdout.replace(b" ", b"")] == [
            1,
            2,
            3,
        ]

    def test_an_editor_that_cannot_be_seen_says_nothing(self, client: RawClient) -> None:
        client.initialize(processId=2**22 + 12345)
        assert client.request("notes/status")


class TestFrames:
    @pytest.mark.parametrize(
        "garbage",
        [
            pytest.param(b"Content-Length: 3\r\n\r\n{x}", id="no JSON"),
            pytest.param(b'Content-Length: 4\r\n\r\n"\xff\xfe"', id="no UTF-8"),
            pytest.param(b"Content-Length: 0\r\n\r\n", id="nothing"),
            pytest.param(b"Content-Length: x\r\n\r\n", id="a length that is no number"),
            pytest.param(b"Content-Length: -5\r\n\r\n", id="a length below zero"),
            pytest.param(b"Content-Length: 99999999999999\r\n\r\n", id="a length beyond all measure"),
            pytest.param(b"Content-Type: x\r\n\r\n", id="no length"),
            pytest.param(b"\r\n\r\n", id="an empty header"),
            pytest.param(b"Content-Length: 10000\r\n\r\n" + b"[" * 10_000, id="JSON too deep"),
        ],
    )
    def test_what_cannot_be_read_is_said_so_and_the_next_message_counts(
        self, steady: RawClient, garbage: bytes
    ) -> None:
        steady.write(garbage)
        steady.take_all()
        errors = [answer["error"]["code"] for answer in steady.answers if "error" in answer]
        assert errors == [PARSE_ERROR]
        assert {answer["id"] for answer in steady.answers if "error" in answer} == {None}

    def test_a_header_without_an_end_hides_no_message(self, steady: RawClient) -> None:
        steady.write(b"x" * 1_000_000)
        steady.take_all()

    @pytest.mark.parametrize(
        "header",
        [
            b"content-length: %d\r\n\r\n",
            b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: %d\r\n\r\n",
            b"CONTENT-LENGTH:%d\r\nContent-Type: x\r\n\r\n",
            b"some words of another program\nContent-Length: %d\r\n\r\n",
        ],
    )
    def test_headers_may_be_written_in_many_ways(self, steady: RawClient, header: bytes) -> None:
        body = json.dumps({"jsonrpc": "2.0", "id": "x", "method": "notes/status"}).encode()
        steady.write(header % len(body) + body)
        assert steady.answer("x")["result"]

    def test_a_message_may_come_byte_by_byte(self, steady: RawClient) -> None:
        for byte in framed({"jsonrpc": "2.0", "id": "x", "method": "notes/status"}):
            steady.write(bytes([byte]))
        assert steady.answer("x")["result"]

    @pytest.mark.parametrize("message", [[], [1], 5, "text", None, True, [{"jsonrpc": "2.0", "id": 1, "method": "x"}]])
    def test_a_message_that_is_no_object_is_refused(self, steady: RawClient, message: object) -> None:
        steady.send(message)
        assert steady.answer(None)["error"]["code"] == INVALID_REQUEST

    @pytest.mark.parametrize(
        ("message", "answered"),
        [
            ({"jsonrpc": "2.0", "id": 7}, 7),
            ({"jsonrpc": "2.0", "id": 7, "method": 5}, 7),
            ({"id": 7, "method": "notes/status"}, 7),
            ({"jsonrpc": "1.0", "id": 7, "method": "notes/status"}, 7),
            ({"jsonrpc": "2.0", "id": None, "method": "notes/status"}, None),
            ({"jsonrpc": "2.0", "id": [1], "method": "notes/status"}, None),
            ({"jsonrpc": "2.0", "id": True, "method": "notes/status"}, None),
            ({"jsonrpc": "2.0"}, None),
        ],
    )
    def test_a_request_that_is_none_is_refused(self, steady: RawClient, message: object, answered: int | None) -> None:
        steady.send(message)
        assert steady.answer(answered)["error"]["code"] == INVALID_REQUEST

    @pytest.mark.parametrize("message_id", [0, -1, 2**40, "", 'a "b" \\ \n é 🐍'])
    def test_ids_come_back_as_they_were(self, steady: RawClient, message_id: int | str) -> None:
        steady.ask("notes/status", message_id=message_id)
        assert steady.answer(message_id)["result"]


# A request of each kind with parameters that are wrong.
POSITION = {"line": 0, "character": 0}
WRONG: list[tuple[str, Any]] = [
    ("textDocument/hover", None),
    ("textDocument/hover", {}),
    ("textDocument/hover", []),
    ("textDocument/hover", "text"),
    ("textDocument/hover", {**DOCUMENT}),
    ("textDocument/hover", {**DOCUMENT, "position": {"line": -1, "character": 0}}),
    ("textDocument/hover", {**DOCUMENT, "position": {"line": 2**40, "character": 0}}),
    ("textDocument/hover", {**DOCUMENT, "position": {"line": "x", "character": 0}}),
    ("textDocument/hover", {**DOCUMENT, "position": None}),
    ("textDocument/hover", {"textDocument": None, "position": POSITION}),
    ("textDocument/documentSymbol", {}),
    ("textDocument/rename", {**DOCUMENT, "position": POSITION}),
    ("textDocument/codeAction", {**DOCUMENT}),
    ("textDocument/semanticTokens/range", {**DOCUMENT}),
    ("workspace/symbol", {}),
    ("workspace/executeCommand", {}),
    ("workspace/executeCommand", {"command": "no.such"}),
    ("completionItem/resolve", {}),
    ("codeLens/resolve", {}),
    ("notes/status", {"uri": 5}),
]


class TestRequests:
    @pytest.mark.parametrize(("method", "params"), WRONG, ids=[f"{i}-{method}" for i, (method, _) in enumerate(WRONG)])
    def test_parameters_that_are_wrong_are_said_so(self, steady: RawClient, method: str, params: object) -> None:
        assert steady.error(method, params) == INVALID_PARAMS

    @pytest.mark.parametrize("method", ["textDocument/formatting", "no/such", "", "$/no"])
    def test_an_unknown_method_is_said_so(self, steady: RawClient, method: str) -> None:
        assert steady.error(method, DOCUMENT) == METHOD_NOT_FOUND

    @pytest.mark.parametrize(
        ("method", "params"),
        [
            ("textDocument/didOpen", {}),
            ("textDocument/didOpen", None),
            ("textDocument/didChange", {"textDocument": {"uri": URI, "version": 1}, "contentChanges": [{"range": 5}]}),
            ("textDocument/didChange", {"textDocument": {"uri": "file:///x", "version": 1}, "contentChanges": []}),
            ("textDocument/didClose", {"textDocument": {"uri": "file:///never/opened.md"}}),
            ("textDocument/didSave", {"textDocument": {"uri": "file:///never/opened.md"}}),
            ("workspace/didChangeConfiguration", None),
            ("workspace/didChangeWatchedFiles", {"changes": [{"uri": "untitled:x", "type": 1}]}),
            ("workspace/didChangeWatchedFiles", {"changes": 5}),
            ("window/workDoneProgress/cancel", {"token": "unknown"}),
            ("$/cancelRequest", {"id": "unknown"}),
            ("$/cancelRequest", None),
            ("$/setTrace", {"value": "loud"}),
            ("no/such", {}),
        ],
    )
    def test_a_notification_that_is_wrong_bothers_nobody(self, steady: RawClient, method: str, params: object) -> None:
        steady.notifications.clear()
        steady.notify(method, params)
        steady.take_all()
        assert steady.notifications == []

    def test_answers_to_nothing_are_passed_over(self, steady: RawClient) -> None:
        steady.send({"jsonrpc": "2.0", "id": "unknown", "result": 5})
        steady.send({"jsonrpc": "2.0", "id": "unknown", "error": {"code": 1, "message": "x"}})
        steady.send({"jsonrpc": "2.0", "id": [1], "result": None})
        steady.take_all()

    def test_nothing_of_the_notes_is_logged(self) -> None:
        with running() as client:
            client.initialize()
            client.open(URI, "# The secret talk\n")
            client.change(URI, 2, {"range": {"start": {"line": "secret"}}, "text": "secret"})
            client.send({"jsonrpc": "2.0", "id": "h", "method": "textDocument/hover", "params": {"a": "secret"}})
            assert client.answer("h")["error"]["code"] == INVALID_PARAMS
            client.write(b"Content-Length: 8\r\n\r\n{secret}")
            assert client.stop() == 0
        assert b"didChange" in client.log
        assert b"secret" not in client.log


class TestWaitingRequests:
    def test_a_request_that_was_cancelled_while_it_waited_does_no_work(self, ready: RawClient) -> None:
        ready.open(URI, "# A talk\n" * 3000)
        ready.write(
            framed({"jsonrpc": "2.0", "id": "first", "method": "textDocument/documentSymbol", "params": DOCUMENT})
            + framed(
                {
                    "jsonrpc": "2.0",
                    "id": "x",
                    "method": "textDocument/hover",
                    "params": {**DOCUMENT, "position": POSITION},
                }
            )
            + framed({"jsonrpc": "2.0", "method": "$/cancelRequest", "params": {"id": "x"}})
        )
        assert ready.answer("x")["error"]["code"] == CANCELLED
        assert "result" in ready.answer("first")
        ready.take_all()
        assert len([answer for answer in ready.answers if answer["id"] == "x"]) == 1

    def test_an_outline_that_was_asked_again_after_an_edit_does_no_work(self, ready: RawClient) -> None:
        ready.open(URI, "# A talk\n" * 3000)
        messages = b""
        for version in range(2, 12):
            change = {
                "textDocument": {"uri": URI, "version": version},
                "contentChanges": [{"text": f"# Talk {version}\n"}],
            }
            messages += framed({"jsonrpc": "2.0", "method": "textDocument/didChange", "params": change})
            messages += framed(
                {"jsonrpc": "2.0", "id": version, "method": "textDocument/documentSymbol", "params": DOCUMENT}
            )
        ready.write(messages)
        last = ready.answer(11)["result"]
        assert "Talk 11" in json.dumps(last)
        for version in range(2, 11):
            answer = ready.answer(version)
            if "error" in answer:
                assert answer["error"]["code"] == CONTENT_MODIFIED
            else:
                assert f"Talk {version}" in json.dumps(answer["result"])

    def test_answers_come_in_the_order_of_their_requests(self, ready: RawClient) -> None:
        ready.open(URI, "# A talk\n\nText.\n")
        for number in range(50):
            method = "textDocument/hover" if number % 2 else "textDocument/documentHighlight"
            ready.ask(method, {**DOCUMENT, "position": POSITION}, message_id=f"n{number}")
        ready.answer("n49")
        assert [answer["id"] for answer in ready.answers if str(answer["id"]).startswith("n")] == [
            f"n{number}" for number in range(50)
        ]

    def test_shutdown_answers_what_still_runs(self, tmp_path: Path) -> None:
        for number in range(300):
            (tmp_path / f"{number}.md").write_text("# A talk\n\n- a\n" * 50, encoding="utf-8")
        with running() as client:
            client.initialize(folder=tmp_path, capabilities={"textDocument": {"diagnostic": {}}})
            client.ask("workspace/diagnostic", {"previousResultIds": []}, message_id="all")
            assert client.stop() == 0
            assert client.answer("all").get("error", {}).get("code") in (CANCELLED, None)

    def test_work_that_runs_can_be_cancelled(self, tmp_path: Path) -> None:
        for number in range(300):
            (tmp_path / f"{number}.md").write_text("# A talk\n\n- a\n" * 50, encoding="utf-8")
        with running() as client:
            client.initialize(folder=tmp_path, capabilities={"textDocument": {"diagnostic": {}}})
            client.ask("workspace/diagnostic", {"previousResultIds": []}, message_id="all")
            client.take_all()
            client.notify("$/cancelRequest", {"id": "all"})
            assert client.answer("all")["error"]["code"] == CANCELLED
            client.take_all()
            assert len([answer for answer in client.answers if answer["id"] == "all"]) == 1


class TestSockets:
    def test_one_client_over_a_socket(self) -> None:
        command = (*COMMAND[:-1], "--tcp", "127.0.0.1:0")
        process = subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment())
        try:
            assert process.stderr is not None
            said = process.stderr.readline().decode()
            assert said.startswith("notes-lsp: listening on 127.0.0.1:")
            with socket.create_connection(("127.0.0.1", int(said.rsplit(":", 1)[1])), DEADLINE) as connection:
                stream = connection.makefile("rwb")
                for message in (
                    {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}},
                    {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
                    {"jsonrpc": "2.0", "method": "exit"},
                ):
                    stream.write(framed(message))
                stream.flush()
                received = stream.read()
            assert received.count(b"Content-Length:") == 2
            assert b'"id":2,"result":null' in received
            assert process.wait(DEADLINE) == 0
        finally:
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()

    def test_an_address_that_is_taken_is_said_so(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            done = subprocess.run((*COMMAND[:-1], "--tcp", address), capture_output=True, check=False, timeout=DEADLINE)
        assert done.returncode == 2
        assert done.stderr.decode().startswith(f"notes-lsp: can't listen on {address}: ")
        assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="its pipes can't be told from files")
def test_a_program_that_starts_it_without_arguments_gets_the_server() -> None:
    with running(*COMMAND[:-1]) as client:
        client.initialize()
        assert client.stop() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/null")
def test_without_arguments_and_pipes_it_says_what_it_can_do() -> None:
    with open(os.devnull, "rb") as nothing:
        done = subprocess.run(COMMAND[:-1], stdin=nothing, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"say what to do" in done.stderr
