"""Comments ignore what they cover and nothing else, and those that ignore nothing are found."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import Finding, Rule
from notes_lsp.rules.ignore_comments import ignore_comments
from notes_lsp.rules.ignore_places import ignore_comment, ignore_edit
from notes_lsp.rules.registry import RULES, check
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.markdown_parts import edit_markdown, read_markdown_in_parts
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from test_pieces import NothingThere

BY_CODE = {rule.code: rule for rule in RULES}
# Fixed, so that a new rule does not change what is written down here.
SOME = tuple(
    rule
    for rule in RULES
    if rule.code.endswith("-ignore")
    or rule.code
    in {"heading-space", "missing-file", "ordinal-typo", "python-syntax-error", "undefined-reference", "unclosed-fence"}
)


def found_in(document: Document, rules: tuple[Rule, ...] = SOME) -> list[tuple[str, Finding]]:
    found = check(understand(document, "notes"), NothingThere(), rules)
    return [(rule.code, finding) for rule, finding in found]


def shown(text: str, name: str = "notes.md", codes: str = "") -> list[str]:
    """What is found, as ``5 missing-file`` (the line and the rule); ``codes`` are the rules that run."""
    rules = tuple(BY_CODE[code] for code in codes.split()) if codes else SOME
    document = parse(text, name)
    return [f"{document.lines.line_at(f.start) + 1} {code}" for code, f in found_in(document, rules)]


def mended(text: str, name: str = "notes.md") -> str:
    """``text`` without the comments that are of no use, and with their slips mended."""
    fixes = [f.fix for code, f in found_in(parse(text, name)) if code.endswith("-ignore") and f.fix is not None]
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


HEAD = "# PyCon 2014\n\n## Day 1\n\n"

COVERED: list[tuple[str, str, list[str]]] = [
    # behind a line
    ("notes.md", "[a](b.md) <!-- notes-lsp: ignore missing-file -->\n[a](c.md)\n", ["2 missing-file"]),
    ("notes.md", "[a](b.md) <!-- notes-lsp: ignore -->\n[a](c.md)\n", ["2 missing-file"]),
    ("notes.md", "- [a](b.md) <!-- notes-lsp:ignore missing-file,ordinal-typo -->\n", ["1 unused-ignore"]),
    ("notes.md", "| a |\n|--|\n| [a](b.md) <!-- notes-lsp: ignore missing-file --> |\n", []),
    # on a line of its own: the paragraph, the item, the code, the table, the heading below
    ("notes.md", "<!-- notes-lsp: ignore missing-file -->\n\ntext\n[a](c.md)\n\n[a](d.md)\n", ["6 missing-file"]),
    ("notes.md", "<!-- notes-lsp: ignore missing-file -->\n- [a](c.md)\n  [a](d.md)\n- [a](e.md)\n", ["4 missing-file"]),
    ("notes.md", "<!-- notes-lsp: ignore missing-file -->\n- [a](c.md)\n  - [a](d.md)\n", ["3 missing-file"]),
    ("notes.md", "> <!-- notes-lsp: ignore missing-file -->\n> [a](c.md)\n", []),
    (
        "notes.md",
        "<!-- notes-lsp: ignore-start missing-file -->\n\n[a](b.md)\n\n<!-- notes-lsp: ignore-end -->\n\n[a](c.md)\n",
        ["7 missing-file"],
    ),
    ("notes.md", "<!-- notes-lsp: ignore missing-file -->\n| [a](b.md) |\n|--|\n| [a](c.md) |\n", []),
    ("notes.md", "<!-- notes-lsp: ignore heading-space -->\n##Title\n[a](d.md)\n", ["3 missing-file"]),
    ("notes.md", "<!-- notes-lsp: ignore python-syntax-error -->\n```python\nimport os\n\nfor x in range(3)\n    print(x)\n```\n", []),
    ("notes.md", "<!-- notes-lsp: ignore missing-file -->\n<!-- notes-lsp: ignore heading-space -->\n##T [a](b.md)\n", []),
    ("notes.md", "<!-- notes-lsp: ignore missing-file -->\r\n[a](c.md)\r\n", []),
    # blocks and files
    (
        "notes.md",
        "[a](a.md)\n\n<!-- notes-lsp: ignore-start missing-file -->\n\n[a](b.md)\n\n##T\n\n"
        "<!-- notes-lsp: ignore-end missing-file -->\n\n[a](c.md)\n",
        ["1 missing-file", "7 heading-space", "11 missing-file"],
    ),
    ("notes.md", "<!-- notes-lsp: ignore-start -->\n\n[a](b.md)\n\n##T\n", []),
    ("notes.md", "[a](b.md)\n\n##T\n\n<!-- notes-lsp: ignore-file missing-file -->\n", ["3 heading-space"]),
    ("notes.md", "[a](b.md)\n\n##T\n\n<!-- notes-lsp: ignore-file -->\n", []),
    # other dialects
    ("notes.rst", "T\n=\n\n.. notes-lsp: ignore missing-file\n\n- a\n  `a <b.rst>`_\n\n`a <c.rst>`_\n", ["9 missing-file"]),
    ("notes.org", "* T\n# notes-lsp: ignore missing-file\ntext\n[[file:b.org]]\n\n[[file:c.org]]\n", ["6 missing-file"]),
    ("notes.txt", "A title\n=======\n\n# notes-lsp: ignore missing-file\n• [a](b.txt)\n• [a](c.txt)\n", ["6 missing-file"]),
    # what is code is no comment
    ("notes.md", "```\n<!-- notes-lsp: ignore-file -->\n```\n\n[a](b.md)\n", ["5 missing-file"]),
    ("notes.md", "`<!-- notes-lsp: ignore -->` [a](b.md)\n", ["1 missing-file"]),
    ("notes.rst", "T\n=\n\n::\n\n  .. notes-lsp: ignore-file\n\n`a <b.rst>`_\n", ["8 missing-file"]),
    ("notes.org", "#+begin_src sh\n# notes-lsp: ignore-file\n#+end_src\n\n[[file:b.org]]\n", ["5 missing-file"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), COVERED)
def test_a_comment_ignores_what_it_covers(name: str, text: str, expected: list[str]) -> None:
    assert shown(text, name) == expected


def test_a_comment_in_plain_text_leaves_the_talks_as_they_are() -> None:
    plain = "Day 1\n=====\n\nA talk\n\n• a\n• b\n\nAnother talk\n------------\n\n• c\n"
    comment = "# notes-lsp: ignore missing-file\n"
    notes = understand(parse(plain, "notes.txt"), "notes.txt")
    for line in ("A talk\n", "• a\n", "• b\n", "Another talk\n", "• c\n"):
        text = plain.replace(line, comment + line)

        commented = understand(parse(text, "notes.txt"), "notes.txt")

        assert [talk.title for talk in commented.all_talks] == [talk.title for talk in notes.all_talks]
        assert len(ignore_comments(commented.document)) == 1


# ---------------------------------------------------------------- of no use

USELESS: list[tuple[str, str, list[str], str]] = [
    # the comment alone, one code of several, behind a line, within one
    ("notes.md", "text\n\n<!-- notes-lsp: ignore missing-file -->\n\nmore\n", ["3 unused-ignore"], "text\n\nmore\n"),
    ("notes.md", "text\n<!-- notes-lsp: ignore missing-file -->\nmore\n", ["2 unused-ignore"], "text\n\nmore\n"),
    ("notes.md", "text\n\n<!-- notes-lsp: ignore missing-file -->\n", ["3 unused-ignore"], "text\n\n"),
    ("notes.md", "text\n\n<!-- notes-lsp: ignore missing-file -->", ["3 unused-ignore"], "text\n"),
    (
        "notes.md",
        "[a](b.md) <!-- notes-lsp: ignore ordinal-typo, missing-file, heading-space -->\n",
        ["1 unused-ignore"],
        "[a](b.md) <!-- notes-lsp: ignore missing-file -->\n",
    ),
    ("notes.md", "text <!-- notes-lsp: ignore missing-file -->  \n", ["1 unused-ignore"], "text  \n"),
    ("notes.md", "a <!-- notes-lsp: ignore missing-file --> b\n", ["1 unused-ignore"], "a b\n"),
    ("notes.md", "<!-- notes-lsp: ignore-file missing-file -->\n\ntext\n", ["1 unused-ignore"], "\ntext\n"),
    ("notes.md", "text\n\n<!-- notes-lsp: ignore-end -->\n\nmore\n", ["3 unused-ignore"], "text\n\nmore\n"),
    ("notes.rst", "T\n=\n\n.. notes-lsp: ignore missing-file\n\ntext\n", ["4 unused-ignore"], "T\n=\n\ntext\n"),
    ("notes.org", "* T\r\n# notes-lsp: ignore missing-file\r\n", ["2 unused-ignore"], "* T\r\n"),
    # slips
    (
        "notes.md",
        "[a](b.md) <!-- notes-lsp: ignore mising-file -->\n",
        ["1 missing-file", "1 unknown-ignore"],
        "[a](b.md) <!-- notes-lsp: ignore missing-file -->\n",
    ),
    ("notes.md", "<!-- notes-lsp: ignroe-file -->\n\n[a](b.md)\n", ["1 unknown-ignore", "3 missing-file"], "<!-- notes-lsp: ignore-file -->\n\n[a](b.md)\n"),
    ("notes.md", "<!-- notes-lsp: ignore xyzzy -->\ntext\n", ["1 unknown-ignore"], "<!-- notes-lsp: ignore xyzzy -->\ntext\n"),
    # what says something else is not for us
    ("notes.md", "<!-- notes-lsp: these notes are checked -->\n\ntext\n", [], "<!-- notes-lsp: these notes are checked -->\n\ntext\n"),
    # a comment about comments
    ("notes.md", "<!-- notes-lsp: ignore-file unused-ignore -->\n\ntext <!-- notes-lsp: ignore -->\n", [], "<!-- notes-lsp: ignore-file unused-ignore -->\n\ntext <!-- notes-lsp: ignore -->\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected", "without"), USELESS)
def test_a_comment_of_no_use_is_found_and_taken_out(name: str, text: str, expected: list[str], without: str) -> None:
    assert shown(text, name) == expected
    assert mended(text, name) == without


@pytest.mark.parametrize(
    ("text", "codes", "expected"),
    [
        ("<!-- notes-lsp: ignore link-wrong-case -->\ntext\n", "missing-file unused-ignore", []),
        ("<!-- notes-lsp: ignore missing-file -->\ntext\n", "missing-file unused-ignore", ["1 unused-ignore"]),
        ("<!-- notes-lsp: ignore -->\ntext\n", "missing-file unused-ignore", []),
        ("<!-- notes-lsp: ignore missing-file -->\ntext\n", "missing-file", []),
        ("<!-- notes-lsp: ignore empty-talk -->\ntext\n", "unused-ignore unknown-ignore", []),
    ],
)
def test_a_comment_is_of_no_use_only_to_rules_that_ran(text: str, codes: str, expected: list[str]) -> None:
    assert shown(text, codes=codes) == expected


def test_a_comment_for_all_rules_is_of_no_use_only_where_all_that_are_on_ran() -> None:
    document = parse("<!-- notes-lsp: ignore -->\ntext\n", "notes.md")

    assert [code for code, _ in found_in(document, RULES)] == ["unused-ignore"]
    assert found_in(document, SOME) == []
    document = parse("text <!-- notes-lsp: ignore -->\n", "notes.md")
    assert [code for code, _ in found_in(document, RULES)] == ["unused-ignore"]


def test_a_comment_for_a_rule_about_the_web_counts_only_where_somebody_looked() -> None:
    about_the_web = Rule("dead-page", "error", True, "", "", "", "", lambda notes, around: [], asks_web=True)
    rules = (about_the_web, BY_CODE["unused-ignore"])

    def of_no_use(text: str, *looked_at: str) -> list[str]:
        around = NothingThere()
        around.web_state = lambda address: (
            WebState(address, "alive", 200, "200 OK", None, 0.0) if address in looked_at else None
        )
        return [rule.code for rule, _ in check(understand(parse(text, "notes.md")), around, rules)]

    text = "[a](https://example.org/) <!-- notes-lsp: ignore dead-page -->\n"
    assert of_no_use(text) == []
    assert of_no_use(text, "https://example.org/") == ["unused-ignore"]
    assert of_no_use("[a](b.md) <!-- notes-lsp: ignore dead-page -->\n") == ["unused-ignore"]


def test_a_rule_that_fails_makes_no_comment_useless() -> None:
    def fail(notes: object, around: object) -> list[Finding]:
        raise ZeroDivisionError

    broken = Rule("broken", "error", True, "", "", "", "", fail)
    notes = understand(parse("<!-- notes-lsp: ignore broken -->\ntext\n", "a.md"))
    failed = []

    found = check(notes, NothingThere(), (broken, BY_CODE["unused-ignore"]), lambda rule, _: failed.append(rule.code))

    assert (found, failed) == ([], ["broken"])


def test_of_text_that_lies_nowhere_nobody_can_say_that_a_comment_is_of_no_use() -> None:
    notes = understand(parse("<!-- notes-lsp: ignore missing-file -->\ntext\n", "a.md"))

    assert check(notes, NothingThere(kind=None), RULES) == []


# ---------------------------------------------------------------- in parts

PIECES = [
    "<!-- notes-lsp: ignore -->\n", " <!-- notes-lsp: ignore missing-file -->", "\n<!-- notes-lsp: ignore-start -->\n",
    "\n<!-- notes-lsp: ignore-end -->\n", "<!-- notes-lsp: ignore-file heading-space -->", "[a](b.md)", "\n##T\n", "\n",
    "\n\n### One\n\n- a\n", "```\n", "`", "\n## July 22th\n", "\n[b]: c.md\n", "[x][b]",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(40))
def test_parts_and_the_whole_text_are_ignored_alike(seed: int) -> None:
    chance = random.Random(seed)
    text = HEAD + "".join(chance.choices(PIECES, k=12))
    document = read_markdown_in_parts(text)
    for _ in range(6):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 3, 40)))
        new = "".join(chance.choices(PIECES, k=2))
        text = text[:start] + new + text[end:]
        document = edit_markdown(document, start, end, new)

        assert found_in(document) == found_in(parse(text, "notes.md"))


# ---------------------------------------------------------------- writing comments

BLOCKS: dict[str, list[str]] = {
    "notes.md": [
        "##Title [a](a.md)\n", "## July 22th [a](b.md)\n", "text\nand [a](c.md) more\nand [a](c2.md)  \nend\n", "- [a](d.md)\n",
        "- a\n  [a](e.md)\n", "1. [a](f.md)\n\n   [a](g.md)\n", "> [a](h.md)\n", "| [a](i.md) | b |\n|--|--|\n| c | [a](j.md) |\n",
        "```python\nimport os\n\nfor x in range(3)\n    print(x)\n```\n", "    import os\n    for x in range(3)\n        print(x)\n", "- a\n\n  ```python\n  import os\n  for x in range(3)\n      print(x)\n  ```\n",
        "[a][b]\\\nc\n", "[b1]: k.md\n", '<p>\n<img src="l.png">\n</p>\n', "Title [a](m.md)\n=====\n", "- ## T [a](n.md)\n",
        "[a\nb](o.md)\n", "> ```python\n> import os\n> for x in range(3)\n>     print(x)\n> ```\n", "![a](<p q.png>) `code`\n", "```sh\nls",
    ],
    "notes.rst": [
        "Title\n=====\n", "=========\nJuly 22th\n=========\n", "text\n`a <a.rst>`_ more\n", "- `a <b.rst>`_\n- `a <c.rst>`_\n",
        "- a\n\n  `a <d.rst>`_\n", ".. image:: e.png\n   :alt: x\n", ".. code-block:: python\n\n   import os\n   for x in range(3)\n       print(x)\n",
        "text::\n\n    import os\n    for x in range(3)\n        print(x)\n", "+---------------+\n| `a <f.rst>`_  |\n+---------------+\n", "a_ b_\n",
        ".. _c: g.rst\n", ">>> for x in range(3)\n...     print(x)\n",
    ],
    "notes.org": [
        "* July 22th [[file:a.org]]\n", "text\n[[file:b.org]] more\n", "- [[file:c.org]]\n- [[file:d.org]]\n",
        "| [[file:e.org]] | b |\n| c | [[file:f.org]] |\n", "#+begin_src python\nimport os\nfor x in range(3)\n    print(x)\n#+end_src\n",
    ],
    "notes.txt": [
        "July 22th\n---------\n", "text\n[a](a.txt) more\n", "• [a](b.txt)\n• [a](c.txt)\n", "    import os\n    for x in range(3)\n        print(x)\n",
        "> [a](d.txt)\n", "A talk\n\n• a\n  [a](e.txt)\n",
    ],
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_with_the_comment_that_is_offered_the_finding_is_gone_and_no_other(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(BLOCKS)))
    newline = data.draw(st.sampled_from(["\n", "\r\n"]))
    blocks = data.draw(st.lists(st.sampled_from(BLOCKS[name]), min_size=1, max_size=4))
    text = ("Notes\n=====\n\n" if name.endswith(("txt", "rst")) else "") + "\n".join(blocks)
    text = text.replace("\n", newline)
    before = found_in(parse(text, name))
    for code, finding in before:
        edit = ignore_edit(parse(text, name), finding.start, code)
        after_text = text[: edit.start] + edit.text + text[edit.end :]

        after = found_in(parse(after_text, name))

        assert len(after) < len(before), after_text
        assert {other for other, _ in after} <= {other for other, _ in before}, after_text


OFFERED = [
    ("notes.md", "[a](b.md)\n", "[a](b.md) <!-- notes-lsp: ignore missing-file -->\n"),
    ("notes.md", "- [a](b.md)  \n  more\n", "- [a](b.md) <!-- notes-lsp: ignore missing-file -->  \n  more\n"),
    ("notes.md", "[a](b.md)\\\nmore\n", "[a](b.md) <!-- notes-lsp: ignore missing-file -->\\\nmore\n"),
    ("notes.md", "> ## A [a](b.md)\n", "> <!-- notes-lsp: ignore missing-file -->\n> ## A [a](b.md)\n"),
    (
        "notes.md",
        "[a](b.md) <!-- notes-lsp: ignore link-wrong-case -->\n",
        "[a](b.md) <!-- notes-lsp: ignore link-wrong-case, missing-file -->\n",
    ),
    (
        "notes.md",
        "<!-- notes-lsp: ignore link-wrong-case -->\n\n## A [a](b.md)\n",
        "<!-- notes-lsp: ignore link-wrong-case, missing-file -->\n\n## A [a](b.md)\n",
    ),
    ("notes.rst", "T\n=\n\na\n`a <b.rst>`_\n", "T\n=\n\n.. notes-lsp: ignore missing-file\n\na\n`a <b.rst>`_\n"),
    (
        "notes.rst",
        "- a\r\n- `a <b.rst>`_\r\n",
        "- a\r\n\r\n.. notes-lsp: ignore missing-file\r\n\r\n- `a <b.rst>`_\r\n",
    ),
    ("notes.org", "* T\n  [[file:b.org]]\n", "* T\n  # notes-lsp: ignore missing-file\n  [[file:b.org]]\n"),
    ("notes.txt", "Title\n=====\n\n• [a](b.txt)\n", "Title\n=====\n\n# notes-lsp: ignore missing-file\n• [a](b.txt)\n"),
]


@pytest.mark.parametrize(("name", "text", "expected"), OFFERED)
def test_where_the_comment_is_written(name: str, text: str, expected: str) -> None:
    document = parse(text, name)
    finding = next(finding for code, finding in found_in(document) if code == "missing-file")

    edit = ignore_edit(document, finding.start, "missing-file")

    assert text[: edit.start] + edit.text + text[edit.end :] == expected


def test_a_finding_in_the_head_of_a_file_is_ignored_below_it() -> None:
    text = "---\ntitle: x\n---\n\ntext\n"

    edit = ignore_edit(parse(text, "notes.md"), 6, "missing-file")

    assert edit.text == "\n\n<!-- notes-lsp: ignore-file missing-file -->"
    assert edit.start == text.index("\n\ntext")


def test_the_comment_of_each_dialect() -> None:
    assert ignore_comment("markdown", "empty-talk") == "<!-- notes-lsp: ignore empty-talk -->"
    assert ignore_comment("rst", "empty-talk") == ".. notes-lsp: ignore empty-talk"
    assert ignore_comment("org", "empty-talk", "ignore-file") == "# notes-lsp: ignore-file empty-talk"
    assert ignore_comment("plaintext", "empty-talk") == "# notes-lsp: ignore empty-talk"
