"""Plain text whose titles stand right above their lists, with no blank line between."""

import pytest

from outlines import outline_of

TALKS = """\
Queues in practice
- a
- b

Async nginx
Ada Lovelace
- c

Legacy code
* d
"""


def test_under_the_name_of_an_event() -> None:
    assert outline_of(f"PyCon 2020\n\n{TALKS}", "a.txt") == [
        "conference PyCon 2020 (2020)",
        "3 talk Queues in practice",
        "7 talk Async nginx | Ada Lovelace",
        "11 talk Legacy code",
    ]


def test_in_days() -> None:
    assert outline_of(f"Monday\n\n{TALKS}\nTuesday\n\nShards\n- e\n", "a.txt") == [
        "1 day Monday -",
        "  3 talk Queues in practice",
        "  7 talk Async nginx | Ada Lovelace",
        "  11 talk Legacy code",
        "14 day Tuesday -",
        "  16 talk Shards",
    ]


def test_with_speakers() -> None:
    assert outline_of(TALKS.replace("practice", "practice - Bo Kim"), "a.txt") == [
        "1 talk Queues in practice | Bo Kim",
        "5 talk Async nginx | Ada Lovelace",
        "9 talk Legacy code",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TALKS, id="nothing says that these are talks"),
        pytest.param("Tests in 2020\n- a\n\nMarking tests\n- b\n\nFixtures\n- c\n", id="a year is no event's"),
        pytest.param(f"PyCon 2020\n\nIntroduction\n- x\n\nQuestions\n- y\n\nSummary\n- z\n\n{TALKS}", id="sections"),
        pytest.param(f"PyCon 2020\n\n{TALKS}".replace("\n\nLegacy code\n* d", ""), id="only two"),
        pytest.param(f"PyCon 2020\n\n{TALKS}".replace("code", "code:"), id="a colon leads to the list"),
    ],
)
def test_lines_that_are_no_titles(text: str) -> None:
    assert not any(" talk " in line for line in outline_of(text, "a.txt"))


def test_notes_whose_titles_stand_alone_have_none_over_lists() -> None:
    text = "Monday\n\nOne\n\n- a\n\nGood points\n- b\n\nBad points\n- c\n\nMore points\n- d\n\nTwo\n\n- e\n"

    assert outline_of(text, "a.txt") == ["1 day Monday -", "  3 talk One", "  16 talk Two"]


def test_most_titles_over_lists_are_enough() -> None:
    text = f"PyCon 2020\n\n{TALKS}\nMore\n- x\n\nStreams\n\n- y\n"

    assert outline_of(text, "a.txt") == [
        "conference PyCon 2020 (2020)",
        "3 talk Queues in practice",
        "7 talk Async nginx | Ada Lovelace",
        "11 talk Legacy code",
        "14 talk More",
        "17 talk Streams",
    ]
