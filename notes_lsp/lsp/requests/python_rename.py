"""``textDocument/rename`` and ``textDocument/prepareRename`` inside of snippets of Python."""

from lsprotocol import types

from notes_lsp.lsp.errors import REQUEST_FAILED, RequestError
from notes_lsp.lsp.python.asking import Asking
from notes_lsp.lsp.python.worker import Reply
from notes_lsp.lsp.requests.python_places import span_of_name
from notes_lsp.python.taken_names import line_that_has, why_no_name
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
    why_not = why_no_name(new_name)
    if why_not:
        raise RequestError(REQUEST_FAILED, why_not)
    reply = await asking.about_place("references")
    span = span_of_name(asking, reply)
    if span is None:
        raise RequestError(REQUEST_FAILED, _why_nothing(reply))
    if not reply.result["own"]:
        raise RequestError(REQUEST_FAILED, "this name comes from outside of the snippets")
    if new_name == asking.request.document.text[slice(*span)]:
        return None
    _refuse_taken(asking, reply, new_name)
    spans = [
        asking.module.span_to_notes(place["line"], place["column"], place["length"]) for place in reply.result["places"]
    ]
    edits = tuple(Edit(*found, new_name) for found in spans if found is not None)
    return asking.request.workspace_edit({asking.request.path: edits})


def _refuse_taken(asking: Asking, reply: Reply, new_name: str) -> None:
    """Raise `RequestError` where the new name means something else in the snippets already."""
    places = [(place["line"], place["column"]) for place in reply.result["places"]]
    taken = line_that_has(asking.module.code, new_name, places)
    if taken is None:
        return
    start = asking.module.lines[taken - 1].start
    where = f" (line {asking.request.position(start).line + 1})" if start >= 0 else ""
    raise RequestError(REQUEST_FAILED, f"{new_name!r} is the name of something else in these snippets already{where}")


def _why_nothing(reply: Reply) -> str:
    return "there is no name here" if reply.answered else "Python took too long; try again"
