"""What is known of addresses, in words, and where they stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.features.linking.web_places import web_addresses, web_addresses_of_talks, web_targets_between
from notes_lsp.features.web_words import age_in_words, facts_of_address, summary_of_addresses
from notes_lsp.links.verdicts import Verdict, WebState
from notes_lsp.links.web_targets import web_targets
from notes_lsp.syntax.markdown_parts import read_markdown_in_parts
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from web_states import state

A = "https://example.org/a"
HOUR, DAY = 3600, 86_400


TALKS = "# Conf 2020\n\n## One\n\n- [a](https://a.org)\n- [b](https://b.org)\n\n## Two\n\n- x\n\n## Three\n\nhttps://a.org\n"


@pytest.mark.parametrize("read", [read_markdown_in_parts, lambda text: parse(text, "n.md")])
def test_each_talk_has_its_addresses(read: object) -> None:
    document = read(TALKS)  # type: ignore[operator]
    notes = understand(document, "n.md")
    found = web_addresses_of_talks(notes, notes.all_talks)
    assert found == [("https://a.org/", "https://b.org/"), (), ("https://a.org/",)]
    assert web_addresses(document) == {"https://a.org/", "https://b.org/"}


@settings(max_examples=50)
@given(st.lists(st.sampled_from([*TALKS.splitlines(), "", "[x]: https://c.org"]), max_size=25), st.integers(0, 200))
def test_places_near_are_those_of_all(lines: list[str], at: int) -> None:
    text = "\n".join(lines) + "\n"
    for document in (parse(text, "n.md"), read_markdown_in_parts(text)):
        every = web_targets(document)
        near = web_targets_between(document, at, at + 20)
        assert near == tuple(place for place in every if place.start <= at + 20 and at <= place.end)


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (None, "not checked"),
        (state(A, "not-checked"), "not checked"),
        (state(A, "alive", 5, 200, "200 OK"), "alive · checked just now"),
        (state(A, "gone", 3 * DAY, 404, "404 Not Found"), "gone (404 Not Found) · checked 3 days ago"),
        (state(A, "no-such-host", HOUR, reason="no such host"), "no such host · checked 1 hour ago"),
        (
            state(A, "no-such-host", HOUR, reason="there is no host a.example"),
            "there is no host a.example · checked 1 hour ago",
        ),
        (
            state(A, "moved", 90, moved_to="https://example.org/b"),
            "moved to https://example.org/b · checked 1 minute ago",
        ),
        (state(A, "excluded", reason="excluded by the pattern x"), "excluded by the pattern x"),
        (state(A, "unverifiable", 0, 403, "403 Forbidden"), "can't be verified (403 Forbidden) · checked just now"),
    ],
)
def test_a_card_says_what_is_known(known: WebState | None, expected: str) -> None:
    lines = [
        "".join(piece if isinstance(piece, str) else piece.text for piece in fact) for fact in facts_of_address(known)
    ]
    assert " · ".join(lines) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([None], "Check 1 web link"),
        ([None, state(A, "not-checked"), None], "Check 3 web links"),
        ([state(A, "alive", 2 * HOUR), state(A, "gone", HOUR)], "2 web links: 1 alive, 1 gone · 2 hours ago"),
        ([state(A, "alive", 5), None], "2 web links: 1 alive, 1 not checked · just now"),
        ([state(A, "excluded")], "1 web link: 1 excluded"),
        ([state(A, "moved", 59 * 60)], "1 web link: 1 moved · 59 minutes ago"),
    ],
)
def test_a_lens_counts_verdicts(known: list[WebState | None], expected: str) -> None:
    assert summary_of_addresses(known) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (HOUR, "1 hour ago"),
        (47 * HOUR, "47 hours ago"),
        (2 * DAY, "2 days ago"),
    ],
)
def test_ages(seconds: int, expected: str) -> None:
    assert age_in_words(seconds) == expected


def test_every_verdict_has_its_words() -> None:
    verdicts: tuple[Verdict, ...] = (
        "alive",
        "moved",
        "gone",
        "no-such-host",
        "unreachable",
        "unverifiable",
        "excluded",
    )
    for verdict in verdicts:
        assert summary_of_addresses([state(A, verdict)]).startswith("1 web link: 1 ")
