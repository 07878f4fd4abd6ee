"""Files around notes, on a real disk."""

import os
from pathlib import Path

import pytest

from notes_lsp.workspace import stamps, surroundings
from notes_lsp.workspace.surroundings import Disk, DiskSurroundings, find_root, read_notes

FILES = {
    "repo/.git/config": "",
    "repo/README.md": "# Read me\n",
    "repo/2025/day1.md": "# Day 1\n\n## Keynote\n",
    "repo/2025/day2.rst": "Day 2\n=====\n\nWhat's new?\n-----------\n",
    "repo/2025/Photos/Stage.JPG": "",
    "repo/2025/a b/żółw.txt": "",
    "repo/2025/program.html": '<h1 id="x">X</h1>',
    "outside.md": "# Outside\n",
}

# target as seen from repo/2025/notes.md -> what lies there
KINDS = [
    ("day1.md", "file"),
    ("./day1.md", "file"),
    ("../2025/day1.md", "file"),
    ("../2025/../2025/day1.md", "file"),
    ("notes.md", "missing"),
    ("day3.md", "missing"),
    ("Photos", "folder"),
    ("Photos/", "folder"),
    (".", "folder"),
    ("..", "folder"),
    ("../", "folder"),
    ("Photos/Stage.JPG", "file"),
    ("Photos/stage.jpg", "wrong-case"),
    ("photos/stage.jpg", "wrong-case"),
    ("../readme.md", "wrong-case"),
    ("../2025/Day1.md", "wrong-case"),
    ("photos/nothing.jpg", "missing"),
    ("day1.md/x", "missing"),
    ("day1.md/", "file"),
    ("a b/żółw.txt", "file"),
    ("a b/z\u0307o\u0301łw.txt", "file"),
    ("a b/Żółw.txt", "wrong-case"),
    ("day1", "file"),
    ("day1/", "file"),
    ("day2", "file"),
    ("Day1", "wrong-case"),
    ("program", "file"),
    ("day1.html", "file"),
    ("DAY1.html", "wrong-case"),
    ("day9.html", "missing"),
    ("../../outside.md", "outside"),
    ("../..", "outside"),
    ("../../repo/README.md", "file"),
    ("../" * 60 + "x", "outside"),
    ("nul\0.md", "missing"),
    ("x" * 5000, "missing"),
]

SPELLINGS = [
    ("photos/stage.jpg", "Photos/Stage.JPG"),
    ("./photos/", "./Photos/"),
    ("../2025/../2025/Day1.md", "../2025/../2025/day1.md"),
    ("Day1", "day1"),
    ("DAY1.html", "day1.html"),
    ("day1.md", None),
    ("day3.md", None),
]


def write_tree(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def around(tmp_path: Path, disk: Disk | None = None) -> DiskSurroundings:
    write_tree(tmp_path, FILES)
    return DiskSurroundings(str(tmp_path / "repo/2025/notes.md"), str(tmp_path / "repo"), disk)


@pytest.mark.parametrize(("target", "kind"), KINDS)
def test_kind_of(tmp_path: Path, target: str, kind: str) -> None:
    assert around(tmp_path).kind_of(target) == kind


@pytest.mark.parametrize(("target", "spelling"), SPELLINGS)
def test_spelling_of(tmp_path: Path, target: str, spelling: str | None) -> None:
    assert around(tmp_path).spelling_of(target) == spelling


def test_anchors_of_notes(tmp_path: Path) -> None:
    files = around(tmp_path)
    assert files.anchors_of("day1.md") == frozenset({"day-1", "keynote"})
    assert files.anchors_of("day1") == frozenset({"day-1", "keynote"})
    assert files.anchors_of("DAY1.md") == frozenset({"day-1", "keynote"})
    assert files.anchors_of("day2.rst") == frozenset({"day-2", "whats-new", "what-s-new"})
    for target in ("day3.md", "program.html", "Photos", "../../outside.md"):
        assert files.anchors_of(target) is None


def test_each_folder_is_listed_once_and_each_file_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed: list[str] = []
    read: list[str] = []
    scandir = os.scandir

    def counting_scandir(path: str) -> object:
        listed.append(path)
        return scandir(path)

    def counting_read(path: str) -> str | None:
        read.append(path)
        return read_notes(path)

    disk = Disk(counting_read)
    first = around(tmp_path, disk)
    second = DiskSurroundings(str(tmp_path / "repo/2025/other.md"), str(tmp_path / "repo"), disk)
    monkeypatch.setattr(os, "scandir", counting_scandir)
    for target, _ in KINDS:
        first.kind_of(target)
        second.kind_of(target)
        second.anchors_of(target)
    assert len(listed) == len(set(listed))
    assert len(read) == len(set(read))


def test_a_new_file_is_seen_once_forgotten(tmp_path: Path) -> None:
    disk = Disk()
    files = around(tmp_path, disk)
    assert files.kind_of("day3.md") == "missing"
    path = tmp_path / "repo/2025/day3.md"
    path.write_text("# Day 3\n", encoding="utf-8")
    disk.forget(str(path))
    assert files.kind_of("day3.md") == "file"
    assert files.anchors_of("day3.md") == frozenset({"day-3"})


def test_a_folder_that_moved_is_forgotten_with_all_in_it(tmp_path: Path) -> None:
    disk = Disk()
    files = around(tmp_path, disk)
    assert files.kind_of("Photos/Stage.JPG") == "file"
    (tmp_path / "repo/2025/Photos").rename(tmp_path / "repo/2025/Pictures")
    disk.forget(str(tmp_path / "repo/2025/Photos"))
    assert files.kind_of("Photos/Stage.JPG") == "missing"


def test_another_look_finds_what_came_and_went(tmp_path: Path) -> None:
    disk = Disk()
    files = around(tmp_path, disk)
    assert files.kind_of("day3.md") == "missing"
    assert files.kind_of("Photos/Stage.JPG") == "file"
    path = tmp_path / "repo/2025/day3.md"
    path.write_text("# Day 3\n", encoding="utf-8")
    (tmp_path / "repo/2025/Photos/Stage.JPG").unlink()
    assert files.kind_of("day3.md") == "missing"
    disk.look_again()
    assert files.kind_of("day3.md") == "file"
    assert files.kind_of("Photos/Stage.JPG") == "missing"


def test_another_look_forgets_nothing_that_stayed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "is_settled", lambda stamp: True)  # the folders of a test are always a moment old
    disk = Disk()
    files = around(tmp_path, disk)
    files.kind_of("Photos/Stage.JPG")
    version = disk.version
    disk.look_again()
    assert disk.version == version


def test_paths_of_targets(tmp_path: Path) -> None:
    files = around(tmp_path)
    for target, path in (
        ("day1", "repo/2025/day1.md"),
        ("../readme.md", "repo/README.md"),
        ("Photos/", "repo/2025/Photos"),
        ("../../outside.md", "outside.md"),
    ):
        assert files.path_of(target) == str(tmp_path / path)
    assert files.path_of("day3.md") is None
    assert files.path_of("../../nowhere.md") is None


def test_anchors_may_come_from_elsewhere(tmp_path: Path) -> None:
    asked: list[str] = []

    def read_anchors(path: str) -> frozenset[str]:
        asked.append(path)
        return frozenset({"x"})

    files = around(tmp_path, Disk(read_anchors=read_anchors))
    assert files.anchors_of("day1") == files.anchors_of("day1") == frozenset({"x"})
    assert asked == [str(tmp_path / "repo/2025/day1.md")] * 2
    assert files.anchors_of("day3.md") is None


def test_symbolic_links_are_what_they_point_at(tmp_path: Path) -> None:
    files = around(tmp_path)
    try:
        (tmp_path / "repo/2025/shared").symlink_to(tmp_path / "repo/2025/Photos", target_is_directory=True)
        (tmp_path / "repo/2025/loop").symlink_to(tmp_path / "repo/2025/loop")
    except OSError:
        pytest.skip("no symbolic links here")
    assert files.kind_of("shared/Stage.JPG") == "file"
    assert files.kind_of("loop/x.md") == "missing"


def test_a_folder_without_a_project_has_no_outside(tmp_path: Path) -> None:
    write_tree(tmp_path, {"notes/a.md": "", "img/x.png": ""})
    files = DiskSurroundings(str(tmp_path / "notes/a.md"), str(tmp_path / "notes"))
    assert files.kind_of("../img/x.png") == "file"
    assert files.kind_of("../img/y.png") == "missing"


def test_nobody_can_tell_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    files = DiskSurroundings(str(tmp_path / "gone/a.md"), str(tmp_path / "gone"))
    assert files.kind_of("b.md") is None
    assert files.anchors_of("b.md") is None


ROOTS = [
    ({"a/.git/HEAD": "", "a/b/c/x.md": ""}, "a/b/c/x.md", "a"),
    ({"a/.git/HEAD": "", "a/b/notes-lsp.toml": "", "a/b/c/x.md": ""}, "a/b/c/x.md", "a/b"),
    ({"a/pyproject.toml": "", "a/b/x.md": ""}, "a/b", "a"),
    ({"a/.git": "gitdir: elsewhere", "a/x.md": ""}, "a/x.md", "a"),
]


@pytest.mark.parametrize(("files", "path", "root"), ROOTS)
def test_find_root(tmp_path: Path, files: dict[str, str], path: str, root: str) -> None:
    write_tree(tmp_path, files)
    assert find_root(str(tmp_path / path)) == str(tmp_path / root)


def test_find_root_of_notes_in_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings, "ROOT_MARKERS", ("no-such-marker",))
    write_tree(tmp_path, {"a/b/x.md": ""})
    assert find_root(str(tmp_path / "a/b/x.md")) == str(tmp_path / "a/b")


def test_read_notes(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbf# caf\xe9\r\n")
    assert read_notes(str(path)) == "# caf\ufffd\r\n"
    path.write_bytes(b"x" * 2_000_001)
    assert read_notes(str(path)) is None
    assert read_notes(str(tmp_path)) is None
