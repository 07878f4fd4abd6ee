"""What a person sees in Neovim who opens notes, reads and edits them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor import Editor

TUESDAY = """\
# EuroPython 2014

## Tuesday, July 22th

### 10:30 Services instead of one big application - Amanda Reyes

- start with one process
- **naïve** 🎉 see [the example](#indxe)

```python
import textwrap as lib

```

### 11:15 Search from the bottom up - Priya Raman

- an index is a dictionary

#### How it grows

- page by page
"""

WEDNESDAY = "# EuroPython 2014\n\n## Wednesday, July 23rd\n\n- after [Amanda](tuesday.md#{anchor})\n"

# On a machine that does much else at once.
PATIENT = "vim.lsp.config('notes_lsp', { settings = { ['notes-lsp'] = { ['python-deadline'] = 15000 } } })"

Start = Callable[..., Editor]


@pytest.fixture
def tuesday(folder: Path) -> Path:
    path = folder / "tuesday.md"
    path.write_text(TUESDAY, encoding="utf-8")
    return path


def test_the_hover_tells_of_a_talk(start: Start, tuesday: Path) -> None:
    editor = start()
    editor.edit(tuesday)
    editor.type("/Services<CR>K")
    editor.see("10:30 · Amanda Reyes")
    assert "start with one process" in editor.screen.text()


def test_the_menu_after_a_dot_has_the_documentation_of_its_items(start: Start, tuesday: Path) -> None:
    editor = start(options="{ completion = true }", before=f"vim.o.completeopt = 'menuone,noselect,popup'; {PATIENT}")
    editor.edit(tuesday)
    editor.type("/import<CR>jilib.")
    editor.see("dedent")
    editor.type("<C-n>")
    if editor.lua("return vim.fn.has('nvim-0.12')"):
        editor.see("Remove any common leading whitespace")
    editor.type("<C-y>")
    editor.wait(lambda: "lib.dedent" in editor.buffer(), "the chosen name in the text")


def test_a_finding_is_underlined_at_its_columns_and_its_fix_is_applied(start: Start, tuesday: Path) -> None:
    editor = start()
    editor.edit(tuesday)
    editor.wait_for_lua("return #vim.diagnostic.get(0) >= 2")
    (ordinal, anchor) = editor.lua("return vim.diagnostic.get(0)")
    assert (ordinal["lnum"], ordinal["col"], ordinal["end_col"], ordinal["code"]) == (2, 17, 21, "ordinal-typo")
    # The line of the other one holds two bytes for one letter, and four for another.
    line = TUESDAY.splitlines()[7]
    assert line.encode()[anchor["col"] : anchor["end_col"]].decode() == "#indxe"
    editor.see("22th")
    assert [look.has("underline") for look in editor.screen.looks_of("y 22th")] == [
        False,
        False,
        True,
        True,
        True,
        True,
    ]
    editor.type("/22th<CR>")
    editor.lua("vim.lsp.buf.code_action({ apply = true, filter = function(a) return a.title:find('22nd') ~= nil end })")
    editor.wait(lambda: editor.buffer()[2] == "## Tuesday, July 22nd", "the fix")
    editor.wait_for_lua("return #vim.diagnostic.get(0) == 1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_completion_and_findings_are_right_behind_letters_of_many_bytes(
    start: Start, tuesday: Path, encoding: str
) -> None:
    only = f"vim.lsp.config('notes_lsp', {{ capabilities = {{ general = {{ positionEncodings = {{ '{encoding}' }} }} }} }})"
    editor = start(before=only)
    editor.edit(tuesday)
    assert editor.lua("return vim.lsp.get_clients({ name = 'notes_lsp' })[1].offset_encoding") == encoding
    editor.type("/indxe<CR>0")
    editor.type("f#Clow")
    editor.type("<Esc>")
    editor.lua("vim.api.nvim_set_current_line('- **naïve** 🎉🐍 é see [x](#how')")
    editor.type("A<C-x><C-o>")
    editor.wait(
        lambda: editor.lua("return vim.fn.pumvisible()") or "how-it-grows" in editor.buffer()[7], "a completion"
    )
    editor.type("<C-y>")
    editor.wait(
        lambda: editor.buffer()[7].startswith("- **naïve** 🎉🐍 é see [x](#how-it-grows"), "the anchor in its place"
    )


def test_renaming_a_heading_renames_the_links_to_it_in_another_file(start: Start, folder: Path, tuesday: Path) -> None:
    tuesday.write_text(TUESDAY.replace(" - Priya Raman", ""), encoding="utf-8")
    other = folder / "wednesday.md"
    other.write_text(WEDNESDAY.format(anchor="1115-search-from-the-bottom-up"), encoding="utf-8")
    editor = start(before="vim.o.hidden = true")
    editor.edit(other)
    editor.edit(tuesday)
    editor.type("/Search<CR>")
    editor.lua("vim.lsp.buf.rename('11:15 Search from above')")
    editor.wait(lambda: "### 11:15 Search from above" in editor.buffer(), "the heading")
    editor.command("wall")
    assert "(tuesday.md#1115-search-from-above)" in other.read_text(encoding="utf-8")


def test_days_talks_and_code_fold(start: Start, tuesday: Path) -> None:
    editor = start(options="{ folding = true }")
    editor.edit(tuesday)
    editor.wait_for_lua("return vim.fn.foldlevel(10) > 0")
    assert "start with one process" in editor.see("start with one process")
    assert editor.lua("return vim.fn.foldclosed(6)") == -1
    editor.type("/Services<CR>zc")
    assert editor.lua("return { vim.fn.foldclosed(6), vim.fn.foldclosedend(6) }")[0] == 5
    assert editor.lua("return vim.fn.foldclosed(15)") == -1


def test_hints_and_lenses_stand_within_the_notes(start: Start, folder: Path, tuesday: Path) -> None:
    tuesday.write_text(TUESDAY.replace("Tuesday, July 22th", "July 22nd"), encoding="utf-8")
    (folder / "wednesday.md").write_text(
        WEDNESDAY.format(anchor="1115-search-from-the-bottom-up---priya-raman"), encoding="utf-8"
    )
    editor = start()
    editor.edit(tuesday)
    editor.see("## July 22nd 2014 Tue")
    editor.see("1 link to this talk")


def test_what_is_turned_off_stays_off(start: Start, folder: Path, tuesday: Path) -> None:
    tuesday.write_text(TUESDAY.replace("Tuesday, July 22th", "July 22nd"), encoding="utf-8")
    editor = start(options="{ inlay_hints = false, code_lens = false, keymaps = false }")
    editor.edit(tuesday)
    editor.wait_for_lua("return #vim.diagnostic.get(0) > 0")
    assert editor.lua("return vim.lsp.inlay_hint.is_enabled({ bufnr = 0 })") is False
    assert editor.lua("return vim.fn.maparg('gO', 'n', false, true).desc") != "Days and talks of these notes"
    assert editor.see("July 22nd").strip() == "## July 22nd"


def test_settings_go_to_the_server(start: Start, tuesday: Path) -> None:
    settings = "vim.lsp.config('notes_lsp', { settings = { ['notes-lsp'] = { ignore = { 'ordinal-typo' } } } })"
    editor = start(before=settings)
    editor.edit(tuesday)
    # What was found before the server knew of its settings goes away again.
    editor.wait(lambda: [each["code"] for each in editor.lua("return vim.diagnostic.get(0)")] == ["missing-anchor"])


def test_findings_that_depend_on_another_file_follow_it_and_no_other_file_gets_a_buffer(
    start: Start, folder: Path, tuesday: Path
) -> None:
    other = folder / "wednesday.md"
    other.write_text(WEDNESDAY.format(anchor="nothing"), encoding="utf-8")
    (folder / "third.md").write_text("# Third\n\n- [x](nothing.md)\n", encoding="utf-8")
    editor = start(before="vim.o.hidden = true")
    editor.edit(other)
    editor.wait_for_lua("return #vim.diagnostic.get(0) == 1")
    editor.edit(tuesday)
    editor.type("/How it<CR>")
    editor.lua("vim.api.nvim_set_current_line('#### Nothing')")
    editor.command("write")
    editor.wait_for_lua("return #vim.diagnostic.get(vim.fn.bufnr('wednesday.md')) == 0")
    assert editor.lua("return vim.fn.bufnr('third.md')") == -1


def test_symbols_of_the_whole_file_are_listed_by_the_key_for_outlines(start: Start, tuesday: Path) -> None:
    editor = start()
    editor.edit(tuesday)
    editor.wait_for_lua("return vim.fn.maparg('gO', 'n', false, true).desc == 'Days and talks of these notes'")
    editor.type("gO")
    editor.see("Search from the bottom up")
    editor.wait_for_lua("return vim.bo.buftype == 'quickfix'")
    assert any("Tuesday, July 22th" in line for line in editor.buffer())
