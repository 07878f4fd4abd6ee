"""A name in somebody's repository may lead to a pipe or a device, which would never end."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.workspace.asked import digest_of_file
from notes_lsp.workspace.config_search import CONFIG_NAMES, ConfigSearch
from notes_lsp.workspace.ignored import read_ignore_file
from notes_lsp.workspace.regular_files import open_regular
from notes_lsp.workspace.surroundings import read_notes
from notes_lsp.workspace.web_links import IGNORE_FILE, link_ignore_patterns

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")

DEADLINE = 10.0


def in_time(work: Callable[[], object]) -> object:
    """What ``work`` gives; it has failed where it still waits at the deadline."""
    given: list[object] = []
    thread = threading.Thread(target=lambda: given.append(work()), daemon=True)
    thread.start()
    thread.join(DEADLINE)
    assert given, "it waits for a pipe"
    return given[0]


def test_a_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    with open_regular(str(tmp_path / "a")) as file:
        assert file.read() == b"a"


@pytest.mark.parametrize("path", [os.devnull, "/dev/zero", os.curdir])
def test_what_is_no_file_is_not_opened(path: str) -> None:
    with pytest.raises(OSError, match="no regular file"):
        open_regular(path)


@pytest.mark.parametrize(
    ("name", "read", "expected"),
    [
        ("a.md", lambda folder: read_notes(f"{folder}/a.md"), None),
        ("a.md", lambda folder: digest_of_file(f"{folder}/a.md"), None),
        (".gitignore", read_ignore_file, ()),
        (CONFIG_NAMES[1], lambda folder: ConfigSearch().finds(folder), True),
        (IGNORE_FILE, lambda folder: link_ignore_patterns(folder, folder), ()),
    ],
    ids=["notes that are linked to", "digest", "ignore file", "settings", "ignore file for links"],
)
def test_nobody_waits_for_a_pipe(tmp_path: Path, name: str, read: Callable[[str], object], expected: object) -> None:
    os.mkfifo(tmp_path / name)
    assert in_time(lambda: read(str(tmp_path))) == expected
