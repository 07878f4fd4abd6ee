"""The dictionary and the names that settings add reach the rules, and rules without any stay what they are."""

from pathlib import Path

import pytest

from notes_lsp.rules.misspellings import MISSPELLINGS
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace import word_lists
from notes_lsp.workspace.batch import Checker
from notes_lsp.workspace.chosen_rules import RuleChoice, rules_for
from notes_lsp.workspace.files import FileText
from notes_lsp.workspace.settings import Layer, read_settings

TEXT = "# Notes\n\n- this is the elastik that they have, and a seperator for it\n"


def found(choice: RuleChoice) -> list[str]:
    result = Checker(rules_for(choice)).check_text(FileText("notes.md", TEXT, "utf-8", bom=False), None)
    assert result.problems == ()
    return [finding.message for finding in result.findings]


def test_names_of_the_settings_are_looked_for_beside_those_that_are_known() -> None:
    settings, problems = read_settings([Layer("a", {"technology-names": {"Elastik": "Elasticsearch"}})])

    assert problems == ()
    assert settings.technology_names == (("Elastik", "Elasticsearch"),)
    assert found(RuleChoice(technology_names=settings.technology_names)) == ['"elastik" should be "elasticsearch"']
    assert found(RuleChoice()) == []


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            {"two words": "x"},
            '"technology-names" holds "two words", which is no word of letters from a to z and digits',
        ),
        ({"ngixn": 1}, '"technology-names" holds something for "ngixn" that is no name on one line'),
        ({"ngixn": "a\nb"}, '"technology-names" holds something for "ngixn" that is no name on one line'),
        ({"nginx": "NGINX"}, '"technology-names" holds "nginx" for itself'),
        (
            ["ngixn"],
            '"technology-names" is a list, but must be a table of wrong names with proper ones, as { "ngixn" = "nginx" }',
        ),
    ],
)
def test_what_is_wrong_with_names_is_said(value: object, message: str) -> None:
    settings, problems = read_settings([Layer("a", {"technology-names": value})])

    assert [problem.message for problem in problems] == [message]
    assert settings.technology_names == ()


def test_the_dictionary_is_read_for_the_rule_that_goes_by_it() -> None:
    assert found(RuleChoice(extend_select=("dictionary-spelling",))) == ['"seperator" should be "separator"']


def test_the_dictionary_has_single_words_for_single_words_and_leaves_alone_what_the_list_has() -> None:
    dictionary = word_lists.misspellings()

    assert len(dictionary) > 40_000
    assert all(wrong.isalpha() and right.isalpha() and len(wrong) > 3 for wrong, right in dictionary.items())
    assert not dictionary.keys() & MISSPELLINGS.keys()


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"", b"no dictionary at all\n"])
def test_without_a_dictionary_nothing_is_found(
    content: bytes | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "dictionary.txt"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(word_lists, "_dictionary_path", lambda: path if content is not None else None)
    word_lists.misspellings.cache_clear()
    try:
        assert found(RuleChoice(extend_select=("dictionary-spelling",))) == []
    finally:
        word_lists.misspellings.cache_clear()


def test_a_package_that_is_not_there_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_lists, "_PACKAGE", "no_such_package_of_words")
    word_lists.misspellings.cache_clear()
    try:
        assert word_lists.misspellings() == {}
    finally:
        word_lists.misspellings.cache_clear()


def test_rules_that_get_nothing_stay_the_same() -> None:
    assert rules_for(RuleChoice()) == tuple(rule for rule in RULES if rule.on)
    assert rules_for(RuleChoice(technology_names=(("a1", "b"),))) is rules_for(
        RuleChoice(technology_names=(("a1", "b"),))
    )
