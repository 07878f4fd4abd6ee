"""The lists of words that rules go by, from outside of the rules: a dictionary on the disk, and the settings.

The dictionary is that of codespell, an optional package; without it the rule that goes by it finds nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from notes_lsp.rules import dictionary_spelling, technology_name
from notes_lsp.rules.base import Rule
from notes_lsp.rules.misspellings import MISSPELLINGS
from notes_lsp.rules.technology_names import TECHNOLOGY_NAMES

Pairs = tuple[tuple[str, str], ...]

_PACKAGE = "codespell_lib"
_DICTIONARY = ("data", "dictionary.txt")
# A word with one correction: `mulitple->multiple`. Those with several end with a comma, or with why they are disabled.
# What is written with an apostrophe, a hyphen or in two words is a matter of style in notes.
_ONE_CORRECTION = re.compile(r"^([a-z]{4,})->([a-z]{3,})$", re.MULTILINE)


def with_word_lists(rules: Sequence[Rule], technology_names: Pairs) -> tuple[Rule, ...]:
    """``rules`` with the lists that they go by here; ``technology_names`` are wrong names and proper ones.

    A rule that has nothing to add to what it knows by itself stays what it is.
    """
    return tuple([_with_words(rule, technology_names) for rule in rules])


def _with_words(rule: Rule, technology_names: Pairs) -> Rule:
    if rule.code == dictionary_spelling.RULE.code:
        return replace(rule, check=partial(dictionary_spelling.check_by, dictionary=misspellings))
    if rule.code == technology_name.RULE.code and technology_names:
        names = TECHNOLOGY_NAMES | {wrong.lower(): proper for wrong, proper in technology_names}
        return replace(rule, check=partial(technology_name.check_names, names=names))
    return rule


@cache
def misspellings() -> Mapping[str, str]:
    """The dictionary: words by how they are misspelt, in lower case; empty without its package. Read when asked for.

    What the rule `spelling` knows by itself is left to it.
    """
    path = _dictionary_path()
    if path is None:
        return {}
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found = dict(_ONE_CORRECTION.findall(text))
    for word in (*dictionary_spelling.MEANT, *MISSPELLINGS):
        found.pop(word, None)
    return found


def _dictionary_path() -> Path | None:
    """Where the dictionary lies; None where its package is not installed."""
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0], *_DICTIONARY)
    return path if path.is_file() else None
