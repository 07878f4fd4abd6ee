"""The Org reader: headings, lists, blocks and links of Org-mode notes.

Source: the Org syntax specification (https://orgmode.org/worg/org-syntax.html). Read line by line; what it
calls greater elements nest through a stack of open list items and quotes.
"""

import re
from collections.abc import Callable

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, whole_document
from notes_lsp.syntax.front_matter import read_front_matter
from notes_lsp.syntax.indents import measure_indents
from notes_lsp.syntax.org_blocks import is_comment, is_drawer, is_fixed_width, read_colon, read_hash
from notes_lsp.syntax.org_inline import scan_org_text
from notes_lsp.syntax.org_state import HEADING, MAX_NESTING, Open, State
from notes_lsp.syntax.text import split_lines

_TODO = re.compile(r"(?:TODO|DONE|NEXT|WAIT|WAITING|HOLD|STARTED|SOMEDAY|CANCELL?ED|COMMENT)(?:[ \t]+|$)")
_PRIORITY = re.compile(r"\[#[A-Za-z0-9]\](?:[ \t]+|$)")
_TAGS = re.compile(r":[\w@#%:]+:$")
_ITEM = re.compile(r"([-+*]|\d{1,9}[.)])(?:[ \t]+|$)")
_COUNTER = re.compile(r"\[@\d{1,9}\][ \t]*")
_CHECKBOX = re.compile(r"\[([ xX-])\](?:[ \t]+|$)")
_RULE = re.compile(r"-{5,}$")
_TABLE_RULE = re.compile(r"\|[-+|]*$")


def read_org(text: str) -> Document:
    """Read ``text`` as Org. Takes any string and never raises."""
    lines = split_lines(text)
    head = read_front_matter(text, lines)
    reader = _Reader(text, lines, measure_indents(text, lines))
    reader.regions.extend((block.value_start, block.value_end) for block in head if isinstance(block, nodes.Field))
    reader.read(lines.line_at(head[0].end) + 1 if head else 0)
    links, anchors = scan_org_text(text, reader.regions)
    anchors = sorted([*reader.anchors, *anchors], key=lambda anchor: anchor.start)
    blocks = (*head, *reader.blocks)
    return whole_document(text, "org", lines, blocks, links=tuple(links), anchors=tuple(anchors))


class _Reader(State):
    """Reads headings, lists, text and tables itself, and what begins with ``#`` or ``:`` through `org_blocks`."""

    def read(self, line: int) -> None:
        blank = 0
        while line < self.count:
            if self.widths[line] < 0:
                blank += 1
                line += 1
                continue
            # Two blank lines end all lists.
            self.close_items(-1 if blank > 1 else self.widths[line])
            blank = 0
            line = self.read_block(line)
        self.close_all()

    def read_block(self, line: int) -> int:
        """Read the block at ``line``: the next line to read."""
        read = _READERS.get(self.text[self.begins[line]])
        after = read(self, line) if read is not None else -1
        if after < 0:
            after = self.read_paragraph(line)
        return after

    # ------------------------------------------------------------ headings

    def read_star(self, line: int) -> int:
        if self.widths[line] > 0:
            return self.read_item(line)
        return self.read_heading(line)

    def read_heading(self, line: int) -> int:
        match = HEADING.match(self.text, self.begins[line], self.tails[line])
        if match is None:
            return -1
        self.close_all()
        text, start = self.text, match.end()
        end = self.tails[line]
        todo = _TODO.match(text, start, end)
        if todo is not None:
            start = todo.end()
        priority = _PRIORITY.match(text, start, end)
        if priority is not None:
            start = priority.end()
        tags_start = max(text.rfind(" ", start, end), text.rfind("\t", start, end)) + 1 or start
        text_end = end
        if _TAGS.match(text, tags_start, end) is not None:
            text_end = start + len(text[start:tags_start].rstrip())
        marker = match[1]
        self.add(nodes.Heading(self.begins[line], end, len(marker), start, text_end, marker, "org"))
        self.regions.append((start, text_end))
        return line + 1

    # ------------------------------------------------------------ lists and text

    def read_dash(self, line: int) -> int:
        if _RULE.match(self.text, self.begins[line], self.tails[line]):
            self.add(nodes.Break(self.begins[line], self.tails[line]))
            return line + 1
        return self.read_item(line)

    def read_item(self, line: int) -> int:
        begin, tail = self.begins[line], self.tails[line]
        match = _ITEM.match(self.text, begin, tail)
        if match is None or len(self.open) >= MAX_NESTING:
            return -1
        self.begin_block()
        item = Open(len(self.blocks), self.widths[line], begin, "")
        self.blocks.append(None)
        item.marker = match[1]
        item.depth = self.depth
        self.depth += 1
        text_start = match.end()
        counter = _COUNTER.match(self.text, text_start, tail)
        if counter is not None:
            text_start = counter.end()
        box = _CHECKBOX.match(self.text, text_start, tail)
        if box is not None:
            item.checked = box[1] in "xX"
            text_start = box.end()
        self.open.append(item)
        item.text_start = text_start
        self.last_end = tail
        if text_start >= tail:
            return line + 1
        last = self.last_text_line(line, item.floor)
        item.text_end = self.last_end = self.tails[last]
        self.regions.append((text_start, item.text_end))
        return last + 1

    def last_text_line(self, line: int, floor: int) -> int:
        """The last line of the paragraph that begins at ``line`` within what is indented more than ``floor``."""
        following = line + 1
        while following < self.count and self.widths[following] > floor and not self.begins_element(following):
            following += 1
        return following - 1

    def begins_element(self, line: int) -> bool:
        """Whether a line that is not blank begins something other than text."""
        if self.widths[line] < 0:
            return True
        text, begin, tail = self.text, self.begins[line], self.tails[line]
        mark = text[begin]
        if mark not in _READERS:
            return False
        if mark == "*" and self.widths[line] == 0:
            return HEADING.match(text, begin, tail) is not None
        if mark == "#":
            return is_comment(text, begin, tail) or text.startswith("#+", begin)
        if mark == ":":
            return is_fixed_width(text, begin, tail) or is_drawer(text, begin, tail)
        return mark == "|" or _ITEM.match(text, begin, tail) is not None or _RULE.match(text, begin, tail) is not None

    def read_paragraph(self, line: int) -> int:
        floor = self.open[-1].floor if self.open else -1
        last = self.last_text_line(line, floor)
        start, end = self.begins[line], self.tails[last]
        item = self.open[-1] if self.open else None
        if item is not None and item.floor >= 0 and item.text_end < 0:
            item.text_start, item.text_end = start, end
            self.last_end = end
        else:
            self.add(nodes.Paragraph(start, end))
        self.regions.append((start, end))
        return last + 1

    def read_table(self, line: int) -> int:
        """Read the rows of a table; those above its first rule are its header."""
        first_row = len(self.blocks)
        following = line
        header_read = False
        while following < self.count and self.widths[following] >= 0 and self.text[self.begins[following]] == "|":
            begin, tail = self.begins[following], self.tails[following]
            if _TABLE_RULE.match(self.text, begin, tail) and "-" in self.text[begin:tail]:
                if not header_read and following + 1 < self.count and self.widths[following + 1] >= 0:
                    self.mark_header(first_row)
                header_read = True
            else:
                self.add(nodes.TableRow(begin, tail, _cells(self.text, begin, tail), False))
                self.regions.append((begin, tail))
            following += 1
        self.begin_block()
        self.last_end = self.tails[following - 1]
        return following

    def mark_header(self, first_row: int) -> None:
        for index in range(first_row, len(self.blocks)):
            row = self.blocks[index]
            self.blocks[index] = nodes.TableRow(row.start, row.end, row.cells, True)


# By what a line begins with. It is not the reader's own, which would then hold itself, with all that it read.
_READERS: dict[str, Callable[[_Reader, int], int]] = {
    "*": _Reader.read_star,
    "-": _Reader.read_dash,
    "+": _Reader.read_item,
    "#": read_hash,
    ":": read_colon,
    "|": _Reader.read_table,
    **dict.fromkeys("0123456789", _Reader.read_item),
}


def _cells(text: str, begin: int, tail: int) -> tuple[tuple[int, int], ...]:
    cells = []
    position = begin + 1
    while position < tail:
        bar = text.find("|", position, tail)
        end = tail if bar < 0 else bar
        cell = text[position:end]
        left = position + len(cell) - len(cell.lstrip())
        cells.append((left, left + len(cell.strip())))
        position = end + 1
    return tuple(cells)
