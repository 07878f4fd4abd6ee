"""A real Neovim, in a folder of notes of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from editor import Editor
from get_neovim import Neovim, NotToBeHadError, neovim_from_debian, neovim_of_machine


def _neovim(suite: str) -> Neovim:
    try:
        return neovim_from_debian(suite)
    except NotToBeHadError as error:
        pytest.skip(f"no Neovim for the tests: {error}")


@pytest.fixture(scope="session")
def neovim() -> Neovim:
    """A current Neovim."""
    return neovim_of_machine() or _neovim("sid")


@pytest.fixture(scope="session")
def old_neovim() -> Neovim:
    """Neovim 0.10."""
    return _neovim("trixie")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of notes, the root of its own project."""
    folder = tmp_path / "notes"
    (folder / ".git").mkdir(parents=True)
    return folder


@pytest.fixture
def start(neovim: Neovim, tmp_path: Path) -> Iterator[Callable[..., Editor]]:
    """Starts an editor with the keywords of `Editor`; it is ended after the test."""
    started: list[Editor] = []

    def start_one(**keywords: Any) -> Editor:
        before = f"vim.o.more = false; {keywords.pop('before', '')}"
        editor = Editor(neovim, tmp_path / f"home{len(started)}", before=before, **keywords)
        started.append(editor)
        return editor

    yield start_one
    for editor in started:
        editor.close()
