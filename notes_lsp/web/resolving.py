"""Where the names of hosts lead. The search for a name can't be ended, so it has a thread that nobody waits for.

What a name leads to is asked once in a run; connections are made to the addresses found here and to no others.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from threading import Thread
from typing import Any, Literal

from notes_lsp.web.hosts import is_number

Failure = Literal["no-such-name", "no-answer"]
Found = tuple[str, ...] | Failure
"""The addresses of a host, the preferred one first, or why there are none."""
Lookup = Callable[[str], Awaitable[Found]]

_MOST_AT_ONCE = 32
_MOST_ADDRESSES = 8
_NOT_KNOWN = frozenset(
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA", "EAI_ADDRFAMILY") if hasattr(socket, name)
)


class Names:
    """The names that were looked up in one run.

    ``lookup`` is who is asked; each search takes at most ``timeout`` seconds, as far as we wait for it.
    """

    def __init__(self, timeout: float, known_names: tuple[str, ...], lookup: Lookup | None = None) -> None:
        self._lookup = lookup or look_up
        self._timeout = timeout
        self._known_names = known_names
        self._searches: dict[str, asyncio.Future[Found]] = {}
        self._places = asyncio.Semaphore(_MOST_AT_ONCE)
        self._is_network_there: asyncio.Future[bool] | None = None
        self._any_name_found = False

    async def addresses_of(self, host: str, *, anew: bool = False) -> Found:
        """Where ``host`` leads. ``anew`` asks once more for a name that was not found."""
        if is_number(host):
            return (host,)
        search = self._searches.get(host)
        if search is None or (anew and search.done() and isinstance(search.result(), str)):
            search = self._searches[host] = asyncio.ensure_future(self._search(host))
        return await asyncio.shield(search)

    async def network_is_there(self) -> bool:
        """Whether names are found at all, so that one that is not found does not exist."""
        if self._any_name_found:
            return True
        if self._is_network_there is None:
            self._is_network_there = asyncio.ensure_future(self._find_a_known_name())
        return await asyncio.shield(self._is_network_there) or self._any_name_found

    async def aclose(self) -> None:
        """Wait for no search any longer."""
        searches: list[asyncio.Future[Any]] = [*self._searches.values()]
        if self._is_network_there is not None:
            searches.append(self._is_network_there)
        for search in searches:
            search.cancel()
        await asyncio.gather(*searches, return_exceptions=True)

    async def _search(self, host: str) -> Found:
        async with self._places:
            try:
                found = await asyncio.wait_for(self._lookup(host), self._timeout)
            except (asyncio.TimeoutError, TimeoutError):
                return "no-answer"
        if not isinstance(found, str):
            self._any_name_found = True
        return found

    async def _find_a_known_name(self) -> bool:
        for name in self._known_names:
            if not isinstance(await self.addresses_of(name), str):
                return True
        return False


def look_up(host: str) -> "asyncio.Future[Found]":
    """Ask the system where ``host`` leads."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Found] = loop.create_future()

    def tell(found: Found) -> None:
        if not future.done():
            future.set_result(found)

    def search() -> None:
        found = _ask_the_system(host)
        try:
            loop.call_soon_threadsafe(tell, found)
        except RuntimeError:
            pass  # the loop has ended meanwhile, and with it whoever asked

    Thread(target=search, daemon=True).start()
    return future


def _ask_the_system(host: str) -> Found:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return "no-such-name" if error.errno in _NOT_KNOWN else "no-answer"
    except (OSError, UnicodeError):
        return "no-answer"
    addresses = dict.fromkeys(str(address[0]) for *_, address in found)
    return tuple(addresses)[:_MOST_ADDRESSES] or "no-such-name"
