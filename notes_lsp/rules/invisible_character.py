"""Characters that nobody sees, and spaces that are none where it matters."""

import re
import unicodedata
from collections.abc import Iterator

from notes_lsp.links.running_text import is_in_inline_code
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.talks.model import Notes

_NAMES = {
    "\u00a0": "a no-break space",
    "\u202f": "a narrow no-break space",
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2060": "a word joiner",
    "\u2063": "an invisible separator",
    "\ufeff": "a byte order mark",
    **dict.fromkeys(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "a mark that changes the direction of writing"
    ),
}
_SPACES = "\u00a0\u202f"
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_RUN = re.compile(f"([{''.join(_NAMES)}])\\1*")
# The space that makes a heading or a list item is a plain one (CommonMark 0.31, sections 4.2 and 5.2).
_MARKER = re.compile(r"[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])")
_FARTHEST = 300  # characters of a line that are looked at to either side
_FIRST_OF_OTHER_SCRIPTS = "\u0590"  # Hebrew; Latin, Greek, Cyrillic and Armenian stand before
_EMOJI = frozenset({"So", "Sk", "Mn"})  # with modifiers and variation selectors


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report what is invisible where it can't be meant, and no-break spaces in code, in targets and behind marks."""
    document = notes.document
    text = document.text
    if text.isascii() or not any(character in text for character in _NAMES):
        return
    for match in _RUN.finditer(text):
        start, end = match.span()
        written = match[1]
        if written in _SPACES:
            yield from _space(document, start, end)
        elif written == "\ufeff" and start == 0 or _is_meant(document, start, end, written):
            continue
        else:
            fix = Fix("Remove it", (Edit(start, end, ""),))
            yield Finding(start, end, f"{_NAMES[written]} is here, which nobody sees", fix)


def _space(document: Document, start: int, end: int) -> Iterator[Finding]:
    """The finding for a no-break space, which in running text is good typography."""
    text = document.text
    line = document.lines.line_at(start)
    before = text[max(document.lines.starts[line], start - _FARTHEST) : start]
    fix: Fix | None = Fix("Write a plain space", (Edit(start, end, " " * (end - start)),))
    if document.dialect == "markdown" and _MARKER.fullmatch(before):
        message = f'the space after "{before.strip()}" is {_NAMES[text[start]]}, so this is shown as text'
    elif _is_code(document, start):
        message = f"{_NAMES[text[start]]} is in this code, where only a plain space works"
    else:
        link = document.link_at(start)
        if link is None or not link.target_start <= start < link.target_end or link.kind in ("reference", "role"):
            return
        message, fix = f"{_NAMES[text[start]]} is in the target of this link", None
    yield Finding(start, end, message, fix)


def _is_code(document: Document, offset: int) -> bool:
    if any(isinstance(block, CodeBlock) for block in document.blocks_at(offset)):
        return True
    return document.dialect != "plaintext" and is_in_inline_code(document.text, offset, document.dialect)


def _is_meant(document: Document, start: int, end: int, written: str) -> bool:
    """Whether a script, or a picture that is put together of several, needs the character."""
    text = document.text
    line = document.lines.line_at(start)
    if written in _DIRECTIONS:
        near = text[
            max(document.lines.starts[line], start - _FARTHEST) : min(document.lines.ends[line], end + _FARTHEST)
        ]
        return any(unicodedata.bidirectional(character) in ("R", "AL") for character in near)
    beside = (text[max(start - 1, 0) : start], text[end : end + 1])
    if any(each >= _FIRST_OF_OTHER_SCRIPTS and each.isalpha() for each in beside if each):
        return True
    if written in "\u200c\u200d":
        return any(each and unicodedata.category(each) in (*_EMOJI, "Mc") for each in beside)
    return written == "\u00ad" and all(each.isalpha() for each in beside)


RULE = Rule(
    code="invisible-character",
    severity="warning",
    on=True,
    summary="There is a character that nobody sees, or a space that is none.",
    reason=(
        "Slides and web pages hand them over with what is copied. A search does not find a word with one in it, code "
        "with one does not run, and a heading or a list item with one behind its mark is none. Where a script or an "
        "emoji needs them they are left alone, and so are no-break spaces and soft hyphens in running text."
    ),
    bad="# PyCon\n\n## Testing legacy\u200b code\n\n```python\nx\u00a0= 1\n```\n",
    good="# PyCon\n\n## Testing legacy code\n\n```python\nx = 1\n```\n",
    check=check,
    scope="part",
    fixes="safe",
)
