"""`textDocument/completion` and `completionItem/resolve` (LSP 3.17, "Completion Request")."""

from collections.abc import Mapping

from lsprotocol import types

from notes_lsp.features.card import card_as_markdown, card_as_plaintext
from notes_lsp.features.completion.cards import resolve
from notes_lsp.features.completion.completion import complete
from notes_lsp.features.completion.items import CompletionItem, CompletionKind
from notes_lsp.lsp.request import Request, WorkspaceRequest

_KINDS: dict[CompletionKind, types.CompletionItemKind] = {
    "file": types.CompletionItemKind.File,
    "folder": types.CompletionItemKind.Folder,
    "anchor": types.CompletionItemKind.Reference,
    "label": types.CompletionItemKind.Reference,
    "page": types.CompletionItemKind.File,
    "speaker": types.CompletionItemKind.Constant,
    "tag": types.CompletionItemKind.Keyword,
    "language": types.CompletionItemKind.EnumMember,
    "day": types.CompletionItemKind.Event,
    "talk": types.CompletionItemKind.Snippet,
}


def answer_completion(request: Request, params: types.CompletionParams) -> types.CompletionList | None:
    """What can be completed; None where nothing can."""
    if params.context is not None and params.context.trigger_character == ".":
        return None  # for snippets of Python; in notes it ends a sentence
    found = complete(request.notes, request.offset(params.position), request.path, request.library)
    if not found.items and not found.is_incomplete:
        return None
    items = [_item(request, item) for item in found.items]
    return types.CompletionList(is_incomplete=found.is_incomplete, items=items)


def resolve_completion(request: WorkspaceRequest, item: types.CompletionItem) -> types.CompletionItem:
    """The item with its documentation, or as it was where there is no more to say."""
    key = item.data.get("key") if isinstance(item.data, Mapping) else None
    if not isinstance(key, list | tuple) or not all(isinstance(part, str) for part in key):
        return item
    card = resolve(tuple(key), request.library)
    if card is not None and request.client.markdown_documentation:
        item.documentation = types.MarkupContent(types.MarkupKind.Markdown, card_as_markdown(card, request.uri_of))
    elif card is not None:
        item.documentation = card_as_plaintext(card)  # a bare string: some clients name no format
    return item


def _item(request: Request, item: CompletionItem) -> types.CompletionItem:
    has_details = request.client.label_details and bool(item.detail)
    as_snippet = item.is_snippet and request.client.snippets
    return types.CompletionItem(
        label=item.label,
        label_details=types.CompletionItemLabelDetails(description=item.detail) if has_details else None,
        kind=_KINDS[item.kind],
        detail=None if has_details else item.detail or None,
        sort_text=item.sort_text,
        filter_text=item.filter_text,
        insert_text_format=types.InsertTextFormat.Snippet if as_snippet else None,
        text_edit=types.TextEdit(request.range(item.start, item.end), item.snippet if as_snippet else item.text),
        data={"key": list(item.key)} if item.key else None,
    )
