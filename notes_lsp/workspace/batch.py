"""Checking many files: the findings of each, as plain data with lines and columns.

Lines and columns count from 1, columns in code points; the end of a range lies
behind its last character. Results are small, so they travel between processes cheaply.
"""

import gc
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from notes_lsp.links.targets import split_target
from notes_lsp.rules.base import FileKind, Finding, Fix, Rule, Severity, Surroundings
from notes_lsp.rules.registry import check
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.files import FileProblem, FileText, describe_fault, display_path, read_notes
from notes_lsp.workspace.processes import NoProcessError, ProcessDied, available_processors, work_in_processes
from notes_lsp.workspace.surroundings import Disk, DiskSurroundings, find_root

# Below this, starting a second process costs more than it saves.
WORTH_A_PROCESS = 1_000_000
_MOST_PROCESSES = 8

_EXCERPT_BEFORE = 200
_EXCERPT_AFTER = 400


@dataclass(frozen=True, slots=True)
class Range:
    """A place in a file, counted from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of the line on which a finding starts: ``text`` stands ``column`` characters (from 0) into it."""

    text: str
    column: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """`notes_lsp.rules.base.Edit` with its place."""

    range: Range
    text: str


@dataclass(frozen=True, slots=True)
class PlacedFix:
    """`notes_lsp.rules.base.Fix` with its places."""

    title: str
    safe: bool
    edits: tuple[PlacedEdit, ...]


@dataclass(frozen=True, slots=True)
class PlacedRelated:
    """`notes_lsp.rules.base.Related` with its place."""

    range: Range
    message: str


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """`notes_lsp.rules.base.Finding` with its place, its rule and the text it is about."""

    path: str
    range: Range
    code: str
    severity: Severity
    message: str
    fix: PlacedFix | None
    related: tuple[PlacedRelated, ...]
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Counts:
    """What there was to check."""

    files: int = 0
    days: int = 0
    talks: int = 0
    links: int = 0
    snippets: int = 0
    web_links: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.files + other.files,
            self.days + other.days,
            self.talks + other.talks,
            self.links + other.links,
            self.snippets + other.snippets,
            self.web_links + other.web_links,
        )


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What checking one file or many gave. ``problems`` are what could not be checked, and why."""

    findings: tuple[PlacedFinding, ...] = ()
    counts: Counts = Counts()
    problems: tuple[FileProblem, ...] = ()

    def __add__(self, other: "BatchResult") -> "BatchResult":
        return BatchResult(self.findings + other.findings, self.counts + other.counts, self.problems + other.problems)


class UnknownSurroundings:
    """Of text that is in no folder (standard input) nobody can tell what lies around it."""

    @property
    def state(self) -> None:
        """Nothing is ever known."""

    def kind_of(self, target: str) -> FileKind | None:
        """Nobody can tell."""

    def spelling_of(self, target: str) -> str | None:
        """Nobody can tell."""

    def anchors_of(self, target: str) -> frozenset[str] | None:
        """Nobody can tell."""


class Checker:
    """Checks one file after the other, and remembers what lies around them."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._disk = Disk()
        self._roots: dict[str, str] = {}

    def check_file(self, path: str) -> BatchResult:
        """Check the file at ``path``."""
        read = read_notes(path)
        if isinstance(read, FileProblem):
            return BatchResult(problems=(read,))
        return self.check_text(read, path)

    def check_text(self, text: FileText, path: str | None) -> BatchResult:
        """Check ``text`` as if it stood at ``path``; None for text that stands nowhere."""
        try:
            document = parse(text.text, text.path if path is None else path)
            notes = understand(document, path or "")
        except Exception as error:  # noqa: BLE001 - one file that is beyond us must not cost the others their check
            problem = FileProblem(text.path, f"could not be read as notes: {describe_fault(error)}")
            return BatchResult(problems=(problem,))
        found, problems = self._run_rules(notes, self._surroundings_of(path), text.path)
        findings = tuple(_place(rule, finding, document, text.path) for rule, finding in found)
        return BatchResult(findings, count(notes), problems)

    def _run_rules(
        self, notes: Notes, surroundings: Surroundings, path: str
    ) -> tuple[list[tuple[Rule, Finding]], tuple[FileProblem, ...]]:
        problems = []

        def report_failure(rule: Rule, error: Exception) -> None:
            problems.append(FileProblem(path, f"the rule {rule.code} failed: {describe_fault(error)}"))

        found = check(notes, surroundings, self._rules, report_failure)
        return found, tuple(problems)

    def _surroundings_of(self, path: str | None) -> Surroundings:
        if path is None:
            return UnknownSurroundings()
        folder = os.path.dirname(os.path.abspath(path))
        root = self._roots.get(folder)
        if root is None:
            root = self._roots[folder] = find_root(folder)
        return DiskSurroundings(path, root, self._disk)


def check_files(paths: Sequence[str], rules: Sequence[Rule], processes: int | None = None) -> BatchResult:
    """Check the files at ``paths``; the result is the same however many ``processes`` share the work."""
    # Notes are trees without cycles: looking for these costs a tenth of the time and finds nothing.
    gc.disable()
    try:
        return _check_files(paths, rules, processes)
    finally:
        gc.enable()


def _check_files(paths: Sequence[str], rules: Sequence[Rule], processes: int | None) -> BatchResult:
    sizes = [_size_of(path) for path in paths]
    if processes is None:
        processes = min(available_processors(), _MOST_PROCESSES, sum(sizes) // WORTH_A_PROCESS + 1)
    if processes > 1 and len(paths) > 1:
        try:
            results = work_in_processes(partial(_make_work, tuple(rules)), paths, sizes, processes)
        except NoProcessError:
            pass
        else:
            return _together(_or_dead(result, path) for result, path in zip(results, paths, strict=True))
    check_file = Checker(rules).check_file
    return _together(check_file(path) for path in paths)


def count(notes: Notes) -> Counts:
    """What there is in ``notes``."""
    links = [link for link in notes.document.links if link.kind != "definition"]
    return Counts(
        files=1,
        days=len(notes.days),
        talks=len(notes.all_talks),
        links=len(links),
        snippets=sum(isinstance(block, CodeBlock) for block in notes.document.blocks),
        web_links=sum(1 for link in links if split_target(link.target).kind == "web"),
    )


def _make_work(rules: tuple[Rule, ...]) -> Callable[[str], BatchResult]:
    return Checker(rules).check_file


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def _together(results: Iterable[BatchResult]) -> BatchResult:
    findings: list[PlacedFinding] = []
    problems: list[FileProblem] = []
    counts = Counts()
    for result in results:
        findings += result.findings
        problems += result.problems
        counts += result.counts
    return BatchResult(tuple(findings), counts, tuple(problems))


def _or_dead(result: BatchResult | ProcessDied, path: str) -> BatchResult:
    if isinstance(result, BatchResult):
        return result
    code = result.exit_code
    how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
    message = f"ended the process that checked it ({how}); this is a fault of notes-lsp, please report it"
    return BatchResult(problems=(FileProblem(display_path(path), message),))


def _place(rule: Rule, finding: Finding, document: Document, path: str) -> PlacedFinding:
    return PlacedFinding(
        path=path,
        range=_range(document, finding.start, finding.end),
        code=rule.code,
        severity=rule.severity,
        message=finding.message,
        fix=None if finding.fix is None else _place_fix(finding.fix, document),
        related=tuple(
            PlacedRelated(_range(document, related.start, related.end), related.message) for related in finding.related
        ),
        excerpt=_excerpt(document, finding.start),
    )


def _place_fix(fix: Fix, document: Document) -> PlacedFix:
    edits = tuple(PlacedEdit(_range(document, edit.start, edit.end), edit.text) for edit in fix.edits)
    return PlacedFix(fix.title, fix.safe, edits)


def _range(document: Document, start: int, end: int) -> Range:
    lines = document.lines
    line, end_line = lines.line_at(start), lines.line_at(end)
    return Range(line + 1, start - lines.starts[line] + 1, end_line + 1, end - lines.starts[end_line] + 1)


def _excerpt(document: Document, start: int) -> Excerpt:
    """The line around ``start``, cut short: a file may be one line of megabytes."""
    lines = document.lines
    line = lines.line_at(start)
    first = max(lines.starts[line], start - _EXCERPT_BEFORE)
    last = min(lines.ends[line], start + _EXCERPT_AFTER)
    return Excerpt(document.text[first:last], first - lines.starts[line], last < lines.ends[line])
