"""The notes of many talks, in days or without: from the marks of a document to what they say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, Part
from notes_lsp.talks.contents import Contents
from notes_lsp.talks.date_mention import DateMention
from notes_lsp.talks.dates import resolve_numeric_order
from notes_lsp.talks.day_labels import DayLabel
from notes_lsp.talks.details import details_of_parts, read_details
from notes_lsp.talks.entries import Entry
from notes_lsp.talks.facts import Facts, locate
from notes_lsp.talks.marks import Mark, Outline, Structure, is_speakers_line
from notes_lsp.talks.model import CalendarDate, Conference, Day, Group, Notes, Talk, TalkDetails


@dataclass(slots=True)
class _OpenDay:
    mark: Mark
    end: int
    talks: list[Talk]


def notes_of_many(
    outline: Outline, structure: Structure, conference: Conference | None, contents: Callable[[], Contents]
) -> Notes:
    """The notes whose marks are those of ``structure``; ``contents`` gives what the document holds, when asked."""
    document = outline.document
    marks = structure.marks
    ends = [mark.entry.start for mark in marks[1:]] + [len(document.text)]
    trusted = cache(lambda: _trusted_sides(outline, marks))
    parts = _parts_by_start(outline, marks)
    open_days: list[_OpenDay] = []
    loose: list[Talk] = []
    group: Group | None = None
    for place, (mark, end) in enumerate(zip(marks, ends, strict=True)):
        entry = mark.entry
        talks = open_days[-1].talks if open_days else loose
        if mark.role == "day":
            open_days.append(_OpenDay(mark, _end_of_day(marks, place, len(document.text)), []))
            group = None
            untitled = _untitled_talk(outline, entry, end, contents)
            if untitled is not None:
                open_days[-1].talks.append(untitled)
        elif mark.role == "group":
            group_end = _end_of_group(marks, place, len(document.text))
            group = Group(entry.start, group_end, entry.title, entry.text_start, entry.text_end)
        elif mark.role == "talk":
            if group is not None and entry.start >= group.end:
                group = None
            if parts is not None:
                own = document.parts[parts[entry.start] : parts.get(end, len(document.parts))]
                talks.append(_talk_of_parts(document, own, entry, end, group, trusted()))
            else:
                read = _reader_of_talk(outline, entry, end, contents, trusted)
                talks.append(_talk(document, entry, end, group, read))
        else:
            group = None
    days = _dated(document, open_days, conference)
    return Notes(document, conference, days, tuple(loose), False, by_parts=parts is not None)


def _talk(document: Document, entry: Entry, end: int, group: Group | None, read: Callable[[int], TalkDetails]) -> Talk:
    end = max(trimmed(document, end), entry.end)
    return Talk(entry.start, end, entry.title, entry.text_start, entry.text_end, group, read)


def _talk_of_parts(
    document: Document, parts: tuple[Part, ...], entry: Entry, end: int, group: Group | None, trusted: frozenset[str]
) -> Talk:
    """The talk that consists of ``parts``; the one that was made of them before, where nothing has changed."""
    read = details_of_parts(parts, document.dialect, trusted)
    talk: Talk | None = read.derived.get(Talk)
    talk = _talk(document, entry, end, group, read) if talk is None else talk.moved(entry.start - talk.start, group)
    read.derived[Talk] = talk
    return talk


def _parts_by_start(outline: Outline, marks: Sequence[Mark]) -> Mapping[int, int] | None:
    """The index of the part that begins at an offset; None where days, groups and talks are no whole parts.

    Nor are they where what is said of a talk does not stand in its own parts.
    """
    document = outline.document
    if len(document.parts) < 2:
        return None
    parts = {start: index for index, start in enumerate(document.part_starts)}
    last_of_talk: Entry | None = None
    for mark in marks:
        entry = mark.entry
        if entry.kind != "heading" or entry.start not in parts:
            return None
        if last_of_talk is not None and is_speakers_line(last_of_talk, entry):
            return None
        last_of_talk = entry if mark.role == "talk" else None
    return parts


def _trusted_sides(outline: Outline, marks: Sequence[Mark]) -> frozenset[str]:
    """The sides of a dash on which this file has its speakers: one where most dashes have a name there."""
    sides = [outline.parts(mark.entry).side for mark in marks if mark.role == "talk"]
    dashes = sum(" - " in mark.entry.title or " – " in mark.entry.title for mark in marks if mark.role == "talk")
    return frozenset(side for side in ("left", "right") if sides.count(side) * 4 >= dashes or dashes <= 2)


def _reader_of_talk(
    outline: Outline,
    entry: Entry,
    end: int,
    contents: Callable[[], Contents],
    trusted: Callable[[], frozenset[str]],
) -> Callable[[int], TalkDetails]:
    def read(_start: int) -> TalkDetails:
        inside = contents().between(entry.start, max(trimmed(outline.document, end), entry.end))
        return read_details(outline, entry, outline.facts(entry), inside, trusted=trusted())

    return read


def trimmed(document: Document, end: int) -> int:
    """``end`` without the blanks before it."""
    while end > 0 and document.text[end - 1] in " \t\r\n":
        end -= 1
    return end


def _end_of_day(marks: Sequence[Mark], place: int, length: int) -> int:
    for mark in marks[place + 1 :]:
        if mark.role == "day" or mark.role == "other" and mark.entry.level <= marks[place].entry.level:
            return mark.entry.start
    return length


def _end_of_group(marks: Sequence[Mark], place: int, length: int) -> int:
    for mark in marks[place + 1 :]:
        if mark.role in ("day", "group") or mark.entry.level <= marks[place].entry.level:
            return mark.entry.start
    return length


def _untitled_talk(outline: Outline, day: Entry, end: int, contents: Callable[[], Contents]) -> Talk | None:
    """The talk whose title was lost: in plain text, bullets that follow a day's line at once."""
    if day.kind != "line":
        return None
    document = outline.document
    items = [block for block in document.blocks[day.index + 1 :][:1] if isinstance(block, nodes.ListItem)]
    if not items or items[0].start >= end:
        return None
    first = items[0]
    entry = Entry(day.index + 1, first.start, first.end, first.start, first.text_end, 3, "", "item")
    end = trimmed(document, end)

    def read(_start: int) -> TalkDetails:
        return read_details(outline, entry, Facts(), contents().between(first.start, end), untitled=True)

    return Talk(first.start, end, "", first.start, first.text_end, None, read)


def _dated(document: Document, open_days: list[_OpenDay], conference: Conference | None) -> tuple[Day, ...]:
    labels = [day.mark.day for day in open_days]
    mentions = [label.mention for label in labels if label is not None and label.mention is not None]
    resolved = iter(resolve_numeric_order(mentions))
    year = conference.year if conference is not None else None
    years = {mention.date.year for mention in mentions if mention.date.year is not None}
    if year is None and len(years) == 1:
        year = next(iter(years))
    found = []
    for day in open_days:
        label = day.mark.day
        if label is None:  # a day's mark always has its label
            continue
        mention = next(resolved) if label.mention is not None else None
        found.append(_day(document, day, label, mention, year))
    return tuple(found)


def _day(document: Document, day: _OpenDay, label: DayLabel, mention: DateMention | None, year: int | None) -> Day:
    entry = day.mark.entry
    text = entry.title[label.label_start : label.label_end]
    start, end = locate(document, entry.text_start, entry.text_end, text)
    date = with_year(mention.date, year) if mention is not None else None
    weekday = mention.weekday if mention is not None else None
    whole = entry.title if label.rest_start == label.rest_end else text
    return Day(
        entry.start, trimmed(document, day.end), whole, start, end, date, weekday, label.number, tuple(day.talks)
    )


def with_year(date: CalendarDate, year: int | None) -> CalendarDate | None:
    """``date`` with the year of the conference where it has none; None where it says nothing at all."""
    if date.month is None and date.day is None:
        return None
    return date if date.year is not None or year is None else replace(date, year=year)
