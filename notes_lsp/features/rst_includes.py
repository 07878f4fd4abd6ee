"""The files that reStructuredText takes in: ``.. include:: file`` and ``.. literalinclude:: file``."""

import re
from collections.abc import Iterator

from notes_lsp.features.link_targets import LinkTarget
from notes_lsp.links.targets import split_target
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Directive

_NAMES = frozenset({"include", "literalinclude"})
_ARGUMENT = re.compile(r"\.\.[ \t]+[\w-]+[ \t]?::[ \t]*(\S[^\r\n]*?)[ \t]*(?=[\r\n]|$)")


def included_files(document: Document) -> Iterator[LinkTarget]:
    """The files that ``document`` includes, as if they were links."""
    if document.dialect != "rst" or "include::" not in document.text:
        return
    for block in document.blocks:
        if not isinstance(block, Directive) or block.name not in _NAMES:
            continue
        match = _ARGUMENT.match(document.text, block.start, block.end)
        # `<isonum.txt>` is a file of docutils itself.
        if match is not None and split_target(match[1]).kind == "local":
            start, end = match.span(1)
            # Like that of `:doc:`, and unlike an address, it is no more than a path.
            yield LinkTarget("document", match[1], "", start, end, start, end, end, end, verbatim=True)
