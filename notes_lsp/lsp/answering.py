"""Answering the requests of features: convert in, call, convert out is theirs; here is when they are called at all."""

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from notes_lsp.lsp.errors import RequestError, describe
from notes_lsp.lsp.methods import FEATURES, Feature, Method, function_of
from notes_lsp.lsp.request import Request, WorkspaceRequest

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_log = logging.getLogger(__name__)


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
        return function_of(feature, method)(request, params)
    except RequestError:
        raise  # what its user should read: a name that can't be given, say
    except Exception as error:  # noqa: BLE001 - a feature that fails loses its own answer
        _log.error("%s failed: %s", method.name, describe(error))
        return nothing


def _about_python(server: "NotesServer", method: Method, request: WorkspaceRequest, params: Any) -> Any:
    """What gives the result of a request about a snippet of Python; None for all others."""
    if method.scope == "resolve":
        return server.python.resolve(method.name, params)
    return server.python.answer(method.name, request, params) if isinstance(request, Request) else None
