"""Annotations for GitHub Actions: workflow commands on standard output, one for each finding.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands says how they are written.
"""

from collections.abc import Iterable

from notes_lsp.cli.terminal import visible
from notes_lsp.rules.base import Severity
from notes_lsp.workspace.files import FileProblem
from notes_lsp.workspace.results import PlacedFinding

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "notice", "hint": "notice"}


def render_github(findings: Iterable[PlacedFinding], problems: Iterable[FileProblem]) -> str:
    """The findings, and what could not be checked, as commands that end with a line end each."""
    lines = [_annotation(finding) for finding in findings]
    lines += [
        f"::error file={_in_property(problem.path)},title=notes-lsp::{_in_message(visible(problem.message))}"
        for problem in problems
    ]
    return "\n".join(lines)


def _annotation(finding: PlacedFinding) -> str:
    place = finding.range
    properties = {
        "file": finding.path,
        "line": str(place.line),
        "endLine": str(place.end_line),
        "title": f"notes-lsp: {finding.code}",
    }
    if place.line == place.end_line:  # GitHub takes columns of a single line only
        properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    written = ",".join(f"{name}={_in_property(value)}" for name, value in properties.items())
    # Where annotations are not shown (in the log), the place would be lost without being written out.
    message = visible(f"{finding.path}:{place.line}:{place.column}: {finding.message}")
    if finding.fix is not None:
        message += f"\n{visible(finding.fix.title)}"
    return f"::{_COMMANDS[finding.severity]} {written}::{_in_message(message)}"


def _in_message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(text: str) -> str:
    return _in_message(visible(text)).replace(":", "%3A").replace(",", "%2C")
