"""How the name of a file is written as the target of a link, so that it is read as that name again."""

from typing import Literal

from notes_lsp.features.destinations import is_local_path
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

# What would end a target, begin an escape or an entity, or make it something else than a path. A bracket, a brace
# or a dollar is taken for a placeholder (see `split_target`).
_ENCODED: dict[Spelling, frozenset[str]] = {
    "plain": frozenset(" ()<>[]{}|$%#?\\&`\"'*"),
    "angle": frozenset("<>{}|$%#?\\&"),
    "attribute": frozenset(" \"'<>{}|$%#?\\&"),
    "rst": frozenset(" <>{}|$%#?\\`*"),
    "verbatim": frozenset(),
    "document": frozenset(),
    "org": frozenset("[]<>{}|$%#?\\"),
    "wiki": frozenset(),
}
_NOT_WRITABLE: dict[Spelling, frozenset[str]] = {
    "verbatim": frozenset("\\"),
    "document": frozenset("`<>\\"),
    "wiki": frozenset("[]|#^%<>{}$?\\"),
}


def spell(name: str, spelling: Spelling) -> str | None:
    """``name`` (of a file or an anchor) as a part of a target; None where it can't be written there."""
    if any("\ud800" <= character <= "\udfff" for character in name):
        return None  # bytes that are no text: no editor could send them back
    refused = _NOT_WRITABLE.get(spelling)
    if refused is not None and any(character < " " or character in refused for character in name):
        return None
    encoded = _ENCODED[spelling]
    written = "".join(
        f"%{ord(character):02X}" if character < " " or character in encoded else character for character in name
    )
    # `.. _label: name_` leads to where `name` leads.
    return written[:-1] + "%5F" if spelling == "rst" and written.endswith("_") else written


def is_read_as_path(written: str) -> bool:
    """Whether a target is read as a path, and not as an address, a scheme or a word like ``TODO``."""
    target = split_target(written)
    return target.kind == "local" and is_local_path(target.path)


def split_ending(name: str) -> tuple[str, str]:
    """The name of a file without its ending, and the ending with its dot; a dot at the start makes none."""
    dot = name.rfind(".")
    return (name[:dot], name[dot:]) if dot > 0 and name[:dot].strip(".") else (name, "")
