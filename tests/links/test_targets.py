"""Targets taken apart, and which of a document's targets are looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.links.near import NearNames, within_edits
from notes_lsp.links.targets import looks_like_host, split_target, written_targets
from notes_lsp.syntax.parse import parse

# target -> kind, path, fragment
MARKDOWN = [
    ("https://example.org/a#b", "web", "https://example.org/a#b", ""),
    ("HTTP://example.org", "web", "HTTP://example.org", ""),
    ("ftp://example.org", "web", "ftp://example.org", ""),
    ("//example.org/a", "web", "//example.org/a", ""),
    ("mailto:a@example.org", "mail", "mailto:a@example.org", ""),
    ("someone@example.org", "mail", "someone@example.org", ""),
    ("javascript:alert(1)", "other", "javascript:alert(1)", ""),
    ("data:image/png;base64,AA==", "other", "data:image/png;base64,AA==", ""),
    ("tel:+48123", "other", "tel:+48123", ""),
    ("file:///etc/hosts", "other", "file:///etc/hosts", ""),
    ("vscode://file/x", "other", "vscode://file/x", ""),
    ("C:\\notes\\a.md", "other", "C:\\notes\\a.md", ""),
    ("c:/notes/a.md", "other", "c:/notes/a.md", ""),
    ("\\\\server\\share", "other", "\\\\server\\share", ""),
    ("~/notes.md", "other", "~/notes.md", ""),
    ("@someone", "other", "@someone", ""),
    ("?page=2", "other", "?page=2", ""),
    ("/slides/a.pdf", "rooted", "/slides/a.pdf", ""),
    ("/slides/a%20b.md#c", "rooted", "/slides/a b.md", "c"),
    ("#day-1", "anchor", "", "day-1"),
    ("#d%C3%A9j%C3%A0", "anchor", "", "déjà"),
    ("#", "anchor", "", ""),
    ("day1.md", "local", "day1.md", ""),
    ("./day1.md#keynote", "local", "./day1.md", "keynote"),
    ("../img/a%20b.png?raw=true", "local", "../img/a b.png", ""),
    ("img/a.png?raw=true#x", "local", "img/a.png", "x"),
    ("talk.md#a#b", "local", "talk.md", "a#b"),
    ("100%.md", "local", "100%.md", ""),
    ("%ff.md", "local", "\ufffd.md", ""),
    ("img\\setup.png", "local", "img\\setup.png", ""),
    (" day1.md ", "local", "day1.md", ""),
    (".", "local", ".", ""),
    ("..", "local", "..", ""),
    ("github.com/someone/x", "local", "github.com/someone/x", ""),
    ("./10:00.md", "local", "./10:00.md", ""),
    ("", "placeholder", "", ""),
    ("...", "placeholder", "...", ""),
    ("…", "placeholder", "…", ""),
    ("?", "placeholder", "?", ""),
    ("TODO", "placeholder", "TODO", ""),
    ("url", "placeholder", "url", ""),
    ("Link", "placeholder", "Link", ""),
    ("#TODO", "placeholder", "#TODO", ""),
    ("{{ site.url }}/talks", "placeholder", "{{ site.url }}/talks", ""),
    ("{% link talks/a.md %}", "placeholder", "{% link talks/a.md %}", ""),
    ("{filename}/a.md", "placeholder", "{filename}/a.md", ""),
    ("${BASE}/a.md", "placeholder", "${BASE}/a.md", ""),
    ("<your link>", "placeholder", "<your link>", ""),
    ("https://{{ host }}/", "placeholder", "https://{{ host }}/", ""),
]


@pytest.mark.parametrize(("target", "kind", "path", "fragment"), MARKDOWN)
def test_split_target(target: str, kind: str, path: str, fragment: str) -> None:
    parts = split_target(target)
    assert (parts.kind, parts.path, parts.fragment) == (kind, path, fragment)


@given(st.text())
def test_any_text_is_some_target(target: str) -> None:
    parts = split_target(target)
    assert parts.kind != "local" or parts.path


HOSTS = [
    ("github.com/someone", True),
    ("www.example.pl", True),
    ("youtu.be/abc", True),
    ("docs.python.org", True),
    ("localhost.dev:8000/x", True),
    ("README.md", False),
    ("setup.py", False),
    ("slides/github.com", False),
    ("socket.io.md", False),
    ("a.community", False),
]


@pytest.mark.parametrize(("path", "is_host"), HOSTS)
def test_looks_like_host(path: str, is_host: bool) -> None:
    assert looks_like_host(path) is is_host


def test_written_targets() -> None:
    text = (
        "[a](a.md) ![b](b.png) [c][c] [[wiki]] https://example.org/d <https://example.org/e>\n"
        '<img src="f.png">\n\n[c]: c.md "Title"\n'
    )
    written = sorted(written_targets(parse(text, "notes.md")), key=lambda written: written.start)
    assert [written.target.path for written in written] == ["a.md", "b.png", "f.png", "c.md"]
    assert [text[written.start : written.end] for written in written] == ["a.md", "b.png", "f.png", "c.md"]


WRITTEN = [
    (
        "notes.org",
        "[[#queues]] [[*Big  queues][b]] [[big queues]] [[file:a.org::*X][a]] [[./b.png]]\n",
        ["#queues", "*Big  queues", "a.org", "./b.png"],
    ),
    (
        "notes.rst",
        "`a <a.rst#x>`_ `b`_ c_ :doc:`d` e__\n\n.. _b: b.rst\n.. _c: b_\n.. image:: f.png\n\n__ e.rst\n",
        ["a.rst#x", "e", "f.png", "b.rst"],
    ),
]


@pytest.mark.parametrize(("name", "text", "targets"), WRITTEN)
def test_written_targets_of_other_dialects(name: str, text: str, targets: list[str]) -> None:
    assert [text[written.start : written.end] for written in written_targets(parse(text, name))] == targets


EDITS = [
    ("queues", "queues", 0, True),
    ("queues", "queue", 1, True),
    ("queues", "quueues", 1, True),
    ("queues", "qeuues", 1, True),
    ("queues", "quotes", 1, False),
    ("queues", "quotes", 2, True),
    ("ab", "abcd", 1, False),
    ("", "a", 1, True),
    ("abcdef", "badcfe", 2, False),
]


@pytest.mark.parametrize(("first", "second", "edits", "within"), EDITS)
def test_within_edits(first: str, second: str, edits: int, within: bool) -> None:
    assert within_edits(first, second, edits) is within
    assert within_edits(second, first, edits) is within


NEAR = [
    ("queues-workers", "queues--workers"),
    ("QueuesWorkers", "queues--workers"),
    ("mesage-passing", "message-passing"),
    ("massage-pasing", "message-passing"),
    ("day-3", None),  # as near to day-1 as to day-2
    ("lunch", None),
    ("abc", None),
]


@pytest.mark.parametrize(("name", "meant"), NEAR)
def test_near_names(name: str, meant: str | None) -> None:
    near = NearNames({"queues--workers", "message-passing", "day-1", "day-2", "abd", ""})
    assert (near.same_letters(name) or near.near(name)) == meant
