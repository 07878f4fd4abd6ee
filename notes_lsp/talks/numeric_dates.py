"""Dates written in numbers, Japanese and Chinese ones among them, and which number of them is the month."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from notes_lsp.talks.date_mention import NO_DATE, DateMention, Order, in_common, make_date, weekday_of
from notes_lsp.talks.date_words import LETTER, weekday_number
from notes_lsp.talks.model import CalendarDate
from notes_lsp.talks.patterns import later

# Longer numbers, prices, versions (`v1.2.12`) and what comes after a dot or a stroke are no dates.
_NUMERIC = later(
    r"""(?<![0-9A-Za-z$€£¥#+])(?<![0-9][.,:/+-])(?:
      (?P<year>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<month>[0-9]{1,2})(?P=sep)(?P<day>[0-9]{1,2})
        (?![0-9]|[.:,][0-9]|[-/][0-9]{3}|(?!T[0-9])[A-Za-z%])
      | (?P<compact>(?:19|20)[0-9]{6})(?![0-9]|[.:,/-][0-9]|(?!T[0-9])[A-Za-z%])
      | (?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<second>[0-9]{1,2})(?P=mark)(?P<last>(?:19|20)[0-9]{2}|[0-9]{2})
        (?![0-9A-Za-z%]|[.:/-][0-9])
      | (?P<monthday>[0-9]{1,2}\.[0-9]{1,2}\.)(?![0-9A-Za-z])
    )""",
    re.VERBOSE,
)
# `\d` on purpose: Japanese text has full-width digits.
_CJK = later(r"(?<!\d)(?:(\d{4})\s?年\s?)?(?<!\d)(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号號])?")
_CJK_RANGE = later(r"\s?[-–—~〜～至到―－]\s?(?:(\d{1,2})\s?月\s?)?(\d{1,2})\s?[日号號]")
_CJK_WEEKDAY = later(
    r"\s?(?:[(（【]\s?([月火水木金土日])(?:曜日?)?\s?[)）】]|[(（【]?([月火水木金土日])曜日?[)）】]?"
    r"|[(（【]?(?:星期|礼拜|週|周)([一二三四五六日天])[)）】]?)"
)
_CJK_WEEKDAY_ALONE = later(
    r"([月火水木金土日])曜日?|(?:(?:星期|礼拜)|(?<![\u3400-\u9fff])[周週])([一二三四五六日天])(?![次天])"
)
_CJK_WEEKDAYS = {character: number for number, character in enumerate("月火水木金土日")} | {
    character: number for number, character in enumerate("一二三四五六日")
}
_CJK_WEEKDAYS["天"] = 6

_DOTTED_RANGE_BEFORE = later(r"(?<![0-9.])[0-9]{1,2}\.(?:[0-9]{1,2}\.?)?(?:[0-9]{4})?\s{0,2}[-–—]\s{0,2}\Z")
_STROKE_RANGE_BEFORE = later(r"(?<![0-9/])[0-9]{1,2}/[0-9]{1,2}\s{0,2}[-–—]\s{0,2}\Z")
_RANGE_AFTER = later(r"(?:[-–—/]|\.\.)([0-9]{2})(?![0-9:])|\s{1,2}(?:[-–—]|to)\s{1,2}([0-9]{1,2})\s*\Z")
_EDGE_BEFORE = later(rf"(?:\A|[(\[{{–—|,-]|(?<![{LETTER}])([{LETTER}]{{2,16}})\.?,?)\s{{0,3}}\Z")
_EDGE_AFTER = later(rf"\s{{0,3}}(?:(\Z|[)\]}}])|([–—|,:-])|([{LETTER}]{{2,16}}))")


def find_numeric(text: str) -> list[DateMention]:
    """The dates of a line that are written in digits and separators, from left to right."""
    mentions = []
    for found in _NUMERIC().finditer(text):
        if found["year"] is not None:
            mention = _year_first(text, found)
        elif found["compact"] is not None:
            mention = _compact(found)
        elif found["monthday"] is not None:
            mention = _without_year(text, found)
        else:
            mention = _year_last(text, found)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _year_first(text: str, found: re.Match[str]) -> DateMention | None:
    # `2018.3.1` is a version; with two digits each it is hardly one.
    if found["sep"] == "." and found.end() - found.start() < 10:
        return None
    value = make_date(int(found["year"]), int(found["month"]), int(found["day"]))
    if value is None:
        return None
    after = _RANGE_AFTER().match(text, found.end())
    is_range = after is not None and int(found["day"]) < int(after[1] or after[2]) <= 31
    return DateMention(
        found.start(),
        after.end() if after is not None and is_range else found.end(),
        in_common(value, value) if is_range else value,
        year_start=found.start("year"),
        year_end=found.end("year"),
        month_start=found.start("month"),
        month_end=found.end("month"),
        day_start=found.start("day"),
        day_end=found.end("day"),
        order="iso",
        separator=found["sep"],
        is_range=is_range,
    )


def _compact(found: re.Match[str]) -> DateMention | None:
    digits = found["compact"]
    start = found.start("compact")
    value = make_date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if value is None or not "1980" <= digits[:4] < "2080":
        return None
    return DateMention(
        start,
        start + 8,
        value,
        year_start=start,
        year_end=start + 4,
        month_start=start + 4,
        month_end=start + 6,
        day_start=start + 6,
        day_end=start + 8,
        order="iso",
    )


def _year_last(text: str, found: re.Match[str]) -> DateMention | None:
    mark, year = found["mark"], int(found["last"])
    if len(found["last"]) == 2:
        if mark == "-" or mark == "." and not _stands_alone(text, found.start(), found.end(), True):
            return None
        year += 2000 if year < 70 else 1900
    first, second = int(found["first"]), int(found["second"])
    return _in_either_order(text, found, (year, first, second), mark)


def _in_either_order(text: str, found: re.Match[str], numbers: tuple[int, int, int], mark: str) -> DateMention | None:
    year, first, second = numbers
    day_first, month_first = make_date(year, second, first), make_date(year, first, second)
    if day_first is None and month_first is None:
        return None
    order: Order = "dmy" if day_first is not None else "mdy"
    if day_first is not None and month_first is not None and day_first != month_first:
        order = "ambiguous"
    value = day_first or month_first or NO_DATE
    day, month = ("second", "first") if order == "mdy" else ("first", "second")
    pattern = _STROKE_RANGE_BEFORE() if mark == "/" else _DOTTED_RANGE_BEFORE()
    before = pattern.search(text, max(0, found.start() - 20), found.start()) if mark != "-" else None
    return DateMention(
        found.start() if before is None else before.start(),
        found.end(),
        value if before is None else CalendarDate(year, None, None),
        year_start=found.start("last"),
        year_end=found.end("last"),
        month_start=found.start(month),
        month_end=found.end(month),
        day_start=found.start(day),
        day_end=found.end(day),
        order=order,
        separator=mark,
        other=month_first if order == "ambiguous" and before is None else None,
        is_range=before is not None,
    )


def _without_year(text: str, found: re.Match[str]) -> DateMention | None:
    """``06.06.``; but not the number of a section (``2.1. Scope``) nor a version at the end of a sentence."""
    start, end = found.span("monthday")
    day, month = found["monthday"].rstrip(".").split(".")
    value = make_date(None, int(month), int(day))
    before = _DOTTED_RANGE_BEFORE().search(text, max(0, start - 20), start)
    if value is None or before is None and not _stands_alone(text, start, end, len(day) == len(month) == 2):
        return None
    return DateMention(
        start if before is None else before.start(),
        end,
        value if before is None else NO_DATE,
        month_start=end - 1 - len(month),
        month_end=end - 1,
        day_start=start,
        day_end=start + len(day),
        order="dmy",
        separator=".",
        is_range=before is not None,
    )


def _stands_alone(text: str, start: int, end: int, may_head_title: bool) -> bool:
    """Whether a number with dots is set off like a date: by brackets, a weekday, or nothing else on the line.

    A separator behind it does only where ``may_head_title``.
    """
    before = _EDGE_BEFORE().search(text, max(0, start - 24), start)
    if before is None or before[1] is not None and weekday_number(before[1]) is None:
        return False
    after = _EDGE_AFTER().match(text, end)
    if after is None:
        return False
    if after[3] is not None:
        return weekday_number(after[3]) is not None
    return after[1] is not None or may_head_title or before[1] is not None


def find_cjk(text: str) -> list[DateMention]:
    """The dates of a line that are written like ``2018年12月1日``, with their weekdays."""
    mentions = []
    for found in _CJK().finditer(text):
        mention = _cjk_mention(text, found)
        if mention is not None:
            mentions.append(mention)
    return mentions


def _cjk_mention(text: str, found: re.Match[str]) -> DateMention | None:
    year = int(found[1]) if found[1] is not None else None
    if year is not None and not 1900 <= year < 2100 or year is None and found[3] is None:
        return None
    value = make_date(year, int(found[2]), int(found[3] or 1))
    if value is None:
        return None
    after = _CJK_RANGE().match(text, found.end()) if found[3] is not None else None
    if after is not None:
        last = CalendarDate(year, int(after[1]) if after[1] is not None else value.month, None)
        value = in_common(value, last)
    elif found[3] is None:
        value = CalendarDate(year, value.month, None)
    mention = DateMention(
        found.start(),
        found.end() if after is None else after.end(),
        value,
        year_start=found.start(1),
        year_end=found.end(1),
        month_start=found.start(2),
        month_end=found.end(2),
        day_start=found.start(3),
        day_end=found.end(3),
        order="cjk",
        is_range=after is not None,
    )
    return mention if value.day is None else with_cjk_weekday(text, mention)


def with_cjk_weekday(text: str, mention: DateMention) -> DateMention:
    """The mention with the Japanese or Chinese weekday right behind it, if there is one (``2019/07/10(水)``)."""
    weekday = _CJK_WEEKDAY().match(text, mention.end)
    if weekday is None:
        return mention
    group = weekday.lastindex or 1
    number = _CJK_WEEKDAYS[weekday[group]]
    start, end = weekday.span(group)
    return replace(mention, end=weekday.end(), weekday=number, weekday_start=start, weekday_end=end)


def find_cjk_weekdays(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """The Japanese and Chinese weekdays of a line that belong to none of ``mentions``."""
    taken = {mention.weekday_start for mention in mentions}
    found_alone = []
    for found in _CJK_WEEKDAY_ALONE().finditer(text):
        group = found.lastindex or 1
        if found.start(group) not in taken:
            number = _CJK_WEEKDAYS[found[group]]
            start, end = found.span(group)
            found_alone.append(DateMention(found.start(), found.end(), NO_DATE, number, start, end, order="cjk"))
    return found_alone


def resolve_numeric_order(mentions: Iterable[DateMention]) -> list[DateMention]:
    """The mentions of a file, in the order of its text, with the month told from the day where the file tells.

    For each separator these decide, the first that speaks with one voice: dates that can be read in one way
    only; ambiguous ones beside a weekday that fits one reading; neighbours a few days apart; and, with dots
    and a year of four digits, the habit of those who write dots. What stays ambiguous keeps only its year.
    """
    listed = list(mentions)
    orders = {mark: _order_of(mark, listed) for mark in {mention.separator for mention in listed if _is_open(mention)}}
    return [_resolved(mention, orders.get(mention.separator)) if _is_open(mention) else mention for mention in listed]


def _is_open(mention: DateMention) -> bool:
    return mention.order == "ambiguous" and mention.other is not None


def _order_of(mark: str, mentions: list[DateMention]) -> Order | None:
    alike = [
        mention for mention in mentions if mention.separator == mark and mention.order in ("dmy", "mdy", "ambiguous")
    ]
    for votes in (_plain_votes(alike), _weekday_votes(alike), _neighbour_votes(alike)):
        if votes:
            return votes.pop() if len(votes) == 1 else None
    return None


def _plain_votes(mentions: list[DateMention]) -> set[Order]:
    """What dates say of which only one reading is in the calendar (``06.06.2019`` says nothing)."""
    return {
        mention.order
        for mention in mentions
        if mention.order != "ambiguous" and mention.date.day is not None and mention.date.day != mention.date.month
    }


def _weekday_votes(mentions: list[DateMention]) -> set[Order]:
    votes: set[Order] = set()
    for mention in mentions:
        if _is_open(mention) and mention.weekday is not None and mention.other is not None:
            fits = weekday_of(mention.date) == mention.weekday, weekday_of(mention.other) == mention.weekday
            if fits[0] != fits[1]:
                votes.add("dmy" if fits[0] else "mdy")
    return votes


def _neighbour_votes(mentions: list[DateMention]) -> set[Order]:
    """What ambiguous dates say that differ in one number only, by less than a week: that number is the day."""
    votes: set[Order] = set()
    for before, after in pairwise(mentions):
        one, two = before.date, after.date
        if None in (one.day, one.month, two.day, two.month) or one.year != two.year:
            continue
        # In mentions that are ambiguous or day first, the first number is the day of `date`.
        if "mdy" in (before.order, after.order) or one == two:
            continue
        if one.month == two.month and abs((one.day or 0) - (two.day or 0)) < 7:
            votes.add("dmy")
        elif one.day == two.day and abs((one.month or 0) - (two.month or 0)) < 7:
            votes.add("mdy")
    return votes


def _resolved(mention: DateMention, order: Order | None) -> DateMention:
    if order is None and mention.separator == "." and mention.year_end - mention.year_start == 4:
        order = "dmy"
    if order == "dmy":
        return replace(mention, order="dmy", other=None)
    if order == "mdy" and mention.other is not None:
        month, day = (mention.day_start, mention.day_end), (mention.month_start, mention.month_end)
        return replace(
            mention,
            order="mdy",
            date=mention.other,
            other=None,
            month_start=month[0],
            month_end=month[1],
            day_start=day[0],
            day_end=day[1],
        )
    return replace(mention, date=CalendarDate(mention.date.year, None, None))
