"""What editors can fold.

Expectations show a text with its lines: each bar in front of a line is a fold that the line lies in, ``▾`` the fold
that it begins; ``c`` and ``r`` stand for folds of the kinds "comment" and "region".
"""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.features.folding.folding import LineSpan, collapsed_text, find_folds
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = Path(__file__).parents[2] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.is_file())
SIGNS = {None: "▾", "comment": "c", "region": "r"}


def folds_of(text: str, name: str, limit: int | None = None) -> list[LineSpan]:
    return find_folds(understand(parse(text, name), name), limit)


def check(drawn: str, name: str = "notes.md", limit: int | None = None) -> None:
    """Compare the folds of a text with those drawn in front of its lines, ``drawn`` up to the first ``: ``."""
    lines = [line.partition(": ")[2] if ": " in line else "" for line in drawn.splitlines()]
    folds = folds_of("\n".join(lines) + "\n", name, limit)
    width = drawn.index(":")
    shown = []
    for number, line in enumerate(lines):
        inside = [fold for fold in folds if fold[0] <= number <= fold[1]]
        bars = "".join(SIGNS[kind] if first == number else "│" for first, _, kind in inside)
        shown.append(f"{bars:{width}}: {line}".rstrip())
    assert shown == [line.rstrip() for line in drawn.splitlines()]


def test_a_conference_folds_by_days_groups_talks_and_sections() -> None:
    check(
        """\
▾     : # EuroPython 2014
│     :
│▾    : ## Monday, July 21st
││    :
││▾   : ### Track A
│││   :
│││▾  : #### 10:30 Types - Ada Lovelace
││││  :
││││  : - note
││││  :
││││▾ : ##### Why
│││││ :
│││││ : - a note
│││   :
│││▾  : #### 11:30 Generators
││││  :
││││  : - note
│     :
│     :
│▾    : ## Tuesday, July 22nd
││    :
││▾   : ### Packaging
│││   :
│││   : - last
"""
    )


def test_blank_lines_behind_a_talk_stay_to_be_seen() -> None:
    check(
        """\
▾  : # PyCon 2014
│  :
│▾ : ## Types
││ :
││ : - one
│  :
│  :
│  :
│▾ : ## Packaging
││ :
││ : - two
   :
   :
"""
    )


def test_list_items_fold_that_hold_more_than_their_text() -> None:
    check(
        """\
▾    : # Types
│    :
│▾   : - one
││▾  :   - two
│││  :     - three
││   :   - four
│    : - five
│    :   goes on
│▾   : - six
││   :
││   :   more of it
"""
    )


def test_front_matter_comments_code_tables_and_quotes_fold() -> None:
    check(
        """\
r  : ---
│  : title: Types
│  : ---
   :
▾  : # Types
│  :
│c : <!-- to do:
││ :      slides -->
│  :
│▾ : ```python
││ : print()
││ : ```
│  :
│▾ : | a | b |
││ : |---|---|
││ : | 1 | 2 |
│  :
│▾ : | c | d |
││ : |---|---|
││ : | 3 | 4 |
│  :
│▾ : > said
││ : > somebody
│  :
│  : > one line
"""
    )


def test_regions_that_the_writer_marked() -> None:
    check(
        """\
▾   : # Types
│   :
│r  : <!-- #region slides -->
││  : - one
││  :
││r : <!-- #region -->
│││ : - two
│││ : <!-- #endregion -->
││  :
││  : <!-- #endregion -->
│   : - three
│   :
│   : <!-- #endregion -->
"""
    )


def test_a_heading_in_a_list_or_a_quote_ends_no_section() -> None:
    check(
        """\
▾  : # Types
│  :
│▾ : - # big words
││ :
││ :   text
│  :
│  : > # loud
│  :
│  : the end
"""
    )


def test_restructuredtext() -> None:
    check(
        """\
   : ==========
▾  : PyCon 2014
│  : ==========
│  :
│c : .. not to
││ :    be seen
│  :
│▾ : Types
││ : -----
││ :
││ : - note
│  :
│▾ : Packaging
││ : ---------
││ :
││▾: .. code-block:: python
│││:
│││:    print()
""",
        "notes.rst",
    )


def test_org() -> None:
    check(
        """\
▾  : * PyCon 2014
│▾ : ** Types
││c: # not to
│││: # be seen
││▾: - one
│││:   - two
│  :
│▾ : ** Packaging
││▾: #+BEGIN_SRC python
│││: print()
│││: #+END_SRC
""",
        "notes.org",
    )


def test_plain_text_folds_by_days_and_talks() -> None:
    check(
        """\
   : PyCon 2014 notes
   :
▾  : Tuesday, July 22nd
│  :
│▾ : Ada - a tour
││ :
││ :   • one
││▾: import ctypes
│││: lib = ctypes.CDLL("")
│  :
│▾ : Message passing
││ :
││ : - two
   :
▾  : Wednesday, July 23rd
│  :
│▾ : Queues - which one and why
││ :
││ :   • three
""",
        "notes.txt",
    )


def test_a_limit_keeps_the_outermost() -> None:
    check(
        """\
▾  : # PyCon 2014
│  :
│▾ : ## Types
││ :
││ : - one
││ :   - two
│  :
│▾ : ## Packaging
││ :
││ : - three
││ :   - four
""",
        limit=3,
    )


def test_no_limit_and_a_limit_of_none_at_all() -> None:
    text = "# A\n\n- one\n  - two\n"
    assert folds_of(text, "a.md", 0) == []
    assert folds_of(text, "a.md", 2) == folds_of(text, "a.md") == [(0, 3, None), (2, 3, None)]


def test_a_fold_shows_its_first_line_and_how_much_it_hides() -> None:
    document = parse("# Types\n\n  - one\n    - two\n", "a.md")
    assert collapsed_text(document, (0, 3, None)) == "# Types … 3 lines"
    assert collapsed_text(document, (2, 3, None)) == "  - one … 1 line"


def assert_well_formed(text: str, name: str) -> None:
    folds = folds_of(text, name)
    count = len(parse(text, name).lines)
    assert folds == sorted(folds, key=lambda fold: fold[0])
    assert len({first for first, _, _ in folds}) == len(folds)
    open_ends: list[int] = []
    for first, last, _ in folds:
        assert 0 <= first < last < count
        while open_ends and open_ends[-1] < first:
            open_ends.pop()
        assert not open_ends or last <= open_ends[-1]
        open_ends.append(last)
    for limit in (0, 1, len(folds) // 2):
        assert set(folds_of(text, name, limit)) <= set(folds)
        assert len(folds_of(text, name, limit)) == min(limit, len(folds))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_folds_of_notes_that_are_cut_up_nest(path: Path) -> None:
    chance = random.Random(path.name)
    lines = path.read_text(encoding="utf-8").split("\n")
    for _ in range(5):
        assert_well_formed("\n".join(lines), path.name)
        first = chance.randrange(len(lines))
        moved = lines[first : first + chance.randrange(12)]
        del lines[first : first + len(moved)]
        at = chance.randrange(len(lines) + 1)
        lines[at:at] = moved


PIECES = st.sampled_from(
    ["# A", "## 10:00 B - Ada Lovelace", "Monday, 21 July 2014", "- x", "  - y", "> q", "```", "===", "* T", "  text",
     "", "", "| a | b |", "|---|---|", "<!-- #region -->", "<!-- #endregion -->", ".. note::", "#+BEGIN_SRC", "\u2028"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from(["a.md", "a.rst", "a.org", "a.txt"]))
def test_folds_of_anything_nest(pieces: list[str], name: str) -> None:
    assert_well_formed("\n".join(pieces), name)
