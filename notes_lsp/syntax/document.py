"""A text as its reader understood it, whole or in parts.

A `Part` is a stretch of a text that was read by itself; its nodes count from where it begins. A reader that takes a
text as a whole gives a document of one part. One that reads in parts (`notes_lsp.syntax.markdown_parts`) lets an
edit cost what it touches: the other parts stay as they are, wherever they stand now, and so does all that was
derived from them (`of_part`). Who asks a document for its nodes sees none of this: `Document.blocks` and the other
sequences count from the beginning of the text, and are put together when first asked for.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

from notes_lsp.syntax import nodes
from notes_lsp.syntax.nodes import start_of
from notes_lsp.syntax.shift import shifted
from notes_lsp.syntax.text import JoinedLines, Lines, WholeLines, split_lines
from notes_lsp.syntax.values import value_class

_N = TypeVar("_N")
_T = TypeVar("_T")

# How far before a place a link that reaches over it may begin: an image inside a link begins behind it.
_LONGEST_LINK = 4000


@value_class
class Part:
    """A stretch of a text with its nodes, whose offsets count from its beginning. Each sequence is sorted by ``start``.

    What parts have to know of each other: ``defines`` holds the labels that this part defines, normalised, with their
    targets, ``mentions`` all labels to which something in brackets could refer, and ``given`` the definitions of other
    parts with which this one was read.
    """

    text: str
    blocks: tuple[nodes.Block, ...]
    links: tuple[nodes.Link, ...] = ()
    definitions: tuple[nodes.Definition, ...] = ()
    broken_references: tuple[nodes.BrokenReference, ...] = ()
    anchors: tuple[nodes.Anchor, ...] = ()
    defines: tuple[tuple[str, str], ...] = ()
    mentions: frozenset[str] = frozenset()
    given: tuple[tuple[str, str], ...] = ()
    derived: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was found out about this part; see `of_part`."""

    @property
    def lines(self) -> WholeLines:
        """The lines of this part."""
        found: WholeLines | None = self.derived.get("lines")
        if found is None:
            found = self.derived["lines"] = split_lines(self.text)
        return found


@dataclass(frozen=True)
class Document:
    """A text as its reader understood it. Each sequence is sorted by ``start``."""

    text: str
    dialect: nodes.Dialect
    parts: tuple[Part, ...]

    def __hash__(self) -> int:
        # What is derived from a document is cached by it; hashing all of its nodes for that would cost more.
        return id(self) >> 4

    @cached_property
    def part_starts(self) -> list[int]:
        """Where each part begins."""
        starts = list(accumulate((len(part.text) for part in self.parts), initial=0))
        starts.pop()
        return starts

    @cached_property
    def defined(self) -> dict[str, str]:
        """Every label that the parts define, normalised, with its target."""
        return defined_by(self.parts)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        if len(self.parts) == 1:
            return self.parts[0].lines
        return JoinedLines(self.parts, self.part_starts, self.first_lines)

    @cached_property
    def first_lines(self) -> list[int]:
        """The 0-based line at which each part begins."""
        found = list(accumulate((len(part.lines) - 1 for part in self.parts), initial=0))
        found.pop()
        return found

    @cached_property
    def line_of_part(self) -> dict[int, int]:
        """The 0-based line of each part, by the offset at which the part begins."""
        return dict(zip(self.part_starts, self.first_lines, strict=True))

    @cached_property
    def blocks(self) -> tuple[nodes.Block, ...]:
        """The blocks, in preorder."""
        return self._joined(lambda part: part.blocks)

    @cached_property
    def links(self) -> tuple[nodes.Link, ...]:
        """The links."""
        return self._joined(lambda part: part.links)

    @cached_property
    def definitions(self) -> tuple[nodes.Definition, ...]:
        """The definitions of reference labels."""
        return self._joined(lambda part: part.definitions)

    @cached_property
    def broken_references(self) -> tuple[nodes.BrokenReference, ...]:
        """The references to labels that nothing defines."""
        return self._joined(lambda part: part.broken_references)

    @cached_property
    def anchors(self) -> tuple[nodes.Anchor, ...]:
        """The places that carry names of their own."""
        return self._joined(lambda part: part.anchors)

    @cached_property
    def _blocks_by_class(self) -> defaultdict[type, list[Any]]:
        found: defaultdict[type, list[Any]] = defaultdict(list)
        for block in self.blocks:
            found[block.__class__].append(block)
        return found

    def blocks_of(self, kind: type[_N]) -> Sequence[_N]:
        """The blocks of one class, in order: told apart once, for many ask for the few that are theirs."""
        return self._blocks_by_class.get(kind, ())

    def _joined(self, nodes_of: Callable[[Part], tuple[_N, ...]]) -> tuple[_N, ...]:
        if len(self.parts) == 1:
            return nodes_of(self.parts[0])
        found: list[_N] = []
        for part, start in zip(self.parts, self.part_starts, strict=True):
            here = nodes_of(part)
            if here:
                found += [shifted(node, start) for node in here]
        return tuple(found)

    def part_at(self, offset: int) -> int:
        """The index of the part that holds ``offset``; the last one for the end of the text."""
        return max(bisect_right(self.part_starts, offset) - 1, 0)

    def cut(self, first: int, last: int) -> "Document":
        """The parts from index ``first`` up to ``last``, not included, as a document of their own."""
        parts = self.parts[first:last]
        return Document("".join([part.text for part in parts]), self.dialect, parts)

    def first_blocks(self, count: int) -> Sequence[nodes.Block]:
        """At least the first ``count`` blocks, as far as there are so many."""
        if len(self.parts) == 1:
            return self.blocks
        found: list[nodes.Block] = []
        for part, start in zip(self.parts, self.part_starts, strict=True):
            if len(found) >= count:
                break
            found += [shifted(block, start) for block in part.blocks]
        return found

    def blocks_between(self, start: int, end: int) -> Sequence[nodes.Block]:
        """The blocks that begin in ``start:end``, in preorder."""
        return self._between(start, end, lambda part: part.blocks)

    def blocks_at(self, offset: int) -> Sequence[nodes.Block]:
        """The blocks that hold ``offset`` or end there, the outermost first."""
        place = self.part_at(offset)
        if place > 0 and self.part_starts[place] == offset:
            place -= 1  # the block that ends where the next part begins
        return [
            block
            for index in range(place, min(place + 2, len(self.parts)))
            for block in self._blocks_of_part_at(index, offset)
        ]

    def _blocks_of_part_at(self, index: int, offset: int) -> Iterable[nodes.Block]:
        start = self.part_starts[index]
        if start > offset:
            return ()
        blocks = self.parts[index].blocks
        before = blocks[: bisect_right(blocks, offset - start, key=start_of)]
        return [shifted(block, start) for block in before if block.end >= offset - start]

    def links_between(self, start: int, end: int) -> Sequence[nodes.Link]:
        """The links that begin in ``start:end``."""
        return self._between(start, end, lambda part: part.links)

    def link_at(self, offset: int) -> nodes.Link | None:
        """The innermost link that holds ``offset`` or ends there."""
        near = self.links_between(max(offset - _LONGEST_LINK, 0), offset + 1)
        return next((link for link in reversed(near) if link.end >= offset), None)

    def _between(self, start: int, end: int, nodes_of: Callable[[Part], tuple[_N, ...]]) -> list[_N]:
        found: list[_N] = []
        for index in range(self.part_at(start), len(self.parts)):
            base = self.part_starts[index]
            if base >= end:
                break
            here = nodes_of(self.parts[index])
            low = bisect_left(here, start - base, key=start_of)
            high = bisect_left(here, end - base, low, key=start_of)
            found += [shifted(node, base) for node in here[low:high]]
        return found


def defined_by(parts: Iterable[Part]) -> dict[str, str]:
    """Every label that ``parts`` define, with its target; the first definition of a label counts."""
    found: dict[str, str] = {}
    for part in parts:
        for label, target in part.defines:
            found.setdefault(label, target)
    return found


def whole_document(
    text: str,
    dialect: nodes.Dialect,
    lines: Lines,
    blocks: tuple[nodes.Block, ...],
    *,
    links: tuple[nodes.Link, ...] = (),
    definitions: tuple[nodes.Definition, ...] = (),
    broken_references: tuple[nodes.BrokenReference, ...] = (),
    anchors: tuple[nodes.Anchor, ...] = (),
) -> Document:
    """The document of a text that was read at once."""
    part = Part(text, blocks, links, definitions, broken_references, anchors, derived={"lines": lines})
    return Document(text, dialect, (part,))


def of_part(find: Callable[[Document], _T]) -> Callable[[Document, int], _T]:
    """A function that gives what ``find`` finds in a part, taken as a document of its own, and looks only once.

    Its second argument is the index of the part. What ``find`` gives must not depend on anything but the part.
    """

    def find_in_part(document: Document, index: int) -> _T:
        part = document.parts[index]
        derived = part.derived
        if find not in derived:
            derived[find] = find(document if len(document.parts) == 1 else alone(part, document.dialect))
        found: _T = derived[find]
        return found

    return find_in_part


def alone(part: Part, dialect: nodes.Dialect) -> Document:
    """``part`` as a document of its own."""
    found: Document | None = part.derived.get("alone")
    if found is None:
        found = part.derived["alone"] = Document(part.text, dialect, (part,))
    return found
