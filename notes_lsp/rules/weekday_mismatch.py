"""Weekdays that do not fit their date."""

from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.rules.weekday_names import other_weekday
from notes_lsp.talks.dates import find_dates, weekday_of
from notes_lsp.talks.model import Day, Notes

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the days whose weekday is not that of their date. Where the year is unknown, nobody can tell."""
    for day in notes.days:
        if day.date is None or day.weekday is None:
            continue
        real = weekday_of(day.date)
        if real is not None and real != day.weekday:
            message = f"{day.date.iso} is a {_WEEKDAYS[real]}, not a {_WEEKDAYS[day.weekday]}"
            yield Finding(day.label_start, day.label_end, message, _fix(notes.document.text, day, real))


def _fix(text: str, day: Day, weekday: int) -> Fix | None:
    """Write the weekday that the date has. It may as well be the date that is wrong, so this is not safe."""
    label = text[day.label_start : day.label_end]
    mentions = [mention for mention in find_dates(label) if mention.weekday == day.weekday]
    if len(mentions) != 1 or mentions[0].weekday_start < 0:
        return None
    start, end = mentions[0].weekday_start, mentions[0].weekday_end
    name = other_weekday(label[start:end], weekday)
    if name is None:
        return None
    edit = Edit(day.label_start + start, day.label_start + end, name)
    return Fix(f'Write "{name}"', (edit,), safe=False)


RULE = Rule(
    code="weekday-mismatch",
    severity="warning",
    on=True,
    summary="The weekday of a day does not fit its date.",
    reason="One of the two is wrong, and a year later nothing in the notes says which.",
    bad="# PyCon 2014\n\n## Monday, 22 July 2014\n\n### Testing legacy code\n\n- start with the outermost test\n",
    good="# PyCon 2014\n\n## Tuesday, 22 July 2014\n\n### Testing legacy code\n\n- start with the outermost test\n",
    check=check,
    fixes="unsafe",
)
