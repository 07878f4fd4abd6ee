"""Which of the entries of a document are days, groups and talks, and whether it is the notes of one talk.

Levels are relative: what counts is which entry stands below which, what repeats, and what the
lines below a title say. Words decide only where a whole title is one of a few (``Keynotes``, ``Lunch``).
"""

from notes_lsp.syntax import nodes
from notes_lsp.talks import words
from notes_lsp.talks.day_labels import find_trailing_day, parse_day_label
from notes_lsp.talks.entries import Entry, find_lines_before
from notes_lsp.talks.marks import BLOCKS_OF_HEAD, Mark, Outline, Structure
from notes_lsp.talks.tables import find_table_talks
from notes_lsp.talks.with_days import find_days, marks_with_days
from notes_lsp.talks.without_days import structure_without_days


def find_structure(outline: Outline, path: str) -> Structure:
    """Give every entry of ``outline`` its role."""
    title_field = _talk_title_field(outline)
    if title_field is not None:
        return Structure((Mark(title_field, "talk"),), True)
    labels = find_days(outline)
    if labels:
        return Structure(tuple(marks_with_days(outline, labels)), False)
    structure = structure_without_days(outline, path)
    if len(structure.marks) < 2 and structure.single_talk:
        structure = _listed_talks(outline, structure, path)
    day = _day_of_title_field(outline)
    if day is None:
        return structure
    talks = [mark for mark in structure.marks if mark.role != "conference"]
    return Structure((day, *talks), False) if talks else structure


def _listed_talks(outline: Outline, structure: Structure, path: str) -> Structure:
    """Talks that are the rows of a table or, in a file of lightning talks, its lines; else ``structure`` as it is."""
    document = outline.document
    talks = find_table_talks(document)
    if not talks and not structure.marks and "lightning" in path.casefold():
        talks = [entry for entry in find_lines_before(document, len(document.text)) if entry.title]
    if len(talks) < 3 or structure.marks and outline.facts(structure.marks[0].entry).speakers:
        return structure
    head = [Mark(mark.entry, "conference") for mark in structure.marks]
    return Structure((*head, *[Mark(talk, "talk") for talk in talks]), False)


def _day_of_title_field(outline: Outline) -> Mark | None:
    """The day that the title in a file's head carries: ``title: "PyCon 2022 - Day 1"``."""
    field = outline.fields.get("title")
    if field is None or field.value_start == field.value_end:
        return None
    if any(entry.start < field.start for entry in outline.entries[:1]):
        return None  # in Org it may stand anywhere; the day would begin below its first talk
    title = outline.document.text[field.value_start : field.value_end].strip()
    label = find_trailing_day(title) or parse_day_label(title)
    if label is None:
        return None
    return Mark(_entry_of_field(outline, field, 0, title), "day", label)


def _talk_title_field(outline: Outline) -> Entry | None:
    """The title in a file's head that also names a speaker: the head of the notes of one talk."""
    fields = outline.fields
    field = next((fields[key] for key in ("title", "talk", "titre", "titel") if key in fields), None)
    if field is None or field.value_start == field.value_end:
        return None
    speaks = any(key in words.SPEAKER_KEYS and key not in ("author", "authors", "by", "who") for key in fields)
    if not speaks:
        return None
    title = outline.document.text[field.value_start : field.value_end].strip()
    return _entry_of_field(outline, field, 1, title)


def _entry_of_field(outline: Outline, field: nodes.Field, level: int, title: str) -> Entry:
    index = outline.document.first_blocks(BLOCKS_OF_HEAD).index(field)
    return Entry(index, field.start, field.end, field.value_start, field.value_end, level, title, "field")
