"""Edits of an editor against an editor of our own, whose strings count in the units of the protocol."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from notes_lsp.lsp.documents import OpenDocuments
from notes_lsp.lsp.positions import ENCODINGS, Encoding
from test_positions import NASTY, naive_lines, units

URI = "file:///notes.md"
texts = st.lists(st.sampled_from(NASTY), max_size=12).map("".join)


class Editor:
    """An editor that holds a list of characters, and sends what it does in one of the encodings."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.text = text
        self.encoding = encoding

    def position(self, offset: int) -> types.Position:
        lines = naive_lines(self.text)
        number = max(index for index, (start, _) in enumerate(lines) if start <= offset)
        start, content = lines[number]
        return types.Position(number, sum(units(letter, self.encoding) for letter in content[: offset - start]))

    def replace(self, start: int, end: int, new: str) -> types.TextDocumentContentChangePartial:
        change = types.TextDocumentContentChangePartial(types.Range(self.position(start), self.position(end)), new)
        self.text = self.text[:start] + new + self.text[end:]
        return change


def opened(text: str) -> OpenDocuments:
    documents = OpenDocuments()
    documents.open(types.TextDocumentItem(URI, "markdown", 1, text))
    return documents


def changed(documents: OpenDocuments, encoding: Encoding, *changes: Any, version: int = 2) -> str:
    identifier = types.VersionedTextDocumentIdentifier(version, URI)
    documents.change(types.DidChangeTextDocumentParams(identifier, list(changes)), encoding)
    return documents.by_uri[URI].notes.text


def as_utf_16(text: str) -> bytes:
    """What an editor with strings of UTF-16 holds: for it two halves side by side are a character."""
    return text.encode("utf-16-le", "surrogatepass")


@settings(max_examples=150, deadline=None)
@given(text=texts, data=st.data(), encoding=st.sampled_from(ENCODINGS))
def test_the_server_has_the_text_of_the_editor(text: str, data: st.DataObject, encoding: Encoding) -> None:
    text = as_utf_16(text).decode("utf-16-le", "surrogatepass")
    documents, editor = opened(text), Editor(text, encoding)
    for version in range(2, 5):
        changes = []
        for _ in range(data.draw(st.integers(1, 3))):
            # No editor puts its cursor between the two halves of a line end.
            places = [i for i in range(len(editor.text) + 1) if editor.text[max(i - 1, 0) : i + 1] != "\r\n"]
            start, end = sorted((data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))))
            changes.append(editor.replace(start, end, data.draw(texts)))
            # From here on the two halves of a pair are one character for the editor, too.
            editor.text = as_utf_16(editor.text).decode("utf-16-le", "surrogatepass")
        assert changed(documents, encoding, *changes, version=version) == editor.text
        assert documents.by_uri[URI].version == version


def partial(text: str, *place: int) -> types.TextDocumentContentChangePartial:
    line, character, end_line, end_character = place
    first, last = types.Position(line, character), types.Position(end_line, end_character)
    return types.TextDocumentContentChangePartial(types.Range(first, last), text)


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("abc", [types.TextDocumentContentChangeWholeDocument("x")], "x"),
        ("abc", [], "abc"),
        ("abc", [partial("", 0, 0, 0, 2**31 - 1)], ""),
        ("abc\n", [partial("", 0, 0, 1, 0)], ""),
        ("a\u2028b\nsecond", [partial("X", 1, 0, 1, 0)], "a\u2028b\nXsecond"),
        ("ab\ncd", [partial("x", 0, 1, 0, 1), partial("y", 0, 2, 0, 3)], "axy\ncd"),
        ("ab", [types.TextDocumentContentChangeWholeDocument("cd"), partial("x", 0, 1, 0, 1)], "cxd"),
        ("a", [partial("x", 9, 9, 9, 9)], "ax"),
        ("abc", [partial("x", 0, 2, 0, 1)], "axc"),
        ("\ud83d", [partial("\udc0d", 0, 1, 0, 1)], "🐍"),
        ("\ud83dx\udc0d", [partial("", 0, 1, 0, 2)], "🐍"),
        ("\udc0d", [partial("\ud83d", 0, 0, 0, 0)], "🐍"),
    ],
)
def test_changes(before: str, changes: list[Any], after: str) -> None:
    assert changed(opened(before), "utf-16", *changes) == after


def test_a_version_that_does_not_grow_loses_no_letter() -> None:
    documents = opened("a")
    assert changed(documents, "utf-16", partial("b", 0, 1, 0, 1), version=1) == "ab"
    assert changed(documents, "utf-16", partial("c", 0, 2, 0, 2), version=1) == "abc"


def test_a_file_that_is_opened_twice_begins_anew() -> None:
    documents = opened("a")
    documents.open(types.TextDocumentItem(URI, "markdown", 7, "b"))
    assert (documents.by_uri[URI].notes.text, documents.by_uri[URI].version) == ("b", 7)


def test_a_file_that_is_not_open_is_passed_over() -> None:
    identifier = types.VersionedTextDocumentIdentifier(2, URI)
    params = types.DidChangeTextDocumentParams(identifier, [types.TextDocumentContentChangeWholeDocument("x")])
    documents = OpenDocuments()
    assert documents.change(params, "utf-16") is None
    assert documents.close(URI) is None
    assert documents.by_uri == {}
