"""Which of the entries of a document are days, groups and talks, and whether it is the notes of one talk.

Levels are relative: what counts is which entry stands below which, what repeats, and what the
lines below a title say. Words decide only where a whole title is one of a few (``Keynotes``, ``Lunch``).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notes_lsp.syntax import nodes
from notes_lsp.talks import words
from notes_lsp.talks.bullets import find_bullet_talks
from notes_lsp.talks.dates import find_dates
from notes_lsp.talks.day_labels import DayLabel, find_trailing_day, parse_day_label
from notes_lsp.talks.entries import Entry, find_bold_lines, find_headings, find_lines_before, find_lone_lines
from notes_lsp.talks.facts import Facts, find_facts
from notes_lsp.talks.tables import find_table_talks
from notes_lsp.talks.titles import TitleParts, split_time, split_title

Role = Literal["conference", "day", "group", "talk", "other"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry with its role. ``day`` is what a day's mark says; "other" ends the talk or day above it."""

    entry: Entry
    role: Role
    day: DayLabel | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """The marks of a document, in order; ``single_talk`` says that all of it is one talk."""

    marks: tuple[Mark, ...]
    single_talk: bool


# A heading that begins with a time is a talk's: no day is looked for in it.
_BEGINS_WITH_TIME = re.compile(r"\d{1,2}(?::\d\d|h\d\d)\b")


class Outline:
    """The entries of one document with what is known of each; what is costly is found once."""

    def __init__(self, document: nodes.Document) -> None:
        self.document = document
        self.entries = find_headings(document)
        self.plain_lines = document.dialect == "plaintext" and not self.entries
        if self.plain_lines:
            self.entries = find_lone_lines(document)
        self.bolds = find_bold_lines(document, self.entries)
        self.repeated = {title for title, count in Counter(_key(e.title) for e in self.entries).items() if count > 2}
        self._facts: dict[int, Facts] = {}
        self._parts: dict[int, TitleParts] = {}
        self._place = {entry.start: place for place, entry in enumerate(self.entries)}

    def facts(self, entry: Entry) -> Facts:
        """What the lines below ``entry`` say."""
        if entry.start not in self._facts:
            self._facts[entry.start] = find_facts(self.document, entry.index, self._end_of_facts(entry))
        return self._facts[entry.start]

    def _end_of_facts(self, entry: Entry) -> int:
        """Where the next entry begins. The speaker's line may be a heading, too, then marked much smaller."""
        place = self._place.get(entry.start)
        if place is None:
            return next((later.start for later in self.bolds if later.start > entry.start), len(self.document.text))
        after = self.entries[place + 1 : place + 3]
        if after and after[0].level >= entry.level + 4 and after[0].index == entry.index + 1:
            after = after[1:]
        return after[0].start if after else len(self.document.text)

    def place(self, entry: Entry) -> int:
        """The place of a heading among the entries."""
        return self._place[entry.start]

    def parts(self, entry: Entry) -> TitleParts:
        """The title of ``entry`` taken apart."""
        if entry.start not in self._parts:
            raw = self.document.text[entry.text_start : entry.text_end]
            self._parts[entry.start] = split_title(entry.title, raw)
        return self._parts[entry.start]

    def has_evidence(self, entry: Entry) -> bool:
        """Whether something about ``entry`` says that it is a talk: speakers, a time, a letter, an address."""
        parts = self.parts(entry)
        if parts.time is not None or parts.names or (parts.enumerated and parts.title[:1].isalpha()):
            return True
        facts = self.facts(entry)
        return bool(facts.speakers) or facts.time is not None or facts.address or self.is_link(entry)

    def is_link(self, entry: Entry) -> bool:
        """Whether the title as a whole is a link to somewhere else, as to the talk's page."""
        raw = self.document.text[entry.text_start : entry.text_end]
        return raw.startswith("[") and "](http" in raw

    def is_stop(self, entry: Entry) -> bool:
        """Whether ``entry`` is neither a talk nor a group: a break, leftovers, a text that repeats."""
        return words.is_no_talk(entry.title) or not entry.title or _key(entry.title) in self.repeated


def _key(title: str) -> str:
    return title.casefold().rstrip(" ⭐☆★*.!:0123456789")


def find_structure(outline: Outline, path: str) -> Structure:
    """Give every entry of ``outline`` its role."""
    document = outline.document
    fields = {block.name: block for block in document.blocks[:40] if isinstance(block, nodes.Field)}
    title_field = _talk_title_field(document, fields)
    if title_field is not None:
        return Structure((Mark(title_field, "talk"),), True)
    labels = _find_days(outline)
    if labels:
        return Structure(tuple(_with_days(outline, labels)), False)
    structure = _without_days(outline, fields, path)
    if len(structure.marks) < 2 and structure.single_talk:
        structure = _listed_talks(outline, structure, path)
    day = _day_of_title_field(document, fields)
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


def _day_of_title_field(document: nodes.Document, fields: dict[str, nodes.Field]) -> Mark | None:
    """The day that the title in a file's head carries: ``title: "PyCon 2022 - Day 1"``."""
    field = fields.get("title")
    if field is None or field.value_start == field.value_end:
        return None
    title = document.text[field.value_start : field.value_end].strip()
    label = find_trailing_day(title) or parse_day_label(title)
    if label is None:
        return None
    index = document.blocks.index(field)
    return Mark(
        Entry(index, field.start, field.end, field.value_start, field.value_end, 0, title, "field"), "day", label
    )


def _talk_title_field(document: nodes.Document, fields: dict[str, nodes.Field]) -> Entry | None:
    """The title in a file's head that also names a speaker: the head of the notes of one talk."""
    field = next((fields[key] for key in ("title", "talk", "titre", "titel") if key in fields), None)
    if field is None or field.value_start == field.value_end:
        return None
    speaks = any(key in words.SPEAKER_KEYS and key not in ("author", "authors", "by", "who") for key in fields)
    if not speaks:
        return None
    index = document.blocks.index(field)
    title = document.text[field.value_start : field.value_end].strip()
    return Entry(index, field.start, field.end, field.value_start, field.value_end, 1, title, "field")


# --- days -----------------------------------------------------------------------------------------------------


def _find_days(outline: Outline) -> dict[int, DayLabel]:
    """The entries that name a day, by their start."""
    labels: dict[int, DayLabel] = {}
    for entry in [*outline.entries, *outline.bolds]:
        label = None if _BEGINS_WITH_TIME.match(entry.title) else parse_day_label(entry.title)
        if label is not None:
            labels[entry.start] = label
    lowest = min((entry.level for entry in outline.entries), default=0)
    for entry in outline.entries:
        if entry.level == lowest and entry.start not in labels and not outline.plain_lines:
            label = find_trailing_day(entry.title)
            if label is not None and not words.is_group(entry.title[label.rest_start : label.rest_end]):
                labels[entry.start] = label
    return labels


def _with_days(outline: Outline, labels: dict[int, DayLabel]) -> list[Mark]:
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
    timed = [entry for entry in inside if split_time(entry.title)[0] is not None]
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
        series = _bold_series(outline, bolds)
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
        if closed or entry.level > talk_level and not _is_below_group(marks, entry):
            continue
        marks.append(_talk_or_group(outline, inside, place, bolds))
    return _with_bold_talks(outline, marks, bolds)


def _role_beside_days(outline: Outline, inside: Sequence[Entry], place: int, talk_level: int) -> Role:
    """The role of a heading that stands at the level of days and is none: notes of someone else, or leftovers."""
    entry = inside[place]
    if outline.is_stop(entry):
        return "other"
    below = _children(inside, place)
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


# --- groups and bold lines ------------------------------------------------------------------------------------


def _children(entries: Sequence[Entry], place: int) -> list[Entry]:
    """The entries below ``entries[place]``: those that follow at deeper levels."""
    found = []
    for entry in entries[place + 1 :]:
        if entry.level <= entries[place].level:
            break
        found.append(entry)
    return found


def _is_below_group(marks: list[Mark], entry: Entry) -> bool:
    """Whether ``entry`` is the child of a group: a talk one level further down than elsewhere."""
    for mark in reversed(marks):
        if mark.role == "group":
            inner = [
                m.entry.level for m in marks if m.entry.start > mark.entry.start and m.entry.level > mark.entry.level
            ]
            return entry.level > mark.entry.level and entry.level <= min(inner, default=entry.level)
        if mark.entry.level < entry.level and mark.role != "talk" or mark.role == "day":
            return False
        if mark.role == "talk" and mark.entry.level < entry.level:
            return False
    return False


def _talk_or_group(outline: Outline, entries: Sequence[Entry], place: int, bolds: Sequence[Entry]) -> Mark:
    entry = entries[place]
    if outline.is_stop(entry) and split_time(entry.title)[0] is None:
        return Mark(entry, "other")
    if words.is_group(entry.title) and _gathers_talks(outline, entries, place, bolds):
        return Mark(entry, "group")
    return Mark(entry, "talk")


def _gathers_talks(outline: Outline, entries: Sequence[Entry], place: int, bolds: Sequence[Entry]) -> bool:
    """Whether talks stand below a title that could name a group."""
    below = _children(entries, place)
    if below:
        nearest = min(child.level for child in below)
        direct = [child for child in below if child.level == nearest]
        plain = [c for c in direct if not outline.is_stop(c) and not words.is_group(c.title)]
        talkish = [c for c in plain if outline.has_evidence(c) or not words.is_section(c.title)]
        return len(talkish) * 2 > len(direct)
    end = entries[place + 1].start if place + 1 < len(entries) else len(outline.document.text)
    inner = [bold for bold in bolds if entries[place].start < bold.start < end]
    if inner and len(_bold_series(outline, bolds)) >= 3:
        return True
    # A session that was only noted by its name: no talk, if its siblings of the same kind are groups.
    text_below = outline.document.text[entries[place].end : end].strip()
    return not text_below and words.folded_title(entries[place].title).startswith(("session", "track", "speaker"))


def _bold_series(outline: Outline, bolds: Sequence[Entry]) -> list[Entry]:
    """Bold lines that are the titles of talks: at least three, most with a letter or number or with a speaker below."""
    bolds = [bold for bold in bolds if not outline.is_stop(bold)]
    if len(bolds) < 3:
        return []
    evident = [bold for bold in bolds if outline.has_evidence(bold)]
    return list(bolds) if len(evident) * 2 > len(bolds) and len(evident) >= 3 else []


def _with_bold_talks(outline: Outline, marks: list[Mark], bolds: Sequence[Entry]) -> list[Mark]:
    """Take bold lines as talks where the headings above them are only groups."""
    series = _bold_series(outline, bolds)
    headings = [mark for mark in marks if mark.role == "talk"]
    groups = [mark for mark in marks if mark.role == "group"]
    if not series or headings and len(groups) < len(headings):
        return marks
    others = [mark.entry.start for mark in marks if mark.role == "other"]
    talks = [Mark(bold, "talk") for bold in series if not any(start < bold.start for start in others)]
    if len(talks) < 3:
        return marks
    return sorted([*[mark for mark in marks if mark.role != "talk"], *talks], key=lambda mark: mark.entry.start)


# --- no days --------------------------------------------------------------------------------------------------


def _without_days(outline: Outline, fields: dict[str, nodes.Field], path: str) -> Structure:
    entries = outline.entries
    if not entries or outline.plain_lines:
        return _without_headings(outline)
    root = entries[0] if all(entry.level > entries[0].level for entry in entries[1:]) else None
    if root is None:
        return _without_root(outline, path)
    series = _bold_series(outline, outline.bolds)
    if len(entries) == 1 and not series:
        return _lone_title(outline, root)
    if len(entries) > 1 and _is_one_talk(outline, root, fields) and not _is_enumerated(outline, series):
        return Structure((Mark(root, "talk"),), True)
    return Structure((Mark(root, _role_of_root(outline, root)), *_talks_of_level(outline, entries[1:])), False)


def _role_of_root(outline: Outline, root: Entry) -> Role:
    """The role of a heading above all talks: what they are of, a group, or a talk noted one level too high."""
    if words.is_group(root.title):
        return "group"
    blocks = outline.document.blocks[root.index + 1 : root.index + 2]
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


def _is_one_talk(outline: Outline, root: Entry, fields: dict[str, nodes.Field]) -> bool:
    """Whether a title over all the others is that of a talk, and they are its parts."""
    facts, parts = outline.facts(root), outline.parts(root)
    if words.is_group(root.title) or words.folded_title(root.title).startswith(("lightning", "keynotes")):
        return False
    nearest = min(entry.level for entry in outline.entries[1:])
    below = [entry for entry in outline.entries[1:] if entry.level == nearest and not words.is_no_talk(entry.title)]
    one = 1
    one += 4 if any(key in words.SPEAKER_KEYS for key in fields) else 0
    one += 3 if facts.certain else 2 if facts.speakers else 0
    one += 2 if parts.names else 0
    groups = [
        e for e in below if words.is_group(e.title) and _gathers_talks(outline, outline.entries, outline.place(e), ())
    ]
    sections = sum(
        (words.is_section(entry.title) or _key(entry.title) in outline.repeated) and entry not in groups
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
    if _key(first.title) and _key(first.title) in path.casefold().replace("\\", "/").rsplit("/", 1)[-1]:
        return True
    sections = sum(words.is_section(e.title) or words.is_no_talk(e.title) for e in rest)
    evident = sum(outline.has_evidence(entry) for entry in rest)
    if outline.facts(first).speakers and not evident and len(rest) <= 12:
        return True
    return sections * 2 > len(rest) and not evident


def _is_conference_beside(outline: Outline, entries: Sequence[Entry], top: Sequence[Entry]) -> bool:
    """Whether talks stand below the first heading, and only leftovers beside it."""
    return bool(_children(entries, 0)) and all(
        outline.is_stop(entry) or words.is_group(entry.title) for entry in top[1:]
    )


def _talks_of_level(outline: Outline, entries: Sequence[Entry]) -> list[Mark]:
    """Talks and groups among ``entries`` of a file without days."""
    bolds = [bold for bold in outline.bolds if not entries or bold.start > entries[0].start or len(entries) == 0]
    if not entries:
        return [Mark(bold, "talk") for bold in _bold_series(outline, outline.bolds)]
    lowest = min(entry.level for entry in entries)
    marks: list[Mark] = []
    open_group: Entry | None = None
    inner_level = 0
    for place, entry in enumerate(entries):
        if entry.level == lowest:
            mark = _talk_or_group(outline, entries, place, bolds)
            marks.append(mark)
            open_group = entry if mark.role == "group" else None
            inner_level = min((child.level for child in _children(entries, place)), default=0)
        elif open_group is not None and entry.level == inner_level:
            marks.append(_talk_or_group(outline, entries, place, bolds))
    marks = _without_strangers_among_groups(outline, marks, lowest)
    return _with_bold_talks(outline, marks, bolds) if outline.bolds else marks


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
    series = _bold_series(outline, outline.bolds)
    if series:
        return Structure(tuple(Mark(bold, "talk") for bold in series), False)
    if outline.plain_lines and len(outline.entries) >= 3:
        headed = [entry for entry in outline.entries if _list_follows(document, entry)]
        if len(headed) >= 3 and len(headed) * 2 >= len(outline.entries):
            rest: list[Mark] = [Mark(entry, "talk") for entry in headed]
            head = outline.entries[0]
            if head not in headed and words.is_event(head.title):
                rest.insert(0, Mark(head, "conference"))
            return Structure(tuple(rest), False)
    talks = find_bullet_talks(document, [(0, len(document.text))])
    if len(talks) >= 3:
        return Structure(tuple(Mark(talk, "talk") for talk in talks), False)
    return Structure((), True)


def _list_follows(document: nodes.Document, entry: Entry) -> bool:
    following = document.blocks[entry.index + 1 : entry.index + 2]
    return bool(following) and isinstance(following[0], nodes.ListItem | nodes.CodeBlock)
