"""Definitions of links that nothing refers to."""

import re
from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.nodes import Definition, normalize_label
from notes_lsp.talks.model import Notes

# The title of a definition, on its line or the next (CommonMark 0.31, section 4.7).
_TITLE = re.compile(
    r"(?:[ \t]+|[ \t]*(?:\r\n?|\n)[ \t]*)(?:\"[^\"\r\n]*\"|'[^'\r\n]*'|\([^()\r\n]*\))(?=[ \t]*(?:[\r\n]|$))"
)
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
            message = f'nothing refers to "{label}", so readers never see this link'
            yield Finding(definition.start, definition.end, message, _removal(document, definition))
        seen.add(definition.label)


def _removal(document: Document, definition: Definition) -> Fix | None:
    """A fix that takes out the lines of a definition: not a safe one, for the link is lost with them."""
    lines, text = document.lines, document.text
    title = _TITLE.match(text, definition.end) if document.dialect == "markdown" else None
    stop = title.end() if title is not None else definition.end
    first, last = lines.line_at(definition.start), lines.line_at(stop)
    start, end = lines.starts[first], lines.ends[last]
    if text[start : definition.start].strip() or text[stop:end].strip():
        return None
    if last + 1 < len(lines):
        end = lines.starts[last + 1]
    elif first > 0:
        start = lines.ends[first - 1]
    return Fix("Remove this definition", (Edit(start, end, ""),), safe=False)


_labels_of_part = of_part(lambda part: {link.label for link in part.links if link.label and link.kind != "definition"})


def _used_labels(document: Document) -> set[str]:
    used = set().union(*[_labels_of_part(document, index) for index in range(len(document.parts))])
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
    fixes="unsafe",
)
