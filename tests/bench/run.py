"""Times notes-lsp beside its peers, and prints ratios of one run: absolute seconds say more about the machine.

usage: python tests/bench/run.py [FOLDER] [--runs N]

FOLDER holds the notes to check; without one, a thousand files are made up. Peers are those on PATH: rumdl.
Each pair is run in turn, A B A B ..., and the median of the ratios is shown with its least and greatest.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

NOTES_LSP = [sys.executable, "-m", "notes_lsp"]
WORDS = "queue index parser broker worker socket thread packet schema tenant shard cursor signal buffer module".split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    folder: Path | None = options.folder and options.folder.absolute()
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as caches:
        os.environ["NOTES_LSP_CACHE_DIR"] = caches
        os.chdir(caches)  # where rumdl puts its own
        folder = folder or make_notes(Path(made), 1000)
        print(f"{'':44} {'ratio':>6} {'least':>6} {'most':>6}   aim")
        for name, ours, theirs, aim in pairs(folder):
            show(name, ratios(ours, theirs, options.runs), aim)
    return 0


def pairs(folder: Path) -> Iterator[tuple[str, list[str], list[str], float]]:
    """What is compared: a name, our command, the other one, and the ratio that we aim at."""
    yield "notes-lsp --version / python -c pass", [*NOTES_LSP, "--version"], [sys.executable, "-c", "pass"], 3.0
    rumdl = shutil.which("rumdl")
    if rumdl is None:
        print("rumdl is not on PATH: `pip install rumdl` to compare with it", file=sys.stderr)
        return
    check = [*NOTES_LSP, "--check", "--output-format", "concise"]
    ours, theirs = [*check, "--no-cache", os.fspath(folder)], [rumdl, "check", "--no-cache", "-q", os.fspath(folder)]
    yield "notes-lsp --check / rumdl check, no cache", ours, theirs, 2.0
    # The runs to warm up fill the caches.
    ours, theirs = [*check, os.fspath(folder)], [rumdl, "check", "-q", os.fspath(folder)]
    yield "notes-lsp --check / rumdl check, cached", ours, theirs, 2.0


def ratios(ours: list[str], theirs: list[str], runs: int) -> list[float]:
    seconds(ours), seconds(theirs)  # once to warm up
    return [seconds(ours) / seconds(theirs) for _ in range(runs)]


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def show(name: str, found: list[float], aim: float) -> None:
    middle = median(found)
    verdict = "reached" if middle <= aim else "NOT REACHED"
    print(f"{name:44} {middle:6.2f} {min(found):6.2f} {max(found):6.2f}   at most {aim:g}: {verdict}")


def make_notes(folder: Path, count: int) -> Path:
    """Write ``count`` files of about 200 lines of made-up notes, the same every time."""
    for number in range(count):
        (folder / f"conference{number:04}.md").write_text("\n".join(notes_lines(number)), encoding="utf-8")
    return folder


def notes_lines(seed: int) -> Iterator[str]:
    yield f"# MadeUpConf {2010 + seed % 15} notes\n"
    for day in range(2):
        yield f"## Day {day + 1}\n"
        for talk in range(5):
            words = [WORDS[(seed + day * 7 + talk * 3 + step) % len(WORDS)] for step in range(9)]
            yield f"### {9 + talk}:30 The {words[0]} and the {words[1]}\n"
            yield f"- speaker: Ada {words[2].title()}son\n- slides: https://example.org/{seed}/{day}{talk}.pdf"
            for step in range(10):
                yield f"{'  ' if step % 3 else ''}- {' '.join(words[step % 4 :])} `{words[step % 9]}`"
            yield f"\n```python\nimport {words[3]}\n\n{words[4]} = {words[3]}.open()\n```\n"


if __name__ == "__main__":
    sys.exit(main())
