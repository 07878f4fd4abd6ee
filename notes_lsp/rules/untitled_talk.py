"""Talks whose title is missing."""

from collections.abc import Iterator

from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the talks without a title. A file that is one talk may have its title in its name."""
    if notes.single_talk:
        return
    for talk in notes.all_talks:
        if not talk.heading:
            yield Finding(talk.heading_start, talk.heading_end, "these notes belong to a talk without a title")


RULE = Rule(
    code="untitled-talk",
    severity="warning",
    on=True,
    summary="The notes of a talk have no title above them.",
    reason=(
        "A title that got lost, or was left for later, can still be found in the programme now. Without it the notes "
        "are in no outline and no search."
    ),
    bad="PyCon 2014 notes\n\nTuesday, July 22nd\n\n• start with the outermost test\n\nExtending Python\n\n• the C API\n",
    good=(
        "PyCon 2014 notes\n\nTuesday, July 22nd\n\nTesting legacy code\n\n• start with the outermost test\n\n"
        "Extending Python\n\n• the C API\n"
    ),
    check=check,
)
