"""The way into this layer: a document gives the notes that it is."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.talks import words
from notes_lsp.talks.conference import conference_of
from notes_lsp.talks.contents import Contents, contents_of
from notes_lsp.talks.dates import find_dates, resolve_numeric_order
from notes_lsp.talks.details import read_details
from notes_lsp.talks.entries import Entry
from notes_lsp.talks.facts import Facts, find_facts, locate
from notes_lsp.talks.file_names import day_of_name
from notes_lsp.talks.many_talks import notes_of_many, with_year
from notes_lsp.talks.marks import Outline, Structure
from notes_lsp.talks.model import Conference, Day, Fact, Notes, Speaker, Talk, TalkDetails
from notes_lsp.talks.names import split_names
from notes_lsp.talks.structure import find_structure


def understand(document: Document, path: str = "") -> Notes:
    """Find the conference, the days and the talks of ``document``.

    ``path`` is the name of its file, as far as that is known; it helps to tell the notes of one talk
    from those of many, and may give the day. Never raises; the same document and path give the same notes.
    """
    outline = Outline(document)
    structure = find_structure(outline, path)
    conference = conference_of(document, structure.marks, outline.fields, structure.single_talk)
    contents = cache(lambda: contents_of(document))
    if not document.first_blocks(1):
        notes = Notes(document, conference, (), (), single_talk=False)
    elif structure.single_talk:
        notes = _single(outline, structure, conference, contents)
    else:
        notes = notes_of_many(outline, structure, conference, contents)
    return notes if notes.days or not path else replace(notes, name_day=day_of_name(path))


def _single(
    outline: Outline,
    structure: Structure,
    conference: Conference | None,
    contents: Callable[[], Contents],
) -> Notes:
    document, fields = outline.document, outline.fields
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
    full = with_year(mentions[0].date, year)
    return Day(0, len(document.text), date.text, date.start, date.end, full, mentions[0].weekday, None, (talk,))
