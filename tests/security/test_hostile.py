"""What a hostile note, workspace or server tries: the rows of docs/threat-model.md that no other test shows."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pyromark
import pytest

from fake_library import FakeLibrary
from laws import law_of_cards
from notes_lsp.cli.main import main
from notes_lsp.cli.render_diff import render_diff
from notes_lsp.cli.terminal import Terminal
from notes_lsp.features.card import card_as_markdown, card_as_plaintext
from notes_lsp.features.code_actions.code_actions import CODE_ACTION_KINDS, Asked, code_actions
from notes_lsp.features.code_actions.findings import Findings
from notes_lsp.features.hover.hover import hover
from notes_lsp.features.navigation.document_links import find_document_links
from notes_lsp.features.rename.rename import RenameRefused, rename
from notes_lsp.features.rename.rename_files import rename_files
from notes_lsp.links.verdicts import WebState
from notes_lsp.python.explained import explained
from notes_lsp.rules import moved_link
from notes_lsp.rules.base import Surroundings
from notes_lsp.rules.registry import RULES, check, check_in_pieces
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.batch import UnknownSurroundings
from notes_lsp.workspace.settings_lines import line_of_setting
from raw_client import environment, running

HOSTILE = "\x1b]0;gone\x07\x1b[31m\x9b1m\u202e<img src=x onerror=alert(1)>[x](command:quit)::error::y"
ESCAPES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def notes_of(text: str, path: str = "/w/a.md") -> Notes:
    return understand(parse(text, path), path)


# ---------------------------------------------------------------- what is shown


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with notes whose name and words steer terminals and pages."""
    folder = tmp_path / "notes"
    folder.mkdir()
    name = f"{HOSTILE.replace('/', '')}.md"
    text = f"# {HOSTILE} 2014\n\n## Tuesday, July 22th 2014\n\n##{HOSTILE}\n\n[a]({HOSTILE}.md) [b][{HOSTILE}]\n\n[c]: {HOSTILE}\n"
    (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


FORMATS = ("full", "concise", "grouped", "github", "gitlab", "junit", "markdown", "sarif", "json", "jsonl")


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_steers_a_terminal(form: str, hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--no-cache", f"--output-format={form}", "."]) == 1
    said = capsys.readouterr()
    assert "ordinal-typo" in said.out
    assert ESCAPES.search(said.out + said.err) is None
    if form == "github":
        assert all(line.startswith("::") for line in said.out.splitlines() if "error::y" in line)
    if form == "markdown":
        assert_harmless(said.out)


def test_neither_does_an_outline(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--outline", "."]) == 0
    said = capsys.readouterr()
    assert "Tuesday" in said.out
    assert ESCAPES.search(said.out + said.err) is None


def test_no_name_of_a_file_makes_a_diff_of_another_one() -> None:
    name = 'a.md\n+++ /etc/passwd\n@@ -0,0 +1 @@\n+"x\\'
    head = render_diff(name, "a\n", "b\n", Terminal()).splitlines()[:2]
    quoted = r'"a.md\012+++ /etc/passwd\012@@ -0,0 +1 @@\012+\"x\\"'
    assert head == [f"--- {quoted}", f"+++ {quoted}"]


def assert_harmless(markdown: str) -> None:
    """No HTML, no image, and no link but to the web."""
    for event in pyromark.events(markdown, options=pyromark.Options.ENABLE_TABLES):
        if isinstance(event, dict):
            (kind, value), *_ = event.items()
            assert kind not in ("Html", "InlineHtml"), event
            if kind == "Start" and isinstance(value, dict):
                assert "Image" not in value, event
                assert "Link" not in value or value["Link"]["dest_url"].startswith("http"), event


def test_no_hover_holds_more_than_words() -> None:
    text = (
        f"# {HOSTILE} 2014\n\n## Tuesday, July 22nd 2014\n\n### 10:30 {HOSTILE} by Ada <b>Lovelace</b>\n\n"
        f"- [a](command:x) ![b](http://example.org/spy.png) [c](b.md#x) #tag <https://example.org/?{HOSTILE}>\n"
    )
    library = FakeLibrary(
        {"/w/a.md": text, "/w/b.md": f"# {HOSTILE}\n\n{HOSTILE}\n\n<a id='x'></a>\n\n![q](http://x.example/p)\n"}
    )
    shown = 0
    for offset in range(len(text)):
        found = hover(notes_of(text), offset, "/w/a.md", library)
        if found is not None:
            shown += 1
            law_of_cards(found.card)
            assert ESCAPES.search(card_as_plaintext(found.card)) is None
            assert ESCAPES.search(card_as_markdown(found.card)) is None
    assert shown > 50


def test_what_a_server_says_of_a_page_holds_no_more_than_words() -> None:
    text = "# A\n\n[x](https://example.org/a)\n"
    state = WebState("https://example.org/a", "moved", 301, HOSTILE, f"https://example.org/{HOSTILE}", 0)
    found = hover(notes_of(text), text.index("https"), "/w/a.md", FakeLibrary({"/w/a.md": text}, [state]))
    assert found is not None
    law_of_cards(found.card)


def test_the_documentation_of_a_snippet_holds_no_more_than_text() -> None:
    doc = "```\n[x](command:quit)\n<img src=x>\n````\n"
    said = explained({"name": "f", "type": "function", "signatures": ["f(a='```')"], "doc": doc}, markdown=True)
    kinds = {next(iter(event)) for event in pyromark.events(said) if isinstance(event, dict)}
    assert kinds == {"Start", "Text", "End"}
    assert_harmless(said)


def test_only_pages_and_files_can_be_clicked() -> None:
    text = "".join(
        f"[x]({target})\n\n"
        for target in (
            "command:x",
            "javascript:alert(1)",
            "vscode://x/y",
            "data:text/html,x",
            "file:///etc/passwd",
            "ms-msdt:x",
        )
    )
    for link in find_document_links(notes_of(text), "/w/a.md", FakeLibrary({"/w/a.md": text})):
        assert not link.address


# ---------------------------------------------------------------- what is edited


@pytest.mark.parametrize("target", [") [x](command:quit", "a b", "<img src=x>", "\n# Gone", "`x`", "\x1b[31m", "]: x"])
def test_the_new_address_of_a_page_stays_one_address(target: str) -> None:
    text = "# A\n\n[x](https://example.org/a)\n"
    state = WebState("https://example.org/a", "moved", 301, "", f"https://example.org/{target}", 0)
    around: Surroundings = UnknownSurroundings({state.address: state}.get)
    for _, finding in check(notes_of(text), around, [moved_link.RULE]):
        assert finding.fix is not None
        (edit,) = finding.fix.edits
        after = parse(text[: edit.start] + edit.text + text[edit.end :], "/w/a.md")
        assert [link.target.startswith("https://example.org/") for link in after.links] == [True]
        assert len(after.blocks) == 2


INSIDE = "# Conf 2014\n\n## Types\n\n[a](../secret.md) [b](../../../etc/passwd) [c](/etc/passwd) [d](b.md)\n"
OUTSIDE = "# Secret\n\n[back](w/a.md#types) [[a#Types]]\n"


def test_no_edit_reaches_a_file_outside_the_workspace(tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    workspace.mkdir()
    files = {workspace / "a.md": INSIDE, workspace / "b.md": "[a](a.md#types)\n", tmp_path / "secret.md": OUTSIDE}
    for path, text in files.items():
        path.write_text(text, encoding="utf-8")
    (workspace / "linked.md").symlink_to(tmp_path / "secret.md")
    inside = {path.as_uri() for path in (workspace / "a.md", workspace / "b.md")}
    with running() as client:
        client.initialize({"workspace": {"fileOperations": {"willRename": True}}}, workspace)
        client.open((workspace / "a.md").as_uri(), INSIDE)
        document = {"textDocument": {"uri": (workspace / "a.md").as_uri()}, "position": {"line": 2, "character": 4}}
        found = client.request("textDocument/rename", {**document, "newName": "Kinds"})
        assert set(found["changes"]) == inside
        for new in (workspace / "c.md", tmp_path / "moved.md", Path("/etc/moved.md")):
            renames = [{"oldUri": (workspace / "a.md").as_uri(), "newUri": new.as_uri()}]
            found = client.request("workspace/willRenameFiles", {"files": renames})
            assert set(found["changes"]) <= inside
        # Nor does a file outside that moves, which notes inside may link to.
        renames = [{"oldUri": (tmp_path / "secret.md").as_uri(), "newUri": (tmp_path / "other.md").as_uri()}]
        found = client.request("workspace/willRenameFiles", {"files": renames})
        assert found is None or set(found["changes"]) <= inside
    assert {path: path.read_text(encoding="utf-8") for path in files} == files


@pytest.mark.parametrize("target", ["../secret.md#secret", "linked.md#secret"])
def test_a_link_is_no_leave_to_edit_what_it_leads_to(target: str, tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    workspace.mkdir()
    (tmp_path / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (workspace / "linked.md").symlink_to(tmp_path / "secret.md")
    uri = (workspace / "a.md").as_uri()
    with running() as client:
        client.initialize(folder=workspace)
        client.open(uri, f"[x]({target})\n")
        document = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": len(target)}}
        answer = client.answer(client.ask("textDocument/rename", {**document, "newName": "Gone"}))
        assert "lies outside of the workspace" in answer["error"]["message"]
        # Once it is open, its user sees what is done to it.
        client.open((workspace / target.partition("#")[0]).resolve().as_uri(), "# Secret\n")
        if target.startswith(".."):
            assert client.request("textDocument/rename", {**document, "newName": "Gone"})["changes"]


def test_what_lies_outside_and_is_no_notes_is_not_shown(tmp_path: Path) -> None:
    targets = ("/etc/passwd", "../../../../../../../../etc/passwd", "../secret.txt.bak", "linked")
    workspace = tmp_path / "w"
    workspace.mkdir()
    (tmp_path / "secret.txt.bak").write_text("root:x\n", encoding="utf-8")
    (workspace / "linked").symlink_to("/etc/passwd")
    text = "# A\n\n" + "".join(f"[x]({target})\n" for target in targets)
    uri = (workspace / "a.md").as_uri()
    with running() as client:
        client.initialize(folder=workspace)
        client.open(uri, text)
        said = ""
        for line in range(2, 2 + len(targets)):
            document = {"textDocument": {"uri": uri}, "position": {"line": line, "character": 6}}
            said += str(client.request("textDocument/hover", document))
            said += str(client.request("textDocument/completion", document))
    assert "passwd" in said
    assert "root:" not in said


def test_features_edit_only_what_the_library_holds() -> None:
    library = FakeLibrary({"/w/a.md": INSIDE, "/w/b.md": "[a](a.md#types)\n"})
    notes = notes_of(INSIDE)
    pieces = tuple(piece for piece in check_in_pieces(notes, UnknownSurroundings(), RULES) if piece is not None)
    for offset in range(len(INSIDE)):
        for action in code_actions(
            notes, Asked(offset, offset, CODE_ACTION_KINDS), Findings(pieces), "/w/a.md", library
        ):
            assert {path for path, _ in action.others} <= set(library.files)
        renamed = rename(notes, offset, "../x", "/w/a.md", library)
        assert isinstance(renamed, RenameRefused) or set(renamed) <= set(library.files)
    assert set(rename_files([("/w/a.md", "/etc/a.md"), ("/etc", "/w/etc")], library)) <= set(library.files)


# ---------------------------------------------------------------- what is run


def test_nothing_that_lies_in_a_workspace_is_imported(tmp_path: Path) -> None:
    code = f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()\n"
    names = (
        "jedi",
        "json",
        "notes_lsp",
        "parso",
        "pycurl",
        "pygls",
        "sitecustomize",
        "usercustomize",
        "snippet",
        "conftest",
        "setup",
    )
    for name in names:
        (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
    (tmp_path / "evil.pth").write_text(code, encoding="utf-8")
    text = "# A\n\n```python\nimport json, snippet, setup\njson.du\nsnippet.x\n```\n\n[x](https://localhost/x)\n"
    # As the command that pip installs begins, which does not look into the current folder.
    start = "import sys; sys.path = [folder for folder in sys.path if folder]; from notes_lsp.cli.main import main; sys.exit(main())"
    command = (sys.executable, "-c", start)
    script = (
        sys.executable,
        "-c",
        f"import os, sys; os.chdir({str(tmp_path)!r}); os.execv(sys.executable, {(*command, '--stdio')!r})",
    )
    uri = (tmp_path / "a.md").as_uri()
    with running(*script) as client:
        client.initialize(folder=tmp_path)
        client.open(uri, text)
        document = {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 7}}
        found = client.request("textDocument/completion", document)
        assert "dumps" in {item["label"] for item in found["items"]}
        client.request("textDocument/hover", {**document, "position": {"line": 5, "character": 8}})
        client.request("notes/checkLinks", {"uri": uri})
        assert client.stop() == 0
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    done = subprocess.run([*command, "--check", "."], cwd=tmp_path, env=environment(), capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_nothing_that_a_repository_configures_is_run(tmp_path: Path) -> None:
    marker, repository = tmp_path / "ran", tmp_path / "repository"
    repository.mkdir()
    evil = f"touch {marker}"

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *who, *arguments], cwd=repository, check=True, capture_output=True)

    git("init", "--quiet")
    (repository / "a.md").write_text("# A\n\n- x\n", encoding="utf-8")
    (repository / ".gitattributes").write_text("*.md filter=evil diff=evil\n", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "x")
    for key in (
        "core.fsmonitor",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "core.pager",
        "core.sshCommand",
    ):
        git("config", key, evil)
    (repository / "a.md").write_text("# A\n\n- y\n", encoding="utf-8")
    marker.unlink(missing_ok=True)
    command = [sys.executable, "-m", "notes_lsp", "--check", "--no-cache", "--since", "HEAD", os.fspath(repository)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment())
    assert done.returncode in (0, 1), done.stderr
    assert not marker.exists()


# ---------------------------------------------------------------- what is made slow


def test_no_settings_take_for_ever_to_be_told_wrong() -> None:
    for line in ("[" + " " * 20_000, "[a" + " " * 20_000, "a . " * 5_000 + "b", "'" * 20_000):
        begin = time.process_time()
        line_of_setting(f"{line}\n[links]\nexclude = 5\n", "links.exclude")
        assert time.process_time() - begin < 2.0
    assert line_of_setting("[ links ]  # x\nexclude = 5\n", "links.exclude") == 2


HUGE = {
    "links": "[a](b.md) " * 20_000,
    "headings": "# A\n\n" * 10_000,
    "days": "# July 22nd 2014\n\n" * 5_000,
    "labels": "".join(f"[x{number}]: a{number}.md\n" for number in range(10_000)) + "[x5] " * 5_000,
    "quotes": "> " * 10_000 + "x\n",
    "items": "".join(f"{'  ' * (number % 200)}- x\n" for number in range(10_000)),
    "brackets": "[" * 50_000,
    "backquotes": "".join("`" * number + " " for number in range(400)),
    "fences": "```\n" * 9_999,
    "digits": "1" * 100_000,
    "columns": "|" * 20_000 + "\n" + "|-" * 10_000 + "\n",
    "one line": "a " * 100_000,
    "tags": "#a " * 30_000,
    "html": "<a " * 20_000,
    "entities": "&amp" * 20_000,
    "comments": "<!-- notes-lsp: ignore day-order -->\n" * 5_000,
}


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.parametrize("ending", [".md", ".rst", ".org", ".txt"])
def test_no_huge_number_of_anything_stops_a_check(name: str, ending: str) -> None:
    begin = time.process_time()
    notes = notes_of(HUGE[name], f"/w/a{ending}")
    check(notes, UnknownSurroundings(), RULES)
    assert time.process_time() - begin < 10.0
