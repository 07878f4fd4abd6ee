"""What a few letters find in all notes.

Expectations are the symbols in the order in which they are found: ``kind name``.
"""

import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_library import FakeLibrary
from notes_lsp.features.library import FileSummary, KeptSummary, Symbol
from notes_lsp.features.workspace_symbols import FoundSymbol, search_symbols

FILES = {
    "/n/berlin.md": (
        "# EuroPython 2014\n\n## Tuesday, July 22nd\n\n### Python generators, by Ada Lovelace\n\n- lazy #python\n"
        "- lazier #Python\n\n### Packaging, by Ada Lovelace\n\n- note #packaging\n\n"
        "## Wednesday, July 23rd\n\n### Types in Python, by José Müller\n\n- note\n"
    ),
    "/n/oslo.md": (
        "# NDC Oslo 2015\n\n## Thursday, June 18th\n\n### Queues for everyone, by Søren Ødegård\n\n- note #python\n"
    ),
}


def found(query: str, files: Mapping[str, str] = FILES, limit: int = 200) -> list[str]:
    symbols = search_symbols(query, FakeLibrary(files).summaries(), limit)
    for at in symbols:
        text = files[at.path][at.symbol.start : at.symbol.end]
        assert text.casefold().strip("#") in at.symbol.name.casefold(), "the span is that of the name"
    return [f"{at.symbol.kind} {at.symbol.name}" for at in symbols]


def check(query: str, *expected: str) -> None:
    assert found(query) == list(expected)


def of_names(*names: str, kind: str = "talk", container: str = "") -> list[FileSummary]:
    symbols = tuple(Symbol(kind, name, container, at, at + 1) for at, name in enumerate(names))  # type: ignore[arg-type]
    return [KeptSummary("/n/a.md", "", "", symbols, (), (), (), ())]


def ranked(query: str, *names: str) -> list[str]:
    return [at.symbol.name for at in search_symbols(query, of_names(*names))]


def test_a_talk_by_its_title() -> None:
    check("packaging", "talk Packaging", "tag #packaging")


def test_a_speaker_once_for_each_file() -> None:
    check("lovelace", "speaker Ada Lovelace")
    both = {**FILES, "/n/paris.md": "# Conf 2016\n\n## July 1st\n\n### Loops\n\n- Speaker: ada lovelace\n"}
    both["/n/paris.md"] += "\n### Machines, by Ada Lovelace\n\n- note\n"
    assert found("lovelace", both) == ["speaker Ada Lovelace", "speaker ada lovelace"]


def test_a_day_and_a_conference() -> None:
    check("july", "day Tuesday, July 22nd", "day Wednesday, July 23rd")
    check("oslo", "conference NDC Oslo 2015")


def test_case_and_accents_are_left_aside() -> None:
    check("MULLER", "speaker José Müller")
    check("jose", "speaker José Müller")
    check("soren odegard", "speaker Søren Ødegård")
    check("mu\u0308ller", "speaker José Müller")


def test_letters_may_lie_apart() -> None:
    check("pckg", "talk Packaging", "tag #packaging")
    check("pygen", "talk Python generators")
    check("tip", "talk Types in Python")
    check("gpy")


def test_several_words_in_any_order() -> None:
    check("python types", "talk Types in Python")
    check("ada lov", "speaker Ada Lovelace")
    check("lov ada", "speaker Ada Lovelace")


def test_words_of_what_it_belongs_to_help() -> None:
    check("python wednesday", "talk Types in Python")
    check("europython july 23", "day Wednesday, July 23rd")  # not all its talks
    check("queues oslo", "talk Queues for everyone")
    check("ednesday python")


def test_a_query_with_the_sign_finds_tags_alone() -> None:
    check("#python", "tag #python", "tag #python")
    check(" #pack", "tag #packaging")
    check("#", "tag #python", "tag #packaging", "tag #python")
    check("#lovelace")


def test_without_a_query_conferences_and_days_come_first() -> None:
    assert found("")[:6] == [
        "conference EuroPython 2014",
        "conference NDC Oslo 2015",
        "day Tuesday, July 22nd",
        "day Wednesday, July 23rd",
        "day Thursday, June 18th",
        "talk Python generators",
    ]
    assert found("   ") == found("")
    assert found("", limit=2) == ["conference EuroPython 2014", "conference NDC Oslo 2015"]


def test_each_says_what_it_belongs_to() -> None:
    (types,) = search_symbols("types", FakeLibrary(FILES).summaries())
    assert types.symbol.container == "EuroPython 2014, Wednesday, July 23rd"
    assert types.path == "/n/berlin.md"


def test_the_better_one_comes_first() -> None:
    names = [
        "Sub-type theory",
        "Typesetting",
        "Types",
        "Types in Python",
        "Prototypes",
        "The young person",
        "More types",
    ]
    assert ranked("types", *names) == ["Types", "Typesetting", "Types in Python", "More types", "Prototypes"]
    assert ranked("types", "Types in Python", "Types in C") == ["Types in C", "Types in Python"]
    assert ranked("type", "Prototype", "Sub-type theory", "The typewriter", "Try your pet") == [
        "Sub-type theory",
        "The typewriter",
        "Prototype",
        "Try your pet",
    ]


def test_letters_at_the_beginnings_of_words_count_more_than_inside() -> None:
    assert ranked("gc", "Magic", "Garbage collection", "Orgic") == ["Garbage collection", "Magic", "Orgic"]


def test_letters_strewn_over_a_long_name_are_not_found() -> None:
    assert ranked("test", "Attic gardens and hosting") == []
    assert ranked("test", "Tries, ends, starts, turns") == ["Tries, ends, starts, turns"]


def test_of_equals_the_first_in_the_text_comes_first() -> None:
    found = search_symbols("talk", of_names("Talk b", "Talk a", "Talk c"))
    assert [at.symbol.start for at in found] == [0, 1, 2]
    more = search_symbols("talk", [*of_names("Talk b"), *of_names("Talk a")], limit=1)
    assert [at.symbol.name for at in more] == ["Talk b"]


@pytest.mark.parametrize("query", ["[", "a.*", "^-]", "\\", "(?i)", "\0", "#" * 9, "a " * 400, "x" * 5000])
def test_signs_are_letters_like_others(query: str) -> None:
    assert search_symbols(query, of_names("Talk", "Regular expressions: a [b] c")) is not None
    assert ranked("a.*", "A.*", "Abc") == ["A.*"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abAé .-", max_size=12), max_size=6), st.text("abé ", max_size=6))
def test_whatever_is_found_has_the_letters_of_each_word(names: list[str], query: str) -> None:
    for name in ranked(query, *names):
        for word in folded(query).split():
            letters = iter(folded(name))
            assert all(letter in letters for letter in word)


@settings(max_examples=60, deadline=None)
@given(st.text("abcé .-", min_size=1, max_size=12))
def test_a_name_finds_itself(name: str) -> None:
    assert ranked(name, name) == [name]


def folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def test_twenty_thousand_names_hold_no_trap() -> None:
    # Letters that are in every name many times are the worst case of looking for them apart.
    worst = of_names(*["ab" * 100] * 300)
    assert search_symbols("ab" * 29 + "c", worst) == ()
    assert len(search_symbols("ba" * 29, worst, limit=10)) == 10
    assert isinstance(search_symbols("b", worst)[0], FoundSymbol)
