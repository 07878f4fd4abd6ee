"""Looking at addresses on the web: each once, few at a time, for a bounded time.

What says that a link is dead has been seen twice, some time apart. What nobody knows is no mistake of the notes.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from notes_lsp.links.verdicts import DEAD, Verdict, WebState
from notes_lsp.links.web_addresses import address_of, fragment_of, host_of
from notes_lsp.links.web_policy import WebPolicy, is_excluded
from notes_lsp.web.asking import Asker, OnBody
from notes_lsp.web.fragments import PlaceSearch, is_place
from notes_lsp.web.loops import with_sockets_watched
from notes_lsp.web.pacing import backoff
from notes_lsp.web.resolving import Lookup
from notes_lsp.web.walking import Look, look

Report = Callable[[WebState], None]
Pages = dict[str, list[str]]
"""Pages with the addresses that lead to them and to places in them."""

NO_NETWORK = "no name of any host is found: is there a network?"
"""The reason of a state that tells of this machine, and nothing of the link."""

_LOOKS_THAT_CONVINCE = 2


async def check_addresses(
    addresses: Iterable[str],
    policy: WebPolicy,
    report: Report,
    now: Callable[[], float] = time.time,
    lookup: Lookup | None = None,
) -> None:
    """Look at each of ``addresses`` and report it exactly once, as soon as its verdict is there.

    An address is one that `notes_lsp.links.web_addresses.address_of` gave; with ``policy.check_fragments`` it may have
    a ``#fragment`` behind it, and its page is asked for once. ``now`` says the time in seconds since 1970, ``lookup``
    is asked where names lead (the system without it). What ``policy.deadline`` leaves out is "not-checked".

    Cancelling ends it at once, and nothing is reported any more. What ``report`` raises ends it, too.
    """
    pages: Pages = {}
    for address in dict.fromkeys(addresses):
        pages.setdefault(address.partition("#")[0], []).append(address)
    await with_sockets_watched(lambda tell: _check(pages, policy, tell, now, lookup), report)


async def _check(
    pages: Pages, policy: WebPolicy, report: Report, now: Callable[[], float], lookup: Lookup | None
) -> None:
    asker = Asker(policy, now, lookup)
    tasks = {asyncio.ensure_future(_look_at(page, pages[page], asker, report, now)): page for page in pages}
    try:
        if tasks:
            done, left = await asyncio.wait(tasks, timeout=policy.deadline, return_when=asyncio.FIRST_EXCEPTION)
            for task in done:
                task.result()
            for task in left:
                task.cancel()
                for address in pages[tasks[task]]:
                    report(WebState(address, "not-checked", None, "the time for the run was over", None, now()))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asker.aclose()


async def _look_at(page: str, addresses: list[str], asker: Asker, report: Report, now: Callable[[], float]) -> None:
    wanted = frozenset(filter(is_place, map(fragment_of, addresses))) if asker.policy.check_fragments else frozenset()
    try:
        found, missing = await _found_at(page, wanted, asker)
    except Exception as error:  # noqa: BLE001 - one address that trips us up must not cost the others their check
        found, missing = Look("unverifiable", f"notes-lsp failed at it ({type(error).__name__})"), frozenset()
    for address in addresses:
        report(_state(address, found, missing, now()))


async def _found_at(page: str, wanted: frozenset[str], asker: Asker) -> tuple[Look, frozenset[str]]:
    """What looks at ``page`` come to, and which of the places ``wanted`` it does not have."""
    if address_of(page) != page:
        return Look("excluded", "no address on the web"), frozenset()
    if (why := is_excluded(page, asker.policy)) is not None:
        return Look("excluded", why), frozenset()
    search = _SearchOfPage(wanted)
    found = await _first_look(page, search, asker)
    seen = Counter([found.verdict])
    times = 0
    while _is_worth_another_look(found, times, seen, asker.policy):
        times += 1
        await asyncio.sleep(backoff(asker.policy, times))
        found = await look(asker, "GET", page, search.reader, anew=True)
        seen[found.verdict] += 1
    if found.verdict in DEAD and seen[found.verdict] < _LOOKS_THAT_CONVINCE:
        found = replace(found, verdict="unverifiable")
    # Nobody has to ask about ".invalid" (RFC 6761, section 6.4): there is no such host with or without a network.
    is_reserved = host_of(page).endswith(".invalid")
    if found.verdict == "no-such-host" and not is_reserved and not await asker.names.network_is_there():
        found = replace(found, verdict="unreachable", reason=NO_NETWORK)
    return found, search.missing(found)


def _is_worth_another_look(found: Look, times: int, seen: "Counter[Verdict]", policy: WebPolicy) -> bool:
    if found.verdict in DEAD:
        return seen[found.verdict] < _LOOKS_THAT_CONVINCE
    return times < {"never": 0, "once": min(1, policy.retries), "some times": policy.retries}[found.again]


async def _first_look(page: str, search: "_SearchOfPage", asker: Asker) -> Look:
    """A look that costs little, if the host is known to do without a body; else one with GET."""
    if search.wanted:
        return await look(asker, "GET", page, search.reader)
    found = await look(asker, "HEAD", page)
    # Many servers say anything to a HEAD. What says nothing against the method waits for a later look.
    if found.verdict != "unverifiable" or found.method == "GET" or found.status in (None, 429, 503):
        return found
    found = await look(asker, "GET", page)
    if found.verdict in ("alive", "moved"):
        asker.lane_of(page).dislikes_head = True
    return found


class _SearchOfPage:
    """Looks for the places ``wanted`` in the last page of a chain of redirects."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self.wanted = wanted
        self._search = PlaceSearch(wanted)

    @property
    def reader(self) -> Callable[[], OnBody] | None:
        """Makes a reader of the next page; None where nothing is looked for."""
        return self._begin if self.wanted else None

    def missing(self, found: Look) -> frozenset[str]:
        """The places that the page that was ``found`` surely does not have."""
        is_read = found.verdict in ("alive", "moved") and "html" in found.headers.get("content-type", "").lower()
        return frozenset(self._search.missing) if is_read and not self._search.gave_up else frozenset()

    def _begin(self) -> OnBody:
        self._search = PlaceSearch(self.wanted)
        return self._search.take


def _state(address: str, found: Look, missing: frozenset[str], at: float) -> WebState:
    """What is known now of ``address``, which leads to the page that was ``found``, or to a place in it."""
    if fragment_of(address) in missing:
        reason = f"{found.reason}, but nothing in the page is named {fragment_of(address)}"
        return WebState(address, "unverifiable", found.status, reason, None, at)
    moved_to = found.moved_to if found.verdict == "moved" else None
    if moved_to is not None and "#" not in moved_to:
        moved_to += "".join(address.partition("#")[1:])
    return WebState(address, found.verdict, found.status, found.reason, moved_to, at)
