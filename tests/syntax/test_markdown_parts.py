"""Markdown read in parts is what the whole text says, however it came about."""

import random
from collections.abc import Iterator

import pytest

from growth import assert_linear
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.markdown import read_markdown
from notes_lsp.syntax.markdown_parts import edit_markdown, read_markdown_in_parts

PIECES = [
    "# ", "## ", "##", "- ", "  - ", "1. ", "> ", "```", "```\n", "~~~", "    ", "\n", "\n\n", "\r\n", "\r", "\t", "a", "Talk",
    "é", "🐍", "\u2028", "\x0c", "[", "]", "(", ")", "](", "][", "]: ", "<", ">", "<!--", "-->", "http://a.b", "**", "_", "`",
    "|", "---", "===", "\n===\n", "\n---\n", "\\", "&amp;", "title: ", "- [ ] ", "[a]: /u\n", "[a]: /v\n", "[a]", "[x][a]",
    "[é][]", "[é]: z\n", "<div>", "</div>", "\n# H\n", "\n## D\n\ntext\n", "\nTitle\n-----\n", "\n```python\nx\n```\n", "#",
    "<script>", "</script>", "---\n", "+++\n", "date: 1\n", "> [q]: /u\n", "\ud83d", "[\ud83d]", "[\ud83d]: \ud83d\n",
]  # fmt: skip

SEQUENCES = ("blocks", "links", "definitions", "broken_references", "anchors")


def assert_as_read_at_once(document: Document) -> None:
    whole = read_markdown(document.text)
    for name in SEQUENCES:
        assert getattr(document, name) == getattr(whole, name), (name, document.text)
    assert tuple(document.lines.starts) == tuple(whole.lines.starts)
    assert tuple(document.lines.ends) == tuple(whole.lines.ends)


def edits(chance: random.Random, text: str, count: int) -> Iterator[tuple[int, int, str]]:
    for _ in range(count):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 0, 1, 2, 5, 20)))
        new = "".join(chance.choices(PIECES, k=chance.choice((0, 1, 1, 1, 3))))
        yield start, end, new
        text = text[:start] + new + text[end:]


@pytest.mark.parametrize("seed", range(150))
def test_random_edits_give_what_reading_the_text_afresh_gives(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices(PIECES, k=chance.randrange(60)))
    document = read_markdown_in_parts(text)
    assert_as_read_at_once(document)

    for start, end, new in edits(chance, text, 20):
        document = edit_markdown(document, start, end, new)
        assert_as_read_at_once(document)


NOTES = """\
---
title: PyCon
---

# PyCon 2020

## Monday

### One, see [slides][s]

- a [link][s]

```python
# no heading
x = 1
```

### Two

- text

[s]: https://example.com/s

Tuesday
-------

### Three, see [s]
"""


def test_a_part_begins_at_each_heading_and_not_in_code() -> None:
    document = read_markdown_in_parts(NOTES)

    assert [part.text.split("\n", 1)[0] for part in document.parts] == [
        "---",
        "# PyCon 2020",
        "## Monday",
        "### One, see [slides][s]",
        "### Two",
        "Tuesday",
        "### Three, see [s]",
    ]


def changed_parts(edit: tuple[str, str]) -> list[str]:
    """The first lines of the parts that are read again when the first of two texts becomes the other."""
    before = read_markdown_in_parts(NOTES)
    start = NOTES.index(edit[0])
    after = edit_markdown(before, start, start + len(edit[0]), edit[1])
    assert_as_read_at_once(after)
    kept = set(map(id, before.parts))
    return [part.text.split("\n", 1)[0] for part in after.parts if id(part) not in kept]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("- text", "- texts"), ["### Two"]),
        (("x = 1", "x = 12"), ["### One, see [slides][s]"]),
        (("### Two", "### Twos"), ["### Twos"]),
        (("### Two", "Two"), ["### One, see [slides][s]"]),
        (("- text\n", "- text\n\n### Four\n"), ["### Two", "### Four"]),
        (("example.com/s", "example.com/t"), ["### One, see [slides][s]", "### Two", "### Three, see [s]"]),
        (("x = 1\n```", "x = 1\n"), ["### One, see [slides][s]"]),
        (("title: PyCon", "title: PyCon 2020"), ["---"]),
    ],
)
def test_an_edit_reads_again_what_it_touches(edit: tuple[str, str], expected: list[str]) -> None:
    assert changed_parts(edit) == expected


def test_what_is_cut_out_of_a_document_stands_alone() -> None:
    document = read_markdown_in_parts(NOTES)

    cut = document.cut(3, 5)

    assert cut.text.startswith("### One")
    assert [block.start for block in cut.blocks[:1]] == [0]
    assert cut.text[cut.links[0].start : cut.links[0].end] == "[slides][s]"


def test_queries_at_a_place_agree_with_the_whole() -> None:
    parts, whole = read_markdown_in_parts(NOTES), read_markdown(NOTES)

    for offset in range(len(NOTES) + 1):
        assert list(parts.blocks_at(offset)) == list(whole.blocks_at(offset))
        assert parts.link_at(offset) == whole.link_at(offset)
        assert list(parts.blocks_between(offset, offset + 40)) == list(whole.blocks_between(offset, offset + 40))


@pytest.mark.parametrize(
    "piece", ["# a\n", "```\n# a\n", "<!--\n# a\n", "[a]: b\n# [a]\n", "- a\n\nT\n---\n", "<div>\n# a\n"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    assert_linear(read_markdown_in_parts, piece * 8000)
