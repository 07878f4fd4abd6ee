"""The reader of plain-text notes: bullets, underlined titles, code in the running text.

No library knows such notes, so this is a line scanner: each line is looked at once. Whether
a lone line is the title of a talk is for a later layer to say; here it is a paragraph.
"""

import re

from notes_lsp.syntax import nodes
from notes_lsp.syntax.code_language import canonical_language, goes_on, guess_language, is_prompt, line_fit
from notes_lsp.syntax.front_matter import read_front_matter
from notes_lsp.syntax.text import Lines, split_lines
from notes_lsp.syntax.urls import find_bare_urls

_BULLET = re.compile(r"([ \t\u3000]*)([•◦▪·●○‣∙*+–—-]|\d{1,3}[.)]|[a-z][.)])[ \t]+(?:\[([ xX])\](?=\s)[ \t]*)?(?=\S)")
_UNDERLINE = re.compile(r"(=|-|~){3,}[ \t]*$")
_BREAK = re.compile(r"[ \t]*([-=_*#~])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$")
_QUOTE = re.compile(r" {0,3}>(?!>)")
_INLINE_LINK = re.compile(r"\[([^\[\]\r\n]{1,300})\]\(([^()\s]{1,2000})\)|<((?:https?|ftp)://[^<>\s]{1,2000})>")
_CODE_INDENT = 4


def read_plaintext(text: str) -> nodes.Document:
    """Read ``text`` as plain-text notes. Takes any string and never raises."""
    lines = split_lines(text)
    head = read_front_matter(text, lines)
    reader = _Reader(text, lines)
    reader.read(lines.line_at(head[0].end) + 1 if head else 0)
    return nodes.Document(
        text=text,
        dialect="plaintext",
        lines=lines,
        blocks=(*head, *reader.blocks),
        links=tuple(_links(text, reader.code)),
        definitions=(),
        broken_references=(),
        anchors=(),
    )


def _links(text: str, code: list[tuple[int, int]]) -> list[nodes.Link]:
    """Bare URLs, and Markdown's links where people write them, outside of ``code`` (sorted spans)."""
    found = []
    position = 0
    for start, end in [*code, (len(text), len(text))]:
        found.extend(_links_within(text, position, start))
        position = end
    return found


def _links_within(text: str, start: int, end: int) -> list[nodes.Link]:
    found = []
    marked: list[tuple[int, int]] = []
    for match in _INLINE_LINK.finditer(text, start, end):
        marked.append(match.span())
        if match[3] is not None:
            found.append(nodes.Link(*match.span(), "autolink", match[3], *match.span(3), *match.span(3)))
        else:
            found.append(nodes.Link(*match.span(), "inline", match[2], *match.span(2), *match.span(1)))
    position = 0
    for url_start, url_end in find_bare_urls(text, start, end):
        while position < len(marked) and marked[position][1] <= url_start:
            position += 1
        if position == len(marked) or url_end <= marked[position][0]:
            span = (url_start, url_end)
            found.append(nodes.Link(*span, "bare", text[url_start:url_end], *span, *span))
    return sorted(found, key=lambda link: link.start)


class _OpenItem:
    """A list item that may go on."""

    __slots__ = ("checked", "end", "indent", "marker", "slot", "start", "text_end", "text_start")

    def __init__(self, slot: int, indent: int, start: int, marker: str, text_start: int, end: int) -> None:
        self.slot = slot
        self.indent = indent
        self.start = start
        self.marker = marker
        self.text_start = text_start
        self.text_end = end
        self.end = end
        self.checked: bool | None = None


class _Reader:
    """Walks the lines of one text once and gathers its blocks."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.text = text
        self.lines = lines
        self.blocks: list[nodes.Block] = []
        self.code: list[tuple[int, int]] = []
        self.items: list[_OpenItem] = []
        self.adornments: list[str] = []

    def read(self, line: int) -> None:
        count = len(self.lines)
        after_blank = True
        while line < count:
            content = self.content(line)
            if not content.strip():
                after_blank = True
                line += 1
                continue
            line = self.block_at(line, content, after_blank)
            after_blank = False
        self.close_items(-1)

    def content(self, line: int) -> str:
        return self.text[self.lines.starts[line] : self.lines.ends[line]]

    def block_at(self, line: int, content: str, after_blank: bool) -> int:
        """Read the block that begins at ``line``; gives the line after it."""
        if content.lstrip(" ")[:1] in ("`", "~") and _FENCE.match(content):
            return self.fence(line, content)
        if _BREAK.match(content):
            self.close_items(-1)
            self.add(nodes.Break, line)
            return line + 1
        if after_blank and line + 1 < len(self.lines) and _UNDERLINE.match(self.content(line + 1)) and not content[0].isspace():
            return self.heading(line)
        if is_prompt(content):
            return self.session(line)
        indent = _width(content)
        if indent >= _CODE_INDENT and after_blank:
            stop = self.indented_code_end(line, indent)
            if stop > line:
                return self.add_code(line, stop, "indented")
        bullet = _BULLET.match(content)
        if bullet is not None:
            self.open_item(line, bullet)
            return line + 1
        fit = line_fit(content)
        if fit:
            return self.unfenced_code(line, fit)
        if self.items and indent > self.items[-1].indent and not after_blank:
            self.continue_item(line)
            return line + 1
        self.close_items(-1)
        if _QUOTE.match(content):
            return self.run_of(line, nodes.Quote)
        return self.run_of(line, nodes.Paragraph)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The span of the text of lines ``first`` to ``last``, without the space at its ends."""
        text = self.text
        start, end = self.lines.starts[first], self.lines.ends[last]
        while start < end and text[start] in " \t\ufeff\u3000":
            start += 1
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        return start, end

    def add(self, kind: type[nodes.Paragraph] | type[nodes.Quote] | type[nodes.Break], first: int, last: int = -1) -> None:
        self.blocks.append(kind(*self.span(first, last if last >= 0 else first)))

    def run_of(self, line: int, kind: type[nodes.Paragraph] | type[nodes.Quote]) -> int:
        """A paragraph or a quote: lines up to a blank one, or to one that begins something else."""
        last = line
        while last + 1 < len(self.lines):
            content = self.content(last + 1)
            if not content.strip() or _BULLET.match(content) or _BREAK.match(content) or _FENCE.match(content):
                break
            if (_QUOTE.match(content) is not None) != (kind is nodes.Quote) or line_fit(content) or is_prompt(content):
                break
            last += 1
        self.add(kind, line, last)
        return last + 1

    def heading(self, line: int) -> int:
        self.close_items(-1)
        start, text_end = self.span(line, line)
        mark_start, end = self.span(line + 1, line + 1)
        mark = self.text[mark_start]
        if mark not in self.adornments:
            self.adornments.append(mark)
        level = self.adornments.index(mark) + 1
        self.blocks.append(nodes.Heading(start, end, level, start, text_end, mark, "setext"))
        return line + 2

    # --- lists ---

    def open_item(self, line: int, bullet: re.Match[str]) -> None:
        indent = _width(bullet[1])
        self.close_items(indent - 1)
        offset = self.lines.starts[line]
        end = self.span(line, line)[1]
        item = _OpenItem(len(self.blocks), indent, offset + bullet.start(2), bullet[2], offset + bullet.end(), end)
        if bullet[3] is not None:
            item.checked = bullet[3] != " "
        self.items.append(item)
        self.blocks.append(nodes.Paragraph(0, 0))  # its place; `close_items` puts the item there

    def continue_item(self, line: int) -> None:
        start, end = self.span(line, line)
        item = self.items[-1]
        if item.end == item.text_end:
            item.text_end = end
        item.end = end

    def close_items(self, indent: int) -> None:
        """End the items that are indented more than ``indent``."""
        while self.items and self.items[-1].indent > indent:
            item = self.items.pop()
            self.blocks[item.slot] = nodes.ListItem(
                item.start, item.end, item.text_start, item.text_end, item.marker, len(self.items), item.checked
            )
            if self.items:
                self.items[-1].end = max(self.items[-1].end, item.end)

    # --- code ---

    def add_code(self, first: int, stop: int, kind: nodes.CodeKind, guess: str | None = None) -> int:
        """A block of code from line ``first`` up to, not including, line ``stop``."""
        indent = _width(self.content(first))
        if self.items and indent > self.items[-1].indent and kind != "unfenced":
            self.items[-1].end = self.lines.ends[stop - 1]
        else:
            self.close_items(-1)
        start, end = self.lines.starts[first], self.lines.ends[stop - 1]
        language = guess_language(self.text[start:end]) if guess is None else guess
        self.blocks.append(nodes.CodeBlock(start, end, start, end, kind, "", start, start, language, True))
        self.code.append((start, end))
        return stop

    def indented_code_end(self, line: int, indent: int) -> int:
        """The line after the indented block at ``line``, if that is code; else ``line``."""
        stop = last = line
        while stop < len(self.lines):
            content = self.content(stop)
            if content.strip():
                if _width(content) < _CODE_INDENT:
                    break
                last = stop
            stop += 1
        if _BULLET.match(self.content(line)):
            return line
        code = self.text[self.lines.starts[line] : self.lines.ends[last]]
        return last + 1 if guess_language(code) else line

    def session(self, line: int) -> int:
        """A Python session: prompts and what they print, up to a blank line that no prompt follows."""
        stop = line + 1
        while stop < len(self.lines) and self.content(stop).strip():
            stop += 1
        return self.add_code(line, stop, "doctest", "python")

    def unfenced_code(self, line: int, fit: str) -> int:
        """Code lines in the running text: as long as the lines are code of one language."""
        stop, language = line + 1, fit
        last = line
        while stop < len(self.lines):
            content = self.content(stop)
            if not content.strip():
                # Code may go on behind a blank line, if what follows is indented or code of its own.
                following = stop + 1
                if following < len(self.lines) and _is_body(self.content(following)) and last == stop - 1:
                    stop += 1
                    continue
                break
            if _BULLET.match(content):
                break
            language_here = line_fit(content)
            known = language if language != "either" else language_here
            if not self.is_code_here(content, language_here, language, known):
                break
            if language == "either" and language_here:
                language = language_here
            last = stop
            stop += 1
        guess = "python" if language == "either" else language
        return self.add_code(line, last + 1, "unfenced", guess)

    def is_code_here(self, content: str, fit: str, language: str, known: str) -> bool:
        if fit:
            return fit == "either" or language in ("either", fit)
        if content[0].isspace():
            return True
        return bool(known) and known != "either" and goes_on(content, known)

    def fence(self, line: int, content: str) -> int:
        match = _FENCE.match(content)
        assert match is not None
        fence = match[1]
        stop = line + 1
        closed = False
        while stop < len(self.lines):
            inner = self.content(stop).strip()
            if len(inner) >= len(fence) and not inner.strip(fence[0]):
                closed = True
                break
            stop += 1
        self.close_items(-1)
        offset = self.lines.starts[line]
        end = self.lines.ends[min(stop, len(self.lines) - 1)]
        content_start = min(self.lines.starts[line + 1], end) if line + 1 < len(self.lines) else end
        content_end = self.lines.starts[stop] if closed else end
        info = match[2]
        self.blocks.append(
            nodes.CodeBlock(
                start=offset + match.start(1),
                end=end,
                content_start=content_start,
                content_end=max(content_start, content_end),
                kind="fence",
                language=canonical_language(info) if info else "",
                language_start=offset + match.start(2),
                language_end=offset + match.end(2),
                guess="" if info else guess_language(self.text[content_start:content_end]),
                closed=closed,
            )
        )
        self.code.append((offset, end))
        return stop + 1


def _width(content: str) -> int:
    """How far a line is indented, in columns, with tab stops every four."""
    space = content[: len(content) - len(content.lstrip(" \t\u3000"))]
    return len(space.expandtabs(4)) if "\t" in space else len(space)


def _is_body(content: str) -> bool:
    return bool(content.strip()) and content[0] in " \t" and not _BULLET.match(content)
