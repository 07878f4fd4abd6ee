"""The fields in the head of a file say what the whole file is of, wherever in the head they stand."""

from notes_lsp.syntax.parse import parse
from notes_lsp.talks.marks import BLOCKS_OF_HEAD, Outline
from outlines import outline_of


def head_of(count: int) -> str:
    others = "".join(f"key{number}: value\n" for number in range(count))
    return f"---\ntitle: Queues\n{others}speaker: Ada Lovelace\n---\n\n- a\n\n# One\n\n- b\n\n# Two\n\n- c\n"


def test_a_title_and_a_speaker_in_the_head_make_one_talk() -> None:
    assert outline_of(head_of(0)) == ["2 single Queues | Ada Lovelace"]


def test_the_last_field_of_a_long_head_counts() -> None:
    assert outline_of(head_of(BLOCKS_OF_HEAD - 4)) == ["2 single Queues | Ada Lovelace"]


def test_fields_far_below_are_not_of_the_head() -> None:
    outline = Outline(parse("text\n\n" * BLOCKS_OF_HEAD + ":speaker: Ada Lovelace\n", "a.rst"))

    assert outline.fields == {}


def test_structure_and_details_go_by_the_same_fields() -> None:
    text = ":title: Queues\n\n" + "text\n\n" * (BLOCKS_OF_HEAD - 2) + ":speaker: Ada Lovelace\n"

    assert outline_of(text, "a.rst") == ["1 single Queues | Ada Lovelace"]
    assert outline_of("text\n\n" + text, "a.rst")[0].count("Queues") == 0
