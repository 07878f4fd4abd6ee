"""``--watch``: what is checked again, and when."""

from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.cli.terminal import Terminal
from notes_lsp.cli.watch import watch


def watched(paths: list[str], steps: list[Callable[[], object]]) -> int:
    """How often something was checked while the steps were done, one in each pause; then somebody pressed Ctrl-C."""
    checks = 0
    left = list(steps)

    def check() -> int:
        nonlocal checks
        checks += 1
        return 0

    def wait(_seconds: float) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    watch(paths, check, Terminal(), wait)
    return checks


def test_once_and_after_each_change(tmp_path: Path) -> None:
    notes = tmp_path / "a.md"
    notes.write_text("1\n")
    assert watched([str(tmp_path)], []) == 1
    assert watched([str(tmp_path)], [lambda: None, lambda: None]) == 1
    assert watched([str(tmp_path)], [lambda: notes.write_text("one\n"), lambda: None]) == 2


def test_files_that_come_and_go_and_settings_count(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("1\n")
    new, settings = tmp_path / "new.md", tmp_path / "notes-lsp.toml"
    assert watched([str(tmp_path)], [lambda: new.write_text("1\n"), new.unlink]) == 3
    assert watched([str(tmp_path)], [lambda: settings.write_text("ignore = []\n")]) == 2
    assert watched([str(tmp_path)], [lambda: (tmp_path / "picture.png").write_text("x")]) == 1


def test_a_file_that_is_missing_for_a_moment_ends_nothing(tmp_path: Path) -> None:
    notes = tmp_path / "a.md"
    notes.write_text("1\n")
    assert watched([str(notes)], [notes.unlink, lambda: notes.write_text("1\n")]) == 3


def test_it_gives_what_the_last_check_gave(tmp_path: Path) -> None:
    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    assert watch([str(tmp_path)], lambda: 1, Terminal(), interrupt) == 1


def test_a_screen_is_cleared_and_a_file_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(_seconds: float) -> None:
        raise KeyboardInterrupt

    watch([str(tmp_path)], lambda: 0, Terminal(interactive=True), interrupt)
    assert capsys.readouterr().out == "\x1b[2J\x1b[3J\x1b[HWatching for changes; Ctrl-C ends it.\n"
    watch([str(tmp_path)], lambda: 0, Terminal(), interrupt)
    assert capsys.readouterr().out == ""
