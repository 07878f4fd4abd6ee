"""Comments in notes that say which findings their writer does not want: reading them.

Each dialect has one form, that of its own comments: ``<!-- notes-lsp: ignore CODE -->`` in Markdown,
``.. notes-lsp: ignore CODE`` in reStructuredText, ``# notes-lsp: ignore CODE`` in Org and in plain text. What looks
like one in code is code. What they cover is for `notes_lsp.rules.suppressions` to say.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from notes_lsp.syntax.document import Document, Part
from notes_lsp.syntax.nodes import (
    Block,
    CodeBlock,
    Comment,
    Dialect,
    FrontMatter,
    Heading,
    ListItem,
    Paragraph,
    TableRow,
)

MARK = "notes-lsp:"

Kind = Literal[
    "next",  # on a line of its own: what stands below
    "line",  # behind something else: the line that it ends
    "file",
    "start",
    "end",
    "unknown",  # a word that was meant as one of these
]

_KINDS: dict[str, Kind] = {"ignore": "next", "ignore-file": "file", "ignore-start": "start", "ignore-end": "end"}
WORDS = tuple(_KINDS)

_WORD = r"notes-lsp:[ \t]*(?P<word>[a-zA-Z][\w-]*)"
_LINE_START, _LINE_END = r"(?<![^\r\n])[ \t]*", r"(?=[\r\n]|\Z)"
_HASH = rf"{_LINE_START}(?P<mark>#)[ \t]+{_WORD}(?P<codes>(?:[ \t,][^\r\n]*)?){_LINE_END}"
# Patterns that are compiled when first used: most notes hold no such comment. The codes in Markdown have a longest form
# so that openings without an end cost little.
_FORMS: dict[Dialect, str] = {
    "markdown": rf"<!--+[ \t]*{_WORD}(?P<codes>(?:[ \t,][^\r\n]{{0,2000}}?)?)--+>",
    "rst": rf"{_LINE_START}(?P<mark>\.\.)[ \t]+{_WORD}(?P<codes>(?:[ \t,][^\r\n]*)?){_LINE_END}",
    "org": _HASH,
    "plaintext": _HASH,
}
_CODE = re.compile(r"[^\s,]+")
_QUOTE_MARKS = re.compile(r"[ \t>]*")
_NO_MORE = re.compile(r"[ \t]*(?=[\r\n]|\Z)")
_BACKTICKS = re.compile(r"`+")
_LIKENESS = 0.7

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A code that a comment names, and where."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class IgnoreComment:
    """A comment at ``start:end``. ``named`` are the codes of the rules that it is about; none: all rules.

    ``word`` is what it says to do, at ``word_start``; ``alone`` says that nothing else stands on its line.
    """

    start: int
    end: int
    kind: Kind
    alone: bool
    word: str
    word_start: int
    named: tuple[Named, ...]

    def moved(self, by: int) -> "IgnoreComment":
        """The comment, further down by ``by``."""
        if not by:
            return self
        named = tuple(Named(each.code, each.start + by, each.end + by) for each in self.named)
        start, end, word_start = self.start + by, self.end + by, self.word_start + by
        return IgnoreComment(start, end, self.kind, self.alone, self.word, word_start, named)


def ignore_comments(document: Document) -> tuple[IgnoreComment, ...]:
    """The comments of ``document``, by position. They are looked for once in each part."""
    found: list[IgnoreComment] = []
    for part, start in zip(document.parts, document.part_starts, strict=True):
        here: tuple[IgnoreComment, ...] | None = part.derived.get(IgnoreComment)
        if here is None:
            here = part.derived[IgnoreComment] = _in_part(part, document.dialect) if MARK in part.text else ()
        if here:
            found += [comment.moved(start) for comment in here]
    return tuple(found)


def _in_part(part: Part, dialect: Dialect) -> tuple[IgnoreComment, ...]:
    found = tuple(_read(match, part, dialect) for match in re.finditer(_FORMS[dialect], part.text))
    comments = [comment for comment in found if comment is not None]
    if not comments:
        return ()
    verbatim = _verbatim(part.blocks)
    comments = [comment for comment in comments if not _holds(verbatim, comment.start)]
    if dialect == "markdown":
        return tuple(_outside_code_spans(comments, part))
    if dialect == "org":
        return tuple(comments)
    # Without a blank line above, `..` goes on with a paragraph.
    begin = {block.start for block in part.blocks if isinstance(block, Comment)}
    return tuple(comment for comment in comments if comment.start in begin)


def _read(match: re.Match[str], part: Part, dialect: Dialect) -> IgnoreComment | None:
    """The comment that ``match`` found; None where it says something that is not for us."""
    word = match["word"]
    kind = _KINDS.get(word)
    if kind is None:
        if not _is_meant(word):
            return None
        kind = "unknown"
    start, end = match.start(), match.end()
    is_alone = True
    if dialect == "markdown":
        is_alone = _is_alone(part, start, end)
    else:
        start, end = match.start("mark"), match.end("word") + len(match["codes"].rstrip())
    if kind == "next" and not is_alone:
        kind = "line"
    named = tuple(Named(code[0], *code.span()) for code in _CODE.finditer(part.text, *match.span("codes")))
    return IgnoreComment(start, end, kind, is_alone, word, match.start("word"), named)


def _is_alone(part: Part, start: int, end: int) -> bool:
    """Whether nothing but the marks of quotes stands beside ``start:end``."""
    line_start = part.lines.starts[part.lines.line_at(start)]
    before = _QUOTE_MARKS.match(part.text, line_start, start)
    return before is not None and before.end() == start and _NO_MORE.match(part.text, end) is not None


def _is_meant(word: str) -> bool:
    """Whether ``word`` is a slip of one that counts: a comment may begin with our name and say something else."""
    if word.startswith("ignore"):
        return True
    from difflib import get_close_matches  # only for those who mistype

    return bool(get_close_matches(word[:20].lower(), WORDS, n=1, cutoff=_LIKENESS))


def _verbatim(blocks: Sequence[Block]) -> list[Span]:
    """Where code and the head of the file stand; these do not overlap."""
    return [(block.start, block.end) for block in blocks if isinstance(block, CodeBlock | FrontMatter)]


def _holds(spans: Sequence[Span], offset: int) -> bool:
    place = bisect_right(spans, offset, key=_start_of) - 1
    return place >= 0 and offset < spans[place][1]


def _outside_code_spans(comments: Sequence[IgnoreComment], part: Part) -> Iterator[IgnoreComment]:
    """Those of ``comments`` that do not stand between backticks (CommonMark 0.31, section 6.1)."""
    texts = [_text_of(block) for block in part.blocks if isinstance(block, Paragraph | Heading | TableRow | ListItem)]
    texts.sort()
    known: dict[Span, list[Span]] = {}
    for comment in comments:
        place = bisect_right(texts, comment.start, key=_start_of) - 1
        if place >= 0 and comment.start < texts[place][1]:
            spans = known.get(texts[place])
            if spans is None:
                spans = known[texts[place]] = list(_code_spans(part.text, *texts[place]))
            if _holds(spans, comment.start):
                continue
        yield comment


def _text_of(block: Paragraph | Heading | TableRow | ListItem) -> Span:
    return (block.text_start, block.text_end) if isinstance(block, ListItem) else (block.start, block.end)


def _code_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """The code spans in ``text[start:end]``, each from its first backtick to its last."""
    runs = [match.span() for match in _BACKTICKS.finditer(text, start, end)]
    closing: list[int | None] = [None] * len(runs)
    last_of_length: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closing[index] = last_of_length.get(length)
        last_of_length[length] = index
    index = 0
    while index < len(runs):
        close = closing[index]
        first = runs[index][0]
        if close is None or text[first - 1 : first] == "\\":
            index += 1
            continue
        yield first, runs[close][1]
        index = close + 1


def _start_of(span: Span) -> int:
    return span[0]
