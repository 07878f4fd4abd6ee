"""Front matter: which fields a file's head holds, and where their values stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax.front_matter import read_front_matter
from notes_lsp.syntax.nodes import Field, FrontMatter
from notes_lsp.syntax.text import split_lines

CASES = [
    ("YAML", "---\ntitle: Tests that lie\ndate: 2031-05-04\n---\nText\n",
     "---\ntitle: Tests that lie\ndate: 2031-05-04\n---",
     [("title", "Tests that lie"), ("date", "2031-05-04")]),
    ("names in lower case", "---\nSpeaker-Name: Ada Quill\n---\n", "---\nSpeaker-Name: Ada Quill\n---",
     [("speaker-name", "Ada Quill")]),
    ("closed by dots", "---\ntitle: A\n...\n", "---\ntitle: A\n...", [("title", "A")]),
    ("byte order mark and blank lines", "\ufeff\n  \n---\ntitle: A\n---  \n", "---\ntitle: A\n---", [("title", "A")]),
    ("byte order mark alone", "\ufeff---\ntitle: A\n---\n", "---\ntitle: A\n---", [("title", "A")]),
    ("CRLF", "---\r\ntitle: A\r\n---\r\n", "---\r\ntitle: A\r\n---", [("title", "A")]),
    ("not closed", "---\ntitle: A\n\nText\n", None, []),
    ("between two breaks", "---\n\nSome text.\n\n---\n", None, []),
    ("empty", "---\n---\nText\n", "---\n---", []),
    ("not at the start", "Text\n---\ntitle: A\n---\n", None, []),
    ("quotes", "---\ntitle: \"A: b\"\nroom: 'It''s here'\n---\n", "---\ntitle: \"A: b\"\nroom: 'It''s here'\n---",
     [("title", "A: b"), ("room", "It''s here")]),
    ("quoted key", '---\n"title": A\n---\n', '---\n"title": A\n---', [("title", "A")]),
    ("comment", '---\n# all of it\ntitle: A #1 # not this\nb: "c # d" # e\nf: # g\n---\n',
     '---\n# all of it\ntitle: A #1 # not this\nb: "c # d" # e\nf: # g\n---',
     [("title", "A"), ("b", "c # d"), ("f", "")]),
    ("hash inside a word", "---\ntalk: C#\n---\n", "---\ntalk: C#\n---", [("talk", "C#")]),
    ("empty value", "---\nvideo:\ndate: 2031-05-04\n---\n", "---\nvideo:\ndate: 2031-05-04\n---",
     [("video", ""), ("date", "2031-05-04")]),
    ("list", "---\ntags:\n  - one\n  - two\nroom: 4\n---\n", "---\ntags:\n  - one\n  - two\nroom: 4\n---",
     [("tags", "- one\n  - two"), ("room", "4")]),
    ("list without indentation", "---\ntags:\n- one\n- two\n---\n", "---\ntags:\n- one\n- two\n---",
     [("tags", "- one\n- two")]),
    ("folded", "---\nsummary: >-\n  One\n\n  two\nroom: 4\n---\n", "---\nsummary: >-\n  One\n\n  two\nroom: 4\n---",
     [("summary", "One\n\n  two"), ("room", "4")]),
    ("goes on below", "---\nsummary: One\n  two\n---\n", "---\nsummary: One\n  two\n---", [("summary", "One\n  two")]),
    ("lines that are no fields", "---\ntitle: A\nstray line\nroom: 4\n---\n", "---\ntitle: A\nstray line\nroom: 4\n---",
     [("title", "A"), ("room", "4")]),
    ("URL is no key", "---\ntitle: A\nhttps://example.com\n---\n", "---\ntitle: A\nhttps://example.com\n---",
     [("title", "A")]),
    ("TOML", '+++\ntitle = "A = b"\ndate = 2031-05-04 # when\n[extra]\nroom = \'4\'\n+++\n',
     '+++\ntitle = "A = b"\ndate = 2031-05-04 # when\n[extra]\nroom = \'4\'\n+++',
     [("title", "A = b"), ("date", "2031-05-04"), ("room", "4")]),
    ("TOML over lines", '+++\ntags = [\n  "a",\n  "b",\n]\ntitle = "A"\n+++\n',
     '+++\ntags = [\n  "a",\n  "b",\n]\ntitle = "A"\n+++',
     [("tags", '[\n  "a",\n  "b",\n]'), ("title", "A")]),
    ("without a fence", "Title: Tests that lie\nDate: 2031-05-04\nReview Status: open\n\nText\n",
     "Title: Tests that lie\nDate: 2031-05-04\nReview Status: open",
     [("title", "Tests that lie"), ("date", "2031-05-04"), ("review status", "open")]),
    ("up to the end of the file", "speaker: Ada Quill\nroom: 4", "speaker: Ada Quill\nroom: 4",
     [("speaker", "Ada Quill"), ("room", "4")]),
    ("one line only", "Title: A\n\nText\n", None, []),
    ("no known key", "Tip: a\nTrap: b\n\nText\n", None, []),
    ("a line that is none", "Title: A\nand then some\n\n", None, []),
    ("key of many words", "Title: A\nthis is a longer one: b\n\n", None, []),
    ("prose with a URL", "Title: A\nhttps://example.com\n\n", None, []),
    ("title over a line", "Keynote: A title\n================\n", None, []),
    ("Nikola", ".. title: A\n.. slug: a\n.. link:\n\nText\n", ".. title: A\n.. slug: a\n.. link:",
     [("title", "A"), ("slug", "a"), ("link", "")]),
    ("Nikola in HTML", "<!--\n.. title: A\n.. slug: a\n-->\n\nText\n", "<!--\n.. title: A\n.. slug: a\n-->",
     [("title", "A"), ("slug", "a")]),
    ("comment in HTML", "<!--\nTo do\n-->\n", None, []),
    ("comment in reStructuredText", ".. note: A\n", None, []),
    ("directive", ".. title:: A\n", None, []),
    ("nothing", "", None, []),
    ("blank", "\n \n", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "head", "fields"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_front_matter(text: str, head: str | None, fields: list[tuple[str, str]]) -> None:
    blocks = read_front_matter(text, split_lines(text))
    if head is None:
        assert blocks == []
        return
    assert isinstance(blocks[0], FrontMatter)
    assert text[blocks[0].start : blocks[0].end] == head
    assert blocks[0].fenced == head.startswith(("---", "+++", "<!--"))
    found = [block for block in blocks[1:] if isinstance(block, Field)]
    assert len(found) == len(blocks) - 1
    assert [(field.name, text[field.value_start : field.value_end]) for field in found] == fields
    assert [text[field.name_start : field.name_end].lower() for field in found] == [name for name, _ in fields]


PIECES = [
    "---", "+++", "...", "<!--", "-->", "\n", "\r\n", "\r", "title", "date", ": ", ":", " = ", '"', "'", "'''",
    '"""', "[", "]", "- ", "  ", "#", " # ", "|", ">-", ".. ", "a", "\ufeff", "\0", "\ud800", "\u2028", "\x0b",
]  # fmt: skip
HEADS = ["", "---\ntitle: a\n", "+++\na = 1\n", "title: a\n", ".. title: a\n"]


@settings(deadline=None)
@given(st.sampled_from(HEADS), st.lists(st.sampled_from(PIECES)), st.sampled_from(["", "\n---\n", "\n+++\n"]))
def test_spans_nest(head: str, pieces: list[str], tail: str) -> None:
    text = head + "".join(pieces) + tail
    blocks = read_front_matter(text, split_lines(text))
    position = blocks[0].start if blocks else 0
    for block in blocks[1:]:
        assert isinstance(block, Field)
        assert position <= block.start <= block.name_start <= block.name_end <= block.value_start
        assert block.value_start <= block.value_end <= block.end <= blocks[0].end <= len(text)
        position = block.end


@pytest.mark.parametrize(
    "text",
    [
        "---\n" + "a: b\n" * 100_000,
        "---\n" + "a:\n\n\n" * 100_000 + "---\n",
        "---\na:\n" + "- b\n" * 100_000 + "---\n",
        '---\na: "' + '\\"' * 100_000 + "\n---\n",
        "---\na" + " b" * 100_000 + "\n---\n",
        "+++\n" + "a = [\n" * 100_000 + "+++\n",
        "+++\n" + 'a = """\n' * 100_000 + "+++\n",
        "Title: a\n" * 100_000,
    ],
    ids=range(8),
)
def test_time_is_linear(text: str) -> None:
    assert_linear(lambda part: read_front_matter(part, split_lines(part)), text)
