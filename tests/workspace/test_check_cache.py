"""A check with a cache finds what one without finds, and checks nothing that has not changed."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import Surroundings
from notes_lsp.workspace import asked, batch, check_cache, stamps
from notes_lsp.workspace.batch import check_files
from notes_lsp.workspace.cached_check import check_files_cached
from notes_lsp.workspace.chosen_rules import RuleChoice
from notes_lsp.workspace.results import BatchResult
from notes_lsp.workspace.settings_of_files import RulesOfFiles
from notes_lsp.workspace.surroundings import DiskSurroundings

ALL = RulesOfFiles({}, RuleChoice())
MOMENTS = count(1_000_000_000_000_000_000, 1_000_000_000)


class Project:
    """A folder of notes, the folder of the cache, and the paths that a run had to check."""

    def __init__(self, root: Path, checked: list[str]) -> None:
        self.root = root / "project"
        self.cache = root / "cache"
        self._checked = checked
        self.write("notes-lsp.toml", "")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        moment = next(MOMENTS)  # so that two versions never have the same times
        os.utime(path, ns=(moment, moment))

    def paths(self) -> list[str]:
        return sorted(os.fspath(path) for path in self.root.rglob("*.md"))

    def check(self, rules: RulesOfFiles = ALL, paths: Sequence[str] | None = None) -> tuple[BatchResult, list[str]]:
        """The result with the cache, which has to be the one without, and the names of the files that were checked."""
        paths = self.paths() if paths is None else paths
        found = check_files_cached(paths, rules, os.fspath(self.cache))
        names = [os.path.basename(path) for path in self._checked]
        assert found == check_files(paths, rules)
        self._checked.clear()
        return found, names

    def cache_file(self) -> Path:
        (file,) = self.cache.iterdir()
        return file


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    return project_in(tmp_path, monkeypatch)


def project_in(folder: Path, patch: pytest.MonkeyPatch) -> Project:
    checked: list[str] = []
    work_on_files = batch.work_on_files

    def watched(paths: Sequence[str], make_work: Callable[[], Any], processes: int | None = None) -> Any:
        checked[:] = paths
        return work_on_files(paths, make_work, processes)

    patch.setattr(batch, "work_on_files", watched)
    # Nobody writes while these tests check, so that no time is too fresh to be trusted.
    patch.setattr(stamps, "_STEP_NS", -(10**12))
    return Project(folder, checked)


def codes(result: BatchResult) -> list[str]:
    return [finding.code for finding in result.findings]


LINKS = "# A talk\n\n- [slides](slides.pdf)\n- [the other](other.md#day-1)\n"


def test_files_that_have_not_changed_are_not_checked_again(project: Project) -> None:
    project.write("notes.md", LINKS)
    project.write("other.md", "# Day 1\n\n```python\nprint(\n```\n")
    first, checked = project.check()
    assert checked == ["notes.md", "other.md"]
    assert codes(first) == ["missing-file", "python-syntax-error"]
    again, checked = project.check()
    assert checked == []
    assert again == first


def test_all_that_a_finding_says_is_kept(project: Project) -> None:
    project.write("notes.md", "# Queues & workers\n\nSee [it](#queues-workers).\n\n[x]: y.pdf\n[x]: z.pdf\n")
    first, _ = project.check()
    assert any(finding.fix is not None for finding in first.findings)
    assert any(finding.related for finding in first.findings)
    assert project.check() == (first, [])


def test_a_file_that_changed_is_checked_alone(project: Project) -> None:
    project.write("notes.md", LINKS)
    project.write("other.md", "# Day 1\n")
    project.check()
    project.write("other.md", "# Day 1\n\n[here](gone.md)\n")
    found, checked = project.check()
    # The first one links to an anchor of the second.
    assert checked == ["notes.md", "other.md"]
    project.write("notes.md", f"{LINKS}\n")
    assert project.check()[1] == ["notes.md"]
    assert codes(found) == ["missing-file", "missing-file"]


def test_a_file_with_other_times_and_the_same_text_is_not_checked(project: Project) -> None:
    project.write("notes.md", LINKS)
    project.check()
    project.write("notes.md", LINKS)
    assert project.check()[1] == []
    # The new times are kept.
    before = project.cache_file().read_bytes()
    assert project.check()[1] == []
    assert project.cache_file().read_bytes() == before


@pytest.mark.parametrize("name", ["slides.pdf", "other.md"])
def test_what_comes_and_goes_beside_a_file_counts(project: Project, name: str) -> None:
    project.write("notes.md", LINKS)
    project.check()
    project.write(name, "# Day 1\n")
    _, checked = project.check()
    assert "notes.md" in checked
    (project.root / name).unlink()
    assert project.check()[1] == ["notes.md"]


def test_anchors_of_another_file_count(project: Project) -> None:
    project.write("notes.md", LINKS)
    project.write("slides.pdf", "")
    project.write("other.md", "# Day 1\n")
    assert codes(project.check()[0]) == []
    project.write("other.md", "# Day 2\n")
    found, checked = project.check()
    assert checked == ["notes.md", "other.md"]
    assert codes(found) == ["missing-anchor"]


def test_the_root_of_the_project_counts(project: Project) -> None:
    project.write("2024/notes.md", "# A talk\n\n[slides](../slides.pdf)\n")
    project.write("slides.pdf", "")
    assert codes(project.check()[0]) == []
    project.write("2024/notes-lsp.toml", "")
    assert codes(project.check()[0]) == ["link-outside-root"]
    (project.root / "2024" / "notes-lsp.toml").unlink()
    assert codes(project.check()[0]) == []


def test_other_rules_are_another_check(project: Project) -> None:
    project.write("notes.md", LINKS)
    project.check()
    other = RulesOfFiles({}, RuleChoice(severities=(("missing-file", "error"),)))
    found, checked = project.check(other)
    assert checked == ["notes.md"]
    assert [finding.severity for finding in found.findings] == ["error", "error"]
    in_folder = RulesOfFiles({os.fspath(project.root): RuleChoice(ignore=("missing-file",))}, RuleChoice())
    assert codes(project.check(in_folder)[0]) == []


def test_findings_name_the_path_as_it_was_given(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("notes.md", LINKS)
    project.check()
    monkeypatch.chdir(project.root)
    found, checked = project.check(paths=["notes.md"])
    assert checked == ["notes.md"]
    assert {finding.path for finding in found.findings} == {"notes.md"}


def test_files_that_are_gone_are_forgotten_and_others_stay(project: Project) -> None:
    project.write("notes.md", LINKS)
    project.write("old.md", "# Unforgettable\n")
    project.check()
    (project.root / "old.md").unlink()
    project.write("new.md", "# New\n")
    project.check(paths=[os.fspath(project.root / "new.md")])
    kept = project.cache_file().read_text("ascii")
    assert "old.md" not in kept
    assert project.check()[1] == []


def test_a_file_that_can_not_be_read_is_reported_each_time(project: Project) -> None:
    project.write("notes.md", "\0")
    assert len(project.check()[0].problems) == 1
    found, checked = project.check()
    assert (len(found.problems), checked) == (1, ["notes.md"])


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: kept[:-10],
        lambda kept: kept.replace(b"missing-file", b"missing-pile"),
        lambda kept: kept.partition(b"\n")[0] + b"\n{}",
        lambda kept: b"\xff\n[",
    ],
    ids=["empty", "cut short", "other text", "nothing", "no text"],
)
def test_a_damaged_cache_is_made_anew(project: Project, damage: Callable[[bytes], bytes]) -> None:
    project.write("notes.md", LINKS)
    project.check()
    file = project.cache_file()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert project.check()[1] == ["notes.md"]
    assert file.read_bytes() == whole


@pytest.mark.parametrize("name", ["__version__", "maker"])
def test_what_another_version_has_found_is_not_used(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    project.write("notes.md", LINKS)
    project.check()
    monkeypatch.setattr(check_cache, name, "9.9" if name == "__version__" else lambda: "somebody else")
    assert project.check()[1] == ["notes.md"]


def test_the_maker_is_told_by_the_files_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text("a = 1\n")
    before = check_cache._stamps_of_modules(os.fspath(tmp_path))
    (tmp_path / "rule.py").write_text("a = 10\n")
    assert check_cache._stamps_of_modules(os.fspath(tmp_path)) != before
    assert check_cache.maker() == check_cache.maker()


def test_without_room_for_a_cache_everything_is_checked(project: Project) -> None:
    project.write("notes.md", LINKS)
    project.cache.write_text("a file where the folder should be")
    assert project.check()[1] == ["notes.md"]
    assert project.check()[1] == ["notes.md"]


def test_caches_that_nobody_used_for_long_are_removed(project: Project) -> None:
    project.write("notes.md", LINKS)
    project.cache.mkdir()
    old, young, other = (project.cache / name for name in ("check-1.json", "check-2.json", "other.json"))
    for path in (old, young, other):
        path.touch()
    for path in (old, other):
        os.utime(path, (0, 0))
    project.check()
    assert not old.exists()
    assert young.exists()
    assert other.exists()


def test_what_is_too_fresh_to_be_trusted_is_not_kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_STEP_NS", 10**12)
    project.write("notes.md", LINKS)
    project.check()
    assert project.check()[1] == ["notes.md"]


def test_every_question_about_surroundings_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_STEP_NS", -(10**12))
    (tmp_path / "other.md").write_text("# Day 1\n")
    around = DiskSurroundings(os.fspath(tmp_path / "notes.md"), os.fspath(tmp_path))
    watched: Surroundings = asked.AskedSurroundings(around, {})
    questions = {name for name in vars(Surroundings) if not name.startswith("_")} - {"state"}
    for question in questions:
        getattr(watched, question)("other.md")
    recorded = {name for name, _, _ in watched.asked() or ()}  # type: ignore[attr-defined]
    # What is known of the web changes by itself: it makes a result that is not kept.
    assert {f"{name}_of" for name in recorded} | {"web_state"} == questions


def test_nothing_that_depends_on_the_web_is_kept(tmp_path: Path) -> None:
    state = WebState("https://example.org/", "gone", 404, "", None, 0.0)
    around = DiskSurroundings(os.fspath(tmp_path / "notes.md"), os.fspath(tmp_path), None, lambda _: state)
    watched = asked.AskedSurroundings(around, {})
    assert watched.web_state("https://example.org/") == state
    assert watched.asked() is None


def test_two_processes_at_once_do_not_disturb_each_other(project: Project) -> None:
    for number in range(20):
        project.write(f"notes{number}.md", LINKS)
    command = [sys.executable, "-m", "notes_lsp", "--check", "--output-format", "json", os.fspath(project.root)]
    environment = {**os.environ, "NOTES_LSP_CACHE_DIR": os.fspath(project.cache)}
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) for _ in range(3)]
    outputs = {process.communicate()[0] for process in running}
    outputs.add(subprocess.run(command, stdout=subprocess.PIPE, env=environment, check=False).stdout)
    outputs.add(subprocess.run([*command, "--no-cache"], stdout=subprocess.PIPE, env=environment, check=False).stdout)
    assert len(outputs) == 1
    assert [path.name for path in project.cache.iterdir()] == [project.cache_file().name]


NAMES = st.sampled_from(["a.md", "b.md", "B.md", "sub/c.md", "sub/a.md", "slides.pdf", "sub/notes-lsp.toml"])
PIECES = st.sampled_from(
    [
        "# Day 1\n\n",
        "## Queues & workers\n\n",
        *(
            f"- [x]({target})\n"
            for target in ("a.md", "b.md#day-1", "sub/c.md#queues--workers", "../a.md", "../B.md#x")
        ),
        "![](slides.pdf)\n",
        "[r]: a\n",
        "<!-- notes-lsp: ignore missing-file -->\n",
    ]
)
TEXTS = st.lists(PIECES, max_size=4).map("".join)
STEPS = st.one_of(
    st.tuples(st.just("write"), NAMES, TEXTS),
    st.tuples(st.just("delete"), NAMES, st.just("")),
    st.tuples(st.just("rename"), NAMES, NAMES),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(STEPS, max_size=3), min_size=2, max_size=5))
def test_whatever_happens_between_runs_the_findings_are_those_of_a_check(
    tmp_path_factory: pytest.TempPathFactory, runs: list[list[tuple[str, str, str]]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        project = project_in(tmp_path_factory.mktemp("property"), patch)
        for name in ("a.md", "b.md", "sub/c.md"):
            project.write(name, LINKS)
        for steps in runs:
            project.check()
            for what, name, argument in steps:
                happen(project, what, name, argument)
        project.check()


def happen(project: Project, what: str, name: str, argument: str) -> None:
    path = project.root / name
    if what == "write":
        project.write(name, argument)
    elif path.exists() and what == "delete":
        path.unlink()
    elif path.exists():
        (project.root / argument).parent.mkdir(exist_ok=True)
        path.replace(project.root / argument)
