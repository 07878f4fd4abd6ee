"""Days that are out of order, or there twice."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from notes_lsp.rules.base import Finding, Related, Rule, Surroundings
from notes_lsp.talks.model import Day, Notes

_Key = tuple[int, ...]


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report a day that comes before the one above it, and one whose label was there already."""
    seen: dict[str, Day] = {}
    for day in notes.days:
        # All of its line: the morning and the afternoon of a day are two labels of one date.
        line = notes.document.lines.line_at(day.label_start)
        written = notes.document.text[notes.document.lines.starts[line] : notes.document.lines.ends[line]]
        label = " ".join(written.casefold().split())
        first = seen.setdefault(label, day)
        if first is not day:
            related = (Related(first.label_start, first.label_end, "it was here first"),)
            yield Finding(day.label_start, day.label_end, f'the day "{day.label}" is here a second time', None, related)
    if not _newest_first(notes.days):
        yield from _out_of_order(notes.days)


def _out_of_order(days: Sequence[Day]) -> Iterator[Finding]:
    for above, day in pairwise(days):
        earlier, later = _comparable(above, day)
        if earlier is not None and later is not None and later < earlier:
            related = (Related(above.label_start, above.label_end, "the day above"),)
            message = f'"{day.label}" comes after "{above.label}" here, and before it in time'
            yield Finding(day.label_start, day.label_end, message, None, related)


def _comparable(first: Day, second: Day) -> tuple[_Key | None, _Key | None]:
    """Keys by which the two can be put in order; None where what they say can't be compared."""
    one, two = _date_key(first), _date_key(second)
    if one is not None and two is not None and len(one) == len(two):
        return one, two
    if first.number is not None and second.number is not None:
        return (first.number,), (second.number,)
    return None, None


def _date_key(day: Day) -> _Key | None:
    date = day.date
    if date is None or date.month is None or date.day is None:
        return None
    return (date.month, date.day) if date.year is None else (date.year, date.month, date.day)


def _newest_first(days: Sequence[Day]) -> bool:
    """Whether all the days run backwards, as some people keep their notes."""
    pairs = [_comparable(above, below) for above, below in pairwise(days)]
    return len(pairs) > 1 and all(one is not None and two is not None and two < one for one, two in pairs)


RULE = Rule(
    code="day-order",
    severity="warning",
    on=True,
    summary="A day is out of order, or its heading is there twice.",
    reason=(
        "Most often a heading was copied and its number or date was left as it was; the talks below it then belong "
        "to the wrong day."
    ),
    bad="# PyCon\n\n## Day 1\n\n### Testing legacy code\n\n- a\n\n## Day 1\n\n### Search from the bottom up\n\n- b\n",
    good="# PyCon\n\n## Day 1\n\n### Testing legacy code\n\n- a\n\n## Day 2\n\n### Search from the bottom up\n\n- b\n",
    check=check,
)
