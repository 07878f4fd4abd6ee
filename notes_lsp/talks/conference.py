"""What the notes are of: the name of the conference, and its year."""

import re
from collections.abc import Sequence

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.talks import words
from notes_lsp.talks.day_labels import find_trailing_day
from notes_lsp.talks.facts import locate
from notes_lsp.talks.marks import Mark
from notes_lsp.talks.model import Conference

# `PyCon 2022 notes`, `Notes from PyCon 2022`, `EuroPython 2017, part 2`: words about the notes are not in the name.
_NOTES_AFTER = re.compile(
    r"\s*[-–—:|,]?\s*(?:\b(?:my|conference|personal|trip|talk|session|quick|raw)\s+)*\b(?:notes?|notizen|notas|appunti|notities|notatki|poznámky|recap|report|summary|takeaways|trip)\b.*$",
    re.IGNORECASE,
)
_NOTES_BEFORE = re.compile(
    r"^(?:(?:my|conference|personal|talk|session)\s+)*(?:notes?|notizen|notas|recap|report|summary|takeaways|impressions)\s+(?:from|of|on|about|for|at|von|de|du|sur|zu[rm]?)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_NOTES_BEFORE_NAME = re.compile(r"^(?:notes?|notizen|recap)\s*[:–—-]?\s+(?=[A-ZÀ-Ý]\w*\s*[A-Z\d])", re.IGNORECASE)
_NOTES_AFTER_CJK = re.compile(r"\s*(?:参加)?(?:メモ|レポート|まとめ|报告|笔记)\s*$")
_PART = re.compile(
    r"\s*[,:(-]?\s*\b(?:part|day|teil|partie|parte)\s+(?:\d+|one|two|three|four|i{1,3}v?)\)?\s*$", re.IGNORECASE
)
_EDGES = " \t,:;|-–—"


def event_name(title: str) -> str:
    """The name of the event in the title of its notes; the whole title where nothing is left."""
    trailing = find_trailing_day(title)
    name = title[trailing.rest_start : trailing.rest_end] if trailing is not None else title
    name = _NOTES_BEFORE_NAME.sub("", _NOTES_BEFORE.sub("", name))
    name = _NOTES_AFTER_CJK.sub("", name)
    name = _PART.sub("", _NOTES_AFTER.sub("", name)).strip(_EDGES)
    return name or title


def conference_of(
    document: Document, marks: Sequence[Mark], fields: dict[str, nodes.Field], single_talk: bool
) -> Conference | None:
    """The conference that a key line, the title above the days, or the title in the file's head names."""
    for key, field in fields.items():
        if key in words.CONFERENCE_KEYS and field.value_start < field.value_end:
            return _named(document, field.value_start, field.value_end, cut=False)
    if single_talk:
        return None
    title = fields.get("title")
    if title is not None and title.value_start < title.value_end:
        named = document.text[title.value_start : title.value_end]
        if words.is_event(named) or not any(mark.role == "conference" for mark in marks):
            return _named(document, title.value_start, title.value_end)
    for mark in marks:
        entry = mark.entry
        if mark.role == "conference" and not words.is_group(entry.title):
            return _named(document, entry.text_start, entry.text_end)
        if mark.role == "day" and mark.day is not None and mark.day.rest_end - mark.day.rest_start > 1:
            rest = entry.title[mark.day.rest_start : mark.day.rest_end]
            if find_trailing_day(entry.title) is not None and not words.is_group(rest):
                return _named(document, entry.text_start, entry.text_end)
        if mark.role != "other":
            return None
    return None


def _named(document: Document, start: int, end: int, *, cut: bool = True) -> Conference:
    title = visible_text(document.text[start:end], document.dialect)
    name = event_name(title) if cut else title
    found = locate(document, start, end, name)
    match = words.YEAR.search(title)
    year = None
    if match is not None:
        digits = next(group for group in match.groups() if group)
        year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return Conference(name, *found, year)
