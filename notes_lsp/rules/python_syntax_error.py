"""Python that does not parse."""

from collections.abc import Iterator

from notes_lsp.python.refusals import is_accepted
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the first mistake in each snippet that is Python and would not be on purpose."""
    document = notes.document
    for block in document.blocks_of(CodeBlock):
        if _is_worth_reading(block, document):
            # Imported when first needed: what tells mistakes from sessions, gaps and prose has many patterns.
            from notes_lsp.rules.python_mistakes import finding_in

            finding = finding_in(document, block)
            if finding is not None:
                yield finding


def _is_worth_reading(block: CodeBlock, document: Document) -> bool:
    """Whether ``block`` may be Python that is wrong: most snippets are code that Python takes as it stands."""
    if (block.language or block.guess) == "python":
        return not is_accepted(document.text[block.content_start : block.content_end])
    return document.dialect == "org"  # whose fixed-width lines nobody has guessed yet


RULE = Rule(
    code="python-syntax-error",
    severity="warning",
    on=True,
    summary="A snippet of Python does not parse, and not on purpose.",
    reason=(
        "A slip of the hand while somebody talks is easily mended now, and hard to see in a year, when the snippet is "
        "copied and does not run. Gaps (`...`, a body that is left out), sessions, magics, Python 2 and words among "
        "the code are left alone."
    ),
    bad="# Testing legacy code\n\n```python\ndef total(prices)\n    return sum(prices)\n```\n",
    good="# Testing legacy code\n\n```python\ndef total(prices):\n    return sum(prices)\n```\n",
    check=check,
    scope="part",
    fixes="unsafe",
)
