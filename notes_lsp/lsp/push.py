"""Diagnostics for clients that do not ask for them (LSP 3.17, "PublishDiagnostics Notification").

A file is checked when its writer pauses, for as long as the last check took; a writer who never pauses sees them every
two seconds. What the editor asks meanwhile comes first, and an edit makes an end of a check that it outdates.
"""

import asyncio
import json
from collections.abc import Collection
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from notes_lsp.lsp.checking import NO_DIAGNOSTICS, PATIENCE, Checked, checking, line_being_typed
from notes_lsp.lsp.raw_result import RawResult

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

SHORTEST_PAUSE = 0.010
LONGEST_PAUSE = 0.300
LONGEST_WAIT = 2.0
# Who opens a file wants to see its outline first.
PAUSE_AFTER_OPENING = 0.150


@dataclass(slots=True)
class _File:
    """What is known of a file that is open: ``published`` is what its editor shows, None before the first time."""

    uri: str
    timer: asyncio.TimerHandle | None = None
    pause: float = 0.0
    check: "asyncio.Task[None] | None" = None
    outdated_since: float | None = None
    is_overdue: bool = False
    last_took: float = 0.0
    published: str | None = None
    published_version: int | None = None


class Push:
    """Publishes the diagnostics of open files."""

    def __init__(self, server: "NotesServer") -> None:
        self._server = server
        self._session = server.session
        self._files: dict[str, _File] = {}

    def opened(self, uri: str) -> None:
        """A file was opened: check it when its editor has asked for what it shows at once."""
        file = self._files.setdefault(uri, _File(uri))
        self._schedule(file, PAUSE_AFTER_OPENING)

    def edited(self, uri: str) -> None:
        """A file was edited, or something that it depends on has changed."""
        file = self._files.get(uri)
        if file is None:
            return
        now = perf_counter()
        pause = min(max(SHORTEST_PAUSE, file.last_took), LONGEST_PAUSE)
        if file.outdated_since is None:
            file.outdated_since = now
        if file.timer is None or now + pause <= file.outdated_since + LONGEST_WAIT:
            self._schedule(file, pause)

    def everything_changed(self) -> None:
        """Something that all files depend on has changed."""
        for uri in list(self._files):
            self.edited(uri)

    def others_changed(self, paths: Collection[str]) -> None:
        """Something has changed that the files at ``paths`` link to."""
        for uri, document in self._session.documents.by_uri.items():
            if document.path in paths:
                self.edited(uri)

    def web_changed(self, uris: Collection[str]) -> None:
        """Something else is known of addresses that the files ``uris`` hold."""
        for uri in uris:
            self.edited(uri)

    def closed(self, uri: str) -> None:
        """A file was closed: what is shown of it goes."""
        file = self._files.pop(uri, None)
        if file is None:
            return
        self._stop(file)
        if file.check is not None:
            file.check.cancel()
        if file.published not in (None, NO_DIAGNOSTICS):
            self._publish(uri, NO_DIAGNOSTICS, None)

    def _schedule(self, file: _File, pause: float) -> None:
        self._stop(file)
        file.pause = pause
        file.timer = asyncio.get_running_loop().call_later(pause, self._due, file)

    def _stop(self, file: _File) -> None:
        if file.timer is not None:
            file.timer.cancel()

    def _due(self, file: _File) -> None:
        file.timer = None
        # After a key editors ask for one thing after the other: the pause begins behind the last of these.
        now = perf_counter()
        quiet_since = self._server.busy_until
        if now < quiet_since + file.pause and now + file.pause < (file.outdated_since or now) + LONGEST_WAIT:
            file.timer = asyncio.get_running_loop().call_later(quiet_since + file.pause - now, self._due, file)
            return
        if file.check is not None and not file.check.done():
            if file.is_overdue:
                self._schedule(file, LONGEST_PAUSE)
                return
            file.check.cancel()
        # One that edits have stopped again and again is not stopped any more: an older version is better than none.
        overdue = file.outdated_since is not None and perf_counter() > file.outdated_since + LONGEST_WAIT / 2
        file.is_overdue = overdue
        file.check = self._server.protocol.run_in_background(self._check(file, overdue))

    async def _check(self, file: _File, overdue: bool) -> None:
        await self._server.settings_known.wait()
        snapshot = self._session.snapshot(file.uri)
        if snapshot is None:
            return
        began = perf_counter()
        client = self._session.client
        checked = Checked()
        document = self._session.documents.by_uri.get(file.uri)
        typed_line = line_being_typed(document.typing if document is not None else None)
        for piece in checking(snapshot, file.uri, client, typed_line):
            checked = piece if piece is not None else checked
            if self._server.mailbox:
                stopped = perf_counter()
                await self._server.breathe()
                began += perf_counter() - stopped
                if not overdue and self._session.snapshot(file.uri) is not snapshot:
                    file.last_took = max(file.last_took, perf_counter() - began)
                    return  # the edit has set its own time
        file.last_took = perf_counter() - began
        file.outdated_since = None
        self._show(file, snapshot.version, checked.json)
        if checked.held_back and file.timer is None:
            self._schedule(file, PATIENCE)

    def _show(self, file: _File, version: int | None, diagnostics: str) -> None:
        if file.uri not in self._files:
            return
        if diagnostics == file.published and version == file.published_version:
            return
        file.published, file.published_version = diagnostics, version
        self._publish(file.uri, diagnostics, version if self._session.client.version_support else None)

    def _publish(self, uri: str, diagnostics: str, version: int | None) -> None:
        shown_version = "" if version is None else f'"version":{version},'
        params = f'{{"uri":{json.dumps(uri)},{shown_version}"diagnostics":{diagnostics}}}'
        self._server.protocol.notify_raw("textDocument/publishDiagnostics", RawResult(params))
