"""What the first lines below a title say of the talk: who, when, where."""

import re
from collections.abc import Iterator
from typing import Literal

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.values import value_class
from notes_lsp.talks import words
from notes_lsp.talks.model import Fact, Speaker, TimeRange
from notes_lsp.talks.names import looks_like_name, name_at_start, split_names
from notes_lsp.talks.times import TimeMention, key_time, leading_time

# How far below a title its facts are looked for, in lines of text.
LINES_BELOW_TITLE = 8
_LINES_FOR_A_BARE_NAME = 2
_LINES_FOR_A_LONE_NAME = 4

_KEY = re.compile(r"([^\W\d_][\w '()/&.-]{0,24}?)\s?[:：]\s*(.*)", re.DOTALL)
_BY = re.compile(
    r"(?:(?:a\s+)?(?:talk|keynote|presented|given|presentation)\s+)?(?:by|par|von|por)\s+(\S.*)", re.IGNORECASE
)
_FIRST_OF_BY = frozenset("bBpPvVaAtTkKgG")
_ADDRESS = re.compile(r"(?:https?://|www\.|\S+\.(?:com|org|net|io|dev)\b|@\w)")


@value_class
class TextLine:
    """A line of text below a title: ``start:end`` in the source, ``text`` as it is read."""

    start: int
    end: int
    text: str
    kind: Literal["line", "item", "field"]


@value_class
class Facts:
    """What stands below a title. ``certain`` says that the speakers were named by a key or a "by"."""

    speakers: tuple[Speaker, ...] = ()
    certain: bool = False
    time: TimeRange | None = None
    room: Fact | None = None
    date: Fact | None = None
    address: bool = False


def moved_facts(facts: Facts, by: int) -> Facts:
    """``facts`` of a part as those of a document in which the part begins at offset ``by``."""
    if not by:
        return facts
    return Facts(
        tuple(Speaker(each.start + by, each.end + by, each.name) for each in facts.speakers),
        facts.certain,
        None if facts.time is None else moved_time(facts.time, by),
        None if facts.room is None else moved_fact(facts.room, by),
        None if facts.date is None else moved_fact(facts.date, by),
        facts.address,
    )


def moved_time(time: TimeRange, by: int) -> TimeRange:
    """``time``, further down by ``by``."""
    return TimeRange(time.start + by, time.end + by, time.begin, time.finish)


def moved_fact(fact: Fact, by: int) -> Fact:
    """``fact``, further down by ``by``."""
    return Fact(fact.start + by, fact.end + by, fact.text)


def find_facts(document: Document, index: int, end: int) -> Facts:
    """The facts in the first lines after block ``index``, before offset ``end``."""
    lines = list(lines_below(document, index, end))
    title = document.blocks[index] if 0 <= index < len(document.blocks) else None
    if isinstance(title, nodes.Paragraph):  # the lines below a title in plain text may stand in its paragraph
        lines = [*_lines_of(document, title)[1:], *lines]
    speakers: tuple[Speaker, ...] = ()
    certain = False
    time = room = date = None
    for line in lines:
        key, value = split_key(line.text)
        if key:
            if key in words.SPEAKER_KEYS and not certain and value:
                speakers, certain = speakers_at(document, line, split_names(value)), True
            elif key in words.TIME_KEYS and time is None:
                time = time_at(document, line, key_time(value), value)
            elif key in words.ROOM_KEYS and room is None and value:
                room = Fact(*locate(document, line.start, line.end, value), value)
            if key in words.DATE_KEYS and date is None and value and any(map(str.isdigit, value)):
                date = Fact(*locate(document, line.start, line.end, value), value)
            continue
        by = _BY.fullmatch(line.text) if line.text[:1] in _FIRST_OF_BY else None
        if by is not None and not certain:
            names = [name for name in split_names(by[1]) if looks_like_name(name, least_words=1)]
            if names:
                speakers, certain = speakers_at(document, line, names), True
    if not certain:
        speakers = _bare_names(document, lines)
    if time is None and lines and lines[0].kind == "line":
        time = time_at(document, lines[0], leading_time(lines[0].text), lines[0].text)
    address = bool(lines) and _ADDRESS.match(lines[0].text) is not None
    return Facts(speakers, certain, time, room, date, address)


def split_key(text: str) -> tuple[str, str]:
    """The key of a line (``Speaker: X``), folded, and its value; two empty strings where it has none."""
    if ":" not in text and "：" not in text:
        return "", ""
    match = _KEY.match(text)
    if match is None or match[2].startswith("//"):
        return "", ""
    return match[1].strip().casefold(), match[2].strip()


def lines_below(document: Document, index: int, end: int) -> Iterator[TextLine]:
    """The first lines of running text, list items and fields after block ``index`` and before ``end``."""
    count = 0
    blocks, text = document.blocks, document.text
    for block in blocks[index + 1 : index + 1 + 3 * LINES_BELOW_TITLE]:
        if block.start >= end or count >= LINES_BELOW_TITLE:
            return
        if isinstance(block, nodes.Field):
            count += 1
            value = visible_text(text[block.value_start : block.value_end], document.dialect)
            yield TextLine(block.value_start, block.value_end, f"{block.name}: {value}", "field")
        elif isinstance(block, nodes.ListItem):
            count += 1
            stop = _line_end(document, block.text_start, block.text_end)
            yield TextLine(block.text_start, stop, _read(document, block.text_start, stop), "item")
        elif isinstance(block, nodes.Paragraph):
            for line in _lines_of(document, block)[: LINES_BELOW_TITLE - count]:
                count += 1
                yield line
        elif isinstance(block, nodes.Heading) and count:
            # The line with the speaker may be a heading itself (`#### Name - role`); what is below it is not looked at.
            return
        elif isinstance(block, nodes.Heading):
            count += 1
            yield TextLine(block.text_start, block.text_end, _read(document, block.text_start, block.text_end), "line")


def _lines_of(document: Document, block: nodes.Paragraph) -> list[TextLine]:
    """The first lines of a paragraph that hold text."""
    found: list[TextLine] = []
    lines = document.lines
    for line in range(lines.line_at(block.start), lines.line_at(block.end) + 1):
        if len(found) == LINES_BELOW_TITLE:
            break
        start, stop = max(lines.starts[line], block.start), min(lines.ends[line], block.end)
        read = _read(document, start, stop)
        if read:
            found.append(TextLine(start, stop, read, "line"))
    return found


def _line_end(document: Document, start: int, end: int) -> int:
    lines = document.lines
    return min(lines.ends[lines.line_at(start)], end)


def _read(document: Document, start: int, end: int) -> str:
    """The line as it is read; only its beginning where that shows that it is neither a fact nor a name."""
    raw = document.text[start:end]
    if raw[:1].islower() and not raw.startswith("by ") and ":" not in raw[:30] and "：" not in raw[:30]:
        return raw
    return visible_text(raw, document.dialect)


def locate(document: Document, start: int, end: int, piece: str) -> tuple[int, int]:
    """Where ``piece``, read from the source ``start:end``, stands in it; all of it where marks are in between."""
    found = document.text.find(piece, start, end)
    if found >= 0:
        return found, found + len(piece)
    # A reader sees one blank where the source may have several.
    words = piece.split()
    by_words = re.compile(r"\s+".join(map(re.escape, words))).search(document.text, start, end)
    return by_words.span() if by_words is not None and words else (start, end)


def speakers_at(document: Document, line: TextLine, names: list[str]) -> tuple[Speaker, ...]:
    """``names``, found in ``line``, with their spans."""
    return tuple(Speaker(*locate(document, line.start, line.end, name), name) for name in names)


def time_at(document: Document, line: TextLine, time: TimeMention | None, text: str) -> TimeRange | None:
    """``time``, found in the visible ``text`` of ``line``, with its span in the source."""
    if time is None:
        return None
    start, end = locate(document, line.start, line.end, text[time.start : time.end])
    return TimeRange(start, end, time.begin, time.finish)


def _bare_names(document: Document, lines: list[TextLine]) -> tuple[Speaker, ...]:
    """The speakers whom one of the first lines names without a key."""
    found: list[tuple[TextLine, list[str]]] = []
    read = 0
    for line in lines:
        if line.text.startswith(("http", "(", "@")) or not line.text:
            continue
        read += 1
        # Further down only a line that is nothing but a name is taken for one.
        text = line.text.replace(":", " -", 1) if line.kind == "line" else line.text  # `Name: what she does`
        names = name_at_start(text) if read <= _LINES_FOR_A_BARE_NAME else []
        if not names and read <= _LINES_FOR_A_LONE_NAME and looks_like_name(line.text):
            names = [line.text.strip(" .")]
        if names:
            found.append((line, names))
        elif line.kind == "line" and len(line.text) > 100 or found:
            break
    if len(found) > 2:  # a list of people is what the talk was about, or a round of short ones
        return ()
    return tuple(speaker for line, names in found for speaker in speakers_at(document, line, names))
