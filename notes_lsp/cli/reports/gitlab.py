"""A Code Quality report for GitLab, which shows it in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/ names the fields; a fingerprint must be there once only.
"""

import json
from collections.abc import Iterable

from notes_lsp.cli.reports.fingerprints import with_fingerprints
from notes_lsp.rules.base import Severity
from notes_lsp.workspace.results import PlacedFinding

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "information": "info", "hint": "info"}


def render_gitlab(findings: Iterable[PlacedFinding]) -> str:
    """The findings as a JSON array."""
    objects = [
        {
            "description": finding.message,
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": finding.path,
                "lines": {"begin": finding.range.line, "end": finding.range.end_line},
            },
        }
        for finding, fingerprint in with_fingerprints(findings)
    ]
    return json.dumps(objects, indent=2)
