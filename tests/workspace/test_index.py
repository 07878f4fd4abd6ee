"""The index of all notes: what it takes, how it is filled, and how it sees what changes."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.workspace import index_files, walk
from notes_lsp.workspace.index import NotesIndex
from notes_lsp.workspace.open_notes import OpenNotes
from notes_lsp.workspace.settings import Layer, Settings, read_settings

MakeTree = Callable[[dict[str, str]], Path]
MakeLink = Callable[[str, str], None]

TALKS = "# PyCon 2022\n\n## Queues - Ada Lovelace\n\n- x\n\n## Types - Bob Smith\n\n- y\n"


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Watch:
    """What was read and listed, as paths below a folder."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        self.listed: list[str] = []
        read_notes, scandir = index_files.read_notes, os.scandir

        def watched_read(path: str, size_limit: int) -> object:
            self.read.append(os.path.relpath(path, folder).replace(os.sep, "/"))
            return read_notes(path, size_limit)

        def watched_scandir(path: str) -> object:
            self.listed.append(os.path.relpath(path, folder).replace(os.sep, "/"))
            return scandir(path)

        monkeypatch.setattr(index_files, "read_notes", watched_read)
        monkeypatch.setattr(os, "scandir", watched_scandir)
        # The files of a test are always a moment old.
        monkeypatch.setattr(index_files, "is_settled", lambda stamp: True)


def index_of(*roots: Path, clock: Clock | None = None, **values: object) -> NotesIndex:
    settings, problems = read_settings([Layer("notes-lsp.toml", values)])
    assert problems == ()
    return NotesIndex(map(str, roots), lambda _: settings, clock or Clock())


def filled(*roots: Path, clock: Clock | None = None, **values: object) -> NotesIndex:
    index = index_of(*roots, clock=clock, **values)
    fill(index)
    return index


def fill(index: NotesIndex) -> None:
    for progress in index.steps():
        assert 0 <= progress.done <= progress.total
    assert not index.has_work


def names(index: NotesIndex, folder: Path) -> list[str]:
    return [os.path.relpath(summary.path, folder).replace(os.sep, "/") for summary in index.summaries()]


def test_what_is_taken(make_tree: MakeTree) -> None:
    folder = make_tree(
        {
            "b.md": "# B\n",
            "a/c.rst": "C\n=\n",
            "a/README.md": TALKS,
            "README.md": "# A project\n\n## Usage\n\nx\n",
            "LICENSE.md": "x",
            "code.py": "x",
            ".hidden/d.md": "x",
            ".e.md": "x",
            "node_modules/f.md": "x",
            "env/pyvenv.cfg": "",
            "env/lib/g.md": "x",
            "drafts/h.md": "x",
            "ignored/i.md": "x",
            "sub/j.md": "x",
            ".git/HEAD": "",
            ".gitignore": "ignored/\n",
            "sub/.gitignore": "j.md\n",
        }
    )
    index = filled(folder, exclude=["drafts/"])
    assert names(index, folder) == ["a/README.md", "a/c.rst", "b.md"]
    assert index.cut is None
    assert [summary.title for summary in index.summaries()] == ["PyCon 2022", "C", "B"]


def test_include_names_the_files(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "x", "talks/b.notes": "x", "talks/README.md": "x"})
    assert names(filled(folder, include=["talks/*"]), folder) == ["talks/README.md", "talks/b.notes"]


def test_settings_are_those_of_each_folder(make_tree: MakeTree) -> None:
    folder = make_tree({"a/x.md": "x", "b/x.md": "x"})
    none, _ = read_settings([Layer("", {"exclude": ["*"]}, str(folder / "b"))])
    asked = []

    def settings_of(path: str) -> Settings:
        asked.append(path)
        return none if path.startswith(str(folder / "b") + os.sep) else Settings()

    index = NotesIndex([str(folder)], settings_of)
    fill(index)
    assert names(index, folder) == ["a/x.md"]
    assert os.path.join(str(folder), "b", "") in asked
    assert all(os.path.isfile(path) or path.endswith(os.sep) for path in asked)


def test_each_step_does_little(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_tree({f"{number % 7}/{number}.md": "x" for number in range(2000)})
    watch = Watch(folder, monkeypatch)
    work = 0
    progress = []
    index = index_of(folder)
    for step in index.steps():
        assert len(watch.read) + len(watch.listed) - work <= 1
        work = len(watch.read) + len(watch.listed)
        progress.append(step)
    assert len(watch.read) == 2000
    assert sorted(watch.listed) == [".", "0", "1", "2", "3", "4", "5", "6"]
    assert [step.done for step in progress] == [0] * 8 + list(range(2000))
    assert {step.total for step in progress[7:]} == {2000}
    assert progress[8].current.endswith("/0/0.md")
    assert not index._stale_links  # nothing is left over for the first question


def test_a_large_file_is_read_in_several_steps(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "- item\n" * 20_000, "b.md": "x"})
    assert len(list(index_of(folder).steps())) == 1 + 3 + 1


def test_filling_can_stop_at_any_time(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_tree({**{f"{number}.md": "x" for number in range(9)}, "large.md": "- item\n" * 20_000})
    watch = Watch(folder, monkeypatch)
    index = index_of(folder)
    for stop in range(13):
        steps = index.steps()
        for _ in range(stop):
            next(steps)
        steps.close()
        assert index.has_work
        small = [name for name in watch.read if name != "large.md"]
        assert len(small) == len(set(small))
    fill(index)
    assert len(names(index, folder)) == 10


def test_what_did_not_change_is_not_read_again(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_tree({"a.md": "# A\n", "b.md": "# B\n", "c.md": "# C\n"})
    watch = Watch(folder, monkeypatch)
    index = filled(folder)
    assert watch.read == ["a.md", "b.md", "c.md"]
    make_tree({"b.md": "# Bees\n", "d.md": "# D\n"})
    (folder / "c.md").unlink()
    fill(index)
    assert watch.read[3:] == ["b.md", "d.md"]
    assert [summary.title for summary in index.summaries()] == ["A", "Bees", "D"]


def test_what_was_written_a_moment_ago_is_read_again(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(make_tree({"a.md": "# A\n"}) / "a.md")
    now = time.time_ns()
    for age, title in ((0, "B"), (10**9, "A")):  # in nanoseconds
        make_tree({"a.md": "# A\n"})
        monkeypatch.setattr(index_files, "_stamp_of_file", lambda path, age=age: (now - age, now - age, 4))
        index = index_of()
        index.summary(path)
        make_tree({"a.md": "# B\n"})
        summary = index.summary(path)
        assert summary is not None
        assert summary.title == title


def test_a_file_written_twice_in_a_moment_is_read_twice(make_tree: MakeTree) -> None:
    index = index_of(make_tree({"a.md": ""}))
    for number in range(10):
        path = str(make_tree({"a.md": f"# Title {number}\n"}) / "a.md")
        summary = index.summary(path)
        assert summary is not None
        assert summary.title == f"Title {number}"
        assert index.text_of(path) == f"# Title {number}\n"


# ------------------------------------------------------------ budgets


def test_the_budget_of_files(make_tree: MakeTree) -> None:
    folder = make_tree({f"{number}/{name}.md": "x" for number in range(3) for name in "ab"} | {"z.md": "x"})
    index = filled(folder, index_files=4)
    assert names(index, folder) == ["0/a.md", "0/b.md", "1/a.md", "z.md"]
    shown = str(folder).replace(os.sep, "/")
    assert index.cut == f'only the first 4 files of "{shown}" are known; index-files can be more'
    index = filled(folder, index_files=7)
    assert len(names(index, folder)) == 7
    assert index.cut is None


def test_a_file_above_the_size_is_left_out_until_it_is_open(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "x" * 100, "b.md": "x" * 101})
    index = filled(folder, index_file_size=100)
    assert names(index, folder) == ["a.md"]
    path = str(folder / "b.md")
    assert index.summary(path) is None
    assert index.text_of(path) is None
    index.set_open(path, OpenNotes(path, "x" * 101))
    assert names(index, folder) == ["a.md", "b.md"]


def test_folders_are_looked_into_to_a_depth_and_a_number(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "DEEPEST", 2)
    folder = make_tree({"a.md": "x", "1/a.md": "x", "1/2/a.md": "x", "1/2/3/a.md": "x"})
    assert names(filled(folder), folder) == ["1/2/a.md", "1/a.md", "a.md"]
    monkeypatch.setattr(walk, "MOST_FOLDERS", 2)
    index = filled(folder)
    assert names(index, folder) == ["1/a.md", "a.md"]
    assert index.cut is not None
    assert index.cut.startswith("only 2 folders of ")


@pytest.mark.parametrize("home", ["home/ada", "home/ada/."])
def test_a_home_folder_is_never_looked_through(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    folder = make_tree({"home/ada/a.md": "# A\n", "home/ada/notes/b.md": "# B\n"})
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder / home))
    for root, why in (("home/ada", "your home folder"), ("home", "the folder of all home folders")):
        index = filled(folder / root)
        assert names(index, folder) == []
        shown = str(folder / root).replace(os.sep, "/")
        assert index.cut == f'"{shown}" is not looked through: it is {why}; open the folder of your notes instead'
        path = str(folder / "home/ada/a.md")
        index.changed(path)
        assert names(index, folder) == []
        summary = index.summary(path)  # a file that somebody asks for is read all the same
        assert summary is not None
        assert summary.title == "A"
    assert names(filled(folder / "home/ada/notes"), folder) == ["home/ada/notes/b.md"]


def test_a_whole_disk_is_never_looked_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch(tmp_path, monkeypatch)
    index = filled(Path(tmp_path.anchor))
    assert watch.listed == []
    assert index.cut is not None
    assert "it is the whole disk" in index.cut


def test_links_are_not_followed_in_circles(make_tree: MakeTree, make_link: MakeLink) -> None:
    folder = make_tree({"notes/a.md": "# A\n", "notes/.store/b.md": "# B\n", "other/c.md": "# C\n"})
    make_link("notes/round", "notes")
    make_link("notes/other", "other")
    make_link("notes/again.md", "notes/a.md")
    make_link("notes/stored.md", "notes/.store/b.md")
    make_link("notes/outside.md", "other/c.md")
    make_link("notes/loop.md", "notes/loop.md")
    make_link("notes/gone.md", "notes/nothing.md")
    assert names(filled(folder / "notes"), folder) == ["notes/a.md", "notes/stored.md"]
    index = filled(folder / "notes")
    for name in ("notes/round/a.md", "notes/again.md", "notes/other/c.md"):
        index.changed(str(folder / name))
    assert names(index, folder) == ["notes/a.md", "notes/stored.md"]
    make_link("way", "notes")
    assert names(filled(folder / "way"), folder) == ["way/a.md", "way/stored.md"]


def test_excluded_folders_are_not_even_listed(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_tree({"a.md": "x", "drafts/b.md": "x", "drafts/keep/c.md": "x"})
    watch = Watch(folder, monkeypatch)
    filled(folder, exclude=["drafts/"])
    assert watch.listed == ["."]
    index = filled(folder, exclude=["drafts/**", "!c.md"])
    assert names(index, folder) == ["a.md", "drafts/keep/c.md"]


# ------------------------------------------------------------ folders of the workspace


def test_several_roots_one_in_another(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_tree({"x/a.md": "x", "x/in/b.md": "x", "y/z/c.md": "x", ".gitignore": "in/", ".git/HEAD": ""})
    watch = Watch(folder, monkeypatch)
    index = filled(folder / "x", folder / "x" / "in", folder / "y", folder / "y" / "z")
    assert names(index, folder) == ["x/a.md", "x/in/b.md", "y/z/c.md"]
    assert sorted(watch.listed) == ["x", "x/in", "y", "y/z"]
    assert index.root_of(str(folder / "x/in/b.md")) == str(folder / "x/in")
    assert index.root_of(str(folder / "x/a.md")) == str(folder / "x")
    assert index.root_of(str(folder / "xyz/a.md")) is None


def test_roots_come_and_go(make_tree: MakeTree) -> None:
    folder = make_tree({"x/a.md": "x", "y/b.md": "x"})
    index = filled(folder / "x")
    index.add_root(str(folder / "y"))
    assert index.has_work
    fill(index)
    assert names(index, folder) == ["x/a.md", "y/b.md"]
    index.remove_root(str(folder / "x"))
    assert names(index, folder) == ["y/b.md"]
    assert index.roots == (str(folder / "y"),)


# ------------------------------------------------------------ open files


def test_open_files_count_as_they_are_in_the_editor(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "# On disk\n", "b.md": "# B\n"})
    index = filled(folder)
    path = str(folder / "a.md")
    notes = OpenNotes(path, "# In the editor\n")
    index.set_open(path, notes)
    assert [summary.title for summary in index.summaries()] == ["In the editor", "B"]
    assert index.text_of(path) == "# In the editor\n"
    assert index.anchors_of(path) == {"in-the-editor"}
    index.set_open(path, notes.edit(2, 4, "By"))
    assert [summary.title for summary in index.summaries()] == ["By the editor", "B"]
    index.set_open(path, notes, taken=False)
    assert names(index, folder) == ["b.md"]
    assert index.anchors_of(path) == {"in-the-editor"}
    index.set_closed(path)
    assert [summary.title for summary in index.summaries()] == ["On disk", "B"]
    assert index.anchors_of(path) == {"on-disk"}


def test_open_files_that_are_not_on_disk(make_tree: MakeTree) -> None:
    folder = make_tree({"x/a.md": "# A\n"})
    index = filled(folder / "x")
    index.set_open("", OpenNotes("", "# Never saved\n"))
    outside = str(folder / "new.md")
    index.set_open(outside, OpenNotes(outside, "# New\n"))
    assert names(index, folder) == ["new.md", "x/a.md"]
    index.set_closed(outside)
    index.set_closed("")
    assert names(index, folder) == ["x/a.md"]
    assert index.summary(outside) is None


def test_an_edit_costs_nothing_until_somebody_asks(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    index = filled(make_tree({"b.md": "x"}))
    asked = []
    real = index_files.OpenSummary

    def watched(notes: object, path: str) -> object:
        asked.append(path)
        return real(notes, path)  # type: ignore[arg-type]

    monkeypatch.setattr(index_files, "OpenSummary", watched)
    for number in range(100):
        index.set_open("/a.md", OpenNotes("/a.md", f"# {number}\n"))
    assert asked == []
    assert next(summary.title for summary in index.summaries()) == "99"
    index.summaries()
    index.summary("/a.md")
    assert asked == ["/a.md"]


# ------------------------------------------------------------ what changes


def test_changes_that_are_told(make_tree: MakeTree) -> None:
    folder = make_tree(
        {"a.md": "# A\n", "b.md": "# B\n", "sub/c.md": "# C\n", ".gitignore": "ignored.md\n", ".git/HEAD": ""}
    )
    index = filled(folder)
    make_tree(
        {"a.md": "# Alpha\n", "new.md": "# New\n", "ignored.md": "x", "x.py": "x", "LICENSE": "x", "sub/.h.md": "x"}
    )
    for name in ("a.md", "new.md", "ignored.md", "x.py", "LICENSE", "sub/.h.md"):
        index.changed(str(folder / name))
    (folder / "b.md").unlink()
    index.deleted(str(folder / "b.md"))
    assert not index.has_work
    assert [(summary.title) for summary in index.summaries()] == ["Alpha", "New", "C"]
    (folder / "sub").rename(folder / "moved")
    index.renamed(str(folder / "sub"), str(folder / "moved"))
    assert names(index, folder) == ["a.md", "moved/c.md", "new.md"]
    (folder / "new.md").rename(folder / "newer.md")
    index.renamed(str(folder / "new.md"), str(folder / "newer.md"))
    assert names(index, folder) == ["a.md", "moved/c.md", "newer.md"]
    shutil.rmtree(folder / "moved")
    index.deleted(str(folder / "moved"))
    assert names(index, folder) == ["a.md", "newer.md"]


def test_what_takes_another_look_at_all(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "x", "b.md": "x", ".git/HEAD": ""})
    index = filled(folder)
    make_tree({".gitignore": "a.md\n"})
    index.changed(str(folder / ".gitignore"))
    assert index.has_work
    fill(index)
    assert names(index, folder) == ["b.md"]
    make_tree({"sub/c.md": "x"})
    index.changed(str(folder / "sub"))
    assert index.has_work
    fill(index)
    assert names(index, folder) == ["b.md", "sub/c.md"]


def test_what_changes_while_the_index_is_filled(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "# A\n", "b.md": "# B\n"})
    index = filled(folder)
    steps = index.steps()
    next(steps)
    make_tree({"c.md": "# C\n"})
    index.changed(str(folder / "c.md"))
    (folder / "a.md").unlink()
    index.deleted(str(folder / "a.md"))
    index.settings_changed()
    for _ in steps:
        pass
    assert index.has_work  # what was told meanwhile is not forgotten
    assert names(index, folder) == ["b.md", "c.md"]


def test_what_was_away_for_a_moment_is_not_lost(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "# A\n"})
    index = filled(folder)
    (folder / "a.md").unlink()
    steps = index.steps()
    next(steps)  # lists the folder while an editor is about to write the file anew
    make_tree({"a.md": "# A\n"})
    index.changed(str(folder / "a.md"))
    for _ in steps:
        pass
    assert names(index, folder) == ["a.md"]


def test_new_settings_take_and_leave(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "x", "drafts/b.md": "x", "README.md": TALKS})
    values: dict[str, object] = {}
    index = NotesIndex([str(folder)], lambda _: read_settings([Layer("here", values)])[0])
    fill(index)
    assert names(index, folder) == ["README.md", "a.md", "drafts/b.md"]
    values["exclude"] = ["drafts/"]
    index.settings_changed()
    assert names(index, folder) == ["README.md", "a.md"]
    fill(index)
    assert names(index, folder) == ["README.md", "a.md"]
    values["exclude"] = []
    index.settings_changed()
    fill(index)
    assert names(index, folder) == ["README.md", "a.md", "drafts/b.md"]


def test_changes_that_nobody_tells(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "# A\n", "b.md": "# B\n"})
    clock = Clock()
    index = filled(folder, clock=clock)
    assert [summary.title for summary in index.summaries()] == ["A", "B"]
    make_tree({"a.md": "# Alpha\n", "c.md": "# C\n"})
    (folder / "b.md").unlink()
    summary = index.summary(str(folder / "a.md"))
    assert summary is not None
    assert summary.title == "Alpha"
    assert index.summary(str(folder / "b.md")) is None
    assert names(index, folder) == ["a.md"]
    summary = index.summary(str(folder / "c.md"))
    assert summary is not None
    assert summary.title == "C"
    make_tree({"a.md": "# Again\n"})
    clock.now += 1
    assert [summary.title for summary in index.summaries()] == ["Again"]
    (folder / "a.md").unlink()
    clock.now += 1
    assert index.summaries() == ()


def test_a_summary_fits_the_text(make_tree: MakeTree) -> None:
    folder = make_tree({"a.md": "# A\n\nsee [x](b.md)\n"})
    index = filled(folder)
    path = str(folder / "a.md")
    make_tree({"a.md": "# A longer title than before\n\nsee [x](b.md)\n"})
    text = index.text_of(path)
    summary = index.summary(path)
    assert text is not None
    assert summary is not None
    assert [text[link.start : link.end] for link in summary.links] == ["b.md"]


def test_texts_are_kept_up_to_a_size(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_files, "_MOST_TEXT_KEPT", 1000)
    folder = make_tree({f"{number}.md": f"# {number}\n" + "x" * 300 for number in range(9)})
    watch = Watch(folder, monkeypatch)
    index = filled(folder)
    for number in (0, 0, 8, 8):
        path = str(folder / f"{number}.md")
        assert (index.text_of(path) or "").startswith(f"# {number}\n")
    assert watch.read[9:] == ["0.md"]


def test_a_question_about_all_reads_only_so_many_files(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_tree({f"{number:03}.md": f"# {number}\n" for number in range(120)})
    index = filled(folder)
    for number in range(120):
        index.changed(str(folder / f"{number:03}.md"))
    assert not index.has_work
    watch = Watch(folder, monkeypatch)
    assert len(index.summaries()) == 50
    assert len(watch.read) == 50
    assert index.has_work
    fill(index)
    assert len(watch.read) == len(index.summaries()) == 120


def test_what_can_not_be_read_costs_only_itself(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_tree({"a.md": "# A\n", "b.md": "too much", "c.md": "# C\n"})
    (folder / "d.md").write_bytes(b"\xff\xfe\xff")
    real = index_files.understand

    def understand(document: object, path: str) -> object:
        if path.endswith("b.md"):
            raise RecursionError("deep")
        return real(document, path)  # type: ignore[arg-type]

    monkeypatch.setattr(index_files, "understand", understand)
    index = filled(folder)
    assert names(index, folder) == ["a.md", "c.md"]
    for name in ("b.md", "d.md"):
        assert index.summary(str(folder / name)) is None
        assert index.text_of(str(folder / name)) is None
        assert index.anchors_of(str(folder / name)) is None


def test_what_is_no_notes_is_not_read(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_tree({"a.py": "x", "photo.jpg": "x", "b.md/c": "x"})
    watch = Watch(folder, monkeypatch)
    index = filled(folder)
    for name in ("a.py", "photo.jpg", "b.md", "gone.md", "nul\0.md", "x" * 5000 + ".md"):
        path = os.path.join(str(folder), name)
        assert index.summary(path) is None
        assert index.text_of(path) is None
        index.changed(path)
        index.deleted(path)
    assert watch.read == []
