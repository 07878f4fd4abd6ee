"""Go to definition, in one file and over several."""

import pytest

from notes_lsp.features.library import EmptyLibrary
from notes_lsp.features.navigation.definition import find_definitions
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from places_shown import Workspace


def check(files: dict[str, str], *expected: str) -> None:
    """Where ``$0`` leads: ``path: line`` with brackets around the place, none for nowhere."""
    workspace = Workspace(files)
    found = find_definitions(workspace.notes, workspace.offset, workspace.path, workspace.library)
    assert workspace.shown(found.places if found is not None else ()) == list(expected)
    if found is not None:
        assert found.origin_start <= workspace.offset <= found.origin_end


HERE = [
    ("[x](#day$0-1)\n\n# Day 1\n", "# ⟦Day 1⟧"),
    ("[x$0](#DAY-1)\n\n# Day 1\n", "# ⟦Day 1⟧"),
    ("[x](#q-1$0)\n\n# Q\n\n# Q #\n", "# ⟦Q⟧ #"),
    ('[x](#spo$0t)\n\n<a id="spot"></a>\n', '<a id="⟦spot⟧"></a>'),
    ("[[#Day$0 1]]\n\n# Day 1\n", "# ⟦Day 1⟧"),
    ("[x$0][docs]\n\n[docs]: a.md\n[docs]: b.md\n", "[⟦docs⟧]: a.md"),
    ("[x][docs]\n\n[docs]: #day$0-1\n\n# Day 1\n", "# ⟦Day 1⟧"),
    ("[x][docs]\n\n[do$0cs]: b.md\n", "[⟦docs⟧]: b.md"),
    ("# Day$0 1\n", "# ⟦Day 1⟧"),
    ("[x](notes.md#day$0-1)\n\n# Day 1\n", "# ⟦Day 1⟧"),
    ("Text\n\n[x](#to$0p)\n", "⟦⟧Text"),
]


@pytest.mark.parametrize(("marked", "expected"), HERE)
def test_within_a_file(marked: str, expected: str) -> None:
    check({"/c/notes.md": marked}, f"/c/notes.md: {expected}")


RST = [
    ("`Day 1$0`_\n\nDay 1\n=====\n", "⟦Day 1⟧"),
    (":ref:`sp$0ot`\n\n.. _spot:\n\nText\n", ".. _⟦spot⟧:"),
    ("docs$0_\n\n.. _docs: https://a.org\n", ".. _⟦docs⟧: https://a.org"),
    (".. _docs: https://a.org\n.. _old: do$0cs_\n", ".. _⟦docs⟧: https://a.org"),
    ("`a$0`_ `a <http://b.org>`_\n", "`a`_ `⟦a⟧ <http://b.org>`_"),
]


@pytest.mark.parametrize(("marked", "expected"), RST)
def test_within_restructuredtext(marked: str, expected: str) -> None:
    check({"/c/notes.rst": marked}, f"/c/notes.rst: {expected}")


ORG = [
    ("[[*Key$0note]]\n* TODO Keynote\n", "* TODO ⟦Keynote⟧"),
    ("[[sp$0ot]]\n* A\n<<spot>>\n", "<<⟦spot⟧>>"),
    ("[[#cu$0st]]\n* A\n:PROPERTIES:\n:CUSTOM_ID: cust\n:END:\n", ":CUSTOM_ID: ⟦cust⟧"),
]


@pytest.mark.parametrize(("marked", "expected"), ORG)
def test_within_org(marked: str, expected: str) -> None:
    check({"/c/notes.org": marked}, f"/c/notes.org: {expected}")


OTHER = {
    "/c/monday.md": "# Monday\n\n## Key note\n",
    "/c/deep/tuesday.rst": ".. _spot:\n\nTuesday\n=======\n",
    "/c/wednesday.org": "Text\n* Key note\n",
    "/c/slides.pdf": "%PDF",
    "/c/img/x.png": "",
}
ELSEWHERE = [
    ("a.md", "[x](monday.md#key$0-note)", "/c/monday.md: ## ⟦Key note⟧"),
    ("a.md", "[x](./monday.m$0d)", "/c/monday.md: ⟦⟧# Monday"),
    ("a.md", "[x](monday.md#go$0ne)", "/c/monday.md: ⟦⟧# Monday"),
    ("a.md", "[x](slides.p$0df#page=3)", "/c/slides.pdf: ⟦⟧%PDF"),
    ("a.md", "[x](deep/tuesday.rst#tues$0day)", "/c/deep/tuesday.rst: ⟦Tuesday⟧"),
    ("a.md", "[x](wednesday.org#key$0-note)", "/c/wednesday.org: * ⟦Key note⟧"),
    ("a.md", "[[mon$0day]]", "/c/monday.md: ⟦⟧# Monday"),
    ("a.md", "[[monday#Key$0 note|x]]", "/c/monday.md: ## ⟦Key note⟧"),
    ("a.md", "[[Tues$0day]]", "/c/deep/tuesday.rst: ⟦⟧.. _spot:"),
    ("a.md", "[[deep/tues$0day]]", "/c/deep/tuesday.rst: ⟦⟧.. _spot:"),
    ("a.md", "![x](/img/x.p$0ng)", "/c/img/x.png: ⟦⟧"),
    ("deep/a.md", "[x](../monday.md#key$0-note)", "/c/monday.md: ## ⟦Key note⟧"),
    ("deep/a.md", "[x](/monday.md#key$0-note)", "/c/monday.md: ## ⟦Key note⟧"),
    ("a.rst", ":ref:`sp$0ot`", "/c/deep/tuesday.rst: ⟦.. _spot:⟧"),
    ("a.rst", ":doc:`deep/tues$0day`", "/c/deep/tuesday.rst: ⟦⟧.. _spot:"),
    ("deep/a.rst", ":doc:`/mon$0day`", "/c/monday.md: ⟦⟧# Monday"),
    ("a.rst", "`x <monday.md#key$0-note>`_", "/c/monday.md: ## ⟦Key note⟧"),
    ("a.org", "[[file:wednesday.org::*Key no$0te][x]]", "/c/wednesday.org: * ⟦Key note⟧"),
    ("a.org", "[[file:monday.m$0d]]", "/c/monday.md: ⟦⟧# Monday"),
]


@pytest.mark.parametrize(("name", "marked", "expected"), ELSEWHERE)
def test_in_another_file(name: str, marked: str, expected: str) -> None:
    check({**OTHER, f"/c/{name}": f"{marked}\n"}, expected)


NOWHERE = [
    ("a.md", "[x](gone.m$0d)"),
    ("a.md", "[x](#go$0ne)"),
    ("a.md", "[x]($0#)"),
    ("a.md", "[x](de$0ep)"),  # a folder
    ("a.md", "[[go$0ne]]"),
    ("a.md", "[x][go$0ne]"),
    ("a.md", "<https://exam$0ple.org>"),
    ("a.md", "[x](//c/mon$0day.md)"),
    ("a.md", "[x](%5C%5Cc%5Cmon$0day.md)"),
    ("a.md", "[x](%2F%2Fc/mon$0day.md)"),
    ("a.md", "[x](a%00$0b.md)"),
    ("a.md", "[x](javas$0cript:alert(1))"),
    ("a.md", "a #ta$0g here"),
    ("a.rst", ":ref:`go$0ne`"),
    ("a.rst", ":doc:`go$0ne`"),
]


@pytest.mark.parametrize(("name", "marked"), NOWHERE)
def test_nowhere(name: str, marked: str) -> None:
    check({**OTHER, f"/c/{name}": f"{marked}\n"})


def test_a_path_from_the_root_stays_in_the_workspace() -> None:
    check({"/c/talks/a.md": "[x](/etc/pass$0wd)\n", "/c/b.md": "", "/etc/passwd": "root"})


def test_of_several_files_of_a_name_the_nearest_to_the_root() -> None:
    check({"/c/a.md": "[[Intro$0]]\n", "/c/x/y/intro.md": "far\n", "/c/z/intro.md": "near\n"}, "/c/z/intro.md: ⟦⟧near")


ADA = "# C 2014\n\n## Types, by Ada Lovelace\n\n- x\n"


def test_a_speaker_leads_to_the_other_talks() -> None:
    check(
        {"/c/a.md": f"{ADA}\n## Loops, by ADA Love$0lace\n\n- x\n".replace("ADA", "Ada"), "/c/b.md": ADA},
        "/c/a.md: ## Types, by ⟦Ada Lovelace⟧",
        "/c/b.md: ## Types, by ⟦Ada Lovelace⟧",
    )


def test_a_speaker_of_one_talk_is_where_the_talk_is() -> None:
    check({"/c/a.md": ADA.replace("Love", "Love$0")}, "/c/a.md: ## Types, by ⟦Ada Lovelace⟧")


def test_an_unsaved_file_has_only_itself() -> None:
    text = "[x](#day) [y](b.md)\n\n# Day\n"
    notes = understand(parse(text, "notes.md"), "")
    found = find_definitions(notes, text.index("#day"), "", EmptyLibrary())
    assert found is not None
    (place,) = found.places
    assert (place.path, text[place.start : place.end], text[place.full_start : place.full_end]) == ("", "Day", "# Day")
    assert find_definitions(notes, text.index("b.md"), "", EmptyLibrary()) is None


class _EverythingIsThere(EmptyLibrary):
    """A library that finds whatever it is asked for, as Windows finds shares."""

    def path_of(self, path: str, target: str) -> str | None:
        return target


@pytest.mark.parametrize(
    "target",
    [
        "//host/share",
        "%2F%2Fhost/share",
        "%5C%5Chost%5Cshare",
        "/%5Chost/share",
        "%5C/host/share",
        "a%00b",
        "file:///a",
    ],
)
def test_no_other_computer_is_ever_asked(target: str) -> None:
    text = f"[x]({target})\n"
    notes = understand(parse(text, "/c/a.md"), "/c/a.md")
    assert find_definitions(notes, 5, "/c/a.md", _EverythingIsThere()) is None


def test_other_paths_are_asked_for() -> None:
    notes = understand(parse("[x](share/a.md)\n", "/c/a.md"), "/c/a.md")
    assert find_definitions(notes, 5, "/c/a.md", _EverythingIsThere()) is not None
