"""Many positions at once."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.lsp.positions import ENCODINGS, Encoding, position_at
from notes_lsp.lsp.positions_in_order import positions_in_order
from notes_lsp.workspace.open_notes import OpenNotes


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=60, deadline=None)
@given(text=st.text("ab é日🐍\n\r\u2028\x0c", max_size=60), data=st.data())
def test_they_are_those_of_each_offset(encoding: Encoding, text: str, data: st.DataObject) -> None:
    inside = {match.start() + 1 for match in re.finditer("\r\n", text)}
    offsets = sorted(data.draw(st.lists(st.integers(0, len(text)).filter(lambda place: place not in inside))))
    expected = [position_at(OpenNotes("notes.txt", text), offset, encoding) for offset in offsets]
    assert list(positions_in_order(text, offsets, encoding)) == expected
