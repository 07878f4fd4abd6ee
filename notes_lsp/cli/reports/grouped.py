"""Findings under the name of their file: less to read where a file has many."""

from collections.abc import Iterable
from itertools import groupby

from notes_lsp.cli.render_check import SEVERITY_STYLES
from notes_lsp.cli.terminal import Terminal, visible
from notes_lsp.workspace.results import PlacedFinding


def render_grouped(findings: Iterable[PlacedFinding], terminal: Terminal) -> list[str]:
    """A block of lines for each file, the columns of a block aligned."""
    return [
        _file(path, list(in_file), terminal) for path, in_file in groupby(findings, key=lambda finding: finding.path)
    ]


def _file(path: str, findings: list[PlacedFinding], terminal: Terminal) -> str:
    places = [f"{finding.range.line}:{finding.range.column}" for finding in findings]
    kinds = [f"{SEVERITY_STYLES[finding.severity][0]}[{finding.code}]" for finding in findings]
    place_width, kind_width = max(map(len, places)), max(map(len, kinds))
    lines = [terminal.paint(visible(path), "bold")]
    for finding, place, kind in zip(findings, places, kinds, strict=True):
        painted = terminal.paint(kind, *SEVERITY_STYLES[finding.severity][1])
        gap = " " * (kind_width - len(kind) + 2)
        line = f"  {terminal.paint(place.rjust(place_width), 'dim')}  {painted}{gap}{visible(finding.message)}"
        lines.append(line + (terminal.paint("  (fix available)", "green") if finding.fix is not None else ""))
    return "\n".join(lines) + "\n"
