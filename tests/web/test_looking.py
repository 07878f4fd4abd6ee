"""Looking at addresses for somebody who waits: the cache, the network, and runs that end early."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.web import looking
from notes_lsp.web.cache import DAY, LinkCache
from notes_lsp.web.checker import NO_NETWORK
from notes_lsp.web.looking import Progress, look_at

A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"
Asked = list[tuple[tuple[str, ...], WebPolicy]]


def state(address: str, age: float = 0.0) -> WebState:
    return WebState(address, "alive", 200, "200 OK", None, time.time() - age)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[LinkCache]:
    opened = LinkCache(str(tmp_path / "cache.sqlite3"))
    yield opened
    opened.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Who is asked, and how: all addresses are alive."""
    questions: Asked = []

    async def answer(addresses: Iterable[str], policy: WebPolicy, report: Callable[[WebState], None]) -> None:
        questions.append((tuple(addresses), policy))
        for address in addresses:
            report(state(address))

    monkeypatch.setattr(looking, "check_addresses", answer)
    return questions


def answer_by(monkeypatch: pytest.MonkeyPatch, answer: Callable[[Callable[[WebState], None]], None]) -> None:
    async def answering(addresses: Iterable[str], policy: WebPolicy, report: Callable[[WebState], None]) -> None:
        answer(report)

    monkeypatch.setattr(looking, "check_addresses", answering)


def test_what_is_fresh_is_not_asked_for(cache: LinkCache, asked: Asked) -> None:
    cache.keep([state(A), state(B, 8 * DAY)])
    seen: list[str] = []
    look = look_at([(WebPolicy(), (A, B, C))], cache, Progress(lambda found: seen.append(found.address)))
    assert [addresses for addresses, _ in asked] == [(B, C)]
    assert (sorted(look.states), look.from_cache, seen) == ([A, B, C], 1, [A, B, C])
    assert cache.is_fresh(cache.known([B])[B])
    look_at([(WebPolicy(), (A, B))], cache, Progress(), refresh=True)
    assert asked[-1][0] == (A, B)


def test_an_address_is_asked_for_once_over_all_groups(cache: LinkCache, asked: Asked) -> None:
    look = look_at([(WebPolicy(deadline=50), (A, B)), (WebPolicy(deadline=900, retries=7), (B, C))], cache, Progress())
    assert [addresses for addresses, _ in asked] == [(A, B), (C,)]
    # The deadline is one for all.
    assert 0 < asked[1][1].deadline <= asked[0][1].deadline <= 50
    assert asked[1][1].retries == 7
    assert sorted(look.states) == [A, B, C]


def test_nobody_is_asked_where_all_is_known(cache: LinkCache, asked: Asked) -> None:
    cache.keep([state(A)])
    assert look_at([(WebPolicy(), (A,))], cache, Progress()).from_cache == 1
    assert look_at([], cache, Progress()).states == {}
    assert asked == []


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError])
def test_what_was_learnt_before_a_run_ended_is_kept(
    cache: LinkCache, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    def answer(report: Callable[[WebState], None]) -> None:
        report(state(A))
        raise failure

    answer_by(monkeypatch, answer)
    look = look_at([(WebPolicy(), (A, B)), (WebPolicy(retries=9), (C,))], cache, Progress())
    assert list(look.states) == list(cache.known([A, B, C])) == [A]
    assert look.interrupted is (failure is KeyboardInterrupt)
    assert isinstance(look.failure, ValueError) is (failure is ValueError)


def test_want_of_a_network_is_no_news_of_a_link(cache: LinkCache, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.keep([state(A, 9 * DAY)])

    def answer(report: Callable[[WebState], None]) -> None:
        report(replace(state(A), verdict="unreachable", status=None, reason=NO_NETWORK))
        report(state(B))

    answer_by(monkeypatch, answer)
    look = look_at([(WebPolicy(), (A, B))], cache, Progress())
    assert look.no_network
    assert list(look.states) == [B]
    assert cache.known([A])[A].verdict == "alive"
    assert not cache.is_fresh(cache.known([A])[A])
