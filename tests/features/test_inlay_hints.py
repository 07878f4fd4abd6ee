"""What is shown within the lines: weekdays, years, lengths.

Expectations are the text itself with each hint in braces: ``July 22nd{2014}{Tue}``.
"""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import cut_range
from notes_lsp.features.inlay_hints import InlayHint, inlay_hints
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = Path(__file__).parents[2] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.is_file())
ALL = ("weekday", "year", "length")
HINT = re.compile(r"\{[^{}]*\}")
PIECES = [
    "# Conf 2014\n",
    "## 22 July\n",
    "## 9/3/2025\n",
    "### 10:00-10:45 Types\n",
    "Time: 9-10am\n",
    "- note\n",
    "\n",
]
PIECES += ["### ", "## ", "2024-02-30", "Date: ", "22:00 - 01:00", " (45 min)", "\r\n", "7月10日\n", "---\n"]


def hints_of(text: str, name: str = "notes.md", kinds: tuple[str, ...] = ALL) -> tuple[InlayHint, ...]:
    return inlay_hints(understand(parse(text, name), name), 0, len(text), kinds)


def drawn(text: str, hints: tuple[InlayHint, ...]) -> str:
    for hint in reversed(hints):
        text = f"{text[: hint.offset]}{{{hint.label}}}{text[hint.offset :]}"
    return text


def check(marked: str, name: str = "notes.md", kinds: tuple[str, ...] = ALL) -> None:
    text = HINT.sub("", marked)
    assert drawn(text, hints_of(text, name, kinds)) == marked


def day(label: str, conference: str = "Conf 2014") -> str:
    return f"# {conference}\n\n## {label}\n\n### Types\n\n- note\n"


def talk(heading: str) -> str:
    return f"# Conf 2014\n\n## Tuesday, 22 July 2014\n\n### {heading}\n\n- note\n"


@pytest.mark.parametrize(
    "label",
    [
        "July 22nd{2014}{Tue}",
        "22 July{2014}{Tue}",
        "22 July 2014{Tue}",
        "2014-07-22{Tue}",
        "Tuesday, July 22nd{2014}",
        "22.07.{2014} - Tuesday",
        "Tuesday, 22 July 2014",
        "2014-07-22 (Tuesday)",
        "Day 2: 2014-07-22{Tue}",
        "7月22日{2014}{Tue}",
        "Day 1",
        "Tuesday",
    ],
)
def test_the_date_of_a_day_gets_what_it_leaves_out(label: str) -> None:
    check(day(label))


def test_without_a_year_there_is_no_weekday() -> None:
    check(day("July 22nd", "PyConference"))


def test_the_year_may_come_from_another_day() -> None:
    check("## 22 July 2014{Tue}\n\n### Types\n\n- note\n\n## 23 July{2014}{Wed}\n\n### More\n\n- note\n")


def test_a_weekday_that_does_not_fit_is_a_finding_and_no_hint() -> None:
    check(day("Monday, July 22nd{2014}"))


def test_a_year_in_the_same_line_is_not_repeated() -> None:
    check("# Conf 2014, July 22nd{Tue}\n\n## Types\n\n- note\n\n## More\n\n- note\n")


def test_a_day_of_which_nobody_knows_the_month_has_none() -> None:
    check(day("9/3/2025", "Conf"))


def test_days_tell_the_month_from_the_day_together() -> None:
    check("# Conf\n\n## 9/3/2025{Wed}\n\n### Types\n\n- a\n\n## 9/13/2025{Sat}\n\n### More\n\n- a\n")


def test_the_date_in_the_head_of_a_file_gets_its_weekday() -> None:
    check("---\ntitle: Types\ndate: 2014-07-22{Tue}\n---\n\n# Types\n\n- note\n")
    check(":Date: 22 July 2014{Tue}\n:Speaker: Ada Lovelace\n\nTypes\n=====\n\n- note\n", "notes.rst")
    check("#+TITLE: Types\n#+DATE: 2014-07-22{Tue}\n\n* A part\n\n- note\n", "notes.org")


def test_dates_in_running_text_stay_as_they_are() -> None:
    check(day("Day 1") + "\nReleased on 2014-07-22, and 1.2.2014 is a version.\n")


@pytest.mark.parametrize(
    "heading",
    [
        "10:00-10:45{45 min} Types",
        "10:00 - 11:00{1 h} Types",
        "9:30–11:00{1 h 30 min} Types",
        "9:15am to 9:45am{30 min} Types",
        "9-10am{1 h} Types",
        "Types (9:15 - 9:45{30 min})",
        "23:30 - 00:15{45 min} Types",
        "10:00 Types",
        "10:45-10:00 Types",
        "10:00-10:00 Types",
        "10:00-10:45 Types (45 min)",
        "10:00-10:45 Types (45')",
        "10:00-11:30 Types (1h 30)",
        "10:00-11:30 Types, 90 minutes",
        "10:00-10:45{45 min} Types in 45 parts",
        "10:00-10:45{45 min} Types in 30 min",
        "9h-18h{9 h} Types",
        "00:30-23:00 Types",
    ],
)
def test_a_range_of_times_gets_its_length(heading: str) -> None:
    check(talk(heading))


def test_a_time_below_the_title_gets_its_length() -> None:
    check(talk("Types").replace("- note", "- Time: 10:00 - 10:45{45 min}\n- note"))
    check("Types\n=====\n\n:Speaker: Ada Lovelace\n:Time: 10:00 - 10:45{45 min}\n\n- note\n", "notes.rst")


def test_times_in_a_schedule_get_their_length() -> None:
    row = "| 10:00-10:45{45 min} | Types | Ada Lovelace |"
    check(f"# Conf 2014\n\n| Time | Talk | Speaker |\n|---|---|---|\n{row}\n{row}\n{row}\n")


def test_kinds_can_be_left_out() -> None:
    text = day("July 22nd").replace("### Types", "### 10:00-10:45 Types")
    check(text.replace("22nd", "22nd{Tue}"), kinds=("weekday",))
    check(text.replace("22nd", "22nd{2014}"), kinds=("year",))
    check(text.replace("10:45", "10:45{45 min}"), kinds=("length",))
    check(text, kinds=())


def test_tooltips_are_sentences() -> None:
    text = day("July 22nd").replace("### Types", "### 23:30-00:15 Types")
    assert [hint.tooltip for hint in hints_of(text)] == [
        "The notes say elsewhere that this was in 2014",
        "2014-07-22 is a Tuesday",
        "From 23:30 to 00:15",
    ]


def test_a_range_gives_its_own_hints_alone() -> None:
    marked = "# Conf 2014\n\n## July 22nd$0\n\n### 10:00-10:45 Types\n\n- note\n\n## July 23rd$0\n\n### 9-10am More\n\n- note\n"
    text, start, end = cut_range(marked)
    notes = understand(parse(text, "notes.md"), "notes.md")
    assert [hint.label for hint in inlay_hints(notes, start, end, ALL)] == ["2014", "Tue", "45 min", "2014", "Wed"]
    assert [hint.label for hint in inlay_hints(notes, start + 1, end - 1, ALL)] == ["45 min"]
    assert inlay_hints(notes, 0, start - 1, ALL) == ()


def test_empty_notes_have_no_hints() -> None:
    assert hints_of("") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.sampled_from(["a.md", "a.rst", "a.org", "a.txt"])
)
def test_whatever_the_text_hints_are_in_order_and_of_one_word_or_two(text: str, name: str) -> None:
    hints = hints_of(text, name)
    offsets = [hint.offset for hint in hints]
    assert offsets == sorted(offsets)
    for hint in hints:
        assert 0 < hint.offset <= len(text)
        assert text[hint.offset - 1] not in " \t\r\n", "a hint stands behind what it belongs to"
        assert re.fullmatch(r"[A-Z][a-z]{2}|\d{4}|\d+ h|\d+ min|\d+ h \d+ min", hint.label)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_two_halves_have_the_hints_of_the_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    notes = understand(parse(text, path.name), path.name)
    middle = len(text) // 2
    halves = [*inlay_hints(notes, 0, middle, ALL), *inlay_hints(notes, middle + 1, len(text), ALL)]
    assert tuple(halves) == inlay_hints(notes, 0, len(text), ALL)
