"""Files of settings: which one counts, and what is said about one that can't be read."""

import os
import time
from pathlib import Path

import pytest

from notes_lsp.workspace import config_files
from notes_lsp.workspace.config_files import ConfigFiles, describe_problem
from notes_lsp.workspace.settings import Layer, SettingsProblem, read_settings


def write(folder: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


OWN = "hover = false\n"
TABLE = "[tool.notes-lsp]\nhover = false\n"
OTHER = "[tool.ruff]\nline-length = 100\n"

# files -> for which file, from which root -> the file that counts
FOUND = [
    ({"notes-lsp.toml": OWN}, "a.md", ".", "notes-lsp.toml"),
    ({"notes-lsp.toml": OWN}, "sub/deep/a.md", ".", "notes-lsp.toml"),
    ({"pyproject.toml": TABLE}, "sub/a.md", ".", "pyproject.toml"),
    ({"pyproject.toml": OTHER}, "sub/a.md", ".", None),
    ({"notes-lsp.toml": OWN, "pyproject.toml": TABLE}, "a.md", ".", "notes-lsp.toml"),
    ({"notes-lsp.toml": OWN, "sub/pyproject.toml": OTHER}, "sub/a.md", ".", "notes-lsp.toml"),
    ({"notes-lsp.toml": OWN, "sub/pyproject.toml": TABLE}, "sub/a.md", ".", "sub/pyproject.toml"),
    ({"notes-lsp.toml": OWN, "sub/notes-lsp.toml": ""}, "sub/a.md", ".", "sub/notes-lsp.toml"),
    ({"notes-lsp.toml": OWN, "sub/a.md": ""}, "sub", ".", "notes-lsp.toml"),
    ({"notes-lsp.toml": OWN, "sub/a.md": ""}, "sub/a.md", "sub", None),
    ({"notes-lsp.toml": OWN, "sub/.git/HEAD": ""}, "sub/a.md", ".", None),
    ({"notes-lsp.toml": OWN, ".git/HEAD": ""}, "sub/a.md", None, "notes-lsp.toml"),
    ({"notes-lsp.toml": OWN}, "gone/deep/a.md", None, "notes-lsp.toml"),
]


@pytest.mark.parametrize(("files", "path", "root", "expected"), FOUND)
def test_the_nearest_file_counts_and_it_alone(
    tmp_path: Path, files: dict[str, str], path: str, root: str | None, expected: str | None
) -> None:
    write(tmp_path, files)
    found = ConfigFiles()
    layers = found.layers_for(str(tmp_path / path), None if root is None else str(tmp_path / root))
    assert [os.path.relpath(layer.path, tmp_path).replace(os.sep, "/") for layer in layers] == (
        [] if expected is None else [expected]
    )
    assert found.problems() == ()
    for layer in layers:
        assert layer.source == os.path.basename(layer.path)
        assert layer.folder == os.path.dirname(layer.path)


def test_what_it_says(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": '[tool.notes-lsp]\nexclude = ["drafts/"]\nindex-files = 3\n'})
    settings, problems = read_settings(ConfigFiles().layers_for(str(tmp_path / "a.md"), None))
    assert (settings.exclude, settings.index_files) == (("drafts/",), 3)
    assert problems == ()


def test_a_file_that_was_never_saved_has_the_settings_of_the_workspace(tmp_path: Path) -> None:
    write(tmp_path, {"notes-lsp.toml": OWN})
    assert len(ConfigFiles().layers_for("", str(tmp_path))) == 1
    assert ConfigFiles().layers_for("", None) == ()


# name, content -> what is said, and the line
BROKEN = [
    ("notes-lsp.toml", "a = 1\nhover = yes\n", "is no valid TOML: invalid value; its settings are left out", 2),
    ("notes-lsp.toml", "a = [1,", "is no valid TOML: ", None),
    ("notes-lsp.toml", "a = " + "[" * 20_000, "is no valid TOML: ", None),
    (
        "pyproject.toml",
        "[tool.notes-lsp]\nhover = yes\n",
        "is no valid TOML: invalid value; its settings are left out",
        2,
    ),
    (
        "notes-lsp.toml",
        "# \0",
        "looks binary, skipped; if it is text, save it as UTF-8; its settings are left out",
        None,
    ),
]


@pytest.mark.parametrize(("name", "content", "message", "line"), BROKEN)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, name: str, content: str, message: str, line: int | None
) -> None:
    write(tmp_path, {name: content})
    found = ConfigFiles()
    assert found.layers_for(str(tmp_path / "a.md"), str(tmp_path)) == ()
    (problem,) = found.problems()
    assert problem.message.startswith(message)
    assert (problem.source, problem.path, problem.line) == (name, str(tmp_path / name), line)


def test_a_broken_file_of_others_is_theirs(tmp_path: Path) -> None:
    write(tmp_path, {"notes-lsp.toml": OWN, "sub/pyproject.toml": "[tool.ruff\n"})
    found = ConfigFiles()
    assert len(found.layers_for(str(tmp_path / "sub/a.md"), str(tmp_path))) == 1
    assert found.problems() == ()


@pytest.mark.parametrize("content", ["tool = 3\n", "[tool]\nnotes-lsp = 3\n", "[[tool.notes-lsp]]\n"])
def test_a_table_of_another_form_never_raises(tmp_path: Path, content: str) -> None:
    write(tmp_path, {"pyproject.toml": content})
    layers = ConfigFiles().layers_for(str(tmp_path / "a.md"), str(tmp_path))
    _, problems = read_settings(layers)
    assert len(problems) == len(layers)


def test_a_file_is_read_once_until_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"notes-lsp.toml": OWN})
    path = tmp_path / "notes-lsp.toml"
    os.utime(path, (1_000_000_000, 1_000_000_000))
    monkeypatch.setattr(config_files, "is_settled", lambda stamp: True)
    read: list[str] = []
    real = config_files.read_notes

    def watched(path: str, size_limit: int) -> object:
        read.append(path)
        return real(path, size_limit)

    monkeypatch.setattr(config_files, "read_notes", watched)
    found = ConfigFiles()
    for _ in range(3):
        (layer,) = found.layers_for(str(tmp_path / "sub/a.md"), str(tmp_path))
        assert layer.values == {"hover": False}
    assert read == [str(path)]
    path.write_text("hover = true\n", encoding="utf-8")
    (layer,) = found.layers_for(str(tmp_path / "a.md"), str(tmp_path))
    assert layer.values == {"hover": True}
    path.write_text("hover =", encoding="utf-8")
    assert found.layers_for(str(tmp_path / "a.md"), str(tmp_path)) == ()
    assert len(found.problems()) == 1
    path.unlink()
    assert found.layers_for(str(tmp_path / "a.md"), str(tmp_path)) == ()
    assert found.problems() == ()


def test_what_was_written_a_moment_ago_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "notes-lsp.toml"
    found = ConfigFiles()
    now = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: now)  # however long the rounds take
    monkeypatch.setattr(config_files, "stamp_of", lambda path: (now, now, 1) if path.endswith("lsp.toml") else None)
    for number in range(20):
        path.write_text(f"index-files = {number % 10}\n", encoding="utf-8")
        (layer,) = found.layers_for(str(tmp_path / "a.md"), str(tmp_path))
        assert layer.values == {"index-files": number % 10}


def test_a_problem_in_one_line() -> None:
    assert describe_problem(SettingsProblem("notes-lsp.toml", "is bad", "/n/notes-lsp.toml", 3)) == (
        "/n/notes-lsp.toml:3: is bad"
    )
    assert describe_problem(SettingsProblem("the editor's settings", "is bad")) == "the editor's settings: is bad"
    assert Layer("x", None) == Layer("x", None, "", "")
