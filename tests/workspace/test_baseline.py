"""Baselines: what is in one is not told again, what finds nothing any more is stale."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.workspace.baseline import (
    Baseline,
    Compared,
    Entry,
    compare,
    described,
    entries_of,
    read_baseline,
    write_baseline,
)
from notes_lsp.workspace.files import FileProblem
from notes_lsp.workspace.results import Excerpt, PlacedFinding, Range


def finding(path: Path, line: int = 1, text: str = "see [x](y.md)", code: str = "missing-file") -> PlacedFinding:
    return PlacedFinding(
        str(path), Range(line, 1, line, 2), code, "warning", "m", None, (), Excerpt(text, 0, goes_on=False)
    )


def compared(findings: list[PlacedFinding], baseline: Baseline, *paths: Path) -> Compared:
    return compare(findings, baseline, [str(path) for path in paths], {"missing-file"})


def baseline_of(folder: Path, *findings: PlacedFinding) -> Baseline:
    path = str(folder / "baseline.json")
    assert write_baseline(path, entries_of(findings, path)) is None
    read = read_baseline(path)
    assert isinstance(read, Baseline)
    return read


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "talks" / "notes.md"
    path.parent.mkdir()
    path.touch()
    return path


def test_a_baseline_is_json_with_an_entry_on_each_line(tmp_path: Path, notes: Path) -> None:
    baseline_of(tmp_path, finding(notes, text="b\tü"), finding(notes, 9, text="a"), finding(notes, 3, text="a "))
    assert (tmp_path / "baseline.json").read_text("utf-8") == (
        "{\n"
        '  "version": 1,\n'
        '  "findings": [\n'
        '    {"path": "talks/notes.md", "rule": "missing-file", "count": 2, "line": "a"},\n'
        '    {"path": "talks/notes.md", "rule": "missing-file", "count": 1, "line": "b ü"}\n'
        "  ]\n"
        "}\n"
    )


def test_an_empty_baseline(tmp_path: Path) -> None:
    assert baseline_of(tmp_path).entries == Counter()
    assert json.loads((tmp_path / "baseline.json").read_text()) == {"version": 1, "findings": []}


def test_what_is_in_the_baseline_is_known_wherever_its_line_moved(tmp_path: Path, notes: Path) -> None:
    baseline = baseline_of(tmp_path, finding(notes, 3))
    assert compared([finding(notes, 80, "  see [x](y.md)")], baseline, notes) == Compared((), 1, Counter())


def test_one_more_of_the_same_is_new(tmp_path: Path, notes: Path) -> None:
    baseline = baseline_of(tmp_path, finding(notes, 3))
    again = finding(notes, 5)
    assert compared([finding(notes, 3), again], baseline, notes) == Compared((again,), 1, Counter())


@pytest.mark.parametrize("other", [{"text": "other"}, {"code": "missing-anchor"}])
def test_another_line_or_rule_is_new_and_leaves_the_entry_stale(
    tmp_path: Path, notes: Path, other: dict[str, str]
) -> None:
    baseline = baseline_of(tmp_path, finding(notes))
    new = finding(notes, **other)  # type: ignore[arg-type]
    stale = Counter({Entry("talks/notes.md", "missing-file", "see [x](y.md)"): 1})
    assert compared([new], baseline, notes) == Compared((new,), 0, stale)


def test_nothing_is_stale_of_a_file_that_was_not_checked_or_a_rule_that_did_not_run(
    tmp_path: Path, notes: Path
) -> None:
    baseline = baseline_of(tmp_path, finding(notes))
    assert compared([], baseline).stale == Counter()
    assert compare([], baseline, [str(notes)], {"missing-anchor"}).stale == Counter()
    assert compared([], baseline, notes).stale.total() == 1


def test_all_is_stale_of_a_file_that_is_gone(tmp_path: Path, notes: Path) -> None:
    baseline = baseline_of(tmp_path, finding(notes))
    notes.unlink()
    assert compared([], baseline).stale.total() == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "there is no such baseline"),
        (b"{\n[", "line 2 is no JSON"),
        (b"\xff\xfe\x00", "this is no baseline"),
        (b"[]", "this is no baseline"),
        (b'{"version": 2, "findings": []}', "one of a newer version"),
        (b'{"version": 1, "findings": [{"path": 1, "rule": "a", "line": "b", "count": 1}]}', "this is no baseline"),
        (b'{"version": 1, "findings": 7}', "this is no baseline"),
        (b"[" * 100_000, "this is no baseline"),
    ],
)
def test_what_is_no_baseline_is_said_so(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "baseline.json"
    if content is not None:
        path.write_bytes(content)
    problem = read_baseline(str(path))
    assert isinstance(problem, FileProblem)
    assert message in problem.message
    assert "--update-baseline" in problem.message


def test_a_baseline_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    problem = write_baseline(str(tmp_path / "missing" / "baseline.json"), Counter())
    assert isinstance(problem, FileProblem)


def test_stale_entries_are_named_and_cut_short() -> None:
    stale = Counter({Entry(f"{number}.md", "missing-file", "x" * 100): 1 for number in range(7)})
    lines = described(stale)
    assert lines[0] == f"0.md: missing-file: {'x' * 80}"
    assert lines[-1] == "and 2 more"
    assert len(lines) == 6


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ab"), st.text(max_size=5)), max_size=8), st.data())
def test_a_baseline_of_findings_knows_them_all_and_any_part_of_them(
    tmp_path_factory: pytest.TempPathFactory, given_: list[tuple[str, str]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("baseline")
    findings = [finding(folder / f"{name}.md", number, text) for number, (name, text) in enumerate(given_, 1)]
    baseline = baseline_of(folder, *findings)
    some = [found for found in findings if data.draw(st.booleans())]
    result = compared(some, baseline, folder / "a.md", folder / "b.md")
    assert result.new == ()
    assert result.known == len(some)
    assert result.stale.total() == len(findings) - len(some)
