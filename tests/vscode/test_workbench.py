"""The VS Code extension in the real workbench and extension host, as somebody before the screen sees it.

Each check is a file in `workbench/checks`; all of one folder share a window. Pictures of what was seen, and of what
went wrong, are kept in `.vscode-test/pictures`; with ``UPDATE=1`` those that the extension shows go to its README.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from build import SOURCE
from get_editor import CACHE, Editor
from notes_folders import make_hostile_folder, make_notes_folder
from running import running_editor

WORKBENCH = Path(__file__).parent / "workbench"
PROGRAMS = Path(sys.executable).parent
PICTURES = CACHE / "pictures"
_PATIENCE = 400

# In the order in which they are run: what comes later may rest on what comes before.
NOTES = (
    *("outline", "breadcrumbs", "folding", "hover", "problems", "python", "rename", "plain_text", "commands", "readme"),
    *("preview", "talks", "links", "typing", "crash"),
)
PLAIN = ("typing",)
FIRST = ("missing", "install", "trusted")
CHECKS = [
    f"{folder}/{name}" for folder, names in (("first", FIRST), ("notes", NOTES), ("plain", PLAIN)) for name in names
]


@contextmanager
def web_server() -> Iterator[str]:
    """A web for the links; what is asked of it at ``/hanging`` waits for ``/go-on``."""
    goes_on = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/go-on":
                goes_on.set()
            elif self.path == "/hanging":
                goes_on.wait(30)
            first = self.path.split("/")[1]
            code = {"gone": 404, "moved": 301, "hanging": 503}.get(first, 200)
            self.send_response(code)
            if code == 301:
                self.send_header("Location", "/alive")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 - so it is called

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        goes_on.set()
        server.shutdown()


@pytest.fixture(scope="module")
def results(editor: Editor, package: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """How each check went, by its name."""
    folder = tmp_path_factory.mktemp("vscode")
    evil = folder / "evil"
    system = [Path("/usr/bin"), Path("/bin")]
    with ExitStack() as stack:
        web = stack.enter_context(web_server())
        make_notes_folder(folder / "notes", web)
        make_hostile_folder(folder / "hostile", evil)
        (folder / "plain").mkdir()
        (folder / "plain/long.md").write_text((folder / "notes/long.md").read_text(encoding="utf-8"), encoding="utf-8")
        first = stack.enter_context(
            running_editor(editor, folder / "first-home", system, {}, package, everything_trusted=False)
        )
        notes = stack.enter_context(
            running_editor(
                editor,
                folder / "notes-home",
                [PROGRAMS, *system],
                {"notes-lsp.linksAllowHosts": ["127.0.0.1"]},
                package,
                everything_trusted=True,
            )
        )
        plain = stack.enter_context(
            running_editor(editor, folder / "plain-home", system, {}, None, everything_trusted=True)
        )
        config = {
            "modules": str(editor.modules),
            "chromium": editor.chromium,
            "pictures": str(PICTURES),
            "results": str(folder / "results.json"),
            "program": str(PROGRAMS / "notes-lsp"),
            "evil": str(evil),
            "web": web,
            "sessions": [
                {"address": address, "folder": str(folder / name), "checks": [f"{kind}/{check}" for check in checks]}
                for kind, address, name, checks in (
                    ("first", first, "hostile", FIRST),
                    ("notes", notes, "notes", NOTES),
                    ("plain", plain, "plain", PLAIN),
                )
            ],
        }
        return _run(editor, folder, config)


def _run(editor: Editor, folder: Path, config: dict[str, Any]) -> dict[str, Any]:
    path = folder / "config.json"
    path.write_text(json.dumps(config), encoding="utf-8")
    command = [str(editor.node.program), str(WORKBENCH / "run.mjs"), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_PATIENCE, check=False)
        said = done.stdout + done.stderr
    except subprocess.TimeoutExpired:
        said = f"it took longer than {_PATIENCE} seconds"
    found: dict[str, Any] = {}
    if (folder / "results.json").exists():
        found = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        PICTURES.mkdir(parents=True, exist_ok=True)
        (PICTURES / "results.json").write_text(json.dumps(found, indent=2), encoding="utf-8")
    if os.environ.get("UPDATE"):
        for shown in (SOURCE / "media").glob("*.png"):
            if (PICTURES / shown.name).exists():
                shutil.copyfile(PICTURES / shown.name, shown)
    return {"said": said, **found}


@pytest.mark.parametrize("check", CHECKS)
def test_in_the_workbench(results: dict[str, Any], check: str) -> None:
    assert check in results, f"it was not run: {results['said']}"
    assert results[check]["problem"] is None, f"{results[check]['problem']}\n(a picture is in {PICTURES})"


def test_all_checks_are_run() -> None:
    there = {str(path.relative_to(WORKBENCH / "checks").with_suffix("")) for path in WORKBENCH.glob("checks/*/*.mjs")}
    assert there == set(CHECKS)


def test_typing_is_as_fluent_as_without_the_extension(results: dict[str, Any]) -> None:
    for check in ("notes/typing", "plain/typing"):
        if results.get(check, {}).get("problem", "not run") is not None:
            pytest.fail(f"{check} gave no figures")
    with_it, without = results["notes/typing"]["figures"], results["plain/typing"]["figures"]
    # Key to screen, in milliseconds; a frame lasts 17. Machines that test are noisy.
    assert with_it["keys"] >= 50
    assert with_it["median"] <= without["median"] + 40, (with_it, without)
