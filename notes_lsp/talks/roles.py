"""The way into this layer: a document gives the notes that it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.talks import words
from notes_lsp.talks.bullets import names_of_rest
from notes_lsp.talks.conference import conference_of
from notes_lsp.talks.contents import Contents, contents_of
from notes_lsp.talks.date_mention import DateMention
from notes_lsp.talks.dates import find_dates, resolve_numeric_order
from notes_lsp.talks.day_labels import DayLabel
from notes_lsp.talks.entries import Entry
from notes_lsp.talks.facts import Facts, find_facts, locate
from notes_lsp.talks.file_names import day_of_name
from notes_lsp.talks.marks import Mark, Outline, Structure
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
    TimeRange,
)
from notes_lsp.talks.names import split_names
from notes_lsp.talks.structure import find_structure
from notes_lsp.talks.tables import cell_below
from notes_lsp.talks.times import key_time
from notes_lsp.talks.titles import TitleParts


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

    def read_details() -> TalkDetails:
        inside = contents().between(0, len(document.text))
        details = _details(outline, entry, facts, inside, untitled=not structure.marks)
        return _with_fields(document, details, fields)

    heading = entry.title if structure.marks else ""
    talk = Talk(0, len(document.text), heading, entry.text_start, entry.text_end, None, read_details)
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
            talks.append(_talk(outline, entry, entry.start, _trim(document, end), contents, trusted, group))
        else:
            group = None
    days = _dated(document, open_days, conference)
    return Notes(document, conference, days, tuple(loose), False)


def _trim(document: Document, end: int) -> int:
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
    end = _trim(document, end)

    def read_details() -> TalkDetails:
        return _details(outline, entry, Facts(), contents().between(first.start, end), untitled=True)

    return Talk(first.start, end, "", first.start, first.text_end, None, read_details)


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
    return Day(entry.start, _trim(document, day.end), whole, start, end, date, weekday, label.number, tuple(day.talks))


def _with_year(date: CalendarDate, year: int | None) -> CalendarDate | None:
    """``date`` with the year of the conference where it has none; None where it says nothing at all."""
    if date.month is None and date.day is None:
        return None
    return date if date.year is not None or year is None else replace(date, year=year)


# --- a talk ---------------------------------------------------------------------------------------------------


def _trusted_sides(outline: Outline, marks: Sequence[Mark]) -> frozenset[str]:
    """The sides of a dash on which this file has its speakers: one where most dashes have a name there."""
    sides = [outline.parts(mark.entry).side for mark in marks if mark.role == "talk"]
    dashes = sum(" - " in mark.entry.title or " – " in mark.entry.title for mark in marks if mark.role == "talk")
    return frozenset(side for side in ("left", "right") if sides.count(side) * 4 >= dashes or dashes <= 2)


def _talk(
    outline: Outline,
    entry: Entry,
    start: int,
    end: int,
    contents: Callable[[], Contents],
    trusted: Callable[[], frozenset[str]],
    group: Group | None,
) -> Talk:
    end = max(end, entry.end)

    def read_details() -> TalkDetails:
        inside = contents().between(start, end)
        return _details(outline, entry, outline.facts(entry), inside, trusted=trusted())

    return Talk(start, end, entry.title, entry.text_start, entry.text_end, group, read_details)


def _details(
    outline: Outline,
    entry: Entry,
    facts: Facts,
    inside: Contents,
    *,
    untitled: bool = False,
    trusted: frozenset[str] = frozenset(("left", "right")),
) -> TalkDetails:
    document, parts = outline.document, outline.parts(entry)
    title: str | None = parts.title
    speakers = facts.speakers
    if parts.names and (parts.side in trusted or parts.side == "sure") and entry.kind != "item":
        named = tuple(Speaker(*locate(document, entry.text_start, entry.text_end, n), n) for n in parts.names)
        speakers = speakers if facts.certain else named
    elif parts.side in ("left", "right"):
        title = entry.title if parts.time is None else entry.title[parts.time.separator_end :].strip() or entry.title
    if entry.kind == "item" and not untitled:
        speakers = _item_speakers(document, entry)
    time = _heading_time(document, entry, parts) or facts.time
    block = document.blocks[entry.index] if entry.kind == "row" else None
    if isinstance(block, nodes.TableRow):
        speakers, time = _row_facts(document, block)
    title_start, title_end = locate(document, entry.text_start, entry.text_end, title or entry.title)
    return TalkDetails(
        title=None if untitled else title or entry.title or None,
        title_start=title_start,
        title_end=title_end,
        speakers=speakers,
        time=time,
        room=facts.room,
        sections=inside.sections_below(entry),
        bullets=inside.bullets,
        links=inside.links,
        slides=inside.slides,
        video=inside.video,
        snippets=inside.snippets,
        todos=inside.todos,
    )


def _item_speakers(document: Document, entry: Entry) -> tuple[Speaker, ...]:
    block = document.blocks[entry.index]
    if not isinstance(block, nodes.ListItem):
        return ()
    mark_end = entry.text_end
    text = document.text
    while mark_end < block.text_end and text[mark_end] in "*_]":
        mark_end += 1
    if text.startswith(("(", "["), mark_end):
        closing = text.find(")" if text[mark_end] == "(" else "]", mark_end, block.text_end)
        mark_end = closing + 1 if closing >= 0 else mark_end
    names = names_of_rest(text[mark_end : block.text_end], document.dialect)
    return tuple(Speaker(*locate(document, mark_end, block.text_end, name), name) for name in names)


def _row_facts(document: Document, row: nodes.TableRow) -> tuple[tuple[Speaker, ...], TimeRange | None]:
    """Speakers and time of a talk that is a row of a schedule."""
    speakers: tuple[Speaker, ...] = ()
    who = cell_below(document, row, words.SPEAKER_KEYS)
    if who is not None:
        names = split_names(visible_text(document.text[who[0] : who[1]], document.dialect))
        speakers = tuple(Speaker(*locate(document, *who, name), name) for name in names)
    when = cell_below(document, row, words.TIME_KEYS)
    if when is None:
        return speakers, None
    written = document.text[when[0] : when[1]]
    time = key_time(written)
    if time is None:
        return speakers, None
    return speakers, TimeRange(when[0] + time.start, when[0] + time.end, time.begin, time.finish)


def _heading_time(document: Document, entry: Entry, parts: TitleParts) -> TimeRange | None:
    if parts.time is None:
        return None
    written = entry.title[parts.time.start : parts.time.end]
    start, end = locate(document, entry.text_start, entry.text_end, written)
    return TimeRange(start, end, parts.time.begin, parts.time.finish)
