"""What an open file keeps of its earlier versions."""

import gc
import weakref
from typing import NoReturn

import pytest

from notes_lsp.talks import edited, roles
from notes_lsp.workspace.open_notes import OpenNotes

TEXT = "# PyCon\n\n## Monday\n\n### One\n\n- a\n\n### Two - Ann Lee\n\n- b\n"


def test_versions_that_nobody_uses_any_more_are_let_go() -> None:
    notes = OpenNotes("notes.md", TEXT)
    assert notes.notes.days
    versions = []
    for _ in range(20):
        notes = notes.edit(len(notes.text), len(notes.text), "x")
        assert len(notes.lines)  # as an editor's positions are looked up, after each key
        versions.append(weakref.ref(notes))

    gc.collect()

    assert [version() for version in versions[:-1]] == [None] * 19  # the last is still in use
    assert notes.notes.all_talks[1].speakers[0].name == "Ann Lee"


def test_edits_whose_meaning_nobody_asks_for_do_not_make_reading_dear(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = OpenNotes("notes.md", TEXT)
    assert notes.notes.days

    def read_anew(*_: object) -> NoReturn:
        raise AssertionError("the whole file is understood anew")

    monkeypatch.setattr(roles, "understand", read_anew)
    monkeypatch.setattr(edited, "understand", read_anew)
    for _ in range(3):
        notes = notes.edit(TEXT.index("- a"), TEXT.index("- a"), "- x\n")
        assert len(notes.lines)

    assert [talk.title for talk in notes.notes.all_talks] == ["One", "Two"]
    assert notes.notes.all_talks[0].bullets[0] == OpenNotes("notes.md", notes.text).document.blocks[3]


def test_what_is_pending_is_applied_when_the_text_is_read() -> None:
    notes = OpenNotes("notes.md", TEXT)
    assert notes.notes.days
    notes = notes.edit(0, 0, "x\n").edit(0, 1, "yz").edit(0, 3, "")
    assert notes.text == TEXT
    assert [talk.title for talk in notes.notes.all_talks] == ["One", "Two"]
    assert notes.document.blocks == OpenNotes("notes.md", TEXT).document.blocks
