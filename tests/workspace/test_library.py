"""The notes of a workspace, as features and rules ask about them."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.features.library import Library
from notes_lsp.rules.registry import RULES, check
from notes_lsp.workspace.batch import UnknownSurroundings, check_files
from notes_lsp.workspace.index import NotesIndex
from notes_lsp.workspace.library import WorkspaceLibrary
from notes_lsp.workspace.open_notes import OpenNotes
from notes_lsp.workspace.settings import Settings

MakeTree = Callable[[dict[str, str]], Path]

FILES = {
    ".git/HEAD": "",
    "day1.md": "# Day 1\n\n- [two](day2.md#day-2), ![stage](photos/stage.jpg), [web](https://example.org/day2.md)\n",
    "day2.md": "# Day 2\n\n- [one](day1), [none](#day-2), [self](day2.md)\n",
    "sub/talk.rst": "Talk\n====\n\nSee `day one <../day1.html>`_ and `Day two <../Day2.md>`_.\n",
    "photos/stage.jpg": "",
    "README.md": "# A project\n\n[one](day1.md)\n",
}


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Workspace:
    """A library over a folder, with paths as seen from there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.index = NotesIndex([str(folder)], lambda _: Settings(), self.clock)
        self.library = WorkspaceLibrary(self.index)
        for _ in self.index.steps():
            pass

    def path(self, name: str) -> str:
        return str(self.folder / name)

    def open(self, name: str, text: str) -> None:
        self.index.set_open(self.path(name), OpenNotes(self.path(name), text))

    def linking_to(self, name: str) -> list[str]:
        found = self.library.files_linking_to(self.path(name))
        return [os.path.relpath(path, self.folder).replace(os.sep, "/") for path in found]

    def leads_to(self, name: str, target: str) -> str | None:
        found = self.library.path_of(self.path(name), target)
        return None if found is None else os.path.relpath(found, self.folder).replace(os.sep, "/")


@pytest.fixture
def workspace(make_tree: MakeTree) -> Workspace:
    return Workspace(make_tree(FILES))


def test_it_is_a_library(workspace: Workspace) -> None:
    library: Library = workspace.library
    assert [os.path.basename(summary.path) for summary in library.summaries()] == ["day1.md", "day2.md", "talk.rst"]
    text = library.text_of(workspace.path("README.md"))
    assert text == FILES["README.md"]
    summary = library.summary(workspace.path("README.md"))
    assert summary is not None
    assert summary.title == "A project"


LEADS_TO = [
    ("day1.md", "day2.md", "day2.md"),
    ("day1.md", "day2", "day2.md"),
    ("day1.md", "day2.html", "day2.md"),
    ("day1.md", "DAY2.md", "day2.md"),
    ("day1.md", "./photos/../day2.md", "day2.md"),
    ("day1.md", "photos/", "photos"),
    ("day1.md", "photos/stage.jpg", "photos/stage.jpg"),
    ("day1.md", "", "day1.md"),
    ("day1.md", "day3.md", None),
    ("day1.md", "day2.md/x", None),
    ("sub/talk.rst", "../day1.md", "day1.md"),
    ("sub/talk.rst", "../../outside.md", "../outside.md"),
    ("sub/talk.rst", "../../nothing.md", None),
]


@pytest.mark.parametrize(("name", "target", "expected"), LEADS_TO)
def test_path_of(tmp_path: Path, name: str, target: str, expected: str | None) -> None:
    folder = tmp_path / "notes"
    for path, text in {**FILES, "../outside.md": "# Outside\n"}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    assert Workspace(folder).leads_to(name, target) == expected


def test_a_file_that_was_never_saved_has_nothing_around_it(workspace: Workspace) -> None:
    assert workspace.library.path_of("", "day1.md") is None
    assert workspace.library.path_of("", "") is None
    assert workspace.library.names_in("", "") == ()
    assert isinstance(workspace.library.surroundings_of(""), UnknownSurroundings)
    assert workspace.library.files_linking_to("") == []


def test_names_in(workspace: Workspace) -> None:
    talk = workspace.path("sub/talk.rst")
    assert workspace.library.names_in(talk, "") == [("talk.rst", False)]
    assert workspace.library.names_in(talk, "../photos") == [("stage.jpg", False)]
    assert sorted(workspace.library.names_in(talk, "../")) == [
        (".git", True),
        ("README.md", False),
        ("day1.md", False),
        ("day2.md", False),
        ("photos", True),
        ("sub", True),
    ]
    assert workspace.library.names_in(talk, "nothing") == ()
    assert workspace.library.names_in(talk, "talk.rst") == ()


LINKING_TO = [
    ("day1.md", ["day2.md", "sub/talk.rst"]),
    ("day2.md", ["day1.md", "sub/talk.rst"]),
    ("photos/stage.jpg", ["day1.md"]),
    ("sub/talk.rst", []),
    ("day3.md", []),
]


@pytest.mark.parametrize(("name", "expected"), LINKING_TO)
def test_files_linking_to(workspace: Workspace, name: str, expected: list[str]) -> None:
    assert workspace.linking_to(name) == expected


def test_of_two_files_a_link_leads_to_one(make_tree: MakeTree) -> None:
    workspace = Workspace(
        make_tree({"a.md": "[x](b) and [y](c.md)", "b.md": "x", "b.rst": "x", "C.md": "x", "c.md": "x"})
    )
    assert workspace.linking_to("b.md") == ["a.md"]
    assert workspace.linking_to("b.rst") == []
    assert workspace.linking_to("c.md") == ["a.md"]
    if len(os.listdir(workspace.folder)) == 5:  # where letter case makes a difference
        assert workspace.linking_to("C.md") == []


def test_links_are_those_of_the_open_text(workspace: Workspace) -> None:
    workspace.open("day2.md", "no link any more\n")
    assert workspace.linking_to("day1.md") == ["sub/talk.rst"]
    workspace.open("day2.md", "[talk](sub/talk.rst)\n")
    assert workspace.linking_to("sub/talk.rst") == ["day2.md"]
    workspace.index.set_closed(workspace.path("day2.md"))
    assert workspace.linking_to("sub/talk.rst") == []
    assert workspace.linking_to("day1.md") == ["day2.md", "sub/talk.rst"]


def test_whoever_types_does_not_pay_for_links_to_the_own_file(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.open("day1.md", "[two](day2.md) [self](day1.md)\n")
    monkeypatch.setattr(OpenNotes, "document", property(lambda _: pytest.fail("the text was read")))
    assert workspace.linking_to("day1.md") == ["day2.md", "sub/talk.rst"]


def test_links_to_what_comes_and_goes(workspace: Workspace) -> None:
    make = workspace.folder / "day3.md"
    workspace.open("day1.md", "[three](day3.md)\n")
    assert workspace.leads_to("day1.md", "day3.md") is None
    assert workspace.linking_to("day3.md") == ["day1.md"]
    make.write_text("# Day 3\n", encoding="utf-8")
    workspace.index.changed(str(make))
    assert workspace.leads_to("day1.md", "day3.md") == "day3.md"
    assert workspace.linking_to("day3.md") == ["day1.md"]
    make.unlink()
    workspace.index.deleted(str(make))
    assert workspace.leads_to("day1.md", "day3.md") is None
    assert workspace.linking_to("day3.md") == ["day1.md"]
    (workspace.folder / "day2.md").unlink()
    workspace.index.deleted(workspace.path("day2.md"))
    assert workspace.linking_to("day1.md") == ["sub/talk.rst"]


def test_links_after_a_rename(workspace: Workspace) -> None:
    (workspace.folder / "sub").rename(workspace.folder / "talks")
    workspace.index.renamed(workspace.path("sub"), workspace.path("talks"))
    assert workspace.linking_to("day1.md") == ["day2.md", "talks/talk.rst"]
    assert workspace.leads_to("day1.md", "talks/talk.rst") == "talks/talk.rst"
    assert workspace.leads_to("day1.md", "sub/talk.rst") is None


def test_what_comes_without_a_word_is_seen_within_a_second(workspace: Workspace) -> None:
    assert workspace.leads_to("day1.md", "day3.md") is None
    surroundings = workspace.library.surroundings_of(workspace.path("day1.md"))
    assert surroundings.kind_of("day3.md") == "missing"
    (workspace.folder / "day3.md").write_text("# Day 3\n", encoding="utf-8")
    assert workspace.leads_to("day1.md", "day3.md") is None
    workspace.clock.now += 1
    assert workspace.leads_to("day1.md", "day3.md") == "day3.md"
    assert surroundings.kind_of("day3.md") == "file"
    (workspace.folder / "day3.md").unlink()
    workspace.clock.now += 1
    assert workspace.leads_to("day1.md", "day3.md") is None


def test_folders_in_which_nothing_happens_are_listed_once(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from notes_lsp.workspace import stamps

    monkeypatch.setattr(stamps, "is_settled", lambda stamp: True)
    workspace.leads_to("day1.md", "photos/stage.jpg")
    monkeypatch.setattr(os, "scandir", lambda path: pytest.fail("listed again"))
    workspace.clock.now += 1
    assert workspace.leads_to("day1.md", "photos/stage.jpg") == "photos/stage.jpg"


def test_rules_see_anchors_as_they_are_in_the_editor(workspace: Workspace) -> None:
    surroundings = workspace.library.surroundings_of(workspace.path("day1.md"))
    assert surroundings.anchors_of("day2.md") == {"day-2"}
    workspace.open("day2.md", "# Second day\n")
    assert surroundings.anchors_of("day2.md") == {"second-day"}
    workspace.index.set_closed(workspace.path("day2.md"))
    assert surroundings.anchors_of("day2.md") == {"day-2"}


def test_rules_find_what_the_command_line_finds(make_tree: MakeTree) -> None:
    workspace = Workspace(
        make_tree(
            {
                **FILES,
                "bad.md": "# Bad\n\n[a](Day1.md) [b](gone.md) [c](day2.md#day-3) [d](../../x.md) [e](README.md#x)\n",
            }
        )
    )
    path = workspace.path("bad.md")
    notes = OpenNotes(path, (workspace.folder / "bad.md").read_text(encoding="utf-8")).notes
    found = check(notes, workspace.library.surroundings_of(path), RULES)
    expected = check_files([path], RULES, processes=1).findings
    assert [(rule.code, finding.message) for rule, finding in found] == [(f.code, f.message) for f in expected]
    assert len(found) >= 5


def test_a_project_that_appears_has_an_outside(make_tree: MakeTree) -> None:
    workspace = Workspace(make_tree({"notes/sub/a.md": "x", "x.png": ""}))
    path = workspace.path("notes/sub/a.md")
    assert workspace.library.surroundings_of(path).kind_of("../../x.png") == "file"
    make_tree({"notes/.git/HEAD": ""})
    workspace.index.changed(workspace.path("notes/.git"))
    assert workspace.library.surroundings_of(path).kind_of("../../x.png") == "outside"


def test_each_question_looks_at_little(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(200):
        workspace.open(f"x{number}.md", f"[next](x{number + 1}.md)\n")
    assert workspace.linking_to("x7.md") == ["x6.md"]
    asked = []
    real = workspace.library.path_of

    def watched(path: str, target: str) -> str | None:
        asked.append(target)
        return real(path, target)

    monkeypatch.setattr(workspace.library, "path_of", watched)
    assert workspace.linking_to("x100.md") == ["x99.md"]
    assert asked == ["x100.md"]
