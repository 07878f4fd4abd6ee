"""Headings that gather talks, and bold lines that are the titles of talks."""

from collections.abc import Sequence

from notes_lsp.talks import words
from notes_lsp.talks.entries import Entry
from notes_lsp.talks.marks import Mark, Outline, of_title, title_time


def children_of(entries: Sequence[Entry], place: int) -> list[Entry]:
    """The entries below ``entries[place]``: those that follow at deeper levels."""
    found = []
    for entry in entries[place + 1 :]:
        if entry.level <= entries[place].level:
            break
        found.append(entry)
    return found


def is_below_group(marks: list[Mark], entry: Entry) -> bool:
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


def talk_or_group(outline: Outline, entries: Sequence[Entry], place: int, bolds: Sequence[Entry]) -> Mark:
    """The mark of ``entries[place]``, which stands where talks stand."""
    entry = entries[place]
    if outline.is_stop(entry) and title_time(entry) is None:
        return Mark(entry, "other")
    if of_title(entry, words.is_group) and gathers_talks(outline, entries, place, bolds):
        return Mark(entry, "group")
    return Mark(entry, "talk")


def gathers_talks(outline: Outline, entries: Sequence[Entry], place: int, bolds: Sequence[Entry]) -> bool:
    """Whether talks stand below a title that could name a group."""
    below = children_of(entries, place)
    if below:
        nearest = min(child.level for child in below)
        direct = [child for child in below if child.level == nearest]
        plain = [c for c in direct if not outline.is_stop(c) and not words.is_group(c.title)]
        talkish = [c for c in plain if outline.has_evidence(c) or not words.is_section(c.title)]
        return len(talkish) * 2 > len(direct)
    end = entries[place + 1].start if place + 1 < len(entries) else len(outline.document.text)
    inner = [bold for bold in bolds if entries[place].start < bold.start < end]
    if inner and len(bold_series(outline, bolds)) >= 3:
        return True
    # A session that was only noted by its name: no talk, if its siblings of the same kind are groups.
    text_below = outline.document.text[entries[place].end : end].strip()
    return not text_below and words.folded_title(entries[place].title).startswith(("session", "track", "speaker"))


def bold_series(outline: Outline, bolds: Sequence[Entry]) -> list[Entry]:
    """Bold lines that are the titles of talks: at least three, most with a letter or number or with a speaker below."""
    bolds = [bold for bold in bolds if not outline.is_stop(bold)]
    if len(bolds) < 3:
        return []
    evident = [bold for bold in bolds if outline.has_evidence(bold)]
    return list(bolds) if len(evident) * 2 > len(bolds) and len(evident) >= 3 else []


def with_bold_talks(outline: Outline, marks: list[Mark], bolds: Sequence[Entry]) -> list[Mark]:
    """Take bold lines as talks where the headings above them are only groups."""
    series = bold_series(outline, bolds)
    headings = [mark for mark in marks if mark.role == "talk"]
    groups = [mark for mark in marks if mark.role == "group"]
    if not series or headings and len(groups) < len(headings):
        return marks
    others = [mark.entry.start for mark in marks if mark.role == "other"]
    talks = [Mark(bold, "talk") for bold in series if not any(start < bold.start for start in others)]
    if len(talks) < 3:
        return marks
    return sorted([*[mark for mark in marks if mark.role != "talk"], *talks], key=lambda mark: mark.entry.start)
