"""Schedules: tables whose rows are talks."""

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.talks import words
from notes_lsp.talks.entries import Entry

_TALK_COLUMNS = words.TITLE_KEYS | {
    "talks",
    "sessions",
    "topic",
    "subject",
    "vortrag",
    "sujet",
    "presentation",
    "charla",
}
_OTHER_COLUMNS = words.SPEAKER_KEYS | words.TIME_KEYS | words.ROOM_KEYS | words.SLIDES_KEYS | words.VIDEO_KEYS


def find_table_talks(document: Document) -> list[Entry]:
    """The rows of tables whose head names a column for talks and one for speakers, times, rooms or slides."""
    found: list[Entry] = []
    column = -1
    for index, block in enumerate(document.blocks):
        if not isinstance(block, nodes.TableRow):
            continue
        if block.header:
            column = _column_of_talks(document, block)
        elif 0 <= column < len(block.cells):
            start, end = block.cells[column]
            title = visible_text(document.text[start:end], document.dialect)
            if title and not words.is_no_talk(title):
                found.append(Entry(index, block.start, block.end, start, end, 3, title, "row"))
    return found


def _column_of_talks(document: Document, header: nodes.TableRow) -> int:
    names = [visible_text(document.text[start:end], document.dialect).casefold() for start, end in header.cells]
    if not any(name in _OTHER_COLUMNS for name in names):
        return -1
    return next((place for place, name in enumerate(names) if name in _TALK_COLUMNS), -1)


def cell_below(document: Document, row: nodes.TableRow, keys: frozenset[str]) -> tuple[int, int] | None:
    """The cell of ``row`` in the column that the table's head gives one of the names ``keys``."""
    header = None
    for block in document.blocks:
        if block.start >= row.start:
            break
        if isinstance(block, nodes.TableRow) and block.header:
            header = block
    if header is None:
        return None
    for place, (start, end) in enumerate(header.cells):
        name = visible_text(document.text[start:end], document.dialect).casefold()
        if name in keys and place < len(row.cells) and row.cells[place][0] < row.cells[place][1]:
            return row.cells[place]
    return None
