"""Dates in one line of text: tables of what is found, and of what is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.talks.date_mention import make_date
from notes_lsp.talks.dates import DateMention, find_dates, resolve_numeric_order, weekday_of
from notes_lsp.talks.model import CalendarDate

Parts = tuple[int | None, int | None, int | None]

# text, what of it is the mention (None: all), (year, month, day), weekday
FOUND: list[tuple[str, str | None, Parts, int | None]] = [
    # English
    ("Tuesday, July 22th", None, (None, 7, 22), 1),
    ("Tuesday July 22", None, (None, 7, 22), 1),
    ("Tuesday - July 22", None, (None, 7, 22), 1),
    ("July 22, 2014", None, (2014, 7, 22), None),
    ("July 22,2014", None, (2014, 7, 22), None),
    ("22 July 2014", None, (2014, 7, 22), None),
    ("22-Jul-2014", None, (2014, 7, 22), None),
    ("22nd of July", None, (None, 7, 22), None),
    ("Tuesday the 22nd of July 2014", None, (2014, 7, 22), 1),
    ("Sat 3 Feb", None, (None, 2, 3), 5),
    ("Sun 5th Feb", None, (None, 2, 5), 6),
    ("Thursday, JUly 24th", None, (None, 7, 24), 3),
    ("July 22 (Tue)", None, (None, 7, 22), 1),
    ("Sept. 3", None, (None, 9, 3), None),
    ("july 22", None, (None, 7, 22), None),
    ("MAY 2", None, (None, 5, 2), None),
    ("May 2 in Berlin", "May 2", (None, 5, 2), None),
    ("on may 2nd", "may 2nd", (None, 5, 2), None),
    ("Tues, March 3", None, (None, 3, 3), 1),
    ("Friday the 13th", None, (None, None, 13), 4),
    ("Thursday 14th", None, (None, None, 14), 3),
    ("Feb 29", None, (None, 2, 29), None),
    ("Feb 29, 2020", None, (2020, 2, 29), None),
    ("Pycon - Friday, April 29", "Friday, April 29", (None, 4, 29), 4),
    ("EuroPython 2014, Tuesday July 22", "Tuesday July 22", (None, 7, 22), 1),
    ("July 22 - 11:00 Title", "July 22", (None, 7, 22), None),
    ("July 22 - 24 ways to fail", "July 22", (None, 7, 22), None),
    ("Day 1 - 22 July", "22 July", (None, 7, 22), None),
    ("Day 1 July 22", "July 22", (None, 7, 22), None),
    ("April 2019", None, (2019, 4, None), None),
    ("November 2022", None, (2022, 11, None), None),
    ("Thursday", None, (None, None, None), 3),
    ("thursday", None, (None, None, None), 3),
    ("Thur", None, (None, None, None), 3),
    ("Sat", None, (None, None, None), 5),
    ("see you on Friday in the hall", "Friday", (None, None, None), 4),
    # German
    ("Dienstag, 22. Juli 2014", None, (2014, 7, 22), 1),
    ("Dienstag, den 22. Juli", None, (None, 7, 22), 1),
    ("Mi., 3. März", None, (None, 3, 3), 2),
    ("Sonnabend, 3. Mai", None, (None, 5, 3), 5),
    ("3. Maerz 2020", None, (2020, 3, 3), None),
    ("22.Juli 2014", None, (2014, 7, 22), None),
    ("Donnerstag", None, (None, None, None), 3),
    ("So 3. Feb.", None, (None, 2, 3), 6),
    # French
    ("samedi 23 septembre", None, (None, 9, 23), 5),
    ("1er juillet 2014", None, (2014, 7, 1), None),
    ("mar. 3 mars", None, (None, 3, 3), 1),
    ("14 févr. 2019", None, (2019, 2, 14), None),
    ("12 decembre 2018", None, (2018, 12, 12), None),
    ("avril 2019", None, (2019, 4, None), None),
    ("mercredi", None, (None, None, None), 2),
    # Spanish
    ("22 de julio de 2014", None, (2014, 7, 22), None),
    ("miércoles 5 de marzo", None, (None, 3, 5), 2),
    ("miercoles 5 de marzo", None, (None, 3, 5), 2),
    ("3 de ene", None, (None, 1, 3), None),
    # Portuguese
    ("quinta-feira, 19 de outubro", None, (None, 10, 19), 3),
    ("sexta, 20 de outubro", None, (None, 10, 20), 4),
    ("1º de março de 2018", None, (2018, 3, 1), None),
    ("22 out 2018", None, (2018, 10, 22), None),
    ("terça-feira", None, (None, None, None), 1),
    # Italian
    ("lunedì 5 maggio 2014", None, (2014, 5, 5), 0),
    ("giovedi 2 aprile", None, (None, 4, 2), 3),
    ("3 gen 2020", None, (2020, 1, 3), None),
    # Dutch
    ("woensdag 3 mei", None, (None, 5, 3), 2),
    ("vr 12 augustus 2016", "12 augustus 2016", (2016, 8, 12), None),
    ("Vr 12 augustus 2016", None, (2016, 8, 12), 4),
    # Polish
    ("środa, 12 czerwca 2019", None, (2019, 6, 12), 2),
    ("12 paź. 2019", None, (2019, 10, 12), None),
    ("maj 2018", None, (2018, 5, None), None),
    # Czech
    ("středa 6. června", None, (None, 6, 6), 2),
    ("úterý, 3. března 2020", None, (2020, 3, 3), 1),
    ("5. cervna 2020", None, (2020, 6, 5), None),
    # Japanese, Chinese
    ("7月10日", None, (None, 7, 10), None),
    ("７月１０日", None, (None, 7, 10), None),
    ("2018年12月1日", None, (2018, 12, 1), None),
    ("2019年7月10日(水)", None, (2019, 7, 10), 2),
    ("7月10日火曜日", None, (None, 7, 10), 1),
    ("7月10日 日本", "7月10日", (None, 7, 10), None),
    ("2019/07/10（水）", None, (2019, 7, 10), 2),
    ("2019年4月", None, (2019, 4, None), None),
    ("7月10日 星期三", None, (None, 7, 10), 2),
    ("火曜日", None, (None, None, None), 1),
    ("周二", None, (None, None, None), 1),
    ("星期天", None, (None, None, None), 6),
    # Numbers
    ("2012-09-20", None, (2012, 9, 20), None),
    ("2012-9-2", None, (2012, 9, 2), None),
    ("2012/09/20", None, (2012, 9, 20), None),
    ("2018.12.01", None, (2018, 12, 1), None),
    ("20120920", None, (2012, 9, 20), None),
    ("20160509_CoreOSFest", "20160509", (2016, 5, 9), None),
    ("2018-04-17-indycode-day-1", "2018-04-17", (2018, 4, 17), None),
    ("2012-09-20T10:00", "2012-09-20", (2012, 9, 20), None),
    ("2019-05-20 (Mon)", None, (2019, 5, 20), 0),
    ("2019-05-20 - Sat down with Ada", "2019-05-20", (2019, 5, 20), None),
    ("26.02.2019", None, (2019, 2, 26), None),
    ("26.02.2019 Tuesday", None, (2019, 2, 26), 1),
    ("26-02-2019", None, (2019, 2, 26), None),
    ("4/26/2019", None, (2019, 4, 26), None),
    ("06.06.", None, (None, 6, 6), None),
    ("26.2.", None, (None, 2, 26), None),
    ("06.06. - Thursday", None, (None, 6, 6), 3),
    ("Do 06.06.", None, (None, 6, 6), 3),
    ("06.06. - Keynotes", "06.06.", (None, 6, 6), None),
    ("22.4.10", None, (2010, 4, 22), None),
    ("13.2.99", None, (1999, 2, 13), None),
]


def parts_of(date: CalendarDate) -> Parts:
    return date.year, date.month, date.day


@pytest.mark.parametrize(("text", "span", "parts", "weekday"), FOUND)
def test_dates_are_found(text: str, span: str | None, parts: Parts, weekday: int | None) -> None:
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == (text if span is None else span)
    assert parts_of(mention.date) == parts
    assert mention.weekday == weekday
    assert not mention.is_range
    assert not mention.misspelt


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4-11",
        "9/11",
        "3.11",
        "2.7.3",
        "2018.3.1",
        "Python 3.11.",
        "Python 2.7.13",
        "v10.4.22",
        "2.1. Introduction",
        "2.1. - Introduction",
        "192.168.1.12",
        "10.4.22.1",
        "10.30",
        "Mark 16:15",
        "Jude 22",
        "JUnit 5",
        "Match 5",
        "Mario 3",
        "Model 3",
        "Marks 4",
        "Junior 3",
        "Julia 1",
        "Augusta 3",
        "May I",
        "you may 2 things",
        "May 2 processes share a lock",
        "march on",
        "March 5 miles",
        "dec 3",
        "oct 8",
        "3 out of 4",
        "2 pro",
        "5 set",
        "2 days ago 3 hours",
        "Sun Microsystems",
        "I sat 3 hours",
        "SAT",
        "DOM",
        "Do",
        "So",
        "Sam",
        "Monday.com integration",
        "@friday",
        "a@monday.de",
        "February 30",
        "31 June",
        "Feb 29, 2019",
        "13/13/2020",
        "20191301",
        "12345678",
        "$10.04.2022",
        "July 22,000 people",
        "July 22:30",
        "July 3%",
        "一周三次",
        "13月1日",
        "7月32日",
        "https://example.org/2012-09-20/july-22",
        "www.example.org/2012-09-20",
        "example.org/blog/2012-09-20",
        "[notes](https://example.org/20120920)",
        "+49 30 2012-09-2012",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "span", "parts"),
    [
        ("July 6-8", None, (None, 7, None)),
        ("July 6 - 8", None, (None, 7, None)),
        ("July 6th to 8th, 2014", None, (2014, 7, None)),
        ("13th - 16th May 2018", None, (2018, 5, None)),
        ("13-16 May", None, (None, 5, None)),
        ("DjangoCon Europe 13 - 16 May 2018", "13 - 16 May 2018", (2018, 5, None)),
        ("January 3-5, 2015", None, (2015, 1, None)),
        ("July 30 - August 2, 2014", None, (2014, None, None)),
        ("Mon 13 May - Thu 16 May 2018", None, (2018, 5, None)),
        ("22. - 24. Juli 2019", None, (2019, 7, None)),
        ("du 22 au 24 juillet", "22 au 24 juillet", (None, 7, None)),
        ("22 y 23 de julio", None, (None, 7, None)),
        ("2018年12月1日-16日", None, (2018, 12, None)),
        ("7月10日〜8月2日", None, (None, None, None)),
        ("26.-28.02.2019", None, (2019, None, None)),
        ("26.02. - 28.02.2019", None, (2019, None, None)),
        ("9/3 - 9/5/2025", None, (2025, None, None)),
        ("2018-12-01 – 2018-12-03", None, (2018, 12, None)),
        ("2018-12-01/03", None, (2018, 12, None)),
        ("2018-12-30 to 2019-01-02", None, (None, None, None)),
    ],
)
def test_ranges_are_no_single_day(text: str, span: str | None, parts: Parts) -> None:
    (mention,) = find_dates(text)
    assert text[mention.start : mention.end] == (text if span is None else span)
    assert mention.is_range
    assert not mention.is_day
    assert parts_of(mention.date) == parts
    assert mention.weekday is None
    assert mention.other is None


def test_all_spans_of_a_mention() -> None:
    text = "x Tuesday, July 22th, 2014"
    (mention,) = find_dates(text)
    assert text[mention.weekday_start : mention.weekday_end] == "Tuesday"
    assert text[mention.month_start : mention.month_end] == "July"
    assert text[mention.day_start : mention.day_end] == "22"
    assert text[mention.year_start : mention.year_end] == "2014"
    assert (mention.ordinal, mention.order, mention.separator) == ("th", "named", "")
    (numeric,) = find_dates("am 26.02.2019")
    assert (numeric.day_start, numeric.month_start, numeric.year_start) == (3, 6, 9)
    assert (numeric.weekday_start, numeric.ordinal, numeric.order, numeric.separator) == (-1, None, "dmy", ".")


@pytest.mark.parametrize(
    ("text", "misspelt", "parts", "weekday"),
    [
        ("Wendesday, Jully 23rd", ((0, 9, "Wednesday"), (11, 16, "July")), (None, 7, 23), 2),
        ("Febuary 3", ((0, 7, "February"),), (None, 2, 3), None),
        ("3 Feburary 2019", ((2, 10, "February"),), (2019, 2, 3), None),
        ("Thurday, May 3", ((0, 7, "Thursday"),), (None, 5, 3), 3),
        ("Setpember 12", ((0, 9, "September"),), (None, 9, 12), None),
        ("Aprill 5", ((0, 6, "April"),), (None, 4, 5), None),
        ("Marhc 5", ((0, 5, "March"),), (None, 3, 5), None),
        ("14 Juilet 2018", ((3, 9, "juillet"),), (2018, 7, 14), None),
        ("3. Dezembr", ((3, 10, "dezember"),), (None, 12, 3), None),
        ("Wendesday 14th", ((0, 9, "Wednesday"),), (None, None, 14), 2),
    ],
)
def test_misspelt_names(
    text: str, misspelt: tuple[tuple[int, int, str], ...], parts: Parts, weekday: int | None
) -> None:
    (mention,) = find_dates(text)
    assert mention.misspelt == misspelt
    assert parts_of(mention.date) == parts
    assert mention.weekday == weekday


@pytest.mark.parametrize("text", ["febuary 3", "Wendesday", "Febuary", "Fridays 10", "Sundar, July 22", "Decembers 3"])
def test_what_is_not_taken_for_a_misspelling(text: str) -> None:
    assert all(not mention.misspelt for mention in find_dates(text))


def test_lists_of_days() -> None:
    found = find_dates("July 22 Tuesday, July 23 Wednesday")
    assert [(mention.date.day, mention.weekday) for mention in found] == [(22, 1), (23, 2)]
    found = find_dates("Tuesday July 22, Wednesday July 23")
    assert [(mention.date.day, mention.weekday) for mention in found] == [(22, 1), (23, 2)]
    assert [mention.weekday for mention in find_dates("Monday to Wednesday")] == [0, 2]


def test_ambiguous_dates_carry_both_readings() -> None:
    for text in ("9/3/2025", "9.3.2025", "9-3-2025", "9/3/25"):
        (mention,) = find_dates(text)
        assert mention.order == "ambiguous"
        assert mention.date == CalendarDate(2025, 3, 9)
        assert mention.other == CalendarDate(2025, 9, 3)
    (mention,) = find_dates("10.4.22")
    assert (mention.date.iso, mention.order) == ("2022-04-10", "ambiguous")
    (mention,) = find_dates("6/6/2025")
    assert (mention.date.iso, mention.order, mention.other) == ("2025-06-06", "dmy", None)


def resolved(*lines: str) -> list[str | None]:
    mentions = [mention for line in lines for mention in find_dates(line)]
    return [mention.date.iso for mention in resolve_numeric_order(mentions)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # One that can be read in one way only.
        (("9/3/2025", "9/13/2025"), ["2025-09-03", "2025-09-13"]),
        (("13/9/2025", "9/3/2025"), ["2025-09-13", "2025-03-09"]),
        # Neighbours.
        (("9/3/2025", "9/4/2025"), ["2025-09-03", "2025-09-04"]),
        (("3/9/2025", "4/9/2025"), ["2025-09-03", "2025-09-04"]),
        (("10.4.22", "10.5.22"), ["2022-10-04", "2022-10-05"]),
        # A weekday: 3 September 2025 was a Wednesday, 9 March a Sunday.
        (("Wednesday 9/3/2025",), ["2025-09-03"]),
        (("9/3/2025 (Sun)",), ["2025-03-09"]),
        (("Friday 9/3/2025",), [None]),
        # Nothing tells; or the votes differ.
        (("9/3/2025",), [None]),
        (("10.4.22",), [None]),
        (("13/9/2025", "9/13/2025", "9/3/2025"), ["2025-09-13", "2025-09-13", None]),
        (("3/9/2025", "4/9/2025", "4/10/2025"), [None, None, None]),
        (("1/1/2025", "1/12/2025"), ["2025-01-01", None]),
        # Each separator by itself.
        (("9/13/2025", "9.3.25"), ["2025-09-13", None]),
        # The habit of those who write dots.
        (("06.02.2019",), ["2019-02-06"]),
        (("06.02.2019", "02.26.2019"), ["2019-06-02", "2019-02-26"]),
        (("2012-09-20", "06.06.2019", "7月10日"), ["2012-09-20", "2019-06-06", None]),
    ],
)
def test_numeric_order(lines: tuple[str, ...], expected: list[str | None]) -> None:
    assert resolved(*lines) == expected


def test_what_stays_ambiguous_keeps_its_year_and_its_order() -> None:
    (mention,) = resolve_numeric_order(find_dates("9/3/2025"))
    assert mention.date == CalendarDate(2025, None, None)
    assert mention.order == "ambiguous"


def test_spans_follow_the_resolved_order() -> None:
    first, _ = resolve_numeric_order([*find_dates("9/3/2025"), *find_dates("9/13/2025")])
    assert (first.order, first.other) == ("mdy", None)
    assert (first.month_start, first.day_start) == (0, 2)


def test_weekdays_of_dates() -> None:
    assert weekday_of(CalendarDate(2014, 7, 22)) == 1
    assert weekday_of(CalendarDate(2024, 2, 29)) == 3
    assert weekday_of(CalendarDate(None, 7, 22)) is None
    assert weekday_of(CalendarDate(2019, 2, 29)) is None
    assert weekday_of(CalendarDate(0, 1, 1)) is None
    assert make_date(1900, 2, 29) is None
    assert make_date(2000, 2, 29) == CalendarDate(2000, 2, 29)


WRITTEN = (
    "Tuesday Mon July Jully Febuary May mar 22 3 2014 9/3/2025 10.4.22 06.06. 2012-09-20 20120920 7月10日 "
    "年 月 日 (火) 火曜日 "
    "th nd - – , . : / ( ) de of the to @ :// www. out set é ５ ² ß İ"
)
PIECES = st.sampled_from([*WRITTEN.split(), " ", "\u0301", "\x00", "\ud800"])
LINES = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join))


def check_spans(text: str, mention: DateMention) -> None:
    assert 0 <= mention.start < mention.end <= len(text)
    for name in ("weekday", "year", "month", "day"):
        start, end = getattr(mention, f"{name}_start"), getattr(mention, f"{name}_end")
        assert start == end == -1 or mention.start <= start < end <= mention.end
    for start, end, _ in mention.misspelt:
        assert mention.start <= start < end <= mention.end


@given(LINES)
def test_never_raises_and_spans_are_in_bounds(text: str) -> None:
    mentions = find_dates(text)
    for mention in [*mentions, *resolve_numeric_order(mentions)]:
        check_spans(text, mention)
    assert all(before.end <= after.start for before, after in pairwise(mentions))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        ".",
        "1.",
        "1:",
        "July ",
        "July 1 ",
        "July 1-",
        "Jully 1 ",
        "10.4.22 ",
        "7月1日-",
        "a.b/",
        "@",
        "Tuesday 1 ",
        "(",
    ],
)
def test_long_lines_take_linear_time(unit: str) -> None:
    # Quadratic readers need minutes for this.
    find_dates(unit * (100_000 // len(unit)))
