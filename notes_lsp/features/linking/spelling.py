"""How the name of a file is written as the target of a link, so that it is read as that name again."""

import re
from typing import Literal

from notes_lsp.features.linking.destinations import is_local_path
from notes_lsp.links.targets import split_target

Spelling = Literal[
    "plain",  # [text](target)
    "angle",  # [text](<target>)
    "attribute",  # src="target"
    "rst",  # `text <target>`_, .. image:: target
    "verbatim",  # .. include:: target
    "document",  # :doc:`target`
    "org",  # [[file:target]]
    "wiki",  # [[target]]
]

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = "".join(map(chr, range(32)))
# What would end a target, begin an escape or an entity, or make it something else than a path. A bracket, a brace
# or a dollar is taken for a placeholder (see `split_target`).
_SPECIAL: dict[Spelling, str] = {
    "plain": " ()<>[]{}|$%#?\\&`\"'*",
    "angle": "<>{}|$%#?\\&",
    "attribute": " \"'<>{}|$%#?\\&",
    "rst": " <>{}|$%#?\\`*",
    "verbatim": "",
    "document": "",
    "org": "[]<>{}|$%#?\\",
    "wiki": "",
}
# What is written in its place: it is percent-encoded.
_ENCODED = {
    spelling: {ord(character): f"%{ord(character):02X}" for character in _CONTROLS + special}
    for spelling, special in _SPECIAL.items()
}
_NOT_WRITABLE: dict[Spelling, frozenset[str]] = {
    "verbatim": frozenset(_CONTROLS + "\\"),
    "document": frozenset(_CONTROLS + "`<>\\"),
    "wiki": frozenset(_CONTROLS + "[]|#^%<>{}$?\\"),
}


def spell(name: str, spelling: Spelling) -> str | None:
    """``name`` (of a file or an anchor) as a part of a target; None where it can't be written there."""
    if _SURROGATE.search(name) is not None:
        return None  # bytes that are no text: no editor could send them back
    refused = _NOT_WRITABLE.get(spelling)
    if refused is not None and not refused.isdisjoint(name):
        return None
    written = name.translate(_ENCODED[spelling])
    # `.. _label: name_` leads to where `name` leads.
    return written[:-1] + "%5F" if spelling == "rst" and written.endswith("_") else written


def is_read_as_path(written: str) -> bool:
    """Whether a target is read as a path, and not as an address, a scheme or a word like ``TODO``."""
    target = split_target(written)
    return target.kind == "local" and is_local_path(target.path)
