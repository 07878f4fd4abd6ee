"""``notes-lsp --check`` from the command line to what is on the screen."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.cli.main import main

NOTES = """\
EuroPython 2014
===============

Tuesday, July 22th
------------------

### 10:30 Types, by Ada Lovelace

- 日本語	see [the slides](slides.pdf)
"""
FULL = """\
day1.md:4:15: warning[ordinal-typo] "22th" should be "22nd"
  |
4 | Tuesday, July 22th
  |               ^^^^
  = help: Write "22nd" (fix available)

day1.md:9:24: warning[missing-file] no file "slides.pdf" beside these notes
  |
9 | - 日本語    see [the slides](slides.pdf)
  |                              ^^^^^^^^^^

Checked 1 file: 1 day, 1 talk, 1 link. Found 2 warnings.
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``notes-lsp`` in a folder of its own that holds ``day1.md``: exit code, standard output and error."""
    (tmp_path / "day1.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def run_in_folder(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(list(arguments))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_in_folder


def start(*arguments: str, **options: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "notes_lsp", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def test_full(run: Run) -> None:
    assert run("--check", "day1.md") == (1, FULL, "")


def test_concise(run: Run) -> None:
    assert run("--check", "--output-format", "concise", ".") == (
        1,
        'day1.md:4:15: warning[ordinal-typo] "22th" should be "22nd"\n'
        'day1.md:9:24: warning[missing-file] no file "slides.pdf" beside these notes\n'
        "Checked 1 file: 1 day, 1 talk, 1 link. Found 2 warnings.\n",
        "",
    )


def test_json(run: Run) -> None:
    code, out, err = run("--check", "--output-format", "json", "day1.md")
    assert code == 1
    assert err == "notes-lsp: Checked 1 file: 1 day, 1 talk, 1 link. Found 2 warnings.\n"
    place = {"start": {"line": 4, "column": 15}, "end": {"line": 4, "column": 19}}
    assert json.loads(out) == [
        {
            "path": "day1.md",
            "range": place,
            "code": "ordinal-typo",
            "severity": "warning",
            "message": '"22th" should be "22nd"',
            "fix": {"title": 'Write "22nd"', "safe": True, "edits": [{"range": place, "text": "22nd"}]},
            "related": [],
        },
        {
            "path": "day1.md",
            "range": {"start": {"line": 9, "column": 24}, "end": {"line": 9, "column": 34}},
            "code": "missing-file",
            "severity": "warning",
            "message": 'no file "slides.pdf" beside these notes',
            "fix": None,
            "related": [],
        },
    ]


def test_json_of_nothing(run: Run) -> None:
    assert run("--check", "--quiet", "--output-format", "json", "-", stdin=b"") == (0, "[]\n", "")


@pytest.mark.parametrize("output_format", ["full", "concise"])
def test_quiet_leaves_out_the_summary(run: Run, output_format: str) -> None:
    code, out, err = run("--check", "-q", "--output-format", output_format, ".")
    assert (code, err) == (1, "")
    assert "ordinal-typo" in out
    assert "Checked" not in out


def test_clean_notes(run: Run) -> None:
    assert run("--check", "-", stdin=b"# A talk\n\n- note\n") == (0, "Checked 1 file: 1 talk. No findings.\n", "")


def test_quiet_and_clean_says_nothing(run: Run) -> None:
    assert run("--check", "-q", "-", stdin=b"# A talk\n\n- note\n") == (0, "", "")


def test_standard_input_has_no_surroundings(run: Run) -> None:
    code, out, _ = run("--check", "--output-format=concise", "-", stdin=NOTES.encode())
    assert (code, out.splitlines()[0]) == (1, '<stdin>:4:15: warning[ordinal-typo] "22th" should be "22nd"')
    assert "missing-file" not in out


def test_standard_input_with_a_name_has_surroundings(run: Run, tmp_path: Path) -> None:
    (tmp_path / "slides.pdf").touch()
    (tmp_path / "talks").mkdir()
    text = b"[there](../slides.pdf) [gone](slides.pdf)"
    code, out, _ = run("--check", "--output-format=concise", "--stdin-filename", "talks/x.md", "-", stdin=text)
    assert code == 1
    assert out.startswith('talks/x.md:1:31: warning[missing-file] no file "slides.pdf" beside these notes\n')


def test_standard_input_beside_files(run: Run) -> None:
    code, out, _ = run("--check", "day1.md", "-", stdin=b"# T\n\n- x\n")
    assert (code, out.splitlines()[-1]) == (1, "Checked 2 files: 1 day, 2 talks, 1 link. Found 2 warnings.")


def test_standard_input_that_is_no_text(run: Run) -> None:
    code, out, err = run("--check", "-", stdin=b"caf\xe9")
    assert code == 2
    assert err == "notes-lsp: <stdin>: is not UTF-8: byte 0xE9 at line 1, column 4; save it as UTF-8\n"
    assert out == "Checked 0 files. No findings. 1 path could not be checked.\n"


def test_a_path_that_is_not_there(run: Run) -> None:
    code, out, err = run("--check", "nowhere", "day1.md")
    assert code == 2
    assert err == f"notes-lsp: nowhere: no such file or folder (looked from {Path.cwd().as_posix()})\n"
    assert out == FULL.rstrip("\n") + " 1 path could not be checked.\n"


def test_a_file_that_is_no_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"# T\n\ncaf\xe9\n")
    code, _, err = run("--check", ".")
    assert (code, err) == (2, "notes-lsp: latin.md: is not UTF-8: byte 0xE9 at line 3, column 4; save it as UTF-8\n")


def test_a_folder_without_notes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run("--check", "empty") == (
        0,
        "Checked 0 files. No findings.\n",
        'notes-lsp: there are no notes in empty; "notes-lsp --help" says which files are taken\n',
    )


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--select", "ordinal-typo"], ["ordinal-typo"]),
        (["--select", "ordinal-typo, missing-file"], ["ordinal-typo", "missing-file"]),
        (["--select", "ordinal-typo", "--select", "missing-file"], ["ordinal-typo", "missing-file"]),
        (["--select", "all", "--ignore", "missing-file"], ["ordinal-typo"]),
        (["--ignore", "ordinal-typo"], ["missing-file"]),
        (["--ignore", "ordinal-typo", "--ignore", "missing-file"], []),
        (["--select", "ordinal-typo", "--ignore", "ordinal-typo"], []),
        (["--ignore", "all"], []),
    ],
)
def test_choosing_rules(run: Run, arguments: list[str], expected: list[str]) -> None:
    code, out, _ = run("--check", "--quiet", "--output-format", "json", *arguments, "day1.md")
    assert [finding["code"] for finding in json.loads(out)] == expected
    assert code == (1 if expected else 0)


@pytest.mark.parametrize("option", ["--select", "--ignore", "--explain"])
def test_a_rule_that_there_is_not(run: Run, option: str) -> None:
    mode = [] if option == "--explain" else ["--check", "."]
    assert run(*mode, option, "ordinal-tipo") == (
        2,
        "",
        f'notes-lsp: {option}: there is no rule "ordinal-tipo"; did you mean "ordinal-typo"? '
        '"notes-lsp --list-rules" lists them\n',
    )
    assert run(*mode, option, "xyzzy") == (
        2,
        "",
        f'notes-lsp: {option}: there is no rule "xyzzy"; "notes-lsp --list-rules" lists them\n',
    )


def test_characters_that_would_steer_the_terminal_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "day1.md").write_text("[\x1b[31m](gone.md) \x1b]0;x\x07 \u202e\x9b\n", encoding="utf-8")
    code, out, _ = run("--check", "day1.md")
    assert code == 1
    assert "[␛[31m](gone.md) ␛]0;x␇ <U+202E><U+009B>" in out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)


@pytest.mark.skipif(sys.platform == "win32", reason="has no such names")
def test_names_that_would_steer_the_terminal_are_shown(run: Run, tmp_path: Path) -> None:
    (tmp_path / "\x1b[31m.md").write_text("[x](gone.md)", encoding="utf-8")
    (tmp_path / "\n.md").write_bytes(b"\xe9")
    _, out, err = run("--check", "--output-format=concise", ".")
    assert out.splitlines()[0].startswith("␛[31m.md:1:5: ")
    assert err.startswith("notes-lsp: ␊.md: is not UTF-8")


def test_colors(run: Run) -> None:
    _, out, _ = run("--check", "--color", "always", "--select", "ordinal-typo", "day1.md")
    assert out == (
        "\x1b[1mday1.md\x1b[0m\x1b[2m:4:15:\x1b[0m "
        '\x1b[1;33mwarning[ordinal-typo]\x1b[0m "22th" should be "22nd"\n'
        "  \x1b[34m|\x1b[0m\n"
        "\x1b[34m4\x1b[0m \x1b[34m|\x1b[0m Tuesday, July 22th\n"
        "  \x1b[34m|\x1b[0m               \x1b[1;33m^^^^\x1b[0m\n"
        '  \x1b[34m=\x1b[0m \x1b[1;32mhelp:\x1b[0m Write "22nd" (fix available)\n'
        "\n"
        "Checked 1 file: 1 day, 1 talk, 1 link. Found \x1b[1;33m1 warning\x1b[0m.\n"
    )


@pytest.mark.parametrize(("name", "colored"), [("FORCE_COLOR", True), ("NO_COLOR", False), ("TERM", False)])
def test_the_environment_decides_about_color(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str, colored: bool
) -> None:
    monkeypatch.setenv(name, "dumb" if name == "TERM" else "1")
    assert ("\x1b[" in run("--check", "day1.md")[1]) is colored
    assert "\x1b[" not in run("--check", "--color=never", "day1.md")[1]


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
@pytest.mark.parametrize(("environ", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_color_on_a_terminal(run: Run, tmp_path: Path, environ: dict[str, str], colored: bool) -> None:
    ours, theirs = os.openpty()
    clean = {name: value for name, value in os.environ.items() if "COLOR" not in name}
    with open(ours, "rb", buffering=0) as screen:
        subprocess.run(
            [sys.executable, "-m", "notes_lsp", "--check", "-q", "day1.md"],
            stdout=theirs,
            check=False,
            env={**clean, "TERM": "xterm", **environ},
        )
        os.close(theirs)
        assert (b"\x1b[" in screen.read(10_000)) is colored


def test_a_terminal_that_knows_ascii_only(run: Run) -> None:
    process = start("--check", "day1.md", env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (1, b"")
    assert b"- \\u65e5\\u672c\\u8a9e" in out


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_has_seen_enough(run: Run, tmp_path: Path) -> None:
    (tmp_path / "many.md").write_text("[x](gone.md)\n" * 20_000, encoding="utf-8")
    process = start("--check", "many.md")
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"many.md:1:5: warning[missing-file]")
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
def test_a_full_disk(run: Run) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "notes_lsp", "--check", "."], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr == b"notes-lsp: the output can't be written: no space left on device\n"


@pytest.mark.skipif(sys.platform == "win32", reason="closes its streams otherwise")
@pytest.mark.parametrize(("closed", "code"), [("<&-", 2), (">&-", 1), ("2>&-", 1)])
def test_streams_that_are_closed(run: Run, closed: str, code: int) -> None:
    path = "-" if closed == "<&-" else "day1.md"
    done = subprocess.run(
        ["sh", "-c", f'exec "$1" -m notes_lsp --check {path} {closed}', "sh", sys.executable],
        capture_output=True,
        check=False,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_ctrl_c_ends_without_a_traceback(run: Run, tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.md").write_text("# T\n\n- [x](gone.md)\n" * 20_000, encoding="utf-8")
    process = start("--check", ".", start_new_session=True)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


WARNINGS = "[x](gone.md)\n"
HINTS = "# Conf\n\n## Day 1\n\n### Types\n\n### Tests\n\n- x\n"


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (WARNINGS, (), 1),
        (WARNINGS, ("--fail-on", "warning"), 1),
        (WARNINGS, ("--fail-on", "information"), 1),
        (WARNINGS, ("--fail-on", "hint"), 1),
        (WARNINGS, ("--fail-on", "error"), 0),
        (WARNINGS, ("--fail-on", "never"), 0),
        (WARNINGS, ("--exit-zero",), 0),
        (HINTS, ("--select", "empty-talk"), 0),
        (HINTS, ("--select", "empty-talk", "--fail-on", "information"), 0),
        (HINTS, ("--select", "empty-talk", "--fail-on", "hint"), 1),
    ],
)
def test_what_makes_a_run_fail(run: Run, tmp_path: Path, text: str, arguments: tuple[str, ...], code: int) -> None:
    (tmp_path / "day1.md").write_text(text, encoding="utf-8")
    found = run("--check", *arguments, "day1.md")
    assert "Found 1 " in found[1]
    assert found[0] == code


def test_what_can_not_be_checked_fails_whatever_is_asked(run: Run) -> None:
    assert run("--check", "--exit-zero", "nowhere.md")[0] == 2
