"""The time at which the next talk begins, guessed from the talks before it, in the way in which they write theirs."""

import re
from collections.abc import Sequence

from notes_lsp.talks.model import Notes, Talk, TimeRange
from notes_lsp.talks.times import find_time

_LONGEST_GAP = 4 * 60
_DAY = 24 * 60
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:(?P<mark>\s?[:：.hH時时点]\s?)(?P<minute>\d{2})|(?P<alone>\s?[hH時时点](?!\w)|(?=\s?[ap]\.?m)))"
    r"(?P<suffix>\s?[ap]\.?m\.?)?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")


def next_time(notes: Notes, talks: Sequence[Talk], offset: int, sample: str) -> str:
    """The time of a talk that is to stand at ``offset``, behind ``talks``, written as ``sample`` is.

    The clock shows zeros where the talks before do not tell.
    """
    guess = _guessed(notes, talks, offset)
    if guess is not None:
        written = _written(sample, *guess)
        if written is not None:
            return written
    return _DIGIT.sub("0", sample)


def _guessed(notes: Notes, talks: Sequence[Talk], offset: int) -> tuple[int, int] | None:
    """When the talk begins and ends, in minutes since midnight; the end matters only where ends are written."""
    day_start = max((day.start for day in notes.days if day.start < offset), default=0)
    today = [talk.time for talk in talks if talk.start >= day_start and talk.time is not None]
    if not today:
        return _first_of_day_before(notes, day_start)
    last = today[-1]
    gap = _usual_gap(today)
    begin = last.finish if last.finish is not None else last.begin + gap if gap is not None else None
    if begin is None or begin >= _DAY:
        return None
    length = last.finish - last.begin if last.finish is not None else 0
    return begin, (begin + max(length, 0)) % _DAY


def _first_of_day_before(notes: Notes, day_start: int) -> tuple[int, int] | None:
    """The time at which the day before began: days of a conference tend to begin alike."""
    before = [day for day in notes.days if day.start < day_start and day.talks]
    first = before[-1].talks[0].time if before else None
    if first is None:
        return None
    return first.begin, first.finish if first.finish is not None else first.begin


def _usual_gap(times: Sequence[TimeRange]) -> int | None:
    """The minutes from the beginning of the last talk but one to that of the last."""
    if len(times) < 2:
        return None
    gap = times[-1].begin - times[-2].begin
    return gap if 0 < gap <= _LONGEST_GAP else None


def _written(sample: str, begin: int, finish: int) -> str | None:
    """The time in the way of ``sample``; None where that can't be told, or could not be read again."""
    clocks = list(_CLOCK.finditer(sample))
    if not 1 <= len(clocks) <= 2:
        return None
    has_half = any(clock["suffix"] for clock in clocks)
    parts, position = [], 0
    for clock, minutes in zip(clocks, (begin, finish), strict=False):
        written = _clock(clock, minutes, has_half=has_half)
        if written is None:
            return None
        parts += [sample[position : clock.start()], written]
        position = clock.end()
    new = "".join([*parts, sample[position:]])
    read = find_time(new)
    is_same = read is not None and read.begin == begin and read.finish == (finish if len(clocks) == 2 else None)
    return new if is_same else None


def _clock(sample: "re.Match[str]", minutes: int, *, has_half: bool) -> str | None:
    hour, minute = divmod(minutes, 60)
    if sample["minute"] is None and minute:
        return None
    shown = (hour % 12 or 12) if has_half else hour
    padded = f"{shown:02d}" if sample["hour"].startswith("0") else str(shown)
    between = sample["mark"] + f"{minute:02d}" if sample["minute"] is not None else sample["alone"] or ""
    suffix = sample["suffix"] or ""
    half = "p" if hour >= 12 else "a"
    suffix = (
        re.sub(r"[ap]", half, suffix.lower()) if suffix == suffix.lower() else re.sub(r"[AP]", half.upper(), suffix)
    )
    return f"{padded}{between}{suffix}"
