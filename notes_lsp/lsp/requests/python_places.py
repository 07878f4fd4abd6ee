"""Definition, references and highlights inside of snippets of Python."""

from typing import Any

from lsprotocol import types

from notes_lsp.lsp.positions import length_in
from notes_lsp.lsp.python.asking import Asking
from notes_lsp.lsp.python.worker import Reply
from notes_lsp.lsp.uris import uri_of_path

Definitions = list[types.Location] | list[types.LocationLink] | None


async def definition(asking: Asking, _: types.DefinitionParams) -> Definitions:
    """Where the name at the place is defined: in a snippet, or in the file of a library."""
    return await _definitions(asking, with_links=asking.request.client.link_support)


async def declaration(asking: Asking, _: types.DeclarationParams) -> Definitions:
    """The same."""
    return await _definitions(asking, with_links=asking.request.client.declaration_link_support)


async def references(asking: Asking, params: types.ReferenceParams) -> list[types.Location] | None:
    """Every place in the snippets that means the name at the place."""
    reply = await asking.about_place("references")
    wanted = [place for place in _places(reply) if params.context.include_declaration or not place["defines"]]
    found = [_in_notes(asking, place) for place in wanted]
    return [types.Location(asking.request.uri, range_) for range_ in found if range_ is not None] or None


async def highlight(asking: Asking, _: types.DocumentHighlightParams) -> list[types.DocumentHighlight] | None:
    """The same places, with those that define it told from the others."""
    reply = await asking.about_place("references")
    highlights: list[types.DocumentHighlight] = []
    for place in _places(reply):
        range_ = _in_notes(asking, place)
        kind = types.DocumentHighlightKind.Write if place["defines"] else types.DocumentHighlightKind.Read
        if range_ is not None:
            highlights.append(types.DocumentHighlight(range_, kind))
    return highlights or None


def span_of_name(asking: Asking, reply: Reply) -> tuple[int, int] | None:
    """Where the name that an answer is about stands in the notes; None for no answer."""
    if not reply.answered or reply.result is None:
        return None
    found = reply.result
    return asking.module.span_to_notes(found["line"], found["column"], found["length"])


async def _definitions(asking: Asking, *, with_links: bool) -> Definitions:
    reply = await asking.about_place("definitions")
    origin = span_of_name(asking, reply)
    if origin is None:
        return None
    found = [(place["path"], _range(asking, place)) for place in _places(reply)]
    targets = [
        (uri_of_path(path) if path is not None else asking.request.uri, range_)
        for path, range_ in found
        if range_ is not None
    ]
    if not targets:
        return None
    if not with_links:
        return [types.Location(uri, range_) for uri, range_ in targets]
    return [types.LocationLink(uri, range_, range_, asking.request.range(*origin)) for uri, range_ in targets]


def _places(reply: Reply) -> list[dict[str, Any]]:
    return reply.result["places"] if reply.answered and reply.result is not None else []


def _range(asking: Asking, place: dict[str, Any]) -> types.Range | None:
    if place["path"] is None:
        return _in_notes(asking, place)
    encoding, text, column = asking.request.encoding, place["text"], place["column"]
    start = length_in(text[:column], encoding)
    end = length_in(text[: column + place["length"]], encoding)
    line = place["line"] - 1
    return types.Range(types.Position(line, start), types.Position(line, end))


def _in_notes(asking: Asking, place: dict[str, Any]) -> types.Range | None:
    span = asking.module.span_to_notes(place["line"], place["column"], place["length"])
    return None if span is None else asking.request.range(*span)
