"""Links that lead out of the project that the notes belong to."""

from collections.abc import Iterator

from notes_lsp.links.targets import written_targets
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the targets that lie above the root of the project."""
    for written in written_targets(notes.document):
        path = written.target.path
        if written.target.kind == "local" and surroundings.kind_of(path) == "outside":
            yield Finding(written.start, written.end, f'"{path}" leads out of the project that these notes belong to')


RULE = Rule(
    code="link-outside-root",
    severity="information",
    on=True,
    summary="A link leads to a file outside of the project that holds the notes.",
    reason="The file is on one computer only: whoever clones the project or reads it on the web gets a dead link.",
    bad="# Day 2\n\nThe recording is in [my downloads](../../../../../../../downloads/keynote.mp4).\n",
    good="# Day 2\n\nThe recording is [on the website](https://example.org/keynote.mp4).\n",
    check=check,
    scope="part",
)
