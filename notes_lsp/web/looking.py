"""Looking at many addresses for somebody who waits: what is fresh comes from the cache, the rest from the network.

What is learnt is kept as it comes, so that a run that is ended loses next to nothing.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.web.cache import LinkCache
from notes_lsp.web.checker import NO_NETWORK, check_addresses

Group = tuple[WebPolicy, Sequence[str]]
"""Addresses, and how they are asked for."""

_MOST_IN_A_BATCH = 200
_LONGEST_WAIT = 1.0  # in seconds, until what was learnt is kept
_BETWEEN_TICKS = 0.1


@dataclass(slots=True)
class Progress:
    """Who watches: ``found`` is told of each state, ``tick`` is called ten times a second while nothing comes."""

    found: Callable[[WebState], None] = lambda _: None
    tick: Callable[[], None] = lambda: None


@dataclass(slots=True)
class Look:
    """What a look gave.

    ``states`` are what it found out, by their addresses, and those that were fresh: ``from_cache`` counts them. What is
    only for want of a network is not among them; ``no_network`` says that there was such. ``interrupted`` says that
    somebody ended it, ``failure`` that we did: what went wrong, for a report.
    """

    states: dict[str, WebState] = field(default_factory=dict)
    from_cache: int = 0
    interrupted: bool = False
    no_network: bool = False
    failure: Exception | None = None


def look_at(groups: Iterable[Group], cache: LinkCache, progress: Progress, *, refresh: bool = False) -> Look:
    """Look at the addresses of ``groups``, each once. ``refresh`` asks for those, too, whose verdict is fresh.

    The deadline of the first group is that of all. Ctrl-C ends it early; what was learnt stays.
    """
    look = Look()
    keeper = _Keeper(cache, look, progress)
    started = time.monotonic()
    deadline: float | None = None
    try:
        for policy, addresses in groups:
            wanted = [address for address in dict.fromkeys(addresses) if address not in look.states]
            if not refresh:
                wanted = _without_fresh(wanted, cache, look, progress)
            deadline = policy.deadline if deadline is None else deadline
            left = max(0.0, deadline - (time.monotonic() - started))
            if wanted:
                asyncio.run(_ask(wanted, replace(policy, deadline=left), keeper))
    except KeyboardInterrupt:
        look.interrupted = True
    except Exception as failure:  # noqa: BLE001 - what was learnt until then is worth telling
        look.failure = failure
    finally:
        keeper.keep()
    return look


def _without_fresh(addresses: list[str], cache: LinkCache, look: Look, progress: Progress) -> list[str]:
    """The addresses of which nothing fresh is known; what is fresh goes into ``look``."""
    known = cache.known(addresses)
    fresh = {address: state for address, state in known.items() if cache.is_fresh(state)}
    look.states |= fresh
    look.from_cache += len(fresh)
    for state in fresh.values():
        progress.found(state)
    return [address for address in addresses if address not in fresh]


async def _ask(addresses: list[str], policy: WebPolicy, keeper: "_Keeper") -> None:
    ticking = asyncio.get_running_loop().create_task(_tick(keeper))
    try:
        await check_addresses(addresses, policy, keeper.take)
    finally:
        ticking.cancel()
        with suppress(asyncio.CancelledError):
            await ticking


async def _tick(keeper: "_Keeper") -> None:
    while True:
        await asyncio.sleep(_BETWEEN_TICKS)
        keeper.tick()


class _Keeper:
    """Takes what is found out, and keeps it in batches."""

    def __init__(self, cache: LinkCache, look: Look, progress: Progress) -> None:
        self._cache = cache
        self._look = look
        self._progress = progress
        self._batch: list[WebState] = []
        self._kept_at = time.monotonic()

    def take(self, state: WebState) -> None:
        """A look gave ``state``."""
        if state.reason == NO_NETWORK:
            self._look.no_network = True
        else:
            self._look.states[state.address] = state
            self._batch.append(state)
        self._progress.found(state)

    def tick(self) -> None:
        """Time has passed."""
        if self._batch and (len(self._batch) >= _MOST_IN_A_BATCH or time.monotonic() - self._kept_at >= _LONGEST_WAIT):
            self.keep()
        self._progress.tick()

    def keep(self) -> None:
        """Put into the cache what has come."""
        batch, self._batch = self._batch, []
        self._cache.keep(batch)
        self._kept_at = time.monotonic()
