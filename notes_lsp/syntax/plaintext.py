"""The reader of plain-text notes: bullets, underlined titles, code in the running text.

No specification covers such notes; the rules here were drawn from how people write them. The reader is a
line scanner: it looks at each line once and at a few of them twice. Whether a lone line is the title of
a talk is for a later layer to say; here it is a paragraph. Fences follow CommonMark 0.31, section 4.5.
"""

import re

from notes_lsp.syntax import nodes
from notes_lsp.syntax.code_language import guess_language, is_prompt
from notes_lsp.syntax.document import Document, whole_document
from notes_lsp.syntax.front_matter import read_front_matter
from notes_lsp.syntax.language_names import canonical_language
from notes_lsp.syntax.plaintext_lines import BREAK, BULLET, FENCE, PlainLines
from notes_lsp.syntax.text import split_lines
from notes_lsp.syntax.urls import find_bare_urls

# Both begin with a plain character: that is what makes searching for them quick.
_LINK = re.compile(
    r"\[(?<![\w\])]\[)([^\[\]\r\n]{1,300})\]\(([^()\s]{1,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)\)"
    r"|<((?:https?|ftp)://[^<>\s]{1,2000})>"
)
_CODE_INDENT = 4
_LONGEST_GUESSED = 20_000  # characters: `guess_language` looks no further
_BREAK_OF_TILDES = 5
_OWN_COMMENT = "# notes-lsp:"


def read_plaintext(text: str) -> Document:
    """Read ``text`` as plain-text notes. Takes any string and never raises."""
    lines = split_lines(text)
    head = read_front_matter(text, lines)
    reader = _Reader(PlainLines(text, lines))
    reader.read(lines.line_at(head[0].end) + 1 if head else 0)
    return whole_document(
        text=text,
        dialect="plaintext",
        lines=lines,
        blocks=(*head, *reader.blocks),
        links=tuple(_find_links(text, reader.code)),
        definitions=(),
        broken_references=(),
        anchors=(),
    )


def _find_links(text: str, code: list[tuple[int, int]]) -> list[nodes.Link]:
    """Bare URLs, and Markdown's links where people write them, outside of ``code`` (sorted spans)."""
    found: list[nodes.Link] = []
    position = 0
    for code_start, code_end in (*code, (len(text), len(text))):
        for match in _LINK.finditer(text, position, code_start):
            _add_bare_links(found, text, position, match.start())
            position = match.end()
            if match[3] is None:
                found.append(nodes.Link(*match.span(), "inline", match[2], *match.span(2), *match.span(1)))
            else:
                found.append(nodes.Link(*match.span(), "autolink", match[3], *match.span(3), *match.span(3)))
        _add_bare_links(found, text, position, code_start)
        position = code_end
    return found


def _add_bare_links(found: list[nodes.Link], text: str, start: int, end: int) -> None:
    spans = find_bare_urls(text, start, end)
    found.extend(nodes.Link(*span, "bare", text[span[0] : span[1]], *span, *span) for span in spans)


class _OpenItem:
    """A list item that may go on. ``text_end`` grows until its first paragraph is over."""

    __slots__ = ("checked", "column", "marker", "slot", "start", "text_end", "text_start")

    def __init__(self, slot: int, column: int, start: int, marker: str, text_start: int) -> None:
        self.slot = slot
        self.column = column
        self.start = start
        self.marker = marker
        self.text_start = text_start
        self.text_end = text_start
        self.checked: bool | None = None


class _Reader:
    """Walks the lines of one text and gathers its blocks; used once."""

    def __init__(self, lines: PlainLines) -> None:
        self.lines = lines
        self.text = lines.text
        self.contents, self.columns, self.span = lines.contents, lines.columns, lines.span
        self.blocks: list[nodes.Block] = []
        self.code: list[tuple[int, int]] = []
        self.items: list[_OpenItem] = []
        self.last_end = 0  # of what was read last
        self.after_blank = True
        self.title_may_follow = True
        self.open_text: nodes.Paragraph | _OpenItem | None = None  # what a line of text goes on
        self.adornments: dict[str, int] = {}
        self.indented_until = 0  # up to here indented lines were judged together

    def read(self, line: int) -> None:
        """Read from ``line`` to the end of the text."""
        contents = self.contents
        while line < self.lines.count:
            if not contents[line]:
                self.after_blank = self.title_may_follow = True
                self.open_text = None
                line += 1
                continue
            if contents[line].startswith(_OWN_COMMENT):
                self.add_comment(line)
                line += 1
                continue
            line = self.read_block(line, contents[line])
            self.after_blank = False
        self.close_items(0)

    def read_block(self, line: int, content: str) -> int:
        """Read the block that begins at ``line``, or go on with the open one; gives the line after it."""
        first = content[0]
        if self.title_may_follow and self.lines.is_title(line, content):
            return self.read_heading(line, line)
        if first in "=-" and self.lines.is_overline(line, content):
            return self.read_heading(line, line + 1)
        self.title_may_follow = False
        if first in "-=_*#" and BREAK.match(content):
            return self.add_break(line)
        if first in "`~":
            fence = FENCE.match(content)
            if fence is not None:
                return self.read_fence(line, fence)
        bullet = BULLET.match(content)
        if bullet is not None:
            return self.open_item(line, bullet)
        if self.after_blank and self.columns[line] >= _CODE_INDENT:
            following = self.read_indented(line)
            if following > line:
                return following
        if first == ">":
            return self.read_session(line) if is_prompt(content) else self.read_quote(line)
        fit = self.lines.fit_of(line)
        if not fit:
            return self.read_text(line)
        last, language = self.lines.unfenced_end(line, fit)
        return self.add_code(line, last, "unfenced", language)

    def read_session(self, line: int) -> int:
        return self.add_code(line, self.lines.session_end(line), "doctest", "python")

    # --- text, titles, breaks ---

    def add(self, block: nodes.Block) -> None:
        self.open_text = None
        self.blocks.append(block)
        self.last_end = block.end

    def read_text(self, line: int) -> int:
        start, end = self.span(line, line)
        column = self.columns[line]
        opened = self.open_text
        if opened is not None and (not self.items or column > self.items[-1].column):
            self.last_end = end
            if isinstance(opened, _OpenItem):
                opened.text_end = end
            else:
                self.blocks[-1] = self.open_text = nodes.Paragraph(opened.start, end)
            return line + 1
        self.close_items(column)
        paragraph = nodes.Paragraph(start, end)
        self.add(paragraph)
        self.open_text = paragraph
        return line + 1

    def read_heading(self, line: int, title: int) -> int:
        """A title at line ``title`` over its underline; ``line`` is that of its overline, if it has one."""
        self.close_items(0)
        mark = self.contents[title + 1][0] * (title - line + 1)
        level = self.adornments.setdefault(mark, len(self.adornments) + 1)
        start, end = self.span(line, title + 1)
        self.add(nodes.Heading(start, end, level, *self.span(title, title), mark, "setext"))
        self.title_may_follow = True
        return title + 2

    def add_break(self, line: int) -> int:
        self.close_items(self.columns[line])
        self.add(nodes.Break(*self.span(line, line)))
        return line + 1

    def add_comment(self, line: int) -> None:
        """A comment for notes-lsp. What stands below it is read as if it were not there."""
        self.close_items(self.columns[line])
        self.add(nodes.Comment(*self.span(line, line)))

    def read_quote(self, line: int) -> int:
        self.close_items(self.columns[line])
        last = line
        while (
            last + 1 < self.lines.count
            and self.contents[last + 1][:1] == ">"
            and not is_prompt(self.contents[last + 1])
        ):
            last += 1
        start, end = self.span(line, last)
        self.add(nodes.Quote(start, end))
        while start < end and self.text[start] in "> \t\r\n":
            start += 1
        if start < end:
            self.add(nodes.Paragraph(start, end))
        return last + 1

    # --- lists ---

    def open_item(self, line: int, bullet: re.Match[str]) -> int:
        column = self.columns[line]
        marker = bullet[1] or bullet[2]
        self.close_items(column)
        # One space more is a slip where the marker is the same.
        if self.items and self.items[-1].column == column - 1 and self.items[-1].marker == marker:
            self.close_items(column - 1)
        begin, end = self.span(line, line)
        item = _OpenItem(len(self.blocks), column, begin, marker, begin + bullet.end())
        item.text_end = end
        if bullet[3] is not None:
            item.checked = bullet[3] != " "
        self.add(nodes.Paragraph(begin, end))  # keeps the place; `close_items` puts the item there
        self.items.append(item)
        self.open_text = item
        return line + 1

    def close_items(self, column: int) -> None:
        """End the items that can't hold what stands at ``column``."""
        while self.items and self.items[-1].column >= column:
            item = self.items.pop()
            self.open_text = None
            self.blocks[item.slot] = nodes.ListItem(
                item.start, self.last_end, item.text_start, item.text_end, item.marker, len(self.items), item.checked
            )

    # --- code ---

    def add_code(self, first: int, last: int, kind: nodes.CodeKind, guess: str) -> int:
        """A block of whole lines of code, from line ``first`` to line ``last``."""
        self.close_items(self.columns[first])
        start, end = self.lines.starts[first], self.lines.ends[last]
        self.add(nodes.CodeBlock(start, end, start, end, kind, "", start, start, guess, True))
        self.code.append((start, end))
        return last + 1

    def read_indented(self, line: int) -> int:
        """An indented block, if it is code; else gives ``line`` back.

        The lines up to the next one that is indented less are judged together, and if they are no code
        as a whole, those up to the next blank line.
        """
        holder = next((item.column for item in reversed(self.items) if item.column < self.columns[line]), 0)
        floor = holder + _CODE_INDENT
        if self.columns[line] < floor:
            return line
        last_of_chunk = self.lines.last_indented(line, floor, over_blanks=False)
        if line >= self.indented_until:
            last = self.lines.last_indented(last_of_chunk, floor, over_blanks=True)
            self.indented_until = last + 1
            guess = self.guess(line, last) if last > last_of_chunk else ""
            if guess:
                return self.add_code(line, last, "indented", guess)
        guess = self.guess(line, last_of_chunk)
        return self.add_code(line, last_of_chunk, "indented", guess) if guess else line

    def guess(self, first: int, last: int) -> str:
        start = self.lines.starts[first]
        return guess_language(self.text[start : min(self.lines.ends[last], start + _LONGEST_GUESSED)])

    def read_fence(self, line: int, match: re.Match[str]) -> int:
        fence = match[1] or match[3]
        info = (match[2] or match[4] or "").strip()
        closing = self.lines.closing_fence(line, fence)
        if closing < 0 and fence[0] == "~" and len(fence) >= _BREAK_OF_TILDES and not info:
            return self.add_break(line)
        self.close_items(self.columns[line])
        begin, opening_end = self.span(line, line)
        last = closing if closing >= 0 else self.lines.last_text_line(line)
        end = self.span(last, last)[1]
        content_start = min(self.lines.starts[line + 1], end) if last > line else end
        content_end = self.lines.starts[closing] if closing >= 0 else end
        language = canonical_language(info)
        language_start = begin + match.end(1 if match[1] else 3)
        named = (info if info[0] == "{" else info.split(maxsplit=1)[0]) if language else ""
        if named:
            language_start = self.text.index(named, language_start, opening_end)
        self.add(
            nodes.CodeBlock(
                start=begin,
                end=end,
                content_start=content_start,
                content_end=content_end,
                kind="fence",
                language=language,
                language_start=language_start,
                language_end=language_start + len(named),
                guess="" if language else guess_language(self.text[content_start:content_end]),
                closed=closing >= 0,
            )
        )
        self.code.append((begin, end))
        return last + 1
