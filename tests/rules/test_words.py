"""Words that are misspelt are found in running text, and names, code, links and other languages are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import check_rule, fix_with
from notes_lsp.rules.misspellings import MISSPELLINGS
from notes_lsp.rules.technology_names import TECHNOLOGY_NAMES

ENGLISH = "\n- this is what they said about it, and there are more of them\n"


def spelt(text: str, code: str = "spelling", name: str = "notes.md") -> list[str]:
    """The words that ``code`` reports in ``text``, which stands above a line of English."""
    found = check_rule(code, text + ENGLISH, name)
    return [finding.split('"')[1] for finding in found]


@pytest.mark.parametrize(
    "text",
    [
        "- there are mulitple ways",
        "## Opeining",
        "- (Mulitple ways)",
        "1. Mulitple ways",
        "It works. Mulitple ways do.",
        "## The Opeining of the Conference",
        "- **mulitple** ways",
        "- mulitple.\n- more",
        "| a | mulitple |\n| - | - |\n| b | c |",
    ],
)
def test_misspelt_words_are_found(text: str) -> None:
    assert [word.lower() for word in spelt(text)] in (["mulitple"], ["opeining"])


@pytest.mark.parametrize(
    "text",
    [
        "- `mulitple` ways",
        "```\nmulitple\n```",
        "    mulitple",
        "- [mulitple ways](https://example.org)",
        "- see https://example.org/mulitple and mulitple.example.org",
        "- mulitple_ways, mulitple.py, mulitple(), --mulitple, #mulitple, @mulitple, a/mulitple, x.mulitple",
        "- MULITPLE and muLitple",
        "- the company Mulitple of Vienna",
        '- who writes "mulitple" means it',
        "- mulitple-choice",
        "<!-- mulitple -->\n",
        '<img alt="mulitple" src="https://example.org/a.png">',
    ],
)
def test_what_is_no_running_text_or_may_be_a_name_is_left_alone(text: str) -> None:
    assert spelt(text) == []


def test_speakers_are_left_alone() -> None:
    talk = "# PyCon\n\n## Day 1\n\n### Mulitple ways - Ada Shedule\n\n- a\n\n### All of it - Shedule Thier\n"
    assert spelt(talk) == ["Mulitple"]


@pytest.mark.parametrize(
    "text",
    [
        "# Notes\n\n- mulitple\n",
        "# Notizen\n\n- das ist nicht mulitple und wird es auch nicht werden, mit der Zeit\n",
        "# Notes\n\n- les notes sont dans une salle, avec vous et pour vous\n- what is it about, and why\n- mulitple\n",
        "# Notes\n\n- les notes sont dans une mulitple, avec des pages et pour vous, that is and the of\n",
    ],
)
def test_only_notes_in_english_are_looked_at(text: str) -> None:
    assert check_rule("spelling", text) == []


def test_a_line_in_another_language_is_left_alone() -> None:
    assert spelt("- (im Original: der mulitple und die anderen)") == []


def test_the_capital_of_a_word_stays() -> None:
    assert (
        fix_with("spelling", "# T\n\n- Mulitple or mulitple\n" + ENGLISH) == "# T\n\n- Multiple or multiple\n" + ENGLISH
    )
    assert fix_with("spelling", "# T\n\n- mulitple\n" + ENGLISH, only_safe=True) == "# T\n\n- mulitple\n" + ENGLISH


def test_the_dictionary_knows_what_the_list_does_not_and_leaves_the_rest_to_it() -> None:
    text = "- a seperator of mulitple of them"

    assert spelt(text, "dictionary-spelling") == ["seperator"]
    assert spelt(text) == ["mulitple"]


def test_the_dictionary_is_asked_only_for_words_with_one_correction_that_is_a_word() -> None:
    # "alot" is two words, "dont" lacks an apostrophe, "unser" may be several words, "useable" many write.
    assert spelt("- alot of them dont have unser and that is useable", "dictionary-spelling") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Elasticserch", "- Elasticsearch"),
        ("- ngnix and Ngnix", "- nginx and Nginx"),
        ("- postgress", "- postgres"),
        ("- Kuberentes, javscript and pyhton; Djano", "- Kubernetes, javascript and python; Django"),
        (
            "- `ngnix`, https://example.org/ngnix, ngnix.conf, NGNIX",
            "- `ngnix`, https://example.org/ngnix, ngnix.conf, NGNIX",
        ),
        ("- und dann kam ngnix", "- und dann kam nginx"),
    ],
)
def test_names_of_technologies(text: str, expected: str) -> None:
    assert fix_with("technology-name", text + "\n") == expected + "\n"


def test_a_misspelt_name_of_a_technology_is_reported_once() -> None:
    assert spelt("- pyhton") == []
    assert spelt("- pyhton", "dictionary-spelling") == []
    assert spelt("- pyhton", "technology-name") == ["pyhton"]


def test_no_list_calls_wrong_what_it_calls_right() -> None:
    for words in (MISSPELLINGS, TECHNOLOGY_NAMES):
        right = {proper.lower() for proper in words.values()}
        assert not right & words.keys()
        for wrong in words:
            assert wrong == wrong.lower()
            assert wrong.isascii()
            assert wrong.isalnum()
    assert not MISSPELLINGS.keys() & TECHNOLOGY_NAMES.keys()


@pytest.mark.parametrize("name", ["notes.md", "notes.rst", "notes.org", "notes.txt"])
@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["mulitple", "ngnix", "`", "_", "*", "\n", "- ", "# ", " ", "(", "[", "](", ")", "x", "<!--"])
    )
)
def test_a_word_that_is_found_is_there_and_its_fix_leaves_nothing_to_find(name: str, pieces: list[str]) -> None:
    text = "".join(pieces) + "\n\n" + ENGLISH
    for code in ("spelling", "technology-name"):
        mended = fix_with(code, text, name)
        assert check_rule(code, mended, name) == []
        assert mended.count("\n") == text.count("\n")
