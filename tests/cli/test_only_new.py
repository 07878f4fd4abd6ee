"""``--baseline``, ``--since``, ``--statistics``, ``--output-file``: the command line from end to end."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.cli.main import main

Run = Callable[..., tuple[int, str, str]]

NOTES = "# A talk\n\n- see [the slides](slides.pdf)\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(["--check", "--output-format", "concise", *arguments, "a.md"])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def last_line(result: tuple[int, str, str]) -> str:
    return result[1].splitlines()[-1]


def test_a_baseline_is_made_and_then_only_what_is_new_is_told(run: Run) -> None:
    code, out, _ = made = run("--baseline", "old.json", "--update-baseline")
    assert code == 0
    assert last_line(made) == "old.json lists what there is: 1 added, 0 taken out, 0 as before."
    code, out, _ = run("--baseline", "old.json")
    assert code == 0
    assert out.endswith("No findings.\n1 finding is in the baseline.\n")
    Path("a.md").write_text(f"{NOTES}- and [the video](video.mp4)\n", encoding="utf-8")
    code, out, _ = run("--baseline", "old.json")
    assert code == 1
    assert out.startswith('a.md:4:19: warning[missing-file] no file "video.mp4" beside these notes\n')
    assert "slides.pdf" not in out


def test_a_baseline_shrinks_by_itself(run: Run) -> None:
    run("--baseline", "old.json", "--update-baseline")
    Path("a.md").write_text("# A talk\n\n- no slides\n", encoding="utf-8")
    ended = run("--baseline", "old.json")
    assert ended[0] == 0
    assert last_line(ended) == "Took 1 entry that finds nothing any more out of old.json."
    assert json.loads(Path("old.json").read_text()) == {"version": 1, "findings": []}


def test_in_ci_a_baseline_that_is_out_of_date_fails_and_stays(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("--baseline", "old.json", "--update-baseline")
    before = Path("old.json").read_bytes()
    Path("a.md").write_text("# A talk\n\n- no slides\n", encoding="utf-8")
    monkeypatch.setenv("CI", "true")
    expected = (
        "notes-lsp: old.json is out of date: 1 entry that finds nothing any more (a.md: missing-file: - see [the "
        'slides](slides.pdf)). Run "notes-lsp --check --baseline old.json" where you can commit what it leaves.\n'
    )
    for options, code in (((), 1), (("--quiet",), 1), (("--exit-zero",), 0)):
        ended = run("--baseline", "old.json", *options)
        assert (ended[0], ended[2]) == (code, expected)
    assert Path("old.json").read_bytes() == before


def test_updating_keeps_what_was_not_looked_at(run: Run) -> None:
    Path("b.md").write_text(NOTES, encoding="utf-8")
    run("--baseline", "old.json", "--update-baseline", "b.md")
    run("--baseline", "old.json", "--update-baseline")
    assert [entry["path"] for entry in json.loads(Path("old.json").read_text())["findings"]] == ["a.md", "b.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--baseline", "none.json"], "notes-lsp: none.json: there is no such baseline; "),
        (["--baseline", "a.md"], "notes-lsp: a.md: line 1 is no JSON"),
        (["--update-baseline"], "notes-lsp: --update-baseline needs --baseline FILE to say which"),
        (
            ["--baseline", "x", "--update-baseline", "--since", "HEAD"],
            "notes-lsp: --update-baseline takes all findings",
        ),
        (["--statistics", "--output-format", "sarif"], "notes-lsp: --statistics can't be told as sarif"),
        (["--watch", "--fix"], "notes-lsp: --watch only looks: it does not go with --fix"),
        (["--watch", "-"], "notes-lsp: --watch needs files or folders"),
        (["--output-file", "no/such/folder"], "notes-lsp: no/such/folder: the report can't be written: "),
    ],
)
def test_what_can_not_be_done_is_said(run: Run, arguments: list[str], message: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert err.splitlines()[0].startswith(message)


def test_a_baseline_that_is_none_is_not_written_over(run: Run) -> None:
    assert run("--baseline", "a.md", "--update-baseline")[0] == 2
    assert Path("a.md").read_text() == NOTES


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_only_changed_lines(run: Run) -> None:
    def git(*arguments: str) -> None:
        environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
            check=True,
            capture_output=True,
            env=environment,
        )

    code, _, err = run("--since", "HEAD")
    assert code == 2
    assert err.endswith(": --since HEAD: this is in no git repository\n")
    git("init")
    git("add", "a.md")
    git("commit", "-m", "notes")
    assert run("--since", "HEAD")[:2] == (0, "Checked 0 files. No findings.\n")
    Path("a.md").write_text(f"{NOTES}- and [the video](video.mp4)\n", encoding="utf-8")
    code, out, _ = ended = run("--since", "HEAD")
    assert code == 1
    assert "video.mp4" in out
    assert "slides.pdf" not in out
    assert last_line(ended) == "1 finding is on lines that have not changed since HEAD."


def test_statistics(run: Run) -> None:
    Path("b.md").write_text(f"{NOTES}\nTuesday, July 22th\n------------------\n\n### x\n\ny\n", encoding="utf-8")
    code, out, _ = run("--statistics", "b.md")
    assert code == 1
    assert out.splitlines()[:2] == ["2  missing-file  warning", "1  ordinal-typo  warning  1 fixable"]
    rows = json.loads(run("--statistics", "--output-format", "json", "b.md")[1])
    assert rows[1] == {"code": "ordinal-typo", "severity": "warning", "count": 1, "fixable": 1}


@pytest.mark.parametrize(
    "form", ["full", "concise", "grouped", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"]
)
def test_a_report_goes_to_a_file_and_the_summary_to_the_screen(run: Run, form: str) -> None:
    on_screen = run("--output-format", form, "--quiet")[1]
    code, out, err = run("--output-format", form, "--output-file", "report")
    assert (code, out) == (1, "")
    assert err.startswith("notes-lsp: Checked 1 file")
    assert Path("report").read_text(encoding="utf-8") == on_screen
    assert "slides.pdf" in on_screen


@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "gitlab", "junit", "markdown"])
def test_a_report_for_a_program_is_alone_on_standard_output(run: Run, form: str) -> None:
    code, out, err = run("--output-format", form, "--color", "always")
    assert code == 1
    assert "\x1b" not in out
    assert err.startswith("notes-lsp: Checked 1 file")
    if form == "jsonl":
        assert json.loads(out)["code"] == "missing-file"
