"""How findings look: the line of the notes, the marks below it, and the summary."""

import pytest

from notes_lsp.cli.render_check import render_concise, render_full, render_json, render_summary
from notes_lsp.cli.terminal import Terminal
from notes_lsp.rules.base import Severity
from notes_lsp.workspace.files import FileProblem
from notes_lsp.workspace.results import BatchResult, Counts, Excerpt, PlacedFinding, PlacedFix, PlacedRelated, Range


def finding(
    text: str = "some text",
    start: int = 0,
    end: int = 4,
    *,
    line: int = 7,
    end_line: int = 0,
    severity: Severity = "warning",
    fix: PlacedFix | None = None,
    related: tuple[PlacedRelated, ...] = (),
    excerpt: Excerpt | None = None,
) -> PlacedFinding:
    return PlacedFinding(
        path="a.md",
        range=Range(line, start + 1, end_line or line, end + 1),
        code="some-rule",
        severity=severity,
        message="something is odd",
        fix=fix,
        related=related,
        excerpt=excerpt or Excerpt(text, 0, goes_on=False),
    )


def shown(found: PlacedFinding, columns: int = 100, *, unicode: bool = True) -> list[str]:
    """The line of the notes and the marks below it."""
    lines = render_full(found, Terminal(columns=columns, unicode=unicode)).split("\n")
    assert max(map(len, lines[2:4])) <= columns
    return lines[2:4]


def test_full() -> None:
    fix = PlacedFix("Write it", True, ())
    related = (PlacedRelated(Range(3, 2, 3, 4), "there it is well"), PlacedRelated(Range(4, 1, 4, 2), "here, too"))
    assert render_full(finding(line=120, fix=fix, related=related), Terminal()) == (
        "a.md:120:1: warning[some-rule] something is odd\n"
        "    |\n"
        "120 | some text\n"
        "    | ^^^^\n"
        "    = help: Write it (fix available)\n"
        "    = note: a.md:3:2: there it is well\n"
        "    = note: a.md:4:1: here, too"
    )


def test_a_fix_that_may_change_the_meaning_says_so() -> None:
    rendered = render_full(finding(fix=PlacedFix("Write it", False, ())), Terminal())
    assert rendered.endswith("  = help: Write it (fix available, but look it over)")


@pytest.mark.parametrize(
    ("severity", "name", "style"),
    [
        ("error", "error", "1;31"),
        ("warning", "warning", "1;33"),
        ("information", "info", "1;34"),
        ("hint", "hint", "1;36"),
    ],
)
def test_severities(severity: Severity, name: str, style: str) -> None:
    found = finding(severity=severity)
    assert render_concise(found, Terminal()) == f"a.md:7:1: {name}[some-rule] something is odd"
    assert render_concise(found, Terminal(color=True)) == (
        f"\x1b[1ma.md\x1b[0m\x1b[2m:7:1:\x1b[0m \x1b[{style}m{name}[some-rule]\x1b[0m something is odd"
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (finding("some text", 5, 9), ["7 | some text", "  |      ^^^^"]),
        (finding("some text", 9, 9), ["7 | some text", "  |          ^"]),
        (finding("some text", 4, 4), ["7 | some text", "  |     ^"]),
        (finding("", 0, 0), ["7 |", "  | ^"]),
        (finding("日本語 text", 4, 8), ["7 | 日本語 text", "  |        ^^^^"]),
        (finding("ab 日本", 3, 5), ["7 | ab 日本", "  |    ^^^^"]),
        (finding("e\u0301e\u0301 x", 5, 6), ["7 | e\u0301e\u0301 x", "  |    ^"]),
        (finding("\ta\tb", 3, 4), ["7 |     a   b", "  |         ^"]),
        (finding("\x1b[1mx", 4, 5), ["7 | ␛[1mx", "  |     ^"]),
        (finding("a\u202eb", 2, 3), ["7 | a<U+202E>b", "  |          ^"]),
        (finding("text  ", 4, 6), ["7 | text", "  |     ^^"]),
        # A finding over several lines shows the first of them.
        (finding("some text", 5, 3, end_line=9), ["7 | some text…", "  |      ^^^^"]),
        (finding("some text", 9, 0, end_line=8), ["7 | some text…", "  |          ^"]),
    ],
)
def test_the_marks_stand_below_the_finding(found: PlacedFinding, expected: list[str]) -> None:
    assert shown(found) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (finding("x" * 100, 0, 3), ["7 | " + "x" * 34 + "…", "  | ^^^"]),
        (finding("x" * 97 + "yyy", 97, 100), ["7 | …" + "x" * 31 + "yyy", "  |  " + " " * 31 + "^^^"]),
        (
            finding("x" * 50 + "yyy" + "x" * 50, 50, 53),
            ["7 | …" + "x" * 16 + "yyy" + "x" * 15 + "…", "  |  " + " " * 16 + "^^^"],
        ),
        (finding("x" * 10 + "y" * 90, 10, 100), ["7 | …" + "y" * 34 + "…", "  |  " + "^" * 34]),
        (finding("日" * 50, 25, 26), ["7 | …" + "日" * 17 + "…", "  |  " + " " * 16 + "^^"]),
        (
            finding(start=1000, end=1003, excerpt=Excerpt("x" * 10 + "yyy" + "x" * 10, 990, goes_on=True)),
            ["7 | …" + "x" * 10 + "yyy" + "x" * 10 + "…", "  |  " + " " * 10 + "^^^"],
        ),
    ],
)
def test_long_lines_are_cut_around_the_finding(found: PlacedFinding, expected: list[str]) -> None:
    assert shown(found, columns=40) == expected


def test_an_ellipsis_for_a_terminal_that_has_none() -> None:
    assert shown(finding("x" * 100, 50, 51), columns=40, unicode=False) == [
        "7 | ..." + "x" * 15 + "x" + "x" * 14 + "...",
        "  |    " + " " * 15 + "^",
    ]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (BatchResult(), "Checked 0 files. No findings."),
        (BatchResult(counts=Counts(files=1)), "Checked 1 file: no talks. No findings."),
        (
            BatchResult(counts=Counts(files=1, days=1, talks=1, links=1, snippets=1, web_links=1)),
            "Checked 1 file: 1 day, 1 talk, 1 link, 1 snippet. No findings. 1 link to the web was not looked at.",
        ),
        (
            BatchResult(
                (finding(), finding(severity="error"), finding(), finding(severity="hint")),
                Counts(files=12, days=5, talks=48, links=31, snippets=22, web_links=17),
            ),
            "Checked 12 files: 5 days, 48 talks, 31 links, 22 snippets. Found 1 error, 2 warnings, 1 hint. "
            "17 links to the web were not looked at.",
        ),
        (
            BatchResult(
                (finding(severity="information"),),
                Counts(files=2, talks=2),
                (FileProblem("a", "x"), FileProblem("a", "y"), FileProblem("b", "x")),
            ),
            "Checked 2 files: 2 talks. Found 1 info. 2 paths could not be checked.",
        ),
    ],
)
def test_the_summary(result: BatchResult, expected: str) -> None:
    assert render_summary(result, Terminal()) == expected


def test_json_of_no_findings() -> None:
    assert render_json([]) == "[]"
