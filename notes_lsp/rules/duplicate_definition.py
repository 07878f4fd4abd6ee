"""Labels that are defined twice, with two targets."""

from collections.abc import Iterator

from notes_lsp.rules.base import Finding, Related, Rule, Surroundings
from notes_lsp.syntax.nodes import Definition
from notes_lsp.talks.model import Notes


def check(notes: Notes, _surroundings: Surroundings) -> Iterator[Finding]:
    """Report later definitions of a label that lead elsewhere than its first; the same target twice does no harm."""
    first_of: dict[str, Definition] = {}
    for definition in notes.document.definitions:
        if not definition.target or not definition.label.strip("/_-. "):
            continue  # a comment in the shape of a definition, or an anonymous target
        first = first_of.setdefault(definition.label, definition)
        if first.target != definition.target:
            label = notes.document.text[definition.label_start : definition.label_end]
            yield Finding(
                definition.label_start,
                definition.label_end,
                f'"{label}" is defined before with another target',
                related=(Related(first.label_start, first.label_end, f"leads to {first.target}"),),
            )


RULE = Rule(
    code="duplicate-definition",
    severity="warning",
    on=True,
    summary="A label is defined twice, with two targets.",
    reason="Markdown heeds the first, reStructuredText neither: references meant for the second lead astray.",
    bad=(
        "# Talks to watch again\n\n- [Async][slides]\n- [Typing][slides]\n\n"
        "[slides]: https://example.org/async\n[slides]: https://example.org/typing\n"
    ),
    good=(
        "# Talks to watch again\n\n- [Async][async]\n- [Typing][typing]\n\n"
        "[async]: https://example.org/async\n[typing]: https://example.org/typing\n"
    ),
    check=check,
)
