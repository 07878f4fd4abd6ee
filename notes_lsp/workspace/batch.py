"""Checking many files: the findings of each, as plain data with lines and columns (`notes_lsp.workspace.results`)."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from notes_lsp.links.targets import split_target
from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import FileKind, Finding, Fix, Rule, Surroundings
from notes_lsp.rules.registry import check
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.files import FileProblem, FileText, describe_fault, display_path, read_notes
from notes_lsp.workspace.garbage import without_garbage
from notes_lsp.workspace.processes import NoProcessError, ProcessDied, Work, available_processors, work_in_processes
from notes_lsp.workspace.results import (
    BatchResult,
    Counts,
    Excerpt,
    PlacedEdit,
    PlacedFinding,
    PlacedFix,
    PlacedRelated,
    Range,
    together,
)
from notes_lsp.workspace.surroundings import Disk, DiskSurroundings, find_root

# Below this, starting a second process costs more than it saves.
WORTH_A_PROCESS = 1_000_000
_MOST_PROCESSES = 8

WebKnown = Mapping[str, Mapping[str, WebState]]
"""What is known of the addresses that files hold, by the paths of the files; ``""`` is text that stands nowhere."""

RulesOf = Callable[[str | None], Sequence[Rule]]
"""The rules to run over the file at a path; None is text that stands nowhere."""

LookedInto = tuple[Notes, list[tuple[Rule, Finding]], tuple[FileProblem, ...]]
"""What a text means, what was found in it by position, and which rules failed."""

_Result = TypeVar("_Result")

_EXCERPT_BEFORE = 200
_EXCERPT_AFTER = 400


class UnknownSurroundings:
    """Of text that is in no folder (standard input) nobody can tell what lies around it; of addresses, anybody."""

    def __init__(self, web_state: Callable[[str], WebState | None] = lambda _: None) -> None:
        self._web_state = web_state

    @property
    def state(self) -> None:
        """Nothing of what changes is ever known."""

    def kind_of(self, target: str) -> FileKind | None:
        """Nobody can tell."""

    def spelling_of(self, target: str) -> str | None:
        """Nobody can tell."""

    def anchors_of(self, target: str) -> frozenset[str] | None:
        """Nobody can tell."""

    def web_state(self, address: str) -> WebState | None:
        """What is known of ``address``."""
        return self._web_state(address)


class Checker:
    """Checks one file after the other, and remembers what lies around them.

    ``watched`` may put others in the place of the surroundings of a file, to hear what they are asked.
    """

    def __init__(
        self,
        rules: Sequence[Rule] | RulesOf,
        web: WebKnown | None = None,
        watched: Callable[[DiskSurroundings], Surroundings] = lambda around: around,
    ) -> None:
        rules_of: RulesOf = rules if callable(rules) else lambda _: rules
        self._rules_of = rules_of if web else _without_web(rules_of)
        self._web: WebKnown = web or {}
        self._watched = watched
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
        looked = self.look_into(text, path)
        if isinstance(looked, FileProblem):
            return BatchResult(problems=(looked,))
        notes, found, problems = looked
        findings = tuple(_place(rule, finding, notes.document, text.path) for rule, finding in found)
        return BatchResult(findings, count(notes), problems)

    def look_into(self, text: FileText, path: str | None) -> LookedInto | FileProblem:
        """What ``text`` means and what is found in it, as if it stood at ``path``."""
        try:
            document = parse(text.text, text.path if path is None else path)
            notes = understand(document, path or "")
        except Exception as error:  # noqa: BLE001 - one file that is beyond us must not cost the others their check
            return FileProblem(text.path, f"could not be read as notes: {describe_fault(error)}")
        found, problems = self._run_rules(self._rules_of(path), notes, self._surroundings_of(path), text.path)
        return notes, found, problems

    def _run_rules(
        self, rules: Sequence[Rule], notes: Notes, surroundings: Surroundings, path: str
    ) -> tuple[list[tuple[Rule, Finding]], tuple[FileProblem, ...]]:
        problems = []

        def report_failure(rule: Rule, error: Exception) -> None:
            problems.append(FileProblem(path, f"the rule {rule.code} failed: {describe_fault(error)}"))

        found = check(notes, surroundings, rules, report_failure)
        return found, tuple(problems)

    def _surroundings_of(self, path: str | None) -> Surroundings:
        web = self._web.get(path or "", {})
        if path is None:
            return UnknownSurroundings(web.get)
        folder = os.path.dirname(os.path.abspath(path))
        root = self._roots.get(folder)
        if root is None:
            root = self._roots[folder] = find_root(folder)
        return self._watched(DiskSurroundings(path, root, self._disk, web.get))


def check_files(
    paths: Sequence[str],
    rules: Sequence[Rule] | RulesOf,
    processes: int | None = None,
    web: WebKnown | None = None,
) -> BatchResult:
    """Check the files at ``paths``; the result is the same however many ``processes`` share the work."""
    with without_garbage():
        results = work_on_files(paths, partial(_make_work, rules, web), processes)
        return together(dead(result, path) if isinstance(result, ProcessDied) else result for path, result in results)


def work_on_files(
    paths: Sequence[str], make_work: Callable[[], Work[_Result]], processes: int | None = None
) -> list[tuple[str, _Result | ProcessDied]]:
    """Each of ``paths`` with what the work on it gave, by as many processes as pay off, or as are asked for."""
    with without_garbage():
        return list(zip(paths, _work_on_files(paths, make_work, processes), strict=True))


def _work_on_files(
    paths: Sequence[str], make_work: Callable[[], Work[_Result]], processes: int | None
) -> Sequence[_Result | ProcessDied]:
    sizes = [_size_of(path) for path in paths]
    if processes is None:
        processes = min(available_processors(), _MOST_PROCESSES, sum(sizes) // WORTH_A_PROCESS + 1)
    if processes > 1 and len(paths) > 1:
        try:
            return work_in_processes(make_work, paths, sizes, processes)
        except NoProcessError:
            pass
    work = make_work()
    return [work(path) for path in paths]


def count(notes: Notes) -> Counts:
    """What there is in ``notes``."""
    links = [link for link in notes.document.links if link.kind != "definition"]
    return Counts(
        files=1,
        days=len(notes.days),
        talks=len(notes.all_talks),
        links=len(links),
        snippets=len(notes.document.blocks_of(CodeBlock)),
        web_links=sum(1 for link in links if split_target(link.target).kind == "web"),
    )


def _without_web(rules_of: RulesOf) -> RulesOf:
    """The same rules where nothing is known of the web: those that ask about it find nothing, without a look."""
    made: dict[int, tuple[Sequence[Rule], Sequence[Rule]]] = {}  # by the identity of what was given, which is kept

    def without_web(path: str | None) -> Sequence[Rule]:
        rules = rules_of(path)
        if id(rules) not in made:
            made[id(rules)] = rules, [replace(rule, check=_nothing) if rule.asks_web else rule for rule in rules]
        return made[id(rules)][1]

    return without_web


def _nothing(_notes: Notes, _surroundings: Surroundings) -> Iterable[Finding]:
    return ()


def _make_work(rules: Sequence[Rule] | RulesOf, web: WebKnown | None) -> Callable[[str], BatchResult]:
    return Checker(rules, web).check_file


def _size_of(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def dead(died: ProcessDied, path: str) -> BatchResult:
    """The result for a file whose check ended the process that did it."""
    code = died.exit_code
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
