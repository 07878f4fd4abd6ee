"""The command line itself: its options, what it says of itself, and how quickly."""

import subprocess
import sys

import pytest

from notes_lsp import __version__
from notes_lsp.cli.arguments import Options, UsageError, read_arguments
from notes_lsp.cli.arguments_of_choice import Choice, Fixing
from notes_lsp.cli.main import main
from notes_lsp.rules.registry import RULES


@pytest.mark.parametrize("arguments", [["--version"], ["-V"], ["--check", "--version"]])
def test_version(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert capsys.readouterr() == (f"notes-lsp {__version__}\n", "")


def test_the_version_is_said_before_anything_is_imported() -> None:
    code = "import sys; from notes_lsp.cli.main import main; main(['--version']); print(*sys.modules)"
    with_us = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    without = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout
    version, modules = with_us.splitlines()
    assert version == f"notes-lsp {__version__}"
    assert set(modules.split()) - set(without.split()) == {"notes_lsp", "notes_lsp.cli", "notes_lsp.cli.main"}


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([option]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith("usage: notes-lsp (--check | --outline) [options] PATH...\n")
    for said in (
        "--stdio",
        "--tcp HOST:PORT",
        "--check",
        "--outline",
        "--output-format",
        "--select",
        "--ignore",
        "--stdin-filename",
        "--color",
        "--fail-on SEVERITY",
        "--exit-zero",
        "--online",
        "--cached-links",
        "--offline",
        "--refresh",
        "--allow-host HOST",
    ):
        assert said in out
    assert (
        "exit codes: 0 nothing to mend, 1 findings as severe as --fail-on says, 2 something could not be checked" in out
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            "",
            "say what to do: --check finds mistakes, --outline shows days and talks\n"
            "usage: notes-lsp (--check | --outline) [options] PATH...",
        ),
        (
            "notes",
            "say what to do with these paths: --check finds mistakes, --outline shows days and talks; "
            '"notes-lsp --help" shows what there is',
        ),
        (
            "--check",
            '--check needs a file or a folder; "notes-lsp --check ." takes the folder you are in',
        ),
        (
            "--check --outline .",
            '--check and --outline are two things to do; choose one; "notes-lsp --help" shows what there is',
        ),
        (
            "--check --output-format tree .",
            '--output-format: --check has no format "tree"; it has full, concise, grouped, json, jsonl, sarif, '
            "github, gitlab, junit or markdown; "
            '"notes-lsp --help" shows what there is',
        ),
        (
            "--list-rules --output-format json",
            '--output-format: --list-rules has no format "json"; it has none; "notes-lsp --help" shows what there is',
        ),
        (
            "--list-rules notes",
            '--list-rules takes no paths, but notes was given; "notes-lsp --help" shows what there is',
        ),
        (
            "--check --stdin-filename x.md .",
            '--stdin-filename names standard input: give "-" as a path, too; "notes-lsp --help" shows what there is',
        ),
        ("--stdio .", '--stdio takes no paths, but . was given; "notes-lsp --help" shows what there is'),
        (
            "--tcp 2087x",
            '--tcp: "2087x" is no address; say HOST:PORT, as in 127.0.0.1:2087; "notes-lsp --help" shows what there is',
        ),
        (
            "--outline --online .",
            '--online goes with --check; "notes-lsp --help" shows what there is',
        ),
        (
            "--check --online --cached-links .",
            '--online and --cached-links exclude each other; choose one; "notes-lsp --help" shows what there is',
        ),
        (
            "--check --online --offline .",
            '--online and --offline exclude each other; choose one; "notes-lsp --help" shows what there is',
        ),
        ("--check --refresh .", '--refresh goes with --online; "notes-lsp --help" shows what there is'),
        (
            "--check --cached-links --allow-host localhost .",
            '--allow-host goes with --online; "notes-lsp --help" shows what there is',
        ),
        ("--chek .", 'unrecognized arguments: --chek; "notes-lsp --help" shows what there is'),
        ("--check --sel x .", 'unrecognized arguments: --sel; "notes-lsp --help" shows what there is'),
    ],
)
def test_a_command_line_that_makes_no_sense(arguments: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments.split()) == 2
    assert capsys.readouterr() == ("", f"notes-lsp: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ("--check a b", Options("check", ("a", "b"), "full")),
        ("--check -- -a", Options("check", ("-a",), "full")),
        ("a --outline", Options("outline", ("a",), "tree")),
        ("--outline --output-format json a", Options("outline", ("a",), "json")),
        ("--list-rules", Options("list-rules")),
        ("--explain x", Options("explain", explained="x")),
        (
            "--check --select a,b --select c --ignore d a",
            Options("check", ("a",), "full", choice=Choice(("a", "b", "c"), ("d",))),
        ),
        (
            "--check --extend-select e --severity a=hint,b=off --severity c=error --config x.toml a",
            Options(
                "check",
                ("a",),
                "full",
                choice=Choice((), (), ("e",), (("a", "hint"), ("b", "off"), ("c", "error")), "x.toml"),
            ),
        ),
        ("--check --isolated a", Options("check", ("a",), "full", choice=Choice(isolated=True))),
        ("--fix a", Options("check", ("a",), "full", fixing=Fixing("safe"))),
        ("--check --unsafe-fixes --fix a", Options("check", ("a",), "full", fixing=Fixing("all"))),
        ("--diff --unsafe-fixes a", Options("check", ("a",), "full", fixing=Fixing("all", True))),
        ("--show-settings", Options("show-settings")),
        ("--show-settings a", Options("show-settings", ("a",))),
        ("--check -q --color never a", Options("check", ("a",), "full", "never", quiet=True)),
        ("--check --fail-on hint a", Options("check", ("a",), "full", fail_on="hint")),
        ("--check --exit-zero a", Options("check", ("a",), "full", fail_on="never")),
        ("--check --offline a", Options("check", ("a",), "full")),
        ("--check --cached-links a", Options("check", ("a",), "full", links="cached")),
        (
            "--check --online --refresh --allow-host a.b --allow-host c d",
            Options("check", ("d",), "full", links="online", refresh=True, allow_hosts=("a.b", "c")),
        ),
        ("--stdio", Options("stdio")),
        ("--stdio --clientProcessId=1", Options("stdio")),
        ("--tcp :2087", Options("tcp", address=("127.0.0.1", 2087))),
        ("--tcp [::1]:0", Options("tcp", address=("::1", 0))),
        ("--check --stdin-filename x.md -", Options("check", ("-",), "full", stdin_filename="x.md")),
    ],
)
def test_reading_arguments(arguments: str, options: Options) -> None:
    assert read_arguments(arguments.split()) == options


def test_color_takes_three_words() -> None:
    with pytest.raises(UsageError, match="invalid choice: 'green'"):
        read_arguments(["--check", "--color", "green", "."])


def test_list_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list-rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.code for rule in RULES]
    for line, rule in zip(lines, RULES, strict=True):
        assert rule.summary in line
        assert ("Off unless selected" in line) is not rule.on


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_explain(rule: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--explain", rule.code]) == 0  # type: ignore[attr-defined]
    out = capsys.readouterr().out
    assert out.startswith(f"{rule.code}\n\n")  # type: ignore[attr-defined]
    said = " ".join(out.split())
    assert f" {rule.severity.capitalize()}. {'On' if rule.on else 'Off'} unless it is " in said  # type: ignore[attr-defined]
    assert ("There is no fix." in said) is (rule.fixes == "none")  # type: ignore[attr-defined]
    words = " ".join(out.split())
    for text in (rule.summary, rule.reason, rule.bad, rule.good):  # type: ignore[attr-defined]
        assert " ".join(text.split()) in words
    assert max(map(len, out.splitlines())) <= 100


def test_a_keyboard_interrupt_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(arguments: list[str]) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("notes_lsp.cli.run.run", interrupt)
    assert main(["--check", "."]) == 130
