"""Settings that are tables about rules: their severities, and which to leave out in some files.

As in `notes_lsp.workspace.settings_tables`, each function gives the good part of what is written, as tuples, and says
of the rest what is wrong with it.
"""

from collections.abc import Callable, Mapping

from notes_lsp.links.near import nearest
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.chosen_rules import ALL_RULES, OFF, SEVERITIES
from notes_lsp.workspace.settings_tables import NoTableError

LEVELS = (*SEVERITIES, OFF)
SEVERITIES_EXAMPLE = {"missing-file": "error", "unused-definition": OFF}
PER_FILE_EXAMPLE = {"2013/": ["day-order", "ordinal-typo"], "inbox.md": [ALL_RULES]}

Levels = tuple[tuple[str, str], ...]
CodesByPattern = tuple[tuple[str, tuple[str, ...]], ...]

_CODES = tuple(rule.code for rule in RULES)


def read_severities(value: object) -> tuple[Levels | None, list[str]]:
    """Severities by codes of rules; None where nothing is good. Raises `NoTableError`."""
    if not isinstance(value, Mapping):
        raise NoTableError('a table of rules with severities, as { missing-file = "error" }')
    good: list[tuple[str, str]] = []
    wrong: list[str] = []
    for code, level in value.items():
        if code not in _CODES:
            wrong.append(_no_rule(code))
        elif level not in LEVELS:
            wrong.append(f'{_shown(level)} for "{code}"; it can be {", ".join(LEVELS[:-1])} or {OFF}')
        else:
            good.append((code, level))
    return (None if wrong and not good else tuple(good)), wrong


def read_per_file_ignores(value: object) -> tuple[CodesByPattern | None, list[str]]:
    """Codes of rules by patterns of files; None where nothing is good. Raises `NoTableError`."""
    if not isinstance(value, Mapping):
        raise NoTableError('a table of patterns of files with rules, as { "2013/" = ["ordinal-typo"] }')
    found: list[tuple[str, tuple[str, ...]]] = []
    wrong: list[str] = []
    for pattern, codes in value.items():
        listed = list(codes) if isinstance(codes, list | tuple) else [codes]
        good = tuple(code for code in listed if code in _CODES or code == ALL_RULES)
        wrong += [f"{_no_rule(code)} (for {_shown(pattern)})" for code in listed if code not in good]
        if good and isinstance(pattern, str) and pattern:
            found.append((pattern, good))
    return (None if wrong and not found else tuple(found)), wrong


RULE_READERS: dict[str, Callable[[object], tuple[Levels | CodesByPattern | None, list[str]]]] = {
    "severities": read_severities,
    "per-file-ignores": read_per_file_ignores,
}


def _no_rule(code: object) -> str:
    near = nearest(code, _CODES) if isinstance(code, str) else None
    meant = f'did you mean "{near}"?' if near is not None else '"notes-lsp --list-rules" lists them'
    return f"{_shown(code)}, which is no rule; {meant}"


def _shown(written: object) -> str:
    return f'"{written[:60]}"' if isinstance(written, str) else "something that is no text"
