"""The outline of notes as a tree."""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.features.outline import OutlineNode, outline_tree
from notes_lsp.features.outline_python import talk_node_with_names
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = Path(__file__).parents[2] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.is_file())

CONFERENCE = """\
# EuroPython 2014

## Tuesday, July 22nd

### 10:30 Types, by Ada Lovelace

#### Why

##### Deeper

#### How

- note

### Generators

- note

## Wednesday, July 23rd

### Packaging

- note
"""


def outline(text: str, name: str = "notes.md") -> tuple[OutlineNode, ...]:
    return outline_tree(understand(parse(text, name), name))


def outline_with_names(text: str, name: str = "notes.md") -> tuple[OutlineNode, ...]:
    return outline_tree(understand(parse(text, name), name), talk_node_with_names)


def drawn(nodes: Iterable[OutlineNode], indent: str = "") -> list[str]:
    lines = []
    for node in nodes:
        lines.append(f"{indent}{node.kind} {node.title}" + (f" | {node.detail}" if node.detail else ""))
        lines += drawn(node.children, indent + "  ")
    return lines


def assert_nested(nodes: Iterable[OutlineNode], start: int, end: int) -> None:
    for node in nodes:
        assert start <= node.start <= node.title_start <= node.title_end <= node.end <= end, node.title
        assert_nested(node.children, node.start, node.end)
        start = node.end


def test_a_conference() -> None:
    assert drawn(outline(CONFERENCE)) == [
        "conference EuroPython 2014",
        "  day Tuesday, July 22nd | 2014-07-22",
        "    talk Types | 10:30 · Ada Lovelace",
        "      section Why",
        "        section Deeper",
        "      section How",
        "    talk Generators",
        "  day Wednesday, July 23rd | 2014-07-23",
        "    talk Packaging",
    ]


def test_places_are_those_of_the_text() -> None:
    (conference,) = outline(CONFERENCE)
    tuesday = conference.children[0]
    talk = tuesday.children[0]
    assert (conference.start, conference.end) == (0, len(CONFERENCE))
    assert CONFERENCE[conference.title_start : conference.title_end] == "EuroPython 2014"
    assert CONFERENCE[tuesday.title_start : tuesday.title_end] == "Tuesday, July 22nd"
    assert CONFERENCE[talk.title_start : talk.title_end] == "Types"
    assert CONFERENCE[talk.start : talk.end].startswith("### 10:30 Types")


def test_groups_gather_talks() -> None:
    text = """\
# Conf 2014

## Tuesday, July 22nd

### Track A

#### One

- note

#### Two

- note

### Track B

#### Three

- note
"""
    assert drawn(outline(text)) == [
        "conference Conf 2014",
        "  day Tuesday, July 22nd | 2014-07-22",
        "    group Track A",
        "      talk One",
        "      talk Two",
        "    group Track B",
        "      talk Three",
    ]


def test_empty_notes_have_no_outline() -> None:
    assert outline("") == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_node_lies_inside_its_parent(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert_nested(outline(text, path.name), 0, len(text))
    assert_nested(outline_with_names(text, path.name), 0, len(text))


@pytest.mark.parametrize("seed", range(20))
def test_every_node_lies_inside_its_parent_in_notes_that_are_cut_up(seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice(FILES)
    lines = path.read_text(encoding="utf-8").split("\n")
    for _ in range(10):
        first = chance.randrange(len(lines))
        moved = lines[first : first + chance.randrange(12)]
        del lines[first : first + len(moved)]
        at = chance.randrange(len(lines) + 1)
        lines[at:at] = moved
    text = "\n".join(lines)
    assert_nested(outline(text, path.name), 0, len(text))
    assert_nested(outline_with_names(text, path.name), 0, len(text))


def test_thousands_of_levels_are_no_trouble() -> None:
    text = "* A talk\n" + "".join("*" * level + f" {level}\n" for level in range(2, 3000))
    nodes = outline(text, "deep.org")
    assert_nested(nodes, 0, len(text))


WITH_SNIPPETS = """\
# Conf

## Types

```python
LIMIT = 3
def check(): pass
```

### Deeper

- so

  ```python
  class A:
      def m(self): pass
  LIMIT = 4
  ```

#### And deeper

>>> size = 5

## Another

    >>> size = 6
"""


def test_names_of_snippets_stand_in_the_section_of_their_snippet() -> None:
    assert drawn(outline_with_names(WITH_SNIPPETS)) == [
        "conference Conf",
        "  talk Types",
        "    variable LIMIT",
        "    function check",
        "    section Deeper",
        "      class A",
        "        method m",
        "      section And deeper",
        "        variable size",
        "  talk Another",
        "    variable size",
    ]


def test_without_names_the_outline_is_what_it_is_without_snippets() -> None:
    nodes = outline_with_names(WITH_SNIPPETS)
    kinds = {"variable", "function", "class", "method"}

    def without(nodes: Iterable[OutlineNode]) -> tuple[OutlineNode, ...]:
        return tuple(replace(node, children=without(node.children)) for node in nodes if node.kind not in kinds)

    assert drawn(without(nodes)) == drawn(outline(WITH_SNIPPETS))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Conf\n\nTypes\n- a\n\nx = f(1)\ndef g():\n    pass\n", "a.txt"),
        ("Conf\n####\n\nTypes\n=====\n\nso::\n\n  x = f(1)\n  def g():\n    pass\n", "a.rst"),
        ("#+TITLE: Conf\n* Types\n#+begin_src python\nx = f(1)\ndef g():\n  pass\n#+end_src\n", "a.org"),
    ],
)
def test_names_of_snippets_in_every_dialect(text: str, name: str) -> None:
    lines = [line.strip() for line in drawn(outline_with_names(text, name))]
    assert lines[-2:] == ["variable x", "function g"]


EDITS = ("x = 1\n", "```\n", "```python\n", "def f():\n", "    y = 2\n", ">>> z = 1\n", "## New\n", "\n", "é🎉")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WITH_SNIPPETS)), st.sampled_from(EDITS)), max_size=5))
def test_every_name_lies_inside_its_parent_whatever_is_typed(edits: list[tuple[int, str]]) -> None:
    text = WITH_SNIPPETS
    for offset, typed in edits:
        text = text[:offset] + typed + text[offset:]
    assert_nested(outline_with_names(text), 0, len(text))
