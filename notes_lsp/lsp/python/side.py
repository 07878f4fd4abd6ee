"""Python in a session: which requests are about it, when its process starts, and what the status says of it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from importlib import import_module
from typing import TYPE_CHECKING, Any

from notes_lsp.lsp.errors import RequestError, describe
from notes_lsp.lsp.python.asking import Asking
from notes_lsp.lsp.python.environment import ChosenEnvironment, choose_environment
from notes_lsp.lsp.python.worker import PythonWorker, Question
from notes_lsp.lsp.request import Request
from notes_lsp.python.module import ModuleScope, module_at
from notes_lsp.python.needed_code import likely_places
from notes_lsp.python.snippets import snippets_in

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_log = logging.getLogger(__name__)

# Who opens a file wants to see its outline first, and who types prose needs no process for Python.
_QUIET_BEFORE_START = 0.3
_QUIET_IN_LARGE_FILES = 1.0
_LARGE = 1_000_000
_LONGEST_WAIT = 5.0
_PAUSE_AFTER_ASKING = 0.5
# The last talks of a file are those that somebody may still work on.
_MOST_MODULES_AT_START = 8

# The functions of `notes_lsp.lsp.requests` that answer inside of snippets: module and name, by method.
_FUNCTIONS = {
    "textDocument/completion": ("python_completion", "complete"),
    "textDocument/hover": ("python_hover", "hover"),
    "textDocument/signatureHelp": ("python_hover", "signature_help"),
    "textDocument/definition": ("python_places", "definition"),
    "textDocument/declaration": ("python_places", "declaration"),
    "textDocument/references": ("python_places", "references"),
    "textDocument/documentHighlight": ("python_places", "highlight"),
    "textDocument/prepareRename": ("python_rename", "prepare_rename"),
    "textDocument/rename": ("python_rename", "rename"),
}
_RESOLVE = "completionItem/resolve"


class PythonSide:
    """What the session knows of Python."""

    def __init__(self, server: "NotesServer") -> None:
        self._server = server
        self._session = server.session
        self.worker = PythonWorker()
        self.environment = choose_environment(self._session.sources)
        self._take_settings()

    # When its process starts

    def opened(self, uri: str) -> None:
        """A file was opened: if it has Python, be ready for it."""
        self._server.protocol.run_in_background(self._prepare(uri))

    def settings_changed(self) -> None:
        """Settings have changed."""
        self._take_settings()
        for uri in self._session.documents.by_uri:
            self.opened(uri)

    async def stop(self) -> None:
        """The server ends."""
        await self.worker.stop()

    def _take_settings(self) -> None:
        self.environment = choose_environment(self._session.sources)
        self.worker.deadline = self._session.sources.general().python_deadline / 1000
        self.worker.use(self.environment.interpreter)

    async def _prepare(self, uri: str) -> None:
        await self._server.settings_known.wait()
        document = self._session.documents.by_uri.get(uri)
        is_large = document is not None and len(document.notes.text) > _LARGE
        await self._server.quiet(_QUIET_IN_LARGE_FILES if is_large else _QUIET_BEFORE_START, _LONGEST_WAIT)
        request = self._session.request(uri)
        if request is None or not request.settings.python:
            return
        interpreter = self._environment_of(request).interpreter
        for code in _codes_in(request):
            self._warm(code, interpreter)

    def _warm(self, code: str, interpreter: str | None) -> None:
        """Ask in advance what somebody who works on ``code`` may ask next."""
        self.worker.warm(
            Question("complete", place.code, place.line, place.column, interpreter=interpreter)
            for place in likely_places(code)
        )

    def _environment_of(self, request: Request) -> ChosenEnvironment:
        return choose_environment(self._session.sources, request.path) if request.path else self.environment

    # Requests

    def answer(self, method: str, request: Request, params: Any) -> Coroutine[Any, Any, Any] | None:
        """What gives the result of a request inside of a snippet; None for one that is not about Python."""
        if method not in _FUNCTIONS or not request.settings.python:
            return None
        asking = self._asking(request, request.offset(params.position))
        return None if asking is None else _answered(method, _FUNCTIONS[method], asking, params)

    def resolve(self, method: str, item: Any) -> Coroutine[Any, Any, Any] | None:
        """What completes an item of a completion of Python; None for another."""
        data = item.data if method == _RESOLVE else None
        if not isinstance(data, dict) or not isinstance(data.get("python"), str):
            return None
        return self._resolved(item, data["python"], data.get("offset"))

    async def _resolved(self, item: Any, uri: str, offset: Any) -> Any:
        request = self._session.request(uri)
        if request is None or not isinstance(offset, int) or not request.settings.python:
            return item
        asking = self._asking(request, offset)
        if asking is None:
            return item
        completed = await _answered(_RESOLVE, ("python_completion", "resolve"), asking, item)
        return item if completed is None else completed

    def _asking(self, request: Request, offset: int) -> Asking | None:
        module = module_at(request.notes, offset, _scope(request))
        place = module.to_code(offset) if module is not None else None
        if module is None or place is None:
            return None
        interpreter = self._environment_of(request).interpreter
        above = module.code.split("\n", place[0] - 1)[:-1]  # the line at hand may be half written
        # Not before this is answered.
        loop = asyncio.get_running_loop()
        loop.call_later(_PAUSE_AFTER_ASKING, self._warm, "\n".join(above), interpreter)
        return Asking(request, self.worker, module, offset, *place, self._outdated(request), interpreter)

    def _outdated(self, request: Request) -> Callable[[], bool]:
        def is_outdated() -> bool:
            document = self._session.documents.by_uri.get(request.uri)
            if request.snapshot.version is None:
                return False  # it was not open
            return document is None or document.notes is not request.snapshot.open_notes

        return is_outdated

    # The status

    def status(self) -> dict[str, Any]:
        """What the status tells of Python."""
        state = self.worker.state
        chosen = self.environment
        return {
            **self._told(chosen),
            "python": state.about.get("python"),
            "engine": state.about.get("engine"),
            "pid": state.pid,
            "busy": state.busy,
            "memory": state.memory,
            "starts": state.starts,
            "lastEnd": state.last_end or None,
            "folders": {
                folder.path: self._told(choose_environment(self._session.sources, folder.path))
                for folder in self._session.sources.folders
            },
        }

    def _told(self, chosen: ChosenEnvironment) -> dict[str, Any]:
        """Which environment is in use, and why."""
        about, problem = self.worker.state.abouts.get(chosen.interpreter, ({}, ""))
        return {
            "environment": about.get("interpreter") or chosen.interpreter,
            "reason": f"{chosen.reason}, but {problem}" if problem else chosen.reason,
        }


def _scope(request: Request) -> ModuleScope:
    scope: ModuleScope = request.settings.python_scope  # type: ignore[assignment]
    return scope


def _codes_in(request: Request) -> list[str]:
    """The modules that the last snippets of a file make, the last one first, each once."""
    codes: dict[str, None] = {}
    seen_from = len(request.document.text) + 1
    for snippet in reversed(snippets_in(request.document)):
        code_lines = [line for line in snippet.lines if line.is_code]
        if not code_lines or snippet.start >= seen_from:
            continue
        module = module_at(request.notes, code_lines[0].start, _scope(request))
        if module is not None:
            codes[module.code] = None
            seen_from = min((line.start for line in module.lines if line.start >= 0), default=snippet.start)
        if len(codes) == _MOST_MODULES_AT_START:
            break
    return list(codes)


async def _answered(method: str, function: tuple[str, str], asking: Asking, given: Any) -> Any:
    try:
        module = import_module(f"notes_lsp.lsp.requests.{function[0]}")
        return await getattr(module, function[1])(asking, given)
    except RequestError:
        raise  # what its user should read: a name that can't be given, say
    except Exception as error:  # noqa: BLE001 - what fails loses its own answer
        _log.error("%s in a snippet failed: %s", method, describe(error))
        return None
