"""Builds the extension: what it needs from npm, and the package."""

import os
import subprocess
import sys
from pathlib import Path

from get_editor import Node

SOURCE = Path(__file__).parents[2] / "editors/vscode"
PACKAGE = SOURCE / "notes-lsp.vsix"


def install_modules(node: Node) -> None:
    """What the lock file names, unless it is there. Raises `NotToBeHadError`."""
    installed = SOURCE / "node_modules/.package-lock.json"
    lock = SOURCE / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        node.run_npm(SOURCE, "ci", "--ignore-scripts", "--no-audit")


def npm_script(node: Node, name: str) -> "subprocess.CompletedProcess[str]":
    """Run a script of package.json."""
    return subprocess.run(
        [str(node.program), str(node.npm), "run", "--silent", name],
        cwd=SOURCE,
        env={**os.environ, **node.environment(), "PYTHON": sys.executable, "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
