import asyncio
import time
from email.utils import formatdate

import pytest

from notes_lsp.web.pacing import seconds_asked_for
from web_servers import OK, answer, leading, look, serving, verdicts, with_policy


async def _slow(request, reader, writer) -> None:
    await asyncio.sleep(0.02)
    writer.write(answer(200))
    await writer.drain()


@pytest.mark.parametrize(("per_host", "most_at_once", "expected"), [(1, 64, 1), (3, 64, 3), (9, 4, 4)])
async def test_no_more_are_asked_at_once_than_the_policy_says(per_host: int, most_at_once: int, expected: int) -> None:
    async with serving(_slow) as server:
        policy = with_policy(per_host=per_host, most_at_once=most_at_once)
        await look(*[f"{server.base}/{number}" for number in range(20)], policy=policy)
    assert server.most_at_once == expected


async def test_a_host_is_left_alone_between_two_questions() -> None:
    async with serving({"/1": OK, "/2": OK, "/3": OK}) as server:
        began = time.monotonic()
        await look(*[f"{server.base}/{number}" for number in (1, 2, 3)], policy=with_policy(pause_per_host=0.1))
        assert time.monotonic() - began >= 0.2


async def test_connections_are_used_again() -> None:
    async with serving(_slow) as server:
        await look(*[f"{server.base}/{number}" for number in range(20)], policy=with_policy(per_host=2))
    assert server.connections == 2


async def test_a_slow_host_holds_up_no_other() -> None:
    async def silent(request, reader, writer) -> None:
        await reader.read()

    async with serving(silent) as slow, serving({"/a": OK}) as quick:
        lookup = leading({"slow.example": ("127.0.0.1",), "quick.example": ("127.0.0.1",)})
        policy = with_policy(most_at_once=4, deadline=0.5)
        slow_ones = [f"http://slow.example:{slow.port}/{number}" for number in range(100)]
        last = f"http://quick.example:{quick.port}/a"
        states = await look(*slow_ones, last, policy=policy, lookup=lookup)
    assert states[last].verdict == "alive"


@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_parks_the_whole_host(status: int) -> None:
    times = []

    async def first_no_then_yes(request, reader, writer) -> None:
        times.append(time.monotonic())
        writer.write(answer(status, "Retry-After: 1") if len(times) == 1 else OK)
        await writer.drain()

    async with serving(first_no_then_yes) as server:
        policy = with_policy(per_host=1)
        states = await look(*[f"{server.base}/{number}" for number in range(3)], policy=policy)
    assert verdicts(states.values()) == ["alive"] * 3
    assert times[1] - times[0] >= 0.95


async def test_a_host_that_asks_for_too_much_is_not_asked_again() -> None:
    async with serving(_answer_429) as server:
        began = time.monotonic()
        states = await look(*[f"{server.base}/{number}" for number in range(30)])
    assert verdicts(states.values()) == ["unverifiable"] * 30
    assert any(state.reason == "its host asked to be left alone for 60 minutes" for state in states.values())
    assert len(server.requests) <= 2
    assert time.monotonic() - began < 2


async def _answer_429(request, reader, writer) -> None:
    writer.write(answer(429, "Retry-After: 3600"))
    await writer.drain()


async def test_a_host_that_refuses_all_is_asked_no_more() -> None:
    async def refuse(request, reader, writer) -> None:
        writer.write(answer(429))
        await writer.drain()

    async with serving(refuse) as server:
        states = await look(*[f"{server.base}/{number}" for number in range(50)])
    assert verdicts(states.values()) == ["unverifiable"] * 50
    assert len(server.requests) <= 4


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        (formatdate(1_000_060, usegmt=True), 60.0),
        (formatdate(999_000, usegmt=True), 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("٣", None),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(written: str | None, seconds: float | None) -> None:
    assert seconds_asked_for(written, lambda: 1_000_000.0) == seconds
