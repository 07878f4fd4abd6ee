"""Where exactly the targets of links stand, for every kind of link in every dialect; none in code and comments.

``⟦…⟧`` stands around each target as it is written. Where it means something else than what is written, that follows
behind a ``⇒``: ``⟦a\\_b⇒a_b⟧``.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse

_MEANT = re.compile("⇒[^⟧]*")


def shown(document: Document) -> str:
    """The text with its targets marked: those of links, but for references, and those of definitions."""
    text = document.text
    written = {(link.target_start, link.target_end, link.target) for link in document.links if link.kind != "reference"}
    written |= {(each.target_start, each.target_end, each.target) for each in document.definitions}
    for start, end, target in sorted(written, reverse=True):
        meant = f"⇒{target}" if target != document.text[start:end] else ""
        text = f"{text[:start]}⟦{text[start:end]}{meant}⟧{text[end:]}"
    return text


def check(name: str, marked: str) -> None:
    text = _MEANT.sub("", marked).replace("⟦", "").replace("⟧", "")
    assert shown(parse(text, name)) == marked


# Running text, in which all dialects find the same.
EVERYWHERE = [
    ("balanced parentheses", "see ⟦https://x.org/a_(b)⟧, (⟦https://x.org/a_(b)⟧) (see ⟦https://x.org/c⟧)."),
    ("punctuation behind", "⟦https://x.org/a⟧. ⟦https://x.org/b⟧, ⟦https://x.org/c⟧: ⟦https://x.org/d⟧; ⟦https://x.org/e⟧?! x"),
    ("ellipses", "⟦https://x.org/a⟧... ⟦https://x.org/b⟧… x"),
    ("quotation marks", "\"⟦https://x.org/a⟧\" '⟦https://x.org/b⟧' “⟦https://x.org/c⟧” ‘⟦https://x.org/d⟧’ «⟦https://x.org/e⟧»"),
    ("brackets", "x [⟦https://x.org/a⟧] {⟦https://x.org/b⟧} ⟦https://x.org/c{d}⟧ ⟦https://x.org/e[0]⟧"),
    ("possessive", "⟦https://x.org/a⟧'s ⟦https://x.org/b⟧’s ⟦https://x.org/it's/c⟧"),
    ("dashes", "⟦https://x.org/a⟧—b ⟦https://x.org/a-b–c⟧ ⟦https://x.org/a⟧– x"),
    ("full-width punctuation", "資料は⟦https://x.org/a⟧。次（⟦https://x.org/b⟧）、⟦https://x.org/c⟧！「⟦https://x.org/d⟧」"),
    ("percent and Unicode", "⟦https://x.org/%E2%9C%93⟧ ⟦https://x.org/日本/ü⟧ ⟦https://пример.рф/a⟧"),
    ("query and fragment", "⟦https://x.org/?a=1&b=2;c=3#d/e?f⟧ ⟦https://x.org/#/a!b⟧."),
    ("legacy names of entities", "⟦https://x.org/?a=1&copy=2&lt=3⟧"),
    ("scheme and host", "⟦HTTPS://X.org/A⟧ ⟦http://localhost:8000/⟧ ⟦http://1.2.3.4/x⟧ ⟦http://[::1]:80/x⟧ git+⟦https://x.org/g⟧"),
    ("without a scheme", "⟦www.x.org/a⟧, (⟦www.x.org⟧) x.org/a github.com/x setup.py e.g. asyncio.sleep ada@x.org"),
    ("people", "<⟦ada@x.org⟧> ⟦mailto:ada@x.org⟧, (⟦mailto:ada@x.org?subject=a⟧) <⟦mailto:a.b+c@x.org⟧> <@ada> @ada a@b a@b.org"),
    ("in angle brackets", "<⟦https://x.org/a⟧> <⟦https://x.org/b⟧>, x"),
    ("line ends", "⟦https://x.org/a⟧\r\n⟦https://x.org/b⟧\rx ⟦https://x.org/c⟧\n"),
    ("emphasis", "**⟦https://x.org/a⟧** x *⟦https://x.org/b⟧*"),
]  # fmt: skip


@pytest.mark.parametrize("name", ["n.md", "n.rst", "n.org", "n.txt"])
@pytest.mark.parametrize("marked", [case[1] for case in EVERYWHERE], ids=[case[0] for case in EVERYWHERE])
def test_running_text(marked: str, name: str) -> None:
    check(name, marked)


MARKDOWN = [
    ("inline", "[a](⟦https://x.org/a⟧) [b](⟦c.md⟧ 'T') [d]( ⟦e.md⟧ \"T\" ) [f](<⟦g h.md⟧>) [i](⟦j_(k)⟧) [l](⟦⟧)"),
    ("over lines", "[a\nb](⟦https://x.org/a⟧\n'T')"),
    ("image in a link", "[![a](⟦b.png⟧ 'T')](⟦https://x.org/c_(d)⟧)"),
    ("link in a link", "[a [b](⟦https://x.org/1⟧) c](⟦https://x.org/2⟧)"),
    ("code in its text", "[`a](x)`](⟦https://x.org/y⟧)"),
    ("URL as its text", "[https://x.org/a](⟦https://x.org/b⟧) [⟦https://x.org/c⟧]"),
    ("escapes", r"[a](⟦https://x.org/a\_b\)c⇒https://x.org/a_b)c⟧) [b](⟦https://x.org/?c&amp;d&#41;⇒https://x.org/?c&d)⟧)"),
    ("escapes in bare ones", r"⟦https://x.org/a\_b⇒https://x.org/a_b⟧ ⟦https://x.org/?a&amp;b⇒https://x.org/?a&b⟧&copy; x"),
    ("definitions", "[a][b] [c][] [d]\n\n[b]: ⟦https://x.org/b⟧ 'T'\n[c]: <⟦https://x.org/c d⟧>\n[d]:\n  ⟦d.md⟧\n"),
    ("entities in definitions", "[a]\n\n[a]: ⟦https://x.org/?a=1&copy=2&amp;c⇒https://x.org/?a=1&copy=2&c⟧\n"),
    ("wiki", "[[⟦a⟧]] [[⟦b#c⟧|d]] ![[⟦e.png⟧]] [[⟦https://x.org/f⟧|g]]"),
    ("headings", "# A ⟦https://x.org/a⟧ #\n\n## [B](⟦https://x.org/b⟧) by [C](⟦c.md⟧)\n\nD ⟦https://x.org/d⟧\n===\n"),
    ("tables", "|a|b|\n|-|-|\n|⟦https://x.org/a⟧|⟦https://x.org/b⟧|\n|[c](⟦d.md⟧)|⟦https://x.org/e\\|f⇒https://x.org/e|f⟧|\n"),
    ("tables without outer bars", "a|b\n-|-\n⟦https://x.org/a⟧|⟦https://x.org/b⟧\n"),
    ("bars elsewhere", "⟦https://x.org/a|b⟧ | ⟦https://x.org/c⟧| d"),
    ("footnotes", "a[^1]\n\n[^1]: ⟦https://x.org/a⟧.\n"),
    ("struck out", "~~⟦https://x.org/a⟧~~ __⟦https://x.org/b⟧__ _⟦https://x.org/c⟧_ ***⟦https://x.org/d⟧***"),
    ("lists and quotes", "- ⟦https://x.org/a⟧\n  - [ ] ⟦https://x.org/b⟧\n\n> ⟦https://x.org/c⟧\n"),
    ("a link right behind", "⟦https://x.org/a⟧[b](⟦c.md⟧) ⟦https://x.org/d⟧`e` ⟦https://x.org/f⟧<br>"),
    ("HTML", "<a href='⟦https://x.org/a⟧'>b</a> <img src=⟦c.png⟧ alt=d> <A HREF = \"⟦e.md⟧\" data-href='f' xlink:href='g'>h</A>"),
    ("HTML with entities", '<a href="⟦https://x.org/?a=1&amp;b=2&copy=3⇒https://x.org/?a=1&b=2&copy=3⟧">b</a>'),
    ("HTML blocks", "<div>\n<img src='⟦a.png⟧'>\n<!-- <img src='b.png'> -->\n<p>src='c.png' href=d</p>\n</div>\n"),
    ("none in code", "`https://x.org/a` ``a`[b](c)`` <!-- https://x.org/d\n[e](f) -->\n\n    https://x.org/g\n\n~~~\n[h](i)\n~~~\n"),
    ("front matter", "---\nvideo: ⟦https://x.org/a⟧\nslides: '⟦https://x.org/b⟧'\n---\n"),
]  # fmt: skip
RST = [
    ("embedded", "`a <⟦https://x.org/a⟧>`_ `b <⟦https://x.org/b⟧>`__ `<⟦https://x.org/c⟧>`_ `d < e <⟦f.rst⟧>`_"),
    ("embedded, escaped", r"`a <⟦https://x.org/b\_⇒https://x.org/b_⟧>`_ `c <⟦https://x.org/d_⟧>`_"),
    ("embedded, over lines", "`a\n<⟦https://x.org/\nb⇒https://x.org/b⟧>`_"),
    ("definitions", "a_ `b c`_\n\n.. _a: ⟦https://x.org/a⟧\n.. _`b c`: ⟦https://x.org/b⟧\n.. _d:\n   ⟦https://x.org/\n   d⇒https://x.org/d⟧\n.. _e:\n"),
    ("anonymous", "`a`__ b__\n\n.. __: ⟦https://x.org/a⟧\n__ ⟦https://x.org/b⟧\n"),
    ("roles", ":ref:`⟦a⟧` :ref:`b <⟦c⟧>` :doc:`⟦/d⟧` :doc:`e <⟦f⟧>` :download:`⟦g.zip⟧` :download:`h <⟦i/j.zip⟧>` :func:`k`"),
    ("images", ".. image:: ⟦a.png⟧\n   :target: ⟦https://x.org/a⟧\n\n.. figure:: ⟦b.png⟧\n\n   c ⟦https://x.org/c⟧\n\n.. |d| image:: ⟦d.png⟧\n"),
    ("bare with underscores", "⟦https://x.org/a_⟧ ⟦https://x.org/_b_⟧ |⟦https://x.org/c⟧|"),
    ("fields and footnotes", ":Slides: ⟦https://x.org/a⟧\n\n.. [1] ⟦https://x.org/b⟧\n.. [C] `d <⟦https://x.org/d⟧>`_\n"),
    ("tables", "+---------------+---+\n|⟦https://x.org⟧  |⟦https://y.org⟧|\n+---------------+---+\n"),
    ("raw HTML", ".. raw:: html\n\n   <a href=\"⟦https://x.org/a⟧\" id='b'>c</a> <!-- <a href='d'> -->\n"),
    ("titles and admonitions", "⟦https://x.org/a⟧\n===============\n\n.. note:: ⟦https://x.org/b⟧\n"),
    ("none in literals", "``https://x.org/a`` `https://x.org/b` a::\n\n   https://x.org/c\n\n>>> 'https://x.org/d'\n"),
    ("none in comments", ".. https://x.org/a\n   `b <c>`_\n\n.. code:: py\n\n   # https://x.org/d\n"),
]  # fmt: skip
ORG = [
    ("with and without a text", "[[⟦https://x.org/a⟧][b]] [[⟦https://x.org/c⟧]] [[⟦https://x.org/d⟧][https://x.org/e]]"),
    ("escapes", r"[[⟦https://x.org/a\]b⇒https://x.org/a]b⟧][c]]"),
    ("files and places", "[[file:⟦a.pdf⟧::3][b]] [[⟦./c.png⟧]] [[⟦#d⟧]] [[⟦mailto:a@x.org⟧]]"),
    ("emphasis", "/⟦https://x.org/a⟧/ +⟦https://x.org/b⟧+ _⟦https://x.org/c⟧_ ⟦https://x.org/d/⟧"),
    ("tables", "| a|⟦https://x.org/a⟧|⟦https://x.org/b⟧ |\n|---+---|\n"),
    ("headings, items, footnotes", "* ⟦https://x.org/a⟧ :tag:\n- [ ] ⟦https://x.org/b⟧ :: ⟦https://x.org/c⟧\n\n[fn:1] ⟦https://x.org/d⟧\n"),
    ("none in code", "=https://x.org/a= ~[[b]]~\n: https://x.org/c\n#+BEGIN_SRC sh\nhttps://x.org/d\n#+END_SRC\n#+BEGIN_EXAMPLE\n[[e]]\n#+END_EXAMPLE\n"),
    ("none in comments", "# https://x.org/a\n#+BEGIN_COMMENT\n[[b]]\n#+END_COMMENT\n"),
]  # fmt: skip
PLAIN = [
    ("Markdown's", "• [a b](⟦https://x.org/a⟧), [c](⟦d.pdf⟧) rows[a](b)\n"),
    ("none in code", "```\nhttps://x.org/a\n```\n⟦https://x.org/b⟧\n\n    import a  # https://x.org/c\n"),
]
_BY_NAME = {"n.md": MARKDOWN, "n.rst": RST, "n.org": ORG, "n.txt": PLAIN}
_CASES = [pytest.param(name, text, id=f"{name} {about}") for name, cases in _BY_NAME.items() for about, text in cases]


@pytest.mark.parametrize(("name", "marked"), _CASES)
def test_dialects(name: str, marked: str) -> None:
    check(name, marked)


def test_names_of_places_in_html_are_those_of_tags() -> None:
    document = parse("<a id=a></a> <p name='b'>id=c</p> <!-- <a id='d'> --> <i data-id='e'>f</i>\n", "n.md")

    assert [anchor.name for anchor in document.anchors] == ["a", "b"]


def test_anonymous_references_take_their_targets_in_the_order_of_the_text() -> None:
    document = parse("a__ `b`__ c__\n\n__ https://x.org/a\n__ https://x.org/b\n__ https://x.org/c\n", "n.rst")

    found = [(link.start, link.target) for link in document.links if link.kind == "reference"]
    assert found == [(0, "https://x.org/a"), (4, "https://x.org/b"), (10, "https://x.org/c")]


@pytest.mark.parametrize("name", ["n.md", "n.rst", "n.org", "n.txt"])
@pytest.mark.parametrize(
    "piece",
    [
        "|https://x.org/a|",
        "<a@",
        "a@x.org ",
        "mailto:",
        "https://x.org/[",
        "<!--",
        "<a ",
        "<a id=",
        "{",
        "'s",
        "https://x.org/a[b](c)",
    ],
)
def test_time_is_linear(name: str, piece: str) -> None:
    assert_linear(lambda text: parse(text, name), piece * 6_000)


PIECES = [
    "https://x.org", "/a", "|", "\n", "`", "[", "](", ")", "<", ">", "@x.org", "mailto:", "a", " ", "<!--", "-->", "'s", "{", "}",
    '<a href="', "|-|\n", "\\", "&amp;", "_", "=",
]  # fmt: skip


@pytest.mark.parametrize("name", ["n.md", "n.rst", "n.org", "n.txt"])
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_targets_lie_in_their_links_and_bare_ones_do_not_touch(name: str, text: str) -> None:
    document = parse(text, name)

    last = 0
    for link in document.links:
        assert 0 <= link.start <= link.target_start <= link.target_end <= link.end <= len(text)
        if link.kind == "bare":
            assert last <= link.start < link.end
            last = link.end
