"""The cards of a conference and of a day."""

from collections.abc import Sequence

from notes_lsp.features.card import Card, CardSection, Hover, Line
from notes_lsp.features.hover.talk import speakers_of
from notes_lsp.features.outline import talk_title
from notes_lsp.features.wording import clock, count, cut, date_range, full_date, with_year
from notes_lsp.talks.model import CalendarDate, Day, Notes, Talk

_TALKS = 12
_DAYS = 12
_LONGEST_TITLE = 80
_LONGEST_NAME = 120


def hover_of_day(notes: Notes, offset: int) -> Hover | None:
    """The card of the day whose label holds ``offset``."""
    day = next((day for day in notes.days if day.label_start <= offset < day.label_end), None)
    if day is None:
        return None
    facts = [
        place_of_day(notes, day),
        count(len(day.talks), "talk") if day.talks else "",
        _first_to_last_time(day.talks),
        _links_of(notes, day),
        count(todos, "to-do") if (todos := sum(len(talk.todos) for talk in day.talks)) else "",
    ]
    talks = tuple((_line_of_talk(notes, talk),) for talk in day.talks[:_TALKS])
    card = Card(
        date_of_day(day) or cut(day.label, _LONGEST_NAME),
        tuple((fact,) for fact in facts if fact),
        (CardSection("", talks, more=max(len(day.talks) - _TALKS, 0)),),
    )
    return Hover(day.label_start, day.label_end, card)


def hover_of_conference(notes: Notes, offset: int) -> Hover | None:
    """The card of the conference whose name holds ``offset``."""
    conference = notes.conference
    if conference is None or not conference.name_start <= offset < conference.name_end:
        return None
    days = _days_told_apart(notes)
    talks = sum(len(day.talks) for day in notes.days) + len(notes.talks)
    facts = [
        _dates_of(notes.days),
        count(len(days), "day") if days else "",
        count(talks, "talk") if talks else "",
    ]
    lines: list[Line] = [
        (f"{name}: {count(sum(len(day.talks) for day in same), 'talk')}",) for name, same in list(days.items())[:_DAYS]
    ]
    if len(days) < 2:
        lines = []
    title = with_year(cut(conference.name, _LONGEST_NAME), conference.year)
    sections = (CardSection("", tuple(lines), more=max(len(days) - _DAYS, 0) if lines else 0),)
    return Hover(conference.name_start, conference.name_end, Card(title, tuple((f,) for f in facts if f), sections))


def date_of_day(day: Day) -> str:
    """The date of ``day`` in full, or ``""``."""
    return full_date(day.date, day.weekday) if day.date is not None else ""


def place_of_day(notes: Notes, day: Day) -> str:
    """``day 2 of 3``, or ``day 2`` where that is all the notes say."""
    names = [_name_of_day(other) for other in notes.days]
    listed = list(dict.fromkeys(names))
    place = listed.index(_name_of_day(day)) + 1
    number = place if day.number is None else day.number
    if len(listed) == 1 and day.number is None:
        return ""
    # Notes of a part of the conference count its days, not their own.
    return f"day {number} of {len(listed)}" if number == place and len(listed) > 1 else f"day {number}"


def _days_told_apart(notes: Notes) -> dict[str, list[Day]]:
    """The days by name; those of one date (its morning, its afternoon) are one."""
    found: dict[str, list[Day]] = {}
    for day in notes.days:
        found.setdefault(_name_of_day(day), []).append(day)
    return found


def _name_of_day(day: Day) -> str:
    return date_of_day(day) or cut(day.label, _LONGEST_NAME)


def _dates_of(days: Sequence[Day]) -> str:
    """From the first to the last date; ``""`` where no date is known, or they can't be put in order."""
    dates = [day.date for day in days if day.date is not None and full_date(day.date)]
    if not dates or len({date.year is None for date in dates}) > 1:
        return ""
    dates.sort(key=_in_calendar)
    return date_range(dates[0], dates[-1])


def _in_calendar(date: CalendarDate) -> tuple[int, int, int]:
    return date.year or 0, date.month or 0, date.day or 0


def _first_to_last_time(talks: Sequence[Talk]) -> str:
    times = [talk.time for talk in talks if talk.time is not None]
    if len(times) < 2:
        return ""
    first = min(time.begin for time in times)
    last = max(max(time.begin, time.finish or 0) for time in times)
    return f"{clock(first)}–{clock(last)}" if first < last else ""


def _links_of(notes: Notes, day: Day) -> str:
    links = [
        link for link in notes.document.links_between(day.start, day.end) if link.kind not in ("image", "definition")
    ]
    return count(len(links), "link") if links else ""


def _line_of_talk(notes: Notes, talk: Talk) -> str:
    """``10:30 Title — Speakers``."""
    time = f"{clock(talk.time.begin)} " if talk.time is not None else ""
    speakers = speakers_of(talk)
    return f"{time}{cut(talk_title(notes, talk), _LONGEST_TITLE)}{f' — {speakers}' if speakers else ''}"
