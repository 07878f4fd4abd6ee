"""What has a name at a place of notes, and where else in the file it is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marked import cut, show
from notes_lsp.features.navigation.named_things import Thing, thing_at
from notes_lsp.features.navigation.occurrences import occurrences
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand


def read(text: str, name: str) -> Notes:
    return understand(parse(text, name), name)


def thing(marked: str, name: str = "notes.md") -> tuple[Notes, Thing | None]:
    text, offset = cut(marked)
    notes = read(text, name)
    return notes, thing_at(notes, offset)


def check(marked: str, kind: str, thing_name: str, shown: str, name: str = "notes.md") -> None:
    """The thing at ``$0`` is of that kind and name, and its name stands where ``shown`` puts brackets."""
    notes, found = thing(marked, name)
    assert found is not None
    line = notes.document.lines.line_at(found.name_start)
    start, end = notes.document.lines.starts[line], notes.document.lines.ends[line]
    span = (found.name_start - start, found.name_end - start)
    assert (found.kind, found.name, show(notes.document.text[start:end], span)) == (kind, thing_name, shown)


def check_places(marked: str, expected: str, name: str = "notes.md") -> None:
    """The occurrences of the thing at ``$0``: ``⟦read⟧``, and ``⟦=written⟧`` where it gets its name."""
    notes, found = thing(marked, name)
    assert found is not None
    text = notes.document.text
    for place in reversed(occurrences(notes, found)):
        mark = "=" if place.defines else ""
        text = f"{text[: place.start]}⟦{mark}{text[place.start : place.end]}⟧{text[place.end :]}"
    assert text == expected


CASES = [
    # links
    ("[x](#que$0ues)\n", "anchor-link", "#queues", "[x](⟦#queues⟧)"),
    ("[x$0](b.md#day-1)\n", "anchor-link", "b.md#day-1", "[x](⟦b.md#day-1⟧)"),
    ("[x]($0b.md)\n", "file-link", "b.md", "[x](⟦b.md⟧)"),
    ("[x](b.md)$0\n", "file-link", "b.md", "[x](⟦b.md⟧)"),
    ("![x](a%20b$0.png)\n", "file-link", "a%20b.png", "![x](⟦a%20b.png⟧)"),
    ("[![in$0ner](a.png)](b.md)\n", "file-link", "a.png", "[![inner](⟦a.png⟧)](b.md)"),
    ("see https://exa$0mple.org.\n", "web-link", "https://example.org", "see ⟦https://example.org⟧."),
    ("see www.exa$0mple.org.\n", "web-link", "www.example.org", "see ⟦www.example.org⟧."),
    ("<ada@exa$0mple.org>\n", "web-link", "ada@example.org", "<⟦ada@example.org⟧>"),
    ("[[mon$0day|the keynotes]]\n", "file-link", "monday", "[[⟦monday⟧|the keynotes]]"),
    ("[[monday#Key$0note]]\n", "anchor-link", "monday#Keynote", "[[⟦monday#Keynote⟧]]"),
    # labels
    ("[x$0][Docs]\n\n[docs]: a.md\n", "label", "docs", "[x][⟦Docs⟧]"),
    ("[do$0cs]\n\n[docs]: a.md\n", "label", "docs", "[⟦docs⟧]"),
    ("[x][gone$0]\n", "label", "gone", "[x][⟦gone⟧]"),
    ("[x][docs]\n\n[do$0cs]: a.md\n", "definition", "docs", "[⟦docs⟧]: a.md"),
    ("[x][docs]\n\n[docs]: a.m$0d#b\n", "anchor-link", "a.md#b", "[docs]: ⟦a.md#b⟧"),
    # places
    ("## A *bi$0g* title\n", "heading", "A big title", "## ⟦A *big* title⟧"),
    ("#$0# Title\n", "heading", "Title", "## ⟦Title⟧"),
    ("Title\n==$0===\n", "heading", "Title", "⟦Title⟧"),
    ('<a id="sp$0ot"></a>\n', "anchor", "spot", '<a id="⟦spot⟧"></a>'),
    # people and tags
    (
        "# C 2014\n\n## 10:30 Types, by Ada Love$0lace\n\n- note\n",
        "speaker",
        "ada lovelace",
        "## 10:30 Types, by ⟦Ada Lovelace⟧",
    ),
    ("note #asy$0nc here\n", "tag", "async", "note #⟦async⟧ here"),
    ("note $0#Async here\n", "tag", "async", "note #⟦Async⟧ here"),
]


@pytest.mark.parametrize(("marked", "kind", "name", "shown"), CASES)
def test_markdown(marked: str, kind: str, name: str, shown: str) -> None:
    check(marked, kind, name, shown)


RST_CASES = [
    ("See docs$0_.\n\n.. _docs: https://example.org\n", "label", "docs", "See ⟦docs⟧_."),
    ("See `my do$0cs`_.\n\n.. _my docs: https://example.org\n", "label", "my docs", "See `⟦my docs⟧`_."),
    ("See `x <do$0cs_>`_.\n\n.. _docs: https://example.org\n", "label", "docs", "See `x <⟦docs⟧_>`_."),
    (".. _docs: https://example.org\n.. _old: do$0cs_\n", "label", "docs", ".. _old: ⟦docs⟧_"),
    (".. _do$0cs: https://example.org\n", "definition", "docs", ".. _⟦docs⟧: https://example.org"),
    (".. _docs: https://exam$0ple.org\n", "web-link", "https://example.org", ".. _docs: ⟦https://example.org⟧"),
    ("See `a b$0`_ and `a b <http://x.org>`_.\n", "label", "a b", "See `⟦a b⟧`_ and `a b <http://x.org>`_."),
    ("See spot$0_.\n\n.. _spot:\n\nText\n", "anchor-link", "#spot", "See ⟦spot⟧_."),
    (".. _sp$0ot:\n\nText\n", "anchor", "spot", ".. _⟦spot⟧:"),
    (":ref:`the <sp$0ot>`\n", "anchor-link", "spot", ":ref:`the <⟦spot⟧>`"),
    (":doc:`mon$0day`\n", "file-link", "monday", ":doc:`⟦monday⟧`"),
    ("Title\n--$0---\n", "heading", "Title", "⟦Title⟧"),
]


@pytest.mark.parametrize(("marked", "kind", "name", "shown"), RST_CASES)
def test_restructuredtext(marked: str, kind: str, name: str, shown: str) -> None:
    check(marked, kind, name, shown, "notes.rst")


ORG_CASES = [
    ("[[*Key$0note]]\n", "anchor-link", "#Keynote", "[[⟦*Keynote⟧]]"),
    ("[[#sp$0ot]]\n", "anchor-link", "#spot", "[[⟦#spot⟧]]"),
    ("[[file:b.org::*Key$0note][x]]\n", "anchor-link", "b.org", "[[file:⟦b.org::*Keynote⟧][x]]"),
    ("[[file:b.o$0rg]]\n", "file-link", "b.org", "[[file:⟦b.org⟧]]"),
    ("<<sp$0ot>> text\n", "anchor", "spot", "<<⟦spot⟧>> text"),
    ("** TODO Tit$0le\n", "heading", "Title", "** TODO ⟦Title⟧"),
]


@pytest.mark.parametrize(("marked", "kind", "name", "shown"), ORG_CASES)
def test_org(marked: str, kind: str, name: str, shown: str) -> None:
    check(marked, kind, name, shown, "notes.org")


@pytest.mark.parametrize(
    "marked",
    [
        "just wo$0rds\n",
        "$0",
        "a footnote[^$01]\n\n[^1]: b.md\n",
        "[x](TO$0DO)\n",
        "```python\n# a comm$0ent\n```\n",
        "`[x](b.m$0d)`\n",
    ],
)
def test_nothing_has_a_name(marked: str) -> None:
    assert thing(marked)[1] is None


PARTS = [
    ("[x](b$0.md#day-1)\n", "b.md", "day-1", "b.md", "day-1"),
    ("[x](b$0%20c.md?raw=1#caf%C3%A9)\n", "b c.md", "café", "b%20c.md", "caf%C3%A9"),
    ("[x](<b$0 c.md#d>)\n", "b c.md", "d", "b c.md", "d"),
    ("[x](#d$0ay)\n", "", "day", "", "day"),
    ("[x]($0b.md)\n", "b.md", "", "b.md", ""),
    ("[[mon$0day#Day 1#Key note]]\n", "monday", "Key note", "monday", "Key note"),
]


@pytest.mark.parametrize(("marked", "path", "fragment", "path_text", "fragment_text"), PARTS)
def test_parts_of_a_target(marked: str, path: str, fragment: str, path_text: str, fragment_text: str) -> None:
    notes, found = thing(marked)
    assert found is not None
    target = found.target
    assert target is not None
    text = notes.document.text
    assert (target.path, target.fragment) == (path, fragment)
    assert text[target.path_start : target.path_end] == path_text
    assert text[target.fragment_start : target.fragment_end] == fragment_text
    assert target.verbatim


def test_an_escaped_target_is_not_verbatim() -> None:
    _, found = thing("[x](b\\_$0c.md#d)\n")
    assert found is not None
    assert found.target is not None
    assert (found.target.path, found.target.verbatim) == ("b_c.md", False)


# ---------------------------------------------------------------- occurrences


def test_places_of_a_heading() -> None:
    expected = "# ⟦=Big *Day*⟧\n\n[a](#⟦big-day⟧) [b](#⟦Big-Day⟧) [c](#other) [d][l] [e](x.md#big-day)\n\n[l]: #⟦big-day⟧\n\n# Other\n"
    plain = expected.replace("⟦=", "").replace("⟦", "").replace("⟧", "")
    check_places(plain.replace("Big *Day*", "Big $0*Day*"), expected)
    check_places(plain.replace("(#Big-Day", "(#Big$0-Day"), expected)


def test_headings_of_one_title_are_told_apart() -> None:
    check_places("# Q\n\n# Q$0\n\n[a](#q) [b](#q-1)\n", "# Q\n\n# ⟦=Q⟧\n\n[a](#q) [b](#⟦q-1⟧)\n")


def test_places_of_an_anchor() -> None:
    check_places(
        '<a id="spot"></a>\n\n[a](#sp$0ot) [b](#user-content-spot)\n',
        '<a id="⟦=spot⟧"></a>\n\n[a](#⟦spot⟧) [b](#⟦user-content-spot⟧)\n',
    )


def test_places_of_a_label() -> None:
    check_places(
        "[a][Do$0cs] [docs][] [docs] ![i][docs] [x](docs)\n\n[docs]: a.md\n[DOCS]: b.md\n",
        "[a][⟦Docs⟧] [⟦docs⟧][] [⟦docs⟧] ![i][⟦docs⟧] [x](docs)\n\n[⟦=docs⟧]: a.md\n[⟦=DOCS⟧]: b.md\n",
    )


def test_places_of_a_label_that_nothing_defines() -> None:
    check_places("[a][go$0ne] [b][gone]\n", "[a][⟦gone⟧] [b][⟦gone⟧]\n")


def test_places_of_a_label_in_restructuredtext() -> None:
    check_places(
        "docs$0_ and `x <docs_>`_ and `docs`_\n\n.. _docs: https://a.org\n.. _old: docs_\n",
        "⟦docs⟧_ and `x <⟦docs⟧_>`_ and `⟦docs⟧`_\n\n.. _⟦=docs⟧: https://a.org\n.. _old: ⟦docs⟧_\n",
        "notes.rst",
    )


def test_places_of_a_label_that_a_link_defines() -> None:
    check_places("`a b$0`_, `a b <http://x.org>`_\n", "`⟦a b⟧`_, `⟦=a b⟧ <http://x.org>`_\n", "notes.rst")


def test_places_of_an_anchor_in_restructuredtext() -> None:
    check_places(
        ".. _my spot:\n\n`my sp$0ot`_ :ref:`my spot` :ref:`t <My Spot>` other_\n",
        ".. _⟦=my spot⟧:\n\n`⟦my spot⟧`_ :ref:`⟦my spot⟧` :ref:`t <⟦My Spot⟧>` other_\n",
        "notes.rst",
    )


def test_places_of_a_title_in_restructuredtext() -> None:
    check_places("Big Day\n=======\n\n`Big D$0ay`_\n", "⟦=Big Day⟧\n=======\n\n`⟦Big Day⟧`_\n", "notes.rst")


def test_places_of_a_headline_in_org() -> None:
    check_places(
        "* TODO Big  D$0ay\n[[*Big Day]] [[Big day][x]] [[*Other]]\n",
        "* TODO ⟦=Big  Day⟧\n[[*⟦Big Day⟧]] [[⟦Big day⟧][x]] [[*Other]]\n",
        "notes.org",
    )


def test_places_of_a_file() -> None:
    check_places(
        "[a](b.m$0d) [b](b.md#x) ![c](c.md) [d](b%2Emd)\n", "[a](⟦b.md⟧) [b](⟦b.md⟧#x) ![c](c.md) [d](⟦b%2Emd⟧)\n"
    )


def test_places_of_a_place_in_another_file() -> None:
    check_places("[a](b.md#$0x) [b](b.md#x) [c](b.md#y)\n", "[a](⟦b.md#x⟧) [b](⟦b.md#x⟧) [c](b.md#y)\n")


def test_places_of_an_address() -> None:
    check_places("<https://a.$0org> https://a.org https://b.org\n", "<⟦https://a.org⟧> ⟦https://a.org⟧ https://b.org\n")


def test_places_of_a_speaker() -> None:
    text = "# C 2014\n\n## Types, by Ada Love$0lace\n\n- said Ada Lovelace\n\n## Loops, by Bob Ross\n\n- x\n\n## Cards, by Ada LoveLace\n\n- x\n"
    expected = (
        text.replace("$0", "").replace("by Ada Lovelace", "by ⟦Ada Lovelace⟧").replace("Ada LoveLace", "⟦Ada LoveLace⟧")
    )
    check_places(text, expected)


@pytest.mark.parametrize("name", ["Jürgen Straßer", "Ämil İnan", "Łukasz Żółć"])
def test_places_of_a_speaker_with_other_letters(name: str) -> None:
    text = f"# C 2014\n\n## Types, by $0{name}\n\n- x\n\n## Loops, by {name}\n\n- x\n"
    notes, found = thing(text)
    assert found is not None
    assert found.kind == "speaker"
    assert [notes.document.text[place.start : place.end] for place in occurrences(notes, found)] == [name, name]


def test_letters_that_grow_in_lower_case_move_no_speaker() -> None:
    text = f"# C 2014\n\n## Types, by $0Ada Lovelace\n\n- {'İ' * 200}\n\n## Loops, by Ada Lovelace\n\n- x\n\n## Cards, by Bob Ross\n"
    notes, found = thing(text)
    assert found is not None
    assert len(occurrences(notes, found)) == 2


def test_places_of_a_tag() -> None:
    check_places("#asy$0nc and #Async, #asyncio `#async`\n", "#⟦async⟧ and #⟦Async⟧, #asyncio `#async`\n")


# ---------------------------------------------------------------- laws

PIECES = st.sampled_from(
    [
        *(
            "# Title\n",
            "## Types, by Ada Lovelace\n\n",
            "- item #tag\n",
            "[a](#title)",
            "[b][l]",
            "[l]: b.md#x\n",
            "\n\n",
        ),
        *(
            '<a id="x"></a>',
            "[[w#Title]]",
            "https://a.org ",
            "`l_`_ ",
            ".. _l: x_\n",
            ".. _x:\n\n",
            ":ref:`x` ",
            "é😀\r\n",
        ),
        *("* Head\n", "[[*Head]]", "<<t>>", "[[file:a.org::*H]]", "=====\n", "l_ ", "```\n", "\u2028", "[^1]"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join), st.sampled_from(["n.md", "n.rst", "n.org", "n.txt"]))
def test_every_thing_holds_its_place_and_is_one_of_its_occurrences(text: str, name: str) -> None:
    notes = read(text, name)
    for offset in range(len(text) + 1):
        found = thing_at(notes, offset)
        if found is None:
            continue
        assert found.start <= offset <= found.end
        assert found.start <= found.name_start <= found.name_end <= found.end
        places = occurrences(notes, found)
        assert all(0 <= place.start <= place.end <= len(text) for place in places)
        assert any(place.start <= found.name_end and place.end >= found.name_start for place in places), found
