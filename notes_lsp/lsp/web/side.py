"""Web links in a session: what is known of them, when it is shown anew, and when the network may be asked.

Nothing is asked for unless the user said so: by the command, the lens or the request, or by the setting ``links.web``.
To open a file reads what the cache knows of its addresses, and that alone.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from notes_lsp.features.linking.web_places import web_addresses
from notes_lsp.links.verdicts import WebState
from notes_lsp.lsp.request import Request
from notes_lsp.lsp.web.cached import known_in_cache
from notes_lsp.lsp.web.job_settings import JobSettings, job_settings
from notes_lsp.lsp.web.runs import Told, WebRuns
from notes_lsp.lsp.web.worker import WebProcessError, WebWorker

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_log = logging.getLogger(__name__)

# Who opens a file wants to see its outline first.
_QUIET_BEFORE_READING = 0.1
_LONGEST_WAIT = 5.0
# How often what is shown may change while states come in.
_BETWEEN_REFRESHES = 1.0
_FIRST_REFRESH = 0.1


class WebSide:
    """What the session knows of the web."""

    def __init__(self, server: "NotesServer") -> None:
        self._server = server
        self._session = server.session
        self._states = server.session.web_states
        self.worker = WebWorker(self._take)
        self._runs = WebRuns(self.worker)
        self._changed: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._last_refresh = 0.0

    # What happens to files

    def opened(self, uri: str) -> None:
        """A file was opened."""
        self._server.protocol.run_in_background(self._read_known(uri))

    def saved(self, uri: str) -> None:
        """A file was saved."""
        request = self._session.request(uri)
        if request is not None and request.settings.links_web in ("onSave", "onOpen"):
            self._server.protocol.run_in_background(self._check_file(request, web_addresses(request.document)))

    def settings_changed(self) -> None:
        """Settings have changed: what was excluded may not be any more."""
        self._has_changed(self._states.forget_excluded())

    async def stop(self) -> None:
        """The server ends."""
        if self._timer is not None:
            self._timer.cancel()
        await self.worker.stop()

    async def _read_known(self, uri: str) -> None:
        await self._server.settings_known.wait()
        await self._server.quiet(_QUIET_BEFORE_READING, _LONGEST_WAIT)
        request = self._session.request(uri)
        addresses = web_addresses(request.document) if request is not None else frozenset()
        if request is None or not addresses:
            return
        lifetimes = job_settings(request.settings, request.path).lifetimes
        known, fresh = await asyncio.to_thread(known_in_cache, addresses, lifetimes)
        self._take(known)
        if request.settings.links_web == "onOpen":
            await self._check_file(request, addresses - fresh)

    async def _check_file(self, request: Request, addresses: Iterable[str]) -> None:
        """Look at those that are not fresh, for nobody in particular."""
        try:
            await self.check({job_settings(request.settings, request.path): addresses}, lambda *_: None)
        except WebProcessError as error:
            _log.warning("Web links were not checked: %s", error)

    # Looking

    async def check(self, addresses: Mapping[JobSettings, Iterable[str]], told: Told, *, force: bool = False) -> None:
        """Look at ``addresses``, each of which is in one group: see `WebRuns.check`."""
        await self._runs.check(addresses, told, force=force)

    async def archived_copy(self, address: str, settings: JobSettings) -> str | None:
        """The copy of ``address`` in the Internet Archive; None for none. Raises `WebProcessError`."""
        return await self.worker.archived_copy(address, settings.policy)

    # What is shown

    def _take(self, states: Iterable[WebState]) -> None:
        self._has_changed(self._states.take(states))

    def _has_changed(self, addresses: Iterable[str]) -> None:
        self._changed.update(addresses)
        if self._changed and self._timer is None:
            loop = asyncio.get_running_loop()
            pause = max(_FIRST_REFRESH, self._last_refresh + _BETWEEN_REFRESHES - loop.time())
            self._timer = loop.call_later(pause, self._refresh)

    def _refresh(self) -> None:
        """Show what is known now, where something is shown of it."""
        self._timer = None
        self._last_refresh = asyncio.get_running_loop().time()
        changed, self._changed = self._changed, set()
        uris = []
        for uri in self._session.documents.by_uri:
            snapshot = self._session.snapshot(uri)
            if snapshot is not None and snapshot.taken.yes and not changed.isdisjoint(web_addresses(snapshot.document)):
                uris.append(uri)
        if not uris:
            return
        self._server.diagnostics.web_changed(uris)
        if self._session.client.refresh_code_lenses:
            self._server.workspace_code_lens_refresh(None)

    # The status

    def status(self) -> dict[str, Any]:
        """What the status tells of web links."""
        state = self.worker.state
        return {
            "setting": self._session.sources.general().links_web,
            "known": len(self._states),
            "checking": self.worker.is_busy,
            "pid": state.pid,
            "starts": state.starts,
            "lastEnd": state.last_end or None,
            "cacheTrouble": state.trouble or None,
        }
