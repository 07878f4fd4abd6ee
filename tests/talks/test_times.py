"""Times of talks: tables of what is read, and of what is no time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.talks.times import TimeMention, find_time, is_backwards, key_time, leading_time, trailing_time


def clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60}:{minutes % 60:02d}"


# text, what of it is the time (None: all), begin, finish
FOUND: list[tuple[str, str | None, str, str | None]] = [
    ("11:00", None, "11:00", None),
    ("9:15", None, "9:15", None),
    ("09:15:30", None, "9:15", None),
    ("14h", None, "14:00", None),
    ("10h30", None, "10:30", None),
    ("10 h 30", None, "10:30", None),
    ("9am", None, "9:00", None),
    ("9 AM", None, "9:00", None),
    ("12am", None, "0:00", None),
    ("12pm", None, "12:00", None),
    ("9:15am", None, "9:15", None),
    ("9.15 am", None, "9:15", None),
    ("2 p.m.", None, "14:00", None),
    ("13:00 pm", None, "13:00", None),
    ("14:00 hrs", None, "14:00", None),
    ("14.30 Uhr", None, "14:30", None),
    ("14 Uhr", None, "14:00", None),
    ("14 Uhr 30", None, "14:30", None),
    ("10時30分", None, "10:30", None),
    ("10時半", None, "10:30", None),
    ("午後2時", None, "14:00", None),
    ("下午2点30分", None, "14:30", None),
    ("１０：３０", None, "10:30", None),
    ("2019-05-20 10:00", "10:00", "10:00", None),
    ("12:10-12:40", None, "12:10", "12:40"),
    ("12:10 – 12:40", None, "12:10", "12:40"),
    ("9:15am to 9:45am", None, "9:15", "9:45"),
    ("9-10am", None, "9:00", "10:00"),
    ("9 - 10pm", None, "21:00", "22:00"),
    ("9:05 - 3:35am", None, "9:05", "3:35"),
    ("from 9:00 to 9:45", "9:00 to 9:45", "9:00", "9:45"),
    ("10h30-11h15", None, "10:30", "11:15"),
    ("de 10h à 11h", "10h à 11h", "10:00", "11:00"),
    ("9 bis 10 Uhr", None, "9:00", "10:00"),
    ("9.15 - 10.00 Uhr", None, "9:15", "10:00"),
    ("10時30分から11時", None, "10:30", "11:00"),
    ("11-1pm", None, "11:00", "13:00"),
    ("11 - 1am", None, "23:00", "1:00"),
    ("12-1pm", None, "12:00", "13:00"),
    ("11:00 - 1:30", None, "11:00", "13:30"),
    ("12:30 - 1:15", None, "12:30", "13:15"),
    ("1pm - 2:30", None, "13:00", "14:30"),
    ("14:00 - 13:30", None, "14:00", "13:30"),
    ("22:00 - 01:00", None, "22:00", "1:00"),
]


@pytest.mark.parametrize(("text", "span", "begin", "finish"), FOUND)
def test_times_are_found(text: str, span: str | None, begin: str, finish: str | None) -> None:
    mention = find_time(text)
    assert mention is not None
    assert text[mention.start : mention.end] == (text if span is None else span)
    assert (clock(mention.begin), clock(mention.finish)) == (begin, finish)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25:00",
        "9:75",
        "10:30:75",
        "0pm",
        "10.30",
        "3.11",
        "2.7.3",
        "2h",
        "48h",
        "2時間",
        "14 hrs",
        "2 hours",
        "1:1",
        "16:9",
        "10:30%",
        "$9:30",
        "1:000",
        "version 2.30",
        "http://localhost:80",
        "10.0.0.1:8080",
        "tbd",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_time(text) is None
    assert leading_time(text) is None


@pytest.mark.parametrize(
    ("text", "begin", "finish", "title", "weekday"),
    [
        ("11:00 Speaker - Title", "11:00", None, "Speaker - Title", None),
        ("11:35 - Title", "11:35", None, "Title", None),
        ("10h30 : Title", "10:30", None, "Title", None),
        ("11:00: Title", "11:00", None, "Title", None),
        ("10:30 | Title", "10:30", None, "Title", None),
        ("12:10-12:40 Title", "12:10", "12:40", "Title", None),
        ("12:10–12:40 – Title", "12:10", "12:40", "Title", None),
        ("9:15 - 9:45: Title", "9:15", "9:45", "Title", None),
        ("from 9:00 to 9:45 Title", "9:00", "9:45", "Title", None),
        ("[10:00] Title", "10:00", None, "Title", None),
        ("(10:00) Title", "10:00", None, "Title", None),
        ("(10:00 - 10:30) - Title", "10:00", "10:30", "Title", None),
        ("Saturday 10:00 Title", "10:00", None, "Title", 5),
        ("Sat, 10:00 - Title", "10:00", None, "Title", 5),
        ("Mo 10:00 Titel", "10:00", None, "Titel", 0),
        ("9am Keynote", "9:00", None, "Keynote", None),
        ("2 p.m. Title", "14:00", None, "Title", None),
        ("14h Keynote", "14:00", None, "Keynote", None),
        ("14.30 Uhr: Titel", "14:30", None, "Titel", None),
        ("10時30分 タイトル", "10:30", None, "タイトル", None),
        ("11:00 - 2 talks in one", "11:00", None, "2 talks in one", None),
        ("11:00 opening", "11:00", None, "opening", None),
        ("11:00", "11:00", None, "", None),
    ],
)
def test_leading_times(text: str, begin: str, finish: str | None, title: str, weekday: int | None) -> None:
    mention = leading_time(text)
    assert mention is not None
    assert (clock(mention.begin), clock(mention.finish)) == (begin, finish)
    assert text[mention.separator_end :] == title
    assert mention.weekday == weekday
    assert (mention.weekday_start >= 0) == (weekday is not None)


@pytest.mark.parametrize(
    "text",
    [
        "11:00Title",
        "Mark 16:15 and the rest",
        "3am incidents",
        "24h with Kafka",
        "3.11 Release",
        "1:1 meetings",
        "Title 10:00",
        "7 habits",
    ],
)
def test_titles_that_begin_with_no_time(text: str) -> None:
    assert leading_time(text) is None


@pytest.mark.parametrize(
    ("text", "begin", "finish", "title"),
    [
        ("Title 9:15am to 9:45am", "9:15", "9:45", "Title"),
        ("Title (9:15 - 9:45)", "9:15", "9:45", "Title"),
        ("Title (from 9:00 to 9:45)", "9:00", "9:45", "Title"),
        ("Title [9:00]", "9:00", None, "Title"),
        ("Title (9am)", "9:00", None, "Title"),
        ("Title - 10:30", "10:30", None, "Title"),
        ("Title – 10h30", "10:30", None, "Title"),
        ("Title, 10:30", "10:30", None, "Title"),
        ("Title @ 14:00", "14:00", None, "Title"),
        ("Title at 14:00", "14:00", None, "Title"),
        ("Title 12:10-12:40", "12:10", "12:40", "Title"),
        ("Title 9:15am", "9:15", None, "Title"),
        ("Title 9-10am", "9:00", "10:00", "Title"),
        ("Title - 9am", "9:00", None, "Title"),
        ("Python 3 - 9am", "9:00", None, "Python 3"),
        ("Title 9:05 - 3:35am", "9:05", "3:35", "Title"),
    ],
)
def test_trailing_times(text: str, begin: str, finish: str | None, title: str) -> None:
    mention = trailing_time(text)
    assert mention is not None
    assert (clock(mention.begin), clock(mention.finish)) == (begin, finish)
    assert text[: mention.separator_start] == title


@pytest.mark.parametrize(
    "text",
    [
        "Mark 16:15",
        "Genesis 1:26-27",
        "Love (1 John 4:16)",
        "Title (00:26)",
        "Title (9:15",
        "Title 10:30",
        "Title - 25:00",
        "Ratio 16:9",
        "Learn it in 10h",
        "Why pagers ring at 3am",
        "11:00",
        "11:00 Title",
        "",
    ],
)
def test_titles_that_end_with_no_time(text: str) -> None:
    assert trailing_time(text) is None


@pytest.mark.parametrize(
    ("text", "begin", "finish", "weekday"),
    [
        ("14:00", "14:00", None, None),
        ("14.30", "14:30", None, None),
        ("14.30-15.00", "14:30", "15:00", None),
        ("9am Friday, Cedar Room B", "9:00", None, None),
        ("Friday 10:30", "10:30", None, 4),
        ("10:30 - 11:00 (30 min)", "10:30", "11:00", None),
        ("2019-05-20 10:00", "10:00", None, None),
    ],
)
def test_values_of_time_lines(text: str, begin: str, finish: str | None, weekday: int | None) -> None:
    mention = key_time(text)
    assert mention is not None
    assert (clock(mention.begin), clock(mention.finish), mention.weekday) == (begin, finish, weekday)


@pytest.mark.parametrize("text", ["", "30 minutes", "45:00", "tbd", "3.11.4"])
def test_values_without_a_time(text: str) -> None:
    assert key_time(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:05 - 3:35am", True),
        ("14:00 - 13:30", True),
        ("10:45 - 10:15", True),
        ("9:15am to 9:45am", False),
        ("9-10am", False),
        ("11-1pm", False),
        ("11:00 - 1:30", False),
        ("22:00 - 01:00", False),
        ("10:00 - 10:00", False),
        ("10:00", False),
    ],
)
def test_backwards_ranges(text: str, expected: bool) -> None:
    mention = find_time(text)
    assert mention is not None
    assert is_backwards(mention) is expected


WRITTEN = (
    "9 10 11:00 9:15 10h30 14h am pm p.m. Uhr 時 分 半 午後 - – to bis from at "
    "@ ( ) [ ] : . , Title Saturday Mo ５ ² 25:00"
)
PIECES = st.sampled_from([*WRITTEN.split(), " ", "\x00"])
LINES = st.one_of(st.text(), st.lists(PIECES, max_size=10).map(" ".join), st.lists(PIECES, max_size=10).map("".join))


def check_mention(text: str, mention: TimeMention) -> None:
    assert 0 <= mention.separator_start <= mention.start < mention.end <= mention.separator_end <= len(text)
    assert 0 <= mention.begin < 24 * 60
    assert mention.finish is None or 0 <= mention.finish < 24 * 60
    assert mention.weekday_start == mention.weekday_end == -1 or mention.weekday_end <= mention.start
    is_backwards(mention)


@given(LINES)
def test_never_raises_and_spans_are_in_bounds(text: str) -> None:
    for mention in (find_time(text), leading_time(text), trailing_time(text), key_time(text)):
        if mention is not None:
            check_mention(text, mention)


@pytest.mark.parametrize("unit", ["1", ":", "1:", "11:00", "11:00-", "9am ", "h", "(", "3 - "])
def test_long_lines_take_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    for read in (find_time, leading_time, trailing_time, key_time):
        read(text)
