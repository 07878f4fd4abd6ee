"""What goes wrong outside: a little of the editing by the hour (`tests/soak/run.py`), and ends at the worst moment.

Nothing is lost, what is written is whole, and what was not possible is said in plain words.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from editing import Sample, cache_in, soak
from raw_client import environment, running
from web_server import LocalServer, local_server

BROKEN = "# Conf 2014\n\n## Tuesday, July 22th 2014\n\n##Talk\n\n- x\n"
MENDED = "# Conf 2014\n\n## Tuesday, July 22nd 2014\n\n## Talk\n\n- x\n"
FILES = 6

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc, and limits files")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    for number in range(FILES):
        (notes / f"{number}.md").write_text(BROKEN, encoding="utf-8")
    return notes


def test_editing_leaves_no_process_and_no_open_file_behind(tmp_path: Path) -> None:
    samples: list[Sample] = []
    notes = tmp_path / "notes"
    notes.mkdir()
    with cache_in(tmp_path / "cache"):
        soak(notes, 120, 3, samples.append)
    # Both processes, with two pipes each, and the cache.
    assert max(sample.open_files for sample in samples) <= 16
    assert max(sample.children for sample in samples) <= 2


# The process ends itself before it writes the bytes of its third file, or before that gets its name.
ENDS = """
import os, sys
import notes_lsp.workspace.atomic_write
real = os.{function}
count = 0
def end_at_the_third(*given):
    global count
    count += 1
    if count == 3:
        os.kill(os.getpid(), {number})
    return real(*given)
os.{function} = end_at_the_third
from notes_lsp.cli.main import main
sys.exit(main(["--check", "--fix", "--no-cache", sys.argv[1]]))
"""


@pytest.mark.parametrize(
    ("ending", "function"),
    [
        (signal.SIGTERM, "fsync"),
        (signal.SIGTERM, "replace"),
        (signal.SIGHUP, "fsync"),
        (signal.SIGINT, "replace"),
        (signal.SIGKILL, "replace"),
    ],
)
def test_fixing_that_ends_in_the_middle(folder: Path, ending: signal.Signals, function: str) -> None:
    code = ENDS.format(function=function, number=int(ending))
    done = subprocess.run([sys.executable, "-c", code, folder], capture_output=True, timeout=30, check=False)
    assert done.returncode == (130 if ending == signal.SIGINT else -ending)
    assert b"Traceback" not in done.stderr
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))]
    assert set(texts) == {MENDED, BROKEN}
    assert len(texts) == FILES
    # What can be held back waits until the file is whole, with its name.
    finished = 2 if ending == signal.SIGKILL else 3
    assert texts.count(MENDED) == finished
    assert len(list(folder.iterdir())) == FILES + (ending == signal.SIGKILL)
    again = check(folder, "--fix", "--no-cache")
    assert again.returncode == 0, again.stdout
    assert {path.read_text(encoding="utf-8") for path in folder.glob("*.md")} == {MENDED}


def check(folder: Path, *options: str, limit: int | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the command line; no file may become longer than ``limit`` bytes."""
    command = [sys.executable, "-m", "notes_lsp", "--check", *options, os.fspath(folder)]
    if limit is not None:
        command = ["/bin/sh", "-c", f'trap "" XFSZ; ulimit -f {limit // 512}; exec "$@"', "sh", *command]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=environment())


def test_a_disk_that_is_full(folder: Path, tmp_path: Path) -> None:
    long = folder / "0.md"
    long.write_text(BROKEN + "- filler\n" * 500, encoding="utf-8")
    before = long.read_bytes()
    report, baseline = tmp_path / "report.sarif", tmp_path / "baseline.json"
    with cache_in(tmp_path / "cache"):
        fixed = check(folder, "--fix", "--no-cache", limit=1024)
        assert fixed.returncode == 2
        assert "can't be written" in fixed.stderr
        assert "it is as it was" in fixed.stderr
        assert long.read_bytes() == before
        assert (folder / "1.md").read_text(encoding="utf-8") == MENDED
        assert len(list(folder.iterdir())) == FILES

        for options in (
            ("--output-format=sarif", f"--output-file={report}"),
            (f"--baseline={baseline}", "--update-baseline"),
        ):
            written = check(folder, *options, limit=512)
            assert "Traceback" not in written.stderr
            if written.returncode == 2:
                assert "can't be written" in written.stderr
        assert not report.exists() or report.read_bytes() == b""
        # A cache that has no room costs the time of a check, and nothing else.
        assert check(folder, limit=512).stdout == check(folder, "--no-cache").stdout


def test_a_folder_that_vanishes(folder: Path) -> None:
    with running() as client:
        client.initialize(folder=folder)
        uri = (folder / "0.md").as_uri()
        client.open(uri, BROKEN)
        client.request("workspace/symbol", {"query": "talk"})
        shutil.rmtree(folder)
        client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri, "type": 3}]})
        symbols = client.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert symbols
        client.request("workspace/symbol", {"query": "talk"})
        client.close(uri)
        assert client.stop() == 0
    assert b"Traceback" not in client.log


def test_a_command_whose_own_folder_vanished(folder: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'cd "$1"; rmdir "$1"; exec "$2" -m notes_lsp --check .'
    done = subprocess.run(
        ["/bin/sh", "-c", script, "sh", gone, sys.executable], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("notes-lsp: ")
    assert "Traceback" not in done.stderr


def test_two_servers_and_a_command_on_one_cache(tmp_path: Path) -> None:
    with local_server() as web, cache_in(tmp_path / "cache"):
        folder = notes_with_links(tmp_path, web)
        options = {"links": {"allow-hosts": ["127.0.0.1"], "pause": 0}}
        with running() as one, running() as other:
            for client in (one, other):
                client.initialize(folder=folder, initializationOptions=options)
            asked = [(client, client.ask("notes/checkLinks", {})) for client in (one, other) for _ in range(2)]
            found = check(folder, "--online", "--allow-host=127.0.0.1")
            for client, message_id in asked:
                counts = client.answer(message_id)["result"]["verdicts"]
                assert counts["alive"] == 30
                assert counts["gone"] == 3
            assert one.stop() == other.stop() == 0
        assert found.returncode == 1
        assert found.stdout.count("dead-link") == 3
        again = check(folder, "--cached-links")
        assert again.stdout.count("dead-link") == 3


def notes_with_links(tmp_path: Path, web: LocalServer) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    links = [f"- [x]({web.address}/alive/{number})\n" for number in range(30)]
    links += [f"- [x]({web.address}/gone/{number})\n" for number in range(3)]
    (folder / "notes.md").write_text(f"# Conf 2014\n\n## A talk\n\n{''.join(links)}", encoding="utf-8")
    return folder
