"""What a line of notes says about a date, and the arithmetic of the calendar that telling needs."""

from datetime import date
from typing import Literal

from notes_lsp.syntax.values import value_class
from notes_lsp.talks.model import CalendarDate

Order = Literal["iso", "dmy", "mdy", "ambiguous", "named", "cjk"]

NO_DATE = CalendarDate(None, None, None)
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@value_class
class DateMention:
    """A date in one line of text. All spans are offsets into that line, half open; -1 where there is none.

    ``start:end`` covers the weekday, too. ``weekday`` is 0 for Monday. ``day_start:day_end`` is the
    number without its ordinal ending, which is ``ordinal`` as written (``"th"``, ``"er"``).

    An ``ambiguous`` one (``9/3/2025``) has its day-month reading in ``date`` and the month-day reading in
    ``other``, until `resolve_numeric_order` has seen the others of the file. ``separator`` is that of a
    numeric date. ``misspelt`` holds names that are one edit away from one: where, and the proper name.

    Where ``is_range`` is true, ``date`` has only what all the days of the range have in common, never a day.
    """

    start: int
    end: int
    date: CalendarDate
    weekday: int | None = None
    weekday_start: int = -1
    weekday_end: int = -1
    year_start: int = -1
    year_end: int = -1
    month_start: int = -1
    month_end: int = -1
    day_start: int = -1
    day_end: int = -1
    ordinal: str | None = None
    order: Order = "named"
    separator: str = ""
    other: CalendarDate | None = None
    is_range: bool = False
    misspelt: tuple[tuple[int, int, str], ...] = ()

    @property
    def is_day(self) -> bool:
        """Whether this says which day it is, by number or by weekday."""
        return not self.is_range and (self.date.day is not None or self.other is not None or self.weekday is not None)


def make_date(year: int | None, month: int, day: int) -> CalendarDate | None:
    """The date, or None where the calendar has no such day. Without a year, February has 29 days."""
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS_IN_MONTH[month - 1]:
        return None
    if month == 2 and day == 29 and year is not None and (year % 4 != 0 or year % 100 == 0 and year % 400 != 0):
        return None
    return CalendarDate(year, month, day)


def weekday_of(day: CalendarDate) -> int | None:
    """The weekday of a date, 0 for Monday; None where the date isn't known in full."""
    if day.year is None or day.month is None or day.day is None:
        return None
    if not 1 <= day.year <= 9999 or make_date(day.year, day.month, day.day) is None:
        return None
    return date(day.year, day.month, day.day).weekday()


def in_common(first: CalendarDate, last: CalendarDate) -> CalendarDate:
    """What the days of a range have in common: the year and the month, as far as they agree."""
    year = first.year if first.year is not None and last.year is not None else last.year or first.year
    if first.year is not None and last.year is not None and first.year != last.year:
        return NO_DATE
    return CalendarDate(year, first.month if first.month == last.month else None, None)
