"""What an editor shows between the letters of notes: the weekday and the year of a date, the length of a talk.

Only what the notes leave out and what is certain: dates are those of the days and of the date lines in the head of a
file, never figures in running text, and nothing is shown where the text says it already.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from notes_lsp.features.talk_times import DAY, hours_and_minutes, length_of
from notes_lsp.features.wording import WEEKDAYS, clock
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Field
from notes_lsp.talks import words
from notes_lsp.talks.date_mention import DateMention, weekday_of
from notes_lsp.talks.dates import find_dates, resolve_numeric_order
from notes_lsp.talks.model import CalendarDate, Day, Notes, TimeRange

HintKind = Literal["weekday", "year", "length"]

_LONGEST_TIME = 48  # what is longer is the line in which the time stands, with marks in between
_LENGTH = re.compile(
    r"(?<![\w.,:])(?:(?P<hours>\d{1,2})\s?(?:h|hrs?|hours?|std\.?|stunden?|heures?|horas?|ore)(?![a-z])\s?(?P<rest>\d{1,2})?"
    r"|(?P<minutes>\d{1,3})(?:\s?(?:m|min\.?|mins|minutes?|minuten|minutos|minuti)(?![a-z])|\s?['′]))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class InlayHint:
    """A few letters that an editor shows at ``offset``, behind what they belong to; ``tooltip`` is a sentence."""

    kind: HintKind
    offset: int
    label: str
    tooltip: str


def inlay_hints(notes: Notes, start: int, end: int, kinds: Collection[str]) -> tuple[InlayHint, ...]:
    """The hints of those ``kinds`` from offset ``start`` to ``end``, in the order of the text.

    Costs by what lies in the range (LSP 3.17, ``textDocument/inlayHint``).
    """
    found: list[InlayHint] = []
    if "weekday" in kinds or "year" in kinds:
        found += [hint for hint in _hints_of_dates(notes, start, end) if hint.kind in kinds]
    if "length" in kinds:
        found += _hints_of_talks(notes, start, end)
    within = (hint for hint in found if start <= hint.offset <= end)
    # Of one date first the year, then the weekday, as they would be written; sorting leaves that order.
    return tuple(sorted(within, key=lambda hint: hint.offset))


def _hints_of_dates(notes: Notes, start: int, end: int) -> Iterator[InlayHint]:
    @cache
    def resolved_dates() -> dict[int, DateMention]:
        return _resolved_dates(notes)

    document = notes.document
    for day in notes.days:
        if day.label_start > end or day.label_end < start:
            continue
        mention = _only_date(document.text[day.label_start : day.label_end])
        if mention is not None and mention.order == "ambiguous":
            mention = resolved_dates().get(day.label_start)
        if mention is not None:
            yield from _hints_of_day(document, day, mention)
    days = {day.label_start for day in notes.days}
    for field in document.blocks_between(start, end):
        if isinstance(field, Field) and field.name in words.DATE_KEYS and field.value_start not in days:
            mention = _only_date(document.text[field.value_start : field.value_end])
            if mention is not None and mention.order != "ambiguous":
                yield from _weekday_hint(document, mention, mention.date, field.value_start)


def _only_date(text: str) -> DateMention | None:
    """The one day that ``text`` gives; None where there are several, which may be from and to."""
    mentions = find_dates(text)
    return mentions[0] if len(mentions) == 1 and mentions[0].is_day else None


def _resolved_dates(notes: Notes) -> dict[int, DateMention]:
    """The dates of all days, which together may tell the day from the month, by the start of their label."""
    text = notes.document.text
    labels = [(day.label_start, _only_date(text[day.label_start : day.label_end])) for day in notes.days]
    dated = [(place, mention) for place, mention in labels if mention is not None]
    resolved = resolve_numeric_order(mention for _, mention in dated)
    return {place: mention for (place, _), mention in zip(dated, resolved, strict=True) if mention.order != "ambiguous"}


def _hints_of_day(document: Document, day: Day, mention: DateMention) -> Iterator[InlayHint]:
    date = day.date
    if date is None or date.iso is None or (date.month, date.day) != (mention.date.month, mention.date.day):
        return
    place = day.label_start + _end_of_figures(mention)
    if mention.date.year is None and str(date.year) not in _line_around(document, place):
        yield InlayHint("year", place, str(date.year), f"The notes say elsewhere that this was in {date.year}")
    yield from _weekday_hint(document, mention, date, day.label_start)


def _weekday_hint(document: Document, mention: DateMention, date: CalendarDate, text_start: int) -> Iterator[InlayHint]:
    """The weekday of ``date``, unless its line names one; the mention counts from ``text_start``."""
    weekday = weekday_of(date)
    place = text_start + mention.end
    if weekday is None or any(other.weekday is not None for other in find_dates(_line_around(document, place))):
        return
    yield InlayHint("weekday", place, WEEKDAYS[weekday][:3], f"{date.iso} is a {WEEKDAYS[weekday]}")


def _line_around(document: Document, offset: int) -> str:
    line = document.lines.line_at(offset)
    return document.text[document.lines.starts[line] : document.lines.ends[line]]


def _end_of_figures(mention: DateMention) -> int:
    """Where the day and the month end, before a weekday that stands behind them."""
    if mention.weekday_start < mention.day_start:
        return mention.end
    day_end = mention.day_end + len(mention.ordinal or "")
    # The dot that closes `22.07.` is in front of a year.
    return max(day_end, mention.month_end) + (mention.separator == ".")


def _hints_of_talks(notes: Notes, start: int, end: int) -> Iterator[InlayHint]:
    for talk in notes.talks_between(start, end + 1):
        time = talk.time
        if time is None:
            continue
        minutes = length_of(time)
        if minutes is None or time.end - time.start > _LONGEST_TIME or _says_length(notes.document, time, minutes):
            continue
        tooltip = f"From {clock(time.begin)} to {clock((time.begin + minutes) % DAY)}"
        yield InlayHint("length", time.end, hours_and_minutes(minutes), tooltip)


def _says_length(document: Document, time: TimeRange, minutes: int) -> bool:
    """Whether the line of the time gives the length as well: ``10:00–10:45 (45 min)``."""
    line = document.lines.line_at(time.end)
    before = document.text[document.lines.starts[line] : time.start]
    after = document.text[time.end : document.lines.ends[line]]
    return any(
        int(written["hours"] or 0) * 60 + int(written["rest"] or written["minutes"] or 0) == minutes
        for text in (before, after)
        for written in _LENGTH.finditer(text)
    )
