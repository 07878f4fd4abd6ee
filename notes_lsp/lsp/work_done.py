"""Bars that show how far something is, where the editor can show them (LSP 3.17, "Work Done Progress").

A bar is either the editor's own, by the token that came with a request, or one that it is asked to create.
"""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lsprotocol import types

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

Token = int | str


class ProgressBars:
    """The bars that are shown now."""

    def __init__(self, server: "NotesServer") -> None:
        self._server = server
        self._cancels: dict[Token, Callable[[], None]] = {}
        server.protocol.handlers.notifications[types.WINDOW_WORK_DONE_PROGRESS_CANCEL] = self._cancel

    async def begin(self, title: str, cancel: Callable[[], None], token: Token | None = None) -> "ProgressBar | None":
        """Show a bar, that of ``token`` if there is one; None where the editor can't.

        ``cancel`` is called when its user wants no more of it.
        """
        if token is None:
            token = await self._created()
        if token is None:
            return None
        self._cancels[token] = cancel
        self._send(token, types.WorkDoneProgressBegin(title, cancellable=True, percentage=0))
        return ProgressBar(self, token)

    async def _created(self) -> Token | None:
        if not self._server.session.client.work_done_progress:
            return None
        token = str(uuid.uuid4())
        try:
            await self._server.window_work_done_progress_create_async(types.WorkDoneProgressCreateParams(token))
        except Exception:  # noqa: BLE001 - then it is not shown
            return None
        return token

    def report(self, token: Token, done: int, total: int, things: str) -> None:
        """Say how far it is."""
        percentage = 100 * done // total if total else 0
        message = f"{done} of {total}{things}"
        self._send(token, types.WorkDoneProgressReport(message=message, percentage=percentage, cancellable=True))

    def end(self, token: Token, message: str | None) -> None:
        """Take the bar away."""
        if self._cancels.pop(token, None) is not None:
            self._send(token, types.WorkDoneProgressEnd(message=message))

    def _send(self, token: Token, value: Any) -> None:
        self._server.progress(types.ProgressParams(token, self._server.protocol.as_json(value)))

    def _cancel(self, params: types.WorkDoneProgressCancelParams) -> None:
        cancel = self._cancels.get(params.token)
        if cancel is not None:
            cancel()


class ProgressBar:
    """One bar."""

    def __init__(self, bars: ProgressBars, token: Token) -> None:
        self._bars = bars
        self._token = token

    def report(self, done: int, total: int, things: str = "") -> None:
        """Say that ``done`` of ``total`` is done; ``things`` names what, as in `` files``."""
        self._bars.report(self._token, done, total, things)

    def end(self, message: str | None = None) -> None:
        """Take it away, with a last word."""
        self._bars.end(self._token, message)
