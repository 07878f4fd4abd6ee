"""The label of the day after another, written as that one is: ``Tuesday, July 22nd`` gives ``Wednesday, July 23rd``."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from notes_lsp.features.completion.day_names import languages_of, month_like, weekday_like
from notes_lsp.talks.date_mention import DateMention, make_date, weekday_of
from notes_lsp.talks.day_labels import DayLabel, find_trailing_day, parse_day_label
from notes_lsp.talks.day_words import find_day_number
from notes_lsp.talks.model import CalendarDate, Day

_Replacement = tuple[int, int, str]

_WORD = re.compile(r"[^\W\d_]+(?:-feira)?")
_TOTAL = re.compile(r"\s?(?:/|of|von|sur|de|out of)\s?(\d{1,2})")
_ENGLISH_ENDING = re.compile(r"st|nd|rd|th", re.IGNORECASE)
_FIRST_ONLY = re.compile(r"er|[eè]re", re.IGNORECASE)  # French: le 1er, le 2
_NUMBER_WORDS = [
    "one two three four five six seven".split(),
    "first second third fourth fifth sixth seventh".split(),
    "eins zwei drei vier fünf sechs sieben".split(),
    "un deux trois quatre cinq six sept".split(),
    "uno dos tres cuatro cinco seis siete".split(),
    "I II III IV V VI VII".split(),
    "一 二 三 四 五 六 七".split(),
]


def next_label(text: str, day: Day, labels: Iterable[str]) -> str | None:
    """The label after ``text``, that of ``day``, as its notes write it; ``labels`` are those of all days of the notes.

    None where the next day can't be told, or would not be read as what it is.
    """
    label = parse_day_label(text) or find_trailing_day(text)
    if label is None:
        return None
    languages = languages_of(word for one in labels for word in _WORD.findall(one))
    replaced = [] if label.mention is None else _next_date(text, label.mention, day, languages)
    counted = _next_number(text, label)
    if replaced is None or counted is None or not [*replaced, *counted]:
        return None
    new = text
    for start, end, written in sorted({*replaced, *counted}, reverse=True):
        new = new[:start] + written + new[end:]
    return new if _follows(new, label, day) else None


def date_after(day: CalendarDate) -> CalendarDate | None:
    """The day after, as far as ``day`` is known; None where it depends on what is not."""
    if day.day is None:
        return None
    if day.month is None:
        return CalendarDate(day.year, None, day.day + 1) if day.day < 28 else None
    if day.year is None:
        if (day.month, day.day) == (2, 28):
            return None
        following = make_date(None, day.month, day.day + 1)
        return following or CalendarDate(None, day.month % 12 + 1, 1)
    if not 1 <= day.year < 9999 or make_date(day.year, day.month, day.day) is None:
        return None
    after = date(day.year, day.month, day.day) + timedelta(days=1)
    return CalendarDate(after.year, after.month, after.day)


def _next_date(text: str, mention: DateMention, day: Day, languages: frozenset[str]) -> list[_Replacement] | None:
    """What to replace in the date of a label; None where the next date can't be written."""
    replaced: list[_Replacement] = []
    following: CalendarDate | None = None
    if mention.day_start >= 0:
        following = date_after(day.date) if day.date is not None else None
        if day.date is None or following is None:
            return None
        changes = _changed_numbers(text, mention, day.date, following, languages)
        if changes is None:
            return None
        replaced += changes
    if mention.weekday is not None:
        number: int | None = (mention.weekday + 1) % 7
        # A date without a year of its own may be of another year than we think: the weekday knows better.
        if following is not None and mention.year_start >= 0:
            number = weekday_of(following)
        name = _weekday(text, mention, number, languages) if number is not None else None
        if name is None:
            return None
        replaced.append((mention.weekday_start, mention.weekday_end, name))
    return replaced


def _weekday(text: str, mention: DateMention, number: int, languages: frozenset[str]) -> str | None:
    start, end = mention.weekday_start, mention.weekday_end
    if text[start:end] == "日" and text[start - 1 : start] in ("期", "拜", "周", "週"):
        languages = frozenset({"zh"})
    return weekday_like(text[start:end], number, languages)


def _changed_numbers(
    text: str, mention: DateMention, now: CalendarDate, following: CalendarDate, languages: frozenset[str]
) -> list[_Replacement] | None:
    """The day, the month and the year of a date where they change."""
    day_span, month_span = (mention.day_start, mention.day_end), (mention.month_start, mention.month_end)
    if mention.order == "ambiguous" and text[slice(*day_span)].lstrip("0") != str(now.day):
        day_span, month_span = month_span, day_span
    if following.day is None or text[slice(*day_span)].lstrip("0") != str(now.day):
        return None
    samples = [text[slice(*span)] for span in (day_span, month_span)]
    # `31.10.` goes on with `01.11.`, but `October 31` with `November 1`.
    has_zeros = any(sample.startswith("0") for sample in samples)
    has_zeros = has_zeros or mention.order not in ("named", "cjk") and all(len(sample) == 2 for sample in samples)
    written = _padded(following.day, has_zeros=has_zeros) + _ending(mention.ordinal or "", following.day)
    replaced = [(day_span[0], day_span[1] + len(mention.ordinal or ""), written)]
    if following.month != now.month and month_span[0] >= 0 and following.month is not None:
        month: str | None = _padded(following.month, has_zeros=has_zeros)
        if not samples[1].isdecimal():
            month = month_like(samples[1], following.month, languages)
        if month is None:
            return None
        replaced.append((*month_span, month))
    if following.year != now.year and mention.year_start >= 0 and following.year is not None:
        year = str(following.year)
        width = mention.year_end - mention.year_start
        replaced.append((mention.year_start, mention.year_end, year[-width:] if width < 4 else year))
    return replaced


def _padded(number: int, *, has_zeros: bool) -> str:
    return f"{number:02d}" if has_zeros else str(number)


def _ending(sample: str, number: int) -> str:
    if _ENGLISH_ENDING.fullmatch(sample) is None:
        return "" if _FIRST_ONLY.fullmatch(sample) is not None else sample
    ending = "th" if 11 <= number % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return ending.upper() if sample.isupper() else ending


def _next_number(text: str, label: DayLabel) -> list[_Replacement] | None:
    """What to replace in "Day N"; None where the last day has been."""
    number = find_day_number(text) if label.number is not None else None
    if number is None:
        return []
    total = _TOTAL.match(text, number.number_end)
    if total is not None and int(total[1]) <= number.number:
        return None
    sample = text[number.number_start : number.number_end]
    if sample.isdecimal():
        end = number.number_end
        ending = _ENGLISH_ENDING.match(text, end)
        written = str(number.number + 1).zfill(len(sample)) if sample.startswith("0") else str(number.number + 1)
        if ending is not None:
            return [(number.number_start, ending.end(), written + _ending(ending[0], number.number + 1))]
        return [(number.number_start, end, written)]
    for words in _NUMBER_WORDS:
        folded = [word.casefold() for word in words]
        if sample.casefold() in folded[:-1]:
            word = words[folded.index(sample.casefold()) + 1]
            word = word.upper() if sample.isupper() else word.capitalize() if sample[0].isupper() else word
            return [(number.number_start, number.number_end, word)]
    return None


def _follows(new: str, label: DayLabel, day: Day) -> bool:
    """Whether a new label is read as the day after ``day``."""
    read = parse_day_label(new) or find_trailing_day(new)
    if read is None or (label.number is not None and read.number != label.number + 1):
        return False
    if label.mention is None or day.date is None or read.mention is None:
        return (label.mention is None) == (read.mention is None)
    following = date_after(day.date)
    if following is None:
        return label.mention.day_start < 0
    readings = [value for value in (read.mention.date, read.mention.other) if value is not None]
    return any((value.month, value.day) == (following.month, following.day) for value in readings)
