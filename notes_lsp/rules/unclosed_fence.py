"""Code fences that are never closed."""

from collections.abc import Iterator

from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the fences that are open to the end of what they stand in (CommonMark 0.31, section 4.5)."""
    for block in notes.document.blocks:
        if isinstance(block, CodeBlock) and not block.closed:
            end = notes.document.lines.ends[notes.document.lines.line_at(block.start)]
            yield Finding(block.start, end, "this fence is never closed, so all that follows is code")


RULE = Rule(
    code="unclosed-fence",
    severity="error",
    on=True,
    summary="A code fence is never closed.",
    reason="Everything below it is shown as code: the talks that follow are gone from the page and from every outline.",
    bad="# Testing legacy code\n\n```python\nassert total() == 3\n\n## What came after\n\n- questions\n",
    good="# Testing legacy code\n\n```python\nassert total() == 3\n```\n\n## What came after\n\n- questions\n",
    check=check,
)
