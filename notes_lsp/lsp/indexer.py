"""Reading the notes of the workspace in the background, a slice at a time, while nobody asks for anything.

Its user sees how far it is, where the editor can show that, and may stop it: what was read until then stays.
"""

import asyncio
from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from notes_lsp.lsp.work_done import ProgressBar
from notes_lsp.workspace.index import Progress

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_SLICE = 0.005
# After a key an editor asks for one thing after the other; what is read between them makes these wait.
_QUIET = 0.05
_LONGEST_WAIT = 0.25
# What is quick needs no progress bar.
_QUIET_FOR = 0.5
_BETWEEN_REPORTS = 0.2


class Indexer:
    """Fills the index of the session. ``stopped`` says that its user did not want it to go on."""

    def __init__(self, server: "NotesServer") -> None:
        self._server = server
        self._index = server.session.index
        self._task: asyncio.Task[None] | None = None
        self._done = asyncio.Event()
        self.stopped = False

    def start(self) -> None:
        """Read what there is to read, unless that is being done."""
        if self._task is None and self._index.has_work:
            self.stopped = False
            self._done.clear()
            self._task = self._server.protocol.run_in_background(self._run())

    @property
    def is_running(self) -> bool:
        """Whether notes are being read."""
        return self._task is not None

    async def finished(self) -> None:
        """Wait until what there is to read has been read, or its user has stopped that."""
        self.start()
        if self._task is not None:
            await self._done.wait()

    async def _run(self) -> None:
        try:
            while self._index.has_work and not self.stopped:
                await self._run_once()
        finally:
            self._task = None
            self._done.set()
        if self._server.session.client.refresh_code_lenses:
            self._server.workspace_code_lens_refresh(None)  # they count the links of other files

    async def _run_once(self) -> None:
        began = reported = perf_counter()
        steps = self._index.steps()
        bar: ProgressBar | None = None
        asked_for_bar = False
        try:
            while (progress := await self._slice(steps)) is not None and not self.stopped:
                now = perf_counter()
                if now - began > _QUIET_FOR and not asked_for_bar:
                    asked_for_bar = True
                    bar = await self._server.progress_bars.begin("Reading notes", self._stop)
                if bar is not None and now - reported > _BETWEEN_REPORTS:
                    reported = now
                    bar.report(progress.done, progress.total, " files")
        finally:
            if bar is not None:
                bar.end()

    async def _slice(self, steps: Iterator[Progress]) -> Progress | None:
        """Some steps, after all that waits; None when there are no more."""
        await self._server.breathe()
        await self._server.quiet(_QUIET, _LONGEST_WAIT)
        until = perf_counter() + _SLICE
        progress: Progress | None = None
        for progress in steps:
            if self._server.mailbox or perf_counter() > until:
                return progress
        return None

    def _stop(self) -> None:
        self.stopped = True
