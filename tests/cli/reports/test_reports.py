"""Reports for other programs: each read by a parser of its format, or compared with what its reader documents."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from notes_lsp.cli.reports.fingerprints import with_fingerprints
from notes_lsp.cli.reports.github import render_github
from notes_lsp.cli.reports.gitlab import render_gitlab
from notes_lsp.cli.reports.grouped import render_grouped
from notes_lsp.cli.reports.junit import render_junit
from notes_lsp.cli.reports.markdown import render_markdown
from notes_lsp.cli.reports.sarif import render_sarif
from notes_lsp.cli.terminal import Terminal
from notes_lsp.rules.base import Severity
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.files import FileProblem
from notes_lsp.workspace.results import Counts, Excerpt, PlacedEdit, PlacedFinding, PlacedFix, PlacedRelated, Range


def finding(
    path: str = "talks/tuesday.md",
    line: int = 3,
    *,
    end_line: int | None = None,
    message: str = 'no file "slides.pdf" beside these notes',
    severity: Severity = "warning",
    fix: bool = False,
    related: bool = False,
    text: str = "see [slides](slides.pdf)",
) -> PlacedFinding:
    place = Range(line, 14, line if end_line is None else end_line, 24)
    return PlacedFinding(
        path=path,
        range=place,
        code="missing-file",
        severity=severity,
        message=message,
        fix=PlacedFix("Write “é”", True, (PlacedEdit(place, "é"),)) if fix else None,
        related=(PlacedRelated(Range(1, 1, 1, 5), "the talk begins here"),) if related else (),
        excerpt=Excerpt(text, 0, goes_on=False),
    )


PROBLEM = FileProblem("broken.md", "is no text: it holds 100% zero bytes")
UGLY = "a | b, <c> & `d`: 100% *e* [f](http://g.org)\x1b[31m"


def test_github_annotations() -> None:
    assert render_github([finding(fix=True), finding(end_line=5, severity="hint")], [PROBLEM]) == (
        "::warning file=talks/tuesday.md,line=3,endLine=3,title=notes-lsp%3A missing-file,col=14,endColumn=24::"
        'talks/tuesday.md:3:14: no file "slides.pdf" beside these notes%0AWrite “é”\n'
        "::notice file=talks/tuesday.md,line=3,endLine=5,title=notes-lsp%3A missing-file::"
        'talks/tuesday.md:3:14: no file "slides.pdf" beside these notes\n'
        "::error file=broken.md,title=notes-lsp::is no text: it holds 100%25 zero bytes"
    )


def test_no_text_of_notes_begins_a_command_of_github() -> None:
    rendered = render_github([finding("a,b:c\n.md", message="x\n::error::y\r%0A")], [])
    assert rendered.count("\n") == 0
    assert "file=a%2Cb%3Ac␊.md," in rendered
    assert rendered.endswith(": x␊::error::y␍%250A")


def test_a_code_quality_report_for_gitlab() -> None:
    first, second = json.loads(render_gitlab([finding(severity="error"), finding(line=7, severity="information")]))
    assert first["location"] == {"path": "talks/tuesday.md", "lines": {"begin": 3, "end": 3}}
    assert (first["check_name"], first["severity"], second["severity"]) == ("missing-file", "major", "info")
    assert first["description"] == 'no file "slides.pdf" beside these notes'
    assert first["fingerprint"] != second["fingerprint"]


def test_a_fingerprint_stays_when_lines_move_and_no_two_are_the_same() -> None:
    def prints(*findings: PlacedFinding) -> list[str]:
        return [fingerprint for _, fingerprint in with_fingerprints(findings)]

    assert prints(finding(line=3)) == prints(finding(line=90))
    assert prints(finding(text="a")) != prints(finding(text="b"))
    assert prints(finding("a.md")) != prints(finding("b.md"))
    assert len(set(prints(*[finding()] * 5))) == 5


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_finding() -> None:
    root = ET.fromstring(render_junit([finding(), finding(line=9), finding("b.md")], [PROBLEM]))
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("talks/tuesday.md", "2", "2"),
        ("b.md", "1", "1"),
        ("broken.md", "1", "0"),
    ]
    failure = root.find(".//failure")
    assert failure is not None
    assert failure.text == 'talks/tuesday.md:3:14: no file "slides.pdf" beside these notes'
    error = root.find(".//error")
    assert error is not None
    assert error.get("message") == "is no text: it holds 100% zero bytes"


def test_junit_of_nothing_is_a_test_that_passed() -> None:
    root = ET.fromstring(render_junit([], []))
    assert [(case.tag, list(case)) for case in root.iter("testcase")] == [("testcase", [])]


@pytest.mark.parametrize("text", [UGLY, "]]>", "\x00\ud800\ufffe", "\"quoted\" 'twice'", "\n\t"])
def test_junit_takes_any_text(text: str) -> None:
    root = ET.fromstring(render_junit([finding(message=text, path=f"{text}.md")], []))
    assert len(list(root.iter("failure"))) == 1


def test_markdown_says_how_it_went_and_shows_a_table() -> None:
    assert render_markdown(
        [finding(fix=True), finding(severity="error")], [PROBLEM], Counts(files=3, talks=1234, links=1)
    ) == (
        "## Talk notes: 1 error, 1 warning\n"
        "\n"
        "3 files, 1,234 talks and 1 link checked.\n"
        "\n"
        "| | Place | What | Rule |\n"
        "| --- | --- | --- | --- |\n"
        '| 🟡 warning | `talks/tuesday.md:3` | no file "slides.pdf" beside these notes *(fix available)* | `missing-file` |\n'
        '| 🔴 error | `talks/tuesday.md:3` | no file "slides.pdf" beside these notes | `missing-file` |\n'
        "\n"
        "### Could not be checked\n"
        "\n"
        "- `broken.md`: is no text: it holds 100% zero bytes"
    )


def test_markdown_of_nothing() -> None:
    assert render_markdown([], [], Counts(files=1, talks=2)) == (
        "## Talk notes: nothing to mend\n\n1 file, 2 talks and 0 links checked."
    )


def test_markdown_shows_text_of_notes_as_it_is() -> None:
    row = render_markdown([finding(f"{UGLY}.md", message=UGLY)], [], Counts()).splitlines()[-1]
    # Bars end a cell, even in code, unless they are escaped.
    assert row.replace("\\|", "").count("|") == 5
    assert r"\<c\>" in row
    assert r"\[f\]\(http:&#47;&#47;g.org\)" in row


def test_markdown_of_very_many_findings_is_cut() -> None:
    rendered = render_markdown([finding()] * 700, [], Counts())
    assert rendered.count("missing-file`") == 500
    assert rendered.endswith("… and 200 more.")


def test_grouped_aligns_the_findings_of_a_file() -> None:
    findings = [finding(), finding(line=120, severity="error", fix=True), finding("b.md", message="x\x1b[1m")]
    assert "\n".join(render_grouped(findings, Terminal())) == (
        "talks/tuesday.md\n"
        '    3:14  warning[missing-file]  no file "slides.pdf" beside these notes\n'
        '  120:14  error[missing-file]    no file "slides.pdf" beside these notes  (fix available)\n'
        "\n"
        "b.md\n"
        "  3:14  warning[missing-file]  x␛[1m\n"
    )


def test_sarif(tmp_path: Path) -> None:
    absolute = tmp_path / "å b.md"
    rendered = render_sarif([finding("ä b/c%.md", fix=True, related=True), finding(str(absolute))], [PROBLEM], RULES)
    log = json.loads(rendered)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    first, second = run["results"]
    assert RULES[first["ruleIndex"]].code == first["ruleId"] == "missing-file"
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == "missing-file"
    assert first["level"] == "warning"
    (place,) = first["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "%C3%A4%20b/c%25.md", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 3, "startColumn": 14, "endLine": 3, "endColumn": 24},
    }
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 3, "startColumn": 14, "endLine": 3, "endColumn": 24},
            "insertedContent": {"text": "é"},
        }
    ]
    assert first["relatedLocations"][0]["message"] == {"text": "the talk begins here"}
    assert second["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": absolute.as_uri()}
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["message"] == {"text": PROBLEM.message}
