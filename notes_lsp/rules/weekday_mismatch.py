"""Weekdays that do not fit their date."""

from collections.abc import Iterator

from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.talks.dates import weekday_of
from notes_lsp.talks.model import Notes

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the days whose weekday is not that of their date. Where the year is unknown, nobody can tell."""
    for day in notes.days:
        if day.date is None or day.weekday is None:
            continue
        real = weekday_of(day.date)
        if real is not None and real != day.weekday:
            message = f"{day.date.iso} is a {_WEEKDAYS[real]}, not a {_WEEKDAYS[day.weekday]}"
            yield Finding(day.label_start, day.label_end, message)


RULE = Rule(
    code="weekday-mismatch",
    severity="warning",
    on=True,
    summary="The weekday of a day does not fit its date.",
    reason="One of the two is wrong, and a year later nothing in the notes says which.",
    bad="# PyCon 2014\n\n## Monday, 22 July 2014\n\n### Testing legacy code\n\n- start with the outermost test\n",
    good="# PyCon 2014\n\n## Tuesday, 22 July 2014\n\n### Testing legacy code\n\n- start with the outermost test\n",
    check=check,
)
