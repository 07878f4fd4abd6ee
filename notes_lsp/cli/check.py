"""``notes-lsp --check``: finds the files, checks them and shows what was found."""

from collections.abc import Sequence

from notes_lsp.cli.arguments import Options, UsageError
from notes_lsp.cli.render_check import render_concise, render_full, render_json, render_summary
from notes_lsp.cli.streams import STDIN_PATH, complain, read_standard_input, report_problems, write_out
from notes_lsp.cli.terminal import Terminal
from notes_lsp.rules.base import Rule
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.batch import BatchResult, Checker, check_files
from notes_lsp.workspace.files import FileProblem, find_files

CLEAN = 0
FINDINGS = 1
FAILURE = 2

_ALL = "all"


def run_check(options: Options, terminal: Terminal) -> int:
    """Check what ``options`` name and give the exit code."""
    rules = chosen_rules(RULES, options.select, options.ignore)
    result = _check(options, rules)
    report_problems(result.problems)
    _show(result, options, terminal)
    if result.problems:
        return FAILURE
    return FINDINGS if result.findings else CLEAN


def chosen_rules(rules: Sequence[Rule], select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules to run: those that are on, or those selected, less those ignored. Raises `UsageError`."""
    for option, codes in (("--select", select), ("--ignore", ignore)):
        for code in codes:
            if code != _ALL:
                rule_named(code, rules, option)
    if select:
        chosen = [rule for rule in rules if _ALL in select or rule.code in select]
    else:
        chosen = [rule for rule in rules if rule.on]
    return tuple(rule for rule in chosen if rule.code not in ignore and _ALL not in ignore)


def rule_named(code: str, rules: Sequence[Rule], option: str) -> Rule:
    """The rule of this code; ``option`` is who asks. Raises `UsageError` with the code that may have been meant."""
    for rule in rules:
        if rule.code == code:
            return rule
    from difflib import get_close_matches

    near = get_close_matches(code.lower(), [rule.code for rule in rules], n=1)
    meant = f'; did you mean "{near[0]}"?' if near else ";"
    raise UsageError(f'{option}: there is no rule "{code}"{meant} "notes-lsp --list-rules" lists them')


def _check(options: Options, rules: tuple[Rule, ...]) -> BatchResult:
    found = find_files(path for path in options.paths if path != STDIN_PATH)
    result = check_files(found.files, rules)
    if STDIN_PATH in options.paths:
        result += _check_standard_input(options, rules)
    elif not found.files and not found.problems:
        complain(f'there are no notes in {", ".join(options.paths)}; "notes-lsp --help" says which files are taken')
    return BatchResult(problems=found.problems) + result


def _check_standard_input(options: Options, rules: tuple[Rule, ...]) -> BatchResult:
    read = read_standard_input(options.stdin_filename)
    if isinstance(read, FileProblem):
        return BatchResult(problems=(read,))
    return Checker(rules).check_text(read, options.stdin_filename)


def _show(result: BatchResult, options: Options, terminal: Terminal) -> None:
    if options.output_format == "json":
        write_out(render_json(result.findings))
        if not options.quiet:
            complain(render_summary(result, Terminal()))
        return
    if options.output_format == "full":
        parts = [f"{render_full(finding, terminal)}\n" for finding in result.findings]
    else:
        parts = [render_concise(finding, terminal) for finding in result.findings]
    if not options.quiet:
        parts.append(render_summary(result, terminal))
    if parts:
        write_out("\n".join(parts))
