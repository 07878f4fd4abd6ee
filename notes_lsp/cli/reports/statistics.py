"""How often each rule found something: where to begin in notes that were never checked."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from notes_lsp.cli.render_check import SEVERITY_STYLES
from notes_lsp.cli.terminal import Terminal
from notes_lsp.rules.base import Severity
from notes_lsp.workspace.results import PlacedFinding


def render_statistics(findings: Iterable[PlacedFinding], terminal: Terminal) -> str:
    """A line for each rule that found something, the most frequent one first; ``""`` where none did."""
    rows = _rows(findings)
    if not rows:
        return ""
    number_width = max(len(str(row.number)) for row in rows)
    code_width = max(len(row.code) for row in rows)
    lines = []
    for row in rows:
        name, style = SEVERITY_STYLES[row.severity]
        number = terminal.paint(str(row.number).rjust(number_width), "bold")
        fixable = f"  {row.fixable} fixable" if row.fixable else ""
        line = f"{number}  {row.code.ljust(code_width)}  {terminal.paint(name, *style)}"
        padding = " " * (max(len(shown) for shown, _ in SEVERITY_STYLES.values()) - len(name))
        lines.append(line + (padding + terminal.paint(fixable, "green") if fixable else ""))
    return "\n".join(lines)


def render_statistics_as_json(findings: Iterable[PlacedFinding]) -> str:
    """The same as a JSON array of objects with ``code``, ``severity``, ``count`` and ``fixable``."""
    objects = [
        {"code": row.code, "severity": row.severity, "count": row.number, "fixable": row.fixable}
        for row in _rows(findings)
    ]
    return json.dumps(objects, indent=2)


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    severity: Severity
    number: int
    fixable: int


def _rows(findings: Iterable[PlacedFinding]) -> list[_Row]:
    numbers: Counter[tuple[str, Severity]] = Counter()
    fixable: Counter[tuple[str, Severity]] = Counter()
    for finding in findings:
        numbers[finding.code, finding.severity] += 1
        fixable[finding.code, finding.severity] += finding.fix is not None
    return [
        _Row(code, severity, number, fixable[code, severity])
        for (code, severity), number in sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    ]
