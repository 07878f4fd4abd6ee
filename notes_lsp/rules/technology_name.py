"""Names of technologies that are misspelt: ``ngnix``, ``Elasticserch``."""

from collections.abc import Callable, Iterator, Mapping

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.rules.known_words import known_words
from notes_lsp.rules.technology_names import TECHNOLOGY_NAMES
from notes_lsp.rules.written_words import distinct_words, written_words
from notes_lsp.syntax.document import Document
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the names in running text that the list of notes-lsp has."""
    return _findings(notes, TECHNOLOGY_NAMES, known_words)


def check_names(notes: Notes, surroundings: Surroundings, names: Mapping[str, str]) -> Iterator[Finding]:
    """The same by a list of one's own: ``names`` are the proper names by the wrong ones, these in lower case."""
    return _findings(notes, names, distinct_words)


def _findings(
    notes: Notes, names: Mapping[str, str], words_in: Callable[[Document, int], frozenset[str]]
) -> Iterator[Finding]:
    document = notes.document
    for index in range(len(document.parts)):
        known = names.keys() & words_in(document, index)
        if not known:
            continue
        for word in written_words(document, index, known):
            proper = _cased(word.text, names[word.text.lower()])
            fix = Fix(f'Write "{proper}"', (Edit(word.start, word.end, proper),), safe=False)
            yield Finding(word.start, word.end, f'"{word.text}" should be "{proper}"', fix)


def _cased(written: str, proper: str) -> str:
    """``proper`` as ``written`` has it: who writes in small letters throughout goes on doing so."""
    return proper.lower() if written.islower() else proper


RULE = Rule(
    code="technology-name",
    severity="information",
    on=True,
    summary="The name of a technology is misspelt.",
    reason=(
        "What a talk was about is what its notes are searched for, and nobody searches for ngnix. Names of your own "
        "are added by the setting `technology-names`."
    ),
    bad="# PyCon\n\n## Search from the bottom up\n\n- Elasticserch behind ngnix\n",
    good="# PyCon\n\n## Search from the bottom up\n\n- Elasticsearch behind nginx\n",
    check=check,
    scope="part",
    fixes="unsafe",
)
