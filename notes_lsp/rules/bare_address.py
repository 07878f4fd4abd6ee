"""Addresses that lack their https://, so that nothing makes a link of them."""

from collections.abc import Iterator

from notes_lsp.links.bare_addresses import find_bare_addresses
from notes_lsp.links.running_text import is_in_html, is_in_inline_code, spans_without_text
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.markdown_links import is_inside
from notes_lsp.talks.model import Notes


def check(notes: Notes, _surroundings: Surroundings) -> Iterator[Finding]:
    """Report addresses without a scheme in running text. Where a link leads to one is for `missing-file` to tell."""
    document = notes.document
    text = document.text
    for found in find_bare_addresses(text, 0, len(text)):
        start, end = found.start, found.end
        index = document.part_at(start)
        base = document.part_starts[index]
        if is_inside(spans_without_text(document, index), start - base):
            continue
        if is_in_inline_code(text, start, document.dialect) or is_in_html(text, start):
            continue
        address = text[start:end]
        fix = Fix(f'Write "https://{address}"', (Edit(start, start, "https://"),), safe=found.is_sure)
        yield Finding(start, end, f'"{address}" lacks its https://, so it is no link', fix)


RULE = Rule(
    code="bare-address",
    severity="hint",
    on=True,
    summary="An address lacks its https://, and is shown as text.",
    reason=(
        "While a talk goes on nobody types https://. Without it GitHub, editors and site generators show the address "
        "as mere text, and no check of links ever looks at it."
    ),
    bad="# Lightning talks\n\n- Spam filters in 80 lines, code at github.com/example/spam\n",
    good="# Lightning talks\n\n- Spam filters in 80 lines, code at https://github.com/example/spam\n",
    check=check,
    scope="part",
    fixes="both",
)
