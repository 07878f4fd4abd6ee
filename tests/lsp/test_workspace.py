"""Files and folders over the wire: what comes, goes and moves is seen, and reading it all bothers nobody."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from raw_client import Message, RawClient, edit, running

TALK = "# Talks\n\n## Monday, 1 July 2024\n\n### {} ({})\n\n- text\n"
WATCHING: Message = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
PROGRESS: Message = {"window": {"workDoneProgress": True}}


def write(folder: Path, name: str, title: str = "A talk") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TALK.format(title, "Ann Example"), encoding="utf-8")
    return path


def write_with_many_links(folder: Path, target: str) -> Path:
    """``talk.md``, and beside it 120 notes with a link to ``target``: more than are read at once."""
    for number in range(120):
        (folder / f"{number}.md").write_text(f"# Notes\n\n- [see]({target})\n", encoding="utf-8")
    return write(folder, "talk.md", "Types")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[RawClient]:
    write(tmp_path, "one.md", "First")
    with running() as client:
        client.initialize(WATCHING, tmp_path)
        yield client


def known(client: RawClient) -> int:
    number: int = client.request("notes/status")["knownFiles"]
    return number


def until(client: RawClient, number: int) -> None:
    """Ask until so many files are known; each question is a round trip, so none is asked in vain for long."""
    for _ in range(2000):
        if known(client) == number:
            return
    raise AssertionError(f"{known(client)} files are known, not {number}")


class TestFolders:
    def test_all_notes_of_all_folders_are_known(self, tmp_path: Path) -> None:
        first, second = tmp_path / "first", tmp_path / "second"
        write(first, "one.md")
        write(second, "deep/two.rst")
        write(second, "node_modules/no.md")
        write(second, "README.md")
        folders = [{"uri": folder.as_uri(), "name": folder.name} for folder in (first, second)]
        with running() as client:
            client.initialize(rootUri=first.as_uri(), workspaceFolders=folders)
            until(client, 2)
            assert client.request("notes/status")["folders"] == [str(first), str(second)]

    def test_folders_come_and_go(self, client: RawClient, tmp_path: Path) -> None:
        other = tmp_path.parent / f"{tmp_path.name}-other"
        write(other, "two.md")
        until(client, 1)
        folder = {"uri": other.as_uri(), "name": "other"}
        client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [folder], "removed": []}})
        until(client, 2)
        assert client.request("notes/status")["folders"] == [str(tmp_path), str(other)]
        client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folder]}})
        until(client, 1)

    def test_without_a_folder_open_files_are_known(self, tmp_path: Path) -> None:
        with running() as client:
            client.initialize()
            client.open((tmp_path / "x.md").as_uri(), TALK)
            assert known(client) == 1


class TestFiles:
    def test_the_client_is_asked_to_watch(self, client: RawClient) -> None:
        registered = client.wait_for(
            lambda: next((r["params"] for r in client.requests if r["method"] == "client/registerCapability"), None)
        )
        (registration,) = registered["registrations"]
        patterns = " ".join(watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"])
        for part in ("md", "rst", "org", "txt", "**/notes-lsp.toml", "**/pyproject.toml", "**/.gitignore"):
            assert part in patterns

    def test_a_client_that_cannot_watch_is_not_asked(self, tmp_path: Path) -> None:
        with running() as client:
            client.initialize(folder=tmp_path)
            client.take_all()
            assert client.requests == []

    def test_files_are_created_renamed_and_deleted(self, client: RawClient, tmp_path: Path) -> None:
        until(client, 1)
        two = write(tmp_path, "two.md")
        client.notify("workspace/didCreateFiles", {"files": [{"uri": two.as_uri()}]})
        until(client, 2)
        three = two.rename(tmp_path / "three.md")
        client.notify("workspace/didRenameFiles", {"files": [{"oldUri": two.as_uri(), "newUri": three.as_uri()}]})
        assert known(client) == 2
        assert client.request("notes/status", {"uri": two.as_uri()})["file"]["taken"] is False
        assert client.request("notes/status", {"uri": three.as_uri()})["file"]["taken"] is True
        three.unlink()
        client.notify("workspace/didDeleteFiles", {"files": [{"uri": three.as_uri()}]})
        until(client, 1)

    def test_watched_files(self, client: RawClient, tmp_path: Path) -> None:
        until(client, 1)
        two = write(tmp_path, "two.md")
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": two.as_uri(), "type": 1}]})
        until(client, 2)
        two.unlink()
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": two.as_uri(), "type": 3}]})
        until(client, 1)

    def test_a_file_that_is_not_open_is_read_from_disk(self, client: RawClient, tmp_path: Path) -> None:
        uri = (tmp_path / "one.md").as_uri()
        result = client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert "First" in json.dumps(result)
        gone = (tmp_path / "gone.md").as_uri()
        assert client.request("textDocument/documentSymbol", {"textDocument": {"uri": gone}}) is None

    def test_what_is_open_counts_over_what_is_on_disk(self, client: RawClient, tmp_path: Path) -> None:
        uri = (tmp_path / "one.md").as_uri()
        client.open(uri, TALK.format("Second", "Ann Example"))
        assert "Second" in json.dumps(client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}}))
        client.close(uri)
        assert "First" in json.dumps(client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}}))


class TestReadingInTheBackground:
    @pytest.fixture
    def many(self, tmp_path: Path) -> Path:
        for number in range(400):
            text = TALK.format(f"Talk {number}", "Ann Example") + "- [a](b.md) and `c`\n" * 100
            (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
        return tmp_path

    def progress(self, client: RawClient) -> list[Any]:
        return [note["params"]["value"] for note in client.notifications if note["method"] == "$/progress"]

    def test_progress_is_shown(self, many: Path) -> None:
        with running() as client:
            client.initialize(PROGRESS, many)
            client.wait_for(lambda: next((True for value in self.progress(client) if value["kind"] == "end"), None))
            kinds = [value["kind"] for value in self.progress(client)]
            assert (kinds[0], kinds[-1]) == ("begin", "end")
            assert set(kinds[1:-1]) == {"report"}
            assert self.progress(client)[0]["cancellable"] is True
            assert known(client) == 400

    def test_requests_are_answered_meanwhile(self, many: Path) -> None:
        with running() as client:
            client.initialize(PROGRESS, many)
            uri = (many / "7.md").as_uri()
            assert "Talk 7" in json.dumps(client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}}))
            assert client.request("notes/status")["indexing"] is True

    def test_it_can_be_stopped(self, many: Path) -> None:
        with running() as client:
            client.initialize(PROGRESS, many)
            create = client.wait_for(
                lambda: next((r for r in client.requests if r["method"] == "window/workDoneProgress/create"), None)
            )
            client.wait_for(lambda: next((True for value in self.progress(client) if value["kind"] == "report"), None))
            client.notify("window/workDoneProgress/cancel", {"token": create["params"]["token"]})
            client.wait_for(lambda: next((True for value in self.progress(client) if value["kind"] == "end"), None))
            status = client.request("notes/status")
            assert (status["indexing"], status["indexStopped"]) == (False, True)

    def test_a_client_without_progress_sees_none(self, many: Path) -> None:
        with running() as client:
            client.initialize({}, many)
            client.request("workspace/symbol", {"query": "x"})
            client.take_all()
            assert self.progress(client) == []
            assert client.requests == []

    def test_a_limit_is_named(self, many: Path) -> None:
        with running() as client:
            client.initialize({}, many, initializationOptions={"indexFiles": 10})
            for _ in range(2000):
                cut = client.request("notes/status")["indexCut"]
                if cut:
                    break
            assert "10" in cut


class TestStatus:
    def test_it_says_why_a_file_is_taken(self, client: RawClient, tmp_path: Path) -> None:
        file = client.request("notes/status", {"uri": (tmp_path / "one.md").as_uri()})["file"]
        assert (file["taken"], file["dialect"], file["version"]) == (True, "markdown", None)
        assert file["reason"] == "taken: its name ends in .md"

    def test_the_command_gives_the_same(self, client: RawClient, tmp_path: Path) -> None:
        until(client, 1)
        uri = (tmp_path / "one.md").as_uri()
        for arguments in ([uri], [{"uri": uri}]):
            command = {"command": "notes-lsp.status", "arguments": arguments}
            assert client.request("workspace/executeCommand", command) == client.request("notes/status", {"uri": uri})
        assert client.request("workspace/executeCommand", {"command": "notes-lsp.status"})["file"] is None


def test_a_rename_waits_until_all_notes_have_been_read(tmp_path: Path) -> None:
    talk = write_with_many_links(tmp_path, "talk.md#talks")
    with running() as client:
        client.initialize(folder=tmp_path)
        client.open(talk.as_uri(), talk.read_text(encoding="utf-8"))
        place = {"textDocument": {"uri": talk.as_uri()}, "position": {"line": 0, "character": 3}}
        renamed = client.request("textDocument/rename", {**place, "newName": "Kinds"})
        assert len(renamed["changes"]) == 121


def test_renaming_a_file_waits_until_all_notes_have_been_read(tmp_path: Path) -> None:
    talk = write_with_many_links(tmp_path, "talk.md")
    files = [{"oldUri": talk.as_uri(), "newUri": (tmp_path / "kinds.md").as_uri()}]
    with running() as client:
        client.initialize({"workspace": {"fileOperations": {"willRename": True}}}, tmp_path)
        assert len(client.request("workspace/willRenameFiles", {"files": files})["changes"]) == 120


def test_a_rename_in_a_file_that_is_edited_meanwhile_is_refused(tmp_path: Path) -> None:
    talk = write_with_many_links(tmp_path, "talk.md#talks")
    with running() as client:
        client.initialize(folder=tmp_path)
        client.open(talk.as_uri(), talk.read_text(encoding="utf-8"))
        place = {"textDocument": {"uri": talk.as_uri()}, "position": {"line": 0, "character": 3}}
        asked = client.ask("textDocument/rename", {**place, "newName": "Kinds"})
        client.change(talk.as_uri(), 2, edit((0, 0), (0, 0), "More\n\n"))
        assert client.answer(asked)["error"]["code"] == -32801
