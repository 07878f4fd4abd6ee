"""Everything in a document that may turn out to be the mark of a day, a group or a talk."""

from dataclasses import dataclass, field
from typing import Any, Literal

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.talks import words
from notes_lsp.talks.names import name_at_start
from notes_lsp.talks.title_tags import without_tags

EntryKind = Literal["heading", "bold", "line", "item", "field", "row"]

# Fewer lines right above lists are no habit.
_LEAST_TITLES_OVER_LISTS = 3

_BOLD_MARKS = ("**", "__")
_CONTAINERS = frozenset((nodes.ListItem, nodes.Quote, nodes.Directive))


# Nothing changes an entry. It is not frozen because an edit of a heading may move thousands of them, and a frozen
# dataclass takes three times as long to make.
@dataclass(slots=True)
class Entry:
    """A line that could head something. ``level`` is twice that of a heading, so that a bold line fits between two.

    ``index`` is its place in ``Document.blocks``; ``title`` is what a reader sees of ``text_start:text_end``,
    without the tags behind it.
    """

    index: int
    start: int
    end: int
    text_start: int
    text_end: int
    level: int
    title: str
    kind: EntryKind
    known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was found out about the title (`notes_lsp.talks.marks`), which is the same wherever the entry stands."""


def moved(entry: Entry, by: int, blocks: int) -> Entry:
    """``entry`` of a part as one of the whole document: behind so many code points, and so many blocks."""
    return Entry(
        entry.index + blocks,
        entry.start + by,
        entry.end + by,
        entry.text_start + by,
        entry.text_end + by,
        entry.level,
        entry.title,
        entry.kind,
        entry.known,
    )


def find_headings(document: Document) -> list[Entry]:
    """The headings of a document, but for those inside quotes and list items."""
    found = []
    closed_until = -1
    for index, block in enumerate(document.blocks):
        kind = block.__class__
        if kind in _CONTAINERS and block.end > closed_until:
            closed_until = block.end
        elif kind is nodes.Heading and block.start >= closed_until:
            found.append(_entry_of_heading(document, index, block))  # type: ignore[arg-type]
    return found


def _entry_of_heading(document: Document, index: int, block: nodes.Heading) -> Entry:
    title = _title_of(document, block.text_start, block.text_end)
    return Entry(index, block.start, block.end, block.text_start, block.text_end, block.level * 2, title, "heading")


def _title_of(document: Document, start: int, end: int) -> str:
    return without_tags(visible_text(document.text[start:end], document.dialect))


def find_bold_lines(document: Document, headings: list[Entry]) -> list[Entry]:
    """Paragraphs of one line that is bold as a whole, each one level and a half below the heading it stands under."""
    if document.dialect not in ("markdown", "rst") or "**" not in document.text and "__" not in document.text:
        return []
    begins_bold = document.text.startswith
    if not any(begins_bold(_BOLD_MARKS, block.start) for block in document.blocks_of(nodes.Paragraph)):
        return []
    found = []
    closed_until = -1
    position = 0
    level = 0
    for index, block in enumerate(document.blocks):
        kind = block.__class__
        if kind in _CONTAINERS:
            closed_until = max(closed_until, block.end)
        elif isinstance(block, nodes.Paragraph) and block.start >= closed_until:
            while position < len(headings) and headings[position].start <= block.start:
                level = headings[position].level
                position += 1
            entry = _bold_entry(document, index, block, level + 1)
            if entry is not None:
                found.append(entry)
    return found


def _bold_entry(document: Document, index: int, block: nodes.Paragraph, level: int) -> Entry | None:
    text = document.text
    start, end = block.start, block.end
    mark = text[start : start + 2]
    # A line break inside, or a mark that closes before the end (`**Key:** value`), is no title.
    if mark not in _BOLD_MARKS or end - start < 5 or end - start > 300:
        return None
    inner = text[start + 2 : end]
    stripped = inner.rstrip(" :.")
    if not stripped.endswith(mark) or mark in stripped[:-2] or "\n" in stripped or "\r" in stripped:
        return None
    if inner.endswith(":") or stripped[:-2].endswith(":"):
        return None
    text_end = start + 2 + len(stripped) - 2
    title = _title_of(document, start + 2, text_end)
    return Entry(index, start, end, start + 2, text_end, level, title, "bold") if title else None


def find_lone_lines(document: Document) -> list[Entry]:
    """Single lines between blank ones in plain text: the only headings that such notes have.

    A list may follow such a line at once, but only where that is how the titles of the file are written: a line over
    a list may as well be part of the notes of a talk.
    """
    lone: list[Entry] = []
    over_lists: list[Entry] = []
    for index, block in enumerate(document.blocks):
        if not isinstance(block, nodes.Paragraph):
            continue
        list_follows = is_right_above_list(document, index)
        if _is_lone_line(document, block, list_follows):
            end = _end_of_title(document, block)
            title = _title_of(document, block.start, end)
            entry = Entry(index, block.start, block.end, block.start, end, 2, title, "line")
            (over_lists if list_follows else lone).append(entry)
    if not _are_titles(document, over_lists, lone):
        return lone
    return sorted([*lone, *over_lists], key=lambda entry: entry.start)


def is_right_above_list(document: Document, index: int) -> bool:
    """Whether a list follows block ``index`` with no blank line between."""
    if index + 1 == len(document.blocks):
        return False
    block, following = document.blocks[index], document.blocks[index + 1]
    if not isinstance(following, nodes.ListItem) or following.depth:
        return False
    return document.lines.line_at(following.start) == document.lines.line_at(block.end) + 1


def _are_titles(document: Document, over_lists: list[Entry], lone: list[Entry]) -> bool:
    """Whether the lines right above lists are titles: several, few others have lists, and they read like titles."""
    sections = sum(words.is_section(entry.title) or words.is_no_talk(entry.title) for entry in over_lists)
    if len(over_lists) < _LEAST_TITLES_OVER_LISTS or sections * 2 >= len(over_lists):
        return False
    following = [document.blocks[entry.index + 1] for entry in lone if entry.index + 1 < len(document.blocks)]
    return sum(isinstance(block, nodes.ListItem) for block in following) * 4 <= len(over_lists)


def _end_of_title(document: Document, block: nodes.Paragraph) -> int:
    """The end of the first line of a paragraph."""
    return min(document.lines.ends[document.lines.line_at(block.start)], block.end)


def _names_follow(document: Document, block: nodes.Paragraph) -> bool:
    """Whether all that a paragraph has below its first line is one line with people: a title and who spoke."""
    first, last = document.lines.line_at(block.start), document.lines.line_at(block.end)
    if last != first + 1:
        return False
    return bool(name_at_start(document.text[document.lines.starts[last] : block.end].strip()))


def find_lines_before(document: Document, end: int) -> list[Entry]:
    """Every line of the paragraphs before offset ``end``: where plain-text notes say what they are of."""
    found = []
    for index, block in enumerate(document.blocks):
        if block.start >= end:
            break
        if isinstance(block, nodes.Paragraph):
            first, last = document.lines.line_at(block.start), document.lines.line_at(block.end)
            for line in range(first, last + 1):
                start, stop = max(document.lines.starts[line], block.start), min(document.lines.ends[line], block.end)
                title = visible_text(document.text[start:stop], document.dialect)
                found.append(Entry(index, start, stop, start, stop, 1, title, "line"))
    return found


def _is_lone_line(document: Document, block: nodes.Paragraph, list_follows: bool) -> bool:
    text, lines = document.text, document.lines
    line = lines.line_at(block.start)
    if block.end - block.start > 140 or lines.starts[line] != block.start:
        return False
    after = lines.line_at(block.end) + 1
    if after != line + 1 and not _names_follow(document, block):
        return False
    is_closed = list_follows or after >= len(lines) or not text[lines.starts[after] : lines.ends[after]].strip()
    after_blank = line == 0 or not text[lines.starts[line - 1] : lines.ends[line - 1]].strip()
    written = text[block.start : _end_of_title(document, block)].rstrip()
    return is_closed and after_blank and not written.endswith((".", ":", ";", ",")) and "://" not in written
