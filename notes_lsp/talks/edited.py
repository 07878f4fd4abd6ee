"""Notes after an edit: understood again as far as the edit calls for it.

Which heading is a day, a group or a talk is decided by all headings together and the lines right below them
(`notes_lsp.talks.structure`). An edit elsewhere leaves these decisions as they are, and only moves what stands behind
it. `understand_edited` gives what `notes_lsp.talks.roles.understand` gives, always.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from notes_lsp.syntax.document import Document
from notes_lsp.talks.details import DetailsOfParts, details_of_parts
from notes_lsp.talks.many_talks import trimmed
from notes_lsp.talks.marks import is_speakers_line, outline_of_part
from notes_lsp.talks.model import Day, Group, Notes, Talk
from notes_lsp.talks.roles import understand


def understand_edited(before: Notes, document: Document, path: str = "") -> Notes:
    """What ``document`` means, of which ``before`` was an earlier version, read from the same ``path``."""
    if not before.by_parts or len(before.document.parts) != len(document.parts):
        return understand(document, path)
    first, last = _changed_parts(before.document, document)
    if first >= last and len(before.document.text) == len(document.text):
        return replace(before, document=document)
    if first == 0 or not all(_has_same_shape(before.document, document, part) for part in range(first - 1, last)):
        return understand(document, path)
    above, below = outline_of_part(document, first - 1).entries, outline_of_part(document, first).entries
    if above and below and not document.parts[first - 1].blocks[above[-1].index + 1 :]:
        title = replace(above[-1], index=below[0].index - 1)
        if is_speakers_line(title, below[0]):
            return understand(document, path)
    return _moved(before, document, first, last)


def _changed_parts(before: Document, after: Document) -> tuple[int, int]:
    """The parts that differ: from one index up to another, not included."""
    old, new = before.parts, after.parts
    first, last = 0, len(old)
    while first < last and old[first] is new[first]:
        first += 1
    while last > first and old[last - 1] is new[last - 1]:
        last -= 1
    return first, last


def _has_same_shape(before: Document, after: Document, part: int) -> bool:
    old, new = outline_of_part(before, part), outline_of_part(after, part)
    return old is new and not old.bolds or not old.bolds and not new.bolds and old.shape == new.shape


def _moved(before: Notes, document: Document, first: int, last: int) -> Notes:
    """``before``, in whose parts from ``first`` up to ``last`` nothing has changed but what talks hold."""
    old_starts, new_starts = before.document.part_starts, document.part_starts
    new_stops = [*new_starts, len(document.text)]
    changed_from = old_starts[first]
    changed_to = [*old_starts, len(before.document.text)][last]
    grown = len(document.text) - len(before.document.text)
    groups: dict[int, Group] = {}

    def place(offset: int) -> int:
        """Where the part that begins at ``offset``, or behind the blanks there, begins now."""
        return new_stops[bisect_left(old_starts, offset)]

    def moved_talk(talk: Talk) -> Talk:
        group = None if talk.group is None else _moved_group(talk.group, place, groups)
        if talk.end <= changed_from:
            return talk.moved(0, group)
        if talk.start >= changed_to:
            return talk.moved(grown, group)
        index, stop = bisect_left(old_starts, talk.start), bisect_left(old_starts, talk.end)
        start = new_starts[index]
        entry_end = start + outline_of_part(document, index).entries[0].end
        end = max(trimmed(document, new_stops[stop]), entry_end)
        assert isinstance(talk.read_details, DetailsOfParts)  # noqa: S101 -- so are all where talks are parts
        read = details_of_parts(document.parts[index:stop], document.dialect, talk.read_details.trusted)
        by = start - talk.start
        return Talk(start, end, talk.heading, talk.heading_start + by, talk.heading_end + by, group, read)

    def moved_day(day: Day) -> Day:
        # Talks may stand behind what closes their day.
        talks = tuple([moved_talk(talk) for talk in day.talks])
        if day.end <= changed_from:
            return replace(day, talks=talks)
        start = place(day.start)
        by = start - day.start
        return replace(
            day,
            start=start,
            end=day.end + grown if day.start >= changed_to else trimmed(document, place(day.end)),
            label_start=day.label_start + by,
            label_end=day.label_end + by,
            talks=talks,
        )

    conference = before.conference
    if conference is not None and conference.name_start >= changed_from:
        part = before.document.part_at(conference.name_start)
        by = new_starts[part] - old_starts[part]
        conference = replace(conference, name_start=conference.name_start + by, name_end=conference.name_end + by)
    days = tuple([moved_day(day) for day in before.days])
    talks = tuple([moved_talk(talk) for talk in before.talks])
    return replace(before, document=document, conference=conference, days=days, talks=talks)


def _moved_group(group: Group, place: Callable[[int], int], groups: dict[int, Group]) -> Group:
    """The group of a talk where it stands now; all talks of a group have the same one."""
    if group.start not in groups:
        start = place(group.start)
        by = start - group.start
        moved = Group(start, place(group.end), group.title, group.title_start + by, group.title_end + by)
        groups[group.start] = group if moved == group else moved
    return groups[group.start]
