"""What a check found, shown in the form that was asked for, on standard output or in a file."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from notes_lsp.cli.arguments import Options
from notes_lsp.cli.render_check import (
    render_concise,
    render_full,
    render_json,
    render_json_lines,
    render_summary,
)
from notes_lsp.cli.streams import OutputError, complain, write_out
from notes_lsp.cli.terminal import Terminal
from notes_lsp.workspace.files import display_path, plain_words
from notes_lsp.workspace.results import BatchResult

if TYPE_CHECKING:
    from notes_lsp.cli.web_check import WebCheck

# What people read; the others are for programs, which would stumble over a summary.
_FOR_PEOPLE = frozenset({"full", "concise", "grouped", "github"})


def show_check(
    result: BatchResult, web: "WebCheck | None", remarks: Sequence[str], options: Options, terminal: Terminal
) -> None:
    """Show ``result``; ``remarks`` are said after the summary. Raises `OutputError`."""
    output_file = options.reporting.output_file
    on_screen = terminal if options.output_format in _FOR_PEOPLE else Terminal()
    summary = [] if options.quiet else [*_summary(result, web, on_screen), *remarks]
    if output_file is not None:
        _write(output_file, _report(result, options, Terminal()))
    elif options.output_format in _FOR_PEOPLE:
        text = "\n".join(filter(None, (_report(result, options, terminal), *summary)))
        if text:
            write_out(text)
        return
    else:
        write_out(_report(result, options, terminal))
    for line in summary:
        complain(line)


def _report(result: BatchResult, options: Options, terminal: Terminal) -> str:
    """The report alone, without a line end behind it."""
    form, findings = options.output_format, result.findings
    if options.reporting.statistics:
        from notes_lsp.cli.reports.statistics import render_statistics, render_statistics_as_json

        return render_statistics_as_json(findings) if form == "json" else render_statistics(findings, terminal)
    if form == "full":
        return "\n".join(f"{render_full(finding, terminal)}\n" for finding in findings)
    if form == "concise":
        return "\n".join(render_concise(finding, terminal) for finding in findings)
    if form == "json":
        return render_json(findings)
    if form == "jsonl":
        return render_json_lines(findings)
    return _report_for_others(result, form, terminal)


def _report_for_others(result: BatchResult, form: str, terminal: Terminal) -> str:
    """The forms that are asked for rarely enough to be imported late."""
    findings, problems = result.findings, result.problems
    if form == "grouped":
        from notes_lsp.cli.reports.grouped import render_grouped

        return "\n".join(render_grouped(findings, terminal))
    if form == "sarif":
        from notes_lsp.cli.reports.sarif import render_sarif
        from notes_lsp.rules.registry import RULES

        return render_sarif(findings, problems, RULES)
    if form == "github":
        from notes_lsp.cli.reports.github import render_github

        return render_github(findings, problems)
    if form == "gitlab":
        from notes_lsp.cli.reports.gitlab import render_gitlab

        return render_gitlab(findings)
    if form == "junit":
        from notes_lsp.cli.reports.junit import render_junit

        return render_junit(findings, problems)
    from notes_lsp.cli.reports.markdown import render_markdown

    return render_markdown(findings, problems, result.counts)


def _write(path: str, report: str) -> None:
    content = f"{report}\n".encode("utf-8", "backslashreplace") if report else b""
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as file:  # a pipe or a device, which nothing may replace
                file.write(content)
            return
        from notes_lsp.workspace.atomic_write import write_atomically

        write_atomically(path, content)
    except (OSError, ValueError) as error:
        raise OutputError(f"{display_path(path)}: the report can't be written: {plain_words(error)}") from error


def _summary(result: BatchResult, web: "WebCheck | None", terminal: Terminal) -> list[str]:
    if web is None:
        return [render_summary(result, terminal)]
    from notes_lsp.cli.render_web import render_web

    return [render_summary(result, terminal, web_is_told=True), render_web(web, terminal)]
