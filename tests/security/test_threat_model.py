"""docs/threat-model.md names tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    line for line in (ROOT / "docs/threat-model.md").read_text(encoding="utf-8").splitlines() if line.startswith("| **")
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("**")[1])
def test_each_row_is_shown_by_tests(row: str) -> None:
    named = re.findall(r"`(tests/[^`]+)`", row.rsplit(" | ", maxsplit=1)[-1])
    assert named
    for each in named:
        path, *names = each.split("::")
        text = (ROOT / path).read_text(encoding="utf-8")
        for name in names:
            assert re.search(rf"^ *(?:async )?(?:def|class) {name}\b", text, re.MULTILINE), each


def test_each_test_of_hostile_notes_has_a_row() -> None:
    text = (ROOT / "tests/security/test_hostile.py").read_text(encoding="utf-8")
    rows = "\n".join(ROWS)
    for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE):
        assert f"test_hostile.py::{name}`" in rows
