"""What stands within a line as steps of a growing selection: emphasis and code with and without marks, links."""

import re
from collections.abc import Iterator, Sequence

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document

Span = tuple[int, int]

# Emphasis is looked for in a window of that many characters to each side.
_NEAR = 400
_LONGEST_LINK = 4000
_MOST_NESTED = 6

_MARKDOWN_MARKS = re.compile(
    r"(?<!`)(`+)(?!`)(?=\S)(.+?)(?<!`)\1(?!`)"
    r"|(?<!\\)(\*\*\*|\*\*|\*|~~)(?=\S)(.+?)(?<=\S)\3"
    r"|(?<![\w\\])(__|_)(?=\S)(.+?)(?<=\S)\5(?!\w)",
    re.DOTALL,
)
_RST_MARKS = re.compile(
    r"(``)(?=\S)(.+?)(?<=\S)\1(?!`)|(?<![\w\\*])(\*\*|\*)(?=\S)(.+?)(?<=\S)\3(?!\w)|(?<![\w\\`])(`)(?=\S)(.+?)(?<=\S)\5",
    re.DOTALL,
)
_ORG_MARKS = re.compile(r"(?<!\w)([*/_=~+])(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_MARKS: dict[nodes.Dialect, re.Pattern[str]] = {
    "markdown": _MARKDOWN_MARKS,
    "plaintext": _MARKDOWN_MARKS,
    "rst": _RST_MARKS,
    "org": _ORG_MARKS,
}


def inline_spans(document: Document, around: Sequence[nodes.Block], offset: int) -> Iterator[Span]:
    """The spans of emphasis, code and links at ``offset``, which lies in the blocks ``around``, outermost first."""
    yield from _link_spans(document, offset)
    start, end = _window(around, offset)
    yield from _marked_spans(document.text, start, end, offset, _MARKS[document.dialect])


def _link_spans(document: Document, offset: int) -> Iterator[Span]:
    for link in document.links_between(max(offset - _LONGEST_LINK, 0), offset + 1):
        if link.end >= offset:
            yield link.text_start, link.text_end
            yield link.target_start, link.target_end
            yield link.start, link.end


def _window(around: Sequence[nodes.Block], offset: int) -> Span:
    """The running text of the innermost block at ``offset``, or as much of it as lies near; empty in code."""
    block = around[-1] if around else None
    if isinstance(block, nodes.Heading | nodes.ListItem):
        start, end = block.text_start, block.text_end
    elif isinstance(block, nodes.Paragraph | nodes.TableRow):
        start, end = block.start, block.end
    else:
        return offset, offset
    return max(start, offset - _NEAR), min(end, offset + _NEAR)


def _marked_spans(text: str, start: int, end: int, offset: int, marks: re.Pattern[str]) -> Iterator[Span]:
    """What stands between marks around ``offset``, without and with the marks, and the same within that."""
    for _ in range(_MOST_NESTED):
        match = next((m for m in marks.finditer(text, start, end) if m.start() <= offset <= m.end()), None)
        if match is None:
            return
        yield match.span()
        start, end = match.span(match.lastindex or 0)  # the last group is what stands between the marks
        yield start, end
