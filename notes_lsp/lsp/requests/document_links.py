"""`textDocument/documentLink` and `documentLink/resolve`."""

from collections.abc import Mapping
from typing import Any, get_args

from lsprotocol import types

from notes_lsp.features.linking.link_targets import LinkTargetKind
from notes_lsp.features.navigation.document_links import DocumentLink, LocalTarget, find_document_links, resolve_target
from notes_lsp.lsp.request import Request, WorkspaceRequest
from notes_lsp.lsp.uris import path_of_uri

_KINDS: dict[str, LinkTargetKind] = {kind: kind for kind in get_args(LinkTargetKind)}


def answer_document_link(request: Request, _: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """The links of a file."""
    links = find_document_links(request.notes, request.path, request.library)
    return [_document_link(request, link) for link in links]


def resolve_document_link(request: WorkspaceRequest, link: types.DocumentLink) -> types.DocumentLink:
    """The link with its target, or as it was where nothing is there any more."""
    if link.target is not None or not isinstance(link.data, Mapping):
        return link
    local = _local_target(link.data)
    path = path_of_uri(str(link.data.get("uri", "")))
    resolved = resolve_target(local, path, request.library) if local is not None and path else None
    if resolved is not None:
        link.target = request.uri_of(resolved.path)
        # Where in a file, as VS Code and those who follow it read it: `#L12`.
        fragment = f"L{resolved.line}" if resolved.line is not None else resolved.fragment
        if fragment:
            link.target += f"#{fragment}"
    return link


def _document_link(request: Request, link: DocumentLink) -> types.DocumentLink:
    return types.DocumentLink(
        range=request.range(link.start, link.end),
        target=link.address or None,
        tooltip=link.tooltip or None if request.client.tooltip_support else None,
        data=None if link.local is None else _data(request, link.local),
    )


def _data(request: Request, local: LocalTarget) -> dict[str, Any]:
    return {
        "uri": request.uri,
        "kind": local.kind,
        "path": local.path,
        "fragment": local.fragment,
        "byTitle": local.by_title,
    }


def _local_target(data: Mapping[str, Any]) -> LocalTarget | None:
    """What `_data` gave, if the client gives it back unchanged."""
    kind, path, fragment = _KINDS.get(str(data.get("kind"))), data.get("path"), data.get("fragment")
    if kind is None or not isinstance(path, str) or not isinstance(fragment, str):
        return None
    return LocalTarget(kind, path, fragment, data.get("byTitle") is True)
