"""Which requests are not worth their work, by what came in behind them."""

from collections.abc import Sequence
from typing import Any

from lsprotocol import types

from notes_lsp.lsp import errors
from notes_lsp.lsp.client import Client
from notes_lsp.lsp.errors import RequestError

# What an editor asks by itself after each edit, for a whole file: the answer to the last one is all it needs.
_ASKED_AGAIN = frozenset(
    {
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL,
        types.TEXT_DOCUMENT_FOLDING_RANGE,
        types.TEXT_DOCUMENT_CODE_LENS,
        types.TEXT_DOCUMENT_INLAY_HINT,
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE,
        types.TEXT_DOCUMENT_DOCUMENT_LINK,
    }
)


def why_unwanted(
    message_id: int | str, method: str, params: Any, waiting: Sequence[Any], client: Client
) -> RequestError | None:
    """Why the request needs no work when ``waiting`` came behind it; None for one that does.

    LSP 3.17 wants results of an older version, too ("LSPErrorCodes.ContentModified"): the client may still use them.
    So only those are left out that the client cancelled, has asked again, or will ask again by its own word.
    """
    uri = _uri_in(params)
    edited = False
    for message in waiting:
        if not isinstance(message, dict):
            continue
        later, later_params = message.get("method"), message.get("params")
        if later == types.CANCEL_REQUEST and isinstance(later_params, dict) and later_params.get("id") == message_id:
            return RequestError(errors.REQUEST_CANCELLED, "the request was cancelled")
        if uri is None or _uri_in(later_params) != uri:
            continue
        if later == types.TEXT_DOCUMENT_DID_CHANGE:
            edited = True
            if method in client.retried_when_outdated:
                return RequestError(errors.CONTENT_MODIFIED, "the file was edited")
            if method == types.TEXT_DOCUMENT_DIAGNOSTIC:
                retry = {"retriggerRequest": True}
                return RequestError(errors.SERVER_CANCELLED, "the file was edited", retry)
        elif edited and later == method and method in _ASKED_AGAIN:
            return RequestError(errors.CONTENT_MODIFIED, "the file was edited, and the same was asked again")
    return None


def _uri_in(params: Any) -> str | None:
    document = params.get("textDocument") if isinstance(params, dict) else None
    uri = document.get("uri") if isinstance(document, dict) else None
    return uri if isinstance(uri, str) else None
