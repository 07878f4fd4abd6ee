"""A SARIF 2.1.0 log (OASIS standard), which GitHub code scanning and many viewers read.

Columns count code points, from 1, and the log says so (section 3.14.17); the end of a region lies behind its last
character (section 3.30.8).
"""

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from notes_lsp import __version__
from notes_lsp.cli.reports.fingerprints import with_fingerprints
from notes_lsp.rules.base import Rule, Severity
from notes_lsp.workspace.files import FileProblem
from notes_lsp.workspace.results import PlacedEdit, PlacedFinding, Range

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "SRCROOT"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "information": "note", "hint": "note"}


def render_sarif(findings: Iterable[PlacedFinding], problems: Sequence[FileProblem], rules: Sequence[Rule]) -> str:
    """The findings of ``rules``, and what could not be checked, as one run."""
    index_of = {rule.code: index for index, rule in enumerate(rules)}
    results = [_result(finding, print_, index_of) for finding, print_ in with_fingerprints(findings)]
    run = {
        "tool": {
            "driver": {
                "name": "notes-lsp",
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not problems,
                "toolExecutionNotifications": [_notification(problem) for problem in problems],
            }
        ],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.reason},
        "help": {"text": f"{rule.reason}\n\nFinds something:\n\n{rule.bad}\nFinds nothing:\n\n{rule.good}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.on},
    }


def _result(finding: PlacedFinding, fingerprint: str, index_of: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(finding.path, finding.range)],
        "partialFingerprints": {"notesLsp/v1": fingerprint},
    }
    if finding.code in index_of:
        result["ruleIndex"] = index_of[finding.code]
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.message}, **_location(finding.path, related.range)}
            for number, related in enumerate(finding.related, 1)
        ]
    if finding.fix is not None:
        change = {
            "artifactLocation": _artifact(finding.path),
            "replacements": [_replacement(edit) for edit in finding.fix.edits],
        }
        result["fixes"] = [{"description": {"text": finding.fix.title}, "artifactChanges": [change]}]
    return result


def _notification(problem: FileProblem) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(problem.path)}}],
    }


def _location(path: str, place: Range) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": _region(place)}}


def _artifact(path: str) -> dict[str, str]:
    if os.path.isabs(path):
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path, errors="surrogateescape"), "uriBaseId": _ROOT}


def _region(place: Range) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _replacement(edit: PlacedEdit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.range), "insertedContent": {"text": edit.text}}
