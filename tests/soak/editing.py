"""An hour of editing in a few minutes, made from a number: what a person does with notes, and what goes wrong meanwhile.

What holds, and fails with an assertion where it does not: every request has one answer, the server has the text that
the editor has, and at the end neither it nor a process that it started is left. How memory, open files and processes
went is told in `Sample`s. Reads ``/proc``, so that it runs on Linux alone.
"""

import hashlib
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents import piece_of, without_hosts
from raw_client import COMMAND, Message, RawClient, edit, running
from web_server import LocalServer, local_server

_CAPABILITIES: Message = {
    "general": {"positionEncodings": ["utf-32"]},
    "window": {"workDoneProgress": True},
    "workspace": {"applyEdit": True, "configuration": False, "workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        "publishDiagnostics": {"versionSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}
_LONGEST = 40_000
# Who says that a page is gone is asked once more some seconds later.
_PATIENCE = 90.0
_SETTINGS: tuple[Message, ...] = (
    {},
    {"hover": False},
    {"rules": {"day-order": "off"}},
    {"codeLenses": ["talks", "links", "web"]},
    {"python": False},
)


@dataclass(frozen=True)
class Sample:
    """The server after so many steps: resident memory in MiB, of its children together too; open files, children."""

    step: int
    memory: float
    memory_of_children: float
    open_files: int
    children: int

    def __str__(self) -> str:
        return (
            f"{self.step:>7} steps  {self.memory:6.1f} MiB  {self.memory_of_children:6.1f} MiB in {self.children} children"
            f"  {self.open_files:3} open files"
        )


@dataclass
class OpenFile:
    """A file as the editor has it. ``uri`` names it, ``version`` counts its edits."""

    uri: str
    text: str
    version: int = 1


def soak(
    folder: Path, steps: int, seed: int, show: Callable[[Sample], None], command: tuple[str, ...] = COMMAND
) -> None:
    """Edit notes in ``folder`` for so many steps, and ``show`` twenty samples of the server on the way."""
    with local_server() as web, running(*command) as client:
        editor = _Editor(client, folder, random.Random(f"soak {seed}"), web)
        for step in range(steps):
            editor.do_something()
            if step % 20 == 19:
                editor.catch_up()
            if step % max(steps // 20, 1) == 0 or step == steps - 1:
                editor.catch_up()
                show(sample(client.process.pid, step))
        editor.compare()
        children = children_of(client.process.pid)
        assert client.stop() == 0
        assert b"Traceback" not in client.log, client.log[-3000:]
        _wait_until(lambda: not any(map(_is_alive, children)), "a child process is left behind")


class _Editor:
    """An editor with some files of a folder of notes open."""

    def __init__(self, client: RawClient, folder: Path, chance: random.Random, web: LocalServer) -> None:
        self.client = client
        self.folder = folder
        self.chance = chance
        self.web = web
        self.pending: list[int | str] = []
        self.open: dict[str, OpenFile] = {}
        self.made = 0
        for _ in range(30):
            self.make_file()
        client.initialize(_CAPABILITIES, folder, initializationOptions=self.settings(0))
        for _ in range(4):
            self.open_another()
        self._deeds = self.deeds()

    def deeds(self) -> list[Callable[[], None]]:
        """What is done, each as often as it is there."""
        return [
            *[self.type] * 120,
            *[self.paste] * 10,
            *[self.ask_something] * 60,
            *[self.open_another] * 4,
            *[self.rename] * 3,
            *[self.change_settings] * 1,
            *[self.check_links] * 1,
            *[self.make_and_remove_files] * 3,
            self.kill_a_child,
        ]

    def do_something(self) -> None:
        self.chance.choice(self._deeds)()

    def catch_up(self) -> None:
        """Wait for the answers to all that was asked; what the client remembers is forgotten."""
        for message_id in self.pending:
            found = lambda: next((each for each in self.client.answers if each["id"] == message_id), None)  # noqa: E731, B023
            answer = self.client.wait_for(found, _PATIENCE)
            assert ("result" in answer) != ("error" in answer)
            assert answer.get("error", {}).get("code") not in (-32603, -32602, -32601), answer
        self.pending.clear()
        for kept in (self.client.answers, self.client.notifications, self.client.requests):
            kept.clear()

    def compare(self) -> None:
        """The server has the texts that the editor has."""
        self.catch_up()
        for file in self.open.values():
            said = self.client.request("notes/status", {"uri": file.uri})["file"]
            assert said["sha256"] == hashlib.sha256(file.text.encode("utf-8", "surrogatepass")).hexdigest(), file.uri

    # What is done

    def type(self) -> None:
        """A few letters, or a few less."""
        file = self.chance.choice(list(self.open.values()))
        start = self.chance.randrange(len(file.text) + 1)
        end = min(len(file.text), start + self.chance.choice((0, 0, 0, 1, 3)))
        self.change(file, start, end, self.chance.choice(("x", "é", " ", "\n", "#", "- ", "`", "🐍", "", "")))
        if self.chance.random() < 0.3:
            self.ask("documentSymbol", file)

    def paste(self) -> None:
        """A line or two; where the file has become long, it is emptied."""
        file = self.chance.choice(list(self.open.values()))
        if len(file.text) > _LONGEST:
            file.text, file.version = self.notes(), file.version + 1
            self.client.change(file.uri, file.version, {"text": file.text})
            return
        start = self.chance.randrange(len(file.text) + 1)
        self.change(file, start, start, f"\n{without_hosts(piece_of(self.chance))}\n{self.notes()[:600]}")

    def change(self, file: OpenFile, start: int, end: int, text: str) -> None:
        (line, column), (last, end_column) = _position(file.text, start), _position(file.text, end)
        file.text = (
            file.text[: _offset(file.text, line, column)] + text + file.text[_offset(file.text, last, end_column) :]
        )
        file.version += 1
        self.client.change(file.uri, file.version, edit((line, column), (last, end_column), text))

    def ask_something(self) -> None:
        file = self.chance.choice(list(self.open.values()))
        line, column = _position(file.text, self.chance.randrange(len(file.text) + 1))
        position = {"line": line, "character": column}
        place = {"position": position, "range": {"start": position, "end": position}, "positions": [position]}
        name = self.chance.choice(("hover", "completion", "completion", "definition", "references", "codeAction", "foldingRange", "codeLens", "semanticTokens/full", "documentLink", "inlayHint", "selectionRange", "prepareRename", "signatureHelp"))  # fmt: skip
        self.ask(
            name,
            file,
            **place,
            context={"diagnostics": [], "includeDeclaration": True, "triggerKind": 1, "isRetrigger": False},
        )
        if self.chance.random() < 0.1:
            self.client.notify("$/cancelRequest", {"id": self.pending[-1]})

    def ask(self, name: str, file: OpenFile, **more: object) -> None:
        self.pending.append(self.client.ask(f"textDocument/{name}", {"textDocument": {"uri": file.uri}, **more}))

    def open_another(self) -> None:
        if len(self.open) > 4:
            uri = self.chance.choice(sorted(self.open))
            del self.open[uri]
            self.client.close(uri)
        path = self.chance.choice(sorted(self.folder.glob("*.*")))
        if path.as_uri() not in self.open:
            file = self.open[path.as_uri()] = OpenFile(path.as_uri(), path.read_bytes().decode())
            self.client.open(file.uri, file.text)

    def rename(self) -> None:
        file = self.chance.choice(list(self.open.values()))
        line, column = _position(file.text, file.text.find("Types") % (len(file.text) + 1))
        self.ask(
            "rename", file, position={"line": line, "character": column}, newName=f"Types {self.chance.randrange(99)}"
        )

    def change_settings(self) -> None:
        settings = {"notes-lsp": self.settings(self.chance.randrange(len(_SETTINGS)))}
        self.client.notify("workspace/didChangeConfiguration", {"settings": settings})

    def settings(self, number: int) -> Message:
        return {"links": {"allow-hosts": ["127.0.0.1"], "pause": 0}, **_SETTINGS[number]}

    def check_links(self) -> None:
        file = self.chance.choice(list(self.open.values()))
        self.pending.append(self.client.ask("notes/checkLinks", {"uri": file.uri, "force": self.chance.random() < 0.5}))

    def make_and_remove_files(self) -> None:
        made = self.make_file()
        gone = self.chance.choice(sorted(self.folder.glob("*.*")))
        changes = [{"uri": made.as_uri(), "type": 1}]
        renames = [{"oldUri": gone.as_uri(), "newUri": (self.folder / f"moved {gone.name}").as_uri()}]
        self.pending.append(self.client.ask("workspace/willRenameFiles", {"files": renames}))
        if gone.as_uri() not in self.open:
            gone.unlink()
            changes.append({"uri": gone.as_uri(), "type": 3})
        self.client.notify("workspace/didChangeWatchedFiles", {"changes": changes})
        self.pending.append(self.client.ask("workspace/symbol", {"query": "types"}))

    def kill_a_child(self) -> None:
        """One of the processes for Python and for the web dies; what was asked of it has an answer all the same."""
        children = children_of(self.client.process.pid)
        # One that ends again and again within minutes is given up.
        if children and self.chance.random() < 0.2:
            try:
                os.kill(self.chance.choice(children), signal.SIGKILL)
            except ProcessLookupError:
                pass

    # Its notes

    def make_file(self) -> Path:
        self.made += 1
        path = self.folder / f"notes-{self.made % 60}{self.chance.choice(('.md', '.md', '.rst', '.org', '.txt'))}"
        if path.as_uri() not in self.open:
            path.write_bytes(self.notes().encode())
        return path

    def notes(self) -> str:
        chance = self.chance
        talks = "".join(
            f"### {9 + number}:00 Types {chance.randrange(99)} - Ada Lovelace\n\n- [x](notes-{chance.randrange(60)}.md#types) #tag\n"
            f"- [page]({self.web.address}/{chance.choice(('alive/', 'gone/', 'moved/', '403/'))}{chance.randrange(300)})\n\n"
            f"```python\nimport os\nos.path.{chance.choice(('join', 'x', ''))}\n```\n\n"
            for number in range(chance.choice((1, 3, 8)))
        )
        return f"# PyCon {2010 + chance.randrange(16)}\n\n## Tuesday, July 22nd 2014\n\n{talks}"


# ---------------------------------------------------------------- positions, in code points


def _position(text: str, offset: int) -> tuple[int, int]:
    """Line and column of ``offset``; before the line end where it is inside of one."""
    before = text[:offset]
    if before.endswith("\r") and text[offset : offset + 1] == "\n":
        before = before[:-1]
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines) - 1, len(lines[-1])


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line):
        ends = [found for found in (text.find("\n", start), text.find("\r", start)) if found >= 0]
        end = min(ends)
        start = end + (2 if text[end : end + 2] == "\r\n" else 1)
    return start + column


# ---------------------------------------------------------------- processes


def sample(pid: int, step: int) -> Sample:
    children = children_of(pid)
    return Sample(step, _memory(pid), sum(map(_memory, children)), len(os.listdir(f"/proc/{pid}/fd")), len(children))


def children_of(pid: int) -> list[int]:
    """The processes that ``pid`` started and that live."""
    found = []
    for thread in _listed(f"/proc/{pid}/task"):
        try:
            with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as file:
                found += [int(child) for child in file.read().split()]
        except OSError:
            pass
    return [child for child in found if _is_alive(child)]


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _memory(pid: int) -> float:
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as file:
            return next((int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS")), 0.0)
    except OSError:
        return 0.0


def _is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


def _wait_until(found: Callable[[], bool], otherwise: str, deadline: float = 20.0) -> None:
    end = time.monotonic() + deadline
    while not found():
        assert time.monotonic() < end, otherwise
        time.sleep(0.02)


@contextmanager
def cache_in(folder: Path) -> Iterator[None]:
    """What is known of links is kept below ``folder``."""
    before: Any = os.environ.get("NOTES_LSP_CACHE_DIR")
    os.environ["NOTES_LSP_CACHE_DIR"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["NOTES_LSP_CACHE_DIR"]
        else:
            os.environ["NOTES_LSP_CACHE_DIR"] = before
