"""Which day and which talk hold a place."""

import pytest

from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

TEXT = """\
# C 2014

## Monday, July 21st 2014

### Types

- a


### Queues

- b

## Tuesday, July 22nd 2014

### Packaging

- c

"""
NOTES = understand(parse(TEXT, "a.md"), "a.md")


@pytest.mark.parametrize(
    ("before", "day", "talk"),
    [
        ("", None, None),
        ("# C 2014\n", None, None),
        ("# C 2014\n\n", "Monday, July 21st 2014", None),
        ("### Typ", "Monday, July 21st 2014", "Types"),
        ("- a\n\n", "Monday, July 21st 2014", "Types"),
        ("- b\n", "Monday, July 21st 2014", "Queues"),
        ("## Tues", "Tuesday, July 22nd 2014", None),
        ("- c\n\n", "Tuesday, July 22nd 2014", "Packaging"),
    ],
)
def test_the_day_and_the_talk_at_an_offset(before: str, day: str | None, talk: str | None) -> None:
    offset = TEXT.index(before) + len(before)
    found_day, found_talk = NOTES.day_at(offset), NOTES.talk_at(offset)
    assert (found_day.label if found_day is not None else None) == day
    assert (found_talk.title if found_talk is not None else None) == talk


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("# C", "# C", []),
        ("# C", "### Q", ["Types"]),
        ("# C", "- b", ["Types", "Queues"]),
        ("- b", "- c", ["Queues", "Packaging"]),
        ("- c", "- c", ["Packaging"]),
    ],
)
def test_the_talks_between_two_offsets(first: str, last: str, expected: list[str]) -> None:
    found = NOTES.talks_between(TEXT.index(first), TEXT.index(last))
    assert [talk.title for talk in found] == expected
