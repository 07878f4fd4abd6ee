"""The line that moves while the web is asked."""

import io
import re

import pytest

from notes_lsp.cli import progress
from notes_lsp.cli.progress import ProgressLine
from notes_lsp.cli.terminal import Terminal
from notes_lsp.links.verdicts import Verdict, WebState

STEERING = re.compile(r"\x1b\[\d*[A-Za-z]|\x1b\[[\d;]*m|\r")


class Screen:
    """A line of ``total`` addresses on a screen whose width can change."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, total: int, terminal: Terminal, columns: int = 80) -> None:
        self.columns = columns
        self.written = io.StringIO()
        monkeypatch.setattr(progress, "_columns_of", lambda _: self.columns)
        monkeypatch.setattr(progress, "_BETWEEN_DRAWINGS", 0.0)
        self.line = ProgressLine(total, self.written, terminal)

    def after(self, *verdicts: Verdict) -> str:
        """What is written when these have been found out one after the other, the last time."""
        for verdict in verdicts:
            self.written.seek(0)
            self.written.truncate()
            self.line.found(WebState("https://a.example/", verdict, None, "", None, 0.0))
        return self.written.getvalue()


def seen(written: str) -> str:
    return STEERING.sub("", written)


def test_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(monkeypatch, 8, Terminal(), columns=60)
    assert seen(screen.after("alive", "alive")) == f"Checking links {'━' * 8}╸{'─' * 25} 2/8 · 0 s"
    assert (
        seen(screen.after("gone", "unverifiable", "no-such-host"))
        == f"Checking links {'━' * 15}╸{'─' * 9} 5/8 · 2 dead · 0 s"
    )
    plain = Screen(monkeypatch, 8, Terminal(unicode=False), columns=60)
    assert seen(plain.after("gone", "alive")) == f"Checking links {'#' * 6}{'-' * 19} 2/8 - 1 dead - 0 s"


@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize("unicode", [True, False])
def test_it_fits_into_any_window(monkeypatch: pytest.MonkeyPatch, color: bool, unicode: bool) -> None:
    for columns in range(1, 130):
        for total, verdicts in ((1, ("alive",)), (20_000, ("gone",) * 5), (3, ("gone",) * 4)):
            screen = Screen(monkeypatch, total, Terminal(color=color, unicode=unicode), columns)
            shown = seen(screen.after(*verdicts))  # type: ignore[arg-type]
            assert len(shown) < max(columns, 2)
            assert (f"{len(verdicts)}/{total}" in shown) is (columns >= 20)


def test_a_window_that_has_become_narrower_has_broken_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(monkeypatch, 8, Terminal(), columns=60)
    assert screen.after("alive").startswith("\r\x1b[2KChecking")
    screen.columns = 30  # the 59 columns are two rows now
    assert screen.after("alive").startswith("\r\x1b[2K\x1b[1A\x1b[2K━")
    assert screen.after("alive").startswith("\r\x1b[2K━")
    screen.columns = 100
    assert screen.after("alive").startswith("\r\x1b[2KChecking")


def test_nothing_of_it_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(monkeypatch, 8, Terminal())
    screen.line.erase()
    assert screen.written.getvalue() == ""
    screen.after("alive")
    screen.line.erase()
    assert screen.written.getvalue().endswith("s\r\x1b[2K")
    screen.line.erase()
    assert screen.written.getvalue().count("\r") == 2


def test_it_is_not_drawn_more_often_than_somebody_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(monkeypatch, 1000, Terminal())
    monkeypatch.setattr(progress, "_BETWEEN_DRAWINGS", 3600.0)
    screen.after("alive")
    assert screen.after("alive") == ""


def test_minutes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [progress._duration(seconds) for seconds in (0.9, 59.9, 60, 754)] == [
        "0 s",
        "59 s",
        "1 min 00 s",
        "12 min 34 s",
    ]
