"""Dates whose month is a word: ``July 22nd, 2014``, ``22. Juli``, ``22 de julio de 2014``, ``April 2019``."""

import re

from notes_lsp.syntax.values import value_class
from notes_lsp.talks.date_mention import DateMention, make_date
from notes_lsp.talks.date_words import (
    LETTER,
    ORDINARY_MONTHS,
    STRONG_MONTHS,
    Word,
    fold,
    is_abbreviation,
    is_english,
    misspelt_name,
    month_number,
    weekday_number,
)
from notes_lsp.talks.model import CalendarDate
from notes_lsp.talks.patterns import later

# Between the first and the last day of a range.
TO = (
    r"(?:\s{0,2}[-–—~〜～]\s{0,2}|\s{0,2}[&+/]\s{0,2}"
    r"|\s{1,2}(?:to|and|through|thru|until|till|bis|und|au|et|al|y|a|à|até|e|tot|en|do|i|až)\s{1,2})"
)
# What stands between a weekday and a date besides spaces and signs.
ARTICLE = r"(?:(?:the|den|der|dem|le|el|il|dia|día|de|am|on)\s{1,2})?"

# `22nd of`, `22.`, `22 de ` before the name of a month.
_DAY_BEFORE = later(
    r"(?<![\w.,:$€£+#])(?P<day>[0-9]{1,2})(?P<ordinal>st|nd|rd|th|ère|er|[eº°ª])?\.?"
    r"(?:[\s-]{1,2}(?P<link>(?:of|de|del|di|do)\s{1,2}(?:the\s)?|d['’]\s?)?|(?<=\.))\Z",
    re.IGNORECASE,
)
# ` 22nd` behind it; no time, version, price or share of something.
_DAY_AFTER = later(
    r"(?:\.?\s{1,3}|\.)(?:the\s{1,2})?(?P<day>[0-9]{1,2})(?P<ordinal>st|nd|rd|th)?(?![\w%]|[.:/][0-9]|,[0-9]{1,3}(?![0-9]))",
    re.IGNORECASE,
)
_YEAR_AFTER = later(
    r"(?:[.,]?\s{1,3}(?:(?:of|in|de|del)\s{1,2})?|,|-)((?:19|20)[0-9]{2})(?!\w|[.:/-]?[0-9])", re.IGNORECASE
)
_RANGE_BEFORE = later(
    rf"(?<![\w.,:/$€£+#-])[0-9]{{1,2}}(?:st|nd|rd|th|er|[eº°ª])?\.?(?:\s(?:de|of|di)\s)?"
    rf"(?P<to>{TO})(?:[{LETTER}]{{2,14}}\.?,?\s)?\Z",
    re.IGNORECASE,
)
_RANGE_AFTER = later(rf"(?P<to>{TO})(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![\w%]|[.:/][0-9])", re.IGNORECASE)
# What may follow `July 6 - 8` if that is to be a range, and not a separator and a title.
_ENDS_RANGE = later(r"\s*(?:\Z|[,)\]|:;]|[12][0-9]{3}\b)")
# A number that belongs to the word before it: `Day 1 - 22 July`.
_COUNTING_WORD = later(
    r"(?:\b(?:day|tag|jour|d[ií]a|giorno|dag|dzie[nń]|den|part|session|track|room|talk|week|no)\.?\s{0,2}|#\s?)\Z",
    re.IGNORECASE,
)
# `May 2 processes share a lock?`: the month is a verb, or the number counts something.
_GOES_ON = later(r"\s(?!(?:in|at|to|from|with|and|on|for|bis|until|till|through|by)\b)[a-z]")
_LAST_WORD = later(rf"(?<![{LETTER}@])([{LETTER}]{{2,14}}(?:-feira)?)\.?[\s,(]{{1,3}}{ARTICLE}\Z", re.IGNORECASE)


@value_class
class _Month:
    """A word that may be the name of a month. ``misspelt`` is the proper name if it is another."""

    start: int
    end: int
    word: str
    number: int
    misspelt: str | None = None

    @property
    def is_weak(self) -> bool:
        """An abbreviation that is more often something else (``out``, ``set``, ``pro``)."""
        folded = fold(self.word)
        return folded.isascii() and is_abbreviation(self.word) and folded not in STRONG_MONTHS

    @property
    def is_ordinary(self) -> bool:
        """Also an ordinary word, or a common name."""
        return fold(self.word) in ORDINARY_MONTHS

    @property
    def is_lower_and_ordinary(self) -> bool:
        return self.word[0].islower() and self.is_ordinary

    @property
    def is_day_first(self) -> bool:
        """Whether only languages that put the day first have this name."""
        proper = self.misspelt or self.word
        return not is_english(proper) and fold(proper) not in STRONG_MONTHS


def find_named(text: str, words: list[Word], taken_starts: set[int]) -> list[DateMention]:
    """The dates whose month is a word. Numbers that begin at ``taken_starts`` belong to something else."""
    taken = set(taken_starts)
    found = []
    for month in _find_months(text, words):
        mention = _mention_of(text, month, taken)
        if mention is not None:
            taken.add(mention.day_start)
            found.append(mention)
    return found


def _find_months(text: str, words: list[Word]) -> list[_Month]:
    """Full names first, since they choose their day first: ``mar. 3 mars`` is the 3rd of March."""
    in_full: list[_Month] = []
    abbreviated: list[_Month] = []
    misspelt: list[_Month] = []
    for start, end, word in words:
        number = month_number(word)
        if number is not None:
            (abbreviated if is_abbreviation(word) else in_full).append(_Month(start, end, word, number))
        elif len(word) > 4 and word[0].isupper() and any(map(str.isdigit, text[max(0, start - 8) : end + 8])):
            nearest = misspelt_name(word, of_weekdays=False)
            if nearest is not None:
                misspelt.append(_Month(start, end, word, nearest[1], nearest[0]))
    return in_full + abbreviated + misspelt


def _mention_of(text: str, month: _Month, taken: set[int]) -> DateMention | None:
    before = _DAY_BEFORE().search(text, max(0, month.start - 16), month.start)
    after = _DAY_AFTER().match(text, month.end)
    if before is not None and before.start("day") in taken:
        before = None
    if after is not None and after.start("day") in taken:
        after = None
    if before is not None and after is not None and _prefers_after(text, before, after):
        before = None
    if before is not None:
        return _day_first(text, month, before)
    if after is not None:
        return _month_first(text, month, after)
    return _month_and_year(text, month)


def _prefers_after(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether in ``Day 1 July 22`` the number behind the month is the day."""
    if before["ordinal"] is not None or before["link"] is not None:
        return False
    if (
        int(before["day"]) > 31
        or _COUNTING_WORD().search(text, max(0, before.start() - 12), before.start()) is not None
    ):
        return True
    return after["ordinal"] is not None or _YEAR_AFTER().match(text, after.end()) is not None


def _day_first(text: str, month: _Month, before: re.Match[str]) -> DateMention | None:
    year = _YEAR_AFTER().match(text, month.end)
    is_backed = year is not None or before["link"] is not None or _has_weekday_before(text, before.start())
    if month.is_weak and not is_backed and (month.is_ordinary or not text.startswith(".", month.end)):
        return None
    if month.is_lower_and_ordinary and not is_backed and before["ordinal"] is None:
        return None
    value = make_date(_year_of(year), month.number, int(before["day"]))
    if value is None:
        return None
    first = _RANGE_BEFORE().search(text, max(0, before.start() - 32), before.start())
    if first is not None and " " in first["to"] and _is_counted(text, first.start()):
        first = None
    start = before.start() if first is None else first.start()
    end = _end_of_month(text, month) if year is None else year.end()
    return _built(month, value, (start, end), before, year, first is not None)


def _month_first(text: str, month: _Month, after: re.Match[str]) -> DateMention | None:
    last = _RANGE_AFTER().match(text, after.end())
    if last is not None and not _is_last_day(text, last, int(after["day"])):
        last = None
    end = after.end() if last is None else last.end()
    year = _YEAR_AFTER().match(text, end)
    is_backed = year is not None or after["ordinal"] is not None or _has_weekday_before(text, month.start)
    if month.is_weak or not is_backed and (month.is_day_first or _reads_as_word(text, month, end)):
        return None
    value = make_date(_year_of(year), month.number, int(after["day"]))
    if value is None or month.misspelt is not None and month.is_day_first:
        return None
    end = end if year is None else year.end()
    return _built(month, value, (month.start, end), after, year, last is not None)


def _month_and_year(text: str, month: _Month) -> DateMention | None:
    year = _YEAR_AFTER().match(text, month.end)
    if year is None or month.misspelt is not None or month.is_weak or month.is_lower_and_ordinary:
        return None
    value = CalendarDate(int(year[1]), month.number, None)
    return _built(month, value, (month.start, year.end()), None, year, False)


def _built(
    month: _Month,
    value: CalendarDate,
    span: tuple[int, int],
    day: re.Match[str] | None,
    year: re.Match[str] | None,
    is_range: bool,
) -> DateMention:
    return DateMention(
        span[0],
        span[1],
        CalendarDate(value.year, value.month, None) if is_range else value,
        year_start=-1 if year is None else year.start(1),
        year_end=-1 if year is None else year.end(1),
        month_start=month.start,
        month_end=month.end,
        day_start=-1 if day is None else day.start("day"),
        day_end=-1 if day is None else day.end("day"),
        ordinal=None if day is None else day["ordinal"],
        is_range=is_range,
        misspelt=() if month.misspelt is None else ((month.start, month.end, month.misspelt),),
    )


def _year_of(year: re.Match[str] | None) -> int | None:
    return int(year[1]) if year is not None else None


def _end_of_month(text: str, month: _Month) -> int:
    """Behind the dot of an abbreviation, if it has one."""
    return month.end + (text.startswith(".", month.end) and is_abbreviation(month.word))


def _has_weekday_before(text: str, position: int) -> bool:
    word = _LAST_WORD().search(text, max(0, position - 28), position)
    return word is not None and weekday_number(word[1]) is not None


def _is_counted(text: str, number_start: int) -> bool:
    return _COUNTING_WORD().search(text, max(0, number_start - 12), number_start) is not None


def _is_last_day(text: str, last: re.Match[str], first_day: int) -> bool:
    """Whether a number behind ``July 6 -`` is the last day of a range, and not the first word of a title."""
    if not first_day < int(last["day"]) <= 31:
        return False
    return " " not in last["to"] or last["to"].strip().isalpha() or _ENDS_RANGE().match(text, last.end()) is not None


def _reads_as_word(text: str, month: _Month, end: int) -> bool:
    """Whether the month reads as a verb or the like: ``you may 2 things``, ``dec 3``, ``March 5 miles``."""
    if month.word[0].islower() and (month.is_ordinary or is_abbreviation(month.word)):
        return True
    return month.is_ordinary and _GOES_ON().match(text, end) is not None
