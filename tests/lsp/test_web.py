"""Web links in the editor, end to end, against a web server on this machine that counts who asks."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from raw_client import COMMAND, Message, RawClient, edit, running
from web_server import LocalServer, local_server

ALLOWED = {"links": {"allow-hosts": ["127.0.0.1"], "pause": 0}, "codeLenses": ["web"]}
CAPABILITIES: dict[str, Any] = {
    "window": {"workDoneProgress": True},
    "workspace": {
        "applyEdit": True,
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "codeLens": {"refreshSupport": True},
    },
    "textDocument": {
        "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}},
        "publishDiagnostics": {"versionSupport": True},
    },
}
PULL = {
    **CAPABILITIES,
    "workspace": {**CAPABILITIES["workspace"], "diagnostics": {"refreshSupport": True}},
    "textDocument": {**CAPABILITIES["textDocument"], "diagnostic": {}},
}
CANCELLED, FAILED, INVALID = -32800, -32803, -32602


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalServer]:
    """A web server, and a cache of its own for what is known of it."""
    monkeypatch.setenv("NOTES_LSP_CACHE_DIR", str(tmp_path / "cache"))
    with local_server() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    return notes


class Editor:
    """A client with one open file, ``notes.md``, of one talk with a link for each path."""

    def __init__(self, client: RawClient, folder: Path, web: LocalServer, *paths: str) -> None:
        self.client = client
        self.path = folder / "notes.md"
        self.uri = self.path.as_uri()
        links = "".join(f"- [link]({web.address}{path})\n" for path in paths)
        self.text = f"# Conf 2020\n\n## A talk\n\n{links}"
        self.path.write_text(self.text, encoding="utf-8")
        self.version = 1
        client.open(self.uri, self.text)

    def range_of(self, path: str) -> Message:
        """The range of the target that ends with ``path``."""
        for number, line in enumerate(self.text.splitlines()):
            if line.endswith(f"{path})"):
                start = {"line": number, "character": line.index("http")}
                return {"start": start, "end": {"line": number, "character": len(line) - 1}}
        raise AssertionError(path)

    def check(self, **more: object) -> Any:
        """Run the command for the file."""
        argument = {"uri": self.uri, **more}
        return self.client.request("workspace/executeCommand", command("notes-lsp.checkLinks", argument))

    def hover(self, path: str) -> str:
        position = self.range_of(path)["start"]
        found = self.client.request("textDocument/hover", {"textDocument": {"uri": self.uri}, "position": position})
        return str(found["contents"]["value"])

    def lens(self) -> Message:
        """What the one lens says and does."""
        (lens,) = self.client.request("textDocument/codeLens", {"textDocument": {"uri": self.uri}})
        said: Message = self.client.request("codeLens/resolve", lens)["command"]
        return said

    def actions(self, path: str) -> dict[str, Message]:
        """What is offered at a link, by its title."""
        range_ = self.range_of(path)
        place = {"textDocument": {"uri": self.uri}, "range": {"start": range_["start"], "end": range_["start"]}}
        found = self.client.request("textDocument/codeAction", {**place, "context": {"diagnostics": []}})
        return {action["title"]: action for action in found}

    def status(self) -> Message:
        status: Message = self.client.request("notes/status")["web"]
        return status

    def codes(self, wanted: Callable[[list[str]], bool]) -> list[str]:
        """The codes of the diagnostics that are shown, once ``wanted`` says so."""

        def shown() -> list[str] | None:
            for note in reversed(self.client.notifications):
                if note["method"] == "textDocument/publishDiagnostics" and note["params"]["uri"] == self.uri:
                    found = [str(each["code"]) for each in note["params"]["diagnostics"]]
                    return found if wanted(found) else None
            return None

        codes: list[str] = self.client.wait_for(shown)
        return codes

    def progress(self) -> list[Message]:
        """What the progress bars said."""
        return [note["params"] for note in self.client.notifications if note["method"] == "$/progress"]


def command(name: str, *arguments: object) -> Message:
    return {"command": name, "arguments": list(arguments)}


def start(client: RawClient, folder: Path, capabilities: object = None, **options: object) -> None:
    client.initialize(capabilities or CAPABILITIES, folder, initializationOptions={**ALLOWED, **options})


def wait_until(found: Callable[[], Any], deadline: float = 20.0) -> Any:
    end = time.monotonic() + deadline
    while not (result := found()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return result


def is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] not in ("Z", "X")
    except FileNotFoundError:
        return False
    except OSError:
        return True


# ---------------------------------------------------------------- who asks, and when


def test_nothing_is_asked_of_anybody_until_somebody_says_so(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/gone/b")
        editor.codes(lambda _: True)
        assert editor.hover("/gone/b").endswith("· not checked")
        assert editor.lens()["title"] == "Check 2 web links"
        assert next(iter(editor.actions("/a"))) == "Check this link now"
        client.request("textDocument/documentLink", {"textDocument": {"uri": editor.uri}})
        client.notify("textDocument/didSave", {"textDocument": {"uri": editor.uri}})
        status = editor.status()
        assert (status["setting"], status["known"], status["pid"], status["starts"]) == ("onCommand", 0, None, 0)
        assert not web.asked
        assert not (folder.parent / "cache").exists()
        editor.check(range=editor.range_of("/a"))
        assert list(web.asked) == ["/a"]


def test_what_is_found_out_is_shown_everywhere(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/gone/b", "/moved", "/403/d", "/a")
        assert editor.codes(lambda _: True) == []
        lens = editor.lens()
        found = client.request("workspace/executeCommand", command(lens["command"], *lens["arguments"]))
        assert (found["checked"], found["fromCache"]) == (4, 0)
        assert found["verdicts"] == {"alive": 1, "moved": 1, "gone": 1, "unverifiable": 1}
        links = {link["target"].removeprefix(web.address): link for link in found["links"]}
        assert len(found["links"]) == 5
        assert links["/gone/b"]["range"] == editor.range_of("/gone/b")
        assert (links["/gone/b"]["verdict"], links["/gone/b"]["status"]) == ("gone", 404)
        assert links["/moved"]["movedTo"] == f"{web.address}/alive"
        assert time.time() - 60 < links["/a"]["checkedAt"] <= time.time()
        assert editor.hover("/a").endswith("· alive · checked just now")
        assert "gone (404" in editor.hover("/gone/b")
        assert f"moved to {web.address}/alive" in editor.hover("/moved")
        said = editor.lens()
        assert said["title"] == "5 web links: 2 alive, 1 moved, 1 gone, 1 can't be verified · just now"
        assert said["arguments"][0]["force"] is True
        assert editor.codes(lambda codes: "dead-link" in codes) == ["dead-link", "moved-link"]
        status = editor.status()
        assert (status["known"], status["starts"], status["checking"]) == (4, 1, False)
        assert "workspace/codeLens/refresh" in [request["method"] for request in client.requests]


def test_progress_is_shown_where_the_editor_can(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/gone/b")
        editor.check()
        first, *reports, last = editor.progress()
        assert first["value"] == {
            "kind": "begin",
            "title": "Checking web links",
            "cancellable": True,
            "percentage": 0,
        }
        assert [(report["value"]["message"], report["value"]["percentage"]) for report in reports][:1] == [
            ("1 of 2", 50)
        ]
        assert last["value"] == {"kind": "end", "message": "1 alive, 1 gone"}
        assert len({each["token"] for each in editor.progress()}) == 1
        client.notifications.clear()
        asked = {"textDocument": {"uri": editor.uri}, "force": True, "workDoneToken": "mine"}
        client.request("notes/checkLinks", asked)
        assert {each["token"] for each in editor.progress()} == {"mine"}
    with running() as client:
        start(client, folder, {"textDocument": {}})
        editor = Editor(client, folder, web, "/a")
        assert editor.check()["fromCache"] == 1
        assert editor.progress() == []
        assert client.requests == []


def test_diagnostics_that_are_pulled_are_refreshed(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder, PULL)
        editor = Editor(client, folder, web, "/gone/b")
        params = {"textDocument": {"uri": editor.uri}}
        before = client.request("textDocument/diagnostic", params)
        assert before["items"] == []
        editor.check()
        refresh = "workspace/diagnostic/refresh"
        client.wait_for(lambda: next((each for each in client.requests if each["method"] == refresh), None))
        after = client.request("textDocument/diagnostic", {**params, "previousResultId": before["resultId"]})
        assert [(each["code"], each["range"]) for each in after["items"]] == [("dead-link", editor.range_of("/gone/b"))]
        again = client.request("textDocument/diagnostic", {**params, "previousResultId": after["resultId"]})
        assert again["kind"] == "unchanged"


def test_what_another_process_found_out_is_known_without_a_network(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        Editor(client, folder, web, "/a", "/gone/b").check()
    asked = web.asked.total()
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/gone/b")
        assert editor.codes(lambda codes: codes != []) == ["dead-link"]
        assert editor.hover("/a").endswith("· alive · checked just now")
        assert editor.lens()["title"] == "2 web links: 1 alive, 1 gone · just now"
        assert editor.status()["starts"] == 0
        found = editor.check()
        assert (found["checked"], found["fromCache"]) == (0, 2)
        assert web.asked.total() == asked
        assert editor.check(force=True)["checked"] == 2
        assert web.asked.total() > asked


def test_offline_a_known_verdict_is_still_shown(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTES_LSP_CACHE_DIR", str(tmp_path / "cache"))
    with local_server() as web, running() as client:
        start(client, folder)
        Editor(client, folder, web, "/a").check()
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a")
        client.wait_for(lambda: "alive" in editor.hover("/a") or None)
        assert editor.check()["verdicts"] == {"alive": 1}
        found = editor.check(force=True)
        assert found["verdicts"] == {"unreachable": 1}


@pytest.mark.parametrize("setting", ["onSave", "onOpen"])
def test_the_setting_says_when_to_look_without_a_word(setting: str, web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder, links={**ALLOWED["links"], "web": setting})  # type: ignore[dict-item]
        editor = Editor(client, folder, web, "/a")
        if setting == "onSave":
            editor.codes(lambda _: True)
            assert not web.asked
            client.notify("textDocument/didSave", {"textDocument": {"uri": editor.uri}})
        wait_until(lambda: editor.status()["known"])
        assert "alive" in editor.hover("/a")
        assert editor.progress() == []
        # What is fresh is not asked for again.
        asked = web.asked.total()
        client.close(editor.uri)
        client.open(editor.uri, editor.text, 2)
        client.notify("textDocument/didSave", {"textDocument": {"uri": editor.uri}})
        assert editor.check()["fromCache"] == 1
        assert web.asked.total() == asked


def test_a_file_of_the_project_can_not_say_so(web: LocalServer, folder: Path) -> None:
    (folder / "notes-lsp.toml").write_text('[links]\nweb = "onOpen"\n', encoding="utf-8")
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a")
        editor.codes(lambda _: True)
        assert editor.status()["setting"] == "onCommand"
        assert not web.asked


def test_the_links_of_a_range_and_of_all_notes(web: LocalServer, folder: Path) -> None:
    other = folder / "other.md"
    other.write_text(f"# Other\n\n- 🐍 <{web.address}/other>\n- <{web.address}/a>\n", encoding="utf-8")
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/b")
        found = editor.check(range=editor.range_of("/b"))
        assert [link["target"] for link in found["links"]] == [f"{web.address}/b"]
        found = client.request("notes/checkLinks", {})
        assert (found["checked"], found["fromCache"]) == (2, 1)
        places = [(Path(link["uri"]).name, link["range"]["start"]) for link in found["links"]]
        assert places == [
            ("notes.md", editor.range_of("/a")["start"]),
            ("notes.md", editor.range_of("/b")["start"]),
            ("other.md", {"line": 2, "character": 6}),
            ("other.md", {"line": 3, "character": 3}),
        ]


def test_what_the_settings_exclude_is_not_asked_for(web: LocalServer, folder: Path) -> None:
    (folder / "notes-lsp.toml").write_text('[links]\nexclude = ["http://127.0.0.1/**", "**/b"]\n', encoding="utf-8")
    (folder / ".linksignore").write_text("**/c\n", encoding="utf-8")
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/b", "/c")
        assert editor.check()["verdicts"] == {"alive": 1, "excluded": 2}
        assert list(web.asked) == ["/a"]
        assert "excluded" in editor.hover("/b")


# ---------------------------------------------------------------- what comes in the way


def test_a_request_that_is_cancelled_ends_its_look(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/hanging")
        asked = client.ask("notes/checkLinks", {"textDocument": {"uri": editor.uri}})
        client.wait_for(lambda: editor.progress() or None)
        wait_until(lambda: web.asked["/hanging"])
        client.notify("$/cancelRequest", {"id": asked})
        assert client.answer(asked)["error"]["code"] == CANCELLED
        client.wait_for(lambda: next((each for each in editor.progress() if each["value"]["kind"] == "end"), None))
        assert not editor.status()["checking"]
        wait_until(lambda: "alive" in editor.hover("/a"))


def test_a_progress_that_is_cancelled_gives_what_was_found_out(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/hanging")
        asked = client.ask("workspace/executeCommand", command("notes-lsp.checkLinks", {"uri": editor.uri}))
        report = client.wait_for(lambda: next((x for x in editor.progress() if x["value"]["kind"] == "report"), None))
        assert report["value"]["message"] == "1 of 2"
        client.notify("window/workDoneProgress/cancel", {"token": report["token"]})
        assert client.answer(asked)["result"]["verdicts"] == {"alive": 1, "not-checked": 1}


def test_two_who_want_to_know_ask_once(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/hanging", "/b")
        params = {"textDocument": {"uri": editor.uri}}
        first = client.ask("notes/checkLinks", params)
        wait_until(lambda: web.asked["/hanging"])
        second = client.ask("notes/checkLinks", params)
        third = client.ask("notes/checkLinks", {**params, "range": editor.range_of("/hanging")})
        client.take_all()
        web.goes_on.set()
        assert [client.answer(each)["result"]["verdicts"] for each in (first, second, third)] == [
            {"alive": 2},
            {"alive": 2},
            {"alive": 1},
        ]
        assert web.asked["/hanging"] == 1


def test_who_waits_for_what_another_gave_up_still_hears_of_it(web: LocalServer, folder: Path) -> None:
    with local_server() as other, running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/hanging")
        client.change(editor.uri, 2, edit((0, 0), (0, 0), f"# Other\n\n<{other.address}/hanging>\n\n"))
        editor.text = f"# Other\n\n<{other.address}/hanging>\n\n{editor.text}"
        params = {"textDocument": {"uri": editor.uri}}
        first = client.ask("notes/checkLinks", params)
        wait_until(lambda: web.asked["/hanging"] and other.asked["/hanging"])
        second = client.ask("notes/checkLinks", {**params, "range": editor.range_of("/hanging")})
        client.take_all()
        client.notify("$/cancelRequest", {"id": first})
        assert client.answer(first)["error"]["code"] == CANCELLED
        web.goes_on.set()
        assert client.answer(second)["result"]["verdicts"] == {"alive": 1}


@pytest.mark.skipif(os.name == "nt", reason="there are no signals")
def test_a_process_that_is_killed_is_told_and_replaced(web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a", "/hanging")
        asked = client.ask("notes/checkLinks", {"textDocument": {"uri": editor.uri}})
        wait_until(lambda: editor.status()["known"])
        os.kill(editor.status()["pid"], signal.SIGKILL)
        error = client.answer(asked)["error"]
        assert error["code"] == FAILED
        assert error["message"] == (
            "1 of 2 web addresses were checked, then: the process for web links ended (killed by SIGKILL); ask again"
        )
        assert editor.status()["lastEnd"] == "killed by SIGKILL"
        web.goes_on.set()
        found = editor.check()
        assert (found["checked"], found["fromCache"]) == (1, 1)
        assert editor.status()["starts"] == 2


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs a list of processes")
@pytest.mark.parametrize("way", ["shutdown", "kill"])
def test_the_process_ends_with_the_server(way: str, web: LocalServer, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/hanging")
        client.ask("notes/checkLinks", {"textDocument": {"uri": editor.uri}})
        wait_until(lambda: web.asked["/hanging"])
        pid = editor.status()["pid"]
        if way == "kill":
            client.process.kill()
        else:
            client.ask("shutdown")
            client.notify("exit")
        client.exit_code()
        wait_until(lambda: not is_alive(pid))


def test_a_process_that_nobody_needs_ends(web: LocalServer, folder: Path) -> None:
    impatient = (
        "import sys, notes_lsp.lsp.web.worker as w; w.IDLE_MINUTES = 0.002\n"
        "from notes_lsp.cli.main import main; sys.exit(main(['--stdio']))"
    )
    with running(COMMAND[0], "-c", impatient) as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a")
        editor.check()
        wait_until(lambda: editor.status()["pid"] is None)
        assert editor.status()["lastEnd"] == "nobody needed it"
        assert editor.check(force=True)["checked"] == 1
        assert editor.status()["starts"] == 2


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"textDocument": {"uri": "file:///nowhere/at/all.md"}}, "no notes at this uri"),
        ({"textDocument": 3}, "uri must be a string"),
        ({"uri": 3}, "uri must be a string"),
        ([1], "must be an object"),
        ({"uri": "file:///a.md", "range": {"start": {"line": -1}}}, "range must have"),
        (
            {
                "uri": "file:///a.md",
                "range": {"start": {"line": 0, "character": 2**32}, "end": {"line": 1, "character": 0}},
            },
            "range must have",
        ),
    ],
)
def test_a_question_that_says_nothing_is_told_what_is_wrong(params: object, message: str, folder: Path) -> None:
    with running() as client:
        start(client, folder)
        error = client.answer(client.ask("notes/checkLinks", params))["error"]
        assert error["code"] == INVALID
        assert message in error["message"]


# ---------------------------------------------------------------- what is done about it


def edits_of(request: Message) -> list[Any]:
    """What the editor was asked to apply."""
    changes: list[Any] = request["params"]["edit"]["documentChanges"]
    return changes


def apply_requests(client: RawClient) -> list[Message]:
    return [request for request in client.requests if request["method"] == "workspace/applyEdit"]


ARCHIVE = "Replace with the copy in the Internet Archive"
# A server whose archive has copies of what is called so, and answers when a file is there.
WITH_ARCHIVE = (
    "import sys, notes_lsp.lsp.web.worker as w\n"
    "w.BOOT = w.BOOT.replace('main()', '''\n"
    "import asyncio, os, notes_lsp.lsp.web.process as p\n"
    "async def archived_copy(address, policy):\n"
    "    while 'later' in address and not os.path.exists(os.environ['NOTES_LSP_CACHE_DIR'] + '/now'):\n"
    "        await asyncio.sleep(0.02)\n"
    "    return 'https://web.archive.org/web/2020/' + address if 'copied' in address else None\n"
    "p.archived_copy = archived_copy\n"
    "main()''')\n"
    "from notes_lsp.cli.main import main; sys.exit(main(['--stdio']))"
)


def test_a_dead_link_is_replaced_by_its_copy_in_the_version_that_is_there_then(web: LocalServer, folder: Path) -> None:
    handlers = {"workspace/applyEdit": lambda _: {"applied": True}}
    with running(COMMAND[0], "-c", WITH_ARCHIVE, handlers=handlers) as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/gone/copied-later", "/gone/other")
        editor.check()
        action = editor.actions("/gone/copied-later")[ARCHIVE]
        asked = client.ask("workspace/executeCommand", action["command"])
        looking = "Looking into the Internet Archive"
        client.wait_for(lambda: next((x for x in editor.progress() if x["value"].get("title") == looking), None))
        client.change(editor.uri, 2, edit((0, 0), (0, 0), "A line more.\n\n"))
        editor.text = f"A line more.\n\n{editor.text}"
        client.take_all()
        assert apply_requests(client) == []
        (folder.parent / "cache" / "now").touch()
        assert client.answer(asked)["result"] is None
        ((change,),) = map(edits_of, apply_requests(client))
        assert change["textDocument"] == {"uri": editor.uri, "version": 2}
        (replaced,) = change["edits"]
        assert replaced["newText"] == f"https://web.archive.org/web/2020/{web.address}/gone/copied-later"
        assert replaced["range"]["start"] == {"line": 6, "character": 9}
        client.request("workspace/executeCommand", editor.actions("/gone/other")[ARCHIVE]["command"])
        assert len(apply_requests(client)) == 1
        shown = [note["params"] for note in client.notifications if note["method"] == "window/showMessage"]
        assert "has no copy of" in shown[-1]["message"]


def test_an_address_is_excluded_in_the_file_of_settings(web: LocalServer, folder: Path) -> None:
    config = folder / "notes-lsp.toml"
    handlers = {"workspace/applyEdit": lambda _: {"applied": True}}
    with running(handlers=handlers) as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/gone/b")
        editor.check()
        action = editor.actions("/gone/b")["Ignore this address in the configuration"]
        client.request("workspace/executeCommand", action["command"])
        create, change = edits_of(apply_requests(client)[0])
        assert (create["kind"], create["uri"]) == ("create", config.as_uri())
        assert [each["newText"] for each in change["edits"]] == [f'[links]\nexclude = ["{web.address}/gone/b"]\n']
        config.write_text("outline = true\n", encoding="utf-8")
        client.open(config.as_uri(), "[links]\nexclude = ['é']\n", 7, "toml")
        client.request("workspace/executeCommand", action["command"])
        (change,) = edits_of(apply_requests(client)[1])
        assert change["textDocument"] == {"uri": config.as_uri(), "version": 7}
        (inserted,) = change["edits"]
        assert inserted["newText"] == f'"{web.address}/gone/b", '
        assert inserted["range"]["start"] == {"line": 1, "character": 11}


def test_an_editor_that_applies_no_edits_is_offered_no_commands_that_need_it(web: LocalServer, folder: Path) -> None:
    capabilities = {"textDocument": CAPABILITIES["textDocument"]}
    with running() as client:
        start(client, folder, capabilities)
        editor = Editor(client, folder, web, "/gone/b")
        editor.check()
        offered = editor.actions("/gone/b")
        assert ARCHIVE not in offered
        assert "Ignore this address in the configuration" not in offered
        assert "Ignore this link here" in offered


def test_an_edit_that_the_editor_refuses_is_told(web: LocalServer, folder: Path) -> None:
    handlers = {"workspace/applyEdit": lambda _: {"applied": False, "failureReason": "read only"}}
    with running(handlers=handlers) as client:
        start(client, folder)
        editor = Editor(client, folder, web, "/a")
        argument = {"uri": editor.uri, "address": f"{web.address}/a"}
        client.request("workspace/executeCommand", command("notes-lsp.excludeAddress", argument))
        client.take_all()
        (shown,) = [note["params"] for note in client.notifications if note["method"] == "window/showMessage"]
        assert shown["message"].endswith("the editor did not make the change (read only)")
        assert client.error("workspace/executeCommand", command("notes-lsp.excludeAddress", {"uri": 3})) == INVALID
