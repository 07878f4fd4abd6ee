"""The outline as the JSON of `DocumentSymbol`s (LSP 3.17, "Document Symbols Request"), written by hand.

An editor asks for it after each key. What is said of a talk is put down once and stays with the talk
(`DetailsOfParts.derived`); when the talk moves, only the numbers of its lines are written anew.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

from notes_lsp.features.outline import OutlineKind, OutlineNode, outline_tree, talk_node
from notes_lsp.lsp.positions import Encoding, StretchInLines, TextInLines, position_at
from notes_lsp.syntax.document import Document
from notes_lsp.talks.details import DetailsOfParts
from notes_lsp.talks.model import Day, Notes, Talk

KINDS: dict[OutlineKind, int] = {
    "conference": 4,  # Package
    "day": 3,  # Namespace
    "group": 2,  # Module
    "talk": 5,  # Class
    "section": 15,  # String
    "function": 12,
    "class": 5,
    "method": 6,
    "variable": 13,
}
"""The `SymbolKind` of each kind: what gives it a fitting icon, and an order that editors can sort by."""

NodeOfTalk = Callable[[Notes, Talk], OutlineNode]

_LINE = "\0"  # JSON escapes it in strings, so that nothing else looks like it


@dataclass(slots=True)
class _DrawnTalk:
    """The JSON of a talk, cut where the numbers of its lines stand, and as it was last put together."""

    pieces: str
    lines: tuple[int, ...]
    length: int
    start: int = -1
    end: int = -1
    first_line: int = -1
    json: str = ""


@dataclass(frozen=True, slots=True)
class _DrawnDay:
    """The JSON of a day that begins at offset ``start``."""

    start: int
    end: int
    json: str


def outline_json(text: TextInLines, notes: Notes, encoding: Encoding, node_of: NodeOfTalk = talk_node) -> str:
    """The outline of ``notes``, whose text is that of ``text``. ``node_of`` gives the node of a talk."""
    if not notes.by_parts:
        return _array([_node(text, node, encoding) for node in outline_tree(notes, node_of)])
    document = notes.document
    first_lines = document.line_of_part
    key = ("outline", encoding, node_of)

    def draw(_: Notes, talk: Talk) -> _DrawnTalk:
        source = talk.read_details
        assert isinstance(source, DetailsOfParts)  # noqa: S101 -- so are all where talks are parts
        drawn: _DrawnTalk | None = source.derived.get(key)
        if drawn is None:
            drawn = source.derived[key] = _draw(source, talk, encoding, node_of)
        line = first_lines[talk.start]
        if drawn.first_line != line:
            drawn.first_line = line
            drawn.json = drawn.pieces % tuple([line + each for each in drawn.lines])
        drawn.start, drawn.end = talk.start, talk.start + drawn.length
        return drawn

    def draw_day(day: Day, make_node: Callable[[], OutlineNode]) -> _DrawnDay:
        depends_on = _all_that_is_shown(document, day, first_lines[day.start])
        derived = document.parts[document.part_at(day.start)].derived
        known: tuple[object, int, str] | None = derived.get(key)
        if known is None or known[0] != depends_on:
            node = make_node()
            known = derived[key] = (depends_on, node.end - node.start, _node(text, node, encoding))
        return _DrawnDay(day.start, day.start + known[1], known[2])

    return _array([_node(text, node, encoding) for node in outline_tree(notes, draw, draw_day)])


def _all_that_is_shown(document: Document, day: Day, first_line: int) -> object:
    """What the JSON of a day depends on: its parts, what they mean, and the line at which it begins."""
    talks = day.talks
    end = max(day.end, talks[-1].end) if talks else day.end
    parts = document.parts[document.part_at(day.start) : document.part_at(max(end - 1, day.start)) + 1]
    return (
        first_line,
        parts,
        (day.label, day.date, day.end - day.start, day.label_start - day.start, day.label_end - day.start),
        [talk.read_details for talk in talks],
        [talk.group and (talk.group.start - day.start, talk.group.end - day.start) for talk in talks],
    )


def _draw(source: DetailsOfParts, talk: Talk, encoding: Encoding, node_of: NodeOfTalk) -> _DrawnTalk:
    document = source.document
    alone = talk.moved(-talk.start, None)
    node = node_of(Notes(document, None, (), (alone,), False), alone)
    lines: list[int] = []
    json_of_talk = _node(StretchInLines(document), node, encoding, lines)
    return _DrawnTalk(json_of_talk.replace("%", "%%").replace(_LINE, "%d"), tuple(lines), node.end)


def _node(
    text: TextInLines, node: OutlineNode | _DrawnTalk | _DrawnDay, encoding: Encoding, lines: list[int] | None = None
) -> str:
    """The symbol of ``node``. The numbers of lines go to ``lines``, if given, and a sign stands for each."""
    if not isinstance(node, OutlineNode):
        return node.json
    detail = f'"detail":{json.dumps(node.detail)},' if node.detail else ""
    start, end = min(node.start, node.title_start), max(node.end, node.title_end)
    # The numbers must be taken in the order of the signs that stand for them: the ranges before those of the children.
    ranges = (
        f'"range":{_range(text, start, end, encoding, lines)},'
        f'"selectionRange":{_range(text, node.title_start, node.title_end, encoding, lines)}'
    )
    children = ""
    if node.children:
        children = f',"children":{_array([_node(text, child, encoding, lines) for child in node.children])}'
    return f'{{"name":{json.dumps(node.title)},{detail}"kind":{KINDS[node.kind]},{ranges}{children}}}'


def _range(text: TextInLines, start: int, end: int, encoding: Encoding, lines: list[int] | None) -> str:
    return f'{{"start":{_position(text, start, encoding, lines)},"end":{_position(text, end, encoding, lines)}}}'


def _position(text: TextInLines, offset: int, encoding: Encoding, lines: list[int] | None) -> str:
    line, character = position_at(text, offset, encoding)
    if lines is None:
        return f'{{"line":{line},"character":{character}}}'
    lines.append(line)
    return f'{{"line":{_LINE},"character":{character}}}'


def _array(items: list[str]) -> str:
    return f"[{','.join(items)}]"
