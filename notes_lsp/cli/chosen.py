"""Which settings and rules count in a run: by files of settings, and by the command line over them."""

import os
from collections.abc import Sequence

from notes_lsp.cli.arguments import Options, UsageError
from notes_lsp.cli.streams import complain
from notes_lsp.cli.terminal import visible
from notes_lsp.rules.base import Rule
from notes_lsp.workspace.chosen_rules import ALL_RULES, RuleChoice
from notes_lsp.workspace.settings_of_files import SettingsOfFiles


def settings_of_files(options: Options) -> SettingsOfFiles:
    """The settings of the files of a run. Raises `UsageError`."""
    choice = options.choice
    named = (("--select", choice.select), ("--ignore", choice.ignore), ("--extend-select", choice.extend_select))
    codes = [(option, code) for option, codes in named for code in codes if code != ALL_RULES]
    codes += [("--severity", code) for code, _ in choice.severities]
    if codes:
        from notes_lsp.rules.registry import RULES  # a check of which all is in the cache does without rules

        for option, code in codes:
            rule_named(code, RULES, option)
    if choice.config is not None and not os.path.isfile(choice.config):
        raise UsageError(f'--config: there is no file "{choice.config}"; --isolated goes without any')
    given = RuleChoice(choice.select, choice.ignore, choice.extend_select, choice.severities)
    return SettingsOfFiles(given, choice.config, isolated=choice.isolated)


def rule_named(code: str, rules: Sequence[Rule], option: str) -> Rule:
    """The rule of this code; ``option`` is who asks. Raises `UsageError` with the code that may have been meant."""
    for rule in rules:
        if rule.code == code:
            return rule
    from notes_lsp.links.near import nearest

    near = nearest(code, [rule.code for rule in rules])
    meant = f'; did you mean "{near}"?' if near is not None else ";"
    raise UsageError(f'{option}: there is no rule "{code}"{meant} "notes-lsp --list-rules" lists them')


def report_settings_problems(settings: SettingsOfFiles) -> bool:
    """Name on standard error what is wrong with files of settings; whether there is something."""
    problems = settings.problems()
    if problems:
        from notes_lsp.workspace.config_files import describe_problem

        for problem in problems:
            complain(visible(describe_problem(problem)))
    return bool(problems)
