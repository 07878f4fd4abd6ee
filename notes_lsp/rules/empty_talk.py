"""Talks without a single line of notes."""

from collections.abc import Iterator

from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the talks below whose title nothing stands."""
    text = notes.document.text
    for talk in notes.all_talks:
        if not talk.heading or notes.single_talk:
            continue
        line_end = notes.document.lines.ends[notes.document.lines.line_at(talk.heading_end)]
        if not text[line_end : talk.end].strip(" \t\r\n=-~^+#*\"'"):
            yield Finding(talk.title_start, talk.title_end, f'no notes of "{talk.title}"')


RULE = Rule(
    code="empty-talk",
    severity="hint",
    on=False,
    summary="There are no notes of a talk.",
    reason=(
        "Many people write down the programme first and fill it in as they listen. Switched on after a conference, "
        "this rule lists what was left empty."
    ),
    bad="# PyCon 2014\n\n## Day 1\n\n### Testing legacy code\n\n### Search from the bottom up\n\n- segments never change\n",
    good="# PyCon 2014\n\n## Day 1\n\n### Search from the bottom up\n\n- segments never change\n",
    check=check,
)
