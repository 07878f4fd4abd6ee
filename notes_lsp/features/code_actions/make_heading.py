"""Making a heading of a line that heads something without being marked as one.

Such lines are bold as a whole, stand alone between blank lines, or lack the space after their number signs. The
heading is written in the style of the days and talks that the file has already.
"""

import re
from dataclasses import dataclass

from notes_lsp.features.code_actions.heading_style import (
    HeadingRole,
    Style,
    heading_at,
    style_for,
    write_heading,
)
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.line_ends import line_end_of
from notes_lsp.syntax.nodes import Heading, Paragraph
from notes_lsp.talks.day_labels import parse_day_label
from notes_lsp.talks.model import Notes
from notes_lsp.talks.titles import split_title
from notes_lsp.talks.words import is_section

_LONGEST_TITLE = 140
_MOST_WORDS = 16
_BOLD = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+?)(?<=\S)\1\s*[:.]?$")
_ORG_BOLD = re.compile(r"\*(?=\S)([^*]+)(?<=\S)\*\s*[:.]?$")
_HASH_TITLE = re.compile(r"#(?=[A-Z])([^#]*\s[^#]*)$")
_KEY = re.compile(r"[^\W\d][\w ()-]{0,24}:(?:\s|$)")
_NO_TITLE_STARTS = ("<", "|", ":", "!", "..", ">", "{", "$", "[^", "@", "(")
_NO_TITLE_ENDS = (".", ":", ";", ",", "…")
_LIST_MARKER = re.compile(r"(?:[-+*]|\d{1,9}[.)])\s")


@dataclass(frozen=True, slots=True)
class HeadingChange:
    """A way to make headings; ``title`` says to an editor's user what happens."""

    title: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """An unmarked title: what stands at ``start:end`` becomes a heading that says ``title``."""

    start: int
    end: int
    title: str
    visible: str
    is_bold: bool


def make_heading(notes: Notes, offset: int, *, only_sure: bool = False) -> tuple[HeadingChange, ...]:
    """What can be made of the line at ``offset``, the likeliest first; nothing for what does not read like a title.

    With ``only_sure``, only of a line that can hardly be anything else.
    """
    document = notes.document
    heading = heading_at(document, offset)
    if heading is not None:
        return _with_space(heading)
    block = _paragraph_at(document, offset)
    if block is None:
        return ()
    titles = _titles(notes)
    is_title = any(place == block.start for _, place in titles)
    line = _unmarked_line(document, block, is_title=is_title)
    if line is None or not (is_title or _heads_something(document, block)):
        return ()
    unmarked = _unmarked_titles(document, titles) if is_title else []
    if document.dialect == "plaintext" and not any(isinstance(each, Heading) for each in document.blocks):
        # One heading would make prose of all the other titles, which are told by standing alone.
        return (_all_at_once(notes, unmarked),) if unmarked else ()
    roles = _roles_of(notes, line, is_title=is_title)
    if only_sure and not (line.is_bold or is_title or roles[0] == "day" or _has_evidence(line)):
        return ()
    changes = [_change(notes, line, role) for role in roles]
    return (*changes, _all_at_once(notes, unmarked)) if len(unmarked) > 1 else tuple(changes)


def _with_space(heading: Heading) -> tuple[HeadingChange, ...]:
    if heading.style != "atx-no-space":
        return ()
    place = heading.start + len(heading.marker)
    return (HeadingChange("Make this line a heading", (Edit(place, place, " "),)),)


# ---------------------------------------------------------------- the line


def _paragraph_at(document: Document, offset: int) -> Paragraph | None:
    """The paragraph, in nothing else, whose first line holds ``offset``."""
    lines = document.lines
    number = lines.line_at(offset)
    start, end = lines.starts[number], lines.ends[number]
    for block in document.blocks_at(max(offset, min(start + 1, end))):
        if block.end > start:
            return block if isinstance(block, Paragraph) and start <= block.start < end else None
    return None


def _unmarked_line(document: Document, block: Paragraph, *, is_title: bool) -> _Line | None:
    """The title that the first line of ``block`` is; None where it is no line of its own, or reads like no title.

    ``is_title`` says that it is known for one.
    """
    lines, text = document.lines, document.text
    number = lines.line_at(block.start)
    start, end = block.start, min(block.end, lines.ends[number])
    below = lines.line_at(block.end) - number
    # In plain text the speakers may stand right below the title.
    if below > (1 if is_title and document.dialect == "plaintext" else 0) or end - start > _LONGEST_TITLE:
        return None
    written = text[start:end].rstrip()
    bold = (_ORG_BOLD if document.dialect == "org" else _BOLD).match(written)
    title: str | None = written
    if bold is not None:
        title = bold[bold.lastindex or 1]
    elif not is_title:
        title = _title_of_lone_line(document, written)
    visible = visible_text(title, document.dialect) if title is not None else ""
    return _Line(start, start + len(written), title, visible, bold is not None) if title and visible else None


def _title_of_lone_line(document: Document, written: str) -> str | None:
    """What a line says that could be a title; None for one that reads like anything else."""
    hashed = _HASH_TITLE.match(written) if document.dialect == "markdown" else None
    if hashed is not None:
        return hashed[1].strip()
    if not written or written.startswith(_NO_TITLE_STARTS) or written.endswith(_NO_TITLE_ENDS) or "://" in written:
        return None
    if _KEY.match(written) or len(written.split()) > _MOST_WORDS or written[0].islower() or written[0] == "#":
        return None
    return written


def _heads_something(document: Document, block: Paragraph) -> bool:
    """Whether notes follow below ``block``, and not the next heading."""
    following = document.blocks_between(block.end, block.end + _LONGEST_TITLE)
    after = following[0] if following else None
    return after is not None and not isinstance(after, Heading)


# ---------------------------------------------------------------- its role


def _roles_of(notes: Notes, line: _Line, *, is_title: bool) -> tuple[HeadingRole, ...]:
    if parse_day_label(line.visible) is not None:
        return ("day",)
    if is_title or _has_evidence(line):
        return ("talk",)
    talk = notes.talk_at(line.start)
    inside_talk = talk is not None and heading_at(notes.document, talk.heading_start) is not None
    if notes.single_talk and not inside_talk:
        return ("section",)
    # A file with one talk may be all that there will be, or the beginning of notes of many.
    is_part = is_section(line.visible) or (line.is_bold and inside_talk) or notes.single_talk
    return ("section", "talk") if is_part else ("talk",)


def _has_evidence(line: _Line) -> bool:
    """Whether the title names a time or speakers, or is numbered, as those of talks are."""
    parts = split_title(line.visible, line.title)
    return parts.time is not None or bool(parts.names) or parts.enumerated


# ---------------------------------------------------------------- the heading


def _change(notes: Notes, line: _Line, role: HeadingRole) -> HeadingChange:
    style = style_for(notes, role, line.start)
    return HeadingChange(f"Make this line the heading of a {role}", (_edit(notes.document, line, style),))


def _edit(document: Document, line: _Line, style: Style) -> Edit:
    if style.style == "setext" and document.dialect == "markdown" and _LIST_MARKER.match(line.title):
        style = Style("atx", "#" * style.level, style.level)  # underlined it would be a list item
    return Edit(line.start, line.end, write_heading(style, line.title, line_end_of(document.text)))


def _titles(notes: Notes) -> list[tuple[HeadingRole, int]]:
    """Where days and titled talks begin; without those that get their name further down, as in a field."""
    line_at = notes.document.lines.line_at
    days: list[tuple[HeadingRole, int, int]] = [("day", day.start, day.label_start) for day in notes.days]
    talks: list[tuple[HeadingRole, int, int]] = [
        ("talk", talk.start, talk.heading_start) for talk in notes.all_talks if talk.heading
    ]
    found = [(role, start) for role, start, name in (*days, *talks) if line_at(start) == line_at(name)]
    return sorted(found, key=lambda title: title[1])


def _unmarked_titles(document: Document, titles: list[tuple[HeadingRole, int]]) -> list[tuple[HeadingRole, _Line]]:
    """Those of ``titles`` that are lines without a mark."""
    found = []
    for role, place in titles:
        for block in document.blocks_between(place, place + 1):
            line = _unmarked_line(document, block, is_title=True) if isinstance(block, Paragraph) else None
            if line is not None:
                found.append((role, line))
    return found


def _all_at_once(notes: Notes, unmarked: list[tuple[HeadingRole, _Line]]) -> HeadingChange:
    document = notes.document
    edits = []
    if document.dialect == "plaintext":
        name = _line_of_conference(notes, unmarked[0][1].start)
        if name is not None:
            edits.append(_edit(document, name, Style("setext", "=", 1)))
        styles = _plain_styles(unmarked, "-~" if name is not None else "=-")
    else:
        styles = {role: style_for(notes, role, unmarked[0][1].start) for role in dict(unmarked)}
    edits += [_edit(document, line, styles[role]) for role, line in unmarked]
    return HeadingChange(f"Make headings of all {len(edits)} titles that are none", tuple(edits))


def _line_of_conference(notes: Notes, first: int) -> _Line | None:
    """The line above the ``first`` title that names the conference, where it has a paragraph of its own."""
    name = notes.conference
    block = _paragraph_at(notes.document, name.name_start) if name is not None else None
    line = _unmarked_line(notes.document, block, is_title=False) if block is not None else None
    return line if line is not None and line.start < first else None


def _plain_styles(unmarked: list[tuple[HeadingRole, _Line]], marks: str) -> dict[HeadingRole, Style]:
    """Underlines for a file without headings; in plain text ``marks`` are levels in the order of their first use."""
    roles: list[HeadingRole] = ["day", "talk"] if any(role == "day" for role, _ in unmarked) else ["talk"]
    return {role: Style("setext", mark, level) for level, (role, mark) in enumerate(zip(roles, marks, strict=False), 1)}
