"""When the server runs, for which files, and what Neovim says when it does not."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from editor import PLUGIN, Editor
from get_neovim import Neovim

TALK = "# PyCon 2025\n\n## Friday, 10 October 2025\n\n### 10:00 Types - Ada Lovelace\n\n- see [x](#nothing)\n"
README = "# A library\n\nInstall it.\n"
LATE = ("vim.lsp", "vim.lsp.client", "notes_lsp", "notes_lsp.attach", "notes_lsp.outline")

Start = Callable[..., Editor]


@pytest.fixture
def talk(folder: Path) -> Path:
    path = folder / "talk.md"
    path.write_text(TALK, encoding="utf-8")
    return path


def report(editor: Editor) -> str:
    editor.command("checkhealth notes_lsp")
    editor.wait(lambda: "highlighted Python" in "\n".join(editor.buffer()), "the report")
    return "\n".join(editor.buffer())


def test_starting_neovim_loads_nothing_but_a_small_file(start: Start) -> None:
    editor = start()
    loaded = editor.lua(
        "return vim.tbl_filter(function(name) return rawget(package.loaded, name) ~= nil end, ...)", LATE
    )
    assert loaded == []
    assert editor.lua("return vim.fn.exists(':NotesOutline')") == 2
    assert (
        editor.lua(
            "return vim.iter(vim.api.nvim_get_keymap('n')):any(function(m) return (m.desc or ''):find('otes') end)"
        )
        is False
    )


def test_a_file_that_is_given_to_neovim_gets_its_server(start: Start, talk: Path) -> None:
    editor = start(arguments=[str(talk)])
    editor.wait_for_lua("return vim.b.is_ready")
    assert editor.lua("return #vim.lsp.get_clients({ name = 'notes_lsp' })") == 1


def test_a_file_that_holds_no_notes_is_left_alone(start: Start, folder: Path, talk: Path) -> None:
    readme = folder / "README.md"
    readme.write_text(README, encoding="utf-8")
    editor = start(before="vim.o.hidden = true")
    editor.edit(readme)
    assert "README" in editor.lua("return vim.b.notes_lsp_refused")
    assert editor.lua("return #vim.lsp.get_clients({ bufnr = 0 })") == 0
    editor.edit(talk)
    assert editor.lua("return vim.b.notes_lsp_refused == nil and #vim.lsp.get_clients({ bufnr = 0 })") == 1
    assert editor.messages() == ""


def test_a_readme_that_has_become_notes_is_taken_when_it_is_opened_again(start: Start, folder: Path) -> None:
    readme = folder / "README.md"
    readme.write_text(README, encoding="utf-8")
    editor = start()
    editor.edit(readme)
    readme.write_text(TALK, encoding="utf-8")
    editor.command("edit")
    editor.wait_for_lua("return vim.b.is_ready and #vim.lsp.get_clients({ bufnr = 0 }) == 1")


def test_one_server_knows_the_notes_of_two_projects(start: Start, tmp_path: Path, talk: Path) -> None:
    other = tmp_path / "elsewhere" / "other.md"
    other.parent.mkdir()
    other.write_text(TALK, encoding="utf-8")
    editor = start(before="vim.o.hidden = true")
    editor.edit(talk)
    editor.edit(other)
    (client,) = editor.lua("return vim.tbl_map(function(c) return c.workspace_folders end, vim.lsp.get_clients())")
    assert [Path(each["name"]) for each in client] == [talk.parent, other.parent]
    status = "return vim.lsp.get_clients()[1]:request_sync('notes/status', {}, 9000).result.folders"
    assert editor.lua(status) == [str(talk.parent), str(other.parent)]


def test_a_server_that_dies_comes_back_and_one_that_dies_again_and_again_stays_off(start: Start, talk: Path) -> None:
    (log := talk.parent / "deaths").touch()
    # The fourth death is one too many.
    program = talk.parent / "server"
    program.write_text(f"#!/bin/sh\necho $$ >> '{log}'\nexec notes-lsp \"$@\"\n", encoding="utf-8")
    program.chmod(0o755)
    editor = start(options=f"{{ cmd = {{ '{program}', '--stdio' }} }}", before="vim.o.cmdheight = 5")
    editor.edit(talk)
    for deaths in range(1, 5):
        editor.wait(lambda: len(log.read_text().split()) == deaths, "the server to start")  # noqa: B023
        editor.wait_for_lua("return vim.b.is_ready")
        editor.lua("vim.b.is_ready = nil")
        subprocess.run(["kill", "-9", log.read_text().split()[-1]], check=True)
    editor.wait(lambda: "stays off" in editor.messages(), "to be told")
    assert len(log.read_text().split()) == 4
    editor.command("edit")
    editor.wait_for_lua("return vim.b.is_ready")


def test_without_a_server_it_is_said_once_and_the_report_says_how_to_get_one(start: Start, talk: Path) -> None:
    editor = start(path=[])
    editor.command(f"edit {talk}")
    editor.command("edit")
    editor.wait(lambda: "notes-lsp is not installed" in editor.messages(), "to be told")
    assert editor.messages().count("not installed") == 1
    found = report(editor)
    assert "ERROR notes-lsp is not installed" in found
    assert "pipx install notes-lsp" in found
    editor.command("quit")
    editor.command("NotesOutline")
    editor.see("no talk notes here, or no server")


def test_the_report_says_what_runs_for_which_files_and_what_is_off(start: Start, folder: Path, talk: Path) -> None:
    (folder / "README.md").write_text(README, encoding="utf-8")
    (folder / "notes-lsp.toml").write_text("hover = false\nselcet = []\n", encoding="utf-8")
    editor = start(
        options="{ completion = true, colour = 'blue', outline = { side = 'top' } }",
        before="vim.o.hidden = true; vim.o.cmdheight = 5",
    )
    editor.edit(folder / "README.md")
    editor.edit(talk)
    found = report(editor)
    for words in (
        "OK found on the PATH: ",
        "OK notes-lsp 0",
        "OK it runs, version 0",
        "notes/talk.md: notes, read as markdown",
        "notes/README.md: not taken",
        "WARNING vim.g.notes_lsp.colour: there is no such option",
        'WARNING vim.g.notes_lsp.outline.side must be "left" or "right"',
        "the server leaves textDocument/hover off: look at the setting `hover`",
        "vim.g.notes_lsp.folding is off",
        "selcet",
    ):
        assert words in found
    assert "vim.g.notes_lsp.completion is off" not in found


def test_a_server_in_the_virtual_environment_of_a_project_runs_only_if_its_user_trusts_it(
    start: Start, folder: Path, talk: Path
) -> None:
    program = folder / ".venv" / "bin" / "notes-lsp"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\ntouch '{folder}/ran'\n", encoding="utf-8")
    program.chmod(0o755)
    editor = start(path=[])
    editor.type(f":edit {talk}<CR>")
    editor.see("[i]gnore, (v)iew, (d)eny")
    editor.type("i")
    editor.see("is there, and not trusted: open the file and :trust it")
    editor.type("<CR>")
    assert not (folder / "ran").exists()
    assert "is there, and not trusted" in report(editor)


def test_it_can_be_turned_off(start: Start, talk: Path) -> None:
    editor = start(options="{ enable = false }")
    editor.command(f"edit {talk}")
    assert editor.lua("return #vim.lsp.get_clients()") == 0
    assert "off: vim.g.notes_lsp.enable is false" in report(editor)


def test_neovim_0_10_uses_the_server_by_the_lines_that_the_help_gives(
    old_neovim: Neovim, tmp_path: Path, talk: Path
) -> None:
    text = (PLUGIN / "doc" / "notes-lsp.txt").read_text(encoding="utf-8")
    lines = text.split("*notes-lsp-0.10*")[1].split(">lua\n")[1].split("\n<")[0]
    with Editor(old_neovim, tmp_path / "home", before=lines) as editor:
        assert editor.lua("return vim.fn.has('nvim-0.11')") == 0
        editor.command(f"edit {talk}")
        editor.wait_for_lua("return #vim.diagnostic.get(0) > 0")
        assert editor.lua("return vim.fn.exists(':NotesOutline')") == 0


def test_every_tag_of_the_help_is_found(start: Start, tmp_path: Path) -> None:
    doc = tmp_path / "copy" / "doc"
    doc.mkdir(parents=True)
    (doc / "notes-lsp.txt").write_bytes((PLUGIN / "doc" / "notes-lsp.txt").read_bytes())
    editor = start(before=f"vim.opt.runtimepath:append([[{doc.parent}]])")
    editor.command(f"helptags {doc}")
    for tag in ("notes-lsp", "notes-lsp-install", ":NotesOutline", ":NotesTalks", ":NotesNewTalk", ":NotesCheckLinks",
                "vim.g.notes_lsp", "notes-lsp-0.10", "notes-lsp-statusline", "notes-lsp-config"):  # fmt: skip
        editor.command(f"help {tag}")
        assert f"*{tag}*" in "\n".join(editor.buffer())
    source = "\n".join(path.read_text(encoding="utf-8") for path in PLUGIN.rglob("*.lua"))
    tags = {line.split("\t")[0] for line in (doc / "tags").read_text(encoding="utf-8").splitlines()}
    named = set(re.findall(r":help ([\w.-]*\w)", source))
    assert len(named) >= 4
    assert named <= tags
