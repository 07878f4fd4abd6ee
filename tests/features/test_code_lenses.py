"""The lines above days and talks.

Expectations are the lines of a text that have lenses, with what each says.
"""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_library import FakeLibrary
from notes_lsp.features.code_lenses import code_lenses, talks_of_day, web_links_of_talk
from notes_lsp.features.library import EmptyLibrary
from notes_lsp.features.navigation.references import find_references
from notes_lsp.syntax.nodes import Heading
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand
from web_states import state

NOTES = Path(__file__).parents[2] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.is_file() and path.suffix != ".svg")
BOTH = ("talks", "links")

CONFERENCE = """\
# EuroPython 2014

## Tuesday, July 22nd

### 9:00 Types

- note

### 10:00 - 10:45 Generators

- note

## Wednesday, July 23rd

### Packaging

- note
"""


def notes_of(text: str, path: str) -> Notes:
    return understand(parse(text, path), path)


def check(files: Mapping[str, str], *expected: str, kinds: tuple[str, ...] = ("links",), path: str = "") -> None:
    """The lenses of the first of ``files``, each as ``what it stands above: what it says``."""
    path = path or next(iter(files))
    notes = notes_of(files[path], path)
    shown = []
    for lens in code_lenses(notes, path, FakeLibrary(files), kinds):
        title = lens.title if lens.title is not None else talks_of_day(notes, lens.start)
        shown.append(f"{files[path][lens.start : lens.end]}: {title}")
    assert shown == list(expected)


def test_a_day_says_how_many_talks_it_has_and_when() -> None:
    check(
        {"/n/a.md": CONFERENCE},
        "Tuesday, July 22nd: 2 talks · 09:00–10:45",
        "Wednesday, July 23rd: 1 talk",
        kinds=("talks",),
    )


@pytest.mark.parametrize(
    ("headings", "said"),
    [
        (["9:00 A", "17:00 B"], "2 talks · 09:00–17:00"),
        (["9:00 A"], "1 talk · 09:00"),
        (["17:00-17:30 B", "9:00-9:30 A", "C"], "3 talks · 09:00–17:30"),
        (["9:00-12:00 A", "10:00 B"], "2 talks · 09:00–12:00"),
        (["22:00-1:30 A", "9:00 B"], "2 talks · 09:00–01:30"),
        (["10:45-10:00 A", "11:00 B"], "2 talks · 10:45–11:00"),
    ],
)
def test_the_times_of_a_day_are_those_of_its_talks(headings: list[str], said: str) -> None:
    talks = "".join(f"### {heading}\n\n- note\n\n" for heading in headings)
    check({"/n/a.md": f"# Conf 2014\n\n## July 22nd\n\n{talks}"}, f"July 22nd: {said}", kinds=("talks",))


def test_a_day_without_talks_has_no_lens() -> None:
    check(
        {"/n/a.md": "# Conf 2014\n\n## July 22nd\n\n## July 23rd\n\n### A\n\n- note\n"},
        "July 23rd: 1 talk",
        kinds=("talks",),
    )


def test_the_date_of_a_single_talk_heads_no_talks() -> None:
    check({"/n/a.rst": ":Date: 22 July 2014\n:Speaker: Ada Lovelace\n\nTypes\n=====\n\n- note\n"}, kinds=("talks",))


def test_what_a_day_holds_is_read_when_it_is_looked_at() -> None:
    notes = notes_of(CONFERENCE, "/n/a.md")
    lenses = code_lenses(notes, "/n/a.md", EmptyLibrary(), ("talks",))
    assert [lens.title for lens in lenses] == [None, None]
    assert talks_of_day(notes, lenses[0].start + 1) is None


def test_a_talk_says_how_many_links_lead_to_it() -> None:
    check(
        {
            "/n/a.md": f"[Types](#900-types)\n\n{CONFERENCE}\nSee [there](#900-Types), and [packages](./a.md#packaging).\n",
            "/n/b.md": "# B\n\n- [x](a.md#packaging)\n- [y](a.md)\n- [z](a.md#nothing)\n- [own](#packaging)\n",
            "/n/deep/a.md": "# Another\n\n- [own](#packaging)\n- [its](a.md#packaging)\n- [ours](../a.md#packaging)\n",
        },
        "9:00 Types: 2 links to this talk",
        "Packaging: 3 links to this talk",
    )


def test_links_of_all_kinds_count() -> None:
    check(
        {
            "/n/a.md": CONFERENCE,
            "/n/b.md": "# B\n\n- [[a#Packaging]]\n- [[a]]\n- [r](/a.md#packaging)\n",
            "/n/c.org": "* C\n[[file:a.md::*Packaging]]\n",
        },
        "Packaging: 3 links to this talk",
    )
    rst = "C 2014\n======\n\nMonday\n------\n\n.. _spot:\n\nPackaging\n~~~~~~~~~\n\n- note\n\nTypes\n~~~~~\n\n- note\n"
    check(
        {"/n/a.rst": rst, "/n/b.rst": ":ref:`spot`\n", "/n/c.rst": ".. _spot:\n\nMine\n====\n\n:ref:`spot`\n"},
        "Packaging: 1 link to this talk",
    )


def test_talks_without_links_have_no_lens() -> None:
    check({"/n/a.md": CONFERENCE, "/n/b.md": "# B\n\n- [day](a.md#tuesday-july-22nd)\n- [conference](a.md)\n"})


def test_a_heading_in_a_talk_is_not_the_talk() -> None:
    check({"/n/a.md": CONFERENCE + "\n#### Why\n\n- [see](#why)\n"})


def test_an_anchor_beside_the_heading_names_the_talk() -> None:
    check(
        {
            "/n/a.md": CONFERENCE.replace("### Packaging", '<a id="p"></a>\n\n### Packaging'),
            "/n/b.md": "# B\n\n- [x](a.md#p)\n- [y](a.md#p)\n- [z](a.md#packaging)\n",
        },
        "Packaging: 3 links to this talk",
    )


def test_the_second_of_two_talks_with_one_title() -> None:
    check(
        {"/n/a.md": CONFERENCE + "\n### Packaging\n\n- [this](#packaging-1)\n- [this, too](#packaging-1)\n"},
        "Packaging: 2 links to this talk",
    )
    notes = notes_of(CONFERENCE + "\n### Packaging\n\n- [this](#packaging-1)\n", "/n/a.md")
    (lens,) = code_lenses(notes, "/n/a.md", EmptyLibrary(), ("links",))
    assert lens.start == notes.document.text.rindex("Packaging")


def test_links_by_reference_count_at_their_definition() -> None:
    check(
        {"/n/a.md": CONFERENCE + "\n[one][p], [two][p]\n\n[p]: #packaging\n"},
        "Packaging: 1 link to this talk",
    )


def test_restructuredtext() -> None:
    check(
        {
            "/n/a.rst": (
                "EuroPython 2014\n===============\n\nJuly 22nd\n---------\n\n.. _keynote:\n\nTypes\n~~~~~\n\n"
                "See Types_ and :ref:`keynote`.\n"
            ),
            "/n/b.md": "# B\n\n- [x](a.rst#types)\n",
        },
        "Types: 3 links to this talk",
    )


def test_org() -> None:
    check(
        {
            "/n/a.org": (
                "* EuroPython 2014\n\n** July 22nd\n\n*** Types\n:PROPERTIES:\n:CUSTOM_ID: types\n:END:\n\n- note\n\n"
                "*** More\n\nSee [[#types]] and [[*Types]].\n"
            ),
        },
        "Types: 2 links to this talk",
    )


def test_links_to_a_file_lead_to_its_one_talk() -> None:
    check(
        {
            "/n/a.md": "# Types\n\nby Ada Lovelace\n\n## Introduction\n\n- note\n\n## Summary\n\n- [top](#top)\n",
            "/n/b.md": "# B\n\n- [x](a.md)\n- [y](a.md#types)\n- [z](a.md#summary)\n- [w](a)\n",
        },
        "Types: 3 links to this talk",
    )


def test_a_file_that_was_never_saved_has_its_own_links() -> None:
    notes = notes_of(CONFERENCE + "\n[see](#packaging) [file](a.md#packaging)\n", "")
    (lens,) = code_lenses(notes, "", FakeLibrary({"/n/b.md": "[x](a.md#packaging)"}), ("links",))
    assert lens.title == "1 link to this talk"


def test_kinds_can_be_left_out_and_unknown_ones_give_nothing() -> None:
    files = {"/n/a.md": CONFERENCE + "\n[see](#packaging)\n"}
    check(files, "Packaging: 1 link to this talk", kinds=("links", "web"))
    check(files, kinds=("web",))
    check(files, kinds=())
    check(
        files,
        "Tuesday, July 22nd: 2 talks · 09:00–10:45",
        "Wednesday, July 23rd: 1 talk",
        "Packaging: 1 link to this talk",
        kinds=BOTH,
    )


WEB = "# Conf 2014\n\n## One\n\n- [a](https://a.org/x)\n- <https://b.org>\n\n## Two\n\n- [f](a.md)\n"


def test_a_talk_with_web_links_has_a_lens_and_says_what_is_known_when_it_is_looked_at() -> None:
    notes = notes_of(WEB, "/n/a.md")
    (lens,) = code_lenses(notes, "/n/a.md", EmptyLibrary(), ("web",))
    assert (WEB[lens.start : lens.end], lens.title) == ("One", None)
    before = web_links_of_talk(notes, lens.start, EmptyLibrary())
    assert before is not None
    assert (before.title, before.all_known) == ("Check 2 web links", False)
    assert WEB[before.start : before.end].strip().startswith("## One")
    known = [state("https://a.org/x", "gone", 7200), state("https://b.org/", "alive", 60)]
    after = web_links_of_talk(notes, lens.start, FakeLibrary({}, known))
    assert after is not None
    assert (after.title, after.all_known) == ("2 web links: 1 alive, 1 gone · 2 hours ago", True)


def test_where_no_talk_with_web_links_is_any_more_the_lens_says_nothing() -> None:
    notes = notes_of(WEB, "/n/a.md")
    assert web_links_of_talk(notes, WEB.index("Two"), EmptyLibrary()) is None
    assert web_links_of_talk(notes, 0, EmptyLibrary()) is None


def test_empty_notes_have_no_lenses() -> None:
    check({"/n/a.md": ""}, kinds=BOTH)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_as_many_as_there_are_references_to_the_heading(path: Path) -> None:
    files = {f"/{file.relative_to(NOTES).as_posix()}": file.read_text(encoding="utf-8") for file in FILES}
    name = f"/{path.relative_to(NOTES).as_posix()}"
    library = FakeLibrary(files)
    notes = notes_of(files[name], name)
    counted = {lens.start: lens.title for lens in code_lenses(notes, name, library, ("links",))}
    for talk in notes.all_talks:
        places = find_references(notes, talk.heading_start, name, library, include_declaration=False)
        is_heading = any(isinstance(block, Heading) for block in notes.document.blocks_at(talk.heading_start))
        if is_heading:
            said = f"{len(places)} link{'s' * (len(places) != 1)} to this talk" if places else None
            assert counted.get(talk.heading_start) == said


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*CONFERENCE.splitlines(keepends=True), "[x](#packaging)\n", "===\n"]), max_size=30),
    st.sampled_from(["/n/a.md", "/n/a.rst", "/n/a.org", "/n/a.txt"]),
)
def test_whatever_the_text_a_lens_lies_within_a_line_and_says_something(lines: list[str], path: str) -> None:
    text = "".join(lines)
    notes = notes_of(text, path)
    for lens in code_lenses(notes, path, FakeLibrary({path: text}), BOTH):
        assert 0 <= lens.start < lens.end <= len(text)
        assert "\n" not in text[lens.start : lens.end]
        assert (lens.title or talks_of_day(notes, lens.start) or "")[0].isdigit()
