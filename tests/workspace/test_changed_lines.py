"""Changed lines, as real repositories of git have them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from notes_lsp.workspace.changed_lines import ChangedLines, changed_lines
from notes_lsp.workspace.files import FileProblem
from notes_lsp.workspace.results import Excerpt, PlacedFinding, Range

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    names = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *names, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def commit(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--message", "change", "--allow-empty")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "répo"
    folder.mkdir()
    git(folder, "init")
    commit(folder, a="1\n2\n3\n4\n5\n", b="1\n2\n", gone="1\n")
    return folder


def changed(folder: Path, revision: str = "HEAD") -> dict[str, list[int] | None]:
    result = changed_lines(revision, [str(folder)])
    assert isinstance(result, ChangedLines)
    return {
        os.path.relpath(path, os.path.realpath(folder)): None
        if ranges is None
        else [line for part in ranges for line in part]
        for path, ranges in result.by_path.items()
    }


def test_nothing_has_changed(repository: Path) -> None:
    assert changed(repository) == {}


def test_lines_that_are_new_changed_or_beside_those_taken_out(repository: Path) -> None:
    (repository / "a.md").write_text("1\nTWO\n3\n5\n6\n7\n")
    (repository / "gone.md").unlink()
    assert changed(repository) == {"a.md": [2, 3, 4, 5, 6]}


def test_committed_and_not_committed_changes_count_alike(repository: Path) -> None:
    commit(repository, a="one\n2\n3\n4\n5\n")
    (repository / "b.md").write_text("1\ntwo\n")
    assert changed(repository, "HEAD~1") == {"a.md": [1], "b.md": [2]}
    assert changed(repository) == {"b.md": [2]}


def test_all_of_a_file_that_git_does_not_know_is_new(repository: Path) -> None:
    (repository / "new.md").write_text("1\n")
    (repository / ".gitignore").write_text("*.txt\n")
    (repository / "left-out.txt").write_text("1\n")
    assert changed(repository) == {"new.md": None, ".gitignore": None}


def test_what_came_to_the_other_branch_meanwhile_is_not_ours(repository: Path) -> None:
    git(repository, "switch", "--create", "ours")
    commit(repository, a="1\n2\n3\n4\nfive\n")
    git(repository, "switch", "main")
    commit(repository, b="ONE\n2\n")
    git(repository, "switch", "ours")
    assert changed(repository, "main") == {"a.md": [5]}


@pytest.mark.parametrize("name", ["sp ace", "ümlaut", 'quo"te', "back\\slash", "tab\tin", "日本"])
def test_names_are_read_as_git_writes_them(repository: Path, name: str) -> None:
    commit(repository, **{name: "1\n"})
    (repository / f"{name}.md").write_text("2\n")
    assert changed(repository) == {f"{name}.md": [1]}


def test_text_that_looks_like_the_head_of_a_file_is_text(repository: Path) -> None:
    (repository / "a.md").write_text("1\n++ b/b.md\n@@ -1 +1 @@\n-- a/b.md\n5\n")
    assert changed(repository) == {"a.md": [2, 3, 4]}


def test_programs_that_a_repository_configures_are_not_run(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path / 'ran'}'\n")
    trap.chmod(0o755)
    for key in ("diff.external", "core.fsmonitor", "diff.trap.textconv", "core.pager", "diff.trap.command"):
        git(repository, "config", key, str(trap))
    git(repository, "config", "filter.a trap.clean", str(trap))
    git(repository, "config", "filter.trap.process", str(trap))
    git(repository, "config", "filter.trap.required", "true")
    (repository / ".gitattributes").write_text("*.md diff=trap filter=trap\n")
    (tmp_path / "ran").unlink(missing_ok=True)
    (repository / "a.md").write_text("one\n2\n3\n4\n5\n")
    assert changed(repository)["a.md"] == [1]
    assert not (tmp_path / "ran").exists()


def test_a_filter_whose_name_git_would_not_let_us_take_back_is_a_problem(repository: Path) -> None:
    git(repository, "config", "filter.a=b.clean", "cat")
    problem = changed_lines("HEAD", [str(repository)])
    assert isinstance(problem, FileProblem)
    assert problem.message == '--since HEAD: the repository sets up "filter.a=b", which can\'t be kept from running'


@pytest.mark.parametrize(
    ("revision", "message"),
    [
        ("no-such", "knows no such revision"),
        ("--output=x", "this is no revision"),
        ("HEAD:a.md", "knows no such revision"),
    ],
)
def test_a_revision_that_is_none(repository: Path, revision: str, message: str) -> None:
    problem = changed_lines(revision, [str(repository)])
    assert isinstance(problem, FileProblem)
    assert message in problem.message
    assert not (repository / "x").exists()


def test_a_folder_that_is_in_no_repository(tmp_path: Path) -> None:
    problem = changed_lines("HEAD", [str(tmp_path)])
    assert isinstance(problem, FileProblem)
    assert problem.message == "--since HEAD: this is in no git repository"


def test_findings_count_by_their_lines(repository: Path) -> None:
    (repository / "a.md").write_text("1\n2\nthree\n4\n5\n")
    (repository / "new.md").write_text("1\n")
    result = changed_lines("HEAD", [str(repository / "a.md")])
    assert isinstance(result, ChangedLines)

    def holds(name: str, line: int, end_line: int) -> bool:
        place = Range(line, 1, end_line, 1)
        return result.holds(
            PlacedFinding(str(repository / name), place, "c", "warning", "m", None, (), Excerpt("", 0, goes_on=False))
        )

    assert [line for line in range(1, 6) if holds("a.md", line, line)] == [3]
    assert holds("a.md", 1, 3)
    assert not holds("a.md", 1, 2)
    assert holds("new.md", 1, 1)
    assert not holds("b.md", 1, 1)
    assert result.holds_file(str(repository / "a.md"))
    assert not result.holds_file(str(repository / "b.md"))
