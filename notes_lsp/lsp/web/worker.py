"""The process of the network, as the loop of the server sees it: started for the first job, ended when it idles.

A process that dies takes its jobs along: whoever waits for one is told in plain words, and the next job starts another
process, unless that has happened too often lately. Everything here happens on the loop.
"""

import asyncio
import logging
import signal
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Any

from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.lsp.child_process import boot_script, start_child
from notes_lsp.lsp.errors import describe
from notes_lsp.lsp.web.job_settings import JobSettings
from notes_lsp.lsp.web.messages import LONGEST_LINE, line_of, message_in, states_from_json, value_as_json

_log = logging.getLogger(__name__)

IDLE_MINUTES = 3.0
# So often it may end within so many seconds before it is left alone for as long.
_MOST_ENDS = 5
_ENDS_WITHIN = 60.0
_LONGEST_END = 0.5
BOOT = boot_script("notes_lsp.lsp.web.process")

Report = Callable[[list[WebState], bool], None]
"""Takes states, and whether the cache knew them."""


class WebProcessError(Exception):
    """A job has no end: the message says why, for the person who waits for it."""


@dataclass(eq=False, slots=True)
class _Job:
    report: Report
    done: "asyncio.Future[Any]"


@dataclass(slots=True)
class WebProcessState:
    """What the status tells."""

    pid: int | None = None
    starts: int = 0
    last_end: str = ""
    trouble: str = ""


class WebWorker:
    """Gives jobs to the process. Nothing is started before the first one.

    ``heard`` is called with all that the process finds out, before those who asked are told, and when they have left.
    """

    def __init__(self, heard: Callable[[list[WebState]], None]) -> None:
        self._heard = heard
        self.state = WebProcessState()
        self._process: asyncio.subprocess.Process | None = None
        self._hearing: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._jobs: dict[int, _Job] = {}
        self._numbers = count(1)
        self._ends: deque[float] = deque(maxlen=_MOST_ENDS)
        self._idle: asyncio.TimerHandle | None = None
        self._stopped = False

    async def check(self, addresses: list[str], settings: JobSettings, report: Report, *, force: bool = False) -> None:
        """Look at each address, unless its verdict is fresh and ``force`` is False; cancelling ends that at once.

        Raises `WebProcessError`.
        """
        message = {
            "do": "check",
            "addresses": addresses,
            "policy": value_as_json(settings.policy),
            "lifetimes": settings.lifetimes,
            "force": force,
        }
        self.state.trouble = await self._do(message, report) or ""

    async def archived_copy(self, address: str, policy: WebPolicy) -> str | None:
        """The address of a copy of ``address`` in the Internet Archive; None for none. Raises `WebProcessError`."""
        message = {"do": "archive", "address": address, "policy": value_as_json(policy)}
        copy: str | None = await self._do(message, lambda *_: None)
        return copy

    @property
    def is_busy(self) -> bool:
        """Whether the process has jobs."""
        return bool(self._jobs)

    async def stop(self) -> None:
        """End it for good."""
        self._stopped = True
        process = self._process
        self._drop("the server ends")
        if process is not None:
            try:
                await asyncio.wait_for(process.wait(), _LONGEST_END)
            except (asyncio.TimeoutError, TimeoutError):
                pass

    # Jobs

    async def _do(self, message: dict[str, Any], report: Report) -> Any:
        process = await self._running_process()
        number = next(self._numbers)
        job = self._jobs[number] = _Job(report, asyncio.get_running_loop().create_future())
        self._stop_idling()
        try:
            _tell(process, {**message, "id": number})
            return await job.done
        except asyncio.CancelledError:
            _tell(process, {"do": "cancel", "id": number})
            raise
        finally:
            self._jobs.pop(number, None)
            self._idle_if_free()

    async def _hear(self, process: asyncio.subprocess.Process) -> None:
        """Take what the process says until it ends."""
        assert process.stdout is not None  # noqa: S101 -- it was started so
        why = ""
        try:
            while line := await process.stdout.readline():
                self._take(message_in(line))
        except (ValueError, OSError) as error:
            why = f"what it says can't be read ({type(error).__name__})"
        except Exception as error:  # noqa: BLE001 - who waits must be told
            _log.error("Taking a message of the web process failed: %s", describe(error))
            why = "what it says can't be taken"
        if not why:
            why = _end_in_words(await process.wait())
        if process is self._process:
            self._ends.append(monotonic())
            _log.warning("The process for web links was given up: %s", why)
            self._drop(why)

    def _take(self, message: dict[str, Any]) -> None:
        job = self._jobs.get(message["id"])
        for name in ("known", "states"):
            if name in message:
                states = states_from_json(message[name])
                self._heard(states)
                if job is not None:
                    job.report(states, name == "known")
        if job is None or job.done.done():
            return  # it was cancelled
        if "error" in message:
            job.done.set_exception(WebProcessError(message["error"]))
        elif "result" in message:
            job.done.set_result(message["result"])

    # The process

    async def _running_process(self) -> asyncio.subprocess.Process:
        async with self._starting:
            if self._process is not None:
                return self._process
            if self._stopped:
                raise WebProcessError("the server ends")
            if len(self._ends) == _MOST_ENDS and monotonic() - self._ends[0] < _ENDS_WITHIN:
                raise WebProcessError("the process for web links ended again and again; try again in a minute")
            try:
                process = await start_child(BOOT, limit=LONGEST_LINE)
            except OSError as error:
                self._ends.append(monotonic())
                said = error.strerror or type(error).__name__
                raise WebProcessError(f"the process for web links could not be started: {said}") from error
            self._process = process
            self.state.pid, self.state.starts = process.pid, self.state.starts + 1
            self._hearing = asyncio.get_running_loop().create_task(self._hear(process))
            return process

    def _stop_idling(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None

    def _idle_if_free(self) -> None:
        self._stop_idling()
        if not self._jobs and self._process is not None:
            self._idle = asyncio.get_running_loop().call_later(60 * IDLE_MINUTES, self._drop, "nobody needed it")

    def _drop(self, why: str) -> None:
        """Do without the process: the next job starts another."""
        process, self._process = self._process, None
        self._stop_idling()
        if process is None:
            return
        self.state.pid, self.state.last_end = None, why
        _kill(process)
        for job in self._jobs.values():
            if not job.done.done():
                job.done.set_exception(WebProcessError(f"the process for web links ended ({why}); ask again"))


def _tell(process: asyncio.subprocess.Process, message: dict[str, Any]) -> None:
    stream = process.stdin
    if stream is not None and not stream.is_closing():
        stream.write(line_of(message))  # whether it has ended, whoever hears it will see


def _kill(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        try:
            process.kill()
        except ProcessLookupError:
            pass


def _end_in_words(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"
