"""The files with which others run notes-lsp: hooks of pre-commit, the action for GitHub, scripts for shells."""

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from notes_lsp.cli.arguments import SHELLS
from notes_lsp.cli.main import main

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).with_name("notes-lsp.exe" if os.name == "nt" else "notes-lsp")
NOTES = "# A conference 2014\n\n## Tuesday, July 22th\n\n### A talk\n\n- see [the slides](slides.pdf)\n"

bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "LICENSE.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def hooks() -> dict[str, dict[str, object]]:
    return {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


@pytest.mark.parametrize("name", sorted(hooks()))
def test_a_hook_of_pre_commit_runs_over_the_files_that_are_notes(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program, *arguments = shlex.split(str(hooks()[name]["entry"]))
    assert program == "notes-lsp"
    assert "--online" not in arguments
    assert main([*arguments, "a.md", "LICENSE.md"]) == 1
    assert "Checked 1 file:" in capsys.readouterr().out
    assert ("22nd" in (folder / "a.md").read_text()) is ("fix" in name)
    assert (folder / "LICENSE.md").read_text() == NOTES


def test_a_hook_over_files_that_are_no_notes_finds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--force-exclude", "LICENSE.md"]) == 0
    assert capsys.readouterr().out == "Checked 0 files. No findings.\n"
    (folder / "notes-lsp.toml").write_text('exclude = ["a.md"]\n')
    assert main(["--check", "--force-exclude", "a.md"]) == 0
    assert main(["--check", "a.md"]) == 1


def test_hooks_take_the_files_that_a_folder_gives() -> None:
    from notes_lsp.workspace.files import NOTES_ENDINGS

    endings = "|".join(ending[1:] for ending in NOTES_ENDINGS)
    assert {hook["files"] for hook in hooks().values()} == {rf"\.({endings})$"}


def action() -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    return read


def test_the_action_uses_its_inputs_and_puts_none_of_them_into_a_script() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    for name in action()["inputs"]:
        assert f"inputs.{name}" in text
    for step in action()["runs"]["steps"]:  # type: ignore[attr-defined]
        assert "${{" not in step.get("run", "")


@bash
def test_the_action_annotates_summarises_and_gives_sarif(folder: Path) -> None:
    (folder / "with space.md").write_text(NOTES, encoding="utf-8")
    environment = {
        **os.environ,
        "NOTES_LSP": str(PROGRAM),
        "PATHS": "a.md\nwith space.md\n",
        "OPTIONS": "--ignore=missing-file\n",
        "RUNNER_TEMP": str(folder),
        "GITHUB_STEP_SUMMARY": str(folder / "summary.md"),
        "GITHUB_OUTPUT": str(folder / "output"),
    }
    script = ROOT / ".github" / "check-notes.sh"
    done = subprocess.run(
        ["bash", str(script)], env=environment, capture_output=True, text=True, encoding="utf-8", check=True
    )
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert [line.split(",")[0] for line in annotations] == ["::warning file=a.md", "::warning file=with space.md"]
    assert (folder / "summary.md").read_text("utf-8").startswith("## Talk notes: 2 warnings\n")
    outputs = dict(line.split("=", 1) for line in (folder / "output").read_text().splitlines())
    assert outputs["exit-code"] == "1"
    log = json.loads(Path(outputs["sarif"]).read_text("utf-8"))
    assert len(log["runs"][0]["results"]) == 2


@bash
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["--select", "weekday-mis"], "weekday-mismatch"),
        (["--upd"], "--update-baseline"),
        (["--output-format", "gitl"], "gitlab"),
        (["--check", "a."], "a.md"),
    ],
)
def test_bash_completes(folder: Path, typed: list[str], offered: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--completion", "bash"]) == 0
    (folder / "complete.sh").write_text(capsys.readouterr().out, encoding="utf-8")
    words = shlex.join(["notes-lsp", *typed])
    script = (
        f"source complete.sh; COMP_WORDS=({words}); COMP_CWORD={len(typed)}; "
        "$(complete -p notes-lsp | grep -o '_shtab[^ ]*'); echo \"${COMPREPLY[@]}\""
    )
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [offered]


@pytest.mark.parametrize("shell", SHELLS)
def test_there_is_a_script_for_each_shell(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--completion", shell]) == 0
    script = capsys.readouterr().out
    assert "update-baseline" in script
    assert "weekday-mismatch" in script
