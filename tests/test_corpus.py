"""Real notes of other people, kept beside this repository and never in it: how well they are understood."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(os.environ.get("NOTES_LSP_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))

pytestmark = pytest.mark.skipif(
    not (CORPUS / "score.py").is_file(), reason="the folder of real notes (NOTES_LSP_CORPUS) is not on this machine"
)

COMMAND = [sys.executable, "-m", "notes_lsp"]


def _score() -> dict[str, tuple[float, float]]:
    outline = [*COMMAND, "--outline", "--output-format", "json"]
    run = subprocess.run(
        [sys.executable, CORPUS / "score.py", "--", *outline],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    shares = re.findall(r"^([\w -]+?) {2,}(?:found )?(\d+)/(\d+)", run.stdout, re.MULTILINE)
    score = {name: (float(part), float(whole)) for name, part, whole in shares}
    match = re.search(r"F1 (\d\.\d+)$", run.stdout, re.MULTILINE)
    invented = re.search(r"; (\d+) reported", run.stdout)
    assert match is not None
    assert invented is not None
    return {**score, "F1": (float(match[1]), 1.0), "invented": (float(invented[1]), 1.0)}


def test_outlines_are_as_those_made_by_hand() -> None:
    score = _score()

    assert score["gold files right"][0] >= 22
    assert score["F1"][0] >= 0.97
    assert score["single-talk files"][0] >= 43
    least = {
        "titles": 0.9,
        "speakers": 0.8,
        "times": 0.85,
        "day dates": 0.95,
        "conference names": 0.8,
        "Python snippets": 0.95,
    }
    assert {
        name: part / whole for name, (part, whole) in score.items() if name in least and part / whole < least[name]
    } == {}
    assert score["invented"][0] <= 5


def test_checking_real_notes_is_quiet() -> None:
    run = subprocess.run(
        [*COMMAND, "--check", "--output-format", "json", "--quiet", CORPUS / "files"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    # The files of the corpus lie in one folder, away from the pictures and notes that they link to.
    findings = [finding for finding in json.loads(run.stdout) if finding["code"] != "missing-file"]
    lines = sum(len(path.read_bytes().splitlines()) for path in (CORPUS / "files").iterdir())

    assert run.stderr == ""
    assert len(findings) * 100 <= lines
