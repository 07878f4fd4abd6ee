"""Tags behind titles are no part of them."""

import pytest

from growth import assert_linear
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.talks.title_tags import without_tags


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Queues", "Queues"),
        ("Queues #async", "Queues"),
        ("Queues by Ada Lovelace  #async #web/http #c-api", "Queues by Ada Lovelace"),
        ("Queues :async:", "Queues"),
        ("Queues #async :a:b_c:", "Queues"),
        ("Queues #async ", "Queues"),
        ("キュー #非同期", "キュー"),
        # Said as part of the title.
        ("The future of #python", "The future of #python"),
        ("Die Zukunft von #python #web", "Die Zukunft von #python #web"),
        # No tags.
        ("Lightning talk #3", "Lightning talk #3"),
        ("Room #2b", "Room #2b"),
        ("What is C#", "What is C#"),
        ("Issue#one", "Issue#one"),
        ("Questions:", "Questions:"),
        ("Ten rules ::", "Ten rules ::"),
        ("#async", "#async"),
        ("  #async", "  #async"),
        ("#async #web", "#async"),
        ("", ""),
    ],
)
def test_a_title_without_its_tags(title: str, expected: str) -> None:
    assert without_tags(title) == expected


@pytest.mark.parametrize(
    ("heading", "title", "speakers"),
    [
        ("### Queues by Ada Lovelace #async", "Queues", ["Ada Lovelace"]),
        ("### Queues - Ada Lovelace, data engineer #async #web", "Queues", ["Ada Lovelace"]),
        ("### Queues, [Ada Lovelace](https://a.b) #async", "Queues", ["Ada Lovelace"]),
        ("### 9:00 Queues (Ada Lovelace) :async:web:", "Queues", ["Ada Lovelace"]),
        ("### Queues #async", "Queues", []),
    ],
)
def test_the_title_and_the_speakers_of_a_talk_with_tags(heading: str, title: str, speakers: list[str]) -> None:
    text = f"# PyCon\n\n## Monday\n\n{heading}\n\n- a\n\n### Two\n\n- b\n"

    talk = understand(parse(text, "a.md")).all_talks[0]

    assert talk.title == title
    assert text[talk.title_start : talk.title_end] == title
    assert [text[each.start : each.end] for each in talk.speakers] == speakers


@pytest.mark.parametrize(
    "heading", ["* Queues by Ada Lovelace #x   :async:", "* Queues by Ada Lovelace :a: :async:web:"]
)
def test_org(heading: str) -> None:
    text = f"{heading}\n- a\n* Two :b:\n- b\n* Three\n- c\n"

    talks = understand(parse(text, "a.org")).all_talks

    assert [(talk.title, [each.name for each in talk.speakers]) for talk in talks] == [
        ("Queues", ["Ada Lovelace"]),
        ("Two", []),
        ("Three", []),
    ]


@pytest.mark.parametrize("piece", ["#a ", " ", ":a: ", ":", "#"])
def test_time_grows_with_the_title(piece: str) -> None:
    assert_linear(without_tags, "x " + piece * 20_000)
