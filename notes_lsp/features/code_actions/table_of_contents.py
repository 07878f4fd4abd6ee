"""Inserting a table of contents into notes, and bringing one up to date.

Markdown gets a list of links between two comments, by which it is found again. What renders reStructuredText and
Org makes the table itself where it is told to, so there is nothing to update.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from notes_lsp.features.code_actions.toc_entries import (
    TocEntry,
    first_headings,
    heading_entry,
    markdown_link,
    toc_entries,
)
from notes_lsp.features.code_actions.toc_places import TocPlace, find_toc, has_rendered_toc
from notes_lsp.features.linking.anchor_names import own_anchors
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.line_ends import line_end_of
from notes_lsp.syntax.nodes import CodeBlock, Comment, FrontMatter, Html
from notes_lsp.talks.model import Notes

_FEWEST = 2  # entries of a table that is worth a place
_RST_TABLE = re.compile(r"^\ufeff?[ \t]*\.\. (?:\|\w+\| )?contents::", re.IGNORECASE | re.MULTILINE)
_ORG_TABLE = re.compile(r"^\ufeff?[ \t]*#\+toc:|^\*+[ \t].*:toc(?:_\d+)?(?:_gh)?:", re.IGNORECASE | re.MULTILINE)
_BYTE_ORDER_MARK = "\ufeff"
_OPENING, _CLOSING = "<!-- toc -->", "<!-- /toc -->"


@dataclass(frozen=True, slots=True)
class TocChange:
    """The edits that insert a table of contents, or bring the one that is there up to date."""

    is_update: bool
    edits: tuple[Edit, ...]


def table_of_contents(notes: Notes, offset: int) -> TocChange | None:
    """The table of contents of ``notes``; a new one goes to a blank line at ``offset`` above the first day or talk.

    Elsewhere it goes right above that. None where the table is up to date, where it would be shorter than two lines,
    and for plain text, which has no links to places in a file.
    """
    if notes.document.dialect == "plaintext":
        return None
    entries = toc_entries(notes)
    if not entries:
        return None
    if notes.document.dialect == "markdown":
        return _of_markdown(notes.document, entries, offset)
    return _of_others(notes.document, entries, offset) if len(entries) >= _FEWEST else None


def may_insert_table(notes: Notes) -> bool | None:
    """Whether `table_of_contents` inserts a new one, by the first headings of ``notes`` that would go into it.

    None where that does not tell. All of a table takes long to make, and editors ask at each turn of the cursor.
    """
    document = notes.document
    if document.dialect != "markdown":
        return None
    headings = first_headings(notes)
    if len(headings) < _FEWEST:
        return None
    if has_rendered_toc(document):
        return False
    return True if find_toc(document, headings[0].start) is None else None


# ---------------------------------------------------------------- Markdown


def _of_markdown(document: Document, entries: Sequence[TocEntry], offset: int) -> TocChange | None:
    if has_rendered_toc(document):
        return None
    place = find_toc(document, entries[0].start)
    if place is None:
        if len(entries) < _FEWEST:
            return None
        lines = (_OPENING, "", *_list_lines(entries, "-", 2, {}), "", _CLOSING)
        return TocChange(False, (_insertion(document, entries[0].start, offset, lines),))
    if place.kind == "other":
        return None
    new = _list_for(document, entries, place)
    if new == document.text[place.start : place.end]:
        return None
    return TocChange(place.has_list, (Edit(place.start, place.end, new),))


def _list_for(document: Document, entries: Sequence[TocEntry], place: TocPlace) -> str:
    """The text that belongs to ``place``."""
    line_end = line_end_of(document.text)
    texts: dict[str, str] = {}
    if place.kind == "list" and place.has_list:
        entries, texts = _with_listed(document, entries, place), _texts_of(place)
    new = line_end.join(_list_lines(entries, place.bullet, place.step, texts))
    if not place.has_list:
        new = f"{line_end * 2}{new}{line_end * 2}"
    return new if place.kind != "open" else f"{new.rstrip()}{line_end * 2}{_CLOSING}"


def _list_lines(entries: Sequence[TocEntry], bullet: str, step: int, texts: Mapping[str, str]) -> Iterator[str]:
    numbers: list[int] = []
    for entry in entries:
        numbers = [*numbers[: entry.depth + 1], *[0] * (entry.depth + 1 - len(numbers))]
        numbers[entry.depth] += 1
        mark = f"{numbers[entry.depth]}{bullet[-1]}" if bullet[:1].isdigit() else bullet
        link = texts.get(entry.anchor) or markdown_link(entry.title, entry.anchor)
        yield f"{' ' * (step * entry.depth)}{mark} {link}"


def _texts_of(place: TocPlace) -> dict[str, str]:
    """The links that somebody wrote by hand, by their anchor: as long as one leads somewhere, it stays as it is."""
    return {unquote(link.fragment): f"[{link.text}](#{link.fragment})" for link in place.listed}


def _with_listed(document: Document, entries: Sequence[TocEntry], place: TocPlace) -> list[TocEntry]:
    """The entries, and the other headings to which a list that was made by hand links; talks only if it has some."""
    anchors = own_anchors(document)
    listed = {unquote(link.fragment): link.depth for link in place.listed}
    known = {entry.anchor: entry for entry in entries}
    deepest = max((known[anchor].depth for anchor in listed if anchor in known), default=None)
    kept = [entry for entry in entries if deepest is None or entry.depth <= deepest or entry.anchor in listed]
    others = [
        heading_entry(document, anchors[anchor], anchor, depth)
        for anchor, depth in listed.items()
        if anchor in anchors and anchor not in known
    ]
    placed: list[TocEntry] = []
    for entry in sorted([*kept, *others], key=lambda entry: entry.start):
        deepest_here = placed[-1].depth + 1 if placed else 0
        depth = min(listed.get(entry.anchor, entry.depth), deepest_here)
        placed.append(TocEntry(entry.start, entry.level, entry.anchor, entry.title, depth))
    return placed


# ---------------------------------------------------------------- reStructuredText and Org


def _of_others(document: Document, entries: Sequence[TocEntry], offset: int) -> TocChange | None:
    if document.dialect == "rst":
        if _RST_TABLE.search(document.text) is not None:
            return None
        depth = max(entry.depth for entry in entries) + 1
        lines: tuple[str, ...] = (".. contents::", f"   :depth: {depth}")
    else:
        if _ORG_TABLE.search(document.text) is not None:
            return None
        lines = (f"#+TOC: headlines {max(entry.level for entry in entries)}",)
    return TocChange(False, (_insertion(document, entries[0].start, offset, lines),))


# ---------------------------------------------------------------- where a new one goes


def _insertion(document: Document, first_entry: int, offset: int, new: Sequence[str]) -> Edit:
    """The edit that puts the lines ``new`` at a blank line at ``offset``, else above the first entry."""
    lines, text = document.lines, document.text
    line_end = line_end_of(text)
    line = lines.line_at(offset)
    is_blank = not text[lines.starts[line] : lines.ends[line]].strip()
    if not (is_blank and offset < first_entry and _is_free(document, offset)):
        line = lines.line_at(first_entry)
    start = lines.starts[line] or int(text.startswith(_BYTE_ORDER_MARK))
    above_is_text = line > 0 and text[lines.starts[line - 1] : lines.ends[line - 1]].strip() != ""
    before = line_end if above_is_text else ""
    return Edit(start, start, before + line_end.join(new) + line_end * (1 if _is_blank_line(document, line) else 2))


def _is_blank_line(document: Document, line: int) -> bool:
    return not document.text[document.lines.starts[line] : document.lines.ends[line]].strip()


def _is_free(document: Document, offset: int) -> bool:
    """Whether ``offset`` is in running text: not in a head, in code or in HTML."""
    return not any(
        isinstance(block, FrontMatter | CodeBlock | Comment | Html) and block.end > offset
        for block in document.blocks_at(offset)
    )
