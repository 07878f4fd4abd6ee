r"""How the talks of a file are written: a shape is what a heading of a talk has around its time, title and speakers.

It is read from talks that stand in the notes, not from rules: ``### 10:30 Types - Ada Lovelace`` is ``### ``, a
time, a space, a title, ``" - "`` and a speaker. A talk that can't be taken apart like that has no shape.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Heading
from notes_lsp.talks.model import Notes, Talk
from notes_lsp.talks.titles import ENUMERATOR

PieceKind = Literal["literal", "time", "number", "title", "speaker"]

_MOST_TALKS_READ = 8
_LINES_BELOW = 6
_PREFIX = re.compile(r"[^\w\[\]]{0,16}")
_GAP = re.compile(r"[^\w\[\]<>]{0,6}(?:(?:by|par|von|por|with)[^\w\[\]<>]{1,3})?")
_CLOSING = re.compile(r"[*_)\]»”\"]*")
_KEY = r"(?:[^\W\d_][\w ()]{0,20}[*_]{0,2}[:：]|by|par|von|por)"
_BELOW = re.compile(rf"(?:[ \t]*[-*+•][ \t]+|[ \t]*)(?:[*_]{{0,2}}{_KEY}[*_]{{0,2}}[ \t]+)?[*_]{{0,2}}")
_FIELD_BELOW = re.compile(r":[^\W\d_][\w ]{0,20}:[ \t]+")
_LINK_END = re.compile(r"\]\([^()\s]*\)|\]\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a talk's heading, and how it is written in the talk that the shape was read from."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class TalkShape:
    """How a talk is written.

    ``pieces`` make its line. ``over`` and ``under`` are the lines of an adorned title, ``""`` where there are none.
    ``below`` are the pieces of the line that names the speakers below the title, and ``blank_below`` says that an
    empty one comes between.
    """

    pieces: tuple[Piece, ...]
    over: str = ""
    under: str = ""
    below: tuple[Piece, ...] = ()
    blank_below: bool = False

    @property
    def marker(self) -> str:
        """The signs of a heading with which the line begins: ``###``, ``**``; ``""`` for other lines."""
        first = self.pieces[0]
        match = re.match(r"(#+|\*+) ", first.text) if first.kind == "literal" else None
        return match[1] if match is not None and not self.under else ""

    def before_speaker(self) -> str | None:
        """What stands between the title and the speaker behind it; None where no speaker stands behind the title."""
        kinds = [piece.kind for piece in self.pieces]
        if "speaker" not in kinds or kinds.index("speaker") < kinds.index("title"):
            return None
        gap = self.pieces[kinds.index("speaker") - 1]
        return gap.text if gap.kind == "literal" else None

    def has_speaker_first(self) -> bool:
        """Whether the speaker stands before the title."""
        kinds = [piece.kind for piece in self.pieces]
        return "speaker" in kinds and kinds.index("speaker") < kinds.index("title")


def talks_before(notes: Notes, offset: int, count: int = _MOST_TALKS_READ) -> Sequence[Talk]:
    """The last ``count`` talks whose headings stand before ``offset``, in the order of the text."""
    talks = notes.all_talks
    place = bisect_left(talks, offset, key=lambda talk: talk.heading_end)
    return talks[max(place - count, 0) : place]


def usual_shape(notes: Notes, line_start: int, line_end: int) -> TalkShape | None:
    """The shape that most talks near a line have, without the one in it; the nearest of two that are as common."""
    talks = talks_before(notes, line_start)
    if not talks:
        after = notes.all_talks
        first = bisect_left(after, line_end, key=lambda talk: talk.heading_start)
        talks = after[first : first + _MOST_TALKS_READ][::-1]
    shapes = [shape for talk in talks if (shape := shape_of(notes.document, talk)) is not None]
    if not shapes:
        return None
    counts = Counter(map(_alike, shapes))
    most = max(counts.values())
    return next(shape for shape in reversed(shapes) if counts[_alike(shape)] == most)


def _alike(shape: TalkShape) -> tuple[object, ...]:
    """What two shapes have in common that differ in the texts of their titles, times, numbers and names alone."""
    return (
        tuple((piece.kind, piece.text if piece.kind == "literal" else "") for piece in shape.pieces),
        bool(shape.over),
        shape.under[:1],
        tuple((piece.kind, piece.text if piece.kind == "literal" else "") for piece in shape.below),
    )


def shape_of(document: Document, talk: Talk) -> TalkShape | None:
    """How ``talk`` is written; None where it has no title or its line holds more than can be told apart."""
    if talk.title is None or not talk.heading:
        return None
    lines = document.lines
    line = lines.line_at(talk.heading_start)
    start, end = lines.starts[line], lines.ends[line]
    marks: list[tuple[int, int, PieceKind]] = [(talk.title_start, talk.title_end, "title")]
    if talk.time is not None:
        marks.append((talk.time.start, talk.time.end, "time"))
    here = [speaker for speaker in talk.speakers if start <= speaker.start and speaker.end <= end]
    if here:
        marks.append((here[0].start, here[-1].end, "speaker"))
    marks = sorted(mark for mark in marks if start <= mark[0] < mark[1] <= end)
    pieces = _pieces(document.text, marks, start, end)
    if pieces is None:
        return None
    over, under = _adornment(document, talk, line)
    below, blank_below = ((), False) if here else _speaker_below(document, talk, line + (1 if under else 0))
    return TalkShape(pieces, over, under, below, blank_below)


def _pieces(text: str, marks: list[tuple[int, int, PieceKind]], start: int, end: int) -> tuple[Piece, ...] | None:
    """The pieces of a line whose parts are at ``marks``; None where something else stands between them."""
    if not any(kind == "title" for _, _, kind in marks):
        return None
    pieces: list[Piece] = []
    position = start
    for mark_start, mark_end, kind in marks:
        whole_start, whole_end = _with_link(text, mark_start, mark_end, end)
        if whole_start < position:
            return None
        gap = text[position:whole_start]
        number, gap_rest = _enumerator_at_end(gap) if kind == "title" else ("", gap)
        if (_PREFIX if position == start else _GAP).fullmatch(gap_rest) is None:
            return None
        pieces += [Piece("literal", gap_rest)] if gap_rest else []
        written = text[mark_start:mark_end]
        if kind == "title" and not number:
            number, written = _enumerator_at_start(written)
        pieces += [Piece("number", number)] if number else []
        pieces.append(Piece(kind, written))
        position = whole_end
    closing = _CLOSING.match(text, position, end)
    after = closing[0] if closing is not None else ""
    # Behind the speaker stood more in the brackets.
    literals = "".join(piece.text for piece in pieces if piece.kind == "literal") + after
    after += ")" if "(" in literals and ")" not in literals else ""
    pieces += [Piece("literal", after)] if after else []
    return tuple(pieces)


def _with_link(text: str, start: int, end: int, line_end: int) -> tuple[int, int]:
    """The span with the link that it is the text of: where that leads is of this talk alone."""
    if start > 0 and text[start - 1] == "[":
        link_end = _LINK_END.match(text, end, line_end)
        if link_end is not None:
            return start - 1, link_end.end()
    return start, end


def _enumerator_at_end(gap: str) -> tuple[str, str]:
    """The ``Talk 3: `` that stands before a title, and what comes before it."""
    for match in ENUMERATOR.finditer(gap):
        if match.end() == len(gap):
            return match[0], gap[: match.start()]
    return "", gap


def _enumerator_at_start(title: str) -> tuple[str, str]:
    match = ENUMERATOR.match(title)
    return (match[0], title[match.end() :]) if match is not None else ("", title)


def _adornment(document: Document, talk: Talk, line: int) -> tuple[str, str]:
    """The lines of signs over and under the title in ``line``."""
    lines, text = document.lines, document.text
    if line + 1 >= len(lines):
        return "", ""
    above = lines.starts[max(line - 1, 0)]
    for block in document.blocks_between(above, talk.heading_end + 1):
        if isinstance(block, Heading) and block.text_start == talk.heading_start:
            if block.style not in ("setext", "adornment"):
                return "", ""
            under = text[lines.starts[line + 1] : lines.ends[line + 1]].strip()
            over = text[above : lines.ends[line - 1]].strip() if block.start < lines.starts[line] else ""
            return over, under
    return "", ""


def _speaker_below(document: Document, talk: Talk, last_line: int) -> tuple[tuple[Piece, ...], bool]:
    """The pieces of the line below the title that names the speakers, and whether an empty line comes before it."""
    lines, text = document.lines, document.text
    for speaker in talk.speakers:
        line = lines.line_at(speaker.start)
        if not last_line < line <= last_line + _LINES_BELOW:
            continue
        start = lines.starts[line]
        last = max(other.end for other in talk.speakers if start <= other.start <= lines.ends[line])
        whole_start, whole_end = _with_link(text, speaker.start, last, lines.ends[line])
        prefix = text[start:whole_start]
        if _FIELD_BELOW.fullmatch(prefix) is None and (_BELOW.fullmatch(prefix) is None or prefix.isspace()):
            break
        closing = _CLOSING.match(text, whole_end, lines.ends[line])
        after = closing[0] if closing is not None else ""
        pieces = [Piece("literal", prefix), Piece("speaker", text[speaker.start : last]), Piece("literal", after)]
        following = text[lines.starts[last_line + 1] : lines.ends[last_line + 1]]
        return tuple(piece for piece in pieces if piece.text), not following.strip()
    return (), False
