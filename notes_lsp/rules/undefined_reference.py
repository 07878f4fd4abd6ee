"""References by label that have no definition."""

from collections.abc import Iterator

from notes_lsp.links.near import NearNames
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
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
        if meant is None:
            yield Finding(broken.label_start, broken.label_end, message)
            continue
        fix = Fix(f'Write "{meant}"', (Edit(broken.label_start, broken.label_end, meant),), safe=False)
        yield Finding(broken.label_start, broken.label_end, f'{message}, did you mean "{meant}"', fix)


RULE = Rule(
    code="undefined-reference",
    severity="warning",
    on=True,
    summary="A link refers to a label that is never defined.",
    reason="Readers see the brackets instead of a link, and the address that belonged there is lost.",
    bad="# Property tests\n\nStart with the [quick start][docs].\n",
    good="# Property tests\n\nStart with the [quick start][docs].\n\n[docs]: https://example.org/quickstart\n",
    check=check,
)
