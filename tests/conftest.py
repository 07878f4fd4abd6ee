"""What all tests share."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(autouse=True, scope="session")
def cache_of_tests() -> Iterator[None]:
    """Jedi keeps what it has read in the user's folder for caches: tests have one of their own, for all runs.

    What is known of links is another one's, for this run alone.
    """
    folder = Path(tempfile.gettempdir()) / "notes-lsp-tests-cache"
    folder.mkdir(exist_ok=True)
    patch = pytest.MonkeyPatch()
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        if name == "XDG_CACHE_HOME" or name in os.environ:
            patch.setenv(name, str(folder))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as links:
        patch.setenv("NOTES_LSP_CACHE_DIR", links)
        yield
    patch.undo()
