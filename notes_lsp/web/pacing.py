"""Who may ask which host when: a few questions at a time, pauses, and hosts that are left alone.

Nothing here holds one of the places that all hosts share while it waits, so that no host holds up another one.
"""

import asyncio
import random
from collections.abc import Callable

from notes_lsp.links.verdicts import Verdict
from notes_lsp.links.web_policy import WebPolicy

# In a row, with no answer between them.
_ENOUGH_SILENCE = 3
_ENOUGH_REFUSALS = 3


class LeftAloneError(Exception):
    """A host is not asked any more in this run. ``verdict`` holds for its addresses, the message says why."""

    def __init__(self, verdict: Verdict, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict


class Lane:
    """The questions to one host."""

    def __init__(self, policy: WebPolicy, slots: asyncio.Semaphore, ends_at: float) -> None:
        self._policy = policy
        self._slots = slots
        self._ends_at = ends_at
        self._places = asyncio.Semaphore(policy.per_host)
        self._next_start = 0.0
        self._parked_until = 0.0
        self._silence = 0
        self._refusals = 0
        self._left_alone: tuple[Verdict, str] | None = None
        self.dislikes_head = False

    async def __aenter__(self) -> None:
        """Wait for a turn. Raises `LeftAloneError`."""
        await self._places.acquire()
        try:
            await self._wait_for_start()
            await self._slots.acquire()
        except BaseException:
            self._places.release()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._slots.release()
        self._places.release()

    async def _wait_for_start(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            if self._left_alone is not None:
                raise LeftAloneError(*self._left_alone)
            now = loop.time()
            start = max(now, self._next_start, self._parked_until)
            if start <= now:
                self._next_start = now + self._policy.pause_per_host
                return
            await asyncio.sleep(start - now)

    def heard(self, status: int, retry_after: float | None) -> None:
        """The host answered ``status``, and asked to be left alone for so many seconds."""
        self._silence = 0
        self._refusals = self._refusals + 1 if status == 429 else 0
        if self._refusals >= _ENOUGH_REFUSALS:
            self._left_alone = ("unverifiable", "its host keeps answering 429 Too Many Requests")
        elif status in (429, 503):
            self._park(retry_after, backoff(self._policy, self._refusals) if status == 429 else 0.0)

    def heard_nothing(self, message: str) -> None:
        """The host did not answer: ``message``."""
        self._silence += 1
        if self._silence >= _ENOUGH_SILENCE and self._left_alone is None:
            self._left_alone = ("unreachable", f"its host did not answer {self._silence} times in a row: {message}")

    def _park(self, asked_for: float | None, otherwise: float) -> None:
        now = asyncio.get_running_loop().time()
        seconds = otherwise if asked_for is None else asked_for
        if seconds > self._policy.longest_wait or now + seconds > self._ends_at:
            self._left_alone = ("unverifiable", f"its host asked to be left alone for {_in_words(seconds)}")
        self._parked_until = max(self._parked_until, now + seconds)


class Lanes:
    """The lanes of all hosts, which share ``policy.most_at_once`` places."""

    def __init__(self, policy: WebPolicy) -> None:
        self._policy = policy
        self._slots = asyncio.Semaphore(policy.most_at_once)
        self._ends_at = asyncio.get_running_loop().time() + policy.deadline
        self._lanes: dict[str, Lane] = {}

    def of(self, host: str) -> Lane:
        """The lane of ``host``."""
        lane = self._lanes.get(host)
        if lane is None:
            lane = self._lanes[host] = Lane(self._policy, self._slots, self._ends_at)
        return lane


def backoff(policy: WebPolicy, times: int) -> float:
    """How many seconds to wait before something is tried again that failed so often: longer each time, never alike."""
    spread = random.uniform(0.75, 1.25)  # noqa: S311 - so that not all come back at once
    return min(policy.longest_wait, policy.second_look * 2.0 ** max(0, times - 1) * spread)


def _in_words(seconds: float) -> str:
    for length, unit in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def seconds_asked_for(retry_after: str | None, now: Callable[[], float]) -> float | None:
    """The seconds that ``Retry-After`` asks for (RFC 9110, section 10.2.3: a number or a date); None for neither."""
    if retry_after is None:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now())
    except (ValueError, TypeError, OverflowError, IndexError, OSError):
        return None
