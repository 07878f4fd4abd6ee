"""What was left to do: ``TODO``, ``FIXME``, ``???``."""

import re
from collections.abc import Iterator

from notes_lsp.links.running_text import is_in_inline_code, spans_without_text
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.syntax.markdown_links import is_inside
from notes_lsp.talks.model import Notes

_MARK = re.compile(r"\b(?:TODO|FIXME)\b|\?{3,}")


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the marks in running text; in code they are the code's."""
    document = notes.document
    text = document.text
    if "TODO" not in text and "???" not in text and "FIXME" not in text:
        return
    for match in _MARK.finditer(text):
        index = document.part_at(match.start())
        if is_inside(spans_without_text(document, index), match.start() - document.part_starts[index]):
            continue
        if not is_in_inline_code(text, match.start(), document.dialect):
            yield Finding(match.start(), match.end(), f'something is left to do here: "{match[0]}"')


RULE = Rule(
    code="to-do",
    severity="hint",
    on=False,
    summary="Something was left to do.",
    reason=(
        "What was noted as a gap while somebody talked is forgotten a week later. Switched on after a conference, this "
        "rule lists what to look up."
    ),
    bad="# PyCon\n\n## Testing legacy code\n\n- TODO find the link to the book\n",
    good="# PyCon\n\n## Testing legacy code\n\n- the book: https://example.org/book\n",
    check=check,
    scope="part",
)
