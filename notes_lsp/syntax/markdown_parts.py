"""Markdown in parts: what an edit touches is read again, and nothing else.

A part begins at a heading, or at the beginning of the text. CommonMark reads a text from top to bottom, line by line;
where a line that starts with ``#`` is a heading, and no code or HTML that goes on, everything before it is closed
(0.31, "Appendix: A parsing strategy"), so that what follows can be read as if it stood alone. Whether a part is
closed is not guessed: a heading is put behind it, and the parser says what it takes it for. Where a text is cut
matters for speed alone; a document in parts holds what `read_markdown` finds in the whole text.

What parts must know of each other is which labels are defined where: each is read with the definitions that it
mentions and others hold, and again when these change.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, Part, defined_by
from notes_lsp.syntax.front_matter import read_front_matter
from notes_lsp.syntax.markdown import ReadPart, read_markdown_part
from notes_lsp.syntax.markdown_links import find_definitions
from notes_lsp.syntax.markdown_source import MarkdownContext, without_surrogates
from notes_lsp.syntax.text import split_lines

_Definitions = Mapping[str, str]
"""The targets of labels."""

_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){1,999})\](:?)", re.DOTALL)
_FENCE_OR_HEADING = re.compile(
    r"^(?: {0,3}(?P<fence>`{3,}|~{3,})[^\n]*$"
    r"|#{1,6}(?=[ \t\r\n])|##+(?=[^#\s])"
    r"|(?P<title>[^\W_][^\n]*\n(?:=+|-+)[ \t\r]*$))",
    re.MULTILINE,
)
_LIST_NUMBER = re.compile(r"\d{1,9}[.)]")
_LAST_LINE_BLANK = re.compile(r"(?:^|\n)[ \t]*\r?\n\Z")
_OPEN_HEADS = ("---", "+++", "<!--")


def read_markdown_in_parts(text: str) -> Document:
    """Read ``text`` as Markdown, in parts that later edits may leave as they are. Takes any string, never raises."""
    head = tuple(read_front_matter(text, split_lines(text)))
    # What looks like a definition mostly is one: then no part has to be read again for what is in others.
    likely = {each.label: each.target for each in reversed(find_definitions(without_surrogates(text), (), 0))}
    parts = _read_stretch(text, head, likely, at_end=True) or []
    return Document(text, "markdown", _with_definitions(parts, {*likely, *defined_by(parts)}))


def edit_markdown(document: Document, start: int, end: int, text: str) -> Document:
    """``document``, which was read in parts, after ``start:end`` became ``text``."""
    whole = document.text[:start] + text + document.text[end:]
    grown = len(whole) - len(document.text)
    first, last = _touched_parts(document, start, end)
    definitions = document.defined
    # Only what stands before the first heading can be the head of a file, but it may reach far.
    head = tuple(read_front_matter(whole, split_lines(whole))) if first == 0 else ()
    while True:
        at_end = last == len(document.parts)
        stretch_start = document.part_starts[first]
        stretch_end = len(whole) if at_end else document.part_starts[last] + grown
        found = None
        if not head or head[0].end <= stretch_end:
            found = _read_stretch(whole[stretch_start:stretch_end], head, definitions, at_end)
        if found is not None and (at_end or _may_follow(document.parts[last].text, whole[:stretch_end])):
            break
        # What is open now may close anywhere: look twice as far each time, which costs twice as much at most.
        last = min(last + max(last - first, 1), len(document.parts))
    replaced = document.parts[first:last]
    parts = (*document.parts[:first], *_kept_where_equal(found, replaced), *document.parts[last:])
    if any(part.defines for part in (*found, *replaced)):
        after = defined_by(parts)
        changed = {label for label in {*definitions, *after} if definitions.get(label) != after.get(label)}
        parts = _with_definitions(parts, changed) if changed else parts
        definitions = after
    edited = Document(whole, "markdown", parts)
    # What a document would add up from its parts is known already.
    edited.__dict__.update(
        defined=definitions,
        part_starts=_summed_again(document.part_starts, first, last, [len(part.text) for part in found]),
        first_lines=_summed_again(document.first_lines, first, last, [len(part.lines) - 1 for part in found]),
    )
    return edited


def _summed_again(sums: list[int], first: int, last: int, lengths: Sequence[int]) -> list[int]:
    """Where each part begins after those from ``first`` up to ``last`` became others of these ``lengths``."""
    *inside, end = accumulate(lengths, initial=sums[first])
    grown = end - sums[last] if last < len(sums) else 0
    return [*sums[:first], *inside, *([value + grown for value in sums[last:]] if grown else sums[last:])]


def _touched_parts(document: Document, start: int, end: int) -> tuple[int, int]:
    """The parts that an edit of ``start:end`` may change: from one index up to another, not included."""
    first, last = document.part_at(start), document.part_at(end) + 1
    if first > 0:
        # The first line of a part makes it one; where a title is underlined it takes two.
        before = document.parts[first].text[: start - document.part_starts[first]]
        if before.count("\n") < 2:
            first -= 1
    if first > 0 and _may_be_open_head(document):
        first = 0
    return first, last


def _may_be_open_head(document: Document) -> bool:
    """Whether a fence at the beginning waits for the one that makes a head of what is between them."""
    blocks = document.parts[0].blocks
    if blocks and isinstance(blocks[0], nodes.FrontMatter):
        return False
    return document.text[:1000].lstrip("\ufeff \t\r\n").startswith(_OPEN_HEADS)


def _kept_where_equal(found: list[Part], replaced: Sequence[Part]) -> Iterator[Part]:
    """``found``, with the parts that were there before in place of those that say the same."""
    before = {part.text: part for part in replaced}
    for part in found:
        old = before.get(part.text)
        yield old if old is not None and old == part else part


# --- definitions ----------------------------------------------------------------------------------------------


def _with_definitions(parts: Sequence[Part], changed: set[str]) -> tuple[Part, ...]:
    """``parts``, with those read again that mention one of the labels whose definitions ``changed``."""
    definitions = defined_by(parts)
    found = list(parts)
    for place, part in enumerate(parts):
        if not part.mentions.isdisjoint(changed) and part.given != _given(part.mentions, definitions):
            head = _head_of(part) if place == 0 else ()
            found[place] = _read_piece(part.text, head, definitions, more_follows=place + 1 < len(parts)).part
    return tuple(found)


def _head_of(part: Part) -> tuple[nodes.Block, ...]:
    blocks = part.blocks
    if not blocks or not isinstance(blocks[0], nodes.FrontMatter):
        return ()
    return tuple(block for block in blocks if block.start < blocks[0].end)


def _given(mentions: frozenset[str], definitions: _Definitions) -> tuple[tuple[str, str], ...]:
    return tuple((label, definitions[label]) for label in sorted(mentions) if label in definitions)


# --- reading --------------------------------------------------------------------------------------------------


def _read_piece(text: str, head: tuple[nodes.Block, ...], definitions: _Definitions, *, more_follows: bool) -> ReadPart:
    """Read one part, with those of ``definitions`` that it mentions."""
    labels = _LABEL.findall(without_surrogates(text)) if "[" in text else ()
    mentions = frozenset([nodes.normalize_label(label) for label, _ in labels])
    # What may be a definition is asked for, on one line, without the others: these would answer in its place.
    own = dict.fromkeys([nodes.normalize_label(label) for label, colon in labels if colon and label[0] != "^"])
    given = _given(mentions, definitions) if definitions else ()
    from_others = tuple(pair for pair in given if pair[0] not in own) if own else given
    questions = tuple(label for label in own if label)
    found = read_markdown_part(text, MarkdownContext(head, False, from_others, questions, more_follows))
    defines = dict(found.part.defines)
    if any(defines.get(label) != target for label, target in given if label in own):
        found = read_markdown_part(text, MarkdownContext(head, False, given, (), more_follows))
    part = replace(found.part, mentions=mentions, defines=tuple(defines.items()), given=given)
    return ReadPart(part, found.closed)


def _read_stretch(
    text: str, head: tuple[nodes.Block, ...], definitions: _Definitions, at_end: bool
) -> list[Part] | None:
    """Read a stretch of a text in parts; None where its last one is not closed although more of the text follows."""
    bounds = [*_bounds(text, head[0].end if head else 0), len(text)]
    parts: list[Part] = []
    start = 0
    place = 0
    step = 1
    while start < len(text) or not parts:
        end = bounds[min(place, len(bounds) - 1)]
        more_follows = not at_end or end < len(text)
        found = _read_piece(text[start:end], head if start == 0 else (), definitions, more_follows=more_follows)
        if found.closed or not more_follows:
            parts.append(found.part)
            start = end
            place += 1
            step = 1
        elif end == len(text):
            return None
        else:
            place += step
            step *= 2
    return parts


def _may_follow(part: str, before: str) -> bool:
    """Whether a part that begins like ``part`` may begin behind the closed text ``before``."""
    if not before.endswith("\n"):
        return False
    return part.startswith("#") or _LAST_LINE_BLANK.search(before, max(len(before) - 300, 0)) is not None


def _bounds(text: str, start: int) -> Iterator[int]:
    """Where parts may begin behind ``start``: at headings that do not seem to stand in code."""
    position = start
    while True:
        match = _FENCE_OR_HEADING.search(text, position)
        if match is None:
            return
        position = match.end()
        fence = match["fence"]
        if fence:
            closing = re.compile(rf"^[ \t]*{fence[0]}{{{len(fence)},}}[ \t\r]*$", re.MULTILINE).search(text, position)
            position = closing.end() if closing is not None else position
        elif match.start() > start and (match["title"] is None or _is_title(text, match.start())):
            yield match.start()


def _is_title(text: str, start: int) -> bool:
    """Whether a line begins a paragraph of its own: what stands before it is closed by a blank line."""
    before = text[max(start - 300, 0) : start]
    return _LAST_LINE_BLANK.search(before) is not None and _LIST_NUMBER.match(text, start) is None
