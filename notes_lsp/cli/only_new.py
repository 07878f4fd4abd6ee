"""``--baseline`` and ``--since``: a check that tells of what is new, and leaves alone what was there before."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from notes_lsp.cli.arguments import Options
from notes_lsp.rules.base import Rule
from notes_lsp.workspace.baseline import Baseline, compare, described, entries_of, read_baseline, write_baseline
from notes_lsp.workspace.changed_lines import ChangedLines, changed_lines
from notes_lsp.workspace.files import FileProblem, display_path
from notes_lsp.workspace.results import BatchResult


@dataclass(frozen=True, slots=True)
class New:
    """What is new in ``result``, what there is to say of the rest, and what is wrong with a baseline out of date."""

    result: BatchResult
    remarks: tuple[str, ...] = ()
    stale: str = ""


def changed_since(options: Options) -> ChangedLines | FileProblem | None:
    """The lines that ``--since`` leaves; None where it was not given."""
    revision = options.only_new.since
    return None if revision is None else changed_lines(revision, options.paths)


def only_new(
    result: BatchResult,
    files: Sequence[str],
    changed: ChangedLines | None,
    rules_of: Callable[[str], Sequence[Rule]],
    options: Options,
) -> New:
    """What is new in the ``result`` of checking ``files``."""
    new = New(result)
    if options.only_new.baseline is not None:
        # The web answers differently from one hour to the next: that makes no entry stale.
        codes = {rule.code for path in files for rule in rules_of(path) if not rule.asks_web}
        compare_with = _update if options.only_new.update_baseline else _compare
        new = compare_with(options.only_new.baseline, result, files, codes)
    if changed is None:
        return new
    findings = tuple(finding for finding in new.result.findings if changed.holds(finding))
    left = len(new.result.findings) - len(findings)
    since = f"{_findings(left)} on lines that have not changed since {options.only_new.since}."
    return replace(
        new, result=replace(new.result, findings=findings), remarks=(*new.remarks, *([since] if left else []))
    )


def _compare(path: str, result: BatchResult, files: Sequence[str], codes: Collection[str]) -> New:
    baseline = read_baseline(path)
    if isinstance(baseline, FileProblem):
        return New(replace(result, problems=(*result.problems, baseline)))
    compared = compare(result.findings, baseline, files, codes)
    new = replace(result, findings=compared.new)
    remarks = [f"{_findings(compared.known)} in the baseline."] if compared.known else []
    if not compared.stale:
        return New(new, tuple(remarks))
    stale = compared.stale.total()
    if _is_ci():
        which = "; ".join(described(compared.stale))
        return New(
            new,
            tuple(remarks),
            f"{display_path(path)} is out of date: {_entries(stale)} nothing any more ({which}). "
            f'Run "notes-lsp --check --baseline {display_path(path)}" where you can commit what it leaves.',
        )
    problem = write_baseline(path, baseline.entries - compared.stale)
    if problem is not None:
        return New(replace(new, problems=(*new.problems, problem)), tuple(remarks))
    remarks.append(f"Took {_entries(stale)} nothing any more out of {display_path(path)}.")
    return New(new, tuple(remarks))


def _update(path: str, result: BatchResult, files: Sequence[str], codes: Collection[str]) -> New:
    """Write a baseline that holds all there is, and what it held of files and rules that were left out this time."""
    old = read_baseline(path) if os.path.exists(path) else Baseline(path, entries_of((), path))
    if isinstance(old, FileProblem):
        return New(replace(result, problems=(*result.problems, old)))
    compared = compare(result.findings, old, files, codes)
    kept = old.entries - compared.stale
    problem = write_baseline(path, kept | entries_of(result.findings, path))
    if problem is not None:
        return New(replace(result, problems=(*result.problems, problem)))
    added, gone = len(compared.new), compared.stale.total()
    remark = f"{display_path(path)} lists what there is: {added} added, {gone} taken out, {compared.known} as before."
    return New(replace(result, findings=()), (remark,))


def _is_ci() -> bool:
    """Whether this is a server that throws away what is written: all of them say so in ``CI``."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def _findings(number: int) -> str:
    return "1 finding is" if number == 1 else f"{number} findings are"


def _entries(number: int) -> str:
    return "1 entry that finds" if number == 1 else f"{number} entries that find"
