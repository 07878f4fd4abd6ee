"""The result of a check as lists of numbers and text, which JSON keeps; and back again.

The path of the file is left out, and said again by whoever takes the result back.
"""

from typing import Any

from notes_lsp.workspace.results import (
    BatchResult,
    Counts,
    Excerpt,
    PlacedEdit,
    PlacedFinding,
    PlacedFix,
    PlacedRelated,
    Range,
)

_List = list[Any]


def to_kept(result: BatchResult) -> _List:
    """``result``, which has no problems, as lists."""
    counts = result.counts
    return [
        [counts.files, counts.days, counts.talks, counts.links, counts.snippets, counts.web_links],
        [_kept_finding(finding) for finding in result.findings],
    ]


def from_kept(kept: _List, path: str) -> BatchResult:
    """The result of which `to_kept` made ``kept``, for the file that is shown as ``path``."""
    counts, findings = kept
    return BatchResult(tuple([_finding(finding, path) for finding in findings]), Counts(*counts))


def _kept_finding(finding: PlacedFinding) -> _List:
    fix, excerpt = finding.fix, finding.excerpt
    edits = None if fix is None else [[_kept_range(edit.range), edit.text] for edit in fix.edits]
    return [
        _kept_range(finding.range),
        finding.code,
        finding.severity,
        finding.message,
        None if fix is None else [fix.title, fix.safe, edits],
        [[_kept_range(related.range), related.message] for related in finding.related],
        [excerpt.text, excerpt.column, excerpt.goes_on],
    ]


def _kept_range(place: Range) -> _List:
    return [place.line, place.column, place.end_line, place.end_column]


def _finding(kept: _List, path: str) -> PlacedFinding:
    place, code, severity, message, fix, related, excerpt = kept
    return PlacedFinding(
        path,
        Range(*place),
        code,
        severity,
        message,
        None if fix is None else _fix(fix),
        tuple([PlacedRelated(Range(*spot), said) for spot, said in related]) if related else (),
        Excerpt(*excerpt),
    )


def _fix(kept: _List) -> PlacedFix:
    title, safe, edits = kept
    return PlacedFix(title, safe, tuple([PlacedEdit(Range(*place), text) for place, text in edits]))
