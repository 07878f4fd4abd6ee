"""Cards: what a hover shows, as data, and how it is written in Markdown and in plain text.

A card has a title, one line of facts, and sections. Nearly all of its words come from notes, which anybody may have
written: in Markdown they are escaped so that they stay words. The only links are `WebLink` and `FileLink`, and a
`WebLink` is one only for ``http`` and ``https``. What is written is CommonMark without HTML, so that editors that show
it, editors that colour its source, and those that turn it into HTML all agree.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

_BETWEEN_FACTS = " · "
# Ends of lines and other control characters; code units of UTF-16 that stand alone; marks that turn the direction of
# what follows, by which an address can look like another one.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HALF = re.compile("[\ud800-\udfff]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# A backslash is one unless punctuation follows (CommonMark 0.31, section 2.4); "_" inside a word is no emphasis (6.2).
_BACKSLASH = re.compile(r"\\(?=[!-/:-@\[-`{-~]|$)")
_SIGNS = re.compile(r"[`*\[\]~]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_OPENS_BLOCK = re.compile(r"[#>+=|-]")
_OPENS_NUMBERED_LIST = re.compile(r"(\d{1,9})([.)])")

_WEB = re.compile(r"https?://[^\s/?#\\]", re.IGNORECASE)
_LONGEST_TARGET = 2000
# What ends a destination in Markdown, or is no character of a URL (RFC 3986, section 2).
_NOT_IN_DESTINATION = re.compile(
    r"""[\x00-\x20\x7f-\xa0<>()\\"`{}|^\u2000-\u200f\u2028-\u202f\u2066-\u2069\ud800-\udfff]"""
)


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a page: ``target`` as the notes write it. For any other scheme it is only ``text``."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link to a file: its absolute path, and a line from 1; 0 for the file as a whole."""

    text: str
    path: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """A word of code."""

    text: str


Piece = str | WebLink | FileLink | Code
Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CardSection:
    """Lines under a label, which may be ``""``: as a list, or (``listed`` False) in one line beside the label.

    ``more`` is how many further ones there are.
    """

    label: str
    lines: tuple[Line, ...]
    listed: bool = True
    more: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """What is to be said of a thing: its name, facts that fit into one line, and the rest."""

    title: str
    facts: tuple[Line, ...] = ()
    sections: tuple[CardSection, ...] = ()


@dataclass(frozen=True, slots=True)
class Hover:
    """A card and the span of what it is about (code-point offsets, half open)."""

    start: int
    end: int
    card: Card


def card_as_markdown(card: Card, uri_of: Callable[[str], str] | None = None) -> str:
    """The card in CommonMark. ``uri_of`` gives the URI of a path; without it, files are named and not linked to."""

    def written(line: Line, *, opens: bool) -> str:
        pieces = [_piece_in_markdown(piece, uri_of) for piece in line]
        text = "".join(pieces).strip()
        return _not_a_block(text) if opens and line and isinstance(line[0], str) else text

    paragraphs = []
    title = plain_words(card.title)
    if title:
        paragraphs.append(f"**{_escaped(title)}**")
    facts = [written(fact, opens=place == 0) for place, fact in enumerate(card.facts)]
    if any(facts):
        paragraphs.append(_BETWEEN_FACTS.join(filter(None, facts)))
    # Two spaces at the end break a line and are seen by nobody who reads the source.
    paragraphs += _laid_out(card.sections, written, "*{}:*", "  \n", "\n\n")
    return "\n\n".join(paragraphs)


def card_as_plaintext(card: Card) -> str:
    """The card without any marks."""

    def written(line: Line, *, opens: bool) -> str:
        del opens
        return plain_words("".join(piece if isinstance(piece, str) else piece.text for piece in line))

    facts = _BETWEEN_FACTS.join(filter(None, (written(fact, opens=False) for fact in card.facts)))
    head = "\n".join(filter(None, (plain_words(card.title), facts)))
    return "\n\n".join(filter(None, [head, *_laid_out(card.sections, written, "{}:", "\n", "\n")]))


def plain_words(text: str) -> str:
    """``text`` on one line, without what can't be seen and changes what is."""
    if not text.isascii():
        text = _TURNING.sub("", _HALF.sub("\ufffd", text))
    return " ".join(_CONTROL.sub(" ", text).split())


def _laid_out(
    sections: Iterable[CardSection], written: Callable[..., str], label_form: str, line_break: str, before_list: str
) -> Iterator[str]:
    """The sections as paragraphs; those of one line stand together."""
    short: list[str] = []
    for section in sections:
        label = label_form.format(section.label) if section.label else ""
        lines = list(filter(None, (written(line, opens=section.listed or not label) for line in section.lines)))
        if section.more:
            lines.append(f"and {section.more} more")
        if not lines:
            continue
        if not section.listed and label:
            short.append(f"{label} {_BETWEEN_FACTS.join(lines)}")
            continue
        if short:
            yield line_break.join(short)
            short = []
        told = "\n".join(f"- {line}" for line in lines) if section.listed else _BETWEEN_FACTS.join(lines)
        yield before_list.join(filter(None, (label, told)))
    if short:
        yield line_break.join(short)


def _piece_in_markdown(piece: Piece, uri_of: Callable[[str], str] | None) -> str:
    if isinstance(piece, str):
        words = plain_words(piece)
        # The spaces between this piece and its neighbours are part of it.
        before, after = piece[:1].isspace() and " " or "", piece[-1:].isspace() and " " or ""
        return f"{before}{_escaped(words)}{after}" if words else before
    text = plain_words(piece.text)
    if isinstance(piece, Code):
        return _code_span(text)
    target = None
    if isinstance(piece, WebLink):
        target = piece.target if _WEB.match(piece.target) else None
    elif uri_of is not None:
        target = uri_of(piece.path) + (f"#L{piece.line}" if piece.line > 0 else "")
    if target is None or not text or len(target) > _LONGEST_TARGET:
        return _escaped(text)
    return f"[{_escaped(text)}]({_destination(target)})"


def _escaped(words: str) -> str:
    """``words`` as they must be written to be read as they are."""
    words = _BACKSLASH.sub(r"\\\\", words)
    words = _SIGNS.sub(r"\\\g<0>", words)
    # By name: there are renderers that know no backslash before these two.
    return _ENTITY.sub("&amp;", words).replace("<", "&lt;")


def _not_a_block(line: str) -> str:
    """``line``, escaped already, so that it opens no heading, list, quote, table or rule where a block may begin."""
    if _OPENS_BLOCK.match(line):
        return "\\" + line
    return _OPENS_NUMBERED_LIST.sub(r"\1\\\2", line, count=1) if _OPENS_NUMBERED_LIST.match(line) else line


def _code_span(text: str) -> str:
    """``text`` between more backticks than it has in a row (CommonMark 0.31, section 6.1)."""
    if not text:
        return ""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    gap = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{gap}{text}{gap}{fence}"


def _destination(target: str) -> str:
    encoded = _NOT_IN_DESTINATION.sub(lambda found: quote(found.group(), errors="replace"), target)
    return _ENTITY.sub("&amp;", encoded)
