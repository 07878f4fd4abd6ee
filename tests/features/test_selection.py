"""Growing selections.

Expectations list the selected texts from the innermost to the last but one; the last is always the whole file.
"""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import cut
from notes_lsp.features.selection.selection import selection_spans
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = Path(__file__).parents[2] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.is_file())


def check(marked: str, *expected: str, name: str = "a.md") -> None:
    """Compare what is selected step by step from ``$0`` on."""
    text, offset = cut(marked)
    (spans,) = selection_spans(understand(parse(text, name), name), [offset])
    assert [text[start:end] for start, end in spans[:-1]] == list(expected)
    assert spans[-1] == (0, len(text))


CONFERENCE = """\
# PyCon 2014

## Monday, July 21st

### Track A

#### Types - Ada Lovelace

- one **bold wo$0rd** here
  - two

- three

##### Why

text

#### Tests - Alan Turing

- note

## Tuesday, July 22nd

#### Packaging - Grace Hopper

- note
"""


def test_from_a_word_to_the_file() -> None:
    text = CONFERENCE.replace("$0", "")
    talk = text[text.index("#### Types") : text.index("\n\n#### Tests")]
    group = text[text.index("### Track") : text.index("\n\n## Tuesday")]
    day = text[text.index("## Monday") : text.index("\n\n## Tuesday")]
    check(
        CONFERENCE,
        "word",
        "bold word",
        "**bold word**",
        "one **bold word** here",
        "- one **bold word** here\n  - two",
        "- one **bold word** here\n  - two\n\n- three",
        talk,
        group,
        day,
    )


def test_sections() -> None:
    check(
        "# PyCon 2014\n\n## Types\n\n- a\n\n### Why\n\ntext\n\n#### Deep\n\nmo$0re\n\n### How\n\nb\n\n## Tests\n\n- c\n",
        "more",
        "#### Deep\n\nmore",
        "### Why\n\ntext\n\n#### Deep\n\nmore",
        "## Types\n\n- a\n\n### Why\n\ntext\n\n#### Deep\n\nmore\n\n### How\n\nb",
    )


def test_links() -> None:
    check(
        "# A\n\nSee [some te$0xt](b.md) now.\n",
        "text",
        "some text",
        "[some text](b.md)",
        "See [some text](b.md) now.",
        "# A\n\nSee [some text](b.md) now.",
    )
    check(
        "See [text](b/c$0.md#d).\n",
        "c",
        "b/c.md#d",
        "[text](b/c.md#d)",
        "See [text](b/c.md#d).",
    )
    check(
        "See [![im$0age](a.png)](b.md).\n",
        "image",
        "![image](a.png)",
        "[![image](a.png)](b.md)",
        "See [![image](a.png)](b.md).",
    )


def test_nested_emphasis_and_code() -> None:
    check(
        "# A\n\nx **bold *and sla$0nted* text** y\n",
        "slanted",
        "and slanted",
        "*and slanted*",
        "bold *and slanted* text",
        "**bold *and slanted* text**",
        "x **bold *and slanted* text** y",
        "# A\n\nx **bold *and slanted* text** y",
    )
    check("x `a = **b$0**` y\n", "b", "**b**", "a = **b**", "`a = **b**`", "x `a = **b**` y")
    check("snake_ca$0se_name x\n", "snake_case_name", "snake_case_name x")


def test_lists_in_lists() -> None:
    check(
        "- a\n  1. o$0ne\n  2. two\n- b\n\n* c\n",
        "one",
        "1. one",
        "1. one\n  2. two",
        "- a\n  1. one\n  2. two",
        "- a\n  1. one\n  2. two\n- b",
    )


def test_snippets() -> None:
    check(
        "# A\n\n```python\nif x:\n    re$0turn y\n```\n",
        "return",
        "return y",
        "if x:\n    return y",
        "```python\nif x:\n    return y\n```",
        "# A\n\n```python\nif x:\n    return y\n```",
    )


def test_tables_and_fields() -> None:
    check(
        "| a | b |\n|---|---|\n| o$0ne two | 2 |\n\n| c |\n|---|\n",
        "one",
        "one two",
        "| one two | 2 |",
        "| a | b |\n|---|---|\n| one two | 2 |",
    )
    check(
        "---\ntitle: My ta$0lk\ntags: x\n---\n",
        "talk",
        "My talk",
        "title: My talk",
        "---\ntitle: My talk\ntags: x\n---",
    )


def test_headings_and_quotes() -> None:
    check("## One $0two ##\n\n- x\n\n> said\n", "two", "One two", "## One two ##", "## One two ##\n\n- x\n\n> said")
    check("> a wo$0rd\n> more\n\nx\n", "word", "a word\n> more", "> a word\n> more")


def test_other_dialects() -> None:
    check(
        "Title\n=====\n\nA ``co$0de b`` and :doc:`x`.\n",
        "code",
        "code b",
        "``code b``",
        "A ``code b`` and :doc:`x`.",
        "Title\n=====\n\nA ``code b`` and :doc:`x`.",
        name="a.rst",
    )
    check(
        "* A\n- one /sla$0nted b/ x\n",
        "slanted",
        "slanted b",
        "/slanted b/",
        "one /slanted b/ x",
        "- one /slanted b/ x",
        "* A\n- one /slanted b/ x",
        name="a.org",
    )


def test_nothing_but_the_file() -> None:
    check("# A\n\n- x\n\n\n$0\n")
    check("\n$0\n")
    (spans,) = selection_spans(understand(parse("", "a.md"), "a.md"), [0])
    assert spans == ((0, 0),)


def test_many_places_at_once() -> None:
    text = "# A\n\nsome words\n"
    notes = understand(parse(text, "a.md"), "a.md")
    some, words = selection_spans(notes, [5, 15])
    assert text[slice(*some[0])] == "some"
    assert text[slice(*words[0])] == "words"
    assert selection_spans(notes, []) == ()


def assert_well_formed(text: str, name: str, offsets: list[int]) -> None:
    for offset, spans in zip(offsets, selection_spans(understand(parse(text, name), name), offsets), strict=True):
        assert spans[-1] == (0, len(text))
        for start, end in spans:
            assert 0 <= start <= offset <= end <= len(text)
        for (inner_start, inner_end), (outer_start, outer_end) in pairwise(spans):
            assert outer_start <= inner_start
            assert inner_end <= outer_end
            assert outer_end - outer_start > inner_end - inner_start


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_step_of_real_notes_holds_the_one_before(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    chance = random.Random(path.name)
    assert_well_formed(text, path.name, [chance.randrange(len(text) + 1) for _ in range(100)])


PIECES = st.sampled_from(
    ["# A\n", "## 10:00 B - Ada\n", "- x", "  - y\n", "> q ", "**a b**", "*c", "`d`", "[e](f)", "\n", "\n\n", "| a | b |\n",
     "|---|---|\n", "```\n", "Monday, 21 July 2014\n", "word ", "_", "\u2028", "* T\n", "===\n", "title: x\n", "---\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["a.md", "a.rst", "a.org", "a.txt"]))
def test_every_step_holds_the_one_before(text: str, name: str) -> None:
    assert_well_formed(text, name, list(range(len(text) + 1)))
