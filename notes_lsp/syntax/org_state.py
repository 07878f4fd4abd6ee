"""What the Org reader knows while it goes down the lines: the open list items and quotes, and the nodes so far."""

import re
from typing import Any

from notes_lsp.syntax import nodes
from notes_lsp.syntax.indents import Indents
from notes_lsp.syntax.text import Lines

HEADING = re.compile(r"(\*+)(?:[ \t]+|$)")
# Deeper nesting is read as running text: nobody writes it, and the work per line stays bounded.
MAX_NESTING = 100


class Open:
    """An open list item, or a quote with ``floor`` -1, which only its end line or a heading closes."""

    __slots__ = ("checked", "depth", "floor", "marker", "name", "slot", "start", "text_end", "text_start")

    def __init__(self, slot: int, floor: int, start: int, name: str) -> None:
        self.slot = slot
        self.floor = floor
        self.start = start
        self.name = name  # of a quote: quote, verse, center
        self.text_start = start
        self.text_end = -1
        self.marker = ""
        self.depth = 0
        self.checked: bool | None = None


class State:
    """One text, its lines and what has been read of it; used once."""

    def __init__(self, text: str, lines: Lines, indents: Indents) -> None:
        self.text = text
        self.starts = lines.starts
        self.widths = indents.widths
        self.begins = indents.begins
        self.tails = indents.tails
        self.count = len(indents.widths)
        self.blocks: list[Any] = []
        self.regions: list[tuple[int, int]] = []  # running text, where links may stand
        self.anchors: list[nodes.Anchor] = []
        self.open: list[Open] = []
        self.depth = 0  # of list items
        self.last_end = 0
        self.drawers_fail_until = -1  # no drawer that begins before this line has an end
        self.in_head = True  # nothing but keywords, comments and drawers so far

    def close_all(self) -> None:
        """Close all list items and quotes: a heading begins, or the text is over."""
        while self.open:
            self.close_last()

    def close_items(self, indent: int) -> None:
        """Close the list items that are indented as much as ``indent`` or more, with what they hold."""
        for index, item in enumerate(self.open):
            if item.floor >= 0 and item.floor >= indent:
                while len(self.open) > index:
                    self.close_last()
                return

    def close_last(self) -> None:
        """Close the innermost list item or quote; it ends where what was last read ends."""
        item = self.open.pop()
        end = max(self.last_end, item.start)
        if item.floor < 0:
            self.blocks[item.slot] = nodes.Quote(item.start, end)
            return
        self.depth -= 1
        self.blocks[item.slot] = nodes.ListItem(
            item.start, end, item.text_start, max(item.text_end, item.text_start), item.marker, item.depth, item.checked
        )

    def begin_block(self) -> None:
        """A block begins: an item that has no text by now has none; the head of the file is over."""
        self.in_head = False
        if self.open and self.open[-1].text_end < 0:
            self.open[-1].text_end = self.open[-1].text_start

    def add(self, block: nodes.Block) -> None:
        """Add a block that holds no others."""
        self.begin_block()
        self.blocks.append(block)
        self.last_end = block.end

    def is_heading(self, line: int) -> bool:
        """Whether a heading stands on ``line``."""
        return (
            self.widths[line] == 0
            and self.text[self.begins[line]] == "*"
            and HEADING.match(self.text, self.begins[line], self.tails[line]) is not None
        )
