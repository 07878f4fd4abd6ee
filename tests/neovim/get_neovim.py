"""Gets a Neovim for the tests, without touching the system: from Debian's packages, unpacked into a cache folder.

Debian's stable releases have a Neovim that is too old; its later suites have a current one, and the C library that it
wants. Both go into a folder of their own and are started by the loader that came with them. Nothing is installed.
"""

import os
import platform
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".neovim-test"
PACKAGES = ("neovim", "lua-check")
_PARSERS = "tree-sitter-languages==1.10.2"
_PATIENCE = 240


class NotToBeHadError(Exception):
    """Why there is no Neovim here, in words."""


@dataclass(frozen=True, slots=True)
class Neovim:
    """``command`` starts it; ``root`` holds what was unpacked, if it was: then it does not look for its files there."""

    command: tuple[str, ...]
    root: Path | None = None

    @property
    def runtime(self) -> Path | None:
        """What belongs into `VIMRUNTIME`."""
        return self.root / "usr/share/nvim/runtime" if self.root is not None else None

    @property
    def parsers(self) -> Path | None:
        """The folder, for 'runtimepath', that holds the parsers that come with it."""
        return self.root / "usr/lib/nvim" if self.root is not None else None


def neovim_from_debian(suite: str) -> Neovim:
    """The Neovim of a suite of Debian, fetched unless it is there. Raises `NotToBeHadError`."""
    folder = CACHE / suite
    root = folder / "root"
    if not (folder / "complete").exists():
        shutil.rmtree(folder, ignore_errors=True)
        _fetch(folder, suite)
        (folder / "complete").touch()
    (loader,) = root.glob("usr/lib/*/ld-linux-*.so.*")
    return Neovim((str(loader), "--library-path", str(loader.parent), str(root / "usr/bin/nvim")), root)


def neovim_of_machine() -> Neovim | None:
    """The one that `NOTES_LSP_NVIM` names, for whoever wants to test with another."""
    named = os.environ.get("NOTES_LSP_NVIM")
    return Neovim((named,)) if named else None


def treesitter_parsers() -> Path:
    """A library of parsers for many languages, which Neovim can load; fetched unless it is there. Raises `NotToBeHadError`.

    Neovim itself brings one for Markdown, none for Python and reStructuredText.
    """
    folder = CACHE / "parsers"
    library = folder / "tree_sitter_languages" / "languages.so"
    if not library.exists():
        if (sys.platform, platform.machine()) != ("linux", "x86_64"):
            raise NotToBeHadError("there are no parsers for this kind of machine")
        options = ["--no-deps", "--only-binary=:all:", "--python-version=3.11", "--platform=manylinux2014_x86_64"]
        _run([sys.executable, "-m", "pip", "download", "--quiet", *options, f"--dest={folder}", _PARSERS])
        (wheel,) = folder.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extract("tree_sitter_languages/languages.so", folder)
        wheel.unlink()
    return library


def _fetch(folder: Path, suite: str) -> None:
    for program in ("apt-get", "dpkg"):
        if shutil.which(program) is None:
            raise NotToBeHadError(f"{program} is not here; set NOTES_LSP_NVIM to a Neovim of 0.11 or newer")
    lists, archives, root = folder / "lists", folder / "cache" / "archives", folder / "root"
    for each in (lists / "partial", archives / "partial", root):
        each.mkdir(parents=True)
    (folder / "status").touch()
    (folder / "sources.list").write_text(f"deb {_archive()} {suite} main\n", encoding="utf-8")
    options = {
        "Dir::State": folder,
        "Dir::State::Lists": lists,
        "Dir::State::status": folder / "status",
        "Dir::Cache": folder / "cache",
        "Dir::Etc::sourcelist": folder / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        "APT::Sandbox::User": "",
    }
    apt = ["apt-get", "--quiet", *(f"--option={name}={value}" for name, value in options.items())]
    _run([*apt, "update"])
    _run([*apt, "install", "--yes", "--download-only", "--no-install-recommends", *PACKAGES])
    for package in archives.glob("*.deb"):
        _run(["dpkg", "-x", str(package), str(root)])
    shutil.rmtree(lists)
    shutil.rmtree(folder / "cache")


def _archive() -> str:
    """Where this machine gets Debian from, with the key that signs it, as a line of sources says it."""
    wanted = "$(ORIGIN)\t$(LABEL)\t$(REPO_URI)\t$(SIGNED_BY)"
    found = _run(["apt-get", "indextargets", "--format", wanted, "Created-By: Packages", "Component: main"])
    for line in found.splitlines():
        origin, label, address, key = line.split("\t")
        if origin == "Debian" and label == "Debian":
            is_key = key.startswith("/") and Path(key).exists()
            known = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
            keyring = Path(key) if is_key else known
            return f"[signed-by={keyring}] {address}" if keyring.exists() else address
    raise NotToBeHadError("apt knows of no archive of Debian; set NOTES_LSP_NVIM to a Neovim of 0.11 or newer")


def _run(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotToBeHadError(f"{command[0]} did not finish: {type(error).__name__}") from error
    if done.returncode != 0:
        # What apt says may name the address of a mirror; its last line is enough to know why.
        raise NotToBeHadError(f"{command[0]} {command[-1]} failed with exit code {done.returncode}")
    return done.stdout
