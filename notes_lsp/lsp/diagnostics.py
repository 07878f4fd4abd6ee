"""Diagnostics, pushed or pulled: which of the two the client decides once, and never both.

What a file links to counts for it, too: when that changes, the file is checked again.
"""

import asyncio
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from notes_lsp.lsp.pull import Pull
from notes_lsp.lsp.push import Push
from notes_lsp.lsp.uris import path_of_uri

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

# An anchor is of use to others when its heading has been written, not letter by letter.
_PAUSE_FOR_OTHERS = 0.4


class Diagnostics:
    """Keeps the diagnostics of all files that are shown in step with what changes."""

    def __init__(self, server: "NotesServer") -> None:
        self._session = server.session
        self.mode = "pull" if server.session.client.pull_diagnostics else "push"
        self._way: Pull | Push = Pull(server) if self.mode == "pull" else Push(server)
        self._anchors: dict[str, frozenset[str] | None] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}

    def opened(self, uri: str) -> None:
        """A file was opened."""
        self._way.opened(uri)
        self._look_at_anchors_later(uri)

    def edited(self, uri: str) -> None:
        """A file was edited."""
        self._way.edited(uri)
        self._look_at_anchors_later(uri)

    def closed(self, uri: str) -> None:
        """A file was closed."""
        self._way.closed(uri)
        self._look_at_anchors_later(uri)

    def everything_changed(self) -> None:
        """Something that all files depend on has changed."""
        self._way.everything_changed()

    def web_changed(self, uris: Collection[str]) -> None:
        """Something else is known of addresses that the open files ``uris`` hold."""
        self._way.web_changed(uris)

    def files_changed(self, paths: Iterable[str]) -> None:
        """Files came, went or changed on disk."""
        linking = {source for path in paths for source in self._session.library.files_linking_to(path)}
        if linking:
            self._way.others_changed(linking)

    def _look_at_anchors_later(self, uri: str) -> None:
        path = path_of_uri(uri)
        if not path or not self._session.documents.by_uri.keys() - {uri}:
            return
        timer = self._timers.pop(path, None)
        if timer is not None:
            timer.cancel()
        loop = asyncio.get_running_loop()
        self._timers[path] = loop.call_later(_PAUSE_FOR_OTHERS, self._look_at_anchors, path)

    def _look_at_anchors(self, path: str) -> None:
        self._timers.pop(path, None)
        anchors = self._session.index.anchors_of(path)
        if path not in self._anchors or anchors != self._anchors[path]:
            self.files_changed((path,))
        self._anchors[path] = anchors
