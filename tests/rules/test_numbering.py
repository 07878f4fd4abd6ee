"""Numbers of lists and talks that leave one out, or have one twice."""

import pytest

from helpers import check_rule, fix_with


def listed(*markers: str, more: str = "") -> str:
    return "# T\n\n" + "".join(f"{marker} said{more}\n" for marker in markers)


@pytest.mark.parametrize(
    ("markers", "found"),
    [
        (("1.", "2.", "4."), '5:1-5:3 list-numbering "4." follows "2.": 3 is left out'),
        (("1)", "3)", "4)"), '4:1-4:3 list-numbering "3)" follows "1)": 2 is left out'),
        (("1.", "2.", "2.", "3."), '5:1-5:3 list-numbering "2." is there a second time'),
    ],
)
def test_one_slip_is_found_and_mended(markers: tuple[str, ...], found: str) -> None:
    assert check_rule("list-numbering", listed(*markers)) == [found]
    counted = [f"{number}{markers[0][-1]}" for number in range(1, len(markers) + 1)]
    assert fix_with("list-numbering", listed(*markers), only_safe=True) == listed(*counted)


@pytest.mark.parametrize(
    "markers",
    [
        ("1.", "1.", "1."),
        ("1.", "2.", "3."),
        ("0.", "1.", "2."),
        ("1.", "3."),
        ("8.", "9.", "12."),
        ("1.", "2.", "5."),
        ("3.", "2.", "1."),
        ("1.", "2.", "1)", "2)"),
        ("-", "-", "-"),
    ],
)
def test_other_ways_to_number_are_meant(markers: tuple[str, ...]) -> None:
    assert check_rule("list-numbering", listed(*markers)) == []


def test_a_number_that_is_read_as_something_else_is_there() -> None:
    assert check_rule("list-numbering", "1. a\n2. b\n3.c\n4. d\n") == []


def test_lists_of_their_own_are_counted_on_their_own() -> None:
    assert check_rule("list-numbering", "1. a\n   1. x\n   2. y\n   3. z\n2. b\n   1. x\n3. c\n") == []
    assert check_rule("list-numbering", "1. a\n2. b\n\n## Next\n\n4. c\n5. d\n") == []
    assert check_rule("list-numbering", "- a\n  1. x\n  2. y\n  4. z\n- b\n") == [
        '4:3-4:5 list-numbering "4." follows "2.": 3 is left out'
    ]


def test_what_would_have_to_move_has_no_fix() -> None:
    text = listed(*[f"{number}." for number in range(1, 10)], "9.") + "   more of it\n"
    assert len(check_rule("list-numbering", text)) == 1
    assert fix_with("list-numbering", text) == text


def test_outside_of_markdown_the_fix_is_one_to_look_over() -> None:
    text = "Talk\n\n1. a\n2. b\n4. c\n"
    assert fix_with("list-numbering", text, "notes.txt", only_safe=True) == text


def talks(*titles: str) -> str:
    return "# PyCon\n\n## Day 1\n" + "".join(f"\n### {title}\n\n- said\n" for title in titles)


def test_numbers_of_talks() -> None:
    text = talks("Talk 1: One thing", "Talk 2: Another thing", "Talk 4: The rest")
    assert check_rule("talk-numbering", text) == ["13:10-13:11 talk-numbering Talk 4 follows Talk 2: 3 is left out"]
    assert fix_with("talk-numbering", text, only_safe=True) == text
    twice = talks("Talk 1: One thing", "Talk 1: Another thing", "Talk 2: The rest")
    assert check_rule("talk-numbering", twice) == ["9:10-9:11 talk-numbering Talk 1 is there a second time"]
    assert fix_with("talk-numbering", twice) == talks("Talk 1: One thing", "Talk 2: Another thing", "Talk 3: The rest")


@pytest.mark.parametrize(
    "titles",
    [
        ("Talk 1: One thing", "Talk 2: Another thing", "Talk 3: The rest"),
        ("Talk 1: One thing", "Talk 4: The rest"),
        ("Talk 1: One thing", "Talk 5: Another thing", "Talk 9: The rest"),
        ("Python 1 is old", "Python 2 is older", "Python 4 is new"),
    ],
)
def test_other_numbers_of_talks_are_meant(titles: tuple[str, ...]) -> None:
    assert check_rule("talk-numbering", talks(*titles)) == []
