"""What an editor shows of links, reference labels, definitions and anchors: where they lead."""

import pytest

from hover_shown import check, hovered, markdown_at
from notes_lsp.features.card import card_as_plaintext

OTHER = """\
# PyCon 2013

## Friday

### Generators

Speaker: Grace Hopper

They *stop* and go on.

- yield
- send

### Loops

- for
"""
FILES = {
    "/conf/other.md": OTHER,
    "/conf/single.rst": "Why types\n=========\n\n:Speaker: Ada Lovelace\n\nBecause of the reader.\n\n* one\n",
    "/conf/slides/types.pdf": "",
    "/conf/slides/notes.key": "",
    "/conf/image.PNG": "",
    "/conf/LICENSE": "",
}
NOTES = "# Types\n\nby Ada Lovelace\n\n{}\n\n## The end\n\nThat is all.\n\n- really\n"


def link(written: str, expected: str | None, files: dict[str, str] | None = FILES) -> None:
    """The card of a link, written in a paragraph of its own, is ``expected``."""
    shown = None if expected is None else f"⟦{written}⟧\n{expected}"
    check(NOTES.format(f"see $0{written} there"), shown, files=files)


# ---------------------------------------------------------------- pages and people


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://docs.python.org/3/library", "docs.python.org\ndocs.python.org/3/library · not checked\n"),
        ("<https://docs.python.org/>", "docs.python.org\ndocs.python.org · not checked\n"),
        ("[a page](https://example.org/caf%C3%A9?x=1#top)", "example.org\nexample.org/café?x=1#top · not checked\n"),
        ("www.example.org/a", "www.example.org\nwww.example.org/a · not checked\n"),
        ("[x](https://example.org@evil.example/a)", "evil.example\nevil.example/a · not checked\n"),
        ("[x](<https://evil.example\\\\@example.org>)", "evil.example\nevil.example\\@example.org · not checked\n"),
        ("[x](https://[::1)", "[::1\n[::1 · not checked\n"),
        ("[mail](mailto:ada@example.org?subject=Hello)", "ada@example.org\ne-mail address\n"),
        ("[phone](tel:+4912345)", "tel:+4912345\ntel: address\n"),
        ("[run](command:workbench.action.quit)", "command:workbench.action.quit\ncommand: address\n"),
        ("[later](TODO)", "TODO\na placeholder\n"),
    ],
)
def test_pages_and_what_is_no_file(written: str, expected: str) -> None:
    link(written, expected)


def test_a_long_address_is_cut() -> None:
    _, found = hovered(NOTES.format(f"$0https://example.org/{'a' * 3000}"))
    assert found is not None
    assert max(map(len, card_as_plaintext(found.card).splitlines())) < 130


def test_only_pages_become_links_in_markdown() -> None:
    shown = markdown_at(NOTES.format("$0https://example.org/a(b)_c"))
    assert shown == "**example.org**\n\n[example.org/a(b)\\_c](https://example.org/a%28b%29_c) · not checked"
    assert markdown_at(NOTES.format("[x$0](command:a)")) == "**command:a**\n\n`command:` address"
    assert "](" not in markdown_at(NOTES.format("[x$0](javascript:alert)"))
    assert "](" not in markdown_at(NOTES.format("[x$0](ftp://example.org/a)"))


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[p](slides/types.pdf#page=3)", "types.pdf\nPDF · page=3\n"),
        ("[p](slides/notes.key)", "notes.key\npresentation\n"),
        ("![p](image.PNG)", "image.PNG\nimage\n"),
        ("[p](LICENSE)", "LICENSE\nfile\n"),
        ("[p](slides/)", "slides\nfolder · 2 names\n"),
        ("[p](gone.pdf)", "gone.pdf\nPDF · missing\n"),
        ("[p](gone)", "gone\nmissing\n"),
        ("[p](%67one.md)", "gone.md\nmissing\n"),
        ("[p](/img/a.png)", "/img/a.png\nimage · from the root of a site\n"),
    ],
)
def test_files(written: str, expected: str) -> None:
    link(written, expected)


def test_where_nothing_is_known_of_other_files_none_is_missing() -> None:
    link("[p](gone.pdf)", "gone.pdf\nPDF\n", files=None)
    link("[p](gone)", None, files=None)
    link("[[gone]]", None, files=None)
    check("# Types\n\n[p$0](gone)\n", None, path="", files=None)


def test_notes_of_many_talks() -> None:
    link("[p](other.md)", "PyCon 2013\nother.md · Friday · 2 talks\n\n- Generators\n- Loops\n")


def test_notes_of_one_talk() -> None:
    link("[p](single.rst)", "Why types\nsingle.rst\n\n- Because of the reader.\n- one\n")


def test_a_heading_in_other_notes() -> None:
    card = "Generators\nother.md · PyCon 2013\n\n- They stop and go on.\n- yield\n- send\n"
    link("[p](other.md#generators)", card)
    link("[[other#Generators]]", card)
    link("[p](other.md#Generators)", card)
    link("[p](other.md#nowhere)", "PyCon 2013\nother.md · no heading or anchor #nowhere there\n")
    shown = markdown_at(NOTES.format("[p$0](other.md#generators)"), files=FILES)
    assert shown.startswith("**Generators**\n\n[other.md](file:///conf/other.md#L5) · PyCon 2013\n\n- They")


def test_a_day_in_other_notes_is_what_its_talks_are() -> None:
    link("[p](other.md#friday)", "Friday\nother.md · PyCon 2013\n\n- Generators\n- Loops\n")


def test_of_a_huge_file_only_the_heading_is_shown() -> None:
    files = {"/conf/huge.md": f"# PyCon 2013\n\n## Loops\n\n- for\n\n{'words ' * 60_000}\n"}
    link("[p](huge.md#loops)", "Loops\nhuge.md · PyCon 2013\n", files=files)


def test_a_wiki_link() -> None:
    link("[[other|what she said]]", "PyCon 2013\nother.md · Friday · 2 talks\n\n- Generators\n- Loops\n")
    link("[[gone]]", "gone\nmissing\n")
    link("![[image.PNG]]", "image.PNG\nimage\n")


# ---------------------------------------------------------------- anchors


def test_an_anchor_in_the_same_notes() -> None:
    link("[p](#the-end)", "The end\nline 7 of these notes\n\n- That is all.\n- really\n")
    link("[p](#nowhere)", "#nowhere\nno heading or anchor #nowhere there\n")
    link("[p](#)", None)


def test_the_top_of_the_same_notes() -> None:
    link("[p](#top)", "Types\nline 1 of these notes\n\n- by Ada Lovelace\n- see p there\n")
    link("[p](notes.md)", "Types\nline 1 of these notes\n\n- by Ada Lovelace\n- see p there\n", files={})


def test_an_anchor_of_html_above_a_heading_and_in_text() -> None:
    text = '# T\n\n[p$0](#x)\n\n<a id="x"></a>\n\n## Below\n\n- one\n- two\n'
    check(text, "⟦[p](#x)⟧\nBelow\nline 5 of these notes\n\n- one\n- two\n")
    text = '# T\n\n[p$0](#x)\n\nsome <a id="x"></a>words\n\n## Below\n\n- one\n'
    check(text, "⟦[p](#x)⟧\n#x\nline 5 of these notes\n\n- some words\n- one\n")


def test_plain_text_has_no_anchors_that_anybody_agrees_on() -> None:
    check("Types\n\n  - see [this$0](#the-end)\n", None, "/conf/notes.txt")


# ---------------------------------------------------------------- labels


LABELS = """\
# Types

See [the PEP][pep], [PEP], [pep][] and [a file][f].[^1]

[pep]: https://peps.python.org/pep-0484/
[f]: other.md#loops
[unused]: https://example.org
[^1]: A footnote.
"""
PEP = "peps.python.org\npeps.python.org/pep-0484/ · not checked · label pep · used 3 times\n"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("[the PEP][pep]", f"⟦[the PEP][pep]⟧\n{PEP}"),
        ("[PEP]", f"⟦[PEP]⟧\n{PEP}"),
        ("pep]: ", f"⟦[pep]: https://peps.python.org/pep-0484/⟧\n{PEP}"),
        ("peps.python.org/", f"⟦[pep]: https://peps.python.org/pep-0484/⟧\n{PEP}"),
        ("[a file]", "⟦[a file][f]⟧\nLoops\nother.md · PyCon 2013 · label f · used once\n\nfor\n"),
        ("[unused]", "⟦[unused]: https://example.org⟧\nexample.org\nexample.org · not checked · label unused · not used\n"),
        ("[^1].", None),
        ("[^1]:", None),
    ],
)  # fmt: skip
def test_labels_and_their_definitions(place: str, expected: str | None) -> None:
    place = place.rstrip(".")
    check(LABELS.replace(place, f"$0{place}", 1), expected, files=FILES)


RST = """\
Types
=====

See pep_, `the docs`_, :ref:`lab`, :doc:`single`, :doc:`gone` and Loops_, not nothing_.

.. _pep: https://peps.python.org/
.. _the docs: pep_
.. _lab:

Loops
-----

* for
"""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("pep_,", "⟦pep_⟧\npeps.python.org\npeps.python.org · not checked · label pep · used once\n"),
        ("`the docs`_", "⟦`the docs`_⟧\npeps.python.org\npeps.python.org · not checked · label the docs · used once\n"),
        (".. _pep", "⟦.. _pep: https://peps.python.org/⟧\npeps.python.org\npeps.python.org · not checked · label pep · used once\n"),
        (":ref:`lab`", "⟦:ref:`lab`⟧\nLoops\nline 8 of these notes\n\nfor\n"),
        (".. _lab", "⟦.. _lab:⟧\nLoops\nanchor lab · 1 link in these notes\n\nfor\n"),
        (":doc:`single`", "⟦:doc:`single`⟧\nWhy types\nsingle.rst\n\n- Because of the reader.\n- one\n"),
        (":doc:`gone`", None),
        ("Loops_", "⟦Loops_⟧\nLoops\nline 10 of these notes\n\nfor\n"),
        ("nothing_", None),
    ],
)  # fmt: skip
def test_labels_roles_and_anchors_in_restructuredtext(place: str, expected: str | None) -> None:
    check(RST.replace(place, f"$0{place}", 1), expected, "/conf/types.rst", FILES)


ORG = """\
* Types
** Loops
:PROPERTIES:
:CUSTOM_ID: round
:END:
- for
** End
[[#round][a]] [[*Loops]] [[file:other.org::*Sums][b]] [[file:image.PNG]] [[https://example.org][c]]
"""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("[[#round]", "⟦[[#round][a]]⟧\nLoops\nline 4 of these notes\n\nfor\n"),
        ("[[*Loops]]", "⟦[[*Loops]]⟧\nLoops\nline 2 of these notes\n\nfor\n"),
        ("[[file:other", "⟦[[file:other.org::*Sums][b]]⟧\nSums\nother.org · Other\n\nplus\n"),
        ("[[file:image", "⟦[[file:image.PNG]]⟧\nimage.PNG\nimage\n"),
        ("[[https", "⟦[[https://example.org][c]]⟧\nexample.org\nexample.org · not checked\n"),
    ],
)
def test_links_in_org(place: str, expected: str) -> None:
    files = {**FILES, "/conf/other.org": "* Other\n** Sums\n- plus\n** Products\n- times\n"}
    check(ORG.replace(place, f"$0{place}", 1), expected, "/conf/types.org", files)


# ---------------------------------------------------------------- what wins


def test_a_link_in_a_heading_wins_over_the_talk() -> None:
    text = "# PyCon 2014\n\n## July 22\n\n### Types, see $0https://example.org\n\n- one\n\n### B\n\n- x\n"
    check(text, "⟦https://example.org⟧\nexample.org\nexample.org · not checked\n")
    _, found = hovered(text.replace("$0", "").replace("Types", "$0Types"))
    assert found is not None
    assert found.card.title.startswith("Types")


def test_an_image_in_a_link_wins_over_the_link_but_not_beside_it() -> None:
    text = "# T\n\n[![a](image.PNG) b](https://example.org)\n"
    image, page = "⟦![a](image.PNG)⟧\nimage.PNG\nimage\n", "⟦[![a](image.PNG) b](https://example.org)⟧\n"
    check(text.replace("[a]", "[$0a]"), image, files=FILES)
    check(text.replace(" b]", "$0 b]"), f"{page}example.org\nexample.org · not checked\n", files=FILES)


def test_beside_a_link_is_not_on_it() -> None:
    check("# T\n\nhttps://example.org$0 and more\n", None)


NAMED = [
    ("P$0EP 333", "⟦PEP 333⟧\nPEP 333\npeps.python.org/pep-0333/\n"),
    ("RFC 911$00", "⟦RFC 9110⟧\nRFC 9110\nwww.rfc-editor.org/rfc/rfc9110\n"),
    ("see g$0h-12345.", "⟦gh-12345⟧\nCPython issue 12345\ngithub.com/python/cpython/issues/12345\n"),
]


@pytest.mark.parametrize(("marked", "expected"), NAMED)
def test_documents_that_are_called_by_name(marked: str, expected: str) -> None:
    check(NOTES.format(marked), expected)


def test_names_of_documents_in_code_and_comments_say_nothing() -> None:
    for marked in ("`PEP $08`", "<!-- PEP $08 -->", "    PEP $08"):
        _, found = hovered(NOTES.format(f"x\n\n{marked}"))
        assert found is None or "peps.python.org" not in card_as_plaintext(found.card)
