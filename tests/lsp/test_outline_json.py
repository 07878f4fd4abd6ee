"""The outline as JSON says of each symbol where it stands in the text."""

import json
from typing import Any

import pytest

from notes_lsp.features.outline import OutlineNode, outline_tree
from notes_lsp.lsp.outline_json import outline_json
from notes_lsp.lsp.positions import ENCODINGS, Encoding, position_at
from notes_lsp.workspace.open_notes import OpenNotes

WITH_SECTIONS = """\
# 🎉 Conf 2023

## Monday, 3 July 2023

### 10:00 Talk 100% 🐍 (Ann Example)

Words.

#### Section one

##### Section within

#### Section two

### Another (Bob Example)

## Tuesday, 4 July 2023

### Third

#### Its section
"""


def symbol_of(notes: OpenNotes, node: OutlineNode, encoding: Encoding) -> dict[str, Any]:
    """The symbol of ``node``, its position worked out one by one."""

    def range_of(start: int, end: int) -> dict[str, dict[str, int]]:
        first, last = position_at(notes, start, encoding), position_at(notes, end, encoding)
        return {
            "start": {"line": first[0], "character": first[1]},
            "end": {"line": last[0], "character": last[1]},
        }

    symbol = {
        "name": node.title,
        "range": range_of(min(node.start, node.title_start), max(node.end, node.title_end)),
        "selectionRange": range_of(node.title_start, node.title_end),
    }
    if node.children:
        symbol["children"] = [symbol_of(notes, child, encoding) for child in node.children]
    return symbol


def places(symbols: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """``symbols`` without what says nothing of their places."""
    kept = ("name", "range", "selectionRange")
    return [
        {name: symbol[name] for name in kept}
        | ({"children": places(symbol["children"])} if "children" in symbol else {})
        for symbol in symbols
    ]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_symbol_stands_where_its_node_stands(encoding: Encoding) -> None:
    notes = OpenNotes("/conf.md", WITH_SECTIONS)
    expected = [symbol_of(notes, node, encoding) for node in outline_tree(notes.notes)]
    assert places(json.loads(outline_json(notes, notes.notes, encoding))) == expected


def test_a_talk_with_sections_begins_at_its_own_line() -> None:
    notes = OpenNotes("/conf.md", WITH_SECTIONS)
    (conference,) = json.loads(outline_json(notes, notes.notes, "utf-16"))
    talk = conference["children"][0]["children"][0]
    lines = [(symbol["name"], symbol["range"]["start"]["line"]) for symbol in (talk, *talk["children"])]
    assert lines == [("Talk 100% 🐍 (Ann Example)", 4), ("Section one", 8), ("Section two", 12)]


def test_an_edit_above_moves_talks_and_their_sections() -> None:
    notes = OpenNotes("/conf.md", WITH_SECTIONS)
    outline_json(notes, notes.notes, "utf-16")
    notes = notes.edit(WITH_SECTIONS.index("## Monday"), WITH_SECTIONS.index("## Monday"), "New.\n\n")
    expected = [symbol_of(notes, node, "utf-16") for node in outline_tree(notes.notes)]
    assert places(json.loads(outline_json(notes, notes.notes, "utf-16"))) == expected
