"""``--fix``, ``--unsafe-fixes`` and ``--diff``, and what files of settings and the command line choose."""

import io
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.cli import fix
from notes_lsp.cli.main import main
from notes_lsp.cli.render_diff import render_diff
from notes_lsp.cli.terminal import Terminal
from notes_lsp.workspace.files import FileProblem

NOTES = "# PyCon 2014\n\n## July 22th\n\n##X [a](b.md)\n\n[q]: c.md\n[r][s]\n\n[s]: day1.md\n"
FIXED = NOTES.replace("22th", "22nd").replace("##X", "## X")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run ``notes-lsp`` in a folder of its own that holds ``day1.md``: exit code, standard output and error."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "day1.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def run_in_folder(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(list(arguments))
        captured = capsysbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return run_in_folder


LEFT = """\
day1.md:5:10: warning[missing-file] no file "b.md" beside these notes
day1.md:7:1: info[unused-definition] nothing refers to "q", so readers never see this link
day1.md:7:6: warning[missing-file] no file "c.md" beside these notes
Checked 1 file: 1 day, 1 talk, 2 links. Found 2 warnings, 1 info.
"""
DIFF = """\
--- day1.md
+++ day1.md
@@ -1,8 +1,8 @@
 # PyCon 2014
 
-## July 22th
+## July 22nd
 
-##X [a](b.md)
+## X [a](b.md)
 
 [q]: c.md
 [r][s]
"""  # noqa: W293


def test_what_can_be_mended_safely_is_mended_and_the_rest_is_shown(run: Run) -> None:
    told = "Fixed 2 findings in 1 file; 3 left (1 more with --unsafe-fixes).\n"

    assert run("--check", "--fix", "--output-format", "concise", ".") == (1, LEFT + told, "")
    assert Path("day1.md").read_text(encoding="utf-8") == FIXED


def test_a_second_run_fixes_nothing(run: Run) -> None:
    run("--fix", ".")
    before = os.stat("day1.md")

    code, out, _ = run("--fix", "--output-format", "concise", ".")

    assert (code, out) == (1, LEFT + "Fixed nothing; 3 left (1 more with --unsafe-fixes).\n")
    assert os.stat("day1.md") == before


def test_unsafe_fixes(run: Run) -> None:
    code, out, _ = run("--unsafe-fixes", "--ignore", "missing-file", ".")

    assert (code, out.splitlines()[-1]) == (0, "Fixed 3 findings in 1 file.")
    assert Path("day1.md").read_text(encoding="utf-8") == FIXED.replace("[q]: c.md\n", "")


def test_a_diff_is_shown_and_nothing_written(run: Run) -> None:
    assert run("--diff", ".") == (1, DIFF, "notes-lsp: Would fix 2 findings in 1 file.\n")
    assert Path("day1.md").read_text(encoding="utf-8") == NOTES


def test_without_anything_to_mend_a_diff_is_empty(run: Run) -> None:
    assert run("--diff", "--select", "day-order", "-q", ".") == (0, "", "")


def test_the_fixed_text_of_standard_input_goes_to_standard_output(run: Run) -> None:
    data = b"\xef\xbb\xbf##X\r\n\r\n[a](b.md)\r\n"

    code, out, err = run("--fix", "--stdin-filename", "new.md", "-", stdin=data)

    assert (code, out.encode()) == (1, b"\xef\xbb\xbf## X\r\n\r\n[a](b.md)\r\n")
    assert err == (
        'new.md:3:5: warning[missing-file] no file "b.md" beside these notes\n'
        "notes-lsp: Fixed 1 finding in 1 file; 1 left.\n"
    )
    assert not Path("new.md").exists()


def test_a_diff_of_standard_input(run: Run) -> None:
    code, out, _ = run("--diff", "-q", "-", stdin=b"# T\n\n##X")

    assert (code, out) == (
        1,
        "--- <stdin>\n+++ <stdin>\n@@ -1,3 +1,3 @@\n # T\n \n-##X\n\\ No newline at end of file\n"
        "+## X\n\\ No newline at end of file\n",
    )


def test_a_diff_has_the_byte_order_mark_of_the_file_for_programs_to_find_its_first_line(run: Run) -> None:
    Path("marked.md").write_bytes(b"\xef\xbb\xbf##X\n")

    assert run("--diff", "-q", "marked.md")[1] == (
        "--- marked.md\n+++ marked.md\n@@ -1 +1 @@\n-\ufeff##X\n+\ufeff## X\n"
    )
    assert run("--diff", "-q", "--color", "always", "marked.md")[1].count("\ufeff") == 0


def test_what_cannot_be_written_is_said_and_counts_as_not_fixed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fix, "write_mended", lambda path, mended: FileProblem(path, "can't be written: no room"))

    code, out, err = run("--fix", "--output-format", "concise", "day1.md")

    assert code == 2
    assert err == "notes-lsp: day1.md: can't be written: no room\n"
    assert out.splitlines()[-1] == "Fixed nothing; 5 left (1 more with --unsafe-fixes)."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--outline", "--fix", "."), "--fix goes with --check"),
        (("--fix", "-", "day1.md"), "- with --fix, --unsafe-fixes or --diff takes no other paths: the mended text is"),
        (("--check", "--severity", "missing-file", "."), '--severity: "missing-file" names no rule and severity; say'),
        (("--check", "--severity", "missing-file=bad", "."), '--severity: "bad" is none; it can be error, warning,'),
        (("--check", "--severity", "mising-file=off", "."), '--severity: there is no rule "mising-file"; did you mean'),
        (("--check", "--extend-select", "x", "."), '--extend-select: there is no rule "x"; "notes-lsp --list-rules"'),
        (("--check", "--config", "no.toml", "."), '--config: there is no file "no.toml"; --isolated goes without any'),
        (("--check", "--config", "a", "--isolated", "."), "--config and --isolated exclude each other; choose one"),
    ],
)
def test_what_makes_no_sense_is_said(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, out, err = run(*arguments)

    assert (code, out) == (2, "")
    assert err.startswith(f"notes-lsp: {message}")


# ---------------------------------------------------------------- which findings count


def found(run: Run, *arguments: str) -> list[str]:
    _, out, _ = run("--check", "-q", "--output-format", "concise", *arguments)
    return re.findall(r"(\w+\[[\w-]+\])", out)


def test_files_of_settings_count_on_the_command_line_too(run: Run) -> None:
    Path("notes-lsp.toml").write_text(
        'ignore = ["heading-space"]\nexclude = ["drafts/"]\n[severities]\nmissing-file = "error"\n'
        '[per-file-ignores]\n"old/" = ["missing-file"]\n',
        encoding="utf-8",
    )
    for folder in ("drafts", "old"):
        Path(folder).mkdir()
        Path(folder, "a.md").write_text("##X [a](b.md)\n", encoding="utf-8")

    assert found(run, ".") == [
        "warning[ordinal-typo]",
        "error[missing-file]",
        "info[unused-definition]",
        "error[missing-file]",
    ]
    assert found(run, "drafts/a.md") == ["error[missing-file]"]
    assert found(run, "old", "--select", "heading-space") == ["warning[heading-space]"]
    assert found(run, "old", "--isolated") == ["warning[heading-space]", "warning[missing-file]"]
    assert (
        found(run, "day1.md", "--select", "missing-file", "--severity", "missing-file=hint")
        == ["hint[missing-file]"] * 2
    )


def test_what_is_wrong_in_a_file_of_settings_is_said_and_the_check_goes_on(run: Run, tmp_path: Path) -> None:
    Path("notes-lsp.toml").write_text('# x\nslect = ["day-order"]\n', encoding="utf-8")

    code, out, err = run("--check", "--select", "day-order", ".")

    assert (code, out) == (2, "Checked 1 file: 1 day, 1 talk, 2 links. No findings.\n")
    path = (tmp_path / "notes-lsp.toml").as_posix()
    assert err == f'notes-lsp: {path}:2: there is no setting "slect"; did you mean "select"?\n'


def test_a_comment_keeps_a_finding_from_being_shown(run: Run) -> None:
    Path("day1.md").write_text("[a](b.md) <!-- notes-lsp: ignore missing-file -->\n", encoding="utf-8")
    assert found(run, ".") == []


def test_show_settings(run: Run) -> None:
    Path("notes-lsp.toml").write_text(
        'ignore = ["heading-space"]\n[severities]\nmissing-file = "error"\n[per-file-ignores]\n"day1.md" = ["day-order"]\n'
        '[links.headers."a.example"]\nAuthorization = "secret"\n',
        encoding="utf-8",
    )

    code, out, _ = run("--show-settings", "--extend-select", "empty-talk", "day1.md")

    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in out.splitlines() if line.split()}
    assert code == 0
    assert out.startswith("Settings for day1.md\n\n")
    assert rows["ignore"] == '["heading-space"] notes-lsp.toml'
    assert rows["severities"] == '{ "missing-file" = "error" } notes-lsp.toml'
    assert rows["extend-select"] == '["empty-talk"] the command line'
    assert rows["hover"] == "true default"
    assert "secret" not in out
    assert rows["missing-file"] == "error instead of warning"
    assert rows["empty-talk"] == "hint selected"
    assert rows["heading-space"] == "off left out or not selected"
    assert rows["day-order"] == "off left out in this file (per-file-ignores)"
    settings_shown = out.partition("rules run")[0].splitlines()
    columns = {line.index("default") for line in settings_shown if line.endswith(" default")}
    assert len(columns) == 1


# ---------------------------------------------------------------- diffs


def patched(before: str, diff: str) -> str:
    """``before`` after ``diff``, read by the numbers in it (POSIX, ``diff -u``)."""
    lines = before.splitlines(keepends=True)
    made: list[str] = []
    position = 0
    for row in diff.splitlines(keepends=True)[2:]:
        if row.startswith("@@"):
            start, length = re.match(r"@@ -(\d+)(?:,(\d+))? ", row).groups()  # type: ignore[union-attr]
            begin = int(start) - (length != "0")
            made += lines[position:begin]
            position = begin
            continue
        if row[0] in " -":
            assert lines[position] == row[1:]
            position += 1
        if row[0] in " +":
            made.append(row[1:])
    return "".join([*made, *lines[position:]])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_a_diff_leads_from_one_text_to_the_other(before: list[str], after: list[str]) -> None:
    old, new = ("".join(f"{line}\n" for line in lines) for lines in (before, after))
    if old != new:
        assert patched(old, render_diff("a.md", old, new, Terminal())) == new


def test_on_a_screen_a_diff_shows_what_would_steer_it(run: Run) -> None:
    diff = render_diff("a.md", "a\x1b[31m\r\n", "b\x1b[31m\r\n", Terminal(interactive=True))

    assert diff == "--- a.md\n+++ a.md\n@@ -1 +1 @@\n-a␛[31m\n+b␛[31m\n"
    assert "\r\n" in render_diff("a.md", "a\r\n", "b\r\n", Terminal())
    assert "\x1b[31m-a\x1b[0m" in render_diff("a.md", "a\n", "b\n", Terminal(color=True))
