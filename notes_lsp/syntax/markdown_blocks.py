"""Single blocks of Markdown, from their source: what pulldown-cmark tells of their span, and no more."""

import re

from notes_lsp.syntax import nodes
from notes_lsp.syntax.language_names import canonical_language
from notes_lsp.syntax.text import Lines

BLANK = " \t\r\n"

_ATX = re.compile(r"(#{1,6})[ \t]*(?=[^\n]*\Z)")
# The directives of MyST name the language behind their braces.
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*(\{(?:code(?:-block|-cell)?|sourcecode)\}[ \t]+[^\s`]+|[^\s`]*)")


def atx_heading(text: str, start: int, end: int, *, lacks_space: bool) -> nodes.Heading:
    """The heading that begins with ``#`` at ``start``, whose line ends at ``end``."""
    match = _ATX.match(text, start, end)
    if match is None:  # a heading within a container may hold more than its line
        return nodes.Heading(start, end, 1, start, end, "#", "atx")
    hashes = match[1]
    style: nodes.HeadingStyle = "atx-no-space" if lacks_space else "atx"
    text_start = match.end()
    title = text[text_start:end].rstrip(BLANK)
    before_closing = title.rstrip("#")
    if before_closing.endswith((" ", "\t")):
        title = before_closing.rstrip(" \t")
    return nodes.Heading(start, end, len(hashes), text_start, text_start + len(title), hashes, style)


def setext_blocks(text: str, start: int, end: int, level: int) -> list[nodes.Block]:
    """The blocks that a title over ``===`` or ``---`` stands for.

    CommonMark (section 4.3) takes every line of the paragraph above into the title. Nobody writes
    titles of several lines; dashes under a paragraph are meant as a break, unless they are as long
    as its last line.
    """
    underline_start = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
    underline = text[underline_start:end].strip(" \t>")
    body_end = underline_start
    while body_end > start and text[body_end - 1] in BLANK:
        body_end -= 1
    title_start = max(text.rfind("\n", start, body_end), text.rfind("\r", start, body_end)) + 1 or start
    marker = underline[:1] or "="
    if title_start <= start:
        return [nodes.Heading(start, end, level, start, body_end, marker, "setext")]
    title_start += len(text[title_start:body_end]) - len(text[title_start:body_end].lstrip(" \t>"))
    above_end = title_start
    while above_end > start and text[above_end - 1] in BLANK + ">":
        above_end -= 1
    above = nodes.Paragraph(start, above_end)
    if marker == "=" or abs(len(underline) - (body_end - title_start)) <= 2:
        return [above, nodes.Heading(title_start, end, level, title_start, body_end, marker, "setext")]
    return [nodes.Paragraph(start, body_end), nodes.Break(end - len(underline), end)]


def fenced_code(text: str, lines: Lines, start: int, end: int) -> nodes.CodeBlock:
    """The block of code whose fence opens at ``start``."""
    match = _FENCE.match(text, start, end)
    if match is None:
        return nodes.CodeBlock(start, end, start, end, "fence", "", start, start, "", True)
    first, last = lines.line_at(start), lines.line_at(end)
    content_start = lines.starts[first + 1] if first + 1 < len(lines) else end
    last_line = text[lines.starts[last] : end].strip(" \t>")
    fence = match[1]
    closed = last > first and len(last_line) >= len(fence) and not last_line.strip(fence[0])
    content_end = lines.starts[last] if closed else end
    content_start, content_end = min(content_start, end), max(content_end, min(content_start, end))
    info = match[2]
    return nodes.CodeBlock(
        start=start,
        end=end,
        content_start=content_start,
        content_end=content_end,
        kind="fence",
        language=canonical_language(info) if info else "",
        language_start=match.start(2),
        language_end=match.end(2),
        guess="" if info else guess_of(text[content_start:content_end]),
        closed=closed,
    )


def guess_of(code: str) -> str:
    """What code looks like that names no language; see `notes_lsp.syntax.code_language.guess_language`."""
    # Imported when first needed: its patterns cost more at start-up than all others together.
    from notes_lsp.syntax.code_language import guess_language

    return guess_language(code)
