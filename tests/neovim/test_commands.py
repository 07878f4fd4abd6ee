"""The commands of the plugin: the outline beside the notes, talks to go to, a new talk, links to the web."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from editor import Editor

NOTES = """\
# EuroPython 2014

## Tuesday, July 22nd

### 9:30 Services instead of one big application - Amanda Reyes

- start with one process

#### What was left out

- everything else

### 11:15 Search from the bottom up - Priya Raman

- an index is a dictionary

## Wednesday, July 23rd

### 10:00 Tasks that run somewhere else - Hana Kovářová

- every task must be safe to run twice
"""

OUTLINE = [
    "EuroPython 2014",
    "Tuesday, July 22nd  2014-07-22",
    "   9:30  Services instead of one big application  Amanda Reyes",
    "    What was left out",
    "  11:15  Search from the bottom up  Priya Raman",
    "Wednesday, July 23rd  2014-07-23",
    "  10:00  Tasks that run somewhere else  Hana Kovářová",
]

IN_OUTLINE = "vim.api.nvim_win_get_buf(vim.fn.win_getid(vim.fn.winnr('$')))"
OUTLINE_LINES = f"return vim.api.nvim_buf_get_lines({IN_OUTLINE}, 0, -1, false)"
OUTLINE_CURSOR = "return vim.api.nvim_win_get_cursor(vim.fn.win_getid(vim.fn.winnr('$')))[1]"

Start = Callable[..., Editor]


@pytest.fixture
def notes(folder: Path) -> Path:
    path = folder / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


@pytest.fixture
def editor(start: Start, notes: Path) -> Editor:
    editor = start(size=(120, 36), before="vim.o.statusline = [[%f %{%v:lua.require'notes_lsp'.statusline()%}]]")
    editor.edit(notes)
    return editor


# The outline


def test_the_outline_shows_days_talks_and_speakers_and_keeps_sections_folded(editor: Editor) -> None:
    editor.command("NotesOutline")
    editor.wait(lambda: editor.lua(OUTLINE_LINES) == OUTLINE, "the outline")
    assert editor.request("nvim_get_current_buf") == editor.lua("return vim.fn.bufnr('notes.md')")
    editor.see("▾Tuesday, July 22nd")
    editor.see("▸   9:30  Services instead of")
    beside = [line.split("│")[-1] for line in editor.screen.lines()]
    assert not any("What was left out" in line for line in beside)


def test_the_outline_follows_the_cursor(editor: Editor) -> None:
    editor.command("NotesOutline")
    editor.wait(lambda: editor.lua(OUTLINE_LINES) == OUTLINE, "the outline")
    for words, line in (("safe to run twice", 7), ("an index is", 5), ("everything", 4)):
        editor.type(f"/{words}<CR>")
        editor.type("gg")
        editor.type("n")
        assert editor.lua(OUTLINE_CURSOR) == line


def test_the_outline_follows_what_is_typed(editor: Editor) -> None:
    editor.command("NotesOutline")
    editor.wait(lambda: editor.lua(OUTLINE_LINES) == OUTLINE, "the outline")
    editor.type("/Search from<CR>cwLooking<Esc>")
    editor.wait(
        lambda: editor.lua(OUTLINE_LINES)[4] == "  11:15  Looking from the bottom up  Priya Raman", "the new title"
    )


def test_keys_of_the_outline_go_to_a_talk_and_close_it(editor: Editor) -> None:
    editor.command("NotesOutline!")
    editor.wait(lambda: editor.lua(OUTLINE_LINES) == OUTLINE, "the outline")
    editor.type("ggJ")
    assert editor.lua(OUTLINE_CURSOR) == 2
    editor.type("J")
    assert editor.lua(OUTLINE_CURSOR) == 6
    editor.type("j<CR>")
    assert editor.request("nvim_get_current_line") == "### 10:00 Tasks that run somewhere else - Hana Kovářová"
    assert editor.lua("return vim.fn.col('.')") == len("### 10:00 T")
    editor.command("NotesOutline!")
    editor.type("3Gp")
    assert editor.lua("return vim.bo.filetype") == "notes_outline"
    editor.type("q")
    assert editor.lua("return vim.fn.winnr('$')") == 1
    assert editor.request("nvim_get_current_line").startswith("### 9:30")


def test_the_outline_does_not_keep_neovim_open(editor: Editor) -> None:
    editor.command("tabnew")
    editor.command("tabprevious")
    editor.command("NotesOutline")
    editor.wait(lambda: editor.lua(OUTLINE_LINES) == OUTLINE, "the outline")
    editor.command("quit")
    editor.wait_for_lua("return vim.fn.tabpagenr('$') == 1")


def test_the_outline_shows_the_notes_that_are_gone_to(editor: Editor, folder: Path) -> None:
    (folder / "other.txt").write_text("PyCon 2025\n\nFriday, 10 October 2025\n\nKeynote\n  - done\n", encoding="utf-8")
    editor.command("NotesOutline")
    editor.wait(lambda: editor.lua(OUTLINE_LINES) == OUTLINE, "the outline")
    editor.edit(folder / "other.txt")
    editor.wait(lambda: editor.lua(OUTLINE_LINES)[0] == "PyCon 2025", "the outline of the other notes")


def test_the_statusline_names_the_talk_under_the_cursor(editor: Editor) -> None:
    editor.type("/index is<CR>")
    editor.see("notes.md 11:15 Search from the bottom up")
    editor.type("gg")
    editor.request("nvim_get_mode")
    assert "Search" not in editor.screen.lines()[-2]


def test_a_percent_sign_in_a_title_stays_one_in_the_statusline(editor: Editor) -> None:
    editor.type("/Search<CR>cw100% of<Esc>")
    editor.see("notes.md 11:15 100% of from the bottom up")


# Talks


def test_a_talk_of_other_notes_is_chosen_from_a_list(editor: Editor, folder: Path) -> None:
    (folder / "later.md").write_text("# PyCon 2025\n\n## 10:00 Naïve bytes - Uli Stein\n\n- ö\n", encoding="utf-8")
    editor.wait(
        lambda: editor.lua("return vim.lsp.buf_request_sync(0, 'workspace/symbol', { query = 'bytes' })")[0]["result"]
    )
    editor.type(":NotesTalks<CR>")
    line = editor.see("Naïve bytes")
    assert "PyCon 2025" in line
    assert "Uli Stein" in editor.see("speaker  Uli Stein")
    number = line.split(":")[0].strip()
    editor.type(f"{number}<CR>")
    editor.wait(lambda: editor.request("nvim_get_current_line") == "## 10:00 Naïve bytes - Uli Stein", "the talk")


def test_a_talk_that_is_not_there_is_not_found(editor: Editor) -> None:
    editor.type(":NotesTalks xyzzy<CR>")
    editor.see("no talks and no speakers found")


@pytest.mark.parametrize("where", ["Services instead", "start with one", "everything else"])
def test_a_new_talk_is_begun_below_this_one_in_the_style_of_the_notes(editor: Editor, where: str) -> None:
    editor.type(f"/{where}<CR>")
    editor.command("NotesNewTalk")
    editor.wait(lambda: editor.request("nvim_get_mode")["mode"] == "s", "a place to fill in")
    editor.type("10:45")
    editor.type("<Tab>")
    editor.wait(lambda: editor.request("nvim_get_mode")["mode"] == "s", "the next place")
    editor.type("Types")
    editor.type("<Tab>")
    editor.wait(lambda: editor.request("nvim_get_mode")["mode"] == "s", "the last place")
    editor.type("Ada Lovelace<Esc>")
    before, after = NOTES.split("### 11:15")
    assert "\n".join(editor.buffer()) + "\n" == f"{before}### 10:45 Types - Ada Lovelace\n\n### 11:15{after}"


def test_a_new_talk_without_an_example_leaves_the_notes_as_they_are(start: Start, folder: Path) -> None:
    (folder / "empty.md").write_text("just a line\n", encoding="utf-8")
    editor = start()
    editor.edit(folder / "empty.md")
    editor.command("NotesNewTalk")
    editor.see("there is no talk whose style")
    assert editor.buffer() == ["just a line"]
    assert editor.lua("return vim.bo.modified") is False


# Links to the web


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/here" else 404)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_HEAD = do_GET  # noqa: N815 - the name that the server looks for

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def pages() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_links_that_lead_nowhere_come_into_the_quickfix_list(start: Start, folder: Path, pages: str) -> None:
    path = folder / "links.md"
    path.write_text(f"# Talk\n\n- é🎉 [a]({pages}/here) and [b]({pages}/gone)\n", encoding="utf-8")
    setting = "{ settings = { ['notes-lsp'] = { ['links-allow-hosts'] = { '127.0.0.1' } } } }"
    editor = start(before=f"vim.lsp.config('notes_lsp', {setting})")
    editor.edit(path)
    editor.command("NotesCheckLinks")
    editor.see("1 alive, 1 gone (:copen)")
    (found,) = editor.lua("return vim.fn.getqflist()")
    line = path.read_text(encoding="utf-8").splitlines()[2].encode()
    assert found["type"] == "E"
    assert "gone" in found["text"]
    assert line[found["col"] - 1 :].decode().startswith(f"{pages}/gone")


def test_wrong_words_for_checking_links_are_named(editor: Editor) -> None:
    editor.type(":NotesCheckLinks everything<CR>")
    editor.see("takes all, force or stop, not everything")
    editor.type(":NotesCheckLinks stop<CR>")
    editor.see("no links are being checked")
