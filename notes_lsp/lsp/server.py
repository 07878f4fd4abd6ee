"""The server: the loop that takes messages, and what each of them does.

Messages are taken one after the other, in the order in which they came; what runs in the background (checks of open
files, reading the workspace) goes on while none waits.
"""

import asyncio
import gc
import logging
import sys
from time import perf_counter
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from notes_lsp import __version__
from notes_lsp.lsp import answering, commands, settings_changes, status, text_sync, workspace_changes
from notes_lsp.lsp.diagnostics import Diagnostics
from notes_lsp.lsp.errors import RequestError
from notes_lsp.lsp.greeting import Greeted
from notes_lsp.lsp.housekeeping import keep_house
from notes_lsp.lsp.indexer import Indexer
from notes_lsp.lsp.mailbox import EndOfInput, Mailbox
from notes_lsp.lsp.outdated import why_unwanted
from notes_lsp.lsp.protocol import NotesProtocol
from notes_lsp.lsp.python.side import PythonSide
from notes_lsp.lsp.session import Session
from notes_lsp.lsp.settings_changes import Announced
from notes_lsp.lsp.transport import Channel, Ending
from notes_lsp.lsp.web.side import WebSide
from notes_lsp.lsp.work_done import ProgressBars

_log = logging.getLogger(__name__)

# How long messages are taken before what runs in the background gets a turn.
_LONGEST_TURN = 0.1
_LONGEST_WAIT_FOR_SETTINGS = 1.0


class NotesServer(LanguageServer):
    """A language server for talk notes."""

    protocol: NotesProtocol

    def __init__(self, channel: Channel, mailbox: Mailbox, greeted: Greeted) -> None:
        super().__init__("notes-lsp", __version__, protocol_cls=NotesProtocol)
        self.mailbox = mailbox
        self.busy_until = 0.0  # when the last message was dealt with (perf_counter)
        self.session = Session(greeted.client, greeted.sources)
        self.announced = Announced(greeted.client, greeted.sources.general())
        self.settings_known = asyncio.Event()
        self.progress_bars = ProgressBars(self)
        self.python = PythonSide(self)
        self.web = WebSide(self)
        self.indexer = Indexer(self)
        self.diagnostics = Diagnostics(self)
        self._process_id = greeted.process_id
        self._channel = channel
        self._ended: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        for part in (answering, commands, settings_changes, status, text_sync, workspace_changes):
            part.register(self)
        handlers = self.protocol.handlers
        handlers.notifications[types.INITIALIZED] = self._initialized
        handlers.requests[types.SHUTDOWN] = self._shut_down
        self.protocol.write = self._write
        self.protocol.is_unwanted = self._why_unwanted

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Nothing that goes wrong here is shown to the user: what a user can do nothing about is logged."""
        _log.error("%s: %s", source, type(error).__name__)

    async def run(self) -> int:
        """Serve the client until it is gone; gives the exit code."""
        self.mailbox.call_when_filled(self._wake_from_thread(asyncio.get_running_loop()))
        self._take_messages()  # what came in before
        code = await self._ended
        self.protocol.cancel_all()
        await asyncio.gather(self.python.stop(), self.web.stop())
        return code

    def end(self) -> None:
        """The client is gone."""
        self._end(self.exit_code())

    def ask_for_settings(self) -> None:
        """Ask the client for its settings, in the background."""
        self.protocol.run_in_background(settings_changes.ask_for_settings(self))

    def _initialized(self, _: Any) -> None:
        client = self.session.client
        settings_changes.show_problems(self)
        if client.watched_files:
            workspace_changes.watch_files(self)
        if client.configuration:
            self.ask_for_settings()
            # A client that does not answer must not leave its user without diagnostics.
            asyncio.get_running_loop().call_later(_LONGEST_WAIT_FOR_SETTINGS, self.settings_known.set)
        else:
            self.settings_known.set()
        self.protocol.run_in_background(keep_house(self, self._process_id))
        self.indexer.start()

    def _shut_down(self, _: Any) -> None:
        self.protocol.cancel_all()
        self.protocol.phase = "shut down"

    async def breathe(self) -> None:
        """Let all messages that wait be taken."""
        while True:
            await asyncio.sleep(0)
            if not self.mailbox:
                return

    async def quiet(self, seconds: float, at_most: float) -> None:
        """Wait until no message has come for so many seconds, or for ``at_most`` seconds in all."""
        until = perf_counter() + at_most
        while (rest := min(self.busy_until + seconds, until) - perf_counter()) > 0:  # noqa: ASYNC110 - no event says so
            await asyncio.sleep(rest)

    def _wake_from_thread(self, loop: asyncio.AbstractEventLoop) -> Any:
        def wake() -> None:
            try:
                loop.call_soon_threadsafe(self._take_messages)
            except RuntimeError:
                pass  # the loop has ended

        return wake

    def _take_messages(self) -> None:
        until = perf_counter() + _LONGEST_TURN
        while self.mailbox and not self._ended.done():
            message = self.mailbox.take()
            if isinstance(message, EndOfInput):
                self.end()
                return
            self.protocol.receive(message)
            self.busy_until = perf_counter()
            if self.protocol.exit_code is not None:
                self._end(self.protocol.exit_code)
            elif perf_counter() > until:
                asyncio.get_running_loop().call_soon(self._take_messages)
                return

    def _why_unwanted(self, message_id: int | str, method: str, params: Any) -> RequestError | None:
        if not self.mailbox:
            return None
        return why_unwanted(message_id, method, params, self.mailbox.waiting(), self.session.client)

    def _write(self, data: bytes) -> None:
        if self._ended.done():
            return
        try:
            self._channel.write(data)
        except OSError:
            self.end()

    def exit_code(self) -> int:
        """The exit code if the client goes now."""
        return 0 if self.protocol.phase == "shut down" else 1

    def _end(self, code: int) -> None:
        if not self._ended.done():
            self._ended.set_result(code)


def run_server(channel: Channel, mailbox: Mailbox, greeted: Greeted, ending: Ending) -> int:
    """Serve the client that was greeted until it is gone; gives the exit code."""
    return asyncio.run(_run(channel, mailbox, greeted, ending))


async def _run(channel: Channel, mailbox: Mailbox, greeted: Greeted, ending: Ending) -> int:
    server = NotesServer(channel, mailbox, greeted)
    ending.exit_code, ending.has_begun = server.exit_code, True
    # What start-up made stays to the end: looking through it for garbage again and again finds nothing. Trees of
    # blocks have no cycles; garbage that has comes from errors and tasks, and a little of it may wait.
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
    # The thread that reads must not wait long for a loop that works.
    sys.setswitchinterval(0.001)
    return await server.run()
