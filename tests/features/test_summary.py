"""The summary of a file: what it contributes to questions that reach over files."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.features.library import FileSummary
from notes_lsp.features.summary import summarise
from notes_lsp.links.slugs import document_slugs
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

CONFERENCE = """\
# EuroPython 2014

Berlin, in July. More: [the site](https://example.org), [photos](photos/), [below](#day-2)

## Tuesday, July 22nd

### 10:00 Queues and workers - Ada Lovelace

- see [the slides](slides/queues.pdf#page=3) and ![a graph](graph.png) #async
- again #Async

## Day 2

### Types - Ada Lovelace, Bob Smith

[notes]: types.md
"""


def summary_of(text: str, path: str = "/notes/2014.md") -> FileSummary:
    return summarise(understand(parse(text, path), path), path)


def shown(text: str, summary: FileSummary) -> list[str]:
    """A line for each symbol: its kind, what stands at its place, its name and container."""
    return [f"{s.kind}: {text[s.start : s.end]} = {s.name} ({s.container})" for s in summary.symbols]


def test_symbols_of_a_conference() -> None:
    assert shown(CONFERENCE, summary_of(CONFERENCE)) == [
        "conference: EuroPython 2014 = EuroPython 2014 ()",
        "day: Tuesday, July 22nd = Tuesday, July 22nd (EuroPython 2014)",
        "talk: Queues and workers = Queues and workers (EuroPython 2014, Tuesday, July 22nd)",
        "speaker: Ada Lovelace = Ada Lovelace (Queues and workers)",
        "tag: #async = #async (EuroPython 2014)",
        "day: Day 2 = Day 2 (EuroPython 2014)",
        "talk: Types = Types (EuroPython 2014, Day 2)",
        "speaker: Ada Lovelace = Ada Lovelace (Types)",
        "speaker: Bob Smith = Bob Smith (Types)",
    ]


def test_speakers_carry_what_is_known_of_their_talks() -> None:
    summary = summary_of(CONFERENCE)
    assert [(s.key, s.name, s.talk_title, s.day, s.conference, s.year) for s in summary.speakers] == [
        ("ada lovelace", "Ada Lovelace", "Queues and workers", "Tuesday, July 22nd", "EuroPython 2014", 2014),
        ("ada lovelace", "Ada Lovelace", "Types", "Day 2", "EuroPython 2014", 2014),
        ("bob smith", "Bob Smith", "Types", "Day 2", "EuroPython 2014", 2014),
    ]
    assert [CONFERENCE[s.talk_start :].partition("\n")[0] for s in summary.speakers] == [
        "### 10:00 Queues and workers - Ada Lovelace",
        "### Types - Ada Lovelace, Bob Smith",
        "### Types - Ada Lovelace, Bob Smith",
    ]


def test_every_mention_of_a_tag_counts() -> None:
    assert [(tag.name, CONFERENCE[tag.start : tag.end]) for tag in summary_of(CONFERENCE).tags] == [
        ("async", "#async"),
        ("async", "#Async"),
    ]


def test_links_are_those_to_files_and_places() -> None:
    summary = summary_of(CONFERENCE)
    assert [(link.path, link.fragment, CONFERENCE[link.start : link.end]) for link in summary.links] == [
        ("photos/", "", "photos/"),
        ("", "day-2", "#day-2"),
        ("slides/queues.pdf", "page=3", "slides/queues.pdf#page=3"),
        ("graph.png", "", "graph.png"),
        ("types.md", "", "types.md"),
    ]


LINKS = [
    ("/n.md", "[a](b.md#x) [r](/c.md) [i](#y)", [("local", "b.md", "x"), ("rooted", "/c.md", ""), ("anchor", "", "y")]),
    ("/n.md", "[[b]] [[b#Some title]] [[#Own title]]", [("wiki", "b", ""), ("wiki", "b", "Some title"), ("anchor", "", "Own title")]),
    ("/n.md", "<https://a.org> [m](mailto:a@b.org) [t](TODO)", []),
    ("/n.rst", "See `the talk <a%20b.rst#x>`_\n", [("local", "a b.rst", "x")]),
    ("/n.rst", ":doc:`b` :doc:`/c` :ref:`spot`\n", [("document", "b", ""), ("document", "/c", ""), ("label", "", "spot")]),
    ("/n.rst", ".. include:: b.rst\n\n.. literalinclude:: c.py\n", [("document", "b.rst", ""), ("document", "c.py", "")]),
    ("/n.org", "See [[file:a.org][it]] and [[*Day 1]]\n\n* Day 1\n", [("local", "a.org", ""), ("anchor", "", "Day 1")]),
    ("/n.org", "[[file:a.org::*Some  title]] [[file:a.org::#id]]\n", [("local", "a.org", "Some title"), ("local", "a.org", "id")]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), LINKS)
def test_kinds_of_links(path: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(link.kind, link.path, link.fragment) for link in summary_of(text, path).links] == expected


def test_anchors_in_the_order_of_the_text() -> None:
    text = '# Queues & `workers`\n\n<a id="here"></a>\n\n## Queues & workers\n\n## Named {#Own}\n'
    assert [(a.name, a.title, text[a.start : a.end]) for a in summary_of(text).anchors] == [
        ("queues--workers", "Queues & workers", "Queues & `workers`"),
        ("here", "here", "here"),
        ("queues--workers-1", "Queues & workers", "Queues & workers"),
        ("named-own", "Named {#Own}", "Named {#Own}"),
        ("Own", "Named {#Own}", "Named {#Own}"),
        ("own", "Named {#Own}", "Named {#Own}"),
        ("named", "Named {#Own}", "Named {#Own}"),
    ]


TITLES = [
    (CONFERENCE, "/n/a.md", "EuroPython 2014"),
    ("# Queues and workers\n\nby Ada Lovelace\n\n- text\n", "/n/a.md", "Queues and workers"),
    ("just text\n", "/n/sub/tuesday.md", "tuesday.md"),
    ("", "/n/empty.md", "empty.md"),
    ("", "C:\\notes\\empty.md", "empty.md"),
    ("Queues\n======\n\n:Speaker: Ada\n\ntext\n", "/n/a.rst", "Queues"),
]


@pytest.mark.parametrize(("text", "path", "title"), TITLES)
def test_titles(text: str, path: str, title: str) -> None:
    assert summary_of(text, path).title == title


FIRST_LINES = [
    ("", ""),
    ("# Only a heading\n", ""),
    ("---\ntags: x\n---\n\n# T\n\nSome *text* with [a link](x.md).\nAnd more.\n", "Some text with a link.\nAnd more."),
    ("# T\n\n- one\n- two `code`\n  - three\n\n```\ncode\n```\n\nend\n", "- one\n- two code\n- three\nend"),
    ("<!-- hidden -->\n\nshown\u2028still\n", "shown still"),
]


@pytest.mark.parametrize(("text", "expected"), FIRST_LINES)
def test_first_lines(text: str, expected: str) -> None:
    assert summary_of(text).first_lines == expected


def test_first_lines_are_short() -> None:
    for text in ("word " * 500, "line\n" * 500, "- item\n" * 500, "x" * 5000):
        shown = summary_of(text).first_lines
        assert 280 < len(shown) <= 300
        assert shown.endswith("…")


@given(
    st.text(st.sampled_from("#ab1 -_`[]()<>\n\r:*=.{}|\u00e9\u2028"), max_size=100),
    st.sampled_from(["/a.md", "/a.rst", "/a.org", "/a.txt", ""]),
)
@settings(max_examples=60)
def test_any_text(text: str, path: str) -> None:
    document = parse(text, path)
    summary = summarise(understand(document, path), path)
    places = [*summary.symbols, *summary.speakers, *summary.tags, *summary.anchors, *summary.links]
    assert all(0 <= place.start <= place.end <= len(text) for place in places)
    assert len(summary.first_lines) <= 300
    assert {anchor.name for anchor in summary.anchors} == set(document_slugs(document))


def test_a_summary_keeps_nothing_of_the_notes() -> None:
    """Thousands are kept: what they hold are strings and numbers."""

    def check(value: object) -> None:
        if isinstance(value, str | int | None):
            return
        if isinstance(value, tuple):
            for element in value:
                check(element)
            return
        assert type(value).__module__ in ("notes_lsp.features.library", "notes_lsp.links.web_targets")
        for name in type(value).__slots__:
            check(getattr(value, name))

    check(summary_of(CONFERENCE))
