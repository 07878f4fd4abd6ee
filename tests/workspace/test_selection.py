"""Which files are talk notes, and what is said about it."""

import os
from pathlib import Path

import pytest

from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.selection import Taken, holds_talks, is_taken, relative_path
from notes_lsp.workspace.settings import Layer, Settings, read_settings

DEFAULTS = Settings()
ROOT = os.path.abspath(os.sep + "notes")

TALKS = """\
# PyCon 2022

## Friday, April 29

### 10:00 Queues - Ada Lovelace

- text

### 11:00 Types - Bob Smith

- text
"""
PROJECT = """\
# notes-lsp

A language server.

## Installation

Run `pip install notes-lsp`.

## Usage - the quick way

See [the docs](docs/).

## Changelog

### 2024-05-01

- Added this

### 2024-04-01

- Fixed that

## Authors

By Ada Lovelace.
"""


def notes_of(text: str) -> Notes:
    return understand(parse(text, "README.md"), "README.md")


def settings_of(source: str = "notes-lsp.toml", folder: str = "", **values: object) -> Settings:
    settings, problems = read_settings([Layer(source, values, folder)])
    assert problems == ()
    return settings


def check(
    path: str,
    expected: str,
    settings: Settings = DEFAULTS,
    text: str = "",
    language_id: str = "",
    root: str | None = ROOT,
) -> None:
    absolute = os.path.join(ROOT, *path.split("/")) if path and not path.startswith("/") else path.replace("/", os.sep)
    found = is_taken(absolute, root, settings, lambda: notes_of(text), language_id)
    assert found == Taken(expected.startswith("taken: "), expected)


BY_NAME = [
    ("a.md", "taken: its name ends in .md"),
    ("2014/Talk.RST", "taken: its name ends in .RST"),
    ("a.org", "taken: its name ends in .org"),
    ("security.md", "taken: its name ends in .md"),
    ("reading-club.md", "taken: its name ends in .md"),
    ("readme-driven development.md", "taken: its name ends in .md"),
    ("LICENSE", 'not taken: files called "LICENSE" are no talk notes; to take it, add it to include'),
    ("sub/CHANGELOG.md", 'not taken: files called "CHANGELOG.md" are no talk notes; to take it, add it to include'),
    ("a.py", 'not taken: its name ends in ".py"; to take it, add it to include'),
    ("Makefile", "not taken: its name has no ending; to take it, add it to include"),
    (".github/a.md", 'not taken: it lies in ".github"; to take it, add it to include'),
    ("node_modules/x/a.md", 'not taken: it lies in "node_modules"; to take it, add it to include'),
    (".hidden.md", "taken: its name ends in .md"),
]


@pytest.mark.parametrize(("path", "expected"), BY_NAME)
def test_by_name(path: str, expected: str) -> None:
    check(path, expected)


README_TAKEN = "taken: a README that holds talks"
README_NOT = "not taken: a README without days or talks; to take it, add it to include"


@pytest.mark.parametrize(
    "name", ["README.md", "sub/readme.rst", "README", "README.de.md", "README_old.txt", "ReadMe-fr.md"]
)
@pytest.mark.parametrize(("text", "expected"), [(TALKS, README_TAKEN), (PROJECT, README_NOT), ("", README_NOT)])
def test_a_readme_is_taken_for_its_talks(name: str, text: str, expected: str) -> None:
    check(name, expected, text=text)


def test_a_readme_that_can_not_be_read_is_not_taken() -> None:
    path = os.path.join(ROOT, "README.md")
    assert is_taken(path, ROOT, Settings()) == Taken(False, README_NOT)
    assert is_taken(path, ROOT, Settings(), lambda: None) == Taken(False, README_NOT)


def test_only_a_readme_is_read() -> None:
    def fail() -> Notes:
        pytest.fail("nobody needs the text")

    for name in ("a.md", "LICENSE", "a.py"):
        is_taken(os.path.join(ROOT, name), ROOT, Settings(), fail)


HOLDS_TALKS = [
    (TALKS, True),
    (PROJECT, False),
    ("", False),
    ("# A talk\n\nby Ada Lovelace\n\n- text\n", False),
    ("# Conf\n\n## Queues - Ada Lovelace\n\n- x\n\n## Types - Bob Smith\n\n- x\n", True),
    (
        "# Lib\n\n## Installation\n\nx\n\n## Usage\n\nx\n\n## Plans\n\nx\n\n## Design\n\nx\n\n## Limits\n\nx\n\n## Queues - Ada Lovelace\n\n- x\n\n## Types - Bob Smith\n\n- x\n",
        False,
    ),
    ("# Conf\n\n## Tuesday, May 3\n\n### Queues\n\n- x\n\n## Wednesday, May 4\n\n### Types\n\n- x\n", True),
    ("# Advent\n\n## Day 1\n\n### Part one\n\n- x\n\n## Day 2\n\n### Part two\n\n- x\n", False),
    ("# Lib\n\n## 1.0 (2024-05-01)\n\n### Added\n\n- x\n\n## 0.9 (2024-04-01)\n\n### Fixed\n\n- x\n", False),
]


@pytest.mark.parametrize(("text", "expected"), HOLDS_TALKS)
def test_what_makes_notes_of_a_readme(text: str, expected: bool) -> None:
    assert holds_talks(notes_of(text)) is expected


def test_this_project_s_own_readme_is_no_notes() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert not holds_talks(notes_of(readme))


OPENED = [
    ("", "markdown", "taken: opened as markdown"),
    ("", "plaintext", "taken: opened as plaintext"),
    ("", "python", "not taken: opened as python; to take it, add it to include"),
    ("", "", "not taken: its name has no ending; to take it, add it to include"),
    ("notes", "org", "taken: opened as org"),
    ("a.notes", "restructuredtext", "taken: opened as restructuredtext"),
    ("a.py", "python", "not taken: opened as python; to take it, add it to include"),
    ("a.md", "python", "taken: its name ends in .md"),
    ("LICENSE", "plaintext", 'not taken: files called "LICENSE" are no talk notes; to take it, add it to include'),
    ("README.md", "markdown", README_NOT),
]


@pytest.mark.parametrize(("path", "language_id", "expected"), OPENED)
def test_opened_in_an_editor(path: str, language_id: str, expected: str) -> None:
    check(path, expected, language_id=language_id)


def test_outside_of_the_workspace_only_the_name_counts() -> None:
    settings = settings_of(include=["talks/**"], exclude=["*"])
    check("/elsewhere/.hidden/a.md", "taken: its name ends in .md", settings)
    check("/elsewhere/a.md", "taken: its name ends in .md", settings, root=None)
    check(
        "/elsewhere/CHANGELOG.md",
        'not taken: files called "CHANGELOG.md" are no talk notes; to take it, add it to include',
        root=None,
    )


EXCLUDED = [
    (["drafts/**"], "drafts/a.md", 'not taken: excluded by "drafts/**" in notes-lsp.toml'),
    (["drafts/"], "sub/drafts/deep/a.md", 'not taken: excluded by "drafts/" in notes-lsp.toml'),
    (["./drafts"], "drafts/a.md", 'not taken: excluded by "./drafts" in notes-lsp.toml'),
    (["/a.md"], "a.md", 'not taken: excluded by "/a.md" in notes-lsp.toml'),
    (["/a.md"], "sub/a.md", "taken: its name ends in .md"),
    (["*.md", "!a.md"], "a.md", "taken: its name ends in .md"),
    (["*.md", "!a.md"], "b.md", 'not taken: excluded by "*.md" in notes-lsp.toml'),
    (["# comment", "b.md"], "b.md", 'not taken: excluded by "b.md" in notes-lsp.toml'),
    (["[", "b.md"], "b.md", 'not taken: excluded by "b.md" in notes-lsp.toml'),
]


@pytest.mark.parametrize(("patterns", "path", "expected"), EXCLUDED)
def test_exclude(patterns: list[str], path: str, expected: str) -> None:
    check(path, expected, settings_of(exclude=patterns))


INCLUDED = [
    (["talks/**"], "talks/a.md", 'taken: included by "talks/**" in notes-lsp.toml'),
    (["talks/**"], "talks/a.py", 'taken: included by "talks/**" in notes-lsp.toml'),
    (["talks/**"], "other/a.md", "not taken: no pattern of include in notes-lsp.toml names it"),
    (["README.md"], "sub/README.md", 'taken: included by "README.md" in notes-lsp.toml'),
    (["*.md", "CHANGELOG.md"], "CHANGELOG.md", 'taken: included by "CHANGELOG.md" in notes-lsp.toml'),
    (["*.md", "CHANGELOG.md"], "README.md", README_NOT),
    (["*.md", "CHANGELOG.md"], "a.md", "taken: its name ends in .md"),
    (["*.md", "CHANGELOG.md"], "a.rst", "not taken: no pattern of include in notes-lsp.toml names it"),
    ([".notes/*"], ".notes/a.md", 'taken: included by ".notes/*" in notes-lsp.toml'),
]


@pytest.mark.parametrize(("patterns", "path", "expected"), INCLUDED)
def test_include(patterns: list[str], path: str, expected: str) -> None:
    check(path, expected, settings_of(include=patterns))
    check(path, expected, settings_of(include=patterns), language_id="markdown")


def test_exclude_beats_include() -> None:
    settings = settings_of(include=["talks/**"], exclude=["talks/b.md"])
    check("talks/b.md", 'not taken: excluded by "talks/b.md" in notes-lsp.toml', settings)


def test_patterns_start_from_the_folder_of_their_source() -> None:
    settings = settings_of(folder=os.path.join(ROOT, "sub"), exclude=["/a.md"])
    check("sub/a.md", 'not taken: excluded by "/a.md" in notes-lsp.toml', settings)
    check("a.md", "taken: its name ends in .md", settings)
    from_editor = settings_of("the editor's settings", exclude=["/sub/a.md"])
    check("sub/a.md", 'not taken: excluded by "/sub/a.md" in the editor\'s settings', from_editor)


def test_relative_paths() -> None:
    assert relative_path(os.path.join(ROOT, "a", "b.md"), ROOT) == "a/b.md"
    assert relative_path(ROOT + "-other", ROOT) is None
    assert relative_path(os.path.join(os.sep, "a.md"), os.sep) == "a.md"
