"""``notes-lsp --check``: finds the files, checks them and shows what was found."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from notes_lsp.cli.arguments import FailOn, Options
from notes_lsp.cli.arguments_of_reports import OnlyNew
from notes_lsp.cli.chosen import report_settings_problems, settings_of_files
from notes_lsp.cli.show_check import show_check
from notes_lsp.cli.streams import STDIN_PATH, complain, read_standard_input, report_problems
from notes_lsp.cli.terminal import Terminal
from notes_lsp.rules.base import Severity
from notes_lsp.workspace.chosen_rules import SEVERITIES
from notes_lsp.workspace.files import (
    FileProblem,
    FileText,
    FoundFiles,
    find_files,
    is_name_of_no_notes,
    is_notes_name,
)
from notes_lsp.workspace.results import BatchResult
from notes_lsp.workspace.settings_of_files import RulesOfFiles, SettingsOfFiles

if TYPE_CHECKING:
    from notes_lsp.cli.fix import Fixed
    from notes_lsp.cli.web_check import WebCheck
    from notes_lsp.workspace.changed_lines import ChangedLines

CLEAN = 0
FINDINGS = 1
FAILURE = 2
INTERRUPTED = 130


def run_check(options: Options, terminal: Terminal) -> int:
    """Check what ``options`` name and give the exit code."""
    if options.reporting.watch:
        from notes_lsp.cli.watch import watch

        return watch(options.paths, lambda: _run_once(options, terminal), terminal)
    return _run_once(options, terminal)


def _run_once(options: Options, terminal: Terminal) -> int:
    settings = settings_of_files(options)
    if options.fixing.mending != "no" and STDIN_PATH in options.paths:
        return _fix_standard_input(options, settings, terminal)
    changed = _changed_since(options)
    if isinstance(changed, FileProblem):
        report_problems((changed,))
        return FAILURE
    found = files_to_check(options, settings, changed)
    result, web = _check(found, options, settings)
    has_bad_settings = report_settings_problems(settings)
    remarks: tuple[str, ...] = ()
    if options.fixing.mending != "no":
        fixed = _fix(result, web, found.files, options, settings, terminal)
        result, remarks = fixed.result, (fixed.summary,)
        if fixed.exit_code is not None:
            return FAILURE if has_bad_settings else fixed.exit_code
    stale = ""
    if options.only_new != OnlyNew():
        from notes_lsp.cli.only_new import only_new

        new = only_new(result, found.files, changed, settings.rules_of(found.files), options)
        result, remarks, stale = new.result, (*remarks, *new.remarks), new.stale
    report_problems(result.problems)
    show_check(result, web, remarks, options, terminal)
    if stale:
        complain(stale)  # the run may fail for this alone, so that --quiet does not hide it
    if web is not None and web.interrupted:
        return INTERRUPTED
    if has_bad_settings or result.problems or web is not None and (web.no_network or web.failure is not None):
        return FAILURE
    is_stale = bool(stale) and options.fail_on != "never"
    fail = is_stale or any(fails(finding.severity, options.fail_on) for finding in result.findings)
    return FINDINGS if fail else CLEAN


def _changed_since(options: Options) -> "ChangedLines | FileProblem | None":
    if options.only_new.since is None:
        return None
    from notes_lsp.cli.only_new import changed_since

    return changed_since(options)


def _fix(
    result: BatchResult,
    web: "WebCheck | None",
    files: Sequence[str],
    options: Options,
    settings: SettingsOfFiles,
    terminal: Terminal,
) -> "Fixed":
    from notes_lsp.cli.fix import fix_files

    return fix_files(result, files, settings.rules_of(files), None if web is None else web.known, options, terminal)


def _fix_standard_input(options: Options, settings: SettingsOfFiles, terminal: Terminal) -> int:
    from notes_lsp.cli.fix import fix_standard_input, refuse_other_paths

    refuse_other_paths(options)
    given = read_standard_input(options.stdin_filename)
    if isinstance(given, FileProblem):
        report_problems((given,))
        return FAILURE
    code = fix_standard_input(given, settings.rules_of((options.stdin_filename,)), options, terminal)
    return FAILURE if report_settings_problems(settings) else code


def fails(severity: Severity, fail_on: FailOn) -> bool:
    """Whether a finding of this severity makes a run end with `FINDINGS`."""
    return fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(fail_on)


def _check(found: FoundFiles, options: Options, settings: SettingsOfFiles) -> tuple[BatchResult, "WebCheck | None"]:
    rules = settings.rules_of((*found.files, options.stdin_filename) if STDIN_PATH in options.paths else found.files)
    given = read_standard_input(options.stdin_filename) if STDIN_PATH in options.paths else None
    web = _look_at_web(found.files, given, options, settings)
    result = _check_files(found.files, rules, web, options)
    if given is not None:
        result += _check_standard_input(given, options, rules, web)
    elif not found.files and not found.problems and options.only_new.since is None and not options.force_exclude:
        complain(f'there are no notes in {", ".join(options.paths)}; "notes-lsp --help" says which files are taken')
    return BatchResult(problems=found.problems) + result, web


def _check_files(paths: Sequence[str], rules: RulesOfFiles, web: "WebCheck | None", options: Options) -> BatchResult:
    if web is None and options.cache:
        from notes_lsp.web.cache_folder import user_cache_folder
        from notes_lsp.workspace.cached_check import check_files_cached

        return check_files_cached(paths, rules, user_cache_folder())
    # Imported where something has to be checked: to show what is in the cache takes less than to load what checks.
    from notes_lsp.workspace.batch import check_files

    return check_files(paths, rules, web=None if web is None else web.known)


def _look_at_web(
    paths: Sequence[str], given: FileText | FileProblem | None, options: Options, settings: SettingsOfFiles
) -> "WebCheck | None":
    if options.links == "offline":
        return None
    from notes_lsp.cli.web_check import check_web

    texts = [(options.stdin_filename or "", given)] if isinstance(given, FileText) else []
    return check_web(paths, texts, options, settings.settings_for)


def files_to_check(options: Options, settings: SettingsOfFiles, changed: "ChangedLines | None" = None) -> FoundFiles:
    """The files that ``options`` name, and those in folders that ``settings`` leave in; of them the ``changed``."""
    found = find_files(path for path in options.paths if path != STDIN_PATH)
    named = frozenset(options.paths)
    if options.force_exclude:
        # Whoever names files without looking at them, as hooks of git do, wants what a walk through folders takes.
        named = frozenset()
        names = [(path, os.path.basename(path)) for path in found.files]
        taken = [path for path, name in names if is_notes_name(name) and not is_name_of_no_notes(name)]
        found = FoundFiles(tuple(taken), found.problems)
    files = tuple(path for path in found.files if path in named or not settings.leaves_out(path))
    if changed is not None:
        files = tuple(path for path in files if changed.holds_file(path))
    return FoundFiles(files, found.problems)


def _check_standard_input(
    given: FileText | FileProblem, options: Options, rules: RulesOfFiles, web: "WebCheck | None"
) -> BatchResult:
    if isinstance(given, FileProblem):
        return BatchResult(problems=(given,))
    from notes_lsp.workspace.batch import Checker

    known = None if web is None else web.known
    return Checker(rules, known).check_text(given, options.stdin_filename)
