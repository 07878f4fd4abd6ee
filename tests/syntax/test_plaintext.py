"""The reader of plain text on made-up notes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax import nodes
from notes_lsp.syntax.plaintext import read_plaintext
from shown import assert_well_formed, shown_blocks, shown_links

TEXT = [
    ("nothing", "", []),
    ("blank lines", " \n\t\n\n", []),
    ("a lone line", "Growing apples\n", ["Paragraph 'Growing apples'"]),
    ("a run of lines", "one\n  two\nthree\n\nfour", ["Paragraph 'one\\n  two\\nthree'", "Paragraph 'four'"]),
    (
        "underlined titles",
        "Apples\n======\n\nPears\n---\ntext\n\nFigs\n~~~~\n",
        ["Heading 1 = 'Apples'", "Heading 2 - 'Pears'", "Paragraph 'text'", "Heading 3 ~ 'Figs'"],
    ),
    ("levels by first use", "B\n---\n\nA\n===\n\nC\n---\n", ["Heading 1 - 'B'", "Heading 2 = 'A'", "Heading 1 - 'C'"]),
    ("a title right below a title", "A\n===\nB\n---\n", ["Heading 1 = 'A'", "Heading 2 - 'B'"]),
    (
        "a title with lines above and below",
        "=======\nApples\n=======\n\nPears\n=====\n",
        ["Heading 1 == 'Apples'", "Heading 2 = 'Pears'"],
    ),
    ("a numbered title", "1. Apples\n=========\n", ["Heading 1 = '1. Apples'"]),
    ("a title in the middle of its line", "    Apples\n    ------\n", ["Heading 1 - 'Apples'"]),
    (
        "dashes below a paragraph are a break",
        "one\ntwo\n---\nthree\n",
        ["Paragraph 'one\\ntwo'", "Break '---'", "Paragraph 'three'"],
    ),
    ("dashes below an item are a break", "- one\n---\n", ["ListItem - 0 'one'", "Break '---'"]),
    ("two dashes are nothing", "Apples\n--\n", ["Paragraph 'Apples\\n--'"]),
    (
        "breaks",
        "---\n\n=====\n\n* * *\n\n____\n\n####\n\n- - -\n",
        ["Break '---'", "Break '====='", "Break '* * *'", "Break '____'", "Break '####'", "Break '- - -'"],
    ),
    (
        "a line of tildes that nothing closes is a break",
        "a\n\n~~~~~~~~\n\nb\n",
        ["Paragraph 'a'", "Break '~~~~~~~~'", "Paragraph 'b'"],
    ),
    (
        "a quote",
        "Ada:\n> apples\n> are ripe\nEve\n",
        ["Paragraph 'Ada:'", "Quote '> apples\\n> are ripe'", "  Paragraph 'apples\\n> are ripe'", "Paragraph 'Eve'"],
    ),
    ("an empty quote", ">\n", ["Quote '>'"]),
    (
        "mail quoted three times",
        ">>> I said they were ripe\n",
        ["Quote '>>> I said they were ripe'", "  Paragraph 'I said they were ripe'"],
    ),
    ("a sign at the start is no heading", "#apples\n\n# Apples\n", ["Paragraph '#apples'", "Paragraph '# Apples'"]),
    (
        "front matter",
        "---\ntitle: Apples\n---\nripe\n",
        ["FrontMatter '---\\ntitle: Apples\\n---'", "  Field title 'Apples'", "Paragraph 'ripe'"],
    ),
    ("line ends of Windows", "a\r\nb\r\n\r\n- c\r\n", ["Paragraph 'a\\r\\nb'", "ListItem - 0 'c'"]),
    ("line ends of old Macs", "a\r\rb\r", ["Paragraph 'a'", "Paragraph 'b'"]),
    ("a line separator is no line end", "a\u2028- b\n", ["Paragraph 'a\\u2028- b'"]),
    ("a byte order mark", "\ufeff- a\n", ["ListItem - 0 'a'"]),
    ("a byte order mark alone", "\ufeff", []),
    ("a nul and half a surrogate pair", "a\0\ud800\n", ["Paragraph 'a\\x00\\ud800'"]),
]

LISTS = [
    (
        "bullets",
        "• a\n- b\n* c\n+ d\n– e\n◦ f\n▪ g\n· h\n•i\n",
        [
            "ListItem • 0 'a'",
            "ListItem - 0 'b'",
            "ListItem * 0 'c'",
            "ListItem + 0 'd'",
            "ListItem – 0 'e'",
            "ListItem ◦ 0 'f'",
            "ListItem ▪ 0 'g'",
            "ListItem · 0 'h'",
            "ListItem • 0 'i'",
        ],
    ),
    ("numbers", "1. a\n2) b\nc) d\n", ["ListItem 1. 0 'a'", "ListItem 2) 0 'b'", "ListItem c) 0 'd'"]),
    ("no bullets", "-a\n*b*\n1.c\n2031. d\n(a) e\n", ["Paragraph '-a\\n*b*\\n1.c\\n2031. d\\n(a) e'"]),
    (
        "depth by indentation",
        "  • a\n    • b\n\t\t• c\n    • d\n  • e\n",
        ["ListItem • 0 'a'", "  ListItem • 1 'b'", "    ListItem • 2 'c'", "  ListItem • 1 'd'", "ListItem • 0 'e'"],
    ),
    (
        "a slip of one space is no depth",
        "- a\n - b\n- c\n",
        ["ListItem - 0 'a'", "ListItem - 0 'b'", "ListItem - 0 'c'"],
    ),
    (
        "one space and another mark are depth",
        "* a\n - b\n* c\n",
        ["ListItem * 0 'a'", "  ListItem - 1 'b'", "ListItem * 0 'c'"],
    ),
    ("items go on deeper", "- a\n  b\n\tc\nd\n", ["ListItem - 0 'a\\n  b\\n\\tc'", "Paragraph 'd'"]),
    (
        "the text of an item ends at the next one",
        "- a\n  - b\n  c\n",
        ["ListItem - 0 'a'", "  ListItem - 1 'b'", "  Paragraph 'c'"],
    ),
    (
        "paragraphs of an item",
        "- a\n\n  b\n\n  c\n\nd\n",
        ["ListItem - 0 'a'", "  Paragraph 'b'", "  Paragraph 'c'", "Paragraph 'd'"],
    ),
    (
        "tasks",
        "- [ ] a\n- [x] b\n* [X] c\n- [y] d\n1. [ ] e\n",
        [
            "ListItem - 0 open 'a'",
            "ListItem - 0 done 'b'",
            "ListItem * 0 done 'c'",
            "ListItem - 0 '[y] d'",
            "ListItem 1. 0 open 'e'",
        ],
    ),
    ("empty items", "-\n- a\n•\n", ["ListItem - 0 ''", "ListItem - 0 'a'", "ListItem • 0 ''"]),
    (
        "a quote in an item",
        "- a\n  > b\n- c\n",
        ["ListItem - 0 'a'", "  Quote '> b'", "    Paragraph 'b'", "ListItem - 0 'c'"],
    ),
    ("a list ends a paragraph", "fruit:\n- a\n", ["Paragraph 'fruit:'", "ListItem - 0 'a'"]),
    (
        "an item is never code",
        "• import apples\n• pip install apples\n- x = f(y)\n",
        ["ListItem • 0 'import apples'", "ListItem • 0 'pip install apples'", "ListItem - 0 'x = f(y)'"],
    ),
    (
        "indented prose is an item's or a paragraph",
        "a\n\n    some more of it\n\n- b\n\n      and of this\n",
        ["Paragraph 'a'", "Paragraph 'some more of it'", "ListItem - 0 'b'", "  Paragraph 'and of this'"],
    ),
]

CODE = [
    (
        "code between bullets",
        '• peel\nimport peel\nlib = peel.Lib("")\n\n""" Peel it """\nn = 3\n• eat\n',
        [
            "ListItem • 0 'peel'",
            'CodeBlock unfenced - \'import peel\\nlib = peel.Lib("")\\n\\n""" Peel it """\\nn = 3\'',
            "ListItem • 0 'eat'",
        ],
    ),
    (
        "a lone line",
        "Peeling\n\nimport apple-peel\n\n\nEating\n",
        ["Paragraph 'Peeling'", "CodeBlock unfenced - 'import apple-peel'", "Paragraph 'Eating'"],
    ),
    (
        "C and what fits both",
        '#import "Peel.h"\n\n// peeling\n_a = PEEL(x, 0)\n\nPeel *_b = 0\nends=[ ... ]\n\nEating\n',
        [
            'CodeBlock unfenced - \'#import "Peel.h"\\n\\n// peeling\\n_a = PEEL(x, 0)\\n\\n'
            "Peel *_b = 0\\nends=[ ... ]'",
            "Paragraph 'Eating'",
        ],
    ),
    (
        "C, then Python",
        "int main(void) {\n    peel();\n}\nimport peel\n",
        ["CodeBlock unfenced - 'int main(void) {\\n    peel();\\n}'", "CodeBlock unfenced - 'import peel'"],
    ),
    (
        "definitions with blank lines",
        "class Peel:\n    n = 3\n\nclass Core(Peel):\n    def cut(self):\n        ...\n\n"
        "    def eat(self):\n        chew it\n\nthat was it\n",
        [
            "CodeBlock unfenced - 'class Peel:\\n    n = 3\\n\\nclass Core(Peel):\\n"
            "    def cut(self):\\n        ...\\n\\n    def eat(self):\\n        chew it'",
            "Paragraph 'that was it'",
        ],
    ),
    (
        "a decorator and a handle",
        "@peeled\n@twice\ndef eat():\n    pass\n\n@ada_apple\n",
        ["CodeBlock unfenced - '@peeled\\n@twice\\ndef eat():\\n    pass'", "Paragraph '@ada_apple'"],
    ),
    (
        "a docstring of several lines",
        'def eat():\n    """\nEat it\nall\n    """\n    return None\nso\n',
        ['CodeBlock unfenced - \'def eat():\\n    """\\nEat it\\nall\\n    """\\n    return None\'', "Paragraph 'so'"],
    ),
    (
        "a call over several lines",
        "eat(\n    apple,\n    core=True,\n)\n",
        ["Paragraph 'eat(\\n    apple,\\n    core=True,\\n)'"],
    ),
    (
        "an assignment over several lines",
        "x = eat(\n    apple,\n    core=True,\n)\nyum\n",
        ["CodeBlock unfenced - 'x = eat(\\n    apple,\\n    core=True,\\n)'", "Paragraph 'yum'"],
    ),
    (
        "code in a paragraph",
        "do this:\nx = eat(apple)\nand rest\n",
        ["Paragraph 'do this:'", "CodeBlock unfenced - 'x = eat(apple)'", "Paragraph 'and rest'"],
    ),
    (
        "code in an item",
        "- do this:\n  x = eat(apple)\n- rest\n",
        ["ListItem - 0 'do this:'", "  CodeBlock unfenced - '  x = eat(apple)'", "ListItem - 0 'rest'"],
    ),
    ("a line of code that is underlined is a title", "import apples\n=============\n", ["Heading 1 = 'import apples'"]),
    (
        "a session",
        "look:\n>>> eat(apple)\n'yum'\n\n>>> 1\n",
        ["Paragraph 'look:'", "CodeBlock doctest - \">>> eat(apple)\\n'yum'\"", "CodeBlock doctest - '>>> 1'"],
    ),
    (
        "a session below a class",
        "class A:\n    pass\n>>> A()\n• b\n",
        ["CodeBlock unfenced - 'class A:\\n    pass'", "CodeBlock doctest - '>>> A()'", "ListItem • 0 'b'"],
    ),
    (
        "a session in an item",
        "- a\n  >>> eat()\n  3\n- b\n",
        ["ListItem - 0 'a'", "  CodeBlock doctest - '  >>> eat()\\n  3'", "ListItem - 0 'b'"],
    ),
    (
        "indented code",
        "so:\n\n    x = eat(apple)\n\n    y = x\nend\n",
        ["Paragraph 'so:'", "CodeBlock indented - '    x = eat(apple)\\n\\n    y = x'", "Paragraph 'end'"],
    ),
    (
        "code by a tab",
        "so:\n\n\tdef eat():\n\t\tchew()\n",
        ["Paragraph 'so:'", "CodeBlock indented - '\\tdef eat():\\n\\t\\tchew()'"],
    ),
    (
        "code below indented prose",
        "    The apples are ripe, the pears are not.\n    Nor are the figs yet.\n\n    x = 1\n",
        [
            "Paragraph 'The apples are ripe, the pears are not.\\n    Nor are the figs yet.'",
            "CodeBlock indented - '    x = 1'",
        ],
    ),
    (
        "indented code in an item",
        "- a\n\n      import apples\n\n- b\n",
        ["ListItem - 0 'a'", "  CodeBlock indented - '      import apples'", "ListItem - 0 'b'"],
    ),
    ("indented bullets below a blank line", "a\n\n    - x = f(y)\n", ["Paragraph 'a'", "ListItem - 0 'x = f(y)'"]),
    (
        "a fence",
        "a\n```python\nx\n```\nb\n",
        ["Paragraph 'a'", "CodeBlock fence python=python 'x\\n'", "Paragraph 'b'"],
    ),
    ("a fence without language", "```\n- x\n```\n", ["CodeBlock fence - '- x\\n'"]),
    ("a fence of tildes", "~~~ py\n```\n~~~~\n", ["CodeBlock fence py=python '```\\n'"]),
    ("a fence of tildes below a line", "peeling:\n~~~\nx\n~~~\n", ["Paragraph 'peeling:'", "CodeBlock fence - 'x\\n'"]),
    (
        "short lines of tildes below titles",
        "Peeling\n~~~\nx\n\nEating\n~~~\n",
        ["Heading 1 ~ 'Peeling'", "Paragraph 'x'", "Heading 1 ~ 'Eating'"],
    ),
    ("a longer fence holds a shorter one", "````\n```\n````\n", ["CodeBlock fence - '```\\n'"]),
    ("an info string does not close", "```\na\n```py\nb\n```\n", ["CodeBlock fence - 'a\\n```py\\nb\\n'"]),
    ("a fence that is not closed", "```py\nx\n\n", ["CodeBlock fence py=python open 'x'"]),
    ("a fence at the end", "```py", ["CodeBlock fence py=python open ''"]),
    (
        "the language of a notebook's cell",
        "```{code-cell} ipython3\nx\n```\n",
        ["CodeBlock fence {code-cell} ipython3=python 'x\\n'"],
    ),
    ("backquotes in a line are no fence", "```x```\n", ["Paragraph '```x```'"]),
    (
        "a fence in an item",
        "- a\n  ```py\n  x\n  ```\n- b\n",
        ["ListItem - 0 'a'", "  CodeBlock fence py=python '  x\\n'", "ListItem - 0 'b'"],
    ),
]
BLOCKS = TEXT + LISTS + CODE


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in BLOCKS], ids=[case[0] for case in BLOCKS])
def test_blocks(text: str, expected: list[str]) -> None:
    document = read_plaintext(text)

    assert shown_blocks(document) == expected
    assert_well_formed(document)


LINKS = [
    (
        "bare",
        "see https://example.org/a.\n",
        ["bare 'https://example.org/a' -> https://example.org/a at 'https://example.org/a'"],
    ),
    ("in angle brackets", "<https://x.org>", ["autolink 'https://x.org' -> https://x.org at 'https://x.org'"]),
    ("inline", "- [a b](c.md)", ["inline 'a b' -> c.md at 'c.md'"]),
    ("inline with parentheses", "[a](http://x/(y))", ["inline 'a' -> http://x/(y) at 'http://x/(y)'"]),
    ("a URL as text", "[http://x.org](http://y.org)", ["inline 'http://x.org' -> http://y.org at 'http://y.org'"]),
    ("an index and a call", "rows[name](value)", []),
    (
        "in order",
        "http://a.org [b](c) http://d.org",
        [
            "bare 'http://a.org' -> http://a.org at 'http://a.org'",
            "inline 'b' -> c at 'c'",
            "bare 'http://d.org' -> http://d.org at 'http://d.org'",
        ],
    ),
    (
        "not in code",
        "x = get('http://a.org')\n\n```\nhttp://b.org\n```\nhttp://c.org\n\n    import a  # http://d.org\n",
        ["bare 'http://c.org' -> http://c.org at 'http://c.org'"],
    ),
    ("in a title", "http://a.org\n===\n", ["bare 'http://a.org' -> http://a.org at 'http://a.org'"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in LINKS], ids=[case[0] for case in LINKS])
def test_links(text: str, expected: list[str]) -> None:
    assert shown_links(read_plaintext(text)) == expected


GUESSES = [
    ("import apples\n", "python"),
    ("n = 3\n", "python"),
    ("PyObject *_a = 0\n", "c"),
    ("_a = f(x)\nint b = 3;\n", "c"),
    (">>> x\n", "python"),
    ("a\n\n    $ ls apples\n", "shell"),
    ("```\nimport apples\n```\n", "python"),
    ("```\nsome apples\n```\n", ""),
    ("```java\nimport apples\n```\n", ""),
]


@pytest.mark.parametrize(("text", "guess"), GUESSES)
def test_the_language_of_code_that_names_none(text: str, guess: str) -> None:
    (block,) = (block for block in read_plaintext(text).blocks if isinstance(block, nodes.CodeBlock))

    assert block.guess == guess


PLACES = [
    ("a\n\n    import a\n", "    import a"),
    ("```\nx\n```\n", "\nx"),
    ("  ~~~~\nx\n~~~~\n", "\nx"),
    ("import a\n", "import a"),
]


@pytest.mark.parametrize(("text", "following"), PLACES)
def test_the_place_for_a_language(text: str, following: str) -> None:
    (block,) = (block for block in read_plaintext(text).blocks if isinstance(block, nodes.CodeBlock))

    assert block.language_start == block.language_end
    assert text.startswith(following, block.language_start)


PIECES = [
    "a",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "- ",
    "• ",
    "* ",
    "1. ",
    "[ ] ",
    "> ",
    ">>> ",
    "```",
    "~~~",
    "~~~~~~",
    "===",
    "---",
    "***",
    "#",
    "py",
    "import x\n",
    "x = f(y)\n",
    "def f():\n",
    "class A:\n",
    '"""',
    "'''",
    "#include <x.h>\n",
    "int x;\n",
    "}",
    "{",
    "(",
    ")",
    "[a](b)",
    "<http://a.b>",
    "http://a.b",
    "title: x\n",
    "@a\n",
    "...",
    "\ufeff",
    "\0",
    "\u2028",
    "\x0c",
    "\ud800",
    "é",
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_spans_of_any_text(text: str) -> None:
    document = read_plaintext(text)

    assert_well_formed(document)
    assert all(text[block.start : block.end].strip() for block in document.blocks)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=100))
def test_any_string_is_read(text: str) -> None:
    assert_well_formed(read_plaintext(text))


HEAVY = [
    "a\n",
    "- a\n",
    "\n",
    "```\n",
    "~~~~~\n",
    "~~~\n",
    "a\n~~~\n",
    "a\n\n~~~\n\n",
    "title\n~~~\n\n",
    "```py\n",
    "    a\n\n",
    "    x = 1\n\n",
    "    a b c d e f\n",
    "x = f(y)\n",
    "x = f(y)\n\n",
    "def f():\n",
    '"""\n',
    'x = """\n',
    "@a\n",
    "> a\n",
    ">>> a\n",
    "===\n",
    "a\n===\n",
    "===\na\n",
    "[",
    "[a](",
    "(",
    "`",
    '"',
    "'",
    "<http://",
    "http://a ",
    "• ",
    "\t",
    " ",
    "{",
    "-",
    "a: b\n",
    "#include <x>\n",
    "    - a\n\n",
    "- a\n\n      x\n\n",
]


@pytest.mark.parametrize("piece", HEAVY)
def test_time_is_linear(piece: str) -> None:
    assert_linear(read_plaintext, "a\n\n" + piece * 30_000)


def test_deep_lists_need_no_recursion() -> None:
    text = "".join(" " * (2 * depth) + "- a\n" for depth in range(1200))

    assert read_plaintext(text).blocks[-1].depth == 1199  # type: ignore[union-attr]
