"""What the server remembers of addresses, and how it talks to the process that finds it out."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.links.verdicts import VERDICTS, Verdict, WebState
from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.lsp.web.messages import (
    line_of,
    message_in,
    states_as_json,
    states_from_json,
    value_as_json,
    value_from_json,
)
from notes_lsp.lsp.web.states import WebStates


def state(address: str, verdict: Verdict = "alive", at: float = 100.0) -> WebState:
    return WebState(address, verdict, 200, "200 OK", None, at)


def test_a_state_has_the_age_that_it_has_when_somebody_asks() -> None:
    now = [150.0]
    states = WebStates(clock=lambda: now[0])
    assert states.state_of("a") is None
    assert states.take([state("a")]) == {"a"}
    known = states.state_of("a")
    assert known is not None
    assert known.age == 50.0
    now[0] = 90.0  # a clock that was set back
    assert states.state_of("a") == state("a")


def test_what_is_known_already_is_no_news() -> None:
    states = WebStates()
    assert states.take([state("a"), state("b")]) == {"a", "b"}
    assert states.take([state("a"), state("b", "gone")]) == {"b"}
    assert states.take([state("b", "gone", 200.0)]) == {"b"}


def test_that_nobody_has_looked_does_not_hide_what_is_known() -> None:
    states = WebStates()
    states.take([state("a")])
    assert states.take([state("a", "not-checked"), state("b", "not-checked")]) == frozenset()
    assert len(states) == 1


def test_the_oldest_are_forgotten_beyond_a_limit() -> None:
    states = WebStates(most=3)
    states.take([state("a"), state("b"), state("c")])
    states.take([state("a"), state("d")])
    assert [name for name in "abcd" if states.state_of(name) is not None] == ["a", "c", "d"]


def test_the_version_changes_with_the_addresses_that_it_is_about() -> None:
    states = WebStates()
    states.take([state("a"), state("b")])
    of_a, of_both = states.version_of(["a"]), states.version_of(["a", "b"])
    states.take([state("b", "gone")])
    assert states.version_of(["a"]) == of_a
    assert states.version_of(["a", "b"]) > of_both
    assert states.version_of([]) == 0


def test_what_was_excluded_is_forgotten_when_settings_change() -> None:
    states = WebStates()
    states.take([state("a", "excluded"), state("b")])
    before = states.version_of(["a"])
    assert states.forget_excluded() == {"a"}
    assert states.state_of("a") is None
    assert states.version_of(["a"]) > before


_TEXT = st.text(max_size=20)


@settings(max_examples=50)
@given(
    st.lists(
        st.builds(
            WebState,
            address=_TEXT,
            verdict=st.sampled_from(VERDICTS),
            status=st.none() | st.integers(100, 999),
            reason=_TEXT,
            moved_to=st.none() | _TEXT,
            checked_at=st.floats(0, 4e9),
        ),
        max_size=5,
    )
)
def test_states_travel_as_they_are(states: list[WebState]) -> None:
    line = line_of({"states": states_as_json(states)})
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert states_from_json(message_in(line)["states"]) == states


def test_policies_travel_as_they_are() -> None:
    policy = WebPolicy(
        exclude=("a", "b"),
        accept=(("x", frozenset({403, 999})),),
        headers=(("example.org", (("Accept", "*/*"),)),),
        timeout=1.5,
        check_fragments=True,
    )
    line = line_of(value_as_json(policy))
    assert value_from_json(WebPolicy, message_in(line)) == policy


@pytest.mark.parametrize("line", [b"[1]\n", b"1\n", b"\n", b"{\n", b"\xff\n"])
def test_what_is_no_message_is_said_so(line: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        message_in(line)


@dataclass(frozen=True)
class Other:
    name: str


def test_a_value_of_another_kind_is_none() -> None:
    with pytest.raises(TypeError):
        value_from_json(Other, {"else": 1})
