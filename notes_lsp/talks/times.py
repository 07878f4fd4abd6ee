"""The time of a talk, in its heading or on a line of its own.

Only for text that is known to be a heading or the value of a ``Time:`` line. In running text the same
figures are positions in a video (``(00:26)``), durations, scores and verses; nothing here tells them apart.
All times are minutes since midnight, 0 to 1439.
"""

import re
from dataclasses import replace
from typing import Literal

from notes_lsp.syntax.values import value_class
from notes_lsp.talks.date_words import LETTER, weekday_number
from notes_lsp.talks.patterns import later

Half = Literal["am", "pm", "day"]
# How an hour is written: with minutes, with a dot and minutes, with a word or sign of its own, or as a mere number.
Form = Literal["minutes", "dotted", "hour", "number"]

_CLOCK = later(
    r"""(?P<noon>午前|午後|上午|下午)?(?P<hour>\d{1,2})
    (?:
      (?P<mark>[:：.]|\s?h\s?|\s?[時时点點]|\sUhr\s)(?P<minute>\d{2})(?::[0-5]\d(?!\d))?分?
      | (?P<alone>\s?h(?![^\W\d_])|\s?[時时点點](?!間|间)(?P<thirty>半)?)
    )?
    (?:\s?(?P<suffix>[ap](?:\.\s?)?m\b\.?|Uhr\b|uur\b|hrs?\b|hod\b\.?))?
    (?![0-9A-Za-z%]|[:.,]\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_TO = later(
    r"\s{0,2}(?:[-–—~〜～]|から|至|到)\s{0,2}|\s{1,2}(?:to|and|until|till|through|bis|à|a|até|às|al|alle|tot|do|až)\s{1,2}",
    re.IGNORECASE,
)
# Where a time may begin; not inside a number, a version, an address or a price.
_CANDIDATE = later(r"(?<![\w.,:/$€£+#@])(?<!\d[-–])(?:(?:午前|午後|上午|下午)\d|\d{1,2}(?!\d))")
_FROM = r"(?:from|between|at|ab|von|um|kl\.?|de|dès|dalle|od|@)"
_BEFORE_TIME = later(
    rf"\s*(?:(?!{_FROM}\s)(?P<weekday>[{LETTER}]{{2,14}}(?:-feira)?)\.?,?\s{{1,2}})?(?P<open>[(\[（]\s?)?(?:{_FROM}\s{{1,2}})?",
    re.IGNORECASE,
)
_AFTER_TIME = later(r"\s*(?:[-–—:|,;·>]|->|=>)\s+|\s+|\Z")
_AFTER_BRACKET = later(r"\s?[)\]）]\s*(?:[-–—:|,;·>]\s+)?")
_BEFORE_TRAILING = later(
    rf"(?:(?P<mark>\s[-–—|@·~]\s?|[,;:]\s|[–—])\s*|(?P<open>\s?[(\[（]\s?)|\s)(?P<word>{_FROM}\s{{1,2}})?\Z",
    re.IGNORECASE,
)
_LONGEST_TIME = 48
_NOON = 12 * 60
_MIDNIGHT = 24 * 60
_LONGEST_TALK = 6 * 60
_FIRST_HOUR = 7


@value_class
class TimeMention:
    """A time, or a range of times, in one line of text. All spans are offsets into that line.

    ``begin`` and ``finish`` are minutes since midnight. ``separator_end`` is where the title behind a leading
    time begins, ``separator_start`` where the one before a trailing time ends. A weekday that stands
    before the time has its number (0 for Monday) and span, else None and -1.
    """

    start: int
    end: int
    begin: int
    finish: int | None
    separator_start: int
    separator_end: int
    weekday: int | None = None
    weekday_start: int = -1
    weekday_end: int = -1


@value_class
class _Clock:
    start: int
    end: int
    hour: int
    minute: int
    half: Half | None
    form: Form


def find_time(text: str) -> TimeMention | None:
    """The first time in a text that is known to be about one. Not for running text (see above)."""
    for candidate in _CANDIDATE().finditer(text):
        mention = _time_at(text, candidate.start(), allows_dot=False)
        if mention is not None:
            return mention
    return None


def leading_time(text: str) -> TimeMention | None:
    """The time that a heading begins with: ``11:00 Title``, ``Saturday 10:00 Title``, ``[10:00] Title``.

    The title may be missing; ``separator_end`` is the end of the text then.
    """
    return _leading(text, allows_dot=False)


def key_time(text: str) -> TimeMention | None:
    """The time in the value of a ``Time:`` line, where ``14.30`` is a time, too."""
    return _leading(text, allows_dot=True) or find_time(text)


def _leading(text: str, *, allows_dot: bool) -> TimeMention | None:
    before = _BEFORE_TIME().match(text)
    if before is None:
        return None
    weekday = weekday_number(before["weekday"]) if before["weekday"] is not None else None
    mention = _time_at(text, before.end(), allows_dot=allows_dot)
    if mention is None or before["weekday"] is not None and weekday is None:
        return None
    after = (_AFTER_BRACKET if before["open"] is not None else _AFTER_TIME)().match(text, mention.end)
    if after is None or _is_in_sentence(text, mention, after):
        return None
    start, end = before.span("weekday")
    return TimeMention(
        mention.start,
        mention.end,
        mention.begin,
        mention.finish,
        mention.separator_start,
        after.end(),
        weekday,
        start,
        end,
    )


def _is_in_sentence(text: str, mention: TimeMention, after: re.Match[str]) -> bool:
    """Whether a mere hour is the first word of the title: ``3am incidents``, ``24h with Kafka``."""
    return not after[0].strip() and text[after.end() : after.end() + 1].islower() and not _has_minutes(text, mention)


def _has_minutes(text: str, mention: TimeMention) -> bool:
    return mention.finish is not None or sum(map(str.isdigit, text[mention.start : mention.end])) > 2


def trailing_time(text: str) -> TimeMention | None:
    """The time that a heading ends with: ``Title (9:15 - 9:45)``, ``Title - 10:30``, ``Title 9:15am``.

    A mere ``16:15`` behind a word needs a separator: it is a verse (``Mark 16:15``) or a score.
    """
    last = len(text.rstrip(" \t.,;"))
    for candidate in _CANDIDATE().finditer(text, max(0, last - _LONGEST_TIME)):
        mention = _time_at(text, candidate.start(), allows_dot=False)
        if mention is None or mention.end < last - 2:
            continue
        before = _BEFORE_TRAILING().search(text, max(0, mention.start - 12), mention.start)
        title_end = _title_end(text, mention, before, last) if before is not None else None
        if title_end is not None and text[:title_end].strip():
            return replace(mention, separator_start=title_end)
    return None


def _title_end(text: str, mention: TimeMention, before: re.Match[str], last: int) -> int | None:
    behind = text[mention.end : last].strip()
    if before["open"] is not None:
        # "(00:26)" is a position in the video of the talk.
        is_position = mention.finish is None and mention.begin < _FIRST_HOUR * 60
        return before.start() if behind in (")", "]", "）") and not is_position else None
    if behind:
        return None
    if before["mark"] is not None or mention.finish is not None:
        return before.start()
    # "Why pagers ring at 3am", "Learn it in 10h"
    has_letter = before["word"] is not None or any(map(str.isalpha, text[mention.start : mention.end]))
    return before.start() if has_letter and _has_minutes(text, mention) else None


def is_backwards(mention: TimeMention) -> bool:
    """Whether a range ends before it begins, other than past midnight (``22:00 - 01:00``)."""
    if mention.finish is None or mention.finish >= mention.begin:
        return False
    return not (mention.begin >= 18 * 60 and mention.finish <= 6 * 60)


def _time_at(text: str, position: int, *, allows_dot: bool) -> TimeMention | None:
    """The time or range that begins right here."""
    first = _clock_at(text, position)
    if first is None:
        return None
    joint = _TO().match(text, first.end)
    second = _clock_at(text, joint.end()) if joint is not None else None
    if second is not None and _is_time(second, allows_dot) and _opens_range(text, first, second):
        begin, finish = _range_of(first, second)
        return TimeMention(first.start, second.end, begin, finish, first.start, second.end)
    if not _is_time(first, allows_dot):
        return None
    return TimeMention(first.start, first.end, _minutes(first, first.half), None, first.start, first.end)


def _clock_at(text: str, position: int) -> _Clock | None:
    found = _CLOCK().match(text, position)
    if found is None:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or (30 if found["thirty"] is not None else 0))
    half = _half(found)
    form: Form = "number"
    if found["minute"] is not None:
        form = "dotted" if found["mark"] == "." and half is None else "minutes"
    elif found["alone"] is not None or half is not None:
        form = "hour"
    is_duration = found["minute"] is None and found["suffix"] is not None and found["suffix"][0] in "hH"
    if hour > 23 or minute > 59 or is_duration or hour == 0 and half == "pm":
        return None
    # `2h` is how long something takes.
    if form == "hour" and half is None and (found["alone"] or "").strip() in ("h", "H") and hour < _FIRST_HOUR:
        return None
    return _Clock(found.start(), found.end(), hour, minute, half, form)


def _half(found: re.Match[str]) -> Half | None:
    if found["noon"] is not None:
        return "am" if found["noon"] in ("午前", "上午") else "pm"
    if found["suffix"] is None:
        return None
    first = found["suffix"][0].lower()
    return "am" if first == "a" else "pm" if first == "p" else "day"


def _is_time(clock: _Clock, allows_dot: bool) -> bool:
    return clock.form in ("minutes", "hour") or clock.form == "dotted" and allows_dot


def _opens_range(text: str, first: _Clock, second: _Clock) -> bool:
    """Whether the first can be a time before such a second: ``9-10am``, ``9.15 - 10.00 Uhr``; not ``3 - 10:30``."""
    if first.form in ("minutes", "hour"):
        return True
    if first.form == "dotted":
        return second.half is not None or second.form == "dotted"
    # "Python 3 - 9am"
    is_after_word = text[max(0, first.start - 2) : first.start].strip().isalnum() and text[first.end] == " "
    is_dash = not any(map(str.isalpha, text[first.end : second.start]))
    return (second.half is not None or second.form == "hour") and not (is_after_word and is_dash)


def _minutes(clock: _Clock, half: Half | None) -> int:
    hour = clock.hour
    if hour <= 12 and half in ("am", "pm"):
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour * 60 + clock.minute


def _range_of(first: _Clock, second: _Clock) -> tuple[int, int]:
    """Begin and finish in minutes, with the half of the day that one of them leaves to the other."""
    begin, finish = _minutes(first, first.half), _minutes(second, second.half)
    if first.half is None and second.half in ("am", "pm") and first.hour <= 12:
        morning, evening = _minutes(first, "am"), _minutes(first, "pm")
        if second.half == "pm":
            begin = evening if evening <= finish else morning
        else:
            is_past_midnight = finish < morning and finish + _MIDNIGHT - evening <= 4 * 60
            begin = evening if is_past_midnight else morning
    elif second.half is None and finish < begin and finish + _NOON - begin <= _LONGEST_TALK and finish + _NOON > begin:
        # `11:00 - 1:30` is written by those who count to twelve.
        counts_to_twelve = finish < 8 * 60 and begin < 13 * 60 or first.half == "pm"
        finish += _NOON if counts_to_twelve else 0
    return begin, finish
