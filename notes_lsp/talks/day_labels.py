"""Headings that name a day, and titles that carry one beside the name of the conference."""

import re
from dataclasses import fields, replace
from functools import lru_cache

from notes_lsp.syntax.values import value_class
from notes_lsp.talks.date_mention import NO_DATE, DateMention
from notes_lsp.talks.date_words import find_words, weekday_alone, weekday_number
from notes_lsp.talks.dates import find_dates
from notes_lsp.talks.day_words import DayNumber, find_day_number, is_generic
from notes_lsp.talks.model import CalendarDate
from notes_lsp.talks.patterns import later

_LONGEST_TITLE = 200
_MOST_SEPARATORS = 6
_MOST_WORDS_BEFORE_WEEKDAY = 5
_DECORATION = " \t\u3000.:：;,、，|/·•#*_=~-–—<>"
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】", "「": "」"}

_SEPARATOR = later(r"\s[-–—|/~·•]+\s|[—–]|\s?[:：,、，;|·•]\s?|[(\[（【「]")
# Before a day these make it part of a sentence: `Preparing Kubernetes for day 2`.
_PREPOSITION = later(
    r"(?:^|\s)(?:a|about|after|and|any|at|before|by|during|each|every|for|from|in|my|of|on|our|since|the|this|to|until|with|your|vom|am|le|el)\s*\Z",
    re.IGNORECASE,
)
_OF_CONFERENCE = later(r"\s{1,2}(?:of|at|@|von|der|des|de|du|do|da|del|della|van|z)\s{1,2}(?=(?:the\s)?[^\Wa-z_]|{)")
_YEAR = later(r"(?<![0-9.,/-])(?:19|20)[0-9]{2}(?![0-9.,/-]?[0-9])")
_LETTER = later(r"[^\W\d_]")


@value_class
class DayLabel:
    """What names a day: ``label_start:label_end``, and ``rest_start:rest_end`` for what else the text says.

    ``number`` is the N of "Day N". The rest is the longest part beside the label, without
    separators and brackets; it is empty, at the end of the label, where there is none.
    """

    number: int | None
    mention: DateMention | None
    label_start: int
    label_end: int
    rest_start: int
    rest_end: int


# The readers of roles and of the conference ask for the same titles.
@lru_cache(maxsize=128)
def parse_day_label(text: str) -> DayLabel | None:
    """The label, where the whole of ``text`` (a heading without its marks) names one day and is no title."""
    if len(text) > _LONGEST_TITLE:
        return None
    number = find_day_number(text)
    mentions = find_dates(text)
    if len(mentions) > 1 or number is None and not mentions or any(not mention.is_day for mention in mentions):
        return None
    mention = mentions[0] if mentions else None
    spans = [(part.start, part.end) for part in (number, mention) if part is not None]
    if number is not None and mention is None:
        mention, spans = _weekday_beside(text, number, spans)
    if number is not None and number.is_of_month and mention is None:
        mention = _month_day(number)
    # "den 22. Juli" is no 22nd day.
    if number is not None and (number.is_of_month or mention is not None and _overlap(number, mention)):
        number = None
    rests = _between(text, spans)
    if not all(is_generic(text[start:end]) for start, end in rests):
        return None
    return _label(text, number.number if number is not None else None, mention, spans, rests)


def _overlap(number: DayNumber, mention: DateMention) -> bool:
    return number.start < mention.end and mention.start < number.end


def _weekday_beside(
    text: str, number: DayNumber, spans: list[tuple[int, int]]
) -> tuple[DateMention | None, list[tuple[int, int]]]:
    """The abbreviated weekday that is all there is beside a day's number: ``Day 1 (Fri)``."""
    words = [word for word in find_words(text) if not number.start <= word[0] < number.end]
    if len(words) != 1:
        return None, spans
    start, end, word = words[0]
    is_bracketed = start > 0 and text[start - 1] in _BRACKETS
    weekday = weekday_number(word) if is_bracketed else weekday_alone(word, is_whole_text=True)
    if weekday is None or any(map(str.isdigit, text[: number.start] + text[number.end :])):
        return None, spans
    return DateMention(start, end, NO_DATE, weekday, start, end), [*spans, (start, end)]


def _month_day(number: DayNumber) -> DateMention:
    value = CalendarDate(None, None, number.number)
    return DateMention(number.start, number.end, value, day_start=number.number_start, day_end=number.number_end)


def _between(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What ``spans`` leave of the text, without decoration and brackets."""
    rests = []
    position = 0
    for start, end in [*sorted(spans), (len(text), len(text))]:
        if position < start:
            rests.append(_stripped(text, position, start))
        position = max(position, end)
    return rests


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    signs = _DECORATION + "()[]（）【】「」"
    start += len(part) - len(part.lstrip(signs))
    return start, max(start, start + len(part.strip(signs)))


def _label(
    text: str,
    number: int | None,
    mention: DateMention | None,
    spans: list[tuple[int, int]],
    rests: list[tuple[int, int]],
) -> DayLabel:
    start = min(span[0] for span in spans)
    end = _with_closing_bracket(text, start, max(span[1] for span in spans))
    rest = max(rests, key=lambda span: span[1] - span[0], default=(end, end))
    if _LETTER().search(text, *rest) is None:
        return DayLabel(number, mention, start, end, end, end)
    return DayLabel(number, mention, start, end, rest[0], _with_closing_bracket(text, *rest))


def _with_closing_bracket(text: str, start: int, end: int) -> int:
    """The end of a label that may have opened a bracket: ``Day 1 (Friday`` goes on to ``)``."""
    for opening, closing in _BRACKETS.items():
        if text.count(opening, start, end) > text.count(closing, start, end) and text.startswith(closing, end):
            return end + 1
    return end


@lru_cache(maxsize=128)
def find_trailing_day(text: str) -> DayLabel | None:
    """The day that the title of a conference's notes carries: ``GopherCon 2018 - Day 1``.

    The rest is the conference's part. It must be set off from the day by a separator or brackets, except
    from a "Day N" or a full date at an end of the title. A text that is nothing but a day has no rest, so gives None.
    """
    if not text or len(text) > _LONGEST_TITLE or parse_day_label(text) is not None:
        return None
    if find_day_number(text) is None and not any(mention.is_day for mention in find_dates(text)):
        return None
    labels = [label for label in (_behind_separator(text), _at_end(text)) if label is not None]
    # `KubeCon Day 1 - Tuesday`: the day begins before the separator.
    return min(labels, key=lambda label: label.label_start) if labels else _at_start(text)


def _behind_separator(text: str) -> DayLabel | None:
    separators = list(_SEPARATOR().finditer(text))[-_MOST_SEPARATORS:]
    for separator in separators:
        end = len(text.rstrip())
        closing = _BRACKETS.get(separator[0])
        if closing is not None:
            end = text.find(closing, separator.end())
            if end < 0 or text[end + 1 :].strip(_DECORATION):
                continue
        label = _parse_part(text, separator.end(), end)
        if label is not None and _may_follow(text, separator, label):
            return _with_rest(text, label, 0, separator.start())
    return None


def _may_follow(text: str, separator: re.Match[str], label: DayLabel) -> bool:
    """A lone weekday behind a comma may be the end of a sentence; behind a short name it is a day."""
    is_lone_weekday = label.number is None and label.mention is not None and label.mention.date == NO_DATE
    if not is_lone_weekday or separator[0].strip() not in (",", ":", ";"):
        return True
    return len(text[: separator.start()].split()) <= _MOST_WORDS_BEFORE_WEEKDAY


def _at_end(text: str) -> DayLabel | None:
    """A "Day N" or a full date at the end that nothing sets off."""
    starts = []
    number = find_day_number(text)
    if number is not None:
        starts.append(number.start)
    mentions = find_dates(text)
    if mentions and _is_full(mentions[-1]):
        starts.append(mentions[-1].start)
    for start in sorted(starts):
        # A date in quotes is a value in a line of code.
        is_word = start > 0 and text[start - 1] not in "'\"`=_"
        label = _parse_part(text, start, len(text)) if is_word else None
        if label is not None and _PREPOSITION().search(text, max(0, start - 16), start) is None:
            return _with_rest(text, label, 0, start)
    return None


def _is_full(mention: DateMention) -> bool:
    return not mention.is_range and mention.date.year is not None and mention.date.day is not None


def _at_start(text: str) -> DayLabel | None:
    """``Day 1 of PyCon 2022``, ``2019-05-20 KubeCon``, ``Tuesday, July 22 - EuroPython 2014``."""
    number = find_day_number(text)
    first = len(text) - len(text.lstrip(_DECORATION))
    if number is not None and number.start == first:
        joint = _OF_CONFERENCE().match(text, number.end)
        label = _parse_part(text, first, number.end) if joint is not None else None
        if joint is not None and label is not None:
            return _with_rest(text, label, joint.end(), len(text))
    mentions = find_dates(text)
    if mentions and mentions[0].start == first and _is_full(mentions[0]):
        label = _parse_part(text, first, mentions[0].end)
        rest = _stripped(text, mentions[0].end, len(text))
        # `2019-05-20 10:00 Title` is a talk.
        if label is not None and not text[rest[0] : rest[0] + 1].isdigit():
            return _with_rest(text, label, *rest)
    for separator in list(_SEPARATOR().finditer(text))[:_MOST_SEPARATORS][::-1]:
        if _YEAR().search(text, separator.end()) is not None:
            label = _parse_part(text, first, separator.start())
            if label is not None:
                return _with_rest(text, label, separator.end(), len(text))
    return None


def _with_rest(text: str, label: DayLabel, start: int, end: int) -> DayLabel | None:
    """The label with the conference's part as its rest, if that has a letter and no date of its own."""
    start, end = _stripped_outside(text, start, end)
    if _LETTER().search(text, start, end) is None or is_generic(text[start:end]) or _has_date(text[start:end]):
        return None
    return replace(label, rest_start=start, rest_end=end)


def _stripped_outside(text: str, start: int, end: int) -> tuple[int, int]:
    """Like `_stripped`, but brackets that belong to the name stay: ``Indy.Code()``."""
    part = text[start:end]
    start += len(part) - len(part.lstrip(_DECORATION))
    return start, max(start, start + len(part.strip(_DECORATION)))


def _has_date(text: str) -> bool:
    return any(_is_full(mention) for mention in find_dates(text))


def _parse_part(text: str, start: int, end: int) -> DayLabel | None:
    label = parse_day_label(text[start:end])
    if label is None:
        return None
    mention = _shifted(label.mention, start) if label.mention is not None else None
    moved = [place + start for place in (label.label_start, label.label_end, label.rest_start, label.rest_end)]
    return DayLabel(label.number, mention, *moved)


def _shifted(mention: DateMention, offset: int) -> DateMention:
    """The mention in a text that has ``offset`` more characters before it."""
    places = [field.name for field in fields(mention) if field.name.endswith(("start", "end"))]
    moved = {name: place + offset for name in places if (place := getattr(mention, name)) >= 0}
    misspelt = tuple((start + offset, end + offset, name) for start, end, name in mention.misspelt)
    return replace(mention, misspelt=misspelt, **moved)
