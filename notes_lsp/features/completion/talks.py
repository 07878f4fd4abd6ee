"""Completion of a new talk in the style of the talks before it."""

import re
from collections.abc import Iterator, Sequence
from itertools import count

from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.next_time import next_time
from notes_lsp.features.completion.place import Place
from notes_lsp.features.completion.talk_shape import Piece, TalkShape, talks_before, usual_shape
from notes_lsp.talks.model import Talk
from notes_lsp.talks.titles import ENUMERATOR

_Line = tuple[Piece, ...]

_ONLY_MARKER = re.compile(r"(#+|\*+)[ \t]*\Z")
_NUMBER = re.compile(r"\d+(?=\D*\Z)")
_LETTER = re.compile(r"([A-Ya-y])(?=[.)]\s)")
_COURSE = re.compile(r"[A-Z]{2,}\d{2,}", re.IGNORECASE)
_SNIPPET_SIGNS = re.compile(r"[\\$}]")
_LEAST_ADORNMENT = 40


def complete_talk(place: Place) -> Iterator[CompletionItem]:
    """A new talk: on a blank line, or behind the signs of a heading where those of talks are the same."""
    typed = place.before.strip(" \t")
    if place.notes.single_talk or place.after.strip() or typed and _ONLY_MARKER.match(place.before) is None:
        return
    shape = usual_shape(place.notes, place.line_start, place.line_end)
    if shape is None or typed and typed != shape.marker:
        return
    title = _filled(place, shape.pieces)
    lines = _lines(place, shape, title)
    label = _as_text([title], "")
    yield CompletionItem(
        label=label,
        kind="talk",
        detail="new talk",
        start=place.line_start,
        end=place.line_end,
        text=_as_text(lines, place.line_break),
        filter_text=label,
        snippet=_as_snippet(lines, place.line_break),
    )


def _lines(place: Place, shape: TalkShape, title: _Line) -> list[_Line]:
    """The lines of a new talk, ``title`` being the one with its title."""
    width = max(len(shape.under), _LEAST_ADORNMENT)
    # An underline of Markdown need not be as long as the title.
    under = shape.under if place.document.dialect == "markdown" else shape.under[:1] * width
    lines = [title]
    if shape.over:
        lines.insert(0, (Piece("literal", shape.over[:1] * width),))
    if under:
        lines.append((Piece("literal", under),))
    if shape.below:
        lines += [()] if shape.blank_below else []
        lines.append(_filled(place, shape.below))
    return [(), *lines] if _needs_blank_line(place, shape) else lines


def _filled(place: Place, pieces: _Line) -> _Line:
    """``pieces`` with what is to stand in a new talk."""
    talks = talks_before(place.notes, place.line_start)
    filled = []
    for piece in pieces:
        text = piece.text
        if piece.kind == "number":
            filled.append(Piece("literal", _next_number(text, talks)))
            continue
        if piece.kind == "time":
            text = next_time(place.notes, talks, place.offset, text)
        elif piece.kind != "literal":
            text = "Title" if piece.kind == "title" else "Speaker"
        filled.append(Piece(piece.kind, text))
    return tuple(filled)


def _as_text(lines: Sequence[_Line], line_break: str) -> str:
    return line_break.join("".join(piece.text for piece in line) for line in lines)


def _as_snippet(lines: Sequence[_Line], line_break: str) -> str:
    """The lines with the pieces of a talk as places to fill in, in their order (LSP 3.17, "Snippet Syntax")."""
    stops = count(1)
    return line_break.join("".join(_piece_of_snippet(piece, stops) for piece in line) for line in lines)


def _piece_of_snippet(piece: Piece, stops: Iterator[int]) -> str:
    text = _SNIPPET_SIGNS.sub(r"\\\g<0>", piece.text)
    return text if piece.kind == "literal" else f"${{{next(stops)}:{text}}}"


def _needs_blank_line(place: Place, shape: TalkShape) -> bool:
    """Whether the line above would be taken for a part of what is to stand here."""
    if place.line_start == 0 or shape.marker:
        return False
    above = place.document.lines.line_at(place.line_start) - 1
    lines, text = place.document.lines, place.document.text
    is_item = shape.pieces[0].kind == "literal" and shape.pieces[0].text.lstrip()[:1] in "-*+•"
    return bool(text[lines.starts[above] : lines.ends[above]].strip()) and not is_item


def _next_number(sample: str, talks: Sequence[Talk]) -> str:
    """The enumerator after that of the last of ``talks``, or after ``sample``; ``""`` for the code of a course."""
    for talk in reversed(talks):
        match = ENUMERATOR.search(talk.heading)
        if match is not None and _kind_of_number(match[0]) == _kind_of_number(sample):
            sample = match[0]
            break
    if _COURSE.match(sample) is not None:
        return ""
    letter = _LETTER.match(sample)
    if letter is not None:
        return chr(ord(letter[1]) + 1) + sample[1:]
    number = _NUMBER.search(sample)
    if number is None:
        return ""
    following = str(int(number[0]) + 1).zfill(len(number[0]))
    return sample[: number.start()] + following + sample[number.end() :]


def _kind_of_number(enumerator: str) -> str:
    """An enumerator without what counts in it."""
    return re.sub(r"\d+", "0", enumerator) if any(map(str.isdigit, enumerator)) else re.sub(r"\w", "A", enumerator)
