"""Checking many files: places, counts, and what one bad file or rule costs the others."""

import gc
import multiprocessing
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from notes_lsp.rules.base import Edit, Finding, Fix, Related, Rule, Surroundings
from notes_lsp.talks.model import Notes
from notes_lsp.workspace import batch
from notes_lsp.workspace.batch import Checker, check_files
from notes_lsp.workspace.files import FileText
from notes_lsp.workspace.results import BatchResult, Counts, Excerpt, PlacedEdit, PlacedFix, PlacedRelated, Range

forks = pytest.mark.skipif(
    "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin",
    reason="the rules of a test do not travel to a process that is not forked",
)


def rule(code: str, check: object) -> Rule:
    return Rule(code, "warning", True, "summary", "reason", "bad", "good", check)  # type: ignore[arg-type]


def find_xxx(notes: Notes, surroundings: Surroundings) -> Iterable[Finding]:
    text = notes.document.text
    start = text.find("XXX")
    while start >= 0:
        yield Finding(start, start + 3, f"found at {start}")
        start = text.find("XXX", start + 1)


def fail(notes: Notes, surroundings: Surroundings) -> Iterable[Finding]:
    raise ValueError("oh no")


def end_the_process(notes: Notes, surroundings: Surroundings) -> Iterable[Finding]:
    if "deadly" in notes.document.text:
        os._exit(7)
    return ()


XXX = rule("find-xxx", find_xxx)


def check_text(text: str, *rules: Rule) -> BatchResult:
    return Checker(rules).check_text(FileText("notes.md", text, "utf-8", bom=False), None)


def write(folder: Path, texts: dict[str, str]) -> list[str]:
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [str(folder / name) for name in texts]


def test_places_count_from_one_and_in_code_points() -> None:
    (first, second) = check_text("# T\r\n\r\n🐍é XXX\rXXX\n", XXX).findings
    assert (first.path, first.code, first.severity, first.message) == ("notes.md", "find-xxx", "warning", "found at 10")
    assert first.range == Range(3, 4, 3, 7)
    assert first.excerpt == Excerpt("🐍é XXX", 0, goes_on=False)
    assert second.range == Range(4, 1, 4, 4)


def test_fixes_and_related_places_are_placed_too() -> None:
    finding = Finding(0, 9, "m", Fix("t", (Edit(4, 5, "x"),), safe=False), (Related(8, 9, "r"),))
    (placed,) = check_text("one\ntwo\nthree\n", rule("r", lambda *_: [finding])).findings
    assert placed.range == Range(1, 1, 3, 2)
    assert placed.fix == PlacedFix("t", False, (PlacedEdit(Range(2, 1, 2, 2), "x"),))
    assert placed.related == (PlacedRelated(Range(3, 1, 3, 2), "r"),)


def test_the_excerpt_of_a_long_line_is_short() -> None:
    (finding,) = check_text("a" * 100_000 + "XXX" + "b" * 100_000, XXX).findings
    assert finding.excerpt == Excerpt("a" * 200 + "XXX" + "b" * 397, 99_800, goes_on=True)


def test_what_is_counted() -> None:
    text = """\
# Conf 2014

## Tuesday, July 22nd

### A talk

- [web](https://example.org), [file](a.md) and https://example.org/b
- ![image](a.png) and [reference][r]

```python
1
```

### Another talk

- note

[r]: http://example.org
"""
    assert check_text(text).counts == Counts(files=1, days=1, talks=2, links=5, snippets=1, web_links=3)


def test_a_rule_that_fails_loses_only_its_own_findings() -> None:
    result = check_text("XXX", rule("broken", fail), XXX)
    assert [finding.code for finding in result.findings] == ["find-xxx"]
    (problem,) = result.problems
    assert problem.path == "notes.md"
    assert problem.message.startswith("the rule broken failed: ValueError: oh no (test_batch.py, line ")
    assert problem.message.endswith("; this is a fault of notes-lsp, please report it")


def test_a_reader_that_fails_costs_only_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = batch.parse

    def parse(text: str, name: str = "") -> object:
        if text == "too much":
            raise RecursionError("deep")
        return real(text, name)

    monkeypatch.setattr(batch, "parse", parse)
    result = check_files(write(tmp_path, {"a.md": "too much", "b.md": "XXX"}), [XXX])
    assert [finding.path for finding in result.findings] == [str(tmp_path / "b.md").replace(os.sep, "/")]
    (problem,) = result.problems
    assert problem.message.startswith("could not be read as notes: RecursionError: deep (test_batch.py, line ")


def test_a_file_that_can_not_be_read_costs_the_others_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xe9")
    paths = [str(tmp_path / "a.md"), str(tmp_path / "gone.md"), *write(tmp_path, {"b.md": "XXX"})]
    result = check_files(paths, [XXX])
    assert len(result.findings) == 1
    assert result.counts.files == 1
    assert [problem.message for problem in result.problems] == [
        "is not UTF-8: byte 0xE9 at line 1, column 1; save it as UTF-8",
        "can't be read: no such file or directory",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.md",
            "# PyCon\n\n## Day 1\n\n### T - Ada Lovelace\n\n- [a](b.md) <b>\n\n|a|\n|-|\n|b|\n\n```\nx\n```\n\n[c]: d\n",
        ),
        ("a.rst", "PyCon\n=====\n\n- `a <b.rst>`_\n\n.. code:: python\n\n   x\n\n== ==\na  b\n== ==\nc  d\n== ==\n"),
        ("a.org", "* PyCon\n- [[a][b]]\n#+BEGIN_SRC python\nx\n#+END_SRC\n: y\n| a | b |\n"),
        ("a.txt", "PyCon\n\nDay 1\n\nTesting legacy code\n- a https://example.org\n\n>>> x\n1\n"),
    ],
    ids=["markdown", "rst", "org", "plaintext"],
)
def test_nothing_of_a_file_that_was_checked_waits_for_the_collector_of_garbage(name: str, text: str) -> None:
    from notes_lsp.rules.registry import RULES

    checker = Checker(RULES)
    file = FileText(name, text, "utf-8", bom=False)
    assert checker.check_text(file, name).counts.files == 1  # and what is remembered for all files is there now
    gc.collect()
    gc.disable()  # as it is while many files are checked
    try:
        checker.check_text(file, name)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_nothing_to_check() -> None:
    assert check_files([], [XXX]) == BatchResult()
    assert check_files([], [XXX], processes=2) == BatchResult()


@forks
@pytest.mark.parametrize("processes", [2, 3, 8])
def test_several_processes_find_the_same(tmp_path: Path, processes: int) -> None:
    texts = {f"{number:02}.md": "# T\n\n" + "XXX\n" * (number % 5) + " " * number**2 for number in range(40)}
    paths = [*write(tmp_path, texts), str(tmp_path / "gone.md")]
    one = check_files(paths, [XXX], processes=1)
    assert len(one.findings) == 80
    assert check_files(paths, [XXX], processes=processes) == one


def test_processes_that_are_started_anew_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from notes_lsp.rules.registry import RULES
    from notes_lsp.workspace import processes

    monkeypatch.setattr(processes, "_context", lambda: multiprocessing.get_context("spawn"))
    paths = write(tmp_path, {"a.md": "[a](gone.md)", "b.md": "[b](gone.md)"})
    result = check_files(paths, RULES, processes=2)
    assert [finding.code for finding in result.findings] == ["missing-file", "missing-file"]
    assert result == check_files(paths, RULES, processes=1)


@forks
def test_a_file_that_ends_its_process_is_named(tmp_path: Path) -> None:
    # So many that a process is given several at once: those beside a deadly one are checked all the same.
    texts = {f"{number:03}.md": "deadly" if number in (3, 4, 90) else "XXX" for number in range(160)}
    result = check_files(write(tmp_path, texts), [rule("deadly", end_the_process), XXX], processes=2)
    assert len(result.findings) == 157
    assert [Path(problem.path).name for problem in result.problems] == ["003.md", "004.md", "090.md"]
    assert {problem.message for problem in result.problems} == {
        "ended the process that checked it (exit code 7); this is a fault of notes-lsp, please report it"
    }


def test_without_other_processes_this_one_does_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from notes_lsp.workspace import processes

    def refuse() -> object:
        raise OSError("no more processes")

    monkeypatch.setattr(processes, "_context", refuse)
    result = check_files(write(tmp_path, {"a.md": "XXX", "b.md": "XXX"}), [XXX], processes=2)
    assert len(result.findings) == 2
    assert result.problems == ()


def test_small_folders_are_checked_in_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "available_processors", lambda: 64)
    monkeypatch.setattr(batch, "work_in_processes", lambda *_: pytest.fail("started processes"))
    check_files(write(tmp_path, {"a.md": "a" * 400_000, "b.md": "b" * 400_000}), [])


@pytest.mark.parametrize(("processors", "megabytes", "expected"), [(2, 2, 2), (4, 2, 3), (64, 20, 8), (1, 20, None)])
def test_how_many_processes(
    monkeypatch: pytest.MonkeyPatch, processors: int, megabytes: int, expected: int | None
) -> None:
    started = []

    def note(make_work: object, paths: list[str], sizes: object, processes: int) -> list[BatchResult]:
        started.append(processes)
        return [BatchResult() for _ in paths]

    monkeypatch.setattr(batch, "available_processors", lambda: processors)
    monkeypatch.setattr(batch, "_size_of", lambda path: megabytes * 500_000)
    monkeypatch.setattr(batch, "work_in_processes", note)
    check_files(["a.md", "b.md"], [])
    assert started == ([] if expected is None else [expected])


def test_links_lead_from_where_the_file_lies(tmp_path: Path) -> None:
    from notes_lsp.rules import missing_file

    (tmp_path / "sub").mkdir()
    paths = write(tmp_path, {"a.md": "[there](sub/b.md)", "sub/b.md": "[gone](sub/b.md)"})
    (finding,) = check_files(paths, [missing_file.RULE]).findings
    assert finding.path == paths[1].replace(os.sep, "/")


def test_of_text_that_lies_nowhere_no_link_is_judged() -> None:
    from notes_lsp.rules.registry import RULES

    assert check_text("# T\n\n- [a](gone.md) ![b](../gone.png) [c](Gone.MD#x)\n", *RULES) == BatchResult(
        counts=Counts(files=1, talks=1, links=3)
    )
