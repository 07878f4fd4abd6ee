"""Where caches lie: where everybody else's do, or where the environment says."""

import os
import sys
from pathlib import Path

import platformdirs
import pytest

from notes_lsp.web.cache_folder import FOLDER_VARIABLE, user_cache_folder


@pytest.mark.parametrize("named", [None, "", " ", "relative", "/some/where"])
def test_without_a_wish_it_is_the_folder_of_the_system(monkeypatch: pytest.MonkeyPatch, named: str | None) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if named is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", named)
    assert user_cache_folder() == platformdirs.user_cache_dir("notes-lsp", appauthor=False)


def test_the_environment_may_name_another_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, os.fspath(tmp_path))
    assert user_cache_folder() == os.fspath(tmp_path)
    monkeypatch.setenv(FOLDER_VARIABLE, os.path.join("~", "kept"))
    assert user_cache_folder() == os.path.expanduser(os.path.join("~", "kept"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere platformdirs is asked")
def test_on_linux_nothing_is_imported_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    assert user_cache_folder().endswith("notes-lsp")
