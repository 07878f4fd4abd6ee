"""The day that the name of a file gives."""

import pytest

from notes_lsp.talks.file_names import day_of_name

CASES = [
    ("day2.md", ("day2", None, None, 2)),
    ("conf/day-1.md", ("day 1", None, None, 1)),
    ("friday.txt", ("friday", None, 4, None)),
    ("2014-03-01.rst", ("2014-03-01", "2014-03-01", None, None)),
    ("20160509_CoreTalks-4.md", ("20160509", "2016-05-09", None, None)),
    ("conf/tuesday/keynote.md", ("tuesday", None, 1, None)),
    ("conf/sunday-school-of-rust.md", None),
    ("rust-1.2.3.md", None),
    ("may.md", None),
    ("notes.md", None),
    ("", None),
]


@pytest.mark.parametrize(("path", "expected"), CASES)
def test_day_of_name(path: str, expected: tuple[object, ...] | None) -> None:
    day = day_of_name(path)

    found = None if day is None else (day.label, day.date.iso if day.date else None, day.weekday, day.number)
    assert found == expected
