"""What notes say in brief: their first sentences and bullets below a heading, as they are read.

What is known of a talk in another way (who, when, where, its links) is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from notes_lsp.features.card import CardSection
from notes_lsp.features.fact_keys import FACT_KEYS
from notes_lsp.features.headings import title_as_read
from notes_lsp.features.wording import cut
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Heading, ListItem, Paragraph
from notes_lsp.talks.facts import split_key

_LINES = 4
_WIDTH = 140
_SHORTEST = 20  # a sentence that is shorter says too little to stop there
# What is shown of notes stands near their heading.
_NEAR = 6000
_QUOTE_MARKS = re.compile(r"[> \t]+")
# `<a id="x"></a>` and `.. _x:` stand above the heading that they name.
_BEFORE_HEADING = re.compile(r"\W*(?:</a>)?\W*")
_FOOTNOTE = re.compile(r"\[\^[^\]]+\]:")
_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Preview:
    """A place in notes: the title of its heading (``""`` for none), and the first lines below.

    Where there are none, the lines are the titles of the headings below.
    """

    title: str
    lines: tuple[str, ...]


def brief_lines(document: Document, start: int, end: int, facts: Sequence[tuple[int, int]] = ()) -> tuple[str, ...]:
    """The first sentences and outermost bullets in ``start:end``, each on a line, without lines that hold ``facts``."""
    found: list[str] = []
    for text_start, text_end in _texts_between(document, start, min(end, start + _NEAR)):
        told = _lines_as_read(document, text_start, min(text_end, text_start + 8 * _WIDTH), facts)
        said = _first_sentences(" ".join(filter(None, told)))
        if said:
            found.append(said)
        if len(found) == _LINES:
            break
    return tuple(found)


def preview_at(document: Document, start: int, end: int) -> Preview:
    """What stands at an anchor, which ``start:end`` gives: a title or the name of an anchor."""
    heading = _heading_of(document, start, end)
    if heading is None:
        around = [block.start for block in document.blocks_at(start) if isinstance(block, Paragraph | ListItem)]
        return Preview("", brief_lines(document, min(around, default=end), end + _NEAR))
    title = title_as_read(document, heading)
    headings = _headings_below(document, heading)
    end = headings[0].start if headings else heading.end + _NEAR
    lines = brief_lines(document, heading.end, end)
    if lines:
        return Preview(title, lines)
    # A day says nothing but what its talks are.
    inner = list(takewhile(lambda below: below.level > heading.level, headings))
    level = min((below.level for below in inner), default=0)
    named = [cut(title_as_read(document, below), _WIDTH) for below in inner if below.level == level]
    return Preview(title, tuple(filter(None, named))[:_LINES])


def preview_of_top(document: Document) -> Preview:
    """What notes begin with."""
    for block in document.blocks_between(0, _NEAR):
        if isinstance(block, Heading):
            return preview_at(document, block.text_start, block.text_end)
    return Preview("", brief_lines(document, 0, _NEAR))


def section_of_lines(lines: Sequence[str]) -> CardSection:
    """The lines of a preview as a section of a card: a list, unless there is only one."""
    return CardSection("", tuple((line,) for line in lines), listed=len(lines) > 1)


def _texts_between(document: Document, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraphs and the outermost list items in ``start:end``, without what is or was to do."""
    for block in document.blocks_at(start):
        # In plain text a title may be the first line of a paragraph.
        if isinstance(block, Paragraph) and block.start < start:
            yield start, block.end
    closed_until = start
    for block in document.blocks_between(start, end):
        if block.start < closed_until:
            continue
        if isinstance(block, ListItem):
            closed_until = block.end
            if block.checked is None:
                yield block.text_start, block.text_end
        elif isinstance(block, Paragraph):
            yield block.start, block.end


def _heading_of(document: Document, start: int, end: int) -> Heading | None:
    """The heading that an anchor is in, or that it stands beside."""
    for block in document.blocks_at(start):
        if isinstance(block, Heading):
            return block
    if document.dialect == "org":
        # The drawer with its CUSTOM_ID lies below a headline, and nothing but the drawer in between.
        for block in reversed(document.blocks_between(max(start - 1000, 0), start)):
            if isinstance(block, Heading):
                return block if document.text[block.end : start].lstrip().startswith(":PROPERTIES:") else None
    for block in document.blocks_between(end, end + 50):
        if isinstance(block, Heading) and _BEFORE_HEADING.fullmatch(document.text, end, block.start):
            return block
    return None


def _headings_below(document: Document, heading: Heading) -> list[Heading]:
    below = document.blocks_between(heading.end, heading.end + _NEAR)
    return [block for block in below if isinstance(block, Heading)]


def _lines_as_read(document: Document, start: int, end: int, facts: Sequence[tuple[int, int]]) -> Iterator[str]:
    for match in _LINE.finditer(document.text, start, end):
        line_start, line_end = match.span()
        if any(begin < line_end and finish > line_start for begin, finish in facts):
            continue
        marks = _QUOTE_MARKS.match(document.text, line_start, line_end)
        line = visible_text(document.text[marks.end() if marks else line_start : line_end], document.dialect)
        if split_key(line)[0] in FACT_KEYS or _is_address(line) or _FOOTNOTE.match(line):
            continue
        yield line


def _is_address(line: str) -> bool:
    return " " not in line and ("://" in line or line.startswith("www."))


def _first_sentences(text: str) -> str:
    """As many whole sentences as fit into a line, else the beginning of the first one."""
    if len(text) <= _WIDTH:
        return cut(text, _WIDTH)
    last = max(text.rfind(mark, 0, _WIDTH) for mark in (". ", "! ", "? ", "。", "！", "？"))
    return cut(text[: last + 1], _WIDTH) if last >= _SHORTEST else cut(text, _WIDTH)
