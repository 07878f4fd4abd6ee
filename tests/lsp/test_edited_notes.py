"""A file that was edited in an editor is what it would be if it had just been opened, in all three encodings."""

import json
import random
from pathlib import Path

import pytest

from notes_lsp.lsp.client import Client
from notes_lsp.lsp.outline_json import outline_json
from notes_lsp.lsp.positions import ENCODINGS, Encoding, offset_at, position_at
from notes_lsp.rules.registry import RULES, check
from notes_lsp.workspace.batch import UnknownSurroundings
from notes_lsp.workspace.open_notes import OpenNotes

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "notes").rglob("*") if path.is_file())

PIECES = [
    "\n### ", "## ", "x", "é", "🐍", "\u2028", "\n", "\r\n", "\r", "\n\n", "- ", "by Ann Lee", "```\n", "[a][b]", "[b]: c\n",
    "10:30 ", "**B**\n\n", "\n# ", "Tuesday 22th", "\x0c", "\ud83d", "[x](missing.md)", "\nDay 2\n=====\n\n", "e\u0301",
]  # fmt: skip


def typed(notes: OpenNotes, start: int, end: int, text: str, encoding: Encoding) -> OpenNotes:
    """``notes`` after an edit that goes through positions, as an editor sends it."""
    first, last = position_at(notes, start, encoding), position_at(notes, end, encoding)
    return notes.edit(offset_at(notes, *first, encoding), offset_at(notes, *last, encoding), text)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_random_edits_give_what_opening_the_text_gives(path: Path, encoding: Encoding) -> None:
    chance = random.Random(f"{path.name} {encoding}")
    text = path.read_bytes().decode("utf-8")
    notes = OpenNotes(str(path), text)

    for step in range(60):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 0, 1, 3, 30)))
        new = "".join(chance.choices(PIECES, k=chance.choice((0, 1, 1, 2))))
        # Between a carriage return and its line feed no position stands.
        start, end = (place - (text[place - 1 : place + 1] == "\r\n") for place in (start, end))
        text = text[:start] + new + text[end:]
        notes = typed(notes, start, end, new, encoding)
        assert notes.text == text
        if step % 3:
            continue  # edits that nobody asks about in between
        fresh = OpenNotes(str(path), text)
        assert notes.notes.days == fresh.notes.days
        assert notes.notes.talks == fresh.notes.talks
        assert json.loads(outline_json(notes, notes.notes, encoding)) == json.loads(
            outline_json(fresh, fresh.notes, encoding)
        )
        found = [check(each.notes, UnknownSurroundings(), RULES) for each in (notes, fresh)]
        assert found[0] == found[1]


def test_what_is_kept_moves_with_its_lines() -> None:
    text = "# PyCon\n\n## Monday\n\n### One\n\n- a\n\n### Two - Ann Lee\n\n- b\n"
    notes = OpenNotes("notes.md", text)
    outline_json(notes, notes.notes, "utf-16")

    notes = notes.edit(text.index("- a"), text.index("- a"), "\n\n- é 🐍\n")

    fresh = OpenNotes("notes.md", notes.text)
    for encoding in ENCODINGS:
        assert outline_json(notes, notes.notes, encoding) == outline_json(fresh, fresh.notes, encoding)


def test_clients_differ_in_what_positions_count() -> None:
    assert {Client(encoding=encoding).encoding for encoding in ENCODINGS} == set(ENCODINGS)
