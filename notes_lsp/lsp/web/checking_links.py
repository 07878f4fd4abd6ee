"""``notes/checkLinks`` and the command ``notes-lsp.checkLinks``: looking at the web links of a talk, a file, all notes.

The result says of each link what is known now. It takes its time, is shown as progress where the editor can, and ends
when its user cancels the request or the progress; what was found out until then stays known.
"""

import asyncio
import json
import os
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from notes_lsp.features.linking.web_places import web_targets_between
from notes_lsp.features.web_words import verdicts_in_words
from notes_lsp.links.verdicts import VERDICTS, Verdict, WebState
from notes_lsp.links.web_targets import WebTarget, web_targets
from notes_lsp.lsp.errors import INVALID_PARAMS, REQUEST_FAILED, RequestError
from notes_lsp.lsp.raw_result import RawResult
from notes_lsp.lsp.web.job_settings import JobSettings, job_settings
from notes_lsp.lsp.web.worker import WebProcessError
from notes_lsp.lsp.work_done import Token

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_TITLE = "Checking web links"
_BETWEEN_REPORTS = 0.2


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which links: those in ``range`` of the file ``uri``, all of it, or (``""``) all notes; see `read_wanted`."""

    uri: str = ""
    range: types.Range | None = None
    force: bool = False
    token: Token | None = None


def read_wanted(params: Any) -> Wanted:
    """What the parameters of the request or the argument of the command ask for. Raises `RequestError`."""
    params = {} if params is None else params
    if not isinstance(params, Mapping):
        raise RequestError(INVALID_PARAMS, "the parameters must be an object")
    document = params.get("textDocument")
    uri = document.get("uri") if isinstance(document, Mapping) else params.get("uri")
    if uri is not None and not isinstance(uri, str) or document is not None and not isinstance(uri, str):
        raise RequestError(INVALID_PARAMS, "uri must be a string")
    token = params.get("workDoneToken")
    return Wanted(
        uri=uri or "",
        range=_read_range(params.get("range")),
        force=params.get("force") is True,
        token=token if isinstance(token, int | str) and not isinstance(token, bool) else None,
    )


def _read_range(plain: Any) -> types.Range | None:
    if plain is None:
        return None
    try:
        numbers = [plain[end][unit] for end in ("start", "end") for unit in ("line", "character")]
    except (TypeError, KeyError):
        numbers = []
    if len(numbers) != 4 or not all(isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 2**31 for n in numbers):
        raise RequestError(INVALID_PARAMS, "range must have a start and an end, each with a line and a character")
    return types.Range(types.Position(*numbers[:2]), types.Position(*numbers[2:]))


@dataclass(frozen=True, slots=True)
class _Found:
    """A link to be looked at. ``range`` is None in a file that is not open: reading it can wait."""

    uri: str
    path: str
    place: WebTarget
    settings: JobSettings
    range: types.Range | None = None


@dataclass(slots=True)
class _Look:
    """How far a look is: what is known of each address, and of which the cache knew it."""

    total: int
    states: dict[str, WebState] = field(default_factory=dict)
    from_cache: int = 0
    stopped: bool = False

    def told(self, state: WebState, from_cache: bool) -> None:
        """Something became known."""
        self.states[state.address] = state
        self.from_cache += from_cache

    @property
    def counts(self) -> "Counter[Verdict]":
        """How many addresses have which verdict."""
        counts = Counter(state.verdict for state in self.states.values())
        counts["not-checked"] += self.total - len(self.states)
        return counts


async def check_links(server: "NotesServer", wanted: Wanted) -> RawResult:
    """Look at the links that are wanted. Raises `RequestError` where that was not possible, or not for all."""
    links = [found async for found in _links(server, wanted)]
    look = _Look(len({found.place.address for found in links}))
    work = asyncio.get_running_loop().create_task(_work(server, links, look, wanted.force))

    def stop() -> None:
        look.stopped = True
        work.cancel()

    showing = asyncio.get_running_loop().create_task(_show(server, look, stop, wanted.token))
    try:
        await work
    except asyncio.CancelledError:
        if not look.stopped:  # the request itself was cancelled
            raise
    except WebProcessError as error:
        message = f"{len(look.states)} of {look.total} web addresses were checked, then: {error}"
        raise RequestError(REQUEST_FAILED, message) from error
    finally:
        work.cancel()
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)
    return await _result(server, links, look)


async def _work(server: "NotesServer", links: list[_Found], look: _Look, force: bool) -> None:
    # An address in several files is looked at by the settings of the first.
    settings_of: dict[str, JobSettings] = {}
    for found in links:
        settings_of.setdefault(found.place.address, found.settings)
    by_settings: dict[JobSettings, list[str]] = {}
    for address, settings in settings_of.items():
        by_settings.setdefault(settings, []).append(address)
    await server.web.check(by_settings, look.told, force=force)


async def _show(server: "NotesServer", look: _Look, stop: Callable[[], None], token: Token | None) -> None:
    """Show how far ``look`` is, until this is cancelled."""
    bar = await server.progress_bars.begin(_TITLE, stop, token) if look.total or token is not None else None
    if bar is None:
        return
    shown = 0
    try:
        while True:
            await asyncio.sleep(_BETWEEN_REPORTS)
            if len(look.states) > shown:
                shown = len(look.states)
                bar.report(shown, look.total)
    finally:
        bar.end(verdicts_in_words(look.counts))


# Which links


async def _links(server: "NotesServer", wanted: Wanted) -> AsyncIterator[_Found]:
    """The links that are wanted, in the order of files and texts."""
    await server.settings_known.wait()
    if not wanted.uri:
        await server.indexer.finished()
        by_folder: dict[str, JobSettings] = {}  # they are looked for on disk
        for summary in server.session.library.summaries():
            await server.breathe()
            if not summary.web_targets:
                continue
            folder = os.path.dirname(summary.path)
            if folder not in by_folder:
                by_folder[folder] = job_settings(server.session.sources.for_path(summary.path), summary.path)
            for place in summary.web_targets:
                yield _Found(server.session.uri_of(summary.path), summary.path, place, by_folder[folder])
        return
    request = server.session.request(wanted.uri)
    if request is None:
        raise RequestError(INVALID_PARAMS, "there are no notes at this uri; notes/status with it says why")
    if wanted.range is None:
        places = web_targets(request.document)
    else:
        start, end = request.offset(wanted.range.start), request.offset(wanted.range.end)
        places = web_targets_between(request.document, start, end)
    settings = job_settings(request.settings, request.path)
    for place in places:
        yield _Found(wanted.uri, request.path, place, settings, request.range(place.start, place.end))


# The result


async def _result(server: "NotesServer", links: list[_Found], look: _Look) -> RawResult:
    """The result as JSON; it may speak of thousands of links, in files that are read for it."""
    written: list[str] = []
    workspace, path = server.session.workspace_request(), ""
    for found in links:
        if found.range is None and found.path != path:
            # One file at a time: all of their texts need not be held at once.
            workspace, path = server.session.workspace_request(), found.path
            await server.breathe()
        place = found.place
        where = found.range or workspace.range_in(found.path, place.start, place.end)
        if where is not None:
            written.append(_link(found, where, look.states.get(place.address)))
    head = {
        "checked": len(look.states) - look.from_cache,
        "fromCache": look.from_cache,
        "verdicts": {verdict: look.counts[verdict] for verdict in VERDICTS if look.counts[verdict]},
    }
    return RawResult(f'{json.dumps(head)[:-1]},"links":[{",".join(written)}]}}')


def _link(found: _Found, where: types.Range, state: WebState | None) -> str:
    start, end = where.start, where.end
    said: dict[str, Any] = {
        "uri": found.uri,
        "range": {
            "start": {"line": start.line, "character": start.character},
            "end": {"line": end.line, "character": end.character},
        },
        "target": found.place.target,
        "verdict": "not-checked",
        "status": None,
        "reason": None,
        "movedTo": None,
        "checkedAt": None,
    }
    if state is not None:
        said |= {"verdict": state.verdict, "status": state.status, "reason": state.reason, "movedTo": state.moved_to}
        said["checkedAt"] = state.checked_at or None
    return json.dumps(said, separators=(",", ":"))
