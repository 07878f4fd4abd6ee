"""Misspellings in English notes, by the dictionary of codespell."""

from collections.abc import Callable, Iterator, Mapping

from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.rules.spelling import findings_by
from notes_lsp.talks.model import Notes

# What the dictionary has, and what many nevertheless write and mean.
MEANT = frozenset("cancelation dependees invokable requestor transferrable unparseable useable".split())


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report nothing: the dictionary comes from outside, see `check_by`."""
    return iter(())


def check_by(
    notes: Notes, surroundings: Surroundings, dictionary: Callable[[], Mapping[str, str]]
) -> Iterator[Finding]:
    """Report the misspellings in running text that ``dictionary`` gives: see `notes_lsp.rules.spelling.findings_by`."""
    return findings_by(notes, dictionary())


RULE = Rule(
    code="dictionary-spelling",
    severity="information",
    on=False,
    summary="A word is misspelt, says the dictionary of codespell.",
    reason=(
        "Like `spelling`, with the many thousands of misspellings that codespell collects. Only those with a single "
        "correction count. The dictionary is a package of its own: `pip install 'notes-lsp[spelling]'` brings it, and "
        "without it this rule finds nothing. Off by default, for notes that were typed along have many a slip."
    ),
    bad="# PyCon\n\n## Testing legacy code\n\n- there is a seperator for each of them, and it is not that hard\n",
    good="# PyCon\n\n## Testing legacy code\n\n- there is a separator for each of them, and it is not that hard\n",
    check=check,
    fixes="unsafe",
)
