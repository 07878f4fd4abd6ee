"""What checking gives, as plain data: what travels between processes, is kept for the next run, and is shown.

Lines and columns count from 1, columns in code points; the end of a range lies behind its last character. Importing
this module imports nothing that checks.
"""

from collections.abc import Iterable

from notes_lsp.rules.base import Severity
from notes_lsp.syntax.values import value_class
from notes_lsp.workspace.files import FileProblem


@value_class
class Range:
    """A place in a file, counted from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


@value_class
class Excerpt:
    """A piece of the line on which a finding starts: ``text`` stands ``column`` characters (from 0) into it."""

    text: str
    column: int
    goes_on: bool


@value_class
class PlacedEdit:
    """`notes_lsp.rules.base.Edit` with its place."""

    range: Range
    text: str


@value_class
class PlacedFix:
    """`notes_lsp.rules.base.Fix` with its places."""

    title: str
    safe: bool
    edits: tuple[PlacedEdit, ...]


@value_class
class PlacedRelated:
    """`notes_lsp.rules.base.Related` with its place."""

    range: Range
    message: str


@value_class
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


@value_class
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


@value_class
class BatchResult:
    """What checking one file or many gave. ``problems`` are what could not be checked, and why."""

    findings: tuple[PlacedFinding, ...] = ()
    counts: Counts = Counts()
    problems: tuple[FileProblem, ...] = ()

    def __add__(self, other: "BatchResult") -> "BatchResult":
        return BatchResult(self.findings + other.findings, self.counts + other.counts, self.problems + other.problems)


def together(results: Iterable[BatchResult]) -> BatchResult:
    """``results`` as one, in their order."""
    findings: list[PlacedFinding] = []
    problems: list[FileProblem] = []
    counts = Counts()
    for result in results:
        findings += result.findings
        problems += result.problems
        counts += result.counts
    return BatchResult(tuple(findings), counts, tuple(problems))
