"""Diagnostics for clients that ask for them (LSP 3.17, "Pull Diagnostics").

A result has an id that stays the same as long as the result does. What nothing has changed for is not checked again.
"""

import asyncio
import json
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from lsprotocol import types

from notes_lsp.features.linking.web_places import web_addresses
from notes_lsp.lsp.checking import NO_DIAGNOSTICS, PATIENCE, check_now, line_being_typed
from notes_lsp.lsp.raw_result import RawResult
from notes_lsp.workspace.open_notes import OpenNotes
from notes_lsp.workspace.snapshot import Snapshot

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

# How many files go into one part of a result that is sent in parts.
_PART = 50


@dataclass(frozen=True, slots=True)
class _Result:
    """What was found in a file. ``depends_on`` is all that could change it."""

    depends_on: tuple[object, ...]
    result_id: str
    items: str  # a JSON array
    version: int | None


class Pull:
    """Answers the requests for diagnostics."""

    def __init__(self, server: "NotesServer") -> None:
        self._server = server
        self._session = server.session
        self._results: dict[str, _Result] = {}
        self._own_edits: dict[str, int] = {}
        self._numbers = count(1)
        # An editor may keep the ids of a server that was started anew.
        self._run = f"{time.time_ns():x}"
        server.protocol.handlers.requests.update(
            {
                types.TEXT_DOCUMENT_DIAGNOSTIC: self._answer_document,
                types.WORKSPACE_DIAGNOSTIC: self._answer_workspace,
            }
        )

    def opened(self, uri: str) -> None:
        """A file was opened: the client asks when it wants to."""
        self._own_edits[uri] = 0

    def edited(self, uri: str) -> None:
        """A file was edited."""
        self._own_edits[uri] = self._own_edits.get(uri, 0) + 1

    def closed(self, uri: str) -> None:
        """A file was closed: what is shown of it is the client's to clear."""
        self._own_edits.pop(uri, None)
        self._results.pop(uri, None)

    def everything_changed(self) -> None:
        """Something that all files depend on has changed."""
        self.others_changed(())

    def others_changed(self, _: Collection[str]) -> None:
        """Files have changed that others link to."""
        if self._session.client.refresh_diagnostics:
            self._server.workspace_diagnostic_refresh(None)

    def web_changed(self, uris: Collection[str]) -> None:
        """Something else is known of addresses that the files ``uris`` hold."""
        self.others_changed(uris)

    def _answer_document(self, params: types.DocumentDiagnosticParams) -> RawResult:
        uri = params.text_document.uri
        snapshot = self._session.snapshot(uri)
        if snapshot is None:
            return RawResult(_full_report(items=NO_DIAGNOSTICS))
        result = self._result_of(uri, snapshot)
        result_id = json.dumps(result.result_id)
        if params.previous_result_id == result.result_id:
            return RawResult(_unchanged_report(resultId=result_id))
        return RawResult(_full_report(resultId=result_id, items=result.items))

    async def _answer_workspace(self, params: types.WorkspaceDiagnosticParams) -> RawResult:
        """All files of the workspace: what lies on disk is checked, too, while nothing else is asked."""
        await self._server.indexer.finished()
        known_ids = {previous.uri: previous.value for previous in params.previous_result_ids}
        reports: list[str] = []
        for uri, snapshot in self._all_files(known_ids):
            await self._server.breathe()
            reports.append(self._report(uri, snapshot(), known_ids.get(uri)))
            if params.partial_result_token is not None and len(reports) == _PART:
                self._send_part(params.partial_result_token, reports)
                reports = []
        if params.partial_result_token is not None and reports:
            self._send_part(params.partial_result_token, reports)
            reports = []
        return RawResult(_workspace_report(reports))

    def _all_files(self, known_ids: Iterable[str]) -> Iterator[tuple[str, "partial[Snapshot | None]"]]:
        """The files to report, and how to get at each: those that the client knows and that are gone, too."""
        session = self._session
        uris = dict.fromkeys(session.documents.by_uri)
        uris.update(dict.fromkeys(session.uri_of(summary.path) for summary in session.library.summaries()))
        uris.update(dict.fromkeys(known_ids))
        for uri in uris:
            yield uri, partial(session.snapshot, uri)

    def _report(self, uri: str, snapshot: Snapshot | None, known_id: str | None) -> str:
        shown_uri = json.dumps(uri)
        if snapshot is None:
            self._results.pop(uri, None)
            return _full_report(uri=shown_uri, version="null", items=NO_DIAGNOSTICS)
        result = self._result_of(uri, snapshot)
        result_id, version = json.dumps(result.result_id), json.dumps(snapshot.version)
        if known_id == result.result_id:
            return _unchanged_report(uri=shown_uri, version=version, resultId=result_id)
        return _full_report(uri=shown_uri, version=version, resultId=result_id, items=result.items)

    def _send_part(self, token: types.ProgressToken, reports: list[str]) -> None:
        part = f'{{"token":{json.dumps(token)},"value":{_workspace_report(reports)}}}'
        self._server.protocol.notify_raw("$/progress", RawResult(part))

    def _result_of(self, uri: str, snapshot: Snapshot) -> _Result:
        known = self._results.get(uri)
        depends_on = self._depends_on(uri, snapshot)
        if known is not None and known.depends_on == depends_on:
            return known
        typed_line = depends_on[-1]
        checked = check_now(snapshot, uri, self._session.client, typed_line)
        items = checked.json
        if checked.held_back:
            asyncio.get_running_loop().call_later(PATIENCE, self._release, uri, snapshot.open_notes)
        is_same = known is not None and known.items == items and known.version == snapshot.version
        result_id = known.result_id if known is not None and is_same else f"{self._run}-{next(self._numbers)}"
        result = self._results[uri] = _Result(depends_on, result_id, items, snapshot.version)
        return result

    def _release(self, uri: str, notes: OpenNotes) -> None:
        """Have the client ask again for what was held back, unless another edit came since."""
        document = self._session.documents.by_uri.get(uri)
        if document is not None and document.notes is notes:
            self._server.workspace_diagnostic_refresh(None)

    def _typed_line(self, uri: str) -> int | None:
        """The line in which somebody types; None for a client that could not be told to ask again later."""
        document = self._session.documents.by_uri.get(uri)
        if document is None or not self._session.client.refresh_diagnostics:
            return None
        return line_being_typed(document.typing)

    def _depends_on(self, uri: str, snapshot: Snapshot) -> tuple[object, object, object, object, int, int | None]:
        session = self._session
        session.index.look_again()
        edits_of_others = session.edits - self._own_edits.get(uri, 0)
        text = id(snapshot.open_notes) if snapshot.version is not None else snapshot.open_notes.text
        typed_line = self._typed_line(uri)
        web_version = self._web_version(snapshot)
        return (text, session.sources.generation, session.index.disk.version, edits_of_others, web_version, typed_line)

    def _web_version(self, snapshot: Snapshot) -> int:
        """A number that changes with what is known of the addresses in a file."""
        if snapshot.version is not None or not snapshot.path:
            return self._session.web_states.version_of(web_addresses(snapshot.document))
        summary = self._session.library.summary(snapshot.path)
        targets = summary.web_targets if summary is not None else ()
        return self._session.web_states.version_of(target.address for target in targets)


def _full_report(**members: str) -> str:
    return _object(kind='"full"', **members)


def _unchanged_report(**members: str) -> str:
    return _object(kind='"unchanged"', **members)


def _workspace_report(reports: list[str]) -> str:
    return _object(items=f"[{','.join(reports)}]")


def _object(**members: str) -> str:
    """A JSON object whose ``members`` are JSON already."""
    return "{" + ",".join([f'"{name}":{value}' for name, value in members.items()]) + "}"
