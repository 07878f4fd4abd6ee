"""``--fix``, ``--unsafe-fixes`` and ``--diff``: mends what a check has found."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from notes_lsp.cli.arguments import Options, UsageError
from notes_lsp.cli.render_check import plural, render_concise
from notes_lsp.cli.render_diff import render_diff
from notes_lsp.cli.streams import STDIN_PATH, complain, flush_out, report_problems, write_bytes
from notes_lsp.cli.terminal import Terminal
from notes_lsp.workspace.batch import Checker, RulesOf, WebKnown, check_files
from notes_lsp.workspace.files import FileProblem, FileText
from notes_lsp.workspace.fixing import Fixer, Mended, encode_notes, write_mended
from notes_lsp.workspace.results import BatchResult, PlacedFinding

CLEAN = 0
WOULD_CHANGE = 1
FAILURE = 2


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is left after fixes. ``summary`` tells of them; ``exit_code`` ends the run, None: what is left does."""

    result: BatchResult
    summary: str
    exit_code: int | None = None


def fix_files(
    result: BatchResult,
    files: Sequence[str],
    rules: RulesOf,
    web: WebKnown | None,
    options: Options,
    terminal: Terminal,
) -> Fixed:
    """Mend what ``result`` says of ``files``, or show what that would change."""
    unsafe = options.fixing.mending == "all"
    fixer = Fixer(Checker(rules, web), files, unsafe=unsafe)
    for path in dict.fromkeys(finding.path for finding in result.findings if _can_be_mended(finding, unsafe)):
        fixer.mend(path)
    if options.fixing.diff:
        return _show_diffs(result, fixer, unsafe, options, terminal)
    written, problems = _write(fixer.changed)
    problems = (*fixer.problems, *problems)
    if written:
        result = check_files(files, rules, web=web)
    left = BatchResult(result.findings, result.counts, (*result.problems, *problems))
    return Fixed(left, _summary("Fixed", written, left.findings, unsafe))


def fix_standard_input(text: FileText, rules: RulesOf, options: Options, terminal: Terminal) -> int:
    """Mend ``text`` and write it to standard output; what is left goes to standard error. Gives the exit code."""
    unsafe = options.fixing.mending == "all"
    checker = Checker(rules)
    fixer = Fixer(checker, (), unsafe=unsafe)
    mended = fixer.mend_text(text, options.stdin_filename)
    report_problems(fixer.problems)
    if options.fixing.diff:
        changed = mended.text != text.text
        if changed:
            flush_out(_diff_of(text, mended.text, terminal))
        return FAILURE if fixer.problems else WOULD_CHANGE if changed else CLEAN
    after = FileText(text.path, mended.text, text.encoding, text.bom)
    write_bytes(encode_notes(after, "utf-16-le" if text.encoding == "utf-16" else text.encoding))
    left = checker.check_text(after, options.stdin_filename)
    report_problems(left.problems)
    if not options.quiet:
        for finding in left.findings:
            print(render_concise(finding, Terminal()), file=sys.stderr)
        complain(_summary("Fixed", {text.path: mended} if mended.fixed else {}, left.findings, unsafe))
    if left.problems or fixer.problems:
        return FAILURE
    from notes_lsp.cli.check import fails

    return WOULD_CHANGE if any(fails(finding.severity, options.fail_on) for finding in left.findings) else CLEAN


def refuse_other_paths(options: Options) -> None:
    """Standard input is mended alone: its text goes where findings would. Raises `UsageError`."""
    if STDIN_PATH in options.paths and len(set(options.paths)) > 1:
        raise UsageError("- with --fix, --unsafe-fixes or --diff takes no other paths: the mended text is the output")


def _show_diffs(result: BatchResult, fixer: Fixer, unsafe: bool, options: Options, terminal: Terminal) -> Fixed:
    changed = fixer.changed
    for path in sorted(changed):
        mended = changed[path]
        flush_out(_diff_of(mended.before, mended.text, terminal))
    problems = (*result.problems, *fixer.problems)
    report_problems(problems)
    summary = _summary("Would fix", changed, (), unsafe)
    if not options.quiet:
        complain(summary)
    return Fixed(result, summary, FAILURE if problems else WOULD_CHANGE if changed else CLEAN)


def _diff_of(before: FileText, after: str, terminal: Terminal) -> str:
    # Without its byte order mark ``patch`` would not find the first line; on a screen the mark would only disturb.
    mark = "\ufeff" if before.bom and not terminal.interactive and not terminal.color else ""
    return render_diff(before.path, mark + before.text, mark + after, terminal)


def _write(changed: Mapping[str, Mended]) -> tuple[dict[str, Mended], tuple[FileProblem, ...]]:
    """Write the files; those that were written, and what kept the others from it."""
    written: dict[str, Mended] = {}
    problems: list[FileProblem] = []
    for path in sorted(changed):
        problem = write_mended(path, changed[path])
        if problem is None:
            written[path] = changed[path]
        else:
            problems.append(problem)
    return written, tuple(problems)


def _can_be_mended(finding: PlacedFinding, unsafe: bool) -> bool:
    return finding.fix is not None and (finding.fix.safe or unsafe)


def _summary(did: str, changed: Mapping[str, Mended], left: Iterable[PlacedFinding], unsafe: bool) -> str:
    """A line such as ``Fixed 12 findings in 3 files; 4 left (2 more with --unsafe-fixes).`` to end a run with."""
    fixed = sum(mended.fixed.total() for mended in changed.values())
    findings = tuple(left)
    more = 0 if unsafe else sum(finding.fix is not None and not finding.fix.safe for finding in findings)
    told = f"{did} {plural(fixed, 'finding')} in {plural(len(changed), 'file')}" if changed else f"{did} nothing"
    told += f"; {len(findings)} left" if findings else ""
    return f"{told} ({more} more with --unsafe-fixes)." if more else f"{told}."
