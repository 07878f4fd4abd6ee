"""The Org reader on made-up notes: one line per node, with the text that its span covers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax import nodes
from notes_lsp.syntax.org import read_org
from shown import shown_block, shown_blocks

CONTAINERS = nodes.ListItem | nodes.Quote | nodes.FrontMatter


def shown_here(text: str, block: nodes.Block) -> str:
    """A block as everywhere, but for code, of which the guess is shown, too."""
    if not isinstance(block, nodes.CodeBlock):
        return shown_block(text, block)
    named = f"{text[block.language_start : block.language_end]}={block.language}" if block.language else "-"
    guess = block.guess if block.guess == "python" else "-"
    closed = "" if block.closed else " open"
    return f"CodeBlock {block.kind}{closed} {named} guess={guess} {text[block.content_start : block.content_end]!r}"


BLOCKS: list[tuple[str, str, list[str]]] = [
    ("nothing", "", []),
    ("headings", "* One\n** Two\n*** Three\n* Four\n",
     ["Heading 1 * 'One'", "Heading 2 ** 'Two'", "Heading 3 *** 'Three'", "Heading 1 * 'Four'"]),
    ("keywords, priorities and tags", "* TODO [#A] Read it :work:long:\n** DONE It\n* [#b] At 10:30\n* TODOs\n",
     ["Heading 1 * 'Read it'", "Heading 2 ** 'It'", "Heading 1 * 'At 10:30'", "Heading 1 * 'TODOs'"]),
    ("stars that are no heading", "*bold* text\n\n**\n\n *not at the edge\n",
     ["Paragraph '*bold* text'", "Heading 2 ** ''", "Paragraph '*not at the edge'"]),
    ("heading ends a paragraph and a list", "Text\n* One\n- a\n* Two\n",
     ["Paragraph 'Text'", "Heading 1 * 'One'", "ListItem - 0 'a'", "Heading 1 * 'Two'"]),
    ("byte order mark and CRLF", "\ufeff* One\r\nText\r\nmore\r\n",
     ["Heading 1 * 'One'", "Paragraph 'Text\\r\\nmore'"]),
    ("line separator is no line end", "* O\u2028ne\n", ["Heading 1 * 'O\\u2028ne'"]),
    ("break", "a\n-----\nb\n----\n", ["Paragraph 'a'", "Break '-----'", "Paragraph 'b\\n----'"]),
    # the head of the file
    ("head", "# -*- mode: org -*-\n#+TITLE: Notes\n#+date: <2031-05-04 Sun>\n\n#+STARTUP:\n\nText\n",
     ["Comment '# -*- mode: org -*-'", "FrontMatter '#+TITLE: Notes\\n#+date: <2031-05-04 Sun>\\n\\n#+STARTUP:'",
      "  Field title 'Notes'", "  Field date '<2031-05-04 Sun>'", "  Field startup ''", "Paragraph 'Text'"]),
    ("head behind a drawer", ":PROPERTIES:\n:ID: 1\n:END:\n#+title: Notes\n",
     ["Comment ':PROPERTIES:\\n:ID: 1\\n:END:'", "FrontMatter '#+title: Notes'", "  Field title 'Notes'"]),
    ("keywords further down", "Text\n#+CAPTION: A\n#+TITLE: B\n",
     ["Paragraph 'Text'", "Comment '#+CAPTION: A'", "Field title 'B'"]),
    ("YAML", '---\ntitle: "A"\n---\n* One\n',
     ['FrontMatter \'---\\ntitle: "A"\\n---\'', "  Field title 'A'", "Heading 1 * 'One'"]),
    # blocks
    ("source", "#+BEGIN_SRC Python3 :results output\n* a\n\n  b\n#+END_SRC\nText\n",
     ["CodeBlock org open Python3=python guess=- ''", "Heading 1 * 'a'", "Paragraph 'b'", "Paragraph 'Text'"]),
    ("source in small letters", "#+begin_src sh\nls\n\n  ls -l\n#+end_src\nText\n",
     ["CodeBlock org sh=shell guess=- 'ls\\n\\n  ls -l\\n'", "Paragraph 'Text'"]),
    ("source without a language", "#+BEGIN_SRC\nimport os\nprint(os.name)\n#+END_SRC\n",
     ["CodeBlock org - guess=python 'import os\\nprint(os.name)\\n'"]),
    ("source with an option only", "#+BEGIN_SRC :eval no\n#+END_SRC\n", ["CodeBlock org - guess=- ''"]),
    ("source in an item", "- a\n  #+BEGIN_SRC c\n  int b;\n  #+END_SRC\n- c\n",
     ["ListItem - 0 'a'", "  CodeBlock org c=c guess=- '  int b;\\n'", "ListItem - 0 'c'"]),
    ("source never closed", "#+BEGIN_SRC c\nint a;\n\n* One\n",
     ["CodeBlock org open c=c guess=- 'int a;'", "Heading 1 * 'One'"]),
    ("example", "#+BEGIN_EXAMPLE\n[[a]]\n#+END_EXAMPLE\n", ["CodeBlock org - guess=- '[[a]]\\n'"]),
    ("export and comment", "#+BEGIN_EXPORT html\n<br>\n#+END_EXPORT\n#+BEGIN_COMMENT\na\n#+END_COMMENT\n",
     ["Html '#+BEGIN_EXPORT html\\n<br>\\n#+END_EXPORT'", "Comment '#+BEGIN_COMMENT\\na\\n#+END_COMMENT'"]),
    ("quote", "#+BEGIN_QUOTE\nOne\n\n- two\n#+END_QUOTE\nText\n",
     ["Quote '#+BEGIN_QUOTE\\nOne\\n\\n- two\\n#+END_QUOTE'", "  Paragraph 'One'", "  ListItem - 0 'two'",
      "Paragraph 'Text'"]),
    ("quote never closed", "#+BEGIN_QUOTE\nOne\n* Two\n",
     ["Quote '#+BEGIN_QUOTE\\nOne'", "  Paragraph 'One'", "Heading 1 * 'Two'"]),
    ("other blocks are what they hold", "#+BEGIN_NOTE\nOne\n#+END_NOTE\nTwo\n", ["Paragraph 'One'", "Paragraph 'Two'"]),
    ("end without a beginning", "One\n#+END_QUOTE\nTwo\n", ["Paragraph 'One'", "Paragraph 'Two'"]),
    ("fixed width", "Text\n  : a = 1\n  :\n  : b\nmore\n",
     ["Paragraph 'Text'", "CodeBlock org - guess=- '  : a = 1\\n  :\\n  : b'", "Paragraph 'more'"]),
    ("comments", "# one\n# two\n#\nText\n#hashtag\n", ["Comment '# one\\n# two\\n#'", "Paragraph 'Text\\n#hashtag'"]),
    ("drawers", "* One\n  :PROPERTIES:\n  :CUSTOM_ID: one\n  :END:\nText\n:LOGBOOK:\nnever closed\n",
     ["Heading 1 * 'One'", "Comment ':PROPERTIES:\\n  :CUSTOM_ID: one\\n  :END:'", "Paragraph 'Text'",
      "Paragraph ':LOGBOOK:\\nnever closed'"]),
    ("table", "| Time | Talk |\n|------+------|\n| 9:00 | A    |\n|      | b\nText\n",
     ["TableRow header ['Time', 'Talk']", "TableRow ['9:00', 'A']", "TableRow ['', 'b']", "Paragraph 'Text'"]),
    ("table without a header", "|---|\n| a |\n|---|\n", ["TableRow ['a']"]),
    # lists
    ("marks", "- a\n+ b\n1. c\n2) d\n",
     ["ListItem - 0 'a'", "ListItem + 0 'b'", "ListItem 1. 0 'c'", "ListItem 2) 0 'd'"]),
    ("indented star", " * a\n   * b\n", ["ListItem * 0 'a'", "  ListItem * 1 'b'"]),
    ("nested", "- a\n  goes on\n  - b\n\n    more\n- c\nText\n",
     ["ListItem - 0 'a\\n  goes on'", "  ListItem - 1 'b'", "    Paragraph 'more'", "ListItem - 0 'c'",
      "Paragraph 'Text'"]),
    ("right below text", "Uses:\n- a\n", ["Paragraph 'Uses:'", "ListItem - 0 'a'"]),
    ("two blank lines end a list", "- a\n\n  b\n\n\n  c\n", ["ListItem - 0 'a'", "  Paragraph 'b'", "Paragraph 'c'"]),
    ("tasks", "- [ ] a\n- [X] b\n- [-] c\n1. [@3] [x] d\n- [ ]\n",
     ["ListItem - 0 open 'a'", "ListItem - 0 done 'b'", "ListItem - 0 open 'c'", "ListItem 1. 0 done 'd'",
      "ListItem - 0 open ''"]),
    ("mark on a line of its own", "-\n  a\n-\nText\n", ["ListItem - 0 'a'", "ListItem - 0 ''", "Paragraph 'Text'"]),
    ("quote in an item", "- a\n  #+BEGIN_QUOTE\n  - b\n  #+END_QUOTE\n  c\n- d\n",
     ["ListItem - 0 'a'", "  Quote '#+BEGIN_QUOTE\\n  - b\\n  #+END_QUOTE'", "    ListItem - 1 'b'",
      "  Paragraph 'c'", "ListItem - 0 'd'"]),
    ("dashes that are no mark", "-a\n--- b\n", ["Paragraph '-a\\n--- b'"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in BLOCKS], ids=[case[0] for case in BLOCKS])
def test_blocks(text: str, expected: list[str]) -> None:
    assert shown_blocks(read_org(text), shown_here) == expected


def shown_links(text: str) -> list[str]:
    """Links and anchors: what is written, the text, the target as written and, if it differs, as meant."""
    document = read_org(text)
    lines = []
    for link in document.links:
        target = text[link.target_start : link.target_end]
        said = target if target == link.target else f"{target}={link.target}"
        lines.append(f"{link.kind} {text[link.start : link.end]} {text[link.text_start : link.text_end]!r} [{said}]")
    lines.extend(f"anchor {text[anchor.start : anchor.end]} {anchor.name}" for anchor in document.anchors)
    return lines


LINKS: list[tuple[str, str, list[str]]] = [
    ("with a text", "See [[https://example.com/a][the docs]].",
     ["org [[https://example.com/a][the docs]] 'the docs' [https://example.com/a]"]),
    ("without a text", "[[https://example.com/a]]",
     ["org [[https://example.com/a]] 'https://example.com/a' [https://example.com/a]"]),
    ("text over lines", "[[a:b][one\ntwo]]", ["org [[a:b][one\ntwo]] 'one\\ntwo' [a:b]"]),
    ("brackets in the text", "[[a:b][c [d] e]]", ["org [[a:b][c [d] e]] 'c [d] e' [a:b]"]),
    ("files", "[[file:a/b.org::*Title][c]] [[./d.png]] [[../e.org::12]]",
     ["org [[file:a/b.org::*Title][c]] 'c' [a/b.org]", "org [[./d.png]] './d.png' [./d.png]",
      "org [[../e.org::12]] '../e.org' [../e.org]"]),
    ("places in the same notes", "[[*A title]] [[A place][b]] [[#an-id]]",
     ["org [[*A title]] '*A title' [*A title=#A title]", "org [[A place][b]] 'b' [A place=#A place]",
      "org [[#an-id]] '#an-id' [#an-id]"]),
    ("bare", "https://example.com/a, <https://example.com/b>",
     ["bare https://example.com/a 'https://example.com/a' [https://example.com/a]",
      "bare https://example.com/b 'https://example.com/b' [https://example.com/b]"]),
    ("in headings, items, tables and fields", "#+LINK: [[a:1]]\n* [[a:2]]\n- [[a:3]]\n| [[a:4]] |\n",
     ["org [[a:1]] 'a:1' [a:1]", "org [[a:2]] 'a:2' [a:2]", "org [[a:3]] 'a:3' [a:3]", "org [[a:4]] 'a:4' [a:4]"]),
    ("none in verbatim text", "=[[a:b]]= ~https://example.com~ a=[[c:d]] =x=", ["org [[c:d]] 'c:d' [c:d]"]),
    ("none in code and comments", "# [[a:b]]\n: [[c:d]]\n#+BEGIN_SRC\n[[e:f]]\n#+END_SRC\n", []),
    ("not closed", "[[a:b [[c:d]] [[e:f][g", ["org [[c:d]] 'c:d' [c:d]"]),
    ("footnotes are none", "a[fn:1]\n\n[fn:1] https://example.com\n",
     ["bare https://example.com 'https://example.com' [https://example.com]"]),
    ("anchors", "* One\n:PROPERTIES:\n:CUSTOM_ID: one\n:END:\n<<a place>> <<<radio>>>\n",
     ["anchor :CUSTOM_ID: one one", "anchor <<a place>> a place", "anchor <<<radio>> radio"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in LINKS], ids=[case[0] for case in LINKS])
def test_links(text: str, expected: list[str]) -> None:
    assert shown_links(text) == expected


def test_place_for_a_language() -> None:
    (code,) = read_org("#+BEGIN_SRC\na\n#+END_SRC\n").blocks
    assert isinstance(code, nodes.CodeBlock)
    assert code.language_start == code.language_end == len("#+BEGIN_SRC")


# ---------------------------------------------------------------- any text

PIECES = [
    "\n", "\n\n\n", "\r\n", "\r", " ", "   ", "\t", "\u2028", "\0", "\ud800", "\ufeff", "* ",
    "** TODO [#A] a :b:\n", "- ", "+ ", "1. ", "[ ] ", "[@2] ", "-----\n", "#+TITLE: a\n", "#+BEGIN_SRC py\n",
    "#+END_SRC\n", "#+BEGIN_QUOTE\n", "#+END_QUOTE\n", "#+BEGIN_X\n", "# a\n", ": a\n", ":A:\n", ":END:\n",
    "| a | b |\n", "|--|\n", "[[a:b][c]]", "[[", "]]", "][", "<<a>>", "=", "~", "a", "é", "漢字", "http://a.b/c",
    "---\n", "title: a\n",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_nodes_nest_in_any_text(text: str) -> None:
    document = read_org(text)
    open_blocks: list[nodes.Block] = []
    position = 0
    for block in document.blocks:
        assert position <= block.start <= block.end <= len(text)
        position = block.start
        while open_blocks and open_blocks[-1].end <= block.start:
            open_blocks.pop()
        if open_blocks and block.end > block.start:
            assert isinstance(open_blocks[-1], CONTAINERS)
            assert block.end <= open_blocks[-1].end
        if block.end > block.start:
            open_blocks.append(block)
    code = [block for block in document.blocks if isinstance(block, nodes.CodeBlock | nodes.Comment)]
    for link in document.links:
        assert link.start <= link.target_start <= link.target_end <= link.end
        assert not any(block.start <= link.start < block.end for block in code)
    for found in (document.links, document.anchors):
        assert [each.start for each in found] == sorted(each.start for each in found)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_string_is_read(text: str) -> None:
    assert read_org(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000, "[[a][" * 50_000, "[[a][x " * 50_000, "[[a][[b] " * 50_000, "=a " * 100_000,
        "=a b" * 100_000, "~a ~" * 50_000, "<<a " * 100_000, "*" * 100_000, "|" * 100_000, ":A:\n" * 50_000,
        "#+BEGIN_SRC\n" * 50_000, "#+BEGIN_QUOTE\n" * 50_000, "#+END_QUOTE\n" * 50_000, "- a\n" * 50_000,
        "* a\n" * 50_000, "\n" * 100_000, "".join(" " * (number % 500) + "- a\n" for number in range(50_000)),
    ],
    ids=range(18),
)  # fmt: skip
def test_time_is_linear(text: str) -> None:
    assert_linear(read_org, text)
