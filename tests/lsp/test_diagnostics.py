"""Diagnostics over the wire, pushed and pulled: as the rules find them, and gone when what they say is no longer so."""

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types

from notes_lsp.lsp import checking
from notes_lsp.lsp import push as push_module
from notes_lsp.lsp.client import Client
from notes_lsp.lsp.session import Session
from notes_lsp.lsp.settings_sources import Folder, SettingsSources
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.batch import Checker
from raw_client import Message, RawClient, edit, running

PUSH: dict[str, Any] = {
    "textDocument": {
        "publishDiagnostics": {
            "versionSupport": True,
            "relatedInformation": True,
            "tagSupport": {"valueSet": [1, 2]},
            "codeDescriptionSupport": True,
        }
    }
}
PULL: dict[str, Any] = {
    "textDocument": {**PUSH["textDocument"], "diagnostic": {"dynamicRegistration": False}},
    "workspace": {"diagnostics": {"refreshSupport": True}},
}
FAULTY = """\
# Talks

## Monday, 2 July 2024

### One

See [slides](missing.pdf).

And [more].

[more]: https://example.com
[unused]: https://example.com
"""
CODES = ["weekday-mismatch", "missing-file", "unused-definition"]


def codes(diagnostics: list[Message]) -> list[str]:
    return [diagnostic["code"] for diagnostic in diagnostics]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(FAULTY, encoding="utf-8")
    return path


@pytest.fixture
def push(tmp_path: Path) -> Iterator[RawClient]:
    with running() as client:
        client.initialize(PUSH, tmp_path)
        yield client


@pytest.fixture
def pull(tmp_path: Path) -> Iterator[RawClient]:
    with running() as client:
        client.initialize(PULL, tmp_path)
        yield client


def pulled(client: RawClient, path: Path, previous: str | None = None) -> Message:
    params = {"textDocument": {"uri": path.as_uri()}, "identifier": "notes-lsp", "previousResultId": previous}
    report: Message = client.request("textDocument/diagnostic", params)
    return report


class TestPush:
    def test_what_the_rules_find_is_published(self, push: RawClient, notes: Path) -> None:
        push.open(notes.as_uri(), FAULTY)
        diagnostics = push.published(notes.as_uri(), 1)
        assert codes(diagnostics) == CODES
        assert {diagnostic["source"] for diagnostic in diagnostics} == {"notes-lsp"}
        by_code = {diagnostic["code"]: diagnostic for diagnostic in diagnostics}
        assert by_code["missing-file"]["range"] == {
            "start": {"line": 6, "character": 13},
            "end": {"line": 6, "character": 24},
        }
        assert (by_code["missing-file"]["severity"], by_code["unused-definition"]["severity"]) == (2, 3)
        assert by_code["unused-definition"]["tags"] == [1]
        assert push.stop() == 0

    def test_the_server_and_the_command_line_find_the_same(self, push: RawClient, notes: Path) -> None:
        push.open(notes.as_uri(), FAULTY)
        found = Checker(RULES).check_file(str(notes)).findings
        assert codes(push.published(notes.as_uri())) == [finding.code for finding in found]

    def test_they_follow_the_text_and_go_when_it_is_mended(self, push: RawClient, notes: Path) -> None:
        uri = notes.as_uri()
        push.open(uri, FAULTY)
        push.published(uri, 1)
        push.change(uri, 2, edit((6, 0), (7, 0), ""))
        assert codes(push.published(uri, 2)) == ["weekday-mismatch", "unused-definition"]
        push.change(uri, 3, {"text": "# Fine\n\nText.\n"})
        assert push.published(uri, 3) == []

    def test_closing_clears_them(self, push: RawClient, notes: Path) -> None:
        uri = notes.as_uri()
        push.open(uri, FAULTY)
        assert push.published(uri, 1)
        push.close(uri)
        assert push.wait_for(lambda: True if push.published(uri) == [] else None)

    def test_quick_edits_are_checked_when_they_end(self, push: RawClient, notes: Path) -> None:
        uri = notes.as_uri()
        push.open(uri, FAULTY)
        push.published(uri, 1)
        for version in range(2, 200):
            push.change(uri, version, edit((4, 4), (4, 5), "ab"[version % 2]))
        push.published(uri, 199)
        published = [n for n in push.notifications if n["method"] == "textDocument/publishDiagnostics"]
        assert len(published) < 30

    def test_a_client_without_the_extras_gets_none(self, tmp_path: Path, notes: Path) -> None:
        with running() as client:
            client.initialize({}, tmp_path)
            client.open(notes.as_uri(), FAULTY)
            for diagnostic in client.published(notes.as_uri()):
                assert diagnostic.keys() == {"range", "severity", "code", "source", "message"}
            last = client.notifications[-1]["params"]
            assert "version" not in last

    def test_related_places_are_given(self, push: RawClient, tmp_path: Path) -> None:
        uri = (tmp_path / "notes.md").as_uri()
        push.open(uri, "[a]: x.md\n[a]: y.md\n\nSee [a].\n")
        diagnostics = push.published(uri)
        duplicate = next(diagnostic for diagnostic in diagnostics if diagnostic["code"] == "duplicate-definition")
        assert [related["location"] for related in duplicate["relatedInformation"]] == [
            {"uri": uri, "range": {"start": {"line": 0, "character": 1}, "end": {"line": 0, "character": 2}}}
        ]

    @pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
    def test_what_is_no_notes_has_none(self, push: RawClient, tmp_path: Path, name: str) -> None:
        uri = (tmp_path / name).as_uri()
        push.open(uri, FAULTY)
        assert push.published(uri) == []
        assert push.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) is None
        assert "not taken" in push.request("notes/status", {"uri": uri})["file"]["reason"]

    def test_a_file_that_appears_is_seen(self, push: RawClient, notes: Path, tmp_path: Path) -> None:
        uri = notes.as_uri()
        push.open(uri, FAULTY)
        assert "missing-file" in codes(push.published(uri))
        (tmp_path / "missing.pdf").write_bytes(b"")
        # Nobody says so: it is seen when the server looks around.
        push.wait_for(lambda: True if "missing-file" not in codes(push.published(uri)) else None)

    def test_an_anchor_in_another_open_file(self, push: RawClient, notes: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.md"
        other.write_text("# Old\n", encoding="utf-8")
        push.open(notes.as_uri(), "# Talks\n\nSee [the other](other.md#new).\n")
        push.open(other.as_uri(), "# Old\n")
        assert codes(push.published(notes.as_uri())) == ["missing-anchor"]
        push.change(other.as_uri(), 2, {"text": "# New\n"})
        push.wait_for(lambda: True if push.published(notes.as_uri()) == [] else None)

    def test_a_file_that_is_deleted(self, push: RawClient, notes: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.md"
        other.write_text("# Old\n", encoding="utf-8")
        push.open(notes.as_uri(), "# Talks\n\nSee [the other](other.md#old).\n")
        assert push.published(notes.as_uri()) == []
        other.unlink()
        push.notify("workspace/didDeleteFiles", {"files": [{"uri": other.as_uri()}]})
        push.wait_for(lambda: True if codes(push.published(notes.as_uri())) == ["missing-file"] else None)


class TestPull:
    def test_a_client_that_pulls_is_never_pushed_to(self, pull: RawClient, notes: Path) -> None:
        pull.open(notes.as_uri(), FAULTY)
        report = pulled(pull, notes)
        assert (report["kind"], codes(report["items"])) == ("full", CODES)
        pull.close(notes.as_uri())
        pull.take_all()
        assert [n for n in pull.notifications if n["method"] == "textDocument/publishDiagnostics"] == []

    def test_what_has_not_changed_has_the_same_id(self, pull: RawClient, notes: Path) -> None:
        pull.open(notes.as_uri(), FAULTY)
        first = pulled(pull, notes)
        again = pulled(pull, notes, first["resultId"])
        assert again == {"kind": "unchanged", "resultId": first["resultId"]}
        pull.change(notes.as_uri(), 2, edit((6, 0), (7, 0), ""))
        changed = pulled(pull, notes, first["resultId"])
        assert (changed["kind"], codes(changed["items"])) == ("full", ["weekday-mismatch", "unused-definition"])
        assert changed["resultId"] != first["resultId"]

    def test_an_edit_behind_a_request_makes_the_client_ask_again(self, pull: RawClient, notes: Path) -> None:
        pull.open(notes.as_uri(), FAULTY * 300)
        pull.ask("textDocument/documentSymbol", {"textDocument": {"uri": notes.as_uri()}})
        pull.ask("textDocument/diagnostic", {"textDocument": {"uri": notes.as_uri()}}, message_id="outdated")
        pull.change(notes.as_uri(), 2, {"text": "x"})
        answer = pull.answer("outdated")
        if "error" in answer:
            assert (answer["error"]["code"], answer["error"]["data"]) == (-32802, {"retriggerRequest": True})

    def test_a_file_that_nobody_knows_has_none(self, pull: RawClient, tmp_path: Path) -> None:
        assert pulled(pull, tmp_path / "nothing.md") == {"kind": "full", "items": []}

    def test_all_files_of_the_workspace(self, pull: RawClient, notes: Path, tmp_path: Path) -> None:
        clean = tmp_path / "clean.md"
        clean.write_text("# Fine\n\nText.\n", encoding="utf-8")
        (tmp_path / "README.md").write_text(FAULTY, encoding="utf-8")
        first = pull.request("workspace/diagnostic", {"previousResultIds": []})["items"]
        assert {item["uri"]: codes(item["items"]) for item in first} == {clean.as_uri(): [], notes.as_uri(): CODES}
        assert all(item["resultId"] and item["version"] is None for item in first)

        known = [{"uri": item["uri"], "value": item["resultId"]} for item in first]
        again = pull.request("workspace/diagnostic", {"previousResultIds": known})["items"]
        assert {item["kind"] for item in again} == {"unchanged"}

        notes.unlink()
        pull.notify("workspace/didDeleteFiles", {"files": [{"uri": notes.as_uri()}]})
        last = pull.request("workspace/diagnostic", {"previousResultIds": known})["items"]
        assert {item["uri"]: item.get("items", item["kind"]) for item in last} == {
            clean.as_uri(): "unchanged",
            notes.as_uri(): [],
        }

    def test_all_files_in_parts(self, pull: RawClient, tmp_path: Path) -> None:
        for number in range(120):
            (tmp_path / f"{number}.md").write_text("# Talks\n\n- text\n", encoding="utf-8")
        result = pull.request("workspace/diagnostic", {"previousResultIds": [], "partialResultToken": "part"})
        assert result == {"items": []}
        parts = [
            n["params"] for n in pull.notifications if n["method"] == "$/progress" and n["params"]["token"] == "part"
        ]
        assert sum(len(part["value"]["items"]) for part in parts) == 120
        assert len(parts) == 3

    def test_a_change_of_a_linked_file_asks_for_a_refresh(self, pull: RawClient, notes: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.md"
        other.write_text("# Old\n", encoding="utf-8")
        notes.write_text("# Talks\n\nSee [the other](other.md#old).\n", encoding="utf-8")
        pull.open(notes.as_uri(), notes.read_text(encoding="utf-8"))
        assert pulled(pull, notes)["items"] == []
        other.write_text("# New\n", encoding="utf-8")
        pull.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": other.as_uri(), "type": 2}]})
        pull.wait_for(lambda: next((r for r in pull.requests if r["method"] == "workspace/diagnostic/refresh"), None))
        assert codes(pulled(pull, notes)["items"]) == ["missing-anchor"]


def test_comments_and_settings_choose_what_is_shown_and_how_severe(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    config = '[severities]\nmissing-file = "error"\n[per-file-ignores]\n"notes.md" = ["unused-definition"]\n'
    (tmp_path / "notes-lsp.toml").write_text(config, encoding="utf-8")
    comment = "<!-- notes-lsp: ignore weekday-mismatch, day-order -->\n"
    path.write_text(FAULTY.replace("## Monday", f"{comment}## Monday"), encoding="utf-8")
    session = Session(Client(), SettingsSources([Folder(tmp_path.as_uri(), str(tmp_path))]))
    snapshot = session.snapshot(path.as_uri())
    assert snapshot is not None

    found = json.loads(checking.check_now(snapshot, path.as_uri(), Client()).json)

    shown = [(each["code"], each["severity"], each["range"]["start"]["line"]) for each in found]
    assert shown == [("unused-ignore", 3, 2), ("missing-file", 1, 7)]


def test_a_rule_that_fails_loses_its_own_findings_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes.md"
    path.write_text(FAULTY, encoding="utf-8")
    session = Session(Client(), SettingsSources([Folder(tmp_path.as_uri(), str(tmp_path))]))
    snapshot = session.snapshot(path.as_uri())
    assert snapshot is not None

    def fails(*_: object) -> Iterator[Any]:
        raise ZeroDivisionError

    broken: Callable[..., Any] = lambda *_: tuple(  # noqa: E731
        type(rule)(
            *(
                fails if name == "check" and rule.code == "missing-file" else getattr(rule, name)
                for name in rule.__slots__
            )
        )
        for rule in RULES
    )
    monkeypatch.setattr(checking, "chosen_rules", broken)
    found = json.loads(checking.check_now(snapshot, path.as_uri(), Client()).json)
    assert [diagnostic["code"] for diagnostic in found] == ["weekday-mismatch", "unused-definition"]


async def test_a_writer_who_never_pauses_sees_them_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(push_module, "SHORTEST_PAUSE", 0.1)
    monkeypatch.setattr(push_module, "LONGEST_WAIT", 0.3)
    published: list[Any] = []
    server: Any = SimpleNamespace(
        session=Session(Client(), SettingsSources()),
        protocol=SimpleNamespace(
            run_in_background=asyncio.ensure_future, notify_raw=lambda method, params: published.append(params)
        ),
        mailbox=(),
        busy_until=0.0,
        settings_known=asyncio.Event(),
    )
    server.settings_known.set()
    server.session.documents.open(types.TextDocumentItem("untitled:x", "markdown", 1, FAULTY))
    push = push_module.Push(server)
    push.opened("untitled:x")
    for _ in range(200):
        push.edited("untitled:x")
        await asyncio.sleep(0.005)
        if published:
            return
    pytest.fail("nothing was published in a second")


BEING_TYPED = "# Talks\n\n### One\n\nSee [slides](missing.pd).\n\n### Two\n\nSee [more](gone.pdf).\n"


class TestWhileSomebodyTypes:
    def test_what_is_typed_is_marked_when_the_typing_is_over(self, push: RawClient, notes: Path) -> None:
        uri = notes.as_uri()
        push.open(uri, BEING_TYPED.replace("missing.pd", "/missing.pd"))
        assert codes(push.published(uri, 1)) == ["missing-file"]

        push.change(uri, 2, edit((4, 13), (4, 14), ""))

        first = push.published(uri, 2)
        assert [diagnostic["range"]["start"]["line"] for diagnostic in first] == [8]
        assert push.wait_for(lambda: push.published(uri, 2) if len(push.published(uri, 2)) == 2 else None)

    def test_what_is_pasted_is_marked_at_once(self, push: RawClient, notes: Path) -> None:
        uri = notes.as_uri()
        push.open(uri, BEING_TYPED)
        assert len(push.published(uri, 1)) == 2

        push.change(uri, 2, edit((4, 22), (4, 23), "df)"))

        assert len(push.published(uri, 2)) == 2

    def test_a_fence_is_not_called_open_before_its_code_is_written(self, push: RawClient, notes: Path) -> None:
        uri = notes.as_uri()
        push.open(uri, "# Talks\n\n### One\n\n```python\nx = \n")
        assert codes(push.published(uri, 1)) == ["unclosed-fence"]

        push.change(uri, 2, edit((5, 4), (5, 4), "1"))

        assert push.published(uri, 2) == []

    def test_a_client_that_asks_is_told_to_ask_again(self, pull: RawClient, notes: Path) -> None:
        uri = notes.as_uri()
        pull.open(uri, BEING_TYPED)
        assert len(pulled(pull, notes)["items"]) == 2

        pull.change(uri, 2, edit((4, 22), (4, 22), "f"))

        assert len(pulled(pull, notes)["items"]) == 1
        asked = [request for request in pull.requests if request["method"] == "workspace/diagnostic/refresh"]
        while not asked:
            pull.take(5.0)
            asked = [request for request in pull.requests if request["method"] == "workspace/diagnostic/refresh"]
        assert len(pulled(pull, notes)["items"]) == 2
