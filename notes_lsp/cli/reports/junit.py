"""A JUnit report, which most CI servers read: a suite for each file, a failed case for each finding."""

from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from notes_lsp.cli.terminal import visible
from notes_lsp.workspace.files import FileProblem
from notes_lsp.workspace.results import PlacedFinding


def render_junit(findings: Iterable[PlacedFinding], problems: Iterable[FileProblem]) -> str:
    """The findings as XML. Without any there is one case that passed, since some servers take none for a mistake."""
    suites = [_suite(path, list(in_file)) for path, in_file in groupby(findings, key=lambda finding: finding.path)]
    suites += [_broken(problem) for problem in problems]
    if not suites:
        passed = '    <testcase name="notes-lsp" classname="notes-lsp"/>'
        suites = [f'  <testsuite name="notes-lsp" tests="1" failures="0" errors="0">\n{passed}\n  </testsuite>']
    body = "\n".join(suites)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="notes-lsp">\n{body}\n</testsuites>'


def _suite(path: str, findings: list[PlacedFinding]) -> str:
    count = len(findings)
    cases = "\n".join(map(_case, findings))
    head = f'  <testsuite name={_attribute(path)} tests="{count}" failures="{count}" errors="0">'
    return f"{head}\n{cases}\n  </testsuite>"


def _case(finding: PlacedFinding) -> str:
    path, place = finding.path, finding.range
    name = f"{finding.code} at {place.line}:{place.column}"
    text = f"{path}:{place.line}:{place.column}: {finding.message}"
    return (
        f"    <testcase name={_attribute(name)} classname={_attribute(path)} file={_attribute(path)} "
        f'line="{place.line}">\n'
        f"      <failure type={_attribute(finding.severity)} message={_attribute(finding.message)}>"
        f"{escape(_allowed(text))}</failure>\n"
        f"    </testcase>"
    )


def _broken(problem: FileProblem) -> str:
    path = _attribute(problem.path)
    return (
        f'  <testsuite name={path} tests="1" failures="0" errors="1">\n'
        f"    <testcase name={path} classname={path}>\n"
        f"      <error message={_attribute(problem.message)}/>\n"
        f"    </testcase>\n"
        f"  </testsuite>"
    )


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    """``text`` without what XML 1.0 (section 2.2) can't hold, and without what steers a terminal."""
    if text.isprintable():
        return text
    return "".join(character if _is_allowed(character) else "\ufffd" for character in text)


def _is_allowed(character: str) -> bool:
    code = ord(character)
    is_xml = 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
    return character in "\t\n\r" or is_xml and visible(character) == character
