"""What the server remembers of addresses on the web: a part of what the cache on disk knows.

Asking it asks nobody else. It holds a bounded number of states, those that came last.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable

from notes_lsp.links.verdicts import WebState

MOST_KNOWN = 50_000


class WebStates:
    """States by their addresses."""

    def __init__(self, clock: Callable[[], float] = time.time, most: int = MOST_KNOWN) -> None:
        self._clock = clock
        self._most = most
        self._states: OrderedDict[str, WebState] = OrderedDict()
        self._changed_in: dict[str, int] = {}
        self._generation = 0

    def __len__(self) -> int:
        return len(self._states)

    def state_of(self, address: str) -> WebState | None:
        """What is known of ``address``, with its age now; None for nothing."""
        known = self._states.get(address)
        if known is None:
            return None
        age = max(0.0, self._clock() - known.checked_at)
        return WebState(known.address, known.verdict, known.status, known.reason, known.moved_to, known.checked_at, age)

    def unknown(self, addresses: Iterable[str]) -> list[str]:
        """Those of ``addresses`` of which nothing is known."""
        return [address for address in addresses if address not in self._states]

    def take(self, states: Iterable[WebState]) -> frozenset[str]:
        """Remember ``states``; gives the addresses of which something else is known now.

        That nobody has looked is no news.
        """
        self._generation += 1
        changed = set()
        for state in states:
            if state.verdict == "not-checked":
                continue
            known = self._states.pop(state.address, None)
            self._states[state.address] = state
            if known is None or _told(known) != _told(state):
                self._changed_in[state.address] = self._generation
                changed.add(state.address)
        while len(self._states) > self._most:
            address, _ = self._states.popitem(last=False)
            self._changed_in.pop(address, None)
        return frozenset(changed)

    def forget_excluded(self) -> frozenset[str]:
        """Forget what was excluded: the settings say something else now. Gives the addresses."""
        gone = frozenset(address for address, state in self._states.items() if state.verdict == "excluded")
        self._generation += 1
        for address in gone:
            del self._states[address]
            self._changed_in[address] = self._generation
        return gone

    def version_of(self, addresses: Iterable[str]) -> int:
        """A number that grows when something else becomes known of one of ``addresses``."""
        changed_in = self._changed_in
        return max((changed_in.get(address, 0) for address in addresses), default=0)


def _told(state: WebState) -> tuple[object, ...]:
    return (state.verdict, state.status, state.reason, state.moved_to, state.checked_at)
