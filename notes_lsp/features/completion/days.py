"""Completion of the next day of a conference, in the style of the day before.

Days come from the notes and never from a clock.
"""

import re
from bisect import bisect_left

from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.next_day import next_label
from notes_lsp.features.completion.place import Place
from notes_lsp.syntax.nodes import Heading
from notes_lsp.talks.model import Day

_ONLY_MARKER = re.compile(r"(#+|\*+)[ \t]*\Z")
_MARKER = re.compile(r"(#+|\*+)[ \t]")
_CLOSING = re.compile(r"[*_)\]]*")


def complete_day(place: Place) -> list[CompletionItem]:
    """The day after the one above: on a blank line, or behind the signs that headings of days have, too."""
    typed = place.before.strip(" \t")
    if place.after.strip() or typed and _ONLY_MARKER.match(place.before) is None:
        return []
    days = place.notes.days
    index = bisect_left(days, place.line_start, key=lambda day: day.label_start) - 1
    if index < 0 or place.notes.single_talk:
        return []
    written = _day_after(place, days[index], typed)
    if written is None:
        return []
    label, lines = written
    text = place.document.text
    if any(text[day.label_start : day.label_end].casefold() == label.casefold() for day in days):
        return []
    return [
        CompletionItem(
            label=label,
            kind="day",
            detail="next day",
            start=place.line_start,
            end=place.line_end,
            text=place.line_break.join(lines),
            filter_text=lines[0] or label,
        )
    ]


def _day_after(place: Place, day: Day, typed: str) -> tuple[str, list[str]] | None:
    """The label of the day after ``day``, and the lines that begin it."""
    document = place.document
    text, lines = document.text, document.lines
    line = lines.line_at(day.label_start)
    start, end = lines.starts[line], lines.ends[line]
    if day.label_end > end:
        return None
    before = text[start : day.label_start]
    marker = _MARKER.match(before)
    if typed and (marker is None or marker[1] != typed):
        return None
    labels = [text[other.label_start : other.label_end] for other in place.notes.days]
    label = next_label(text[day.label_start : day.label_end], day, labels)
    if label is None:
        return None
    closing = _CLOSING.match(text, day.label_end, end)
    title = before.removesuffix("[") + label + (closing[0] if closing is not None and "[" not in before else "")
    over, under = _adornment(place, day, line)
    adorned = [over[:1] * max(len(title), len(over)), title, under[:1] * max(len(title), len(under))]
    written = [part for part in adorned if part]
    if marker is None and _stands_below_text(place):
        written.insert(0, "")
    return label, written


def _adornment(place: Place, day: Day, line: int) -> tuple[str, str]:
    """The lines of signs over and under a day's label in ``line``."""
    lines, text = place.document.lines, place.document.text
    first = max(line - 1, 0)
    for block in place.document.blocks_between(lines.starts[first], day.label_end + 1):
        is_adorned = isinstance(block, Heading) and block.style in ("setext", "adornment")
        if is_adorned and block.start <= day.label_start < block.end and line + 1 < len(lines):
            over = text[lines.starts[first] : lines.ends[first]].strip() if block.start < lines.starts[line] else ""
            return over, text[lines.starts[line + 1] : lines.ends[line + 1]].strip()
    return "", ""


def _stands_below_text(place: Place) -> bool:
    lines, text = place.document.lines, place.document.text
    line = lines.line_at(place.line_start)
    return line > 0 and bool(text[lines.starts[line - 1] : lines.ends[line - 1]].strip())
