"""Tables of contents: inserted, brought up to date, left alone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edited import edited
from marked import cut
from notes_lsp.features.code_actions.table_of_contents import TocChange, table_of_contents
from notes_lsp.features.outline import OutlineNode, outline_tree
from notes_lsp.links.slugs import document_slugs, has_anchor
from notes_lsp.links.targets import written_targets
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.talks.title_tags import without_tags

NOTES = Path(__file__).parents[3] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.suffix in (".md", ".rst", ".org", ".txt"))


def change_of(text: str, offset: int, name: str) -> TocChange | None:
    return table_of_contents(understand(parse(text, name), name), offset)


def check(marked: str, expected: str, name: str = "notes.md", *, is_update: bool = False) -> None:
    """The text after the change offered at the ``$0`` (the beginning, without one); a second time there is none."""
    text, offset = cut(marked) if "$0" in marked else (marked, 0)
    change = change_of(text, offset, name)
    assert change is not None
    changed = edited(text, change.edits)
    assert changed == expected
    assert change.is_update is is_update
    assert change_of(changed, 0, name) is None


def update(text: str, expected: str) -> None:
    check(text, expected, is_update=True)


def nothing(text: str, name: str = "notes.md") -> None:
    assert change_of(text, 0, name) is None


TALKS = """\
## Tuesday, July 22nd

### 10:30 Types, by Ada Lovelace

#### Why

- a

### Generators

- b

## Wednesday, July 23rd

### Packaging

- c
"""
LIST = """\
- [Tuesday, July 22nd](#tuesday-july-22nd)
  - [Types](#1030-types-by-ada-lovelace)
  - [Generators](#generators)
- [Wednesday, July 23rd](#wednesday-july-23rd)
  - [Packaging](#packaging)
"""
HEAD = "# Conf 2014\n\nHello.\n\n"


def test_a_new_one_goes_above_the_first_day() -> None:
    check(HEAD + TALKS, f"{HEAD}<!-- toc -->\n\n{LIST}\n<!-- /toc -->\n\n{TALKS}")


def test_a_new_one_goes_to_a_blank_line_above_the_talks_where_the_cursor_is() -> None:
    check(
        "# Conf 2014\n$0\nHello.\n\n" + TALKS,
        f"# Conf 2014\n\n<!-- toc -->\n\n{LIST}\n<!-- /toc -->\n\nHello.\n\n{TALKS}",
    )


def test_a_cursor_below_or_in_text_says_nothing_of_the_place() -> None:
    expected = f"{HEAD}<!-- toc -->\n\n{LIST}\n<!-- /toc -->\n\n{TALKS}"
    check(HEAD.replace("ell", "e$0ll") + TALKS, expected)
    check(HEAD + TALKS.replace("- a\n\n", "- a\n$0\n"), expected)


def test_blank_lines_go_around_a_new_one() -> None:
    check(
        "# Conf 2014\n## A talk\n\n- x\n\n## B talk\n\n- y\n",
        "# Conf 2014\n\n<!-- toc -->\n\n- [A talk](#a-talk)\n- [B talk](#b-talk)\n\n<!-- /toc -->\n\n"
        "## A talk\n\n- x\n\n## B talk\n\n- y\n",
    )


def test_front_matter_and_a_byte_order_mark_stay_first() -> None:
    talks = "## A talk\n\n- x\n\n## B talk\n\n- y\n"
    toc = "<!-- toc -->\n\n- [A talk](#a-talk)\n- [B talk](#b-talk)\n\n<!-- /toc -->\n\n"
    check(
        "---\ntitle: Conf 2014\n$0\nlayout: x\n---\n\n" + talks,
        "---\ntitle: Conf 2014\n\nlayout: x\n---\n\n" + toc + talks,
    )
    rst = "One\n===\n\n- a\n\nTwo\n===\n\n- b\n"
    check("\ufeff" + rst, "\ufeff.. contents::\n   :depth: 1\n\n" + rst, "notes.rst")


def test_line_ends_are_those_of_the_file() -> None:
    text = (HEAD + TALKS).replace("\n", "\r\n")
    check(text, f"{HEAD}<!-- toc -->\n\n{LIST}\n<!-- /toc -->\n\n{TALKS}".replace("\n", "\r\n"))


def test_titles_are_escaped_and_anchors_told_apart() -> None:
    check(
        "# Conf 2014\n\n## A \\*star\\* [x]\n\n- a\n\n## What's `a_b <b>` &amp;amp;\n\n- a\n\n## Same\n\n- a\n\n## Same\n\n- b\n",
        "# Conf 2014\n\n<!-- toc -->\n\n"
        "- [A \\*star\\* \\[x\\]](#a-star-x)\n"
        "- [What's a_b \\<b> \\&amp;](#whats-a_b-b-amp)\n"
        "- [Same](#same)\n"
        "- [Same](#same-1)\n"
        "\n<!-- /toc -->\n\n"
        "## A \\*star\\* [x]\n\n- a\n\n## What's `a_b <b>` &amp;amp;\n\n- a\n\n## Same\n\n- a\n\n## Same\n\n- b\n",
    )


def test_a_heading_with_a_name_is_linked_by_it() -> None:
    change = change_of("# Conf\n\n## One {#first}\n\n- a\n\n## Two\n\n- b\n", 0, "notes.md")
    assert change is not None
    assert "](#first)\n" in change.edits[0].text


def test_groups_are_listed_and_sections_are_not() -> None:
    change = change_of("# Conf 2014\n\n## Day 1\n\n### Keynotes\n\n#### One\n\n- a\n\n#### Two\n\n- b\n", 0, "notes.md")
    assert change is not None
    assert change.edits[0].text.split("\n")[2:6] == [
        "- [Day 1](#day-1)",
        "  - [Keynotes](#keynotes)",
        "    - [One](#one)",
        "    - [Two](#two)",
    ]


def test_talks_that_are_no_headings_are_left_out() -> None:
    check(
        "# Conf 2014\n\n## Tuesday, July 22nd\n\n- **One** by Ada Lovelace\n- **Two** by Alan Turing\n- **Three** by Grace Hopper\n\n"
        "## Wednesday, July 23rd\n\n- **Four** by Ada Lovelace\n",
        "# Conf 2014\n\n<!-- toc -->\n\n- [Tuesday, July 22nd](#tuesday-july-22nd)\n- [Wednesday, July 23rd](#wednesday-july-23rd)\n\n<!-- /toc -->\n\n"
        "## Tuesday, July 22nd\n\n- **One** by Ada Lovelace\n- **Two** by Alan Turing\n- **Three** by Grace Hopper\n\n"
        "## Wednesday, July 23rd\n\n- **Four** by Ada Lovelace\n",
    )


# ---------------------------------------------------------------- up to date

MARKS = [
    ("<!-- toc -->", "<!-- /toc -->"),
    ("<!-- TOC depthFrom:2 -->", "<!-- /TOC -->"),
    ("<!-- toc -->", "<!-- tocstop -->"),
    ("<!--toc:start-->", "<!--toc:end-->"),
    ("<!--TOC-->", "<!--TOC-->"),
    ("<!-- START doctoc -->", "<!-- END doctoc -->"),
    (
        "<!-- START doctoc generated TOC please keep comment here to allow auto update -->\n<!-- DON'T EDIT -->\n**Contents**",
        "<!-- END doctoc generated TOC please keep comment here to allow auto update -->",
    ),
]


@pytest.mark.parametrize(("opening", "closing"), MARKS)
def test_one_between_comments_is_brought_up_to_date(opening: str, closing: str) -> None:
    update(
        f"{HEAD}{opening}\n\n- [Old](#old)\n\n{closing}\n\n{TALKS}",
        f"{HEAD}{opening}\n\n{LIST}\n{closing}\n\n{TALKS}",
    )
    nothing(f"{HEAD}{opening}\n\n{LIST}\n{closing}\n\n{TALKS}")


def test_an_empty_place_between_comments_is_filled() -> None:
    expected = f"{HEAD}<!-- toc -->\n\n{LIST}\n<!-- /toc -->\n\n{TALKS}"
    check(f"{HEAD}<!-- toc --><!-- /toc -->\n\n{TALKS}".replace("--><", "-->\n<"), expected)
    check(f"{HEAD}<!-- toc -->\n\n\n<!-- /toc -->\n\n{TALKS}", expected)


def test_an_opening_comment_alone_gets_its_list_and_its_end() -> None:
    expected = f"{HEAD}<!-- toc -->\n\n{LIST}\n<!-- /toc -->\n\n{TALKS}"
    check(f"{HEAD}<!-- toc -->\n\n{TALKS}", expected)
    update(f"{HEAD}<!-- toc -->\n\n- [Old](#old)\n- [Other](#other)\n\n{TALKS}", expected)


def test_the_marks_and_the_indentation_of_a_list_stay() -> None:
    update(
        f"{HEAD}<!-- toc -->\n\n* [Old](#old)\n    * [Other](#other)\n\n<!-- /toc -->\n\n{TALKS}",
        f"{HEAD}<!-- toc -->\n\n{LIST.replace('  -', '    *').replace('- [', '* [')}\n<!-- /toc -->\n\n{TALKS}",
    )
    update(
        f"{HEAD}<!-- toc -->\n\n1. [Old](#old)\n\n<!-- /toc -->\n\n{TALKS}",
        f"{HEAD}<!-- toc -->\n\n"
        "1. [Tuesday, July 22nd](#tuesday-july-22nd)\n"
        "    1. [Types](#1030-types-by-ada-lovelace)\n"
        "    2. [Generators](#generators)\n"
        "2. [Wednesday, July 23rd](#wednesday-july-23rd)\n"
        "    1. [Packaging](#packaging)\n"
        f"\n<!-- /toc -->\n\n{TALKS}",
    )


@pytest.mark.parametrize("title", ["## Contents", "**Table of Contents**", "Contents:", "## Inhaltsverzeichnis"])
def test_a_list_of_links_below_a_title_is_known(title: str) -> None:
    update(
        f"# Conf 2014\n\n{title}\n\n{LIST[: LIST.index('- [Wed')]}\n{TALKS}",
        f"# Conf 2014\n\n{title}\n\n{LIST}\n{TALKS}",
    )
    nothing(f"# Conf 2014\n\n{title}\n\n{LIST}\n{TALKS}")


def test_what_was_written_by_hand_stays_as_long_as_it_leads_somewhere() -> None:
    update(
        f"# Conf 2014\n\n## Contents\n\n- [Tue](#Tuesday-july-22nd)\n- [Wed.](#wednesday-july-23rd)\n- [Gone](#gone)\n\n{TALKS}",
        f"# Conf 2014\n\n## Contents\n\n- [Tuesday, July 22nd](#tuesday-july-22nd)\n- [Wed.](#wednesday-july-23rd)\n\n{TALKS}",
    )
    update(
        f"# Conf 2014\n\n## Contents\n\n- [Tue](#tuesday-july-22nd)\n  - [Why?](#why)\n- [Gone](#gone)\n\n{TALKS}",
        f"# Conf 2014\n\n## Contents\n\n- [Tue](#tuesday-july-22nd)\n  - [Why?](#why)\n- [Wednesday, July 23rd](#wednesday-july-23rd)\n\n{TALKS}",
    )


def test_no_item_stands_deeper_than_the_list_allows() -> None:
    head = "# Conf 2014\n\n## Contents\n\n"
    about = "## Thanks to\n\nall of you\n\n"
    update(
        f"{head}- [Gone](#gone)\n  - [Thanks](#thanks-to)\n- [Tue](#tuesday-july-22nd)\n\n{about}{TALKS}",
        f"{head}- [Thanks](#thanks-to)\n- [Tue](#tuesday-july-22nd)\n- [Wednesday, July 23rd](#wednesday-july-23rd)\n\n{about}{TALKS}",
    )


def test_a_title_above_nothing_gets_its_list() -> None:
    check(f"# Conf 2014\n\n## Contents\n\n{TALKS}", f"# Conf 2014\n\n## Contents\n\n{LIST}\n{TALKS}")


@pytest.mark.parametrize(
    "text",
    [
        f"# Conf 2014\n\n## Contents\n\n- [Tue](#tuesday-july-22nd), a long day\n\n{TALKS}",
        f"# Conf 2014\n\n## Contents\n\n- [Other](other.md)\n\n{TALKS}",
        f"# Conf 2014\n\n## Contents\n\nSee below.\n\n{TALKS}",
        f"# Conf 2014\n\n[TOC]\n\n{TALKS}",
        f"# Conf 2014\n\n[[_TOC_]]\n\n{TALKS}",
        f"# Conf 2014\n\n- this is replaced\n{{:toc}}\n\n{TALKS}",
        "# Conf 2014\n\n## One talk\n\n- x\n",
        "# Conf 2014\n",
        "- x\n",
        "",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    nothing(text)


# ---------------------------------------------------------------- other dialects


def test_rst_and_org_are_told_to_make_one() -> None:
    rst = "Conf\n====\n\nHello.\n\nTuesday, July 22nd\n------------------\n\nOne\n~~~\n\n- a\n\nTwo\n~~~\n\n- b\n"
    check(rst, rst.replace("Hello.\n\n", "Hello.\n\n.. contents::\n   :depth: 2\n\n"), "notes.rst")
    org = "#+TITLE: Conf 2014\n\n* Tuesday, July 22nd\n** One\n- a\n** Two\n- b\n"
    check(org, org.replace("* Tue", "#+TOC: headlines 2\n\n* Tue"), "notes.org")


def test_rst_and_org_that_make_one_already() -> None:
    nothing("Conf\n====\n\n.. contents:: All of it\n\nOne\n---\n\n- a\n\nTwo\n---\n\n- b\n", "notes.rst")
    nothing("#+TITLE: Conf\n#+toc: headlines 1\n\n* One\n- a\n* Two\n- b\n", "notes.org")
    nothing("* Contents :TOC:\n* One\n- a\n* Two\n- b\n", "notes.org")


def test_plain_text_has_no_links_to_headings() -> None:
    nothing("Conf\n====\n\nOne\n---\n\n• a\n\nTwo\n---\n\n• b\n", "notes.txt")


# ---------------------------------------------------------------- laws


def drawn(nodes: tuple[OutlineNode, ...], indent: str = "") -> list[str]:
    return [
        line for node in nodes for line in (f"{indent}{node.kind} {node.title}", *drawn(node.children, indent + "  "))
    ]


def outline(text: str, name: str) -> list[str]:
    return drawn(outline_tree(understand(parse(text, name), name)))


def dead_links(document: Document) -> list[str]:
    anchors = document_slugs(document)
    targets = [written.target for written in written_targets(document)]
    return [each.fragment for each in targets if each.kind == "anchor" and not has_anchor(anchors, each.fragment)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_example_notes_keep_their_outline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    change = change_of(text, 0, path.name)
    if change is None:
        return
    changed = edited(text, change.edits)
    assert outline(changed, path.name) == outline(text, path.name)
    assert dead_links(parse(changed, path.name)) == []
    assert change_of(changed, 0, path.name) is None


# Without backquotes and "<": `visible_text` does not know that they can be escaped.
_TITLE = st.text(st.sampled_from("ab AB_*[]()>&;#!\\~|:-é日"), min_size=1, max_size=12)


@settings(max_examples=60)
@given(titles=st.lists(_TITLE, min_size=1, max_size=5))
def test_every_link_leads_to_its_heading_and_reads_like_it(titles: list[str]) -> None:
    text = "# Conf 2014\n\n" + "".join(f"## 10:00 A{title}z\n\n- x\n\n" for title in titles)
    change = change_of(text, 0, "notes.md")
    if change is None:
        return
    changed = edited(text, change.edits)
    document = parse(changed, "notes.md")
    assert dead_links(document) == []
    toc = document.links_between(0, changed.index("<!-- /toc"))
    slugs = document_slugs(document)
    for link in toc:
        heading = slugs[link.target[1:]]
        title = visible_text(changed[heading[0] : heading[1]], "markdown")
        read = visible_text(changed[link.text_start : link.text_end], "markdown")
        assert without_tags(title.removeprefix("10:00 ")) == read
    assert change_of(changed, 0, "notes.md") is None
