"""Names change, and what leads to them follows."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_library import FakeLibrary
from marked import cut, show
from notes_lsp.features.library import EmptyLibrary
from notes_lsp.features.linking.anchor_names import find_anchor, own_anchors
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.features.rename.edited_text import apply_edits, moved_offset
from notes_lsp.features.rename.rename import RenameRefused, prepare_rename, rename
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.nodes import Heading
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand


def renamed(marked: str, new_name: str, others: Mapping[str, str], path: str) -> dict[str, str] | str:
    """The files that a rename at ``$0`` changes, as they are afterwards, or the message that refuses it."""
    text, offset = cut(marked)
    files = {path: text, **others}
    notes = understand(parse(text, path), path)
    result = rename(notes, offset, new_name, path, FakeLibrary(files))
    if isinstance(result, RenameRefused):
        return result.message
    return {file: apply_edits(files[file], edits) for file, edits in result.items()}


def check(marked: str, new_name: str, expected: str, path: str = "/a.md") -> None:
    """Compare a file after a rename at ``$0`` with ``expected``."""
    assert renamed(marked, new_name, {}, path) == {path: expected}


def check_refused(marked: str, new_name: str, message: str, path: str = "/a.md") -> None:
    """Compare the message that refuses a rename at ``$0``."""
    assert renamed(marked, new_name, {}, path) == message


def check_prepared(marked: str, shown: str | None, placeholder: str = "", path: str = "/a.md") -> None:
    """Compare what is offered for a rename at ``$0``, with ``⟦⟧`` around it in ``shown``."""
    text, offset = cut(marked)
    place = prepare_rename(understand(parse(text, path), path), offset, path, FakeLibrary({path: text}))
    found = None if place is None else show(text, (place.start, place.end))
    assert found == shown
    assert (place.placeholder if place is not None else "") == placeholder


# ---------------------------------------------------------------- headings


@pytest.mark.parametrize(
    "heading",
    [
        '## <a id="x"></a>⟦Title⟧',
        '## <a id="x"></a> <a name="y"></a> ⟦Title⟧',
        '## ⟦Title⟧ <a name="x"></a>',
        '## <a name="x">⟦Title⟧</a>',
        '## <span id="x">⟦Title⟧</span>',
        "## ⟦Title⟧ {#x}",
    ],
)
def test_an_anchor_beside_the_title_stays_and_what_is_offered_can_be_done(heading: str) -> None:
    written = heading.replace("⟦", "").replace("⟧", "")
    text = f"# Conf\n\n{written}\n\n[a](#x)\n"
    check_prepared(text.replace("Title", "Ti$0tle"), text.replace("Title", "⟦Title⟧"), "Title")
    check(text.replace("Title", "Ti$0tle"), "New", text.replace("Title", "New"))


def test_links_to_a_heading_follow_it() -> None:
    check(
        "- [one](#types)\n- [two](#other)\n- [three][t]\n\n# Ty$0pes\n\n# Other\n\n[t]: #types 'Types'\n",
        "Why Types?",
        "- [one](#why-types)\n- [two](#other)\n- [three][t]\n\n# Why Types?\n\n# Other\n\n[t]: #why-types 'Types'\n",
    )


def test_links_to_headings_of_the_same_name_keep_their_heading() -> None:
    check(
        "# Int$0ro\n\n[1](#intro) [2](#intro-1) [3](#intro-2)\n\n# Intro\n\n# Intro\n",
        "Start",
        "# Start\n\n[1](#start) [2](#intro) [3](#intro-1)\n\n# Intro\n\n# Intro\n",
    )
    check(
        "# Sta$0rt\n\n[1](#start) [2](#intro) [3](#intro-1)\n\n# Intro\n\n# Intro\n",
        "Intro",
        "# Intro\n\n[1](#intro) [2](#intro-1) [3](#intro-2)\n\n# Intro\n\n# Intro\n",
    )


def test_links_that_lead_nowhere_stay() -> None:
    check("# Ty$0pes\n\n[x](#type) [y](gone.md#types)\n", "Tests", "# Tests\n\n[x](#type) [y](gone.md#types)\n")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[x](#Types)", "[x](#überall-tests)"),
        ("[x](<#types>)", "[x](<#überall-tests>)"),
        ("[x](a.md#types)", "[x](a.md#überall-tests)"),
        ("[x](./a.md?raw=1#types)", "[x](./a.md?raw=1#überall-tests)"),
        ("[x](#user-content-types)", "[x](#user-content-überall-tests)"),
        ("[x](#t%79pes)", "[x](#%C3%BCberall-tests)"),
        ("<a href='#types'>x</a>", "<a href='#überall-tests'>x</a>"),
        ("[[#Types]]", "[[#Überall: Tests]]"),
        ("[[a#Types|x]]", "[[a#Überall: Tests|x]]"),
    ],
)
def test_links_keep_their_style(link: str, expected: str) -> None:
    check(f"# Ty$0pes\n\n{link}\n", "Überall: Tests", f"# Überall: Tests\n\n{expected}\n")


def test_links_from_other_notes_follow() -> None:
    others = {
        "/b.md": "[x](a.md#types), [y](a.md), [z](#types), [w](a.md#other)\n",
        "/d/c.org": "[[file:../a.md::#types][x]]\n",
        "/d/d.rst": "`x <../a.md#types>`_\n",
        "/d/e.md": "See [[a#Types]].\n",
        "/d/f.md": "Nothing about types.\n",
    }
    assert renamed("# Ty$0pes\n\n# Other\n", "Tests", others, "/a.md") == {
        "/a.md": "# Tests\n\n# Other\n",
        "/b.md": "[x](a.md#tests), [y](a.md), [z](#types), [w](a.md#other)\n",
        "/d/c.org": "[[file:../a.md::#tests][x]]\n",
        "/d/d.rst": "`x <../a.md#tests>`_\n",
        "/d/e.md": "See [[a#Tests]].\n",
    }


def test_a_heading_is_renamed_from_a_link_to_it() -> None:
    check("[x](#ty$0pes)\n\n# Types\n", "Tests", "[x](#tests)\n\n# Tests\n")
    others = {"/b.md": "# Types\n\n[y](#types)\n"}
    assert renamed("[x](b.md#ty$0pes)\n", "Big Tests", others, "/a.md") == {
        "/a.md": "[x](b.md#big-tests)\n",
        "/b.md": "# Big Tests\n\n[y](#big-tests)\n",
    }


@pytest.mark.parametrize(
    ("marked", "new_name", "expected"),
    [
        ("## 10:30 Ty$0pes ##\n", "Tests", "## Tests ##\n"),
        ("# Ty$0pes {#own}\n\n[x](#own) [y](#types)\n", "Tests", "# Tests {#own}\n\n[x](#own) [y](#tests)\n"),
        ("# [Types](#ty$0pes)\n\n[x](#types)\n", "Tests", "# Tests\n\n[x](#tests)\n"),
        ("Ty$0pes\n=====\n", "More tests", "More tests\n==========\n"),
        ("Ty$0pes\n---------\n", "Tests", "Tests\n---------\n"),
        ("# Ty$0pes\n\n[x](#types)\n", "By 👩\u200d💻", "# By 👩\u200d💻\n\n[x](#by-)\n"),
        ("# Ty$0pes\r\n\r\n[x](#types)\r\n", "Tests", "# Tests\r\n\r\n[x](#tests)\r\n"),
        ("# [Ty$0pes](https://example.org)\n", "Tests", "# Tests\n"),
        ("# *Ty$0pes* and `x`\n\n[x](#types-and-x)\n", "Tests _and_ `y`", "# Tests _and_ `y`\n\n[x](#tests-and-y)\n"),
    ],
)
def test_headings_of_markdown(marked: str, new_name: str, expected: str) -> None:
    check(marked, new_name, expected)


def test_headings_of_restructuredtext() -> None:
    check(
        "=====\nTy$0pes\n=====\n\nSee Types_, `Types`_, `this <Types_>`_ and `that <#types>`_.\n",
        "More Tests",
        "==========\nMore Tests\n==========\n\n"
        "See `More Tests`_, `More Tests`_, `this <More Tests_>`_ and `that <#more-tests>`_.\n",
        "/a.rst",
    )
    check(
        "Ty$0pes\n=======\n\nTypes_\n",
        "日本語でテスト",
        "日本語でテスト\n==============\n\n日本語でテスト_\n",
        "/a.rst",
    )


def test_headings_of_org() -> None:
    check(
        "* TODO Ty$0pes :tag:\n** Other\n[[*Types][x]] [[Types]] [[*Other]]\n",
        "Big [Tests]",
        "* TODO Big [Tests] :tag:\n** Other\n[[*Big \\[Tests\\]][x]] [[Big \\[Tests\\]]] [[*Other]]\n",
        "/a.org",
    )


def test_headings_of_plain_text() -> None:
    check("Ty$0pes\n=====\n\n- [x](#types)\n", "Tests!", "Tests!\n======\n\n- [x](#tests)\n", "/a.txt")


@pytest.mark.parametrize(
    ("marked", "new_name", "message"),
    [
        ("# Ty$0pes\n", "  ", "the new name is empty"),
        ("# Ty$0pes\n", "a\nb", "a name can't go over several lines"),
        ("# Ty$0pes\n", "a\x00b", "the new name holds characters that can't be seen"),
        ("# Ty$0pes\n", "Tests #", '"Tests #" can\'t be the title of a heading here'),
        ("Ty$0pes\n=====\n", "- Tests", '"- Tests" can\'t be the title of a heading here'),
        ("# Ty$0pes\n\n[x](#types)\n", "???", 'a heading "???" has no anchor, and the links to it would lead nowhere'),
        ("Just te$0xt\n", "x", "nothing here can be renamed"),
        ("[x](https://exam$0ple.org)\n", "x", "nothing here can be renamed"),
    ],
)
def test_titles_that_are_not_possible(marked: str, new_name: str, message: str) -> None:
    check_refused(marked, new_name, message)


def test_a_heading_may_be_called_anything_where_nothing_leads_to_it() -> None:
    check("# Ty$0pes\n", "???", "# ???\n")


def test_the_same_name_changes_nothing() -> None:
    assert renamed("# Ty$0pes\n\n[x](#types)\n", "Types", {}, "/a.md") == {}


def test_a_file_that_was_never_saved() -> None:
    text, offset = cut("[x](#types)\n\n# Ty$0pes\n")
    result = rename(understand(parse(text, "a.md")), offset, "Tests", "", EmptyLibrary())
    assert result == {"": (Edit(5, 10, "tests"), Edit(15, 20, "Tests"))}


# ---------------------------------------------------------------- anchors


def test_anchors_and_the_links_to_them() -> None:
    check("<a id='o$0ld'></a>\n\n[x](#old)\n", "new", "<a id='new'></a>\n\n[x](#new)\n")
    check("<<o$0ld>> and [[old]]\n", "new place", "<<new place>> and [[new place]]\n", "/a.org")
    check(
        ".. _o$0ld:\n\nTitle\n=====\n\nold_, `old`_, :ref:`x <old>`, `x <old_>`_\n",
        "new place",
        ".. _new place:\n\nTitle\n=====\n\n`new place`_, `new place`_, :ref:`x <new place>`, `x <new place_>`_\n",
        "/a.rst",
    )


def test_labels_of_sphinx_are_known_in_all_notes() -> None:
    others = {"/b.rst": "See :ref:`old` and :ref:`this <old>`, :ref:`other`.\n", "/c.rst": ".. _old:\n\n:ref:`old`\n"}
    assert renamed(".. _o$0ld:\n\nTitle\n=====\n", "new", others, "/a.rst") == {
        "/a.rst": ".. _new:\n\nTitle\n=====\n",
        "/b.rst": "See :ref:`new` and :ref:`this <new>`, :ref:`other`.\n",
    }


def test_anchors_that_are_not_possible() -> None:
    check_refused("<a id='o$0ld'></a>\n\n# New\n", "new", '"new" leads to another place already')
    check_refused("<a id='o$0ld'></a>\n", "n'w", "\"n'w\" can't be the name of an anchor here")
    check_refused("<<o$0ld>>\n", "n>>w", '"n>>w" can\'t be the name of an anchor here', "/a.org")


# ---------------------------------------------------------------- labels


def test_labels_in_all_their_forms() -> None:
    expected = "[x][New L], [New L][], [New L], ![i][New L], [y][New L]\n\n[New L]: b.md\n[other]: c.md\n"
    text = "[x][old], [Old][], [old], ![i][OLD], [y][old]\n\n[old]: b.md\n[other]: c.md\n"
    for place in ("[x][o", "[O", "\n\n[o"):
        check(text.replace(place, place + "$0", 1), "New L", expected)


def test_labels_of_restructuredtext() -> None:
    check(
        "old_, `old`_ and `x <old_>`_\n\n.. _o$0ld: https://example.org\n.. _alias: old_\n",
        "the new",
        "`the new`_, `the new`_ and `x <the new_>`_\n\n.. _the new: https://example.org\n.. _alias: `the new`_\n",
        "/a.rst",
    )


def test_a_label_that_nothing_defines() -> None:
    check("[x][o$0ld] and [y][old]\n", "new", "[x][new] and [y][new]\n")


def test_a_label_may_change_its_case() -> None:
    check("[x][o$0ld]\n\n[old]: b.md\n", "Old", "[x][Old]\n\n[Old]: b.md\n")


def test_labels_that_are_not_possible() -> None:
    check_refused("[x][o$0ld]\n\n[old]: b.md\n[new]: c.md\n", "NEW", 'there is a label "NEW" already')
    check_refused("[x][o$0ld]\n\n[old]: b.md\n", "a]b", '"a]b" can\'t be a label here')
    check_refused("[x][o$0ld]\n\n[old]: b.md\n", "", "the new name is empty")


def test_a_label_in_a_heading_takes_the_links_along() -> None:
    check("# [o$0ld]\n\n[x](#old)\n\n[old]: b.md\n", "new", "# [new]\n\n[x](#new)\n\n[new]: b.md\n")


# ---------------------------------------------------------------- speakers and tags


def test_a_speaker_in_all_notes_and_spellings() -> None:
    others = {
        "/b.md": "# PyData 2015\n\n## Tests\n\n- Speaker: ADA LOVELACE\n- [x](a.md#types---ada-lovelace)\n",
        "/c.md": "# PyData 2016\n\n## Tests\n\n- Speaker: Alan Turing\n",
    }
    assert renamed("# PyCon 2014\n\n## Types - Ada Love$0lace\n\n- note\n", "Ada King", others, "/a.md") == {
        "/a.md": "# PyCon 2014\n\n## Types - Ada King\n\n- note\n",
        "/b.md": "# PyData 2015\n\n## Tests\n\n- Speaker: Ada King\n- [x](a.md#types---ada-king)\n",
    }


def test_speakers_that_are_not_possible() -> None:
    marked = "# PyCon 2014\n\n## Types\n\n- Speaker: Ada Love$0lace\n"
    check_refused(marked, "Ada, Alan", '"Ada, Alan" can\'t be the name of a speaker here')
    check_refused(marked, "42", '"42" can\'t be the name of a speaker here')


def test_tags_in_all_notes() -> None:
    others = {"/b.md": "---\ntags: [types, other]\n---\n\n#Types and #types-too\n", "/c.org": "* A :types:b:\n"}
    assert renamed("About #ty$0pes\n", "#Typing", others, "/a.md") == {
        "/a.md": "About #Typing\n",
        "/b.md": "---\ntags: [Typing, other]\n---\n\n#Typing and #types-too\n",
        "/c.org": "* A :Typing:b:\n",
    }


def test_tags_that_are_not_possible() -> None:
    for name in ("a b", "1", "a.b"):
        check_refused("About #ty$0pes\n", name, f'"{name}" can\'t be a tag here')
    check_refused("About #ty$0pes\n", "#", "the new name is empty")


def test_a_tag_in_a_heading_takes_the_links_along() -> None:
    check("# A #ty$0pes\n\n[x](#a-types)\n", "tests", "# A #tests\n\n[x](#a-tests)\n")


# ---------------------------------------------------------------- what is offered


@pytest.mark.parametrize(
    ("marked", "shown", "placeholder"),
    [
        ("## Ty$0pes and more ##\n", "## ⟦Types and more⟧ ##\n", "Types and more"),
        ("## Ty$0pes {#t}\n", "## ⟦Types⟧ {#t}\n", "Types"),
        ("[x](b.md#ty$0pes)\n", None, ""),
        ("[x](#ty$0pes)\n\n# The types\n\n<a id='types'></a>\n", "[x](#⟦types⟧)\n\n# The types\n\n<a id='types'></a>\n", "types"),
        ("[x](#ty$0pes)\n\n# Types\n", "[x](#⟦types⟧)\n\n# Types\n", "Types"),
        ("[$0x](#types)\n\n# Types\n", None, ""),
        ("[x][o$0ld]\n\n[old]: b.md\n", "[x][⟦old⟧]\n\n[old]: b.md\n", "old"),
        ("[x$0yz][old]\n\n[old]: b.md\n", None, ""),
        ("[x]\n\n[$0x]: b.md\n", "[x]\n\n[⟦x⟧]: b.md\n", "x"),
        ("#ta$0g\n", "#⟦tag⟧\n", "tag"),
        ("# A\n\n## B\n\n- Speaker: Ada Love$0lace\n", "# A\n\n## B\n\n- Speaker: ⟦Ada Lovelace⟧\n", "Ada Lovelace"),
        ("some te$0xt\n", None, ""),
        ("[x](b.$0md)\n", None, ""),
        ("```\n# co$0de\n```\n", None, ""),
        ("$0", None, ""),
    ],
)  # fmt: skip
def test_what_can_be_renamed(marked: str, shown: str | None, placeholder: str) -> None:
    check_prepared(marked, shown, placeholder)


def test_places_move_with_the_edits_before_them() -> None:
    edits = [Edit(2, 4, "long"), Edit(6, 9, "")]
    assert apply_edits("0123456789", reversed(edits)) == "01long459"
    assert [moved_offset(edits, offset) for offset in (0, 2, 4, 6, 9)] == [0, 2, 6, 8, 8]


# ---------------------------------------------------------------- the law


TITLES = st.sampled_from(["Intro", "intro", "Intro 1", "Types & tests", "Ä b", "*Intro*", "Intro-1", "a_b", "x.y"])
FRAGMENTS = ["intro", "intro-1", "intro-2", "intro-1-1", "types--tests", "ä-b", "a_b", "xy", "Intro", "%C3%A4-b"]


@st.composite
def notes_with_links(draw: st.DrawFn) -> tuple[str, int]:
    titles = draw(st.lists(TITLES, min_size=1, max_size=6))
    links = [f"[l](#{fragment}) [m](a.md#{fragment}) [[#{fragment}]]" for fragment in draw(st.permutations(FRAGMENTS))]
    blocks = [f"# {title}\n\n{link}" for title, link in zip(titles, links, strict=False)]
    return "\n\n".join([*blocks, *links[len(titles) :]]) + "\n", draw(st.integers(0, len(titles) - 1))


def places_led_to(text: str, path: str) -> list[int | None]:
    document = parse(text, path)
    anchors = own_anchors(document)
    targets = sorted(targets_in(document), key=lambda target: target.start)
    return [place[0] if (place := find_anchor(anchors, target)) is not None else None for target in targets]


def assert_links_keep_their_headings(text: str, path: str, number: int, title: str) -> None:
    document = parse(text, path)
    heading = [block for block in document.blocks if isinstance(block, Heading)][number]
    library = FakeLibrary({path: text})
    result = rename(understand(document, path), heading.text_end, title, path, library)
    if isinstance(result, RenameRefused):
        return
    edits = result.get(path, ())
    assert all(before.end <= after.start for before, after in pairwise(edits))
    before = places_led_to(text, path)
    after = places_led_to(apply_edits(text, edits), path)
    expected = [None if place is None else moved_offset(edits, place) for place in before]
    assert [now for now, then in zip(after, expected, strict=True) if then is not None] == [
        then for then in expected if then is not None
    ]


@settings(max_examples=60, deadline=None)
@given(notes_with_links(), TITLES)
def test_every_link_leads_to_the_same_heading_afterwards(notes: tuple[str, int], title: str) -> None:
    text, number = notes
    assert_links_keep_their_headings(text, "/a.md", number, title)


RST_TITLES = st.sampled_from(["Intro", "Some tests", "Ada & co", "Types", "a-b", "3rd day"])


@settings(max_examples=60, deadline=None)
@given(st.lists(RST_TITLES, min_size=1, max_size=5, unique=True), RST_TITLES, st.integers(0, 4))
def test_every_reference_leads_to_the_same_title_afterwards(titles: list[str], title: str, number: int) -> None:
    if title in titles:
        return  # two titles of one name can't be told apart by references
    links = " ".join(f"`{name}`_ and `x <{name}_>`_" for name in titles)
    text = "\n".join(f"{name}\n{'=' * len(name)}\n" for name in titles) + f"\n{links}\n"
    assert_links_keep_their_headings(text, "/a.rst", number % len(titles), title)


ORG_TITLES = st.sampled_from(["Intro", "intro", "TODO Intro", "Some tests", "Intro-1", "a [b]"])
ORG_LINKS = (
    "[[*Intro]] [[Intro]] [[#intro]] [[#intro-1]] [[*Some  tests]] [[#some-tests]] [[*Todo Intro]] [[*a \\[b\\]]]"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ORG_TITLES, min_size=1, max_size=5), ORG_TITLES, st.integers(0, 4))
def test_every_link_leads_to_the_same_headline_afterwards(titles: list[str], title: str, number: int) -> None:
    text = "\n".join(f"* {name}" for name in titles) + f"\n{ORG_LINKS}\n"
    assert_links_keep_their_headings(text, "/a.org", number % len(titles), title)


PIECES = st.sampled_from(
    ["# A", "## A - Ada Lovelace", "Title\n=====\n", "* TODO A", "[x](#a)", "[y][l]", "[l]", "\n\n[l]: b.md\n", "#tag", "l_",
     "\n\n.. _l: x\n", "\n\n.. _a:\n\n", "`A`_", ":ref:`a`", "<<a>>", "[[*A]]", "<a id='a'>", "\n", "\n\n", "\r\n", " ", "é🐍",
     "- Speaker: Ada Lovelace", "---\ntags: [tag]\n---\n", "{#a}", "```\n"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PIECES, max_size=14).map("".join),
    st.sampled_from(["/a.md", "/a.rst", "/a.org", "/a.txt"]),
    st.sampled_from(["B", "b c", "[", "`", "*", "_", "a", "🐍", "x]: y", "#", "=" * 9]),
)
def test_edits_of_anything_lie_in_the_text_and_do_not_overlap(text: str, path: str, name: str) -> None:
    notes = understand(parse(text, path), path)
    library = FakeLibrary({path: text})
    for offset in range(len(text) + 1):
        place = prepare_rename(notes, offset, path, library)
        result = rename(notes, offset, name, path, library)
        if place is None:
            assert result == RenameRefused("nothing here can be renamed")
        elif not isinstance(result, RenameRefused):
            edits = result.get(path, ())
            assert all(0 <= edit.start <= edit.end <= len(text) for edit in edits)
            assert all(before.end <= after.start for before, after in pairwise(edits))
