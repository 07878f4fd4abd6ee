"""The README says what is so: its examples are run, and its tables are made from the rules.

``UPDATE=1 pytest tests/test_readme.py`` writes into it what has changed.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.files import NOTES_ENDINGS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"

FIRST_COMMAND = "python3 -m venv .venv && .venv/bin/pip install --quiet . && .venv/bin/notes-lsp --check notes/"
TEST_COMMAND = "sh tests/run"
NAME_OF_NOTES = "tuesday.md"

CONSOLE = re.compile(r"(?<=^```console\n)\$ notes-lsp (?P<arguments>.*)\n(?P<output>(?:.*\n)*?)(?=^```$)", re.MULTILINE)
RULE_TABLE = re.compile(r"(?<=<!-- rules -->\n)(?:.*\n)*?(?=<!-- /rules -->)")


def rule_table() -> str:
    rows = ["| Rule | Severity | What it finds |", "| --- | --- | --- |"]
    for rule in RULES:
        off = "" if rule.on else " Off unless selected."
        rows.append(f"| `{rule.code}` | {rule.severity} | {rule.summary}{off} |")
    return "\n".join(rows) + "\n"


def notes_of(readme: str) -> str:
    match = re.search(r"^<!-- notes -->\n~~~markdown\n(.*?)^~~~$", readme, re.MULTILINE | re.DOTALL)
    assert match is not None
    return match[1]


def run_example(arguments: str, folder: Path) -> str:
    environ = {name: value for name, value in os.environ.items() if "COLOR" not in name and name != "COLUMNS"}
    done = subprocess.run(
        [sys.executable, "-m", "notes_lsp", *arguments.split()],
        cwd=folder,
        env={**environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def assert_same(found: str, expected: str) -> None:
    if found != expected and os.environ.get("UPDATE"):
        README.write_text(expected, encoding="utf-8")
        pytest.fail("README.md has been written anew; look at what changed")
    assert found == expected


def test_the_table_of_rules_is_made_from_the_rules() -> None:
    readme = README.read_text(encoding="utf-8")
    assert_same(readme, RULE_TABLE.sub(lambda _: rule_table(), readme))


def test_the_examples_are_what_comes_out(tmp_path: Path) -> None:
    readme = README.read_text(encoding="utf-8")
    (tmp_path / NAME_OF_NOTES).write_text(notes_of(readme), encoding="utf-8")

    def run(match: re.Match[str]) -> str:
        arguments = match["arguments"]
        folder = ROOT if "notes/" in arguments else tmp_path
        return f"$ notes-lsp {arguments}\n{run_example(arguments, folder)}"

    expected = CONSOLE.sub(run, readme)
    assert readme.count("```console\n") == len(CONSOLE.findall(readme)) >= 4
    assert_same(readme, expected)


def test_the_commands_at_the_top() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert blocks[:2] == [f"{FIRST_COMMAND}\n", f"{TEST_COMMAND}\n"]


@pytest.mark.skipif(sys.platform == "win32", reason="its bash may be that of another system")
def test_ci_runs_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    dry = script.replace('bash -euo pipefail -c "$command"', 'echo "$command"')
    assert dry != script
    done = subprocess.run(
        ["bash", "-c", dry, str(ROOT / ".ci" / "run")], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines()[-1] == TEST_COMMAND


def test_every_ending_is_named() -> None:
    readme = README.read_text(encoding="utf-8")
    for ending in NOTES_ENDINGS:
        assert f"`{ending}`" in readme
