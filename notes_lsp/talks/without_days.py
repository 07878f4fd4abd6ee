"""Notes that name no day: those of one talk, and those of many."""

from collections.abc import Sequence

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.talks import words
from notes_lsp.talks.bullets import find_bullet_talks
from notes_lsp.talks.entries import Entry, is_right_above_list
from notes_lsp.talks.groups import bold_series, children_of, gathers_talks, talk_or_group, with_bold_talks
from notes_lsp.talks.marks import Mark, Outline, Role, Structure, repeat_key


def structure_without_days(outline: Outline, path: str) -> Structure:
    """The structure of notes without days."""
    entries = outline.entries
    if not entries or outline.plain_lines:
        return _without_headings(outline)
    root = entries[0] if all(entry.level > entries[0].level for entry in entries[1:]) else None
    if root is None:
        return _without_root(outline, path)
    series = bold_series(outline, outline.bolds)
    if len(entries) == 1 and not series:
        return _lone_title(outline, root)
    if len(entries) > 1 and _is_one_talk(outline, root) and not _is_enumerated(outline, series):
        return Structure((Mark(root, "talk"),), True)
    return Structure((Mark(root, _role_of_root(outline, root)), *_talks_of_level(outline, entries[1:])), False)


def _role_of_root(outline: Outline, root: Entry) -> Role:
    """The role of a heading above all talks: what they are of, a group, or a talk noted one level too high."""
    if words.is_group(root.title):
        return "group"
    blocks = outline.document.first_blocks(root.index + 2)[root.index + 1 : root.index + 2]
    has_notes = bool(blocks) and isinstance(blocks[0], nodes.ListItem)
    return "talk" if has_notes and not words.is_event(root.title) and root.level > 2 else "conference"


def _lone_title(outline: Outline, root: Entry) -> Structure:
    """A file with one heading: the notes of one talk, unless its bullets are talks."""
    facts = outline.facts(root)
    if not facts.speakers and words.is_event(root.title):
        talks = find_bullet_talks(outline.document, [(root.end, len(outline.document.text))])
        if len(talks) >= 3:
            return Structure((Mark(root, "conference"), *[Mark(talk, "talk") for talk in talks]), False)
    return Structure((Mark(root, "talk"),), True)


def _is_enumerated(outline: Outline, series: Sequence[Entry]) -> bool:
    return len(series) >= 3 and sum(outline.parts(bold).enumerated for bold in series) * 2 > len(series)


def _is_one_talk(outline: Outline, root: Entry) -> bool:
    """Whether a title over all the others is that of a talk, and they are its parts."""
    facts, parts = outline.facts(root), outline.parts(root)
    if words.is_group(root.title) or words.folded_title(root.title).startswith(("lightning", "keynotes")):
        return False
    nearest = min(entry.level for entry in outline.entries[1:])
    below = [entry for entry in outline.entries[1:] if entry.level == nearest and not words.is_no_talk(entry.title)]
    one = 1
    one += 4 if any(key in words.SPEAKER_KEYS for key in outline.fields) else 0
    one += 3 if facts.certain else 2 if facts.speakers else 0
    one += 2 if parts.names else 0
    groups = [
        e for e in below if words.is_group(e.title) and gathers_talks(outline, outline.entries, outline.place(e), ())
    ]
    sections = sum(
        (words.is_section(entry.title) or repeat_key(entry.title) in outline.repeated) and entry not in groups
        for entry in below
    )
    one += 2 if sections * 5 >= 2 * len(below) else 0
    evident = sum(outline.has_evidence(entry) for entry in below)
    many = 2 if words.is_event(root.title) else 0
    many += 3 if len(groups) > 1 else 0
    many += 3 if evident * 2 >= len(below) > 1 else 1 if evident * 4 >= len(below) > 1 else 0
    return one >= many


def _without_root(outline: Outline, path: str) -> Structure:
    entries = outline.entries
    lowest = min(entry.level for entry in entries)
    top = [entry for entry in entries if entry.level == lowest]
    if _is_title_over_sections(outline, entries[0], top, path):
        return Structure((Mark(entries[0], "talk"),), True)
    lone_first = (
        entries[0].level == lowest and words.is_event(entries[0].title) and not outline.facts(entries[0]).speakers
    )
    if lone_first and _is_conference_beside(outline, entries, top):
        return Structure((Mark(entries[0], "conference"), *_talks_of_level(outline, entries[1:])), False)
    return Structure(tuple(_talks_of_level(outline, entries)), False)


def _is_title_over_sections(outline: Outline, first: Entry, top: Sequence[Entry], path: str) -> bool:
    """Whether the first heading is a talk's title although others stand at its level or above."""
    rest = [entry for entry in top if entry.start != first.start]
    if repeat_key(first.title) and repeat_key(first.title) in path.casefold().replace("\\", "/").rsplit("/", 1)[-1]:
        return True
    sections = sum(words.is_section(e.title) or words.is_no_talk(e.title) for e in rest)
    evident = sum(outline.has_evidence(entry) for entry in rest)
    if outline.facts(first).speakers and not evident and len(rest) <= 12:
        return True
    return sections * 2 > len(rest) and not evident


def _is_conference_beside(outline: Outline, entries: Sequence[Entry], top: Sequence[Entry]) -> bool:
    """Whether talks stand below the first heading, and only leftovers beside it."""
    return bool(children_of(entries, 0)) and all(
        outline.is_stop(entry) or words.is_group(entry.title) for entry in top[1:]
    )


def _talks_of_level(outline: Outline, entries: Sequence[Entry]) -> list[Mark]:
    """Talks and groups among ``entries`` of a file without days."""
    bolds = [bold for bold in outline.bolds if not entries or bold.start > entries[0].start or len(entries) == 0]
    if not entries:
        return [Mark(bold, "talk") for bold in bold_series(outline, outline.bolds)]
    lowest = min(entry.level for entry in entries)
    marks: list[Mark] = []
    open_group: Entry | None = None
    inner_level = 0
    for place, entry in enumerate(entries):
        if entry.level == lowest:
            mark = talk_or_group(outline, entries, place, bolds)
            marks.append(mark)
            open_group = entry if mark.role == "group" else None
            inner_level = min((child.level for child in children_of(entries, place)), default=0)
        elif open_group is not None and entry.level == inner_level:
            marks.append(talk_or_group(outline, entries, place, bolds))
    marks = _without_strangers_among_groups(outline, marks, lowest)
    return with_bold_talks(outline, marks, bolds) if outline.bolds else marks


def _without_strangers_among_groups(outline: Outline, marks: list[Mark], level: int) -> list[Mark]:
    """Where most headings of a level gather talks, one beside them that shows no sign of a talk is none."""
    groups = sum(mark.role == "group" for mark in marks if mark.entry.level == level)
    beside = [mark for mark in marks if mark.entry.level == level and mark.role == "talk"]
    strangers = {mark.entry.start for mark in beside if not outline.has_evidence(mark.entry)}
    if groups < 2 or groups <= len(beside):
        return marks
    return [Mark(mark.entry, "other") if mark.entry.start in strangers else mark for mark in marks]


def _without_headings(outline: Outline) -> Structure:
    """Notes without headings: bold titles, lists of talks, or the notes of one talk."""
    document = outline.document
    series = bold_series(outline, outline.bolds)
    if series:
        return Structure(tuple(Mark(bold, "talk") for bold in series), False)
    if outline.plain_lines and len(outline.entries) >= 3:
        headed = [entry for entry in outline.entries if _list_follows(document, entry)]
        if len(headed) >= 3 and len(headed) * 2 >= len(outline.entries) and _are_talks(outline, headed):
            rest: list[Mark] = [Mark(entry, "talk") for entry in headed]
            head = outline.entries[0]
            if head not in headed and words.is_event(head.title):
                rest.insert(0, Mark(head, "conference"))
            return Structure(tuple(rest), False)
    talks = find_bullet_talks(document, [(0, len(document.text))])
    if len(talks) >= 3:
        return Structure(tuple(Mark(talk, "talk") for talk in talks), False)
    return Structure((), True)


def _are_talks(outline: Outline, headed: Sequence[Entry]) -> bool:
    """Whether lines over lists are the titles of talks, and not what one talk was about.

    Where they stand right above their lists, something has to say so: the name of an event above them, or speakers.
    """
    close = [entry for entry in headed if is_right_above_list(outline.document, entry.index)]
    head = outline.entries[0]
    if len(close) * 2 < len(headed) or head not in headed and words.is_event(head.title):
        return True
    return sum(outline.has_evidence(entry) for entry in headed) * 2 > len(headed)


def _list_follows(document: Document, entry: Entry) -> bool:
    following = document.blocks[entry.index + 1 : entry.index + 2]
    return bool(following) and isinstance(following[0], nodes.ListItem | nodes.CodeBlock)
