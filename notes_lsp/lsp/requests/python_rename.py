"""``textDocument/rename`` and ``textDocument/prepareRename`` inside of snippets of Python."""

import keyword

from lsprotocol import types

from notes_lsp.lsp.errors import REQUEST_FAILED, RequestError
from notes_lsp.lsp.python.asking import Asking
from notes_lsp.lsp.python.worker import Reply
from notes_lsp.lsp.requests.python_places import span_of_name
from notes_lsp.rules.base import Edit


async def prepare_rename(asking: Asking, _: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """What would be renamed; None for what the snippets do not define themselves."""
    reply = await asking.about_place("references")
    span = span_of_name(asking, reply)
    if span is None or not reply.result["own"]:
        return None
    name = asking.request.document.text[slice(*span)]
    return types.PrepareRenamePlaceholder(asking.request.range(*span), name)


async def rename(asking: Asking, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """The edits in all snippets that know the name; raises `RequestError` with the reason where that can't be."""
    new_name = params.new_name
    if not new_name.isidentifier() or keyword.iskeyword(new_name):
        raise RequestError(REQUEST_FAILED, f"{new_name[:60]!r} is no name in Python")
    reply = await asking.about_place("references")
    span = span_of_name(asking, reply)
    if span is None:
        raise RequestError(REQUEST_FAILED, _why_nothing(reply))
    if not reply.result["own"]:
        raise RequestError(REQUEST_FAILED, "this name comes from outside of the snippets")
    spans = [
        asking.module.span_to_notes(place["line"], place["column"], place["length"]) for place in reply.result["places"]
    ]
    edits = tuple(Edit(*found, new_name) for found in spans if found is not None)
    return asking.request.workspace_edit({asking.request.path: edits})


def _why_nothing(reply: Reply) -> str:
    return "there is no name here" if reply.answered else "Python took too long; try again"
