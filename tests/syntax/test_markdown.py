"""The Markdown reader on made-up notes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax.markdown import read_markdown
from shown import assert_well_formed, shown_blocks, shown_links

BLOCKS = [
    ("nothing", "", []),
    ("a paragraph of two lines", "one\ntwo\n", ["Paragraph 'one\\ntwo'"]),
    (
        "headings",
        "# A\n\n## B ##\n\nC\n===\n\nD\n---\n",
        ["Heading 1 # 'A'", "Heading 2 ## 'B'", "Heading 1 = 'C'", "Heading 2 - 'D'"],
    ),
    ("a heading without its space", "##Talk\n\ntext\n", ["Heading 2 ## 'Talk'", "Paragraph 'text'"]),
    ("one sign is a tag", "#tag\n", ["Paragraph '#tag'"]),
    ("a heading without its space ends a list", "- a\n##Talk\n", ["ListItem - 0 'a'", "Heading 2 ## 'Talk'"]),
    ("in code it is no heading", "```\n##x\n```\n", ["CodeBlock fence - '##x\\n'"]),
    (
        "dashes under two lines are a break",
        "one\ntwo and more\n---\n",
        ["Paragraph 'one\\ntwo and more'", "Break '---'"],
    ),
    ("dashes as long as the line are a title's", "one\nTwo\n---\n", ["Paragraph 'one'", "Heading 2 - 'Two'"]),
    ("a break after a blank line", "one\n\n---\n", ["Paragraph 'one'", "Break '---'"]),
    (
        "items",
        "- a\n  - b\n    more\n- [ ] c\n- [x] d\n1. e\n",
        [
            "ListItem - 0 'a'",
            "  ListItem - 1 'b\\n    more'",
            "ListItem - 0 open 'c'",
            "ListItem - 0 done 'd'",
            "ListItem 1. 0 'e'",
        ],
    ),
    ("a loose item's paragraphs", "- a\n\n  b\n", ["ListItem - 0 'a'", "  Paragraph 'b'"]),
    ("an empty item", "-\n- a\n", ["ListItem - 0 ''", "ListItem - 0 'a'"]),
    ("a fence", "```py title\nx = 1\n```\nend\n", ["CodeBlock fence py=python 'x = 1\\n'", "Paragraph 'end'"]),
    ("a fence in an item", "- a\n  ```py\n  x\n  ```\n", ["ListItem - 0 'a'", "  CodeBlock fence py=python '  x\\n'"]),
    ("a fence with no end", "~~~\nx\n", ["CodeBlock fence - open 'x'"]),
    ("an info string does not close", "```\na\n```java\nb\n```\n", ["CodeBlock fence - 'a\\n```java\\nb\\n'"]),
    ("indented code", "a\n\n    x = 1\n    y = 2\n", ["Paragraph 'a'", "CodeBlock indented - '    x = 1\\n    y = 2'"]),
    ("a quote", "> a\n> - b\n", ["Quote '> a\\n> - b'", "  Paragraph 'a'", "  ListItem - 0 'b'"]),
    ("a table", "| a | b |\n|---|---|\n| c | |\n", ["TableRow header ['a', 'b']", "TableRow ['c', '']"]),
    ("a comment hides a heading", "<!--\n## no\n-->\n", ["Comment '<!--\\n## no\\n-->'"]),
    ("HTML", "<div>\n# no\n</div>\n", ["Html '<div>\\n# no\\n</div>'"]),
    (
        "front matter",
        "---\ntitle: T\n---\n# A\n",
        ["FrontMatter '---\\ntitle: T\\n---'", "  Field title 'T'", "Heading 1 # 'A'"],
    ),
    ("line ends of Windows", "# A\r\n\r\ntext\r\n", ["Heading 1 # 'A'", "Paragraph 'text'"]),
    ("line ends of old Macs", "# A\r\rtext\r", ["Heading 1 # 'A'", "Paragraph 'text'"]),
    ("a fence on an old Mac", "```py\rx\r```\rend\r", ["CodeBlock fence py=python 'x\\r'", "Paragraph 'end'"]),
    ("a line separator is no line end", "a\u2028# b\n", ["Paragraph 'a\\u2028# b'"]),
    ("text beyond ASCII", "# 🐍 é\n\n- ü\n", ["Heading 1 # '🐍 é'", "ListItem - 0 'ü'"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in BLOCKS], ids=[case[0] for case in BLOCKS])
def test_blocks(text: str, expected: list[str]) -> None:
    document = read_markdown(text)

    assert shown_blocks(document) == expected
    assert_well_formed(document)


LINKS = [
    ("inline", "[a b](c.md)", ["inline 'a b' -> c.md at 'c.md'"]),
    ("with a title", "[a](c.md 'T')", ["inline 'a' -> c.md at 'c.md'"]),
    ("in angle brackets", "[a](<c d.md>)", ["inline 'a' -> c d.md at 'c d.md'"]),
    ("with parentheses", "[a](http://x/(y))", ["inline 'a' -> http://x/(y) at 'http://x/(y)'"]),
    ("brackets in its text", "[a [b] c](d)", ["inline 'a [b] c' -> d at 'd'"]),
    ("an escaped target", r"[a](b\_c)", [r"inline 'a' -> b_c at 'b\\_c'"]),
    ("an image", "![a](b.png)", ["image 'a' -> b.png at 'b.png'"]),
    ("an image in a link", "[![a](b.png)](c)", ["inline '![a](b.png)' -> c at 'c'", "image 'a' -> b.png at 'b.png'"]),
    ("autolink", "<https://a.b>", ["autolink 'https://a.b' -> https://a.b at 'https://a.b'"]),
    ("bare", "see https://a.b/c.", ["bare 'https://a.b/c' -> https://a.b/c at 'https://a.b/c'"]),
    ("none in code", "`https://a.b` and\n\n    https://c.d\n", []),
    ("by reference", "[t][L] [l]\n\n[l]: u\n", ["reference 't' -> u at 'L'", "reference 'l' -> u at 'l'"]),
    ("HTML", "<a href='x.md'>y</a>", ["html 'x.md' -> x.md at 'x.md'"]),
    (
        "wiki",
        "[[a]] ![[b.png]] [[c|d]]",
        ["wiki 'a' -> a at 'a'", "wiki 'b.png' -> b.png at 'b.png'", "wiki 'd' -> c at 'c'"],
    ),
    ("beyond ASCII", "é🐍 [ü](ä.md)", ["inline 'ü' -> ä.md at 'ä.md'"]),
    ("in front matter", "---\nvideo: https://a.b\n---\n", ["bare 'https://a.b' -> https://a.b at 'https://a.b'"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in LINKS], ids=[case[0] for case in LINKS])
def test_links(text: str, expected: list[str]) -> None:
    document = read_markdown(text)

    assert shown_links(document) == expected
    assert_well_formed(document)


def test_definitions_repeated_ones_too() -> None:
    document = read_markdown("[a]: b\n[A]: <c d>\n\n```\n[no]: x\n```\n")

    assert [(d.label, d.target, document.text[d.target_start : d.target_end]) for d in document.definitions] == [
        ("a", "b", "b"),
        ("a", "c d", "c d"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[t][gone]", ["gone"]),
        ("[gone][]", ["gone"]),
        ("[alone]", []),
        ("a[i][j]", []),
        ("[t][^1]", []),
        ("`[t][x]`", []),
    ],
)
def test_broken_references(text: str, expected: list[str]) -> None:
    assert [broken.label for broken in read_markdown(text).broken_references] == expected


def test_anchors_in_html() -> None:
    assert [anchor.name for anchor in read_markdown('<a id="x"></a>\n\n<p name="y">\n').anchors] == ["x", "y"]


PIECES = st.sampled_from(
    ["# ", "## ", "##", "- ", "  - ", "1. ", "> ", "```", "~~~", "    ", "\n", "\n\n", "\r\n", "\r", "\t", "a", "Talk", "é",
     "🐍", "\u2028", "\x0c", "\x00", "\ud800", "[", "]", "(", ")", "](", "][", "]: ", "<", ">", "<!--", "-->", "http://a.b",
     "**", "*", "_", "`", "|", "|-|", "---", "===", "\\", "&amp;", "![", "[[", "]]", "title: ", "- [ ] "]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_read_and_its_spans_are_lawful(text: str) -> None:
    document = read_markdown(text)

    assert_well_formed(document)
    assert document == read_markdown(text)


HEAVY = [
    "[",
    "`` ",
    ">",
    "- ",
    "*a ",
    "<a ",
    "![",
    '"',
    "[a](",
    "(",
    "##a\n",
    "[a]: b\n",
    "<!--",
    "|",
    "  \t",
    "http://",
    "_a",
    "[[",
    "](",
    "&",
]


@pytest.mark.parametrize("piece", HEAVY)
def test_time_grows_with_the_text_and_not_faster(piece: str) -> None:
    assert_linear(read_markdown, piece * 100_000)
