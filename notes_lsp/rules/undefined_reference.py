"""References by label that have no definition."""

from collections.abc import Iterator

from notes_lsp.links.near import NearNames
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.line_ends import line_end_of
from notes_lsp.talks.model import Notes


def check(notes: Notes, _surroundings: Surroundings) -> Iterator[Finding]:
    """Report each reference whose label nothing defines."""
    document = notes.document
    if not document.broken_references:
        return
    near = NearNames(definition.label for definition in document.definitions)
    for broken in document.broken_references:
        label = document.text[broken.label_start : broken.label_end]
        meant = near.same_letters(broken.label) or near.near(broken.label)
        message = f'nothing defines the reference "{label}"'
        if meant is None or meant == broken.label:
            fix = _fix_of_definition(document, broken.label) if meant is not None else None
            message = f"{message}: its definition is read as part of the text above it" if fix is not None else message
            yield Finding(broken.label_start, broken.label_end, message, fix)
            continue
        fix = Fix(f'Write "{meant}"', (Edit(broken.label_start, broken.label_end, meant),), safe=False)
        yield Finding(broken.label_start, broken.label_end, f'{message}, did you mean "{meant}"', fix)


def _fix_of_definition(document: Document, label: str) -> Fix | None:
    """Part a definition from the list item above it, of which it is a line (CommonMark 0.31, sections 4.7 and 5.2)."""
    lines, text = document.lines, document.text
    definition = next(each for each in document.definitions if each.label == label)
    line = lines.line_at(definition.start)
    if line == 0 or not text[lines.starts[line - 1] : lines.ends[line - 1]].strip():
        return None
    start = lines.starts[line]
    return Fix("Add a blank line above the definition", (Edit(start, start, line_end_of(text)),))


RULE = Rule(
    code="undefined-reference",
    severity="warning",
    on=True,
    summary="A link refers to a label that is never defined.",
    reason="Readers see the brackets instead of a link, and the address that belonged there is lost.",
    bad="# Property tests\n\nStart with the [quick start][docs].\n",
    good="# Property tests\n\nStart with the [quick start][docs].\n\n[docs]: https://example.org/quickstart\n",
    check=check,
    fixes="both",
)
