"""Completion of the next day and of a new talk."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from completions import PATH, applied, check, completions, items
from notes_lsp.features.completion.next_day import date_after
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.date_names import ENGLISH_MONTHS, ENGLISH_WEEKDAYS
from notes_lsp.talks.model import CalendarDate
from notes_lsp.talks.roles import understand

RST, ORG, TXT = "/conf/2014/now.rst", "/conf/2014/now.org", "/conf/2014/now.txt"


def next_day(*labels: str, conference: str = "Conf 2024") -> list[str]:
    """What is offered for the next day of notes with these days."""
    days = "".join(f"## {label}\n\n### A talk\n\n- a note\n\n" for label in labels)
    return [item.label for item in items(f"# {conference}\n\n{days}## $0", files={})]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Tuesday, July 22nd", "Wednesday, July 23rd"),
        ("Monday, July 22th", "Tuesday, July 23rd"),
        ("JULY 30TH", "JULY 31ST"),
        ("July 31, 2012", "August 1, 2012"),
        ("February 28, 2023", "March 1, 2023"),
        ("February 28, 2024", "February 29, 2024"),
        ("Friday 31 Dec 1999", "Saturday 1 Jan 2000"),
        ("Sunday 31 December 2023", "Monday 1 January 2024"),
        ("21st of May", "22nd of May"),
        ("11th May", "12th May"),
        ("30 June", "1 July"),
        ("30 June 2024", "1 July 2024"),
        ("Thursday", "Friday"),
        ("Sunday", "Monday"),
        ("Friday 11th", "Saturday 12th"),
        ("2024-05-03 (Friday)", "2024-05-04 (Saturday)"),
        ("2012-09-30", "2012-10-01"),
        ("2024/05/31", "2024/06/01"),
        ("2024-5-9", "2024-5-10"),
        ("20240531", "20240601"),
        ("06.06. - Thursday", "07.06. - Friday"),
        ("31.10.2024", "01.11.2024"),
        ("30/9/2024", "1/10/2024"),
        ("12/31/2024", "01/01/2025"),
        ("31.12.2024", "01.01.2025"),
        ("22. Juli", "23. Juli"),
        ("Mittwoch, 31. Juli 2024", "Donnerstag, 1. August 2024"),
        ("Mi, 3. Juli", "Do, 4. Juli"),
        ("mardi 31 décembre 2024", "mercredi 1 janvier 2025"),
        ("vendredi 1er mars", "samedi 2 mars"),
        ("mar. 23 juillet", "mer. 24 juillet"),
        ("martes 30 de abril", "miércoles 1 de mayo"),
        ("mié 31 de julio", "jue 1 de agosto"),
        ("terça-feira, 9 de julho", "quarta-feira, 10 de julho"),
        ("lunedì 30 settembre", "martedì 1 ottobre"),
        ("dinsdag 31 maart", "woensdag 1 april"),
        ("środa, 31 lipca 2024", "czwartek, 1 sierpnia 2024"),
        ("středa 31. července", "čtvrtek 1. srpna"),
        ("7月10日（水）", "7月11日（木）"),
        ("7月31日", "8月1日"),
        ("星期三", "星期四"),
        ("星期日", "星期一"),
        ("Day 2", "Day 3"),
        ("DAY 9", "DAY 10"),
        ("Day 02", "Day 03"),
        ("Day2", "Day3"),
        ("Day one", "Day two"),
        ("Day Two", "Day Three"),
        ("First day", "Second day"),
        ("Day II", "Day III"),
        ("2nd day", "3rd day"),
        ("Jour 1", "Jour 2"),
        ("DIA 19", "DIA 20"),
        ("第1天", "第2天"),
        ("第一天", "第二天"),
        ("1日目", "2日目"),
        ("Day 2/3", "Day 3/3"),
        ("Day 1 of 3", "Day 2 of 3"),
        ("Day 1: Tutorials", "Day 2"),
        ("Day 1 - Monday, April 29", "Day 2 - Tuesday, April 30"),
        ("Day 1 (Fri)", "Day 2 (Sat)"),
        ("[Day 1](https://example.org)", "Day 2"),
        ("**Day 1**", "Day 2"),
    ],
)
def test_the_next_day_is_written_as_the_last_one(label: str, expected: str) -> None:
    assert next_day(label) == [expected]


@pytest.mark.parametrize(
    "label",
    [
        "Day 3 of 3",
        "Day 3/3",
        "Day seven",
        "9/3/2025",  # March or September?
        "Dia 28",  # of which month?
    ],
)
def test_nothing_is_offered_where_the_next_day_is_not_known(label: str) -> None:
    assert next_day(label) == []


def test_a_year_that_nobody_gives_is_no_leap_year_and_no_other() -> None:
    assert next_day("Feb 28", conference="Conf") == []
    assert next_day("Feb 27", conference="Conf") == ["Feb 28"]


def test_the_other_days_tell_the_month_from_the_day_and_the_language() -> None:
    assert next_day("9/3/2025", "9/4/2025") == ["9/5/2025"]
    assert next_day("3/9/2025", "4/9/2025") == ["5/9/2025"]
    assert next_day("lun 1 luglio", "mar 2 luglio") == ["mer 3 luglio"]
    assert next_day("lun 1 julio", "mar 2 julio") == ["mié 3 julio"]


def test_a_weekday_that_does_not_fit_our_year_goes_on_by_itself() -> None:
    assert next_day("Sun 5th Feb") == ["Mon 6th Feb"]


def test_a_day_that_is_there_is_not_offered_again() -> None:
    text = "# Conf\n\n## Day 1\n\n### A talk\n\n- a note\n\n$0\n\n## Day 2\n\n### Another\n\n- b\n"
    assert [item.kind for item in items(text, files={})] == ["talk"]


@given(
    start=st.dates(),
    form=st.sampled_from(
        ["{w}, {m} {d}, {y}", "{w} {d} {m} {y}", "{y}-{mm}-{dd}", "{dd}.{mm}.{y}", "{w:.3} {d} {m:.3} {y}"]
    ),
)
@settings(max_examples=60, deadline=None)
def test_the_next_day_is_read_as_the_day_after(start: object, form: str) -> None:
    from datetime import date, timedelta

    assert isinstance(start, date)
    if not 1990 <= start.year < 2060:
        start = start.replace(year=1990 + start.year % 60, day=min(start.day, 28))
    label = form.format(
        w=ENGLISH_WEEKDAYS[start.weekday()],
        m=ENGLISH_MONTHS[start.month - 1],
        d=start.day,
        y=start.year,
        mm=f"{start.month:02}",
        dd=f"{start.day:02}",
    )
    text, _, found = completions(f"# A conference\n\n## {label}\n\n### A talk\n\n- a note\n\n## $0", files={})
    notes = understand(parse(applied(text, found.items[0]), PATH), PATH)
    assert [day.date.iso if day.date else None for day in notes.days] == [
        start.isoformat(),
        (start + timedelta(days=1)).isoformat(),
    ]


def test_the_day_after_as_far_as_it_is_known() -> None:
    assert date_after(CalendarDate(2024, 2, 28)) == CalendarDate(2024, 2, 29)
    assert date_after(CalendarDate(2023, 2, 28)) == CalendarDate(2023, 3, 1)
    assert date_after(CalendarDate(None, 2, 28)) is None
    assert date_after(CalendarDate(None, 2, 29)) == CalendarDate(None, 3, 1)
    assert date_after(CalendarDate(None, 12, 31)) == CalendarDate(None, 1, 1)
    assert date_after(CalendarDate(None, None, 27)) == CalendarDate(None, None, 28)
    assert date_after(CalendarDate(None, None, 28)) is None
    assert date_after(CalendarDate(2024, 2, None)) is None
    assert date_after(CalendarDate(9999, 12, 31)) is None


# --- where, and in which dress ---------------------------------------------------------------------------------

MARKDOWN = "# Conf\n\n## Day 1\n\n### A talk\n\n- a note\n\n"


@pytest.mark.parametrize(
    ("marked", "path", "expected"),
    [
        (MARKDOWN + "##$0", PATH, "⟦## Day 2⟧"),
        (MARKDOWN + "## $0", PATH, "⟦## Day 2⟧"),
        (MARKDOWN.replace("\n", "\r\n") + "## $0", PATH, "⟦## Day 2⟧"),
        ("* Conf\n** Day 1\n*** A talk\n- a note\n** $0", ORG, "⟦** Day 2⟧"),
        ("Conf\n====\n\nDay 1\n-----\n\nA talk\n~~~~~~\n\n- a\n\n$0", RST, "⟦Day 2\n-----⟧"),
        (
            "=====\nConf\n=====\n\n=======\n Day 1\n=======\n\nA talk\n------\n\n- a\n\n$0",
            RST,
            "⟦=======\n Day 2\n=======⟧",
        ),
        ("Conf\n====\n\nDay 9\n-----\n\n### A talk\n\n- a\n\n$0", PATH, "⟦Day 10\n------⟧"),
        ("Conf notes 2014\n\nDay 1\n\nA talk of types\n\n  • a\n\n$0\n", TXT, "⟦Day 2⟧"),
        ("Conf notes 2014\n\nDay 1\n\nA talk of types\n\n  • a\n$0\n", TXT, "⟦\nDay 2⟧"),
        ("# Conf - Day 1\n\n## A talk\n\n- a\n\n## Another\n\n- b\n\n# $0", PATH, "⟦# Conf - Day 2⟧"),
        ("# Conf\n\n**Day 1**\n\n### A talk\n\n- a\n\n$0", PATH, "⟦**Day 2**⟧"),
    ],
)
def test_a_day_is_dressed_as_the_last_one(marked: str, path: str, expected: str) -> None:
    text, offset, found = completions(marked, path, {})
    (item,) = [item for item in found.items if item.kind == "day"]
    assert text[item.start : item.end].strip("#* \r") == ""
    assert applied(text, item, mark=True)[text.rfind("\n", 0, offset) + 1 :].rstrip("\r\n") == expected


@pytest.mark.parametrize("line", ["#$0", "#### $0", "## A$0", "## $0 day", "- $0", "Some words $0", "Day$0", "> $0"])
def test_no_day_and_no_talk_where_something_else_is_typed(line: str) -> None:
    assert items(MARKDOWN + line, files={}) == ()


def test_no_day_above_the_first_one() -> None:
    assert [item.kind for item in items("# Conf\n\n$0\n\n## Day 1\n\n### A talk\n\n- a\n", files={})] == ["talk"]


def test_notes_of_one_talk_have_no_next_day() -> None:
    assert items("# A talk\n\nSpeaker: Ada Lovelace\nDate: 2024-05-03\n\n- a note\n\n$0", files={}) == ()
    assert items("# A talk\n\nSpeaker: Ada Lovelace\nDate: 2024-05-03\n\n- a note\n\n# $0", files={}) == ()


def test_a_blank_line_of_a_conference_offers_both() -> None:
    check(MARKDOWN + "$0", ["⟦### Title⟧", "⟦## Day 2⟧"], files={})
