"""Headings that name a day, titles that carry one, and those that do neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.talks.day_labels import DayLabel, find_trailing_day, parse_day_label

Parts = tuple[int | None, int | None, int | None]

# text, label (None: all of it), rest, number, (year, month, day), weekday
LABELS: list[tuple[str, str | None, str, int | None, Parts | None, int | None]] = [
    ("Day 1", None, "", 1, None, None),
    ("DAY 1", None, "", 1, None, None),
    ("Day2", None, "", 2, None, None),
    ("day-1", None, "", 1, None, None),
    ("Day #3", None, "", 3, None, None),
    ("Day 0", None, "", 0, None, None),
    ("Day II", None, "", 2, None, None),
    ("Day 1 of 3", None, "", 1, None, None),
    ("Day 1/3", None, "", 1, None, None),
    ("Day one, Monday", None, "", 1, (None, None, None), 0),
    ("Day zero, Sunday", None, "", 0, (None, None, None), 6),
    ("Day 1: Tuesday, July 22", None, "", 1, (None, 7, 22), 1),
    ("Day 1 - 2019-05-02", None, "", 1, (2019, 5, 2), None),
    ("Day 1 (Friday)", None, "", 1, (None, None, None), 4),
    ("Day 1 (Fri)", None, "", 1, (None, None, None), 4),
    ("Day 1 Keynotes", "Day 1", "Keynotes", 1, None, None),
    ("Conference day 1", "day 1", "Conference", 1, None, None),
    ("Workshop Day 1", "Day 1", "Workshop", 1, None, None),
    ("Notes of Day 2", "Day 2", "Notes of", 2, None, None),
    ("Second day", None, "", 2, None, None),
    ("First Day", None, "", 1, None, None),
    ("2nd day", None, "", 2, None, None),
    ("**Day 1**", "Day 1", "", 1, None, None),
    ("📅 Day 2", "Day 2", "", 2, None, None),
    # Other languages
    ("Tag 1", None, "", 1, None, None),
    ("Tag eins", None, "", 1, None, None),
    ("Erster Tag", None, "", 1, None, None),
    ("1. Tag", None, "", 1, None, None),
    ("Tag 2: Vorträge", "Tag 2", "Vorträge", 2, None, None),
    ("Tag 1 (Mo)", None, "", 1, (None, None, None), 0),
    ("Mittwoch, den 3. Mai", None, "", None, (None, 5, 3), 2),
    ("Donnerstag Vormittag", "Donnerstag", "Vormittag", None, (None, None, None), 3),
    ("Jour 2 - samedi 23 septembre", None, "", 2, (None, 9, 23), 5),
    ("Premier jour", None, "", 1, None, None),
    ("2ème jour", None, "", 2, None, None),
    ("jeudi après-midi", "jeudi", "après-midi", None, (None, None, None), 3),
    ("Día 2", None, "", 2, None, None),
    ("Primer día", None, "", 1, None, None),
    ("Dia 2", None, "", 2, None, None),
    ("Segundo dia", None, "", 2, None, None),
    ("DIA 19 PALESTRAS", "DIA 19", "PALESTRAS", None, (None, None, 19), None),
    ("dia 19 de outubro", None, "", None, (None, 10, 19), None),
    ("Giorno 1", None, "", 1, None, None),
    ("Primo giorno", None, "", 1, None, None),
    ("Dag 1", None, "", 1, None, None),
    ("Tweede dag", None, "", 2, None, None),
    ("Dzień 2", None, "", 2, None, None),
    ("Dzień pierwszy", None, "", 1, None, None),
    ("Den 1", None, "", 1, None, None),
    ("Druhý den", None, "", 2, None, None),
    ("2. den", None, "", 2, None, None),
    ("第1天", None, "", 1, None, None),
    ("第二天", None, "", 2, None, None),
    ("第1天 星期二", None, "", 1, (None, None, None), 1),
    ("3日目", None, "", 3, None, None),
    ("一日目", None, "", 1, None, None),
    ("第十二日", None, "", 12, None, None),
    ("初日", None, "", 1, None, None),
    ("1日目 午前", "1日目", "午前", 1, None, None),
    ("7月10日 1日目", None, "", 1, (None, 7, 10), None),
    # Weekdays and dates
    ("Thursday", None, "", None, (None, None, None), 3),
    ("tuesday", None, "", None, (None, None, None), 1),
    ("mon", None, "", None, (None, None, None), 0),
    ("Thursday morning", "Thursday", "morning", None, (None, None, None), 3),
    ("Friday afternoon (tutorials)", "Friday", "afternoon (tutorials)", None, (None, None, None), 4),
    ("Tutorials - Wednesday", "Wednesday", "Tutorials", None, (None, None, None), 2),
    ("Tuesday 22 July: Tutorials", "Tuesday 22 July", "Tutorials", None, (None, 7, 22), 1),
    ("Friday, April 29", None, "", None, (None, 4, 29), 4),
    ("26.02.2019 Tuesday", None, "", None, (2019, 2, 26), 1),
    ("06.06. - Thursday", None, "", None, (None, 6, 6), 3),
    ("2012-09-20", None, "", None, (2012, 9, 20), None),
    ("9/3/2025", None, "", None, (2025, 3, 9), None),
    ("10.4.22", None, "", None, (2022, 4, 10), None),
    ("May 2", None, "", None, (None, 5, 2), None),
    ("July 26, 2012", None, "", None, (2012, 7, 26), None),
    ("7月10日", None, "", None, (None, 7, 10), None),
    ("Wendesday, Jully 23rd", None, "", None, (None, 7, 23), 2),
]


def check_label(
    text: str,
    label: DayLabel | None,
    span: str,
    rest: str,
    number: int | None,
    parts: Parts | None,
    weekday: int | None,
) -> None:
    assert label is not None
    assert text[label.label_start : label.label_end] == span
    assert text[label.rest_start : label.rest_end] == rest
    assert label.number == number
    if parts is None:
        assert label.mention is None
    else:
        assert label.mention is not None
        assert (label.mention.date.year, label.mention.date.month, label.mention.date.day) == parts
        assert label.mention.weekday == weekday


@pytest.mark.parametrize(("text", "span", "rest", "number", "parts", "weekday"), LABELS)
def test_day_labels(
    text: str, span: str | None, rest: str, number: int | None, parts: Parts | None, weekday: int | None
) -> None:
    check_label(text, parse_day_label(text), text if span is None else span, rest, number, parts, weekday)
    assert find_trailing_day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Day",
        "Day 3 ライトニングトーク",
        "Saturday 10:00 Title - Speaker",
        "Day in the life of a developer",
        "Friday Night Hacks",
        "Black Friday",
        "Sunday School",
        "Thursday?",
        "Day 2 problems in Kubernetes",
        "Day 2 operations",
        "Day 2 Session 3",
        "Day 1 Keynote",
        "Day 1.5",
        "Day 99",
        "Day 1, Day 2",
        "Monday.com integration",
        "Monday - Wednesday",
        "Days of future past",
        "2 days",
        "Every day",
        "Zero Day",
        "First day at work with Rust",
        "Tag der offenen Tür",
        "Tag 1 einer langen Reise",
        "Jour de fête",
        "最終日",
        "13th - 16th May 2018",
        "July 6-8",
        "April 2019",
        "2018年12月1日-16日",
        "Python 3.11",
        "9/11",
        "4-11",
        "2019",
        "Mark 16:15",
        "Do",
        "So",
        "DOM",
        "SAT",
        "Sam",
        "Out",
        "A sentence on what happened to all of our servers on the very long night before Thursday",
    ],
)
def test_what_is_no_day_label(text: str) -> None:
    assert parse_day_label(text) is None


@pytest.mark.parametrize(
    ("text", "span", "rest", "number", "parts", "weekday"),
    [
        ("Pycon - Friday, April 29", "Friday, April 29", "Pycon", None, (None, 4, 29), 4),
        ("Indy.Code() 2018 - Day 1", "Day 1", "Indy.Code() 2018", 1, None, None),
        ("Smashing Freiburg - 10/9/2024", "10/9/2024", "Smashing Freiburg", None, (2024, 9, 10), None),
        ("Berkeley Data Dialogs (11/6/2016)", "11/6/2016", "Berkeley Data Dialogs", None, (2016, 6, 11), None),
        ("EuroPython 2014, Tuesday July 22", "Tuesday July 22", "EuroPython 2014", None, (None, 7, 22), 1),
        ("GopherCon day 2", "day 2", "GopherCon", 2, None, None),
        ("GopherCon: Day Two", "Day Two", "GopherCon", 2, None, None),
        ("KubeCon Day 1 - Tuesday", "Day 1 - Tuesday", "KubeCon", 1, (None, None, None), 1),
        ("PyCon DE [Day 2]", "Day 2", "PyCon DE", 2, None, None),
        ("DevFest 2014 (Sat 3 Feb)", "Sat 3 Feb", "DevFest 2014", None, (None, 2, 3), 5),
        ("PyCon UK – Thursday morning", "Thursday", "PyCon UK", None, (None, None, None), 3),
        ("Lightning Talks Day 3", "Day 3", "Lightning Talks", 3, None, None),
        ("Meetup Berlin 26.02.2019", "26.02.2019", "Meetup Berlin", None, (2019, 2, 26), None),
        ("PyConFR : jour 2", "jour 2", "PyConFR", 2, None, None),
        ("PyCon JP 2018 1日目", "1日目", "PyCon JP 2018", 1, None, None),
        ("PyCon JP 2018（7月10日）", "7月10日", "PyCon JP 2018", None, (None, 7, 10), None),
        ("Day 1 of PyCon 2022", "Day 1", "PyCon 2022", 1, None, None),
        ("Tag 1 der PyCon.DE", "Tag 1", "PyCon.DE", 1, None, None),
        ("2019-05-20 KubeCon", "2019-05-20", "KubeCon", None, (2019, 5, 20), None),
        ("20160509_CoreOSFest-4", "20160509", "CoreOSFest-4", None, (2016, 5, 9), None),
        ("Tuesday, July 22 - EuroPython 2014", "Tuesday, July 22", "EuroPython 2014", None, (None, 7, 22), 1),
    ],
)
def test_trailing_days(
    text: str, span: str, rest: str, number: int | None, parts: Parts | None, weekday: int | None
) -> None:
    assert parse_day_label(text) is None
    check_label(text, find_trailing_day(text), span, rest, number, parts, weekday)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PyCon 2019",
        "How Black Friday changed us",
        "Life after September 2001 attacks",
        "Life after 11 September 2001",
        "Preparing Kubernetes for day 2",
        "Day 1 - Scaling Postgres",
        "Day 3 ライトニングトーク",
        "Day 2 problems in Kubernetes",
        "First day at work with Rust",
        "Saturday 10:00 Title - Speaker",
        "2019-05-20 10:00 Title",
        "Deploying on Friday",
        "What to do on Monday",
        "Never deploy anything at all on a Saturday, Sunday",
        "PyCon - July 6-8",
        "PyCon (13th - 16th May 2018)",
        "Release - April 2019",
        "Monday.com integration",
        "The day after tomorrow",
        "WHERE published > DATE '2020-01-01'",
        "02/03/04: April 2, 2003, February 3 2004",
        "PyCon (https://example.org/2019-05-20)",
    ],
)
def test_titles_without_a_trailing_day(text: str) -> None:
    assert find_trailing_day(text) is None


WRITTEN = (
    "Day day Tag 第 天 1 2 one 日目 1日目 Tuesday Mon July 22 2014 9/3/2025 2012-09-20 7月10日 PyCon Keynotes "
    "morning of the - : , ( ) [ ] （ ） "
    "| – ? 10:00 den dia Dia 19 × é"
)
PIECES = st.sampled_from([*WRITTEN.split(), " ", "\u3000", "\x00"])
TITLES = st.one_of(st.text(), st.lists(PIECES, max_size=10).map(" ".join), st.lists(PIECES, max_size=10).map("".join))


@given(TITLES)
def test_never_raises_and_spans_are_in_bounds(text: str) -> None:
    for label in (parse_day_label(text), find_trailing_day(text)):
        if label is None:
            continue
        assert label.number is not None or label.mention is not None
        assert 0 <= label.label_start < label.label_end <= len(text)
        assert 0 <= label.rest_start <= label.rest_end <= len(text)
        assert label.rest_end <= label.label_start or label.rest_start >= label.label_start
        if label.mention is not None:
            assert label.mention.is_day
            assert label.label_start <= label.mention.start < label.mention.end <= len(text)


@pytest.mark.parametrize("unit", ["Day 1 ", "July 1 - ", "(", "- ", "1.", "第1天"])
def test_long_lines(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert parse_day_label(text) is None
    assert find_trailing_day(text) is None
