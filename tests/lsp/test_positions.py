"""Positions against a reference that counts letter by letter, in texts that are as nasty as pasted slides."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.lsp.positions import ENCODINGS, Encoding, length_in, offset_at, position_at
from notes_lsp.workspace.open_notes import OpenNotes

# Line ends of LSP and what only looks like one; two, three and four bytes; combining; halves of a pair.
NASTY = [
    "\n",
    "\r",
    "\r\n",
    "\v",
    "\f",
    "\x1c",
    "\x85",
    "\u2028",
    "\u2029",
    "a",
    "bc",
    " ",
    "é",
    "e\u0301",
    "«",
    "中",
    "🐍",
    "👩‍💻",
    "\ud83d",
    "\udc0d",
]
texts = st.lists(st.sampled_from(NASTY), max_size=30).map("".join)
encodings = st.sampled_from(ENCODINGS)


def units(character: str, encoding: Encoding) -> int:
    if encoding == "utf-32":
        return 1
    if encoding == "utf-16":
        return 2 if ord(character) > 0xFFFF else 1
    return next(size for size, limit in ((1, 0x80), (2, 0x800), (3, 0x10000), (4, 0x110000)) if ord(character) < limit)


def naive_lines(text: str) -> list[tuple[int, str]]:
    """Each line with its start, without its end."""
    lines, start = [], 0
    for end in re.finditer(r"\r\n|\r|\n", text):
        lines.append((start, text[start : end.start()]))
        start = end.end()
    return [*lines, (start, text[start:])]


def naive_offset(text: str, line: int, character: int, encoding: Encoding) -> int:
    lines = naive_lines(text)
    if line >= len(lines):
        return len(text)
    offset, content = lines[line]
    passed = 0
    for letter in content:
        passed += units(letter, encoding)
        if passed > character:
            break
        offset += 1
    return offset


def naive_position(text: str, offset: int, encoding: Encoding) -> tuple[int, int]:
    number, (start, content) = next(
        (number, line) for number, line in reversed(list(enumerate(naive_lines(text)))) if line[0] <= offset
    )
    return number, sum(units(letter, encoding) for letter in content[: offset - start])


@settings(max_examples=300, deadline=None)
@given(text=texts, line=st.integers(0, 12), character=st.integers(0, 25), encoding=encodings)
def test_an_offset_is_that_of_the_reference(text: str, line: int, character: int, encoding: Encoding) -> None:
    assert offset_at(OpenNotes("", text), line, character, encoding) == naive_offset(text, line, character, encoding)


@settings(max_examples=200, deadline=None)
@given(text=texts, data=st.data(), encoding=encodings)
def test_a_position_is_that_of_the_reference_and_leads_back(text: str, data: st.DataObject, encoding: Encoding) -> None:
    notes = OpenNotes("", text)
    offset = data.draw(st.integers(0, len(text)))
    line, character = position_at(notes, offset, encoding)
    assert (line, character) == naive_position(text, offset, encoding)
    inside_line_end = 0 < offset < len(text) and text[offset - 1 : offset + 1] == "\r\n"
    assert offset_at(notes, line, character, encoding) == (offset - 1 if inside_line_end else offset)


@pytest.mark.parametrize(
    ("text", "line", "character", "encoding", "offset"),
    [
        ("", 0, 0, "utf-16", 0),
        ("", 5, 5, "utf-16", 0),
        ("abc", 0, 2**31 - 1, "utf-16", 3),
        ("abc", 1, 0, "utf-16", 3),
        ("abc\n", 0, 9, "utf-16", 3),
        ("abc\r\n", 0, 9, "utf-16", 3),
        ("abc\r\n", 1, 9, "utf-16", 5),
        ("abc\r\ndef", 2**31 - 1, 0, "utf-16", 8),
        ("a\u2028b\nc", 1, 0, "utf-16", 4),
        ("🐍x", 0, 1, "utf-16", 0),
        ("🐍x", 0, 2, "utf-16", 1),
        ("🐍x", 0, 3, "utf-16", 2),
        ("🐍x", 0, 3, "utf-8", 0),
        ("🐍x", 0, 4, "utf-8", 1),
        ("é🐍é🐍", 0, 5, "utf-16", 3),
        ("é🐍é🐍", 0, 1, "utf-8", 0),
        ("🐍x", 0, 1, "utf-32", 1),
        ("a\ud83d", 0, 2, "utf-16", 2),
        ("a\ud83d", 0, 4, "utf-8", 2),
    ],
)
def test_positions_at_edges(text: str, line: int, character: int, encoding: Encoding, offset: int) -> None:
    assert offset_at(OpenNotes("", text), line, character, encoding) == offset


@pytest.mark.parametrize("offset", [-1, 4, 10**9])
def test_an_offset_outside_of_the_text_is_its_next_end(offset: int) -> None:
    assert position_at(OpenNotes("", "a\nb"), offset, "utf-16") == ((0, 0) if offset < 0 else (1, 1))


@pytest.mark.parametrize(("encoding", "length"), [("utf-8", 10), ("utf-16", 5), ("utf-32", 4)])
def test_lengths(encoding: Encoding, length: int) -> None:
    assert length_in("a🐍é中", encoding) == length
