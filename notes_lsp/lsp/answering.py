"""Answering the requests of features: convert in, call, convert out is theirs; here is when they are called at all."""

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from notes_lsp.lsp.errors import RequestError, describe
from notes_lsp.lsp.methods import FEATURES, Feature, Method, function_of
from notes_lsp.lsp.session import Session

if TYPE_CHECKING:
    from notes_lsp.lsp.server import NotesServer

_log = logging.getLogger(__name__)


def register(server: "NotesServer") -> None:
    """Register the methods of all features; those that are off give nothing."""
    for feature in FEATURES:
        for method in feature.methods:
            server.protocol.handlers.requests[method.name] = partial(_answer, server.session, feature, method)


def _answer(session: Session, feature: Feature, method: Method, params: Any) -> Any:
    """The result of a request. One that fails has none, which no editor shows as an error."""
    nothing = params if method.scope == "resolve" else None
    request = session.request(params.text_document.uri) if method.scope == "document" else session.workspace_request()
    if request is None or not feature.is_on(request.settings):
        return nothing
    try:
        return function_of(feature, method)(request, params)
    except RequestError:
        raise  # what its user should read: a name that can't be given, say
    except Exception as error:  # noqa: BLE001 - a feature that fails loses its own answer
        _log.error("%s failed: %s", method.name, describe(error))
        return nothing
