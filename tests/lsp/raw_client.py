"""A client that may also misbehave: it writes bytes as they are, and every wait of its ends."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DEADLINE = 20.0
COMMAND = (sys.executable, "-m", "notes_lsp", "--stdio")

Message = dict[str, Any]


class RawClient:
    """Starts a server and talks to it. ``handlers`` answer its requests, by method; the others get null."""

    def __init__(self, command: tuple[str, ...] = COMMAND, handlers: dict[str, Callable[[Any], Any]] | None = None):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        self.handlers = handlers or {}
        self.messages: queue.Queue[Message | None] = queue.Queue()
        self.notifications: list[Message] = []
        self.requests: list[Message] = []
        self.answers: list[Message] = []
        self.log = b""
        self._lock = threading.Lock()
        self._ids = 0
        self._threads = [
            threading.Thread(target=self._read_messages, daemon=True),
            threading.Thread(target=self._read_log, daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    # What goes in

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        with self._lock:
            self.process.stdin.write(data)
            self.process.stdin.flush()

    def send(self, message: object) -> None:
        self.write(framed(message))

    def notify(self, method: str, params: object = None) -> None:
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object = None, message_id: int | str | None = None) -> int | str:
        """Send a request and give its id."""
        if message_id is None:
            self._ids += 1
            message_id = self._ids
        self.send({"jsonrpc": "2.0", "id": message_id, "method": method, "params": params})
        return message_id

    # What comes out

    def answer(self, message_id: int | str | None) -> Message:
        """The answer to a request; what comes before it is kept."""
        return self.wait_for(lambda: next((a for a in self.answers if a.get("id") == message_id), None))

    def request(self, method: str, params: object = None) -> Any:
        """The result of a request."""
        answer = self.answer(self.ask(method, params))
        assert "error" not in answer, answer
        return answer["result"]

    def error(self, method: str, params: object = None) -> int:
        """The code of the error that a request gives."""
        answer = self.answer(self.ask(method, params))
        assert "result" not in answer, answer
        code: int = answer["error"]["code"]
        return code

    def wait_for(self, found: Callable[[], Any], deadline: float = DEADLINE) -> Any:
        """What ``found`` gives as soon as it gives something."""
        end = time.monotonic() + deadline
        while True:
            result = found()
            if result is not None:
                return result
            self.take(end - time.monotonic())

    def take(self, timeout: float) -> None:
        """Wait for a message and sort it in."""
        try:
            message = self.messages.get(timeout=max(timeout, 0.001))
        except queue.Empty:
            raise AssertionError(f"nothing came; the log is {self.log.decode()}") from None
        assert message is not None, f"the server closed its output; the log is {self.log.decode()}"
        if "method" not in message:
            self.answers.append(message)
        elif "id" in message:
            self.requests.append(message)
            handler = self.handlers.get(message["method"], lambda _: None)
            result = handler(message.get("params"))
            self.send({"jsonrpc": "2.0", "id": message["id"], "result": result})
        else:
            self.notifications.append(message)

    def take_all(self) -> None:
        """Sort in what has come, after a round trip that makes sure that all has."""
        self.request("notes/status")

    def published(self, uri: str, version: int | None = None) -> list[Message]:
        """The diagnostics that were published for ``uri`` last, for this version if one is given."""

        def last() -> list[Message] | None:
            for note in reversed(self.notifications):
                params = note.get("params") or {}
                if note["method"] == "textDocument/publishDiagnostics" and params["uri"] == uri:
                    return params["diagnostics"] if version in (None, params.get("version")) else None
            return None

        diagnostics: list[Message] = self.wait_for(last)
        return diagnostics

    def exit_code(self, deadline: float = DEADLINE) -> int:
        """Wait for the end of the process."""
        return self.process.wait(deadline)

    # A session

    def initialize(self, capabilities: object = None, folder: Path | None = None, **params: object) -> Message:
        """Say hello; gives the result of `initialize`."""
        uri = folder.as_uri() if folder is not None else None
        folders = [{"uri": uri, "name": "notes"}] if uri is not None else None
        hello = {"processId": os.getpid(), "rootUri": uri, "workspaceFolders": folders}
        result: Message = self.request("initialize", {**hello, "capabilities": capabilities or {}, **params})
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str, version: int = 1, language: str = "markdown") -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, *changes: object) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def close(self, uri: str) -> None:
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})

    def stop(self) -> int:
        """Shut down properly; gives the exit code."""
        assert self.request("shutdown") is None
        self.notify("exit")
        return self.exit_code()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join(DEADLINE)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            try:
                stream.close()
            except OSError:
                pass  # the other end is gone, and so is what was to be flushed

    def _read_messages(self) -> None:
        output = self.process.stdout
        assert output is not None
        while True:
            length = 0
            while (line := output.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not line:
                self.messages.put(None)
                return
            self.messages.put(json.loads(output.read(length)))

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log += line


def framed(message: object) -> bytes:
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def environment() -> dict[str, str]:
    """Ours, without what would make the server write elsewhere."""
    return {**os.environ, "PYTHONUTF8": "1"}


@contextmanager
def running(*command: str, handlers: dict[str, Callable[[Any], Any]] | None = None) -> Iterator[RawClient]:
    """A server that is gone at the end, whatever happens."""
    client = RawClient(command or COMMAND, handlers)
    try:
        yield client
    finally:
        client.kill()


def edit(start: tuple[int, int], end: tuple[int, int], text: str) -> Message:
    """A change of a part of a text; positions are lines and characters."""
    first, last = ({"line": line, "character": character} for line, character in (start, end))
    return {"range": {"start": first, "end": last}, "text": text}
