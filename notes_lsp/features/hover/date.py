"""The card of a date in running text: in full, with its weekday, as the conference around it tells."""

from dataclasses import replace

from notes_lsp.features.card import Card, Hover
from notes_lsp.features.hover.day import place_of_day
from notes_lsp.features.wording import count, cut, full_date, with_year
from notes_lsp.syntax.nodes import CodeBlock, Comment, Html
from notes_lsp.talks.dates import DateMention, find_dates, resolve_numeric_order, weekday_of
from notes_lsp.talks.model import CalendarDate, Day, Notes

_LONGEST_LINE = 2000
_LONGEST_NAME = 60


def hover_of_date(notes: Notes, offset: int) -> Hover | None:
    """The card of the date that holds ``offset``; None where it would only repeat what is written."""
    document = notes.document
    line = document.lines.line_at(offset)
    start, end = document.lines.starts[line], document.lines.ends[line]
    if end - start > _LONGEST_LINE:
        return None
    text = document.text[start:end]
    for mention in find_dates(text):
        if mention.start <= offset - start < mention.end:
            hidden = any(isinstance(block, CodeBlock | Comment | Html) for block in document.blocks_at(offset))
            card = None if hidden else _card_of(notes, mention, text[mention.start : mention.end])
            return Hover(start + mention.start, start + mention.end, card) if card is not None else None
    return None


def _card_of(notes: Notes, mention: DateMention, written: str) -> Card | None:
    if mention.is_range:
        return None
    mention = _with_order(notes, mention)
    if mention.order == "ambiguous":
        return _card_of_two_readings(notes, mention)
    day = _day_meant(notes, mention)
    date = day.date if day is not None and day.date is not None else _with_year(notes, mention.date)
    title = full_date(date, mention.weekday)
    facts = [_within_conference(notes, day) if day is not None else "", _origin_of_year(notes, mention, day)]
    if day is not None and day.talks:
        facts.append(count(len(day.talks), "talk"))
    said = tuple((fact,) for fact in facts if fact)
    if not title and day is not None and said:
        title = cut(day.label, _LONGEST_NAME)
    adds_nothing = not said and (date.year is None or _letters(title) == _letters(written))
    return None if not title or adds_nothing else Card(title, said)


def _with_order(notes: Notes, mention: DateMention) -> DateMention:
    """``mention`` with the month told from the day, where the days of the notes tell."""
    if mention.order != "ambiguous" or mention.other is None:
        return mention
    text = notes.document.text
    labels = [found for day in notes.days for found in find_dates(text[day.label_start : day.label_end])]
    resolved = resolve_numeric_order([*labels, mention])[-1]
    return resolved if resolved.order != "ambiguous" else mention


def _card_of_two_readings(notes: Notes, mention: DateMention) -> Card | None:
    if mention.other is None:
        return None
    readings = [full_date(_with_year(notes, date), mention.weekday) for date in (mention.date, mention.other)]
    return Card(" or ".join(readings)) if all(readings) else None


def _with_year(notes: Notes, date: CalendarDate) -> CalendarDate:
    if date.year is not None:
        return date
    return replace(date, year=_year_of(notes))


def _year_of(notes: Notes) -> int | None:
    """The year of the conference; the only one that its days give where its name has none."""
    if notes.conference is not None and notes.conference.year is not None:
        return notes.conference.year
    years = {day.date.year for day in notes.days if day.date is not None and day.date.year is not None}
    return years.pop() if len(years) == 1 else None


def _day_meant(notes: Notes, mention: DateMention) -> Day | None:
    """The day of the conference that is meant: of that date, or the only one of that weekday."""
    date = mention.date
    if date.month is not None:
        dated = _with_year(notes, date)
        return next((day for day in notes.days if day.date == dated and dated.day is not None), None)
    if mention.weekday is None:
        return None
    days = [day for day in notes.days if _weekday_of_day(day) == mention.weekday]
    if date.day is not None:
        days = [day for day in days if day.date is not None and day.date.day == date.day]
    same = {day.date.iso if day.date is not None else day.label for day in days}
    return days[0] if len(same) == 1 else None


def _weekday_of_day(day: Day) -> int | None:
    real = weekday_of(day.date) if day.date is not None else None
    return real if real is not None else day.weekday


def _within_conference(notes: Notes, day: Day) -> str:
    place = place_of_day(notes, day)
    name = with_year(cut(notes.conference.name, _LONGEST_NAME), notes.conference.year) if notes.conference else ""
    return f"{place} of {name}" if place and name and " of " not in place else " · ".join(filter(None, (place, name)))


def _origin_of_year(notes: Notes, mention: DateMention, day: Day | None) -> str:
    """Where a year comes from that is not written at the date."""
    if day is not None or mention.date.year is not None or notes.conference is None or notes.conference.year is None:
        return ""
    return f"the year of {cut(notes.conference.name, _LONGEST_NAME)}"


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
