"""Where a document holds running text, and where code, comments, links and the like."""

import re
from collections.abc import Sequence

from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.markdown_links import merged_spans
from notes_lsp.syntax.nodes import CodeBlock, Comment, Dialect, Directive, FrontMatter, Html

_OPAQUE_BLOCKS = frozenset({CodeBlock, Comment, FrontMatter, Html})
_OPAQUE_DIRECTIVES = frozenset({"include", "literalinclude", "toctree", "math", "image", "highlight", "raw"})
_LONGEST_VERBATIM = 300
_ENDS_OF_PARAGRAPHS = ("\n\n", "\n\r\n", "\r\r", "\n#", "\r#")
_TICKS = re.compile("`+")
# Org syntax, "Emphasis Markers": `=verbatim=` and `~code~`.
_FARTHEST = 2000  # characters: a line is seldom as long, and one that is must not be read again and again
_VERBATIM = re.compile(r"(?<![^\s\-({'\"])(?:=[^\s=](?:[^=\r\n]*[^\s=])?=|~[^\s~](?:[^~\r\n]*[^\s~])?~)(?![\w/])")


def _spans_without_text(document: Document) -> list[tuple[int, int]]:
    spans = [
        (block.start, block.end)
        for block in document.blocks
        if block.__class__ in _OPAQUE_BLOCKS or (isinstance(block, Directive) and block.name in _OPAQUE_DIRECTIVES)
    ]
    for nodes in (document.links, document.definitions, document.broken_references, document.anchors):
        spans += [(node.start, node.end) for node in nodes]
    return merged_spans(spans)


spans_without_text = of_part(_spans_without_text)
"""The spans in a part, sorted, that hold no running text: code, comments, HTML, front matter, links and labels.

Its second argument is the index of the part. Inline code is known to few readers: see `is_in_inline_code`.
"""


def is_in_inline_code(text: str, offset: int, dialect: Dialect) -> bool:
    """Whether ``offset`` is inside of inline code, or of anything else in backquotes, as far as its line tells."""
    start = start_of_line(text, offset)
    if text.find("`", start, offset) >= 0 and _ticks_are_open(_TICKS.findall(text, start, offset)):
        return True
    if dialect != "org" or (text.find("=", start, offset) < 0 and text.find("~", start, offset) < 0):
        return False
    nearest = max(start, offset - _LONGEST_VERBATIM)
    found = _VERBATIM.finditer(text, nearest, offset + _LONGEST_VERBATIM)
    return any(match.start() < offset < match.end() for match in found)


def is_in_html(text: str, offset: int) -> bool:
    """Whether ``offset`` is inside of a tag, between ``<a>`` and ``</a>``, or in a comment of HTML."""
    start = start_of_line(text, offset)
    if text.rfind("<", start, offset) < 0:
        # A comment may have begun on a line above, but not before the last empty line or heading.
        nearest = max(offset - _FARTHEST, 0)
        nearest = max(nearest, *(text.rfind(end, nearest, offset) for end in _ENDS_OF_PARAGRAPHS))
        comment = text.rfind("<!--", nearest, offset)
        return comment >= 0 and text.find("-->", comment, offset) < 0
    opening = max(text.rfind("<a ", start, offset), text.rfind("<!--", start, offset))
    if opening >= 0 and text.find("</a>" if text[opening + 1] == "a" else "-->", opening, offset) < 0:
        return True
    tag = text.rfind("<", start, offset)
    return text[tag + 1].isalpha() and text.find(">", tag, offset) < 0


def start_of_line(text: str, offset: int) -> int:
    """Where the line of ``offset`` begins, or somewhere in it where that is far away."""
    nearest = max(offset - _FARTHEST, 0)
    return max(text.rfind("\n", nearest, offset) + 1, text.rfind("\r", nearest, offset) + 1, nearest)


def _ticks_are_open(runs: Sequence[str]) -> bool:
    """Whether a run of backquotes waits for its like (CommonMark 0.31, section 6.1)."""
    waiting = ""
    for run in runs:
        if not waiting:
            waiting = run
        elif run == waiting:
            waiting = ""
    return bool(waiting)
