"""Headings without the space that makes them one: ``##Title``."""

from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.nodes import Heading
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the lines that were meant as headings and are shown as text (CommonMark 0.31, section 4.2)."""
    for block in notes.document.blocks_of(Heading):
        if block.style == "atx-no-space":
            end = block.start + len(block.marker)
            fix = Fix("Add the space", (Edit(end, end, " "),))
            yield Finding(block.start, end, f'no space after "{block.marker}", so this is shown as text', fix)


RULE = Rule(
    code="heading-space",
    severity="warning",
    on=True,
    summary="A heading lacks the space after its number signs.",
    reason="notes-lsp takes it as the heading that it was meant to be; every other reader of Markdown shows it as text.",
    bad="# PyCon 2014\n\n##Testing legacy code\n\n- start with the outermost test\n",
    good="# PyCon 2014\n\n## Testing legacy code\n\n- start with the outermost test\n",
    check=check,
    scope="part",
    fixes="safe",
)
