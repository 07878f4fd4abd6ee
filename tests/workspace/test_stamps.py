"""Whether something has changed since it was read."""

import os
import time
from pathlib import Path

from notes_lsp.workspace.stamps import is_settled, settled_stamp_of, stamp_of


def test_stamps_change_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert stamp_of(str(path)) is None
    assert stamp_of("nul\0") is None
    path.write_text("a", encoding="utf-8")
    first = stamp_of(str(path))
    assert first == stamp_of(str(path))
    path.write_text("ab", encoding="utf-8")
    second = stamp_of(str(path))
    os.utime(path, ns=(1, 1))
    third = stamp_of(str(path))
    assert len({first, second, third}) == 3


def test_what_was_changed_a_moment_ago_may_change_again_unseen(tmp_path: Path) -> None:
    now = time.time_ns()
    assert is_settled((now - 10**9, now - 10**9, 1))
    assert not is_settled((now, now - 10**9, 1))
    assert not is_settled((now - 10**9, now, 1))
    assert not is_settled((now + 10**9, 0, 1))
    assert settled_stamp_of(str(tmp_path / "gone")) is None
