"""How a file writes the headings of its days, talks and sections, and how to write one more."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Dialect, Heading, HeadingStyle
from notes_lsp.talks.model import Notes

HeadingRole = Literal["day", "talk", "section"]

_DEEPEST = 6  # CommonMark 0.31, section 4.2
_MOST_LOOKED_AT = 100
_LONGEST_HEADING = 1000
_MARKS: dict[Dialect, str] = {"plaintext": "=-~", "rst": "=-~^\"'+*"}


@dataclass(frozen=True, slots=True)
class Style:
    """A way to write a heading; ``marker`` and ``style`` are those of `Heading`, ``level`` is 1 for the outermost."""

    style: HeadingStyle
    marker: str
    level: int


def heading_at(document: Document, offset: int) -> Heading | None:
    """The heading that holds ``offset``."""
    for block in reversed(document.blocks_between(max(offset - _LONGEST_HEADING, 0), offset + 1)):
        if isinstance(block, Heading) and block.start <= offset <= block.end:
            return block
    return None


def style_for(notes: Notes, role: HeadingRole, offset: int) -> Style:
    """The style in which the file would write the heading of a day, a talk or a section at ``offset``."""
    if role == "section":
        return _style_of_level(notes.document, _level_of_talk(notes, offset) + 1)
    days = _common_style(notes.document, (day.label_start for day in notes.days))
    talks = _common_style(notes.document, (talk.heading_start for talk in notes.all_talks if talk.heading))
    if role == "day":
        return days or _style_of_level(notes.document, _level_of_days(notes, talks))
    if talks is not None:
        return talks
    level = days.level if days is not None else _level_of_days(notes, None) - (0 if notes.days else 1)
    return _style_of_level(notes.document, level + 1)


def write_heading(style: Style, title: str, line_end: str) -> str:
    """``title`` (one line, without marks) as a heading."""
    if style.style == "org":
        return f"{'*' * style.level} {title}"
    if style.style in ("atx", "atx-no-space"):
        return f"{'#' * style.level} {title}"
    line = style.marker[:1] * max(3, _width(title))
    over = line + line_end if len(style.marker) > 1 else ""
    return f"{over}{title}{line_end}{line}"


def _common_style(document: Document, offsets: Iterable[int]) -> Style | None:
    """The style that most headings at the first of ``offsets`` have; None where none is at a heading."""
    found: Counter[Style] = Counter()
    for _, offset in zip(range(_MOST_LOOKED_AT), offsets, strict=False):
        heading = heading_at(document, offset)
        if heading is not None:
            found[_style_of(heading)] += 1
    return found.most_common(1)[0][0] if found else None


def _style_of(heading: Heading) -> Style:
    return Style("atx" if heading.style == "atx-no-space" else heading.style, heading.marker, heading.level)


def _level_of_talk(notes: Notes, offset: int) -> int:
    """The level of the talk that holds ``offset``, or that it would have."""
    talk = notes.talk_at(offset)
    own = heading_at(notes.document, talk.heading_start) if talk is not None and talk.heading else None
    if own is not None and own.start < offset:
        return own.level
    return 1 if notes.single_talk else style_for(notes, "talk", offset).level


def _level_of_days(notes: Notes, talks: Style | None) -> int:
    """The level for days of which none is a heading: above the talks, else below the conference."""
    if talks is not None and talks.level > 1:
        return talks.level - 1
    conference = notes.conference
    above = heading_at(notes.document, conference.name_start) if conference is not None else None
    if above is not None:
        return above.level + 1
    return 2 if notes.document.dialect == "markdown" else 1


def _style_of_level(document: Document, level: int) -> Style:
    """The style of the headings of a level; one that fits the others where there is none yet."""
    level = min(max(level, 1), _DEEPEST)
    used: dict[str, Style] = {}
    for block in document.blocks:
        if isinstance(block, Heading):
            if block.level == level:
                return _style_of(block)
            used.setdefault(block.marker, _style_of(block))
    if document.dialect == "org":
        return Style("org", "*" * level, level)
    if document.dialect == "markdown":
        underlined = level <= 2 and used and all(style.style == "setext" for style in used.values())
        marker = "=-"[level - 1] if underlined else "#" * level
        return Style("setext" if underlined else "atx", marker, level)
    marks = _MARKS[document.dialect]
    mark = next((mark for mark in marks if mark not in used), marks[-1])
    return Style("adornment" if document.dialect == "rst" else "setext", mark, len(used) + 1)


def _width(title: str) -> int:
    """The columns that ``title`` takes: docutils wants an underline as wide, with wide letters counted twice."""
    if title.isascii():
        return len(title)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in title
    )
