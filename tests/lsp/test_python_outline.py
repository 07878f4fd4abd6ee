"""The names of snippets in the JSON of the outline, after edits and in every encoding."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.features.outline_python import talk_node_with_names
from notes_lsp.lsp.outline_json import outline_json
from notes_lsp.lsp.positions import ENCODINGS, Encoding, offset_at
from notes_lsp.workspace.open_notes import OpenNotes

TEXT = """\
# 🎉 Conf 2023

## Monday, 3 July 2023

### 10:00 Talk 🐍 (Ann Example)

```python
def grüße(x): return "🐍"; y = 1
class A:
    def m(self): pass
```

#### A section

- ```py
  x = 1
  ```

### Another (Bob Example)

>>> size = 5
"""
TYPED = ("x", "def f(): pass\n", "\n", "```\n", "    ", "### New talk\n\n", "é🎉", ">>> z = 1\n", "#### S\n")


def symbols_in(notes: OpenNotes, encoding: Encoding) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(outline_json(notes, notes.notes, encoding, talk_node_with_names))
    return found


def selected(notes: OpenNotes, symbols: list[dict[str, Any]], encoding: Encoding) -> list[tuple[str, int, str]]:
    """The names of symbols, their kinds, and what their ranges select, with those inside."""
    found = []
    for symbol in symbols:
        places = [
            offset_at(notes, place["line"], place["character"], encoding) for place in symbol["selectionRange"].values()
        ]
        found.append((symbol["name"], symbol["kind"], notes.text[slice(*places)]))
        found += selected(notes, symbol.get("children", []), encoding)
    return found


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_name_is_selected(encoding: Encoding) -> None:
    notes = OpenNotes("/conf.md", TEXT)
    assert [each for each in selected(notes, symbols_in(notes, encoding), encoding) if each[1] in (6, 12, 13)] == [
        ("grüße", 12, "grüße"),
        ("m", 6, "m"),
        ("x", 13, "x"),
        ("size", 13, "size"),
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 6), st.sampled_from(TYPED)), max_size=4))
def test_after_edits_the_names_are_those_of_a_file_that_was_just_opened(edits: list[tuple[int, int, str]]) -> None:
    notes = OpenNotes("/conf.md", TEXT)
    symbols_in(notes, "utf-16")
    for offset, length, typed in edits:
        start = min(offset, len(notes.text))
        notes = notes.edit(start, min(start + length, len(notes.text)), typed)
        fresh = OpenNotes("/conf.md", notes.text)
        assert symbols_in(notes, "utf-16") == symbols_in(fresh, "utf-16")


def test_with_and_without_names_do_not_get_mixed_up() -> None:
    notes = OpenNotes("/conf.md", TEXT)
    without = outline_json(notes, notes.notes, "utf-16")
    assert symbols_in(notes, "utf-16") != json.loads(without)
    assert outline_json(notes, notes.notes, "utf-16") == without
