"""Where in the source stands what was read from it."""

import pytest

from notes_lsp.syntax.parse import parse
from notes_lsp.talks.facts import locate
from notes_lsp.talks.roles import understand


@pytest.mark.parametrize(
    ("source", "piece", "expected"),
    [
        ("by Ada Lovelace", "Ada Lovelace", "Ada Lovelace"),
        ("by Ada  Lovelace, Ada Lovelace", "Ada Lovelace", "Ada Lovelace"),
        ("by Ada  Lovelace", "Ada Lovelace", "Ada  Lovelace"),
        ("by Ada\t \xa0Lovelace", "Ada Lovelace", "Ada\t \xa0Lovelace"),
        ("a (b)  c+", "(b) c+", "(b)  c+"),
        ("by **Ada** Lovelace", "Ada Lovelace", "by **Ada** Lovelace"),
        ("by nobody", "Ada", "by nobody"),
        ("by nobody", " ", " "),
        ("bynobody", " ", "bynobody"),
    ],
)
def test_a_piece_is_found_by_its_words(source: str, piece: str, expected: str) -> None:
    text = f"before Ada Lovelace {source} after"
    start = text.index(source)

    found = locate(parse(text), start, start + len(source), piece)

    assert text[found[0] : found[1]] == expected
    assert start <= found[0] <= found[1] <= start + len(source)


def test_the_spans_of_a_heading_with_blanks_to_spare() -> None:
    text = "# PyCon\n\n## Monday\n\n### 9:00   Big  queues by  Ada  Lovelace\n\n- a\n\n### Two\n"

    talk = understand(parse(text, "a.md")).all_talks[0]

    assert text[talk.title_start : talk.title_end] == "Big  queues"
    assert [(each.name, text[each.start : each.end]) for each in talk.speakers] == [("Ada Lovelace", "Ada  Lovelace")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_fact_ends_with_its_line(line_end: str) -> None:
    lines = [
        "# PyCon",
        "",
        "## Monday",
        "",
        "### One",
        "Room: Red",
        "Time: 9:00",
        "- Speaker: Ada Lovelace",
        "  more",
        "",
    ]
    text = line_end.join(lines)

    talk = understand(parse(text, "a.md")).all_talks[0]

    assert talk.room is not None
    assert text[talk.room.start : talk.room.end] == "Red"
    assert talk.time is not None
    assert text[talk.time.start : talk.time.end] == "9:00"
    assert [text[each.start : each.end] for each in talk.speakers] == ["Ada Lovelace"]
