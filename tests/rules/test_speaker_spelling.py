"""A speaker who is spelt in two ways is found, and two people are not one."""

import pytest

from growth import assert_linear
from helpers import check_rule, fix_with, related_with
from notes_lsp.rules.speaker_spelling import RULE
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.batch import UnknownSurroundings

TITLES = ("Testing legacy code", "Search from below", "Queues in anger", "Seams of it all")


def talks(*speakers: str) -> str:
    shown = "".join(f"\n### {title} - {who}\n\n- said\n" for title, who in zip(TITLES, speakers, strict=False))
    return "# PyCon\n\n## Day 1\n" + shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Vandermeer", "Ada Vandemreer"),
        ("Ada Vandermeer", "Ada Vanderemer"),
        ("Ada Vandermeer", "Ada Vandrmeer"),
        ("Ada Vandermeer", "Ada Vandermmeer"),
        ("Leticia Portella", "Letícia Portella"),
        ("Raymond Hettinger", "Raymnod Hettinger"),
        ("Guido van Rossum", "Guido van Rosum"),
        ("Ada VanDerMeer", "Ada Vandermeer"),
    ],
)
def test_two_ways_to_spell_a_speaker(one: str, other: str) -> None:
    text = talks(one, other)
    assert [finding.split(" ", 1)[1] for finding in check_rule("speaker-spelling", text)] == [
        f'speaker-spelling "{other}" may be "{one}", as it is spelt elsewhere'
    ]
    assert fix_with("speaker-spelling", text) == talks(one, one)
    assert fix_with("speaker-spelling", text, only_safe=True) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jon Smith", "Joan Smith"),
        ("Jan Hansen", "Jan Jansen"),
        ("Anna Meier", "Anna Meyer"),
        ("Eva Berg", "Eva Berge"),
        ("Eva Marten", "Eva Mertan"),
        ("Maria Anderson", "Mario Anderson"),
        ("Ada Vandermeer", "Ida Vandemreer"),
        ("Ada Lovelace", "Ada Byron"),
        ("Vandermeer", "Vandemreer"),
    ],
)
def test_two_people_are_not_one(one: str, other: str) -> None:
    assert check_rule("speaker-spelling", talks(one, other)) == []


def test_the_commoner_way_counts() -> None:
    text = talks("Ada Vandemreer", "Ada Vandermeer", "Ada Vandermeer")
    assert fix_with("speaker-spelling", text) == talks("Ada Vandermeer", "Ada Vandermeer", "Ada Vandermeer")
    assert related_with("speaker-spelling", text) == ['9:25-9:39 "Ada Vandermeer" here']


def find(text: str) -> None:
    list(RULE.check(understand(parse(text, "notes.md")), UnknownSurroundings()))


def test_the_time_grows_with_the_number_of_speakers() -> None:
    names = [
        f"{'ABCDEFGHIJ'[n % 10]}da Vander{n:x}".translate(str.maketrans("0123456789", "ghijklmnop"))
        for n in range(1200)
    ]
    assert_linear(find, "".join(f"### Talk number {n} - {name}r\n\n- x\n\n" for n, name in enumerate(names)))
    same = "".join(f"### Talk number {n} - Ada Vandermeer\n\n- x\n\n" for n in range(1200))
    assert_linear(find, same + "### The last one - Ada Vandemreer\n")
