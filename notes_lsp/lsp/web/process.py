"""What runs in the process of the network: it looks at addresses, keeps what it finds out in the cache, and tells it.

A process of its own, so that thousands of connections and their encryption take no turn from who types. Messages are
those of `notes_lsp.lsp.web.messages`, over the standard streams that the server gave it. When these end the server is
gone, and so is this process, whatever it waits for.
"""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_policy import WebPolicy, is_excluded
from notes_lsp.lsp.web.messages import line_of, message_in, states_as_json, value_from_json
from notes_lsp.web.archive import archived_copy
from notes_lsp.web.cache import Lifetimes, LinkCache
from notes_lsp.web.checker import NO_NETWORK, check_addresses

# Who waits sees something move, and the cache is not written for each address alone.
_BETWEEN_BATCHES = 0.2
_MOST_IN_A_BATCH = 200
# More at once would ask the same hosts more often than is polite.
_JOBS_AT_ONCE = 2
_NICENESS = 5


def main() -> None:
    """Work until the server is gone."""
    reading, writing = _own_streams()
    if hasattr(os, "nice"):
        os.nice(_NICENESS)  # the editor comes first
    asyncio.run(_work(reading, writing))


async def _work(reading: BinaryIO, writing: BinaryIO) -> None:
    jobs = Jobs(writing)
    loop = asyncio.get_running_loop()
    threading.Thread(target=_read, args=(reading, loop, jobs), daemon=True).start()
    await asyncio.Event().wait()


def _read(reading: BinaryIO, loop: asyncio.AbstractEventLoop, jobs: "Jobs") -> None:
    try:
        for line in reading:
            loop.call_soon_threadsafe(jobs.take, message_in(line))
    finally:
        os._exit(0)


class _NoNetworkError(Exception):
    """Of some addresses nothing was found out, for want of a network."""


class Jobs:
    """The jobs that the server has given, each a task of the loop."""

    def __init__(self, writing: BinaryIO) -> None:
        self._writing = writing
        self._caches: dict[tuple[float, ...], LinkCache] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._turns = asyncio.Semaphore(_JOBS_AT_ONCE)

    def take(self, message: dict[str, Any]) -> None:
        """Take a message of the server."""
        number = message["id"]
        if message["do"] == "cancel":
            task = self._tasks.get(number)
            if task is not None:
                task.cancel()
            return
        task = self._tasks[number] = asyncio.get_running_loop().create_task(self._do(number, message))
        task.add_done_callback(lambda _: self._tasks.pop(number, None))

    async def _do(self, number: int, message: dict[str, Any]) -> None:
        end: dict[str, Any] = {"id": number}
        try:
            policy = value_from_json(WebPolicy, message["policy"])
            if message["do"] == "archive":
                end["result"] = await archived_copy(message["address"], policy)
            else:
                cache = self._cache(tuple(message["lifetimes"]))
                async with self._turns:
                    await self._check(number, message, policy, cache)
                end["result"] = cache.trouble
        except asyncio.CancelledError:
            end["error"] = "cancelled"
        except _NoNetworkError:
            end["error"] = NO_NETWORK
        except Exception as error:  # noqa: BLE001 - the next job is another one
            end["error"] = f"the process for web links failed ({type(error).__name__})"
        self._tell(end)

    def _cache(self, lifetimes: tuple[float, ...]) -> LinkCache:
        """The cache, with what is fresh by ``lifetimes``; opened for the first job that needs it."""
        if lifetimes not in self._caches:
            self._caches[lifetimes] = LinkCache(lifetimes=Lifetimes(*lifetimes))
        return self._caches[lifetimes]

    async def _check(self, number: int, message: dict[str, Any], policy: WebPolicy, cache: LinkCache) -> None:
        def found(states: list[WebState]) -> None:
            cache.keep(states)
            self._tell({"id": number, "states": states_as_json(states)})

        addresses: list[str] = message["addresses"]
        fresh: list[WebState] = []
        if not message["force"]:
            # What is excluded now is not told from earlier days.
            may_be_known = [address for address in addresses if is_excluded(address, policy) is None]
            fresh = [state for state in cache.known(may_be_known, time.time()).values() if cache.is_fresh(state)]
            self._tell({"id": number, "known": states_as_json(fresh)})
        known = {state.address for state in fresh}
        batch = _Batch(found)
        try:
            await check_addresses([each for each in addresses if each not in known], policy, batch.add)
        finally:
            batch.send()
        if batch.no_network:
            raise _NoNetworkError

    def _tell(self, message: dict[str, Any]) -> None:
        self._writing.write(line_of(message))
        self._writing.flush()


class _Batch:
    """States that wait to be told together."""

    def __init__(self, found: Callable[[list[WebState]], None]) -> None:
        self._found = found
        self.no_network = False
        self._states: list[WebState] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, state: WebState) -> None:
        """Take a state along; not one that says nothing of its address, for want of a network."""
        if state.reason == NO_NETWORK:
            self.no_network = True
            return
        self._states.append(state)
        if len(self._states) >= _MOST_IN_A_BATCH:
            self.send()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_BETWEEN_BATCHES, self.send)

    def send(self) -> None:
        """Tell what has come."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._states:
            states, self._states = self._states, []
            self._found(states)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The streams to the server, which nothing else may touch; all else leads nowhere."""
    reading, writing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "r+b", buffering=0) as nowhere:
        for number in (0, 1, 2):
            os.dup2(nowhere.fileno(), number)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end
    return reading, writing


if __name__ == "__main__":
    main()
