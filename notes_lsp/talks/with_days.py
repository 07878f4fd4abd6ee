"""Notes that name their days: which entries are days, and where the talks of the days stand."""

import re
from collections import Counter
from collections.abc import Sequence

from notes_lsp.talks import words
from notes_lsp.talks.bullets import find_bullet_talks
from notes_lsp.talks.dates import find_dates
from notes_lsp.talks.day_labels import DayLabel, find_trailing_day, parse_day_label
from notes_lsp.talks.entries import Entry, find_lines_before
from notes_lsp.talks.groups import bold_series, children_of, is_below_group, talk_or_group, with_bold_talks
from notes_lsp.talks.marks import Mark, Outline, Role, of_title, title_time

# A heading that begins with a time is a talk's: no day is looked for in it.
_BEGINS_WITH_TIME = re.compile(r"\d{1,2}(?::\d\d|h\d\d)\b")


def find_days(outline: Outline) -> dict[int, DayLabel]:
    """The entries that name a day, by their start."""
    labels: dict[int, DayLabel] = {}
    for entry in [*outline.entries, *outline.bolds]:
        label = None if _BEGINS_WITH_TIME.match(entry.title) else of_title(entry, parse_day_label)
        if label is not None:
            labels[entry.start] = label
    lowest = min((entry.level for entry in outline.entries), default=0)
    for entry in outline.entries:
        if entry.level == lowest and entry.start not in labels and not outline.plain_lines:
            label = of_title(entry, find_trailing_day)
            if label is not None and not words.is_group(entry.title[label.rest_start : label.rest_end]):
                labels[entry.start] = label
    return labels


def marks_with_days(outline: Outline, labels: dict[int, DayLabel]) -> list[Mark]:
    """The marks of notes whose days are at the starts that ``labels`` holds."""
    days = [entry for entry in [*outline.entries, *outline.bolds] if entry.start in labels]
    days.sort(key=lambda entry: entry.start)
    bold_days = {entry.start for entry in outline.bolds}
    others = [entry for entry in outline.entries if entry.start not in labels]
    marks = [Mark(entry, "day", labels[entry.start]) for entry in days]
    first = days[0].start
    before = [entry for entry in others if entry.start < first]
    inside = [entry for entry in others if entry.start > first]
    if outline.plain_lines:
        marks.extend(_conference_lines(outline, first))
    elif before:
        marks.append(Mark(before[0], "conference"))
        before = before[1:]
    if all(entry.start in bold_days for entry in days):
        level_of_day = days[0].level - 1
    else:
        level_of_day = Counter(entry.level for entry in days if entry.start not in bold_days).most_common(1)[0][0]
    talk_level = _talk_level(outline, days, inside, level_of_day)
    marks.extend(_talks_in_days(outline, days, inside, level_of_day, talk_level))
    if talk_level is not None and not outline.plain_lines:
        marks.extend(Mark(entry, "talk") for entry in _talks_before_days(outline, before, talk_level, level_of_day))
    marks.sort(key=lambda mark: mark.entry.start)
    if not any(mark.role == "talk" for mark in marks):
        marks = _bullet_talks_of_days(outline, marks)
    return marks


def _conference_lines(outline: Outline, end: int) -> list[Mark]:
    """The line above the first day that names the event: the last one that reads like it, or the only one."""
    above = [entry for entry in find_lines_before(outline.document, end) if 0 < len(entry.title) <= 100]
    named = [entry for entry in above if words.is_event(entry.title) and not find_dates(entry.title)]
    chosen = named[-1:] or (above if len(above) == 1 else [])
    return [Mark(entry, "conference") for entry in chosen]


def _talk_level(outline: Outline, days: Sequence[Entry], inside: Sequence[Entry], level_of_day: int) -> int | None:
    """The level at which the talks of the days stand; None where no heading is left for them."""
    if not inside:
        return None
    if outline.plain_lines:
        return level_of_day
    timed = [entry for entry in inside if title_time(entry) is not None]
    if len(timed) >= 3:
        level = Counter(entry.level for entry in timed).most_common(1)[0][0]
        return max(level, level_of_day)
    if _talks_share_level_of_days(outline, days, inside, level_of_day):
        return level_of_day
    deeper = [entry.level for entry in inside if entry.level > level_of_day]
    return min(deeper, default=level_of_day)


def _talks_share_level_of_days(
    outline: Outline, days: Sequence[Entry], inside: Sequence[Entry], level_of_day: int
) -> bool:
    """Whether days are followed at once by headings of their own level, which are then their talks."""
    following = []
    for day in days:
        after = next((entry for entry in inside if entry.start > day.start), None)
        if after is not None:
            following.append(after.level <= level_of_day and not outline.is_stop(after))
    same = [entry for entry in inside if entry.level <= level_of_day and not outline.is_stop(entry)]
    return bool(following) and sum(following) * 2 > len(following) and len(same) >= len(days)


def _talks_in_days(
    outline: Outline, days: Sequence[Entry], inside: Sequence[Entry], level_of_day: int, talk_level: int | None
) -> list[Mark]:
    bolds = [entry for entry in outline.bolds if entry.start > days[0].start and entry not in days]
    if talk_level is None:
        series = bold_series(outline, bolds)
        if not series and all(day.kind == "bold" for day in days):
            series = [bold for bold in bolds if not outline.is_stop(bold)]
        return [Mark(entry, "talk") for entry in series]
    marks = []
    position = 0
    day_levels = {day.start: day.level for day in days}
    starts = sorted(day_levels)
    closed = False
    for place, entry in enumerate(inside):
        while position < len(starts) and starts[position] < entry.start:
            closed = False
            position += 1
        day_level = day_levels[starts[position - 1]]
        if entry.level <= min(level_of_day, day_level) and talk_level > level_of_day:
            if outline.parts(entry).enumerated and not outline.is_stop(entry):
                marks.append(Mark(entry, "talk"))
            else:
                # Something else at the level of the days; what is below it belongs to no day, unless talks do.
                role = _role_beside_days(outline, inside, place, talk_level)
                closed = role == "other"
                marks.append(Mark(entry, role))
            continue
        if closed or entry.level > talk_level and not is_below_group(marks, entry):
            continue
        marks.append(talk_or_group(outline, inside, place, bolds))
    return with_bold_talks(outline, marks, bolds)


def _role_beside_days(outline: Outline, inside: Sequence[Entry], place: int, talk_level: int) -> Role:
    """The role of a heading that stands at the level of days and is none: notes of someone else, or leftovers."""
    entry = inside[place]
    if outline.is_stop(entry):
        return "other"
    below = children_of(inside, place)
    at_talk_level = [child for child in below if child.level == talk_level and not outline.is_stop(child)]
    evident = sum(outline.has_evidence(child) for child in at_talk_level)
    if at_talk_level and (words.is_group(entry.title) or entry.title.casefold().endswith(("notes", "talks"))):
        return "group"
    return "group" if evident * 2 >= len(at_talk_level) > 0 else "other"


def _talks_before_days(outline: Outline, before: Sequence[Entry], talk_level: int, level_of_day: int) -> list[Entry]:
    """Talks above the first day's heading: at the level of talks, and under no other heading."""
    found = []
    under_other = False
    for entry in before:
        if entry.level <= level_of_day and talk_level > level_of_day:
            under_other = True
        elif under_other or entry.level != talk_level or outline.is_stop(entry):
            continue
        elif outline.has_evidence(entry) or not words.is_section(entry.title):
            found.append(entry)
    return found


def _bullet_talks_of_days(outline: Outline, marks: list[Mark]) -> list[Mark]:
    days = [mark for mark in marks if mark.role == "day"]
    ends = [mark.entry.start for mark in days[1:]] + [len(outline.document.text)]
    spans = [(day.entry.end, end) for day, end in zip(days, ends, strict=True)]
    talks = [Mark(entry, "talk") for entry in find_bullet_talks(outline.document, spans)]
    return sorted([*marks, *talks], key=lambda mark: mark.entry.start)
