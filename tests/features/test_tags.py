"""Tags: what is one, what only looks like one, and that a range costs no more than its own text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import show
from notes_lsp.features.tags import find_tags, tags_between
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse

MARKS = re.compile("[⟦⟧]")


def check(marked: str, name: str = "notes.md") -> None:
    """The tags of a text are what stands in ``⟦⟧``, as a whole and line by line."""
    text = MARKS.sub("", marked)
    document = parse(text, name)
    found = find_tags(document)
    assert show(text, *((tag.start, tag.end) for tag in found)) == marked
    for tag in found:
        assert tag.name == text[tag.start : tag.end].lstrip("#").lower()
        assert tags_between(document, tag.start, tag.end) == (tag,)
    by_line = [
        tag
        for start, end in zip(document.lines.starts, document.lines.ends, strict=True)
        for tag in tags_between(document, start, end)
    ]
    assert by_line == list(found)


RUNNING_TEXT = [
    "⟦#python⟧ at the start, ⟦#AsyncIO⟧ inside, at the end ⟦#pep-8⟧",
    "(⟦#in-brackets⟧) [⟦#square⟧] and behind a full stop ⟦#end⟧.",
    "⟦#a_b⟧, ⟦#topic/sub-topic⟧; ⟦#żółw⟧! ⟦#日本語⟧? ⟦#2024goals⟧: ⟦#x⟧",
    "- an item ⟦#item⟧\n\n  its second paragraph ⟦#second⟧\n\n1. ⟦#numbered⟧\n",
    "> a quote ⟦#quoted⟧\n",
    "## A talk by Ada ⟦#async⟧ ##\n",
    "A talk ⟦#setext⟧\n======\n",
    "| talk ⟦#head⟧ | tag |\n| --- | --- |\n| x | ⟦#cell⟧ |\n",
    "one line ⟦#one⟧\r\nand another ⟦#two⟧\r\n",
    "#faf ⟦#cafe⟧ ⟦#face⟧ ⟦#decade⟧ ⟦#add⟧ ⟦#bed⟧",
    "I would use ⟦#import⟧ again",
]

NO_TAGS = [
    "#1 and #42, issue #7: and the #2nd, the #3rd",
    "C# and F#, a#b, foo/bar#12, &#x27; \\#escaped",
    "#fff #FFF #a0b1c2 #12345678 #1a2b #abcdef #c0ffee",
    "#include <x> and #define X and #ifdef",
    "#import x\n",
    "#main(argc) #a.b #key:value #x=1 #a[0] #x{ #a@b #--- #-x #_ #__",
    "# A heading\n\n## Another\n\n##",
    "`#code` and ``a #b `c` `` and `two\n#lines`",
    "```\n#fenced\n```\n\n    #indented\n",
    "[#text](#target) ![#alt](x.png) <https://x.org/#a> https://x.org/ #\n\n[#label]: x.md\n",
    "[x](y.md#z) and [[#wiki]]",
    "<div>\n#html\n</div>\n\n<!-- #comment -->\n",
    'text <a href="x" title="a #title b">x</a> text',
    "## Heading {#name}\n",
]


@pytest.mark.parametrize("marked", RUNNING_TEXT)
def test_tags_in_markdown(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize("text", NO_TAGS)
def test_what_is_no_tag_in_markdown(text: str) -> None:
    check(text)


OTHER_DIALECTS = [
    (
        "notes.rst",
        "Title ⟦#head⟧\n===========\n\nText ⟦#tag⟧ ``#literal`` `#role` [#]_ [#foot]_ and *x*\n\n"
        ".. [#foot] Note ⟦#note⟧\n\n.. comment #c\n\n::\n\n   #code\n\n.. note:: an ⟦#admonition⟧\n",
    ),
    (
        "notes.org",
        "* Talk ⟦#tag⟧ :⟦python⟧:⟦async_io⟧:\n:PROPERTIES:\n:ID: #x\n:END:\n** TODO [#A] Other :⟦y⟧:\n"
        "text ⟦#in-text⟧ =#code= ~#verbatim~ [[#custom-id][x]]\n# #comment\n#+begin_src c\n#include x\n#+end_src\n",
    ),
    ("notes.org", "* A ratio of 1:2:3 :no tags:\n* Half past 12:30:\n"),
    (
        "notes.txt",
        "EuroPython\n\nTuesday\n\nQueues ⟦#async⟧\n\n⟦#python⟧ is nice\n\n#include <stdio.h>\n#define X 1\n\n- an item ⟦#x⟧\n",
    ),
]


@pytest.mark.parametrize(("name", "marked"), OTHER_DIALECTS)
def test_tags_in_other_dialects(name: str, marked: str) -> None:
    check(marked, name)


HEADS = [
    ("notes.md", "---\ntitle: X #no\ntags: ⟦python⟧, ⟦Async IO⟧,⟦c++⟧\n---\n\ntext\n"),
    ("notes.md", "---\ntags: [⟦a⟧, ⟦b c⟧, \"⟦d, e⟧\", '⟦f⟧'] # not this\n---\n"),
    ("notes.md", '---\ntags:\n  - ⟦a⟧\n  - "⟦b⟧"\n  # - no\n  - ⟦c d⟧\nkeywords: ⟦x⟧\n---\n'),
    ("notes.md", "---\ntags:\n- ⟦a⟧\n- ⟦b⟧\n---\n"),
    ("notes.md", '---\ntags: []\nkeywords:\ntag: ""\n---\n'),
    ("notes.md", '+++\ntags = ["⟦a⟧", "⟦b⟧"]\n+++\n'),
    ("notes.md", '+++\ntags = [\n  "⟦a⟧",\n  "⟦b⟧",\n]\n+++\n'),
    ("notes.md", "Title: X\nTags: ⟦a⟧, ⟦b⟧\n\ntext\n"),
    ("notes.md", "Title: X\nTags: ⟦#a⟧ ⟦#b⟧\n\ntext\n"),
    ("notes.rst", "Talk\n====\n\n:Speaker: Ada\n:Tags: ⟦a⟧, ⟦b⟧\n:Keywords: ⟦c⟧,\n   ⟦d⟧\n\ntext\n"),
    ("notes.rst", ".. title: X\n.. tags: ⟦a⟧, ⟦b⟧\n\ntext\n"),
    ("notes.org", "#+TITLE: X\n#+FILETAGS: :⟦a⟧:⟦b⟧:\n#+KEYWORDS: ⟦c⟧, ⟦d⟧\n\n* Talk\n"),
    ("notes.txt", "Title: X\nTags: ⟦a⟧; ⟦b⟧\n\ntext\n"),
]


@pytest.mark.parametrize(("name", "marked"), HEADS)
def test_tags_in_the_head_of_a_file(name: str, marked: str) -> None:
    check(marked, name)


def test_a_range_costs_only_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    document = parse("text #tag and more\n\n" * 5000, "notes.md")
    middle = len(document.text) // 2
    asked: list[tuple[int, int]] = []
    real = Document.blocks_between

    def watched(self: Document, start: int, end: int) -> object:
        asked.append((start, end))
        return real(self, start, end)

    monkeypatch.setattr(Document, "blocks_between", watched)
    monkeypatch.setattr(Document, "blocks", property(lambda _: pytest.fail("all blocks were asked for")))
    assert len(tags_between(document, middle, middle + 60)) == 3
    assert asked == [(middle, middle + 61)]


TEXT = st.text(st.sampled_from("#ab1 -_`[]()<>\n\r:*=.{}|\u00e9\u2028"), max_size=80)


@given(TEXT, st.sampled_from(["a.md", "a.rst", "a.org", "a.txt"]), st.integers(0, 80), st.integers(0, 80))
@settings(max_examples=60)
def test_any_text_and_any_range(text: str, name: str, first: int, second: int) -> None:
    document = parse(text, name)
    found = find_tags(document)
    assert all(0 <= tag.start < tag.end <= len(text) for tag in found)
    assert list(found) == sorted(found, key=lambda tag: tag.start)
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    within = tags_between(document, start, end)
    assert within == tuple(tag for tag in found if tag.start <= end and tag.end >= start)
