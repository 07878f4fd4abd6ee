"""Numbered lists that leave a number out, or have one twice."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from notes_lsp.rules.base import Edit, Finding, Fix, Related, Rule, Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Block, ListItem
from notes_lsp.talks.model import Notes

_LEAST_ITEMS = 3
_NUMBER = re.compile(r"\d{1,6}(?=[.)]$)")


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the one place at which the numbers of a list do not go on.

    Many such places are a way to write: Markdown counts by itself, so that people write ``1.`` throughout. A gap of
    more than one number is left alone, too: who notes the places 9 and 12 of a ranking means them.
    """
    document = notes.document
    if not any(item.marker[:1] not in "-*+" for item in document.blocks_of(ListItem)):  # nearly all
        return
    for items in _numbered_lists(document.blocks):
        numbers = [int(item.marker[:-1]) for item in items]
        breaks = [place for place, (above, below) in enumerate(pairwise(numbers), 1) if below != above + 1]
        if len(items) >= _LEAST_ITEMS and len(breaks) == 1 and numbers[0] == 1:
            yield from _finding_at(document, items, numbers, breaks[0])


def _numbered_lists(blocks: Sequence[Block]) -> Iterator[list[ListItem]]:
    """The items of each list with numbers, as they are written below each other."""
    open_lists: dict[int, list[ListItem]] = {}  # by depth
    for block in blocks:
        closed = [
            depth
            for depth, items in open_lists.items()
            if items[-1].end <= block.start and not (isinstance(block, ListItem) and block.depth >= depth)
        ]
        if isinstance(block, ListItem):
            above = open_lists.get(block.depth)
            closed += [depth for depth in open_lists if depth > block.depth and depth not in closed]
            if above is not None and (not _NUMBER.match(block.marker) or above[-1].marker[-1] != block.marker[-1]):
                closed.append(block.depth)
        for depth in closed:
            yield open_lists.pop(depth)
        if isinstance(block, ListItem) and _NUMBER.match(block.marker):
            open_lists.setdefault(block.depth, []).append(block)
    yield from open_lists.values()


def _finding_at(document: Document, items: Sequence[ListItem], numbers: Sequence[int], place: int) -> Iterator[Finding]:
    above, here = numbers[place - 1], numbers[place]
    item, before = items[place], items[place - 1]
    if here == above + 2:
        if re.search(rf"^[ \t>]*{above + 1}[.)]", document.text[before.start : item.start], re.MULTILINE):
            return  # it is there, and is read as something else
        message = f'"{item.marker}" follows "{before.marker}": {above + 1} is left out'
    elif here == above:
        message = f'"{item.marker}" is there a second time'
    else:
        return
    related = (Related(before.start, before.start + len(before.marker), "the number above"),)
    edits = _renumbered(document.text, items[place:], above + 1)
    fix = Fix("Number the rest anew", edits, safe=document.dialect == "markdown") if edits else None
    yield Finding(item.start, item.start + len(item.marker), message, fix, related)


def _renumbered(text: str, items: Sequence[ListItem], first: int) -> tuple[Edit, ...]:
    """The edits that count ``items`` from ``first``; none where an item of several lines would have to move."""
    edits = []
    for number, item in enumerate(items, first):
        end = item.start + len(item.marker) - 1
        if text[item.start : end] != item.marker[:-1]:
            return ()
        if len(str(number)) != len(item.marker) - 1 and "\n" in text[item.start : item.end].rstrip():
            return ()
        edits.append(Edit(item.start, end, str(number)))
    return tuple(edits)


RULE = Rule(
    code="list-numbering",
    severity="hint",
    on=True,
    summary="A numbered list leaves out a number, or has one twice.",
    reason=(
        "Markdown counts by itself: readers see other numbers than the ones that were written, and a remark on point 4 "
        "leads them astray. Lists that are numbered 1, 1, 1 are left alone, and so are larger gaps."
    ),
    bad="# PyCon\n\n1. outermost test first\n2. then the seams\n4. then the rest\n",
    good="# PyCon\n\n1. outermost test first\n2. then the seams\n3. then the rest\n",
    check=check,
    scope="part",
    fixes="both",
)
