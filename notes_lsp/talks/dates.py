"""Dates in one line of notes, as people write them in eleven languages.

The rest of this package imports from here; `DateMention` says what is found.
"""

import re
from dataclasses import replace
from functools import lru_cache

from notes_lsp.talks.date_mention import NO_DATE, DateMention, in_common, weekday_of
from notes_lsp.talks.date_words import (
    LETTER,
    Word,
    find_words,
    is_abbreviation,
    misspelt_name,
    weekday_alone,
    weekday_number,
)
from notes_lsp.talks.model import CalendarDate
from notes_lsp.talks.named_dates import ARTICLE, TO, find_named
from notes_lsp.talks.numeric_dates import (
    find_cjk,
    find_cjk_weekdays,
    find_numeric,
    resolve_numeric_order,
    with_cjk_weekday,
)
from notes_lsp.talks.patterns import later

__all__ = ["DateMention", "find_dates", "resolve_numeric_order", "weekday_of"]

_WEEKDAY_BEFORE = later(
    rf"(?<![{LETTER}@])(?P<word>[{LETTER}]{{2,14}}(?:-feira)?)(?:\.?[\s,:;()\[\]–—-]{{1,4}}|\.){ARTICLE}\Z",
    re.IGNORECASE,
)
_WEEKDAY_AFTER = later(
    rf"\.?(?P<gap>[\s,:;(\[（–—-]{{1,4}})(?P<word>[{LETTER}]{{2,14}}(?:-feira)?)(?![{LETTER}]|[.@-]\w)"
)
_ENDS_ABBREVIATION = later(r"\.?\s{0,2}(?:\Z|[)\]）:,;|–—-])")
_DAY_AFTER_WEEKDAY = later(
    r",?\s{1,2}(?:(?:the|der|le|el|il)\s{1,2})?(?P<day>[0-9]{1,2})(?:(?P<ordinal>st|nd|rd|th)\b|\.?\s{0,3}\Z)",
    re.IGNORECASE,
)
_RANGE_BETWEEN = later(rf"{TO}(?:[{LETTER}]{{2,14}}\.?,?\s)?{ARTICLE}", re.IGNORECASE)
_ADDRESS = later(r"(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}/|[^@\s]{1,64}@[\w-]{1,63}\.\w", re.ASCII)
_CHUNK = later(r"\S+")
_LONGEST_SCHEME = 24
_CJK_BEGINS = "\u3000"
_DECORATION = " \t.:;,#*_=~-–—()[]|"


def find_dates(text: str) -> list[DateMention]:
    """The dates, months with a year, and weekdays that one line of text mentions, from left to right.

    Ranges are found as such. Nothing is looked for inside an address (of a page, of e-mail).
    """
    return list(_find_dates(text))


# The label of a day is asked for its date by the reader of roles and by every rule about dates.
@lru_cache(maxsize=128)
def _find_dates(text: str) -> tuple[DateMention, ...]:
    text = _without_addresses(text)
    words = find_words(text)
    dates: list[DateMention] = []
    if any(map(str.isdigit, text)):
        dates = find_numeric(text)
        if "月" in text:
            dates = _without_overlaps([*dates, *find_cjk(text)])
        taken = {position for mention in dates for position in (mention.day_start, mention.month_start)}
        dates = _without_overlaps([*dates, *find_named(text, words, taken)])
        dates = _merged_ranges(text, _with_weekdays(text, dates))
    found = [*dates, *_find_weekdays(text, words)]
    if max(text, default="") > _CJK_BEGINS:
        found += find_cjk_weekdays(text, dates)
    return tuple(_without_overlaps(found))


def _without_addresses(text: str) -> str:
    """The text with blanks in place of the addresses in it, so that offsets stay."""
    if "/" not in text and "@" not in text and "www." not in text:
        return text
    parts = []
    done = 0
    for chunk in _CHUNK().finditer(text):
        start = _address_start(text, chunk.start(), chunk.end())
        if start is not None:
            parts += [text[done:start], " " * (chunk.end() - start)]
            done = chunk.end()
    return "".join([*parts, text[done:]])


def _address_start(text: str, start: int, end: int) -> int | None:
    scheme = text.find("://", start, end)
    if scheme >= 0:
        first = scheme
        while first > max(start, scheme - _LONGEST_SCHEME) and text[first - 1].isalnum():
            first -= 1
        return first
    www = text.find("www.", start, end)
    if www >= 0:
        return www
    address = _ADDRESS().search(text, start, min(end, start + 200))
    return address.start() if address is not None else None


def _without_overlaps(mentions: list[DateMention]) -> list[DateMention]:
    """The mentions from left to right; of two that overlap, the one that begins first, then the longer one."""
    kept: list[DateMention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _with_weekdays(text: str, dates: list[DateMention]) -> list[DateMention]:
    """The dates with the weekdays beside them; in a list of days they stand on the same side of each."""
    placed: list[DateMention] = []
    for mention in dates:
        placed.append(_with_weekday_before(text, mention, placed[-1].end if placed else 0))
    behind = [
        _with_weekday_after(text, mention, dates[index + 1].start if index + 1 < len(dates) else len(text))
        for index, mention in enumerate(dates)
    ]
    if not dates or placed[0].weekday is None and behind[0].weekday is not None:
        return behind
    return [
        after if before.weekday is None and not before.is_range and after.end <= following.start else before
        for before, after, following in zip(
            placed, behind, [*placed[1:], DateMention(len(text), -1, NO_DATE)], strict=True
        )
    ]


def _with_weekday_before(text: str, mention: DateMention, free_from: int) -> DateMention:
    if mention.weekday is not None or mention.date.day is None and not mention.is_range:
        return mention
    found = _WEEKDAY_BEFORE().search(text, max(free_from, mention.start - 32), mention.start)
    if found is None or found.start() < free_from:
        return mention
    start, end = found.span("word")
    named = _beside_date(found["word"])
    if named is None:
        return mention
    return _joined(mention, named, (start, end), (start, mention.end))


def _with_weekday_after(text: str, mention: DateMention, free_to: int) -> DateMention:
    if mention.weekday is not None or mention.is_range or mention.date.day is None:
        return mention
    # Most notes have neither of these; compiling the pattern takes as long as reading a hundred headings.
    if text[mention.end : mention.end + 1] > "\x7f" or text[mention.end + 1 : mention.end + 2] > "\x7f":
        with_cjk = with_cjk_weekday(text, mention)
        if with_cjk.weekday is not None:
            return with_cjk
    found = _WEEKDAY_AFTER().match(text, mention.end)
    if found is None or found.end() > free_to:
        return mention
    named = _beside_date(found["word"])
    if named is None:
        return mention
    start, end = found.span("word")
    # "2019-05-20 - Sat down with ...": a short form ends its part of the line.
    if is_abbreviation(found["word"]) and _ENDS_ABBREVIATION().match(text, end) is None:
        return mention
    last = end + text.startswith(".", end)
    if found["gap"].rstrip().endswith(("(", "[", "（")) and text[last : last + 1] in (")", "]", "）"):
        last += 1
    return _joined(mention, named, (start, end), (mention.start, last))


def _beside_date(word: str) -> tuple[int, str | None] | None:
    """The weekday that a word beside a date names, and its proper name where it is misspelt."""
    number = weekday_number(word)
    if number is not None:
        return number, None
    nearest = misspelt_name(word, of_weekdays=True)
    return (nearest[1], nearest[0]) if nearest is not None else None


def _joined(
    mention: DateMention, named: tuple[int, str | None], word: tuple[int, int], span: tuple[int, int]
) -> DateMention:
    number, proper = named
    misspelt = mention.misspelt if proper is None else tuple(sorted([*mention.misspelt, (*word, proper)]))
    return replace(
        mention,
        start=span[0],
        end=span[1],
        weekday=None if mention.is_range else number,
        weekday_start=-1 if mention.is_range else word[0],
        weekday_end=-1 if mention.is_range else word[1],
        misspelt=misspelt,
    )


def _merged_ranges(text: str, dates: list[DateMention]) -> list[DateMention]:
    """The dates, with two as one range where a dash or ``to`` joins them."""
    merged: list[DateMention] = []
    for mention in dates:
        last = merged[-1] if merged else None
        if (
            last is None
            or mention.start - last.end > 32
            or _RANGE_BETWEEN().fullmatch(text, last.end, mention.start) is None
        ):
            merged.append(mention)
            continue
        merged[-1] = DateMention(
            last.start,
            mention.end,
            in_common(last.date, mention.date),
            order=last.order if last.order != "ambiguous" else mention.order,
            separator=last.separator,
            is_range=True,
            misspelt=last.misspelt + mention.misspelt,
        )
    return merged


def _find_weekdays(text: str, words: list[Word]) -> list[DateMention]:
    """The weekdays of a line, whether or not they belong to a date; with the number of the day behind it."""
    whole = text.strip(_DECORATION) if len(words) == 1 else ""
    found = []
    for start, end, word in words:
        number = weekday_alone(word, is_whole_text=word == whole)
        if number is not None and not _is_part_of_name(text, start, end):
            found.append(_weekday_mention(text, start, end, number))
        elif number is None and len(word) > 4 and word[0].isupper():
            nearest = _misspelt_weekday(text, start, end, word)
            if nearest is not None:
                found.append(nearest)
    return found


def _is_part_of_name(text: str, start: int, end: int) -> bool:
    """Whether a word is a part of something like ``monday.com``, ``@friday``, ``Friday_13th.py``."""
    if start > 0 and text[start - 1] in "@.\\" and not text[max(0, start - 2)].isdigit():
        return True
    return text[end : end + 1] in (".", "@", "_") and text[end + 1 : end + 2].isalnum()


def _weekday_mention(text: str, start: int, end: int, number: int) -> DateMention:
    mention = DateMention(start, end, NO_DATE, number, start, end)
    day = _DAY_AFTER_WEEKDAY().match(text, end)
    if day is None or not 1 <= int(day["day"]) <= 31:
        return mention
    day_start, day_end = day.span("day")
    last = day.end("ordinal") if day["ordinal"] is not None else day_end
    value = CalendarDate(None, None, int(day["day"]))
    return replace(mention, end=last, date=value, day_start=day_start, day_end=day_end, ordinal=day["ordinal"])


def _misspelt_weekday(text: str, start: int, end: int, word: str) -> DateMention | None:
    """A misspelt weekday that no month is beside; the number of the day must be."""
    day = _DAY_AFTER_WEEKDAY().match(text, end)
    if day is None or day["ordinal"] is None:
        return None
    nearest = misspelt_name(word, of_weekdays=True)
    if nearest is None:
        return None
    mention = _weekday_mention(text, start, end, nearest[1])
    return replace(mention, misspelt=((start, end, nearest[0]),))
