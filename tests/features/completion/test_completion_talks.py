"""Completion of a new talk in the style of a file."""

import pytest

from completions import PATH, completions, items
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

RST, ORG, TXT = "/conf/2014/now.rst", "/conf/2014/now.org", "/conf/2014/now.txt"


def talks(*headings: str, head: str = "# Conf\n\n## Day 1\n\n", line: str = "$0", path: str = PATH) -> str:
    """The snippet that is offered behind talks with these headings; ``""`` where there is none."""
    text = head + "".join(f"{heading}\n\n- a note\n\n" for heading in headings) + line
    return next((item.snippet for item in items(text, path, {}) if item.kind == "talk"), "")


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["### Types"], "### ${1:Title}"),
        (["### Types - Ada Lovelace"], "### ${1:Title} - ${2:Speaker}"),
        (["### Types by Ada Lovelace"], "### ${1:Title} by ${2:Speaker}"),
        (["### Types (Ada Lovelace)"], "### ${1:Title} (${2:Speaker})"),
        (["### Types (Ada Lovelace, ACM)"], "### ${1:Title} (${2:Speaker})"),
        (["### Types, Ada Lovelace"], "### ${1:Title}, ${2:Speaker}"),
        (["### Types - Ada Lovelace and Grace Hopper"], "### ${1:Title} - ${2:Speaker}"),
        (["### Types - Ada Lovelace - ACM"], "### ${1:Title} - ${2:Speaker}"),
        (["### [Types](https://a.org) - [Ada Lovelace](https://b.org)"], "### ${1:Title} - ${2:Speaker}"),
        (["### Ada Lovelace - Types"], "### ${1:Speaker} - ${2:Title}"),
        (["### Talk 1: Types - Ada Lovelace"], "### Talk 2: ${1:Title} - ${2:Speaker}"),
        (["### Talk 09: Types"], "### Talk 10: ${1:Title}"),
        (["### A. Types", "### B. Boxes"], "### C. ${1:Title}"),
        (["### 1. Types", "### 2. Boxes"], "### 3. ${1:Title}"),
        (["### #1: Types", "### #2: Boxes"], "### #3: ${1:Title}"),
        (["### DAT401 - Types", "### DAT402 - Boxes"], "### ${1:Title}"),
        (["**A. Types**", "**B. Boxes**", "**C. Trees**"], "**D. ${1:Title}**"),
        (["### Types\n\nSpeaker: Ada Lovelace"], "### ${1:Title}\n\nSpeaker: ${2:Speaker}"),
        (["### Types\n- **Speaker**: Ada Lovelace, ACM"], "### ${1:Title}\n- **Speaker**: ${2:Speaker}"),
        (["### Types\n\n- Room: C1\n- Speaker: Ada Lovelace"], "### ${1:Title}\n\n- Speaker: ${2:Speaker}"),
        (["### Types\n\nby Ada Lovelace"], "### ${1:Title}\n\nby ${2:Speaker}"),
        (["### Types\n\n*Ada Lovelace*"], "### ${1:Title}\n\n*${2:Speaker}*"),
        (["### Types\n\nAda Lovelace, ACM"], "### ${1:Title}\n\n${2:Speaker}"),
        (["### ${x} costs $5 - Ada Lovelace"], "### ${1:Title} - ${2:Speaker}"),
    ],
)
def test_a_talk_has_the_shape_of_those_before(headings: list[str], expected: str) -> None:
    assert talks(*headings) == expected


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["### 10:30 Types", "### 11:15 Boxes"], "12:00"),
        (["### 09:00 Types", "### 09:30 Boxes"], "10:00"),
        (["### 9:00 Types", "### 9:30 Boxes"], "10:00"),
        (["### 08:00 Types", "### 08:30 Boxes"], "09:00"),
        (["### 8:00 Types", "### 8:30 Boxes"], "9:00"),
        (["### 10:30-11:00 Types"], "11:00-11:30"),
        (["### 10:30 - 11:00 Types", "### 11:30 - 12:15 Boxes"], "12:15 - 13:00"),
        (["### 11:15am Types", "### 11:45am Boxes"], "12:15pm"),
        (["### 9:15am to 9:45am Types"], "9:45am to 10:15am"),
        (["### 11:30 AM Types", "### 12:15 PM Boxes"], "1:00 PM"),
        (["### 10h30 Types", "### 11h30 Boxes"], "12h30"),
        (["### 14h Types", "### 15h Boxes"], "16h"),
        (["### 14h Types", "### 14h30 Boxes"], "15h00"),
        (["### 10:30 Types"], "00:00"),
        (["### 11:30 Types", "### 10:30 Boxes"], "00:00"),
        (["### 10:00 Types", "### 18:00 Boxes"], "00:00"),
        (["### 22:30 Types", "### 23:30 Boxes"], "00:00"),
        (["### 10:30 Types", "## Day 2"], "10:30"),
        (["### 10:30-11:00 Types", "### 11:00-11:15 Boxes", "## Day 2"], "10:30-11:00"),
        (["### 10:30 Types", "### 11:30 Boxes", "## Day 2", "### 9:00 Trees"], "0:00"),
    ],
)
def test_the_next_time_is_guessed_where_the_talks_before_tell(headings: list[str], expected: str) -> None:
    assert talks(*headings) == f"### ${{1:{expected}}} ${{2:Title}}"


def test_the_way_of_most_talks_is_followed() -> None:
    assert (
        talks("### Types - Ada Lovelace", "### Boxes - Grace Hopper", "### A panel") == "### ${1:Title} - ${2:Speaker}"
    )
    assert talks("### A panel", "### Types - Ada Lovelace") == "### ${1:Title} - ${2:Speaker}", "the nearest"


def test_the_first_talk_of_a_file_is_written_as_those_below() -> None:
    text = "# Conf\n\n## Day 1\n\n$0\n\n## Day 2\n\n### 10:00 Types - Ada Lovelace\n\n- a\n"
    assert [item.snippet for item in items(text, files={}) if item.kind == "talk"] == [
        "### ${1:00:00} ${2:Title} - ${3:Speaker}"
    ]


@pytest.mark.parametrize("line", ["###$0", "### $0", "###  $0"])
def test_a_heading_of_the_talks_asks_for_one(line: str) -> None:
    text, _, found = completions("# Conf\n\n## Day 1\n\n### Types - Ada Lovelace\n\n- a\n\n" + line, files={})
    (item,) = found.items
    assert (item.kind, item.snippet) == ("talk", "### ${1:Title} - ${2:Speaker}")
    typed = text[item.start : item.end]
    assert item.filter_text.startswith(typed.strip()), "or the editor filters it away"


@pytest.mark.parametrize("line", ["##$0", "#### $0", "### T$0", "### $0 x", "** $0", "- $0"])
def test_other_lines_ask_for_none(line: str) -> None:
    assert talks("### Types - Ada Lovelace", line=line) == ""


@pytest.mark.parametrize(
    ("marked", "path", "expected"),
    [
        ("* Conf\n** Day 1\n*** Types - Ada Lovelace\n- a\n*** $0\n", ORG, "*** ${1:Title} - ${2:Speaker}"),
        (
            "Conf\n====\n\nDay 1\n-----\n\nTypes\n~~~~~\n\n:Speaker: Ada Lovelace\n\n- a\n\n$0\n",
            RST,
            "${1:Title}\n" + "~" * 40 + "\n\n:Speaker: ${2:Speaker}",
        ),
        (
            "#####\nConf\n#####\n\nDay 1\n=====\n\n-----\nTypes\n-----\n\nby Ada Lovelace\n\n- a\n$0\n",
            RST,
            "\n" + "-" * 40 + "\n${1:Title}\n" + "-" * 40 + "\n\nby ${2:Speaker}",
        ),
        (
            "Conf\n====\n\nTypes - Ada Lovelace\n--------------------\n\n- a\n\nBoxes\n-----\n\n- b\n\n$0\n",
            PATH,
            "${1:Title}\n-----",
        ),
        ("Conf notes 2014\n\nDay 1\n\nTypes - Ada Lovelace\n\n  • a\n\n$0\n", TXT, "${1:Title} - ${2:Speaker}"),
        (
            "# Conf 2014\n\n- **Types** - *Ada Lovelace*\n- **Boxes** - *Grace Hopper*\n- **Trees** - *Jo Smith*\n$0",
            PATH,
            "- **${1:Title}** - *${2:Speaker}*",
        ),
    ],
)
def test_every_language_has_its_talks(marked: str, path: str, expected: str) -> None:
    assert [item.snippet for item in items(marked, path, {}) if item.kind == "talk"] == [expected]


def test_line_ends_are_those_of_the_file() -> None:
    text = "# Conf\r\n\r\n## Day 1\r\n\r\n### Types\r\n\r\nby Ada Lovelace\r\n\r\n- a\r\n\r\n$0\r\n"
    assert [item.snippet for item in items(text, files={}) if item.kind == "talk"] == [
        "### ${1:Title}\r\n\r\nby ${2:Speaker}"
    ]


def test_a_talk_without_places_to_fill_in_is_a_talk() -> None:
    for heading in (
        "### 10:30-11:00 Types - Ada Lovelace",
        "### Types\n\nSpeaker: Ada Lovelace",
        "### Talk 1: Types by Ada Lovelace",
    ):
        text, _, found = completions(f"# Conf 2014\n\n## Day 1\n\n{heading}\n\n- a\n\n$0", files={})
        item = next(item for item in found.items if item.kind == "talk")
        notes = understand(parse(text[: item.start] + item.text, PATH), PATH)
        assert len(notes.days[0].talks) == 2
        assert "Title" in (notes.days[0].talks[1].title or "")


def test_schedules_in_tables_and_lists_of_one_talk_offer_none() -> None:
    assert items("# A talk\n\nAda Lovelace\n\n- a\n\n$0", files={}) == ()
    assert items("Just some words.\n\n$0", files={}) == ()
