"""Definitions of links that nothing refers to."""

from collections.abc import Iterator

from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Definition, normalize_label
from notes_lsp.talks.model import Notes

# `[//]: # (text)` is how Markdown is made to hold a comment.
_COMMENT_TARGETS = ("#", "<>", "")


def check(notes: Notes, _surroundings: Surroundings) -> Iterator[Finding]:
    """Report definitions without a reference, in notes that use references at all.

    Where none is ever used, the definitions are a list that its writer keeps that way or that a template brought
    along; reporting each line of it helps nobody.
    """
    document = notes.document
    used = _used_labels(document)
    if not used:
        return
    seen: set[str] = set()
    for definition in document.definitions:
        if definition.label not in used and definition.label not in seen and not _is_comment(definition):
            label = document.text[definition.label_start : definition.label_end]
            yield Finding(
                definition.start, definition.end, f'nothing refers to "{label}", so readers never see this link'
            )
        seen.add(definition.label)


def _used_labels(document: Document) -> set[str]:
    used = {link.label for link in document.links if link.label and link.kind != "definition"}
    if document.dialect == "rst":
        # A definition may lead on to another: `.. _here: there_`.
        targets = [document.text[d.target_start : d.target_end] for d in document.definitions]
        used.update(normalize_label(target.strip("_`")) for target in targets if target.endswith("_"))
    return used


def _is_comment(definition: Definition) -> bool:
    return definition.target in _COMMENT_TARGETS or not definition.label.strip("/_-. ")


RULE = Rule(
    code="unused-definition",
    severity="information",
    on=True,
    summary="A link is defined and nothing refers to it.",
    reason=(
        "A definition without a reference is not rendered: a link that was noted down to be kept is hidden from every "
        "reader."
    ),
    bad=(
        "# Packaging in 2026\n\nSee the [guide][guide].\n\n"
        "[guide]: https://example.org/guide\n[slides]: https://example.org/slides\n"
    ),
    good=(
        "# Packaging in 2026\n\nSee the [guide][guide] and the [slides][slides].\n\n"
        "[guide]: https://example.org/guide\n[slides]: https://example.org/slides\n"
    ),
    check=check,
)
