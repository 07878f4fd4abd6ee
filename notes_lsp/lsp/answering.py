"""Answering the requests of features: convert in, call, convert out is theirs; here is when they are called at all.

Most answers need the file at hand, and of the others what is known by then. A rename must see all that links to what
it renames: it waits until all notes have been read.
"""

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from notes_lsp.lsp.errors import CONTENT_MODIFIED, REQUEST_FAILED, RequestError, describe
from notes_lsp.lsp.methods import FEATURES, Feature, Method, function_of
from notes_lsp.lsp.request import Request, WorkspaceRequest

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_log = logging.getLogger(__name__)

# How many seconds these wait for the index.
_WAITS_FOR_INDEX = {"textDocument/rename": 30.0, "workspace/willRenameFiles": 15.0}
# The editor renames files whatever we say: the links that are known are better than none.
_DOES_WITHOUT = frozenset({"workspace/willRenameFiles"})


def register(server: "NotesServer") -> None:
    """Register the methods of all features; those that are off give nothing."""
    for feature in FEATURES:
        for method in feature.methods:
            server.protocol.handlers.requests[method.name] = partial(_answer, server, feature, method)


def _answer(server: "NotesServer", feature: Feature, method: Method, params: Any) -> Any:
    """The result of a request. One that fails has none, which no editor shows as an error."""
    session = server.session
    nothing = params if method.scope == "resolve" else None
    request = session.request(params.text_document.uri) if method.scope == "document" else session.workspace_request()
    if request is None or not feature.is_on(request.settings):
        return nothing
    try:
        about_python = _about_python(server, method, request, params)
        if about_python is not None:
            return about_python
        if method.name in _WAITS_FOR_INDEX and session.index.has_work:
            return _answer_with_index(server, feature, method, params, request)
        return function_of(feature, method)(request, params)
    except RequestError:
        raise  # what its user should read: a name that can't be given, say
    except Exception as error:  # noqa: BLE001 - a feature that fails loses its own answer
        _log.error("%s failed: %s", method.name, describe(error))
        return nothing


async def _answer_with_index(
    server: "NotesServer", feature: Feature, method: Method, params: Any, asked: WorkspaceRequest
) -> Any:
    """The result when all notes have been read. Raises `RequestError` where that takes too long, or after an edit."""
    try:
        await asyncio.wait_for(server.indexer.finished(), _WAITS_FOR_INDEX[method.name])
    except (asyncio.TimeoutError, TimeoutError):
        if method.name not in _DOES_WITHOUT:
            message = "not all notes of the workspace have been read yet, and one of them may hold a link to this"
            raise RequestError(REQUEST_FAILED, f"{message}; try again in a moment") from None
    request: WorkspaceRequest | None = server.session.workspace_request()
    if isinstance(asked, Request):
        request = server.session.request(asked.uri)
        if not isinstance(request, Request) or request.snapshot.open_notes is not asked.snapshot.open_notes:
            raise RequestError(CONTENT_MODIFIED, "the file was edited")
    try:
        return function_of(feature, method)(request, params)
    except RequestError:
        raise
    except Exception as error:  # noqa: BLE001 - a feature that fails loses its own answer
        _log.error("%s failed: %s", method.name, describe(error))
        return None


def _about_python(server: "NotesServer", method: Method, request: WorkspaceRequest, params: Any) -> Any:
    """What gives the result of a request about a snippet of Python; None for all others."""
    if method.scope == "resolve":
        return server.python.resolve(method.name, params)
    return server.python.answer(method.name, request, params) if isinstance(request, Request) else None
