"""Typing into a file of 100,000 lines is not held up."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from editor import Editor

TALKS = 5_000
LINES_OF_TALK = 22
KEYS = "the_quick_brown_fox_jumps_over_the_lazy_dog"
PAUSE = 0.06  # seconds: a quick writer
MOST = 0.1  # seconds for half of the keys, on a machine that does other things, too

Start = Callable[..., Editor]


def write_large(path: Path) -> None:
    body = "\n".join(f"- point {number} of what was said about it" for number in range(LINES_OF_TALK - 4))
    days = ["# PyCon 2025\n", "## Friday, 10 October 2025\n"]
    talks = [f"### Talk number {number} - Ada Lovelace\n\n{body}\n" for number in range(TALKS)]
    path.write_text("\n".join(days + talks), encoding="utf-8")


def seconds_per_key(editor: Editor, keys: str) -> list[float]:
    """How long it takes from each key to the screen that shows it."""
    taken = []
    for number, key in enumerate(keys, start=1):
        begin = time.perf_counter()
        editor.request("nvim_input", key)
        editor.wait(lambda: "> " + keys[:number] in editor.screen.text(), "the key")  # noqa: B023
        taken.append(time.perf_counter() - begin)
        until = begin + PAUSE
        while time.perf_counter() < until:
            editor.drain(until - time.perf_counter())
    return taken


def test_typing_into_100_000_lines_stays_fluent(start: Start, folder: Path) -> None:
    path = folder / "large.md"
    write_large(path)
    editor = start(
        options="{ completion = true }",
        before="vim.o.statusline = [[%{%v:lua.require'notes_lsp'.statusline()%}]]",
    )
    editor.edit(path)
    assert editor.lua("return vim.fn.line('$')") > 100_000
    editor.command("NotesOutline")
    editor.wait_for_lua("return #require('notes_lsp.symbols').known(vim.fn.bufnr('large.md')).symbols > ...", TALKS)
    editor.type("50000Go> ")
    taken = sorted(seconds_per_key(editor, KEYS))
    median, late = statistics.median(taken), taken[int(len(taken) * 0.95)]
    print(
        f"per key: median {median * 1000:.1f} ms, 95 % within {late * 1000:.1f} ms, longest {taken[-1] * 1000:.1f} ms"
    )
    assert median < MOST
