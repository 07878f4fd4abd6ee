"""Sessions with a client that has lost its mind, made from a number.

What holds: every request has one answer, in time; the server is there at the end, shuts down as LSP 3.17 says, and
writes neither a traceback nor a word of the notes to its log.
"""

import json
import random
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from documents import notes_of, piece_of, without_hosts
from notes_lsp.lsp.frames import FrameParser, Malformed
from raw_client import RawClient, framed, running

_SECRET = "Wolpertinger"
_URIS = (
    "file:///nowhere/a.md", "file:///nowhere/b.rst", "untitled:Untitled-1", "file:///nowhere/c.org", "", "x", "file:", "file://host/share/a.md", "file:///%00", "file:///%ff",
    "file:///nowhere/../../etc/passwd", "https://example.org/a.md", "git:/nowhere/a.md?x", "vscode-notebook-cell:/a#b", "file:///C:/a.md", "file:///c%3A/a.md", "\ud800", "file:///" + "a/" * 3000,
)  # fmt: skip
_NUMBERS = (0, 0, 0, 1, 1, 2, 5, 40, -1, 2**31 - 1, 2**31, 2**32, 2**53, 2**64, 10**300, 1.5, 1e308)
_VALUES: tuple[Callable[[random.Random], Any], ...] = (
    lambda chance: None,
    lambda chance: chance.choice((True, False)),
    lambda chance: chance.choice(_NUMBERS),
    lambda chance: chance.choice(_URIS),
    lambda chance: chance.choice(([], {}, [[]], [None], {"": 1}, {"uri": 5}, {"line": 0}, "x" * 70_000)),
    piece_of,
    lambda chance: json.loads("[" * 60 + "]" * 60),
    lambda chance: json.loads('{"a":' * 60 + "1" + "}" * 60),
)
_LANGUAGES = ("markdown", "restructuredtext", "org", "plaintext", "")


def session_of(seed: int, length: int = 150) -> None:
    """Talk to a server of its own; fails with an assertion where a law does not hold."""
    chance = random.Random(f"session {seed}")
    with tempfile.TemporaryDirectory() as folder, running(handlers=_Answers(chance)) as client:
        (Path(folder) / "near.md").write_text(f"# {_SECRET}\n\n[x](far.md)\n", encoding="utf-8")
        session = _Session(client, chance)
        for _ in range(chance.choice((0, 0, 3))):
            session.say_something(-32002)
        if chance.random() < 0.3:
            session.send(
                {"jsonrpc": "2.0", "id": "bad", "method": "initialize", "params": chance.choice(([], None, 5))}
            )
        hello = session.mangled(
            {"capabilities": _CAPABILITIES, "rootUri": Path(folder).as_uri()}, chance.choice((0, 0, 2))
        )
        session.send({"jsonrpc": "2.0", "id": "hello", "method": "initialize", "params": hello})
        if "error" in client.answer("hello"):
            client.initialize(folder=Path(folder))
        client.notify("initialized", {})
        for _ in range(length):
            session.say_something()
        session.check()
        assert client.request("shutdown") is None
        for _ in range(3):
            session.say_something(-32600)
        session.check(asks=False)
        client.notify("exit")
        assert client.exit_code() == 0
    log = client.log.decode("utf-8", "replace")
    assert "Traceback" not in log, log[-3000:]
    assert _SECRET not in log, log[-3000:]


class _Answers(dict[str, Callable[[Any], Any]]):
    """What the client answers to the requests of the server: anything."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    def get(self, method: str, default: Any = None) -> Callable[[Any], Any]:  # type: ignore[override]
        return lambda _: self._chance.choice(_VALUES)(self._chance) if self._chance.random() < 0.5 else None


class _Session:
    """One client. ``asked`` counts the answers that must come, by the id of their request."""

    def __init__(self, client: RawClient, chance: random.Random) -> None:
        self.client = client
        self.chance = chance
        self.asked: Counter[str | int | None] = Counter()
        self.refused: set[str | int | None] = set()
        self.ids = 1000
        self.versions = 1

    def send(self, message: dict[str, Any]) -> None:
        """Send a message and note which answer it must have."""
        if "id" in message and not ("method" not in message and ("result" in message or "error" in message)):
            given = message["id"]
            self.asked[given if isinstance(given, int | str) and not isinstance(given, bool) else None] += 1
        elif "method" not in message and not ("result" in message or "error" in message):
            self.asked[None] += 1
        self.client.write(framed(json.loads(without_hosts(json.dumps(message)))))

    def say_something(self, refused: int | None = None) -> None:
        """A message of any kind; ``refused`` is the code of the error that all requests must have."""
        chance = self.chance
        kind = chance.random()
        if refused is not None or kind < 0.55:
            method = chance.choice(_REQUESTS if refused != -32002 else _REQUESTS[:-3])
            message = {"jsonrpc": "2.0", "id": self.an_id(), "method": method, "params": self.params(method)}
            if refused is not None:
                self.ids += 1
                message["id"] = self.ids
                self.send(message)
                assert self.client.answer(self.ids)["error"]["code"] == refused
                return
            self.send(self.mangled_message(message))
        elif kind < 0.9:
            method = chance.choice(_NOTIFICATIONS)
            self.send({"jsonrpc": "2.0", "method": method, "params": self.params(method)})
        else:
            self.send_no_message()

    def send_no_message(self) -> None:
        """Bytes or JSON that are no message: each is told, and none hides the next one."""
        body = self.chance.choice(
            (b"{", b"\xff", b"5", b'"x"', b"[]", b"null", b"[" * 5000, b"{}", b"1" * 5000, b'{"id":1e999}')
        )
        self.asked[None] += 1
        self.client.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))

    def an_id(self) -> Any:
        """Mostly a new id; now and then one that was there, and one that is none."""
        chance = self.chance
        self.ids += 1
        if chance.random() < 0.9:
            return self.ids if chance.random() < 0.8 else f"id {self.ids}"
        return chance.choice((0, -1, 2**70, 10**3000, "", "same", 7, "\ud800\x00", None, 1.5, True, [1], {}))

    def params(self, method: str) -> Any:
        """Parameters as ``method`` has them, in a third of all cases mangled."""
        uri = self.chance.choice(_URIS[:4])
        return self.mangled(_params_of(method, uri, self), self.chance.choice((0, 0, 0, 1, 3)))

    def mangled_message(self, message: dict[str, Any]) -> dict[str, Any]:
        if self.chance.random() < 0.05:
            key = self.chance.choice(("jsonrpc", "method", "params"))
            if self.chance.random() < 0.5:
                del message[key]
            else:
                message[key] = self.chance.choice(_VALUES)(self.chance)
        return message

    def mangled(self, value: Any, times: int) -> Any:
        """``value`` with something in it replaced or left out, so many times."""
        for _ in range(times):
            value = self._mangled_once(value)
        return value

    def _mangled_once(self, value: Any) -> Any:
        chance = self.chance
        if isinstance(value, dict) and value and chance.random() < 0.85:
            key = chance.choice(sorted(value))
            if chance.random() < 0.15:
                return {name: inner for name, inner in value.items() if name != key}
            return {**value, key: self._mangled_once(value[key])}
        if isinstance(value, list) and value and chance.random() < 0.85:
            place = chance.randrange(len(value))
            return [*value[:place], self._mangled_once(value[place]), *value[place + 1 :]]
        return chance.choice(_VALUES)(chance)

    def check(self, *, asks: bool = True) -> None:
        """All that was asked has been answered, no more and no less."""
        if asks:
            self.client.wait_for(lambda: True if not self.missing() else None)
            self.client.take_all()
        asked = self.asked
        got = Counter(answer["id"] for answer in self.client.answers if answer["id"] in asked)
        assert got == asked, ((asked - got) + (got - asked)).most_common(5)
        for answer in self.client.answers:
            assert ("result" in answer) != ("error" in answer), answer
            assert answer.get("error", {}).get("code") != -32603, answer

    def missing(self) -> Counter[str | int | None]:
        return self.asked - Counter(answer["id"] for answer in self.client.answers)


_POSITIONS = (
    "hover",
    "completion",
    "definition",
    "declaration",
    "references",
    "documentHighlight",
    "prepareRename",
    "rename",
    "signatureHelp",
)
_RANGES = ("codeAction", "inlayHint", "semanticTokens/range")
_FILES = ("documentSymbol", "documentLink", "foldingRange", "codeLens", "semanticTokens/full", "diagnostic")
_REQUESTS = (
    *(f"textDocument/{name}" for name in (*_POSITIONS, *_RANGES, *_FILES, "selectionRange", "formatting")),
    "workspace/symbol", "workspace/executeCommand", "workspace/willRenameFiles", "workspace/diagnostic", "completionItem/resolve",
    "codeAction/resolve", "codeLens/resolve", "documentLink/resolve", "notes/status", "notes/checkLinks", "no/such", "initialize", "$/x", "",
)  # fmt: skip
_NOTIFICATIONS = (
    "textDocument/didOpen", "textDocument/didOpen", "textDocument/didChange", "textDocument/didChange", "textDocument/didChange", "textDocument/didClose", "textDocument/didSave",
    "workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles", "workspace/didRenameFiles", "workspace/didCreateFiles", "workspace/didDeleteFiles",
    "workspace/didChangeWorkspaceFolders", "$/cancelRequest", "$/cancelRequest", "window/workDoneProgress/cancel", "$/setTrace", "initialized", "no/such", "$/x",
)  # fmt: skip
_CAPABILITIES = {
    "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]},
    "window": {"workDoneProgress": True, "showMessage": {}},
    "workspace": {
        "configuration": True,
        "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
        "workspaceEdit": {"documentChanges": True},
        "fileOperations": {"willRename": True},
        "codeLens": {"refreshSupport": True},
        "applyEdit": True,
    },
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"snippetSupport": True, "insertReplaceSupport": True}},
        "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}},
            "resolveSupport": {"properties": ["edit"]},
        },
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "foldingRange": {"lineFoldingOnly": True, "rangeLimit": 50},
    },
}


def _params_of(method: str, uri: str, session: _Session) -> Any:
    """Parameters as ``method`` has them."""
    chance = session.chance
    document: dict[str, Any] = {"uri": uri}
    position = {"line": chance.choice(_NUMBERS[:8]), "character": chance.choice(_NUMBERS[:8])}
    range_ = {"start": position, "end": {"line": position["line"] + 1, "character": 3}}
    if method == "textDocument/didOpen":
        text = f"# {_SECRET}\n" + notes_of(chance.randrange(10_000))[1]
        return {"textDocument": {**document, "languageId": chance.choice(_LANGUAGES), "version": 1, "text": text}}
    if method == "textDocument/didChange":
        session.versions += 1
        change = {"range": range_, "text": piece_of(chance)} if chance.random() < 0.9 else {"text": piece_of(chance)}
        return {"textDocument": {**document, "version": session.versions}, "contentChanges": [change]}
    if method.startswith("textDocument/"):
        more = {
            "context": {"diagnostics": [], "includeDeclaration": True, "triggerKind": 1},
            "newName": piece_of(chance),
        }
        return {"textDocument": document, "position": position, "positions": [position], "range": range_, **more}
    if method == "$/cancelRequest":
        return {"id": chance.choice((session.ids, session.ids - 1, "x", None, -1))}
    files = [{"oldUri": uri, "newUri": chance.choice(_URIS), "uri": uri}]
    command = {
        "command": chance.choice(
            ("notes-lsp.status", "notes-lsp.excludeAddress", "notes-lsp.replaceByArchivedCopy", "x")
        ),
        "arguments": [document, 5],
    }
    return {
        "workspace/symbol": {"query": piece_of(chance)},
        "workspace/executeCommand": command,
        "workspace/willRenameFiles": {"files": files},
        "workspace/didRenameFiles": {"files": files},
        "workspace/didCreateFiles": {"files": files},
        "workspace/didDeleteFiles": {"files": files},
        "workspace/diagnostic": {"previousResultIds": []},
        "workspace/didChangeConfiguration": {"settings": {"notes-lsp": {"hover": True, "rules": {"select": ["ALL"]}}}},
        "workspace/didChangeWatchedFiles": {"changes": [{"uri": uri, "type": 2}]},
        "workspace/didChangeWorkspaceFolders": {"event": {"added": [], "removed": [{"uri": uri, "name": "x"}]}},
        "completionItem/resolve": {"label": "x", "data": {"key": ["file", "x"], "uri": uri}},
        "codeAction/resolve": {"title": "x", "kind": "quickfix", "data": {"uri": uri, "version": 1}},
        "codeLens/resolve": {"range": range_, "data": {"uri": uri, "kind": "talks", "start": 3}},
        "documentLink/resolve": {"range": range_, "data": {"uri": uri, "path": "x"}},
        "notes/checkLinks": {"textDocument": document, "range": range_},
    }.get(method, {"value": "off", "token": "x"})


# ---------------------------------------------------------------- streams of bytes

_HEADERS = (
    b"Content-Length: %d\r\n\r\n", b"content-length:%d\r\n\r\n", b"Content-Type: x\r\nContent-Length: %d\r\n\r\n", b"Content-Length: %d\n\n", b"Content-Length: -%d\r\n\r\n",
    b"Content-Length: %dx\r\n\r\n", b"Content-Length: 9999999999999%d\r\n\r\n", b"Content-Length : %d\r\n\r\n", b"X: %d\r\n\r\n", b"\r\n\r\n", b"Content-Length: %d\r\n", b"",
)  # fmt: skip


def frames_of(seed: int) -> None:
    """A stream of bytes gives the same messages however it is cut, and one that stands whole behind it is found."""
    chance = random.Random(f"frames {seed}")
    stream = b""
    for _ in range(chance.choice((1, 3, 10))):
        body = chance.choice(
            (
                b"{}",
                b'{"a":"\xc3\xa9"}',
                b"\xff",
                b"{",
                b"",
                b"null",
                b"[" * 500,
                bytes(chance.choices(range(256), k=9)),
            )
        )
        header = chance.choice((_HEADERS[0], *_HEADERS))
        off = chance.choice((0, 0, 0, 1, -1, 30))
        stream += (header % max(len(body) + off, 0) if b"%d" in header else header) + body
    stream = _with_slips(stream, chance)
    whole = list(FrameParser().feed(stream))
    parser = FrameParser()
    pieces = []
    start = 0
    while start < len(stream):
        end = start + chance.choice((1, 2, 7, 40))
        pieces += parser.feed(stream[start:end])
        start = end
    # How often it is said that something is no message depends on how much of it was there to be looked at.
    assert _messages(pieces) == _messages(whole), (pieces, whole)
    # What a wrong length swallows is no more than it says; a header without an end is given up at some point.
    found: list[Any] = []
    for number in range(400):
        found += parser.feed(framed({"number": number, "padding": "x" * 400}))
    assert any(isinstance(message, dict) and "number" in message for message in found) or _is_long(stream)
    assert all(not isinstance(message, Malformed) or message.reason.isascii() for message in found)


def _messages(found: list[Any]) -> list[Any]:
    return [message for message in found if not isinstance(message, Malformed)]


def _with_slips(stream: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((0, 0, 1, 4))):
        place = chance.randrange(len(stream) + 1)
        stream = (
            stream[:place]
            + chance.choice((b"\r", b"\n", b"\x00", b"\xff", b":", b"7", b""))
            + stream[place + chance.choice((0, 1)) :]
        )
    return stream


def _is_long(stream: bytes) -> bool:
    """Whether a length in it, with digits that slipped in, may swallow all that comes."""
    return any(
        len(digits) >= 6
        for digits in b"".join(c.to_bytes(1, "big") if chr(c).isdigit() else b" " for c in stream).split()
    )
