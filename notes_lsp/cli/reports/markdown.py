"""A summary in GitHub's Markdown, for the page of a CI job or a comment on a pull request."""

from collections import Counter
from collections.abc import Sequence

from notes_lsp.cli.terminal import visible
from notes_lsp.rules.base import Severity
from notes_lsp.workspace.files import FileProblem
from notes_lsp.workspace.results import Counts, PlacedFinding

# GitHub cuts off the summary of a step at 1 MiB, and nobody reads as far.
_MOST_ROWS = 500
_SIGNS: dict[Severity, str] = {
    "error": "🔴 error",
    "warning": "🟡 warning",
    "information": "🔵 info",
    "hint": "⚪ hint",
}
_NOUNS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "information": ("remark", "remarks"),
    "hint": ("hint", "hints"),
}
_SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>()#+!|~$@"})


def render_markdown(findings: Sequence[PlacedFinding], problems: Sequence[FileProblem], counts: Counts) -> str:
    """A heading that says how it went, a table of the findings, and what could not be checked."""
    parts = [f"## {_headline(findings, problems)}", _checked(counts)]
    if findings:
        parts.append(_table(findings[:_MOST_ROWS]))
    if len(findings) > _MOST_ROWS:
        parts.append(f"… and {len(findings) - _MOST_ROWS} more.")
    if problems:
        lines = [f"- {_code(problem.path)}: {_text(problem.message)}" for problem in problems]
        parts.append("### Could not be checked\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _headline(findings: Sequence[PlacedFinding], problems: Sequence[FileProblem]) -> str:
    if not findings:
        return "Talk notes: something could not be checked" if problems else "Talk notes: nothing to mend"
    counter = Counter(finding.severity for finding in findings)
    named = [
        f"{counter[severity]} {noun if counter[severity] == 1 else nouns}"
        for severity, (noun, nouns) in _NOUNS.items()
        if counter[severity]
    ]
    return f"Talk notes: {', '.join(named)}"


def _checked(counts: Counts) -> str:
    def number(count: int, noun: str) -> str:
        return f"{count:,} {noun}{'' if count == 1 else 's'}"

    return f"{number(counts.files, 'file')}, {number(counts.talks, 'talk')} and {number(counts.links, 'link')} checked."


def _table(findings: Sequence[PlacedFinding]) -> str:
    rows = ["| | Place | What | Rule |", "| --- | --- | --- | --- |"]
    for finding in findings:
        place = f"{finding.path}:{finding.range.line}"
        what = _text(finding.message) + (" *(fix available)*" if finding.fix is not None else "")
        rows.append(f"| {_SIGNS[finding.severity]} | {_code(place)} | {what} | {_code(finding.code)} |")
    return "\n".join(rows)


def _text(text: str) -> str:
    """``text`` so that it reads as it is: it may hold what a stranger wrote."""
    # A "www." or a scheme would become a link without the mark between.
    return visible(" ".join(text.split())).translate(_SPECIAL).replace("://", ":&#47;&#47;").replace("www.", "www&#46;")


def _code(text: str) -> str:
    """``text`` as inline code, whatever backticks and bars it holds."""
    text = visible(" ".join(text.split())).replace("|", "\\|")
    longest = max((len(run) for run in _runs_of_backticks(text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _runs_of_backticks(text: str) -> list[str]:
    return [run for run in "".join(character if character == "`" else " " for character in text).split(" ") if run]
