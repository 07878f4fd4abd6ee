"""Findings for a reader: in full with the line of the notes, one on a line, or as JSON."""

import json
from collections import Counter
from collections.abc import Iterable

from notes_lsp.cli.terminal import Style, Terminal, cells_of, visible
from notes_lsp.rules.base import Severity
from notes_lsp.workspace.results import BatchResult, Counts, Excerpt, PlacedFinding, Range

SEVERITY_STYLES: dict[Severity, tuple[str, tuple[Style, ...]]] = {
    "error": ("error", ("bold", "red")),
    "warning": ("warning", ("bold", "yellow")),
    "information": ("info", ("bold", "blue")),
    "hint": ("hint", ("bold", "cyan")),
}


def render_full(finding: PlacedFinding, terminal: Terminal) -> str:
    """A finding with its line of the notes, what to do about it and the places that belong to it."""
    gutter = " " * len(str(finding.range.line))
    bar = terminal.paint("|", "blue")
    number = terminal.paint(str(finding.range.line), "blue")
    line, marks = _underline(finding, terminal, terminal.columns - len(gutter) - 3)
    lines = [
        _head(finding, terminal),
        f"{gutter} {bar}",
        f"{number} {bar} {line}".rstrip(),
        f"{gutter} {bar} {marks}",
    ]
    for label, style, text in _remarks(finding):
        lines.append(f"{gutter} {terminal.paint('=', 'blue')} {terminal.paint(f'{label}:', *style)} {visible(text)}")
    return "\n".join(lines)


def render_concise(finding: PlacedFinding, terminal: Terminal) -> str:
    """A finding on one line."""
    return _head(finding, terminal)


def render_json(findings: Iterable[PlacedFinding]) -> str:
    """All findings as one JSON array, a finding on each line."""
    objects = ",\n  ".join(json.dumps(_as_object(finding)) for finding in findings)
    return f"[\n  {objects}\n]" if objects else "[]"


def render_json_lines(findings: Iterable[PlacedFinding]) -> str:
    """All findings as JSON objects, one on each line, and nothing around them."""
    return "\n".join(json.dumps(_as_object(finding)) for finding in findings)


def render_summary(result: BatchResult, terminal: Terminal, *, web_is_told: bool = False) -> str:
    """What was checked, what was found, and what was not looked at, unless the web ``is told`` of by itself."""
    sentences = [_checked(result.counts), _found(result.findings, bool(result.problems), terminal)]
    if result.problems:
        failed = plural(len({problem.path for problem in result.problems}), "path")
        sentences.append(terminal.paint(f"{failed} could not be checked.", "bold", "red"))
    web_links = result.counts.web_links
    if web_links and not web_is_told:
        were = "was" if web_links == 1 else "were"
        sentences.append(f"{plural(web_links, 'link')} to the web {were} not looked at.")
    return " ".join(sentences)


def _head(finding: PlacedFinding, terminal: Terminal) -> str:
    name, style = SEVERITY_STYLES[finding.severity]
    path = terminal.paint(visible(finding.path), "bold")
    place = terminal.paint(f":{finding.range.line}:{finding.range.column}:", "dim")
    return f"{path}{place} {terminal.paint(f'{name}[{finding.code}]', *style)} {visible(finding.message)}"


def _remarks(finding: PlacedFinding) -> list[tuple[str, tuple[Style, ...], str]]:
    remarks: list[tuple[str, tuple[Style, ...], str]] = []
    if finding.fix is not None:
        kind = "fix available" if finding.fix.safe else "fix available, but look it over"
        remarks.append(("help", ("bold", "green"), f"{finding.fix.title} ({kind})"))
    for related in finding.related:
        place = f"{finding.path}:{related.range.line}:{related.range.column}"
        remarks.append(("note", ("bold",), f"{place}: {related.message}"))
    return remarks


def _underline(finding: PlacedFinding, terminal: Terminal, width: int) -> tuple[str, str]:
    """The line of the notes, cut to ``width`` columns around the finding, and the marks below it."""
    excerpt, place = finding.excerpt, finding.range
    cells = cells_of(excerpt.text)
    first = min(place.column - 1 - excerpt.column, len(cells))
    last = min(place.end_column - 1 - excerpt.column, len(cells)) if place.end_line == place.line else len(cells)
    begin, end = _window(cells, first, last, width, len(terminal.ellipsis))
    before = terminal.ellipsis if begin > 0 or excerpt.column > 0 else ""
    after = terminal.ellipsis if end < len(cells) or _goes_on(excerpt, place) else ""
    line = before + "".join(shown for shown, _ in cells[begin:end]) + after
    indent = len(before) + sum(columns for _, columns in cells[begin:first])
    marked = max(sum(columns for _, columns in cells[first : min(last, end)]), 1)
    _, style = SEVERITY_STYLES[finding.severity]
    return line, " " * indent + terminal.paint("^" * marked, *style)


def _goes_on(excerpt: Excerpt, place: Range) -> bool:
    """Whether there is more to see than the excerpt: of the line, or of the finding on the lines below."""
    return excerpt.goes_on or place.end_line > place.line


def _window(cells: list[tuple[str, int]], first: int, last: int, width: int, ellipsis: int) -> tuple[int, int]:
    """Which of ``cells`` fit into ``width`` columns: all, or those around ``first``, as many of ``last`` as can be."""
    room = width - 2 * ellipsis
    if sum(columns for _, columns in cells) <= room:
        return 0, len(cells)
    begin = end = first
    used = 0
    while end < len(cells) and end < last and used + cells[end][1] <= room:
        used += cells[end][1]
        end += 1
    # What is left goes to both sides in turn, so that the finding stands in its context.
    grows = True
    while grows:
        grows = False
        if begin > 0 and used + cells[begin - 1][1] <= room:
            begin -= 1
            used += cells[begin][1]
            grows = True
        if end < len(cells) and used + cells[end][1] <= room:
            used += cells[end][1]
            end += 1
            grows = True
    return begin, end


def _checked(counts: Counts) -> str:
    parts = [
        plural(counts.days, "day") if counts.days else "",
        plural(counts.talks, "talk") if counts.talks else "no talks",
        plural(counts.links, "link") if counts.links else "",
        plural(counts.snippets, "snippet") if counts.snippets else "",
    ]
    files = plural(counts.files, "file")
    return f"Checked {files}: {', '.join(filter(None, parts))}." if counts.files else f"Checked {files}."


def _found(findings: tuple[PlacedFinding, ...], has_problems: bool, terminal: Terminal) -> str:
    counter = Counter(finding.severity for finding in findings)
    parts = [
        terminal.paint(plural(counter[severity], name), *style)
        for severity, (name, style) in SEVERITY_STYLES.items()
        if counter[severity]
    ]
    if parts:
        return f"Found {', '.join(parts)}."
    return "No findings." if has_problems else terminal.paint("No findings.", "bold", "green")


def plural(number: int, noun: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _as_object(finding: PlacedFinding) -> dict[str, object]:
    fix = finding.fix
    return {
        "path": finding.path,
        "range": _range_object(finding.range),
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "fix": fix
        and {
            "title": fix.title,
            "safe": fix.safe,
            "edits": [{"range": _range_object(edit.range), "text": edit.text} for edit in fix.edits],
        },
        "related": [{"range": _range_object(related.range), "message": related.message} for related in finding.related],
    }


def _range_object(place: Range) -> dict[str, object]:
    return {
        "start": {"line": place.line, "column": place.column},
        "end": {"line": place.end_line, "column": place.end_column},
    }
