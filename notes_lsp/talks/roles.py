"""The way into this layer: a document gives the notes that it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.talks import words
from notes_lsp.talks.conference import conference_of
from notes_lsp.talks.contents import Contents, contents_of
from notes_lsp.talks.date_mention import DateMention
from notes_lsp.talks.dates import find_dates, resolve_numeric_order
from notes_lsp.talks.day_labels import DayLabel
from notes_lsp.talks.details import details_of_parts, read_details
from notes_lsp.talks.entries import Entry
from notes_lsp.talks.facts import Facts, find_facts, locate
from notes_lsp.talks.file_names import day_of_name
from notes_lsp.talks.marks import Mark, Outline, Structure, is_speakers_line
from notes_lsp.talks.model import (
    CalendarDate,
    Conference,
    Day,
    Fact,
    Group,
    Notes,
    Speaker,
    Talk,
    TalkDetails,
)
from notes_lsp.talks.names import split_names
from notes_lsp.talks.structure import find_structure


def understand(document: Document, path: str = "") -> Notes:
    """Find the conference, the days and the talks of ``document``.

    ``path`` is the name of its file, as far as that is known; it helps to tell the notes of one talk
    from those of many, and may give the day. Never raises; the same document and path give the same notes.
    """
    outline = Outline(document)
    structure = find_structure(outline, path)
    fields = {block.name: block for block in document.first_blocks(60)[:60] if isinstance(block, nodes.Field)}
    conference = conference_of(document, structure.marks, fields, structure.single_talk)
    contents = cache(lambda: contents_of(document))
    if not document.first_blocks(1):
        notes = Notes(document, conference, (), (), single_talk=False)
    elif structure.single_talk:
        notes = _single(outline, structure, fields, conference, contents)
    else:
        notes = _many(outline, structure, conference, contents)
    return notes if notes.days or not path else replace(notes, name_day=day_of_name(path))


# --- one talk -------------------------------------------------------------------------------------------------


def _single(
    outline: Outline,
    structure: Structure,
    fields: dict[str, nodes.Field],
    conference: Conference | None,
    contents: Callable[[], Contents],
) -> Notes:
    document = outline.document
    entry = structure.marks[0].entry if structure.marks else _first_line(document)
    facts = find_facts(document, entry.index, len(document.text))

    def read(_start: int) -> TalkDetails:
        inside = contents().between(0, len(document.text))
        details = read_details(outline, entry, facts, inside, untitled=not structure.marks)
        return _with_fields(document, details, fields)

    heading = entry.title if structure.marks else ""
    talk = Talk(0, len(document.text), heading, entry.text_start, entry.text_end, None, read)
    day = _day_of_single(document, facts, fields, conference, talk)
    days = (day,) if day is not None else ()
    return Notes(document, conference, days, () if days else (talk,), True)


def _first_line(document: Document) -> Entry:
    """The place of a talk without a title: the first line that holds text."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, nodes.Paragraph | nodes.ListItem | nodes.CodeBlock):
            start = block.start
            line_end = document.lines.ends[document.lines.line_at(start)]
            end = max(min(line_end, block.end), start)
            return Entry(index, start, end, start, end, 1, "", "line")
    return Entry(-1, 0, 0, 0, 0, 1, "", "line")


def _with_fields(document: Document, talk: TalkDetails, fields: dict[str, nodes.Field]) -> TalkDetails:
    """``talk`` with what the head of the file says of it."""
    if talk.speakers and not any(block.name in words.SPEAKER_KEYS for block in fields.values()):
        return talk
    for key, field in fields.items():
        if key in words.SPEAKER_KEYS and key not in ("who", "by") and field.value_start < field.value_end:
            value = visible_text(document.text[field.value_start : field.value_end], document.dialect)
            names = split_names(value)
            speakers = tuple(Speaker(*locate(document, field.value_start, field.value_end, n), n) for n in names)
            return replace(talk, speakers=speakers)
    return talk


def _day_of_single(
    document: Document,
    facts: Facts,
    fields: dict[str, nodes.Field],
    conference: Conference | None,
    talk: Talk,
) -> Day | None:
    """The day that a ``Date:`` line gives. The date of a post is none: a blog's head names no speaker."""
    date = facts.date
    speaks = any(key in words.SPEAKER_KEYS and key not in ("author", "authors") for key in fields)
    if date is None and (speaks or any(key in words.CONFERENCE_KEYS for key in fields)):
        for key, field in fields.items():
            if key in words.DATE_KEYS and field.value_start < field.value_end:
                value = document.text[field.value_start : field.value_end].strip()
                date = Fact(*locate(document, field.value_start, field.value_end, value), value)
                break
    if date is None:
        return None
    mentions = [mention for mention in resolve_numeric_order(find_dates(date.text)) if mention.is_day]
    if not mentions:
        return None
    year = conference.year if conference is not None else None
    full = _with_year(mentions[0].date, year)
    return Day(0, len(document.text), date.text, date.start, date.end, full, mentions[0].weekday, None, (talk,))


# --- many talks -----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _OpenDay:
    mark: Mark
    end: int
    talks: list[Talk]


def _many(
    outline: Outline, structure: Structure, conference: Conference | None, contents: Callable[[], Contents]
) -> Notes:
    document = outline.document
    marks = structure.marks
    ends = [mark.entry.start for mark in marks[1:]] + [len(document.text)]
    trusted = cache(lambda: _trusted_sides(outline, marks))
    by_parts = _are_parts(outline, marks)
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
            stretch = document.part_at(entry.start), document.part_at(end - 1) + 1
            read = (
                details_of_parts(document.parts[slice(*stretch)], document.dialect, trusted())
                if by_parts
                else _reader_of_talk(outline, entry, end, contents, trusted)
            )
            talk_end = max(trimmed(document, end), entry.end)
            talks.append(Talk(entry.start, talk_end, entry.title, entry.text_start, entry.text_end, group, read))
        else:
            group = None
    days = _dated(document, open_days, conference)
    return Notes(document, conference, days, tuple(loose), False, by_parts=by_parts)


def _are_parts(outline: Outline, marks: Sequence[Mark]) -> bool:
    """Whether days, groups and talks are whole parts of the document, and what is said of a talk stands in its own."""
    document = outline.document
    if len(document.parts) < 2:
        return False
    starts = set(document.part_starts)
    last_of_talk: Entry | None = None
    for mark in marks:
        entry = mark.entry
        if entry.kind != "heading" or entry.start not in starts:
            return False
        if last_of_talk is not None and is_speakers_line(last_of_talk, entry):
            return False
        last_of_talk = entry if mark.role == "talk" else None
    return True


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
    end = max(trimmed(outline.document, end), entry.end)

    def read(_start: int) -> TalkDetails:
        inside = contents().between(entry.start, end)
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
    date = _with_year(mention.date, year) if mention is not None else None
    weekday = mention.weekday if mention is not None else None
    whole = entry.title if label.rest_start == label.rest_end else text
    return Day(
        entry.start, trimmed(document, day.end), whole, start, end, date, weekday, label.number, tuple(day.talks)
    )


def _with_year(date: CalendarDate, year: int | None) -> CalendarDate | None:
    """``date`` with the year of the conference where it has none; None where it says nothing at all."""
    if date.month is None and date.day is None:
        return None
    return date if date.year is not None or year is None else replace(date, year=year)
