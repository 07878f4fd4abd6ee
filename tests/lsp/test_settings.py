"""Settings from all sources: what is on, what is announced, and what is said about a value that is wrong."""

from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from notes_lsp.lsp.capabilities import server_capabilities
from notes_lsp.lsp.client import read_client
from notes_lsp.lsp.methods import FEATURES
from notes_lsp.lsp.settings_sources import folders_at_start
from notes_lsp.workspace.settings import Settings
from raw_client import Message, RawClient, running

TEXT = "# Talks\n\n## Monday, 2 July 2024\n\n### One\n\nText.\n"
DYNAMIC = {"dynamicRegistration": True}
PUSH = {"textDocument": {"publishDiagnostics": {"versionSupport": True}}}


def messages(client: RawClient) -> list[str]:
    client.take_all()
    return [note["params"]["message"] for note in client.notifications if note["method"] == "window/showMessage"]


def codes(client: RawClient, uri: str) -> list[str]:
    return [diagnostic["code"] for diagnostic in client.published(uri)]


def test_everything_is_announced_by_default() -> None:
    with running() as client:
        literals: Message = {"textDocument": {"codeAction": {"codeActionLiteralSupport": {}}}}
        capabilities = client.initialize(literals)["capabilities"]
        for feature in FEATURES:
            assert not feature.capability or capabilities[feature.capability]
        assert "diagnosticProvider" not in capabilities
        assert capabilities["completionProvider"]["triggerCharacters"]


ALL = read_client(
    {
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {}}, "diagnostic": {}},
        "workspace": {"fileOperations": {"willRename": True}},
    }
)


def announced(settings: Settings) -> set[str]:
    capabilities = server_capabilities(ALL, settings)
    return {*capabilities, *capabilities["workspace"]["fileOperations"]}


@pytest.mark.parametrize("setting", sorted({feature.setting for feature in FEATURES} | {"diagnostics"}))
def test_what_is_off_is_not_announced(setting: str) -> None:
    off: Any = () if isinstance(getattr(Settings(), setting), tuple) else False
    gone = {feature.capability or "willRename" for feature in FEATURES if feature.setting == setting}
    expected = gone or {"diagnosticProvider"}
    assert announced(Settings()) - announced(replace(Settings(), **{setting: off})) == expected


def test_what_is_off_answers_nothing(tmp_path: Path) -> None:
    uri = (tmp_path / "notes.md").as_uri()
    off = {feature.setting: () if feature.setting in ("code_lenses", "inlay_hints") else False for feature in FEATURES}
    with running() as client:
        capabilities = client.initialize(folder=tmp_path, initializationOptions=off)["capabilities"]
        assert capabilities.keys() == {"positionEncoding", "textDocumentSync", "executeCommandProvider", "workspace"}
        client.open(uri, TEXT)
        document = {"textDocument": {"uri": uri}}
        for method, params in (
            ("textDocument/documentSymbol", {}),
            ("textDocument/hover", {"position": {"line": 0, "character": 3}}),
            ("textDocument/foldingRange", {}),
        ):
            assert client.request(method, {**document, **params}) is None
        assert client.request("workspace/symbol", {"query": "One"}) is None
        assert client.request("completionItem/resolve", {"label": "x"}) == {"label": "x"}


def test_a_feature_that_is_off_for_a_file_answers_nothing(tmp_path: Path) -> None:
    (tmp_path / "quiet").mkdir()
    (tmp_path / "quiet" / "notes-lsp.toml").write_text("outline = false\n", encoding="utf-8")
    with running() as client:
        client.initialize(folder=tmp_path)
        for name, shown in (("quiet/notes.md", False), ("notes.md", True)):
            uri = (tmp_path / name).as_uri()
            client.open(uri, TEXT)
            result = client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
            assert bool(result) is shown


@pytest.mark.parametrize(
    "given",
    [
        {"initializationOptions": {"ignore": ["weekday-mismatch"]}},
        {"initializationOptions": {"notes-lsp": {"ignore": "weekday-mismatch"}}},
    ],
)
def test_settings_at_the_start(given: Message, tmp_path: Path) -> None:
    uri = (tmp_path / "notes.md").as_uri()
    with running() as client:
        client.initialize(PUSH, tmp_path, **given)
        client.open(uri, TEXT)
        assert codes(client, uri) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes-lsp.toml", 'ignore = ["weekday-mismatch"]\n'),
        ("pyproject.toml", '[tool.notes-lsp]\nignore = ["weekday-mismatch"]\n'),
    ],
)
def test_files_of_settings_count_and_changes_of_them_take_effect(name: str, content: str, tmp_path: Path) -> None:
    uri, config = (tmp_path / "notes.md").as_uri(), tmp_path / name
    config.write_text(content, encoding="utf-8")
    with running() as client:
        client.initialize(PUSH, tmp_path)
        client.open(uri, TEXT)
        assert codes(client, uri) == []
        assert client.request("notes/status", {"uri": uri})["configFiles"] == [str(config)]
        assert client.request("notes/status", {"uri": uri})["file"]["configFiles"] == [str(config)]
        config.unlink()
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": config.as_uri(), "type": 3}]})
        client.wait_for(lambda: True if codes(client, uri) == ["weekday-mismatch"] else None)


def test_a_file_of_settings_that_nobody_watches(tmp_path: Path) -> None:
    uri = (tmp_path / "notes.md").as_uri()
    with running() as client:
        client.initialize(PUSH, tmp_path)
        client.open(uri, TEXT)
        assert codes(client, uri) == ["weekday-mismatch"]
        (tmp_path / "notes-lsp.toml").write_text("diagnostics = false\n", encoding="utf-8")
        client.wait_for(lambda: True if codes(client, uri) == [] else None)


@pytest.mark.parametrize(
    "settings",
    [
        {"notes-lsp": {"diagnostics": False}, "python": {"x": 1}},
        {"diagnostics": False},
        {"diagnostics": False, "python": {"x": 1}},
    ],
)
def test_settings_that_come_with_a_change(settings: Message, tmp_path: Path) -> None:
    uri = (tmp_path / "notes.md").as_uri()
    with running() as client:
        client.initialize(PUSH, tmp_path)
        client.open(uri, TEXT)
        assert codes(client, uri) == ["weekday-mismatch"]
        client.notify("workspace/didChangeConfiguration", {"settings": settings})
        client.wait_for(lambda: True if codes(client, uri) == [] else None)
        assert messages(client) == []


class TestAskingTheClient:
    CAPABILITIES: ClassVar[Message] = {**PUSH, "workspace": {"configuration": True}}

    def test_any_answer_will_do(self, tmp_path: Path) -> None:
        uri = (tmp_path / "notes.md").as_uri()
        answers: list[Any] = [[None, None], [], None, "text", [{"nonsense": 1}, None], [5], [{}, {}]]
        with running(handlers={"workspace/configuration": lambda _: answers.pop() if answers else None}) as client:
            client.initialize(self.CAPABILITIES, tmp_path)
            client.open(uri, TEXT)
            while answers:
                assert codes(client, uri) == ["weekday-mismatch"]
                client.notify("workspace/didChangeConfiguration", {"settings": None})
                client.take_all()
            assert client.stop() == 0

    def test_the_answer_counts_and_is_asked_for_again(self, tmp_path: Path) -> None:
        uri = (tmp_path / "notes.md").as_uri()
        answers: list[Any] = [[{"diagnostics": False}, None], [None, {"diagnostics": True}]]
        with running(handlers={"workspace/configuration": lambda _: answers.pop(0)}) as client:
            client.initialize(self.CAPABILITIES, tmp_path)
            client.open(uri, TEXT)
            assert codes(client, uri) == []  # nothing is shown before the answer
            client.notify("workspace/didChangeConfiguration", {"settings": None})
            client.wait_for(lambda: True if codes(client, uri) == ["weekday-mismatch"] else None)
            sections = [item["section"] for request in client.requests for item in request["params"]["items"]]
            assert sections == ["notes-lsp"] * 4

    def test_a_client_that_never_answers_gets_its_diagnostics(self, tmp_path: Path) -> None:
        uri = (tmp_path / "notes.md").as_uri()
        with running() as client:
            client.send = lambda message: None if "result" in message else RawClient.send(client, message)  # type: ignore[method-assign,index]
            client.initialize(self.CAPABILITIES, tmp_path)
            client.open(uri, TEXT)
            assert codes(client, uri) == ["weekday-mismatch"]


class TestProblems:
    def test_a_bad_value_is_named_once_and_the_default_counts(self, tmp_path: Path) -> None:
        with running() as client:
            client.initialize(folder=tmp_path, initializationOptions={"hover": "yes", "ouline": False})
            said = messages(client)
            assert len(said) == 2
            assert '"hover" is "yes"' in said[0]
            assert 'did you mean "outline"' in said[1]
            assert all(
                note["params"]["type"] == 2 for note in client.notifications if note["method"] == "window/showMessage"
            )
            client.notify("workspace/didChangeConfiguration", {"settings": {"folding": False}})
            assert len(messages(client)) == 2
            assert len(client.request("notes/status")["settingsProblems"]) == 2

    def test_a_file_that_is_no_toml_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "notes-lsp.toml").write_text("hover = \n", encoding="utf-8")
        with running() as client:
            client.initialize(folder=tmp_path)
            (said,) = messages(client)
            assert "notes-lsp.toml:1" in said


class TestRegistration:
    CAPABILITIES: ClassVar[Message] = {
        "textDocument": dict.fromkeys(("hover", "foldingRange", "completion", "documentSymbol"), DYNAMIC),
        "workspace": {"codeLens": {"refreshSupport": True}, "inlayHint": {"refreshSupport": True}},
    }

    def registered(self, client: RawClient, method: str) -> list[Message]:
        client.take_all()
        found = [request["params"] for request in client.requests if request["method"] == method]
        return [
            entry for params in found for entry in params.get("registrations") or params.get("unregisterations") or []
        ]

    def test_what_is_turned_on_is_registered_and_what_is_turned_off_is_taken_back(self, tmp_path: Path) -> None:
        with running() as client:
            result = client.initialize(
                self.CAPABILITIES, tmp_path, initializationOptions={"hover": False, "rename": False}
            )
            assert "hoverProvider" not in result["capabilities"]
            assert result["capabilities"]["foldingRangeProvider"]["id"]
            client.notify(
                "workspace/didChangeConfiguration", {"settings": {"hover": True, "folding": False, "rename": True}}
            )
            on = self.registered(client, "client/registerCapability")
            assert [(entry["method"], entry["id"]) for entry in on] == [("textDocument/hover", "textDocument/hover")]
            off = self.registered(client, "client/unregisterCapability")
            assert [(entry["method"], entry["id"]) for entry in off] == [
                ("textDocument/foldingRange", result["capabilities"]["foldingRangeProvider"]["id"])
            ]
            client.notify("workspace/didChangeConfiguration", {"settings": {"hover": False}})
            off = self.registered(client, "client/unregisterCapability")
            assert [entry["method"] for entry in off] == ["textDocument/foldingRange", "textDocument/hover"]

    def test_what_is_shown_is_refreshed(self, tmp_path: Path) -> None:
        with running() as client:
            client.initialize(self.CAPABILITIES, tmp_path)
            client.notify("workspace/didChangeConfiguration", {"settings": {"inlayHints": []}})
            client.take_all()
            asked = {request["method"] for request in client.requests}
            assert {"workspace/codeLens/refresh", "workspace/inlayHint/refresh"} <= asked


@pytest.mark.parametrize(
    ("params", "folders"),
    [
        ({}, []),
        ({"rootUri": "file:///a"}, ["/a"]),
        ({"rootPath": "/a b"}, ["/a b"]),
        ({"rootUri": "file:///a", "rootPath": "/b"}, ["/a"]),
        ({"rootUri": "file:///a", "workspaceFolders": [{"uri": "file:///b"}, {"uri": "file:///c/"}]}, ["/b", "/c"]),
        ({"rootUri": "file:///a", "workspaceFolders": []}, ["/a"]),
        ({"workspaceFolders": [{"uri": "vscode-vfs://x/y"}, {"uri": 5}, None]}, []),
        ({"rootUri": 5, "rootPath": 5}, []),
    ],
)
def test_folders_at_the_start(params: Message, folders: list[str]) -> None:
    assert [folder.path for folder in folders_at_start(params)] == folders
