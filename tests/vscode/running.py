"""A running VS Code for the tests: a home of its own, settings, a folder, the extension."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from get_editor import Editor

_PATIENCE = 90
SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Light Modern",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.tips.enabled": False,
    "window.commandCenter": False,
    "chat.disableAIFeatures": True,
    "extensions.ignoreRecommendations": True,
    "telemetry.telemetryLevel": "off",
    "git.enabled": False,
    "files.autoSave": "off",
    "files.hotExit": "off",
    "editor.accessibilitySupport": "off",
    "security.workspace.trust.startupPrompt": "never",
}


@contextmanager
def running_editor(
    editor: Editor,
    home: Path,
    path: Sequence[Path],
    settings: Mapping[str, Any],
    extension: Path | None,
    *,
    everything_trusted: bool,
) -> Iterator[str]:
    """Start VS Code as a server; gives its address. ``path`` are the folders with programs that its user has."""
    user, extensions = home / "user", home / "extensions"
    (user / "User").mkdir(parents=True)
    (user / "User/settings.json").write_text(json.dumps({**SETTINGS, **settings}), encoding="utf-8")
    # VS Code asks the shell of its user for the PATH.
    (home / ".profile").write_text(f"export PATH={os.pathsep.join(map(str, path))}\n", encoding="utf-8")
    environment = {**os.environ, **editor.node.environment(), "HOME": str(home), "SHELL": "/bin/bash"}
    command = [
        str(editor.node.program),
        str(editor.entry),
        "--user-data-dir",
        str(user),
        "--extensions-dir",
        str(extensions),
    ]
    with (home / "log").open("wb") as log:
        if extension is not None:
            install = [*command, "--install-extension", str(extension)]
            subprocess.run(install, env=environment, stdout=log, stderr=log, timeout=_PATIENCE, check=True)
        port = _free_port()
        options = [
            "--auth",
            "none",
            "--bind-addr",
            f"127.0.0.1:{port}",
            "--disable-telemetry",
            "--disable-update-check",
        ]
        trust = ["--disable-workspace-trust"] if everything_trusted else []
        process = subprocess.Popen(
            [*command, *options, *trust], env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(process)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("VS Code did not start")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End VS Code with all that it has started."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            return
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            continue
