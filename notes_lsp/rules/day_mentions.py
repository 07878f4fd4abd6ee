"""The dates that the labels of days give, for the rules about dates."""

from collections.abc import Iterator
from functools import lru_cache

from notes_lsp.talks.date_mention import DateMention
from notes_lsp.talks.dates import find_dates
from notes_lsp.talks.model import Day, Notes


@lru_cache(maxsize=1024)  # several rules ask about each day, again after each edit
def _dates_in(label: str) -> tuple[DateMention, ...]:
    return tuple(find_dates(label))


def day_mentions(notes: Notes) -> Iterator[tuple[Day, int, DateMention]]:
    """Each day with the date in its label, and the offset from which the spans of that date count."""
    for day in notes.days:
        for mention in _dates_in(notes.document.text[day.label_start : day.label_end]):
            yield day, day.label_start, mention
