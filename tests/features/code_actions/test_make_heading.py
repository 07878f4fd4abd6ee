"""Making headings of lines that are none."""

from pathlib import Path

import pytest

from edited import edited
from marked import cut
from notes_lsp.features.code_actions.make_heading import HeadingChange, make_heading
from notes_lsp.features.outline import OutlineNode, outline_tree
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = Path(__file__).parents[3] / "notes"


def changes(marked: str, name: str = "notes.md", *, only_sure: bool = False) -> tuple[str, tuple[HeadingChange, ...]]:
    text, offset = cut(marked)
    return text, make_heading(understand(parse(text, name), name), offset, only_sure=only_sure)


def check(marked: str, expected: dict[str, str], name: str = "notes.md") -> None:
    """What is offered at the ``$0``, in order, each with the text that it gives."""
    text, found = changes(marked, name)
    assert {change.title: edited(text, change.edits) for change in found} == expected
    assert [change.title for change in found] == list(expected)


def offered(marked: str, name: str = "notes.md") -> list[str]:
    return [change.title for change in changes(marked, name)[1]]


def is_sure(marked: str, name: str = "notes.md") -> bool:
    return bool(changes(marked, name, only_sure=True)[1])


def drawn(nodes: tuple[OutlineNode, ...], indent: str = "") -> list[str]:
    return [
        line for node in nodes for line in (f"{indent}{node.kind} {node.title}", *drawn(node.children, indent + "  "))
    ]


def outline(text: str, name: str) -> list[str]:
    return drawn(outline_tree(understand(parse(text, name), name)))


DAY, TALK, SECTION = (f"Make this line the heading of a {role}" for role in ("day", "talk", "section"))
CONF = "# Conf 2014\n\n## Tuesday, July 22nd\n\n### 10:00 One\n\n- a\n\n### 11:00 Two\n\n- b\n\n"


def test_a_day_becomes_a_heading_like_the_other_days() -> None:
    check(
        CONF + "Wednesday$0, July 23rd\n\n- c\n",
        {DAY: CONF + "## Wednesday, July 23rd\n\n- c\n"},
    )


def test_a_line_with_a_time_becomes_a_heading_like_the_other_talks() -> None:
    check(CONF + "14:00 $0Three\n\n- c\n", {TALK: CONF + "### 14:00 Three\n\n- c\n"})


def test_a_bold_line_in_a_talk_may_be_a_section_or_a_talk() -> None:
    check(
        CONF + "**Pros$0**\n\n- c\n",
        {SECTION: CONF + "#### Pros\n\n- c\n", TALK: CONF + "### Pros\n\n- c\n"},
    )
    check(
        CONF + "#### Why\n\n- x\n\n__How *so*__:$0\n\n- c\n",
        {
            SECTION: CONF + "#### Why\n\n- x\n\n#### How *so*\n\n- c\n",
            TALK: CONF + "#### Why\n\n- x\n\n### How *so*\n\n- c\n",
        },
    )


def test_a_bold_line_with_a_speaker_is_a_talk() -> None:
    check(
        CONF + "**Three, by Ada Lovelace$0**\n\n- c\n",
        {TALK: CONF + "### Three, by Ada Lovelace\n\n- c\n"},
    )


def test_a_lone_line_becomes_a_talk_and_a_usual_title_a_section() -> None:
    check(CONF + "Generators$0 all the way\n\n- c\n", {TALK: CONF + "### Generators all the way\n\n- c\n"})
    assert offered(CONF + "Introduction$0\n\n- c\n") == [SECTION, TALK]


def test_underlined_headings_are_the_style_where_the_others_are() -> None:
    talks = "Conf 2014\n=========\n\nOne, by Ada Lovelace\n--------------------\n\n- a\n\n"
    check(talks + "14:00 $0Two\n\n- b\n", {TALK: talks + "14:00 Two\n---------\n\n- b\n"})


def test_an_underlined_list_marker_would_be_a_list() -> None:
    talks = "Conf 2014\n=========\n\nOne, by Ada Lovelace\n--------------------\n\n- a\n\n"
    check(talks + "**2. Two$0**\n\n- b\n", {TALK: talks + "## 2. Two\n\n- b\n"})


def test_headings_without_a_space_get_it() -> None:
    check("# Conf\n\n##Ta$0lk\n\n- x\n", {"Make this line a heading": "# Conf\n\n## Talk\n\n- x\n"})
    check(CONF + "#Three $0things\n\n- c\n", {TALK: CONF + "### Three things\n\n- c\n"})


def test_all_bold_talks_at_once() -> None:
    check(
        "# Conf\n\n**A. One**\n\n- x\n\n**B. T$0wo**\n\n- y\n\n**C. Three**\n\n- z\n",
        {
            TALK: "# Conf\n\n**A. One**\n\n- x\n\n## B. Two\n\n- y\n\n**C. Three**\n\n- z\n",
            "Make headings of all 3 titles that are none": (
                "# Conf\n\n## A. One\n\n- x\n\n## B. Two\n\n- y\n\n## C. Three\n\n- z\n"
            ),
        },
    )


def test_the_notes_of_one_talk_get_sections() -> None:
    check("- x\n\n**Why$0**\n\n- y\n", {SECTION: "- x\n\n## Why\n\n- y\n"})
    check(
        "# Talk\n\n- x\n\n**Pr$0os**\n\n- y\n",
        {SECTION: "# Talk\n\n- x\n\n## Pros\n\n- y\n", TALK: "# Talk\n\n- x\n\n# Pros\n\n- y\n"},
    )


NOT_TITLES = [
    "# Conf\n\nThis is a sen$0tence.\n\n- x\n",
    "# Conf\n\nThis is what$0 follows:\n\n- x\n",
    "# Conf\n\nSpeaker: Ada$0\n\n- x\n",
    "# Conf\n\nlower case$0\n\n- x\n",
    "# Conf\n\nhttps://example.org$0/x\n\n- x\n",
    "# Conf\n\nTwo lines$0\nof text\n\n- x\n",
    "# Conf\n\n**Bold** and$0 not: bold.\n\n- x\n",
    "# Conf\n\nLast line$0\n",
    "# Conf\n\nNo notes$0\n\n## Talk\n\n- x\n",
    "# Conf\n\n- Ite$0m\n\n- x\n",
    "# Conf\n\n> Quo$0te\n\n- x\n",
    "# Con$0f\n\n- x\n",
    "# Conf\n\n```\nCode$0\n```\n\n- x\n",
    "# Conf\n\n![image$0](x.png)\n\n- x\n",
    "# Conf\n\n$0\n\n- x\n",
    "# Conf\n\n$0\u2029\n\n- x\n",
    "$0",
    "# Conf\n\nA line that goes on and on and never ends and has far too many words to be the$0 title of anything\n\n- x\n",
]


@pytest.mark.parametrize("marked", NOT_TITLES)
def test_what_reads_like_no_title(marked: str) -> None:
    assert offered(marked) == []


def test_the_cursor_may_stand_anywhere_on_the_line() -> None:
    for marked in ("$0**Pros**", "**Pros**$0", "**Pr$0os**"):
        assert offered(CONF + marked + "\n\n- c\n") == [SECTION, TALK]
    assert offered(CONF + "**Pros**\n$0\n- c\n") == []


@pytest.mark.parametrize(
    ("marked", "sure"),
    [
        ("**Pros$0**\n\n- c\n", True),
        ("Wednesday, July$0 23rd\n\n- c\n", True),
        ("14:00 Three$0\n\n- c\n", True),
        ("Three, by Ada$0 Lovelace\n\n- c\n", True),
        ("Generators all$0 the way\n\n- c\n", False),
    ],
)
def test_what_is_offered_unasked(marked: str, sure: bool) -> None:
    assert is_sure(CONF + marked) is sure
    assert offered(CONF + marked)


# ---------------------------------------------------------------- reStructuredText


RST = "====\nConf\n====\n\nTuesday, July 22nd\n==================\n\nOne\n---\n\n- a\n\nTwo\n---\n\n- b\n\n"


def test_rst_titles_get_an_adornment_of_their_width() -> None:
    check(
        RST + "**Über 日本 die Müdigkeit, by Ada Lovelace**$0\n\n- c\n",
        {TALK: RST + "Über 日本 die Müdigkeit, by Ada Lovelace\n" + "-" * 40 + "\n\n- c\n"},
        "notes.rst",
    )
    check(
        RST + "Wednesday, July$0 23rd\n\n- c\n",
        {DAY: RST + "Wednesday, July 23rd\n====================\n\n- c\n"},
        "notes.rst",
    )


def test_rst_sections_get_an_adornment_that_is_free() -> None:
    text, found = changes(RST + "**Why$0**\n\n- c\n", "notes.rst")
    assert edited(text, found[0].edits) == RST + "Why\n~~~\n\n- c\n"


def test_rst_titles_with_an_overline() -> None:
    talks = "====================\nOne, by Ada Lovelace\n====================\n\n- a\n\n"
    check(
        talks + "Two, by Ada$0 Lovelace\n\n- b\n",
        {TALK: talks + "====================\nTwo, by Ada Lovelace\n====================\n\n- b\n"},
        "notes.rst",
    )


# ---------------------------------------------------------------- Org


def test_org_lines_become_headlines() -> None:
    text = "#+TITLE: Conf\n\n* Tuesday, July 22nd\n\n** One\n\n- a\n\n"
    check(text + "Wednesday, July$0 23rd\n\n- c\n", {DAY: text + "* Wednesday, July 23rd\n\n- c\n"}, "notes.org")
    check(text + "*Two, by Ada Lovelace*$0\n\n- c\n", {TALK: text + "** Two, by Ada Lovelace\n\n- c\n"}, "notes.org")


# ---------------------------------------------------------------- plain text


def test_plain_titles_are_underlined_all_at_once() -> None:
    check(
        "Conf 2014\n\nTuesday, July 22nd\n\nOne\n\n• a\n\nTw$0o\n\n• b\n",
        {
            "Make headings of all 4 titles that are none": (
                "Conf 2014\n=========\n\nTuesday, July 22nd\n------------------\n\nOne\n~~~\n\n• a\n\nTwo\n~~~\n\n• b\n"
            )
        },
        "notes.txt",
    )


def test_plain_text_with_headings_gets_one_more() -> None:
    text = "Conf 2014\n=========\n\nTuesday, July 22nd\n------------------\n\nOne\n~~~\n\n• a\n\n"
    check(text + "Two$0 things\n\n• b\n", {TALK: text + "Two things\n~~~~~~~~~~\n\n• b\n"}, "notes.txt")


def test_a_line_of_plain_text_that_is_no_title_stays() -> None:
    assert offered("Conf 2014\n\nTuesday, July 22nd\n\nOne\n\n• a\n\nThis is a$0 sentence.\n\n• b\n", "notes.txt") == []


def test_the_outline_stays_as_it_is_when_all_titles_become_headings() -> None:
    path = NOTES / "europython-2014/tuesday.txt"
    text = path.read_text(encoding="utf-8")
    (change,) = make_heading(understand(parse(text, path.name), path.name), text.index("Extending"))
    changed = edited(text, change.edits)
    assert "\nExtending Python\n~~~~~~~~~~~~~~~~\n" in changed
    assert outline(changed, path.name) == outline(text, path.name)


def test_a_day_that_is_named_elsewhere_is_no_line_of_its_own() -> None:
    marked = "One$0\n\nTwo\n---\n\ndate: 22.07.2014\n"
    assert "Make headings" not in " ".join(offered(marked, "notes.rst"))
