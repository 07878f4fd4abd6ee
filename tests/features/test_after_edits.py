"""What holds of all features: notes that were edited, and so are kept in parts, give what the same text read anew gives.

The parts that an edit leaves as they are keep what was found out about them; only where they stand may change.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_library import FakeLibrary
from notes_lsp.features.code_lenses import code_lenses
from notes_lsp.features.completion.completion import complete
from notes_lsp.features.hover.hover import hover
from notes_lsp.features.library import KeptSummary
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.features.navigation.definition import find_definitions
from notes_lsp.features.navigation.document_links import find_document_links
from notes_lsp.features.navigation.highlight import find_highlights
from notes_lsp.features.navigation.named_things import thing_at
from notes_lsp.features.navigation.references import find_references
from notes_lsp.features.rename.rename import rename
from notes_lsp.features.summary import OpenSummary, summarise
from notes_lsp.links.slugs import document_slugs
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.open_notes import OpenNotes

PATH = "/c/a.md"
TEXT = """\
---
tags: [python]
---

# EuroPython 2014

[docs]: b.md#there
## Tuesday, July 22nd 2014

See [first](#types) and [second](#types-1), [the docs][docs].

### 09:00 Types - Ada Lovelace

- **Speaker**: Ada Lovelace
- see [docs] and [nothing][gone] #async
- [back](a.md#tuesday-july-22nd-2014) [[a#Types]]

<a id="x"></a>
### 10:00 Types {#own} - Bob Smith

- `code` and #async, [x](#x) [own](#own)

## Wednesday, July 23rd 2014

### 09:00 Packaging - Ada Lovelace

- more, see [again](#types-1) and RFC 9110

[gone-too]: c.md
"""
OTHER = "# Other\n\n## There\n\n[types](a.md#types-1) [[a#Types]] [x](a.md#x)\n"
PIECES = [
    "",
    "x",
    " ",
    "\n",
    "# ",
    "## Types\n",
    "#async",
    "[docs]",
    "\n[gone]: d.md\n",
    "<a id='y'></a>",
    "- by Ada Lovelace",
]


def read_anew(text: str) -> Notes:
    return understand(parse(text, PATH), PATH)


def edited(edits: list[tuple[int, int, str]]) -> OpenNotes:
    """The notes after ``edits``, with all that can be kept asked for after each of them."""
    notes = OpenNotes(PATH, TEXT)
    for place, length, piece in edits:
        start = min(place, len(notes.text))
        summarise(notes.notes, PATH)
        find_document_links(notes.notes, PATH, FakeLibrary({}))
        find_highlights(notes.notes, start)
        notes = notes.edit(start, min(start + length, len(notes.text)), piece)
    return notes


EDITS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12), st.sampled_from(PIECES)), min_size=1, max_size=4
)


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_the_file_as_a_whole(edits: list[tuple[int, int, str]]) -> None:
    notes = edited(edits)
    anew = read_anew(notes.text)
    library = FakeLibrary({PATH: notes.text, "/c/b.md": OTHER})
    assert summarise(notes.notes, PATH) == summarise(anew, PATH)
    assert list(document_slugs(notes.document).items()) == list(document_slugs(anew.document).items())
    assert sorted(targets_in(notes.document), key=repr) == sorted(targets_in(anew.document), key=repr)
    assert find_document_links(notes.notes, PATH, library) == find_document_links(anew, PATH, library)
    kinds = ("talks", "links")
    assert code_lenses(notes.notes, PATH, library, kinds) == code_lenses(anew, PATH, library, kinds)


@settings(max_examples=60, deadline=None)
@given(EDITS, st.integers(0, len(TEXT)))
def test_a_place(edits: list[tuple[int, int, str]], offset: int) -> None:
    notes = edited(edits)
    check_place(notes.notes, min(offset, len(notes.text)))


def test_each_place_after_one_letter() -> None:
    notes = edited([(TEXT.index("more,"), 0, "x")])
    assert len(notes.document.parts) == 7
    for offset in range(0, len(TEXT), 3):
        check_place(notes.notes, offset)


def check_place(notes: Notes, offset: int) -> None:
    text = notes.document.text
    anew = read_anew(text)
    library = FakeLibrary({PATH: text, "/c/b.md": OTHER})
    assert thing_at(notes, offset) == thing_at(anew, offset)
    assert find_highlights(notes, offset) == find_highlights(anew, offset)
    assert hover(notes, offset, PATH, library) == hover(anew, offset, PATH, library)
    assert find_definitions(notes, offset, PATH, library) == find_definitions(anew, offset, PATH, library)
    found = find_references(notes, offset, PATH, library, True)
    assert sorted(found, key=repr) == sorted(find_references(anew, offset, PATH, library, True), key=repr)
    assert complete(notes, offset, PATH, library) == complete(anew, offset, PATH, library)
    assert rename(notes, offset, "Types", PATH, library) == rename(anew, offset, "Types", PATH, library)


@pytest.mark.parametrize("path", ["/c/a.md", "/c/a.rst", "/c/a.org", "/c/a.txt"])
def test_the_summary_of_open_notes_is_the_one_that_is_kept(path: str) -> None:
    notes = understand(parse(TEXT, path), path)
    kept, found = summarise(notes, path), OpenSummary(notes, path)
    assert kept == KeptSummary(**{name: getattr(found, name) for name in KeptSummary.__slots__})
