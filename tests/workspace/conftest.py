"""Folders of small files, for tests of what looks at a disk."""

from collections.abc import Callable
from pathlib import Path

import pytest

MakeTree = Callable[[dict[str, str]], Path]
MakeLink = Callable[[str, str], None]


@pytest.fixture
def make_tree(tmp_path: Path) -> MakeTree:
    """Write files, given by their paths below a folder, with their texts; gives the folder."""

    def make(files: dict[str, str]) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8", newline="")
        return tmp_path

    return make


@pytest.fixture
def make_link(tmp_path: Path) -> MakeLink:
    """Make a symbolic link at a path below the folder to another one there, or skip the test where there are none."""

    def make(name: str, target: str) -> None:
        try:
            (tmp_path / name).symlink_to(tmp_path / target, target_is_directory=(tmp_path / target).is_dir())
        except OSError:
            pytest.skip("no symbolic links here")

    return make
