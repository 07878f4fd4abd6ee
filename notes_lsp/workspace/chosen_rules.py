"""Which rules run over a file, and how severe what they find is.

Chosen by the settings of the file and by the command line over them. Importing this module imports no settings: a
check without any need not wait for them.
"""

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from notes_lsp.rules.base import Rule, Severity
from notes_lsp.syntax.values import value_class

if TYPE_CHECKING:
    from notes_lsp.workspace.settings import Settings

ALL_RULES = "all"
OFF = "off"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information", "hint")

Level = Literal["error", "warning", "information", "hint", "off"]


@value_class
class RuleChoice:
    """What a source says of the rules, by their codes, or ``all``.

    ``select`` are those to run (none: those that are on by default), ``extend_select`` others beside them, ``ignore``
    those to leave out. ``per_file_ignores`` are patterns of files, relative to ``folder`` (absolute), with the rules to
    leave out there. ``technology_names`` are wrong names with the proper ones, for the rule that looks for them.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: tuple[tuple[str, Level], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    folder: str = ""
    technology_names: tuple[tuple[str, str], ...] = ()


def rule_choice(settings: "Settings") -> RuleChoice:
    """What ``settings`` say of the rules."""
    origin = settings.origin_of("per_file_ignores")
    return RuleChoice(
        settings.select,
        settings.ignore,
        settings.extend_select,
        settings.severities,
        settings.per_file_ignores,
        origin.folder if origin is not None else "",
        settings.technology_names,
    )


def with_command_line(files: RuleChoice, given: RuleChoice) -> RuleChoice:
    """What files of settings say, and the command line over it.

    What the command line selects runs, whatever the files leave out; but for what they leave out in single files.
    """
    wanted = _codes((*given.select, *given.extend_select))
    left_out = [code for code in _codes(files.ignore) if code not in wanted]
    levels = {code: level for code, level in files.severities if level != OFF or code not in wanted}
    return RuleChoice(
        given.select or files.select,
        (*left_out, *given.ignore),
        (*(() if given.select else files.extend_select), *given.extend_select),
        tuple((levels | dict(given.severities)).items()),
        files.per_file_ignores,
        files.folder,
        files.technology_names,
    )


def _codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """``codes``, with those of all rules in place of ``all``."""
    if ALL_RULES not in codes:
        return codes
    from notes_lsp.rules.registry import RULES

    return tuple(rule.code for rule in RULES)


def chosen_rules(settings: "Settings", path: str = "") -> tuple[Rule, ...]:
    """The rules that ``settings`` leave on for the file at ``path`` (absolute; ``""``: never saved)."""
    return rules_for(rule_choice(settings), path)


def rules_for(choice: RuleChoice, path: str = "") -> tuple[Rule, ...]:
    """The rules to run over the file at ``path`` (absolute, ``""`` for none), with their severities.

    The same choice gives the same rules, and not only equal ones: what was found is kept by them.
    """
    left_out = left_out_at(choice, path) if choice.per_file_ignores and path else ()
    ignore = (*choice.ignore, *left_out)
    return _rules_of(choice.select, ignore, choice.extend_select, choice.severities, choice.technology_names)


def left_out_at(choice: RuleChoice, path: str) -> tuple[str, ...]:
    """The codes of the rules that ``per_file_ignores`` leave out for the file at ``path``."""
    # Both read patterns, which is of use only to those who write some.
    from notes_lsp.workspace.ignored import matching_pattern
    from notes_lsp.workspace.selection import relative_path

    relative = relative_path(path, choice.folder) if choice.folder else None
    if relative is None:
        return ()
    return tuple(
        code
        for pattern, codes in choice.per_file_ignores
        if matching_pattern(relative, (pattern,)) is not None
        for code in codes
    )


@lru_cache(maxsize=512)
def _rules_of(
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_select: tuple[str, ...],
    severities: tuple[tuple[str, Level], ...],
    technology_names: tuple[tuple[str, str], ...],
) -> tuple[Rule, ...]:
    # Imported when a file is checked: what is in the cache needs no rules.
    from notes_lsp.rules.registry import RULES
    from notes_lsp.workspace.word_lists import with_word_lists

    levels = dict(severities)
    chosen = [
        _with_severity(rule, levels.get(rule.code, rule.severity))
        for rule in RULES
        if _is_named(rule, select) or _is_named(rule, extend_select) or rule.on and not select
        if not _is_named(rule, ignore) and levels.get(rule.code) != OFF
    ]
    return with_word_lists(chosen, technology_names)


def _is_named(rule: Rule, codes: tuple[str, ...]) -> bool:
    return rule.code in codes or ALL_RULES in codes


@cache
def _with_severity(rule: Rule, level: Severity) -> Rule:
    return rule if rule.severity == level else replace(rule, severity=level)
