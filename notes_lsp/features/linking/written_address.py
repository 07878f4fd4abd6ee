"""An address on the web as it can be written in the place of another one, so that its readers find all of it."""

from notes_lsp.links.web_targets import web_targets_of_part
from notes_lsp.links.written_address import written_address as written_at_target
from notes_lsp.syntax.document import Document


def written_address(document: Document, start: int, address: str) -> str:
    """``address``, which is ASCII, for the target on the web that begins at ``start``; as it is where there is none."""
    index = document.part_at(start)
    in_part = start - document.part_starts[index]
    for target in web_targets_of_part(document, index):
        if target.start == in_part:
            return written_at_target(address, document.parts[index].text, document.dialect, target)
    return address
