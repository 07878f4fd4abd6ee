"""What the reStructuredText reader knows while it goes down the lines: the open containers and the nodes so far.

Which lines belong to which container is decided by indentation alone (reStructuredText Markup
Specification, "Whitespace"): a container is open for as long as lines are indented more than its ``floor``.
"""

from typing import Any, Literal, NamedTuple

from notes_lsp.syntax import nodes
from notes_lsp.syntax.code_language import guess_language
from notes_lsp.syntax.indents import Indents
from notes_lsp.syntax.text import Lines

# Deeper nesting is read as running text: nobody writes it, and the work per line stays bounded.
MAX_NESTING = 100

ContainerKind = Literal["item", "quote", "directive", "plain"]


class Place(NamedTuple):
    """Where a block begins. ``inline`` says that it stands behind a mark on the same line (``* text``)."""

    line: int
    position: int
    indent: int
    inline: bool


class Container:
    """An open list item, quote or directive, or (``plain``) something that has no node: a definition, a footnote.

    ``base`` is the indentation of its content, -1 until its first line of content is seen.
    """

    __slots__ = ("base", "checked", "depth", "floor", "kind", "marker", "slot", "start", "text_end", "text_start")

    def __init__(self, kind: ContainerKind, floor: int, base: int, start: int, slot: int) -> None:
        self.kind = kind
        self.floor = floor
        self.base = base
        self.start = start
        self.slot = slot
        self.text_start = start
        self.text_end = -1  # for an item: not known yet
        self.marker = ""  # of an item; of a directive its name
        self.depth = 0
        self.checked: bool | None = None


class State:
    """One text, its lines and what has been read of it; used once."""

    def __init__(self, text: str, lines: Lines, indents: Indents) -> None:
        self.text = text
        self.starts = lines.starts
        self.indents = indents
        self.widths = indents.widths
        self.begins = indents.begins
        self.tails = indents.tails
        self.count = len(indents.widths)
        self.blocks: list[Any] = []
        self.regions: list[tuple[int, int]] = []  # running text, where links may stand
        self.links: list[nodes.Link] = []
        self.definitions: list[nodes.Definition] = []
        self.anonymous_targets: list[str] = []
        self.anchors: list[nodes.Anchor] = []
        self.containers: list[Container] = []
        self.depth = 0  # of list items
        self.last_end = 0
        self.rest: Place | None = None  # what is left of the line at hand
        self.definition_line = -1  # the line that begins a definition: indented text right below a term
        self.heading_styles: list[str] = []
        self.last_letters: dict[int, str] = {}  # the latest lettered enumerator for each indentation
        self.table_fails_until = -1  # no simple table that begins before this line is complete
        self.fence_fails: dict[int, int] = {}  # a fence of this many backquotes has no end before this line

    def close_to(self, indent: int) -> None:
        """Close the containers that a line with this indentation is not part of."""
        containers = self.containers
        while containers and indent <= containers[-1].floor:
            self.close_last()

    def close_last(self) -> None:
        """Close the innermost container; it ends where what was last read ends."""
        container = self.containers.pop()
        if container.kind == "item":
            self.depth -= 1
        if container.slot < 0:
            return
        start, end = container.start, max(self.last_end, container.start)
        if container.kind == "quote":
            self.blocks[container.slot] = nodes.Quote(start, end)
        elif container.kind == "directive":
            self.blocks[container.slot] = nodes.Directive(start, end, container.marker)
        else:
            text_start = container.text_start
            self.blocks[container.slot] = nodes.ListItem(
                start,
                end,
                text_start,
                max(container.text_end, text_start),
                container.marker,
                container.depth,
                container.checked,
            )

    def open_container(self, kind: ContainerKind, floor: int, base: int, start: int) -> Container | None:
        """Open a container at ``start``; None where too many are open."""
        if len(self.containers) >= MAX_NESTING:
            return None
        slot = -1
        if kind != "plain":
            self.settle_item_text()
            slot = len(self.blocks)
            self.blocks.append(None)
        container = Container(kind, floor, base, start, slot)
        self.containers.append(container)
        return container

    def settle_item_text(self) -> None:
        """A block begins: an item that has no text by now has none."""
        if self.containers and self.containers[-1].text_end < 0:
            self.containers[-1].text_end = self.containers[-1].text_start

    def add(self, block: nodes.Block) -> None:
        """Add a block that holds no others."""
        self.settle_item_text()
        self.blocks.append(block)
        self.last_end = block.end

    def add_text(self, start: int, end: int) -> None:
        """Add a paragraph. The first one of a list item is the text of the item, not a block of its own."""
        container = self.containers[-1] if self.containers else None
        if container is not None and container.kind == "item" and container.text_end < 0:
            container.text_start, container.text_end = start, end
            self.last_end = end
        else:
            self.add(nodes.Paragraph(start, end))
        self.regions.append((start, end))

    def add_code(
        self,
        kind: nodes.CodeKind,
        start: int,
        content: tuple[int, int],
        language: str,
        language_span: tuple[int, int],
        end: int,
    ) -> None:
        """Add code from ``start`` to ``end`` whose lines stand at ``content``."""
        guess = "" if language else guess_language(self.text[content[0] : content[1]])
        self.add(nodes.CodeBlock(start, end, *content, kind, language, *language_span, guess, True))

    def add_code_lines(self, kind: nodes.CodeKind, start: int, first: int, last: int) -> None:
        """Add code without a language: the whole lines from ``first`` to ``last``, or from ``start`` on."""
        start = max(start, self.starts[first])
        end = self.tails[last]
        self.add_code(kind, start, (start, end), "", (start, start), end)

    def mark_of(self, line: int) -> str:
        """The first character of a line that is not blank."""
        return self.text[self.begins[line]]
