"""``textDocument/hover`` and ``textDocument/signatureHelp`` inside of snippets of Python."""

from typing import Any

from lsprotocol import types

from notes_lsp.lsp.positions import length_in
from notes_lsp.lsp.python.asking import Asking
from notes_lsp.lsp.requests.python_places import span_of_name
from notes_lsp.python.explained import documentation, explained


async def hover(asking: Asking, _: types.HoverParams) -> types.Hover | None:
    """What the name at the place is."""
    reply = await asking.about_place("hover")
    span = span_of_name(asking, reply)
    if span is None:
        return None
    markdown = asking.request.client.markdown_hover
    text = explained(reply.result["description"], markdown=markdown)
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    return types.Hover(types.MarkupContent(kind, text), asking.request.range(*span)) if text else None


async def signature_help(asking: Asking, _: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """The signatures of the call around the place."""
    reply = await asking.about_place("signatures")
    if not reply.answered or not reply.result:
        return None
    signatures = [_signature(asking, found) for found in reply.result]
    active = reply.result[0]["active"]
    return types.SignatureHelp(signatures, active_signature=0, active_parameter=active)


def _signature(asking: Asking, found: dict[str, Any]) -> types.SignatureInformation:
    label = found["label"]
    client = asking.request.client
    parameters: list[types.ParameterInformation] = []
    start = label.find("(") + 1
    for parameter in found["parameters"]:
        start = max(label.find(parameter, start), 0)
        end = start + len(parameter)
        # LSP counts the offsets in a label in UTF-16 whatever encoding positions have.
        span = length_in(label[:start], "utf-16"), length_in(label[:end], "utf-16")
        parameters.append(types.ParameterInformation(span if client.label_offsets else parameter))
        start = end
    doc = documentation(found["doc"], markdown=client.markdown_signatures)
    shown = types.MarkupContent(types.MarkupKind.Markdown, doc) if client.markdown_signatures else doc
    return types.SignatureInformation(
        label, shown if doc else None, parameters, found["active"] if client.active_parameters else None
    )
