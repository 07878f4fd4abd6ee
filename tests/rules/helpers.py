"""Run one rule over made-up notes and give what it finds as lines that read like the command line's."""

import importlib
import os
import pkgutil
import tempfile
from collections.abc import Mapping
from functools import cache

import notes_lsp.rules
from notes_lsp.rules.base import Finding, Rule
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.surroundings import DiskSurroundings


@cache
def rules_by_code() -> dict[str, Rule]:
    """Every rule of the package, by its code."""
    modules = [
        importlib.import_module(f"notes_lsp.rules.{m.name}") for m in pkgutil.iter_modules(notes_lsp.rules.__path__)
    ]
    return {module.RULE.code: module.RULE for module in modules if hasattr(module, "RULE")}


def check_rule(code: str, text: str, name: str = "notes.md", files: Mapping[str, str] | None = None) -> list[str]:
    """What the rule ``code`` finds in ``text``: ``4:15-4:19 missing-file no file ...``, lines and columns from 1.

    The notes lie at ``name`` in a folder of their own that is the root of a project and holds ``files`` as well;
    a name with a closing ``/`` makes a folder.
    """
    document, findings = _run(code, text, name, files)
    return [f"{span_of(document, finding.start, finding.end)} {code} {finding.message}" for finding in findings]


def fix_with(code: str, text: str, name: str = "notes.md", files: Mapping[str, str] | None = None) -> str:
    """``text`` with every fix that the rule offers applied."""
    _, findings = _run(code, text, name, files)
    edits = sorted({edit for finding in findings if finding.fix for edit in finding.fix.edits}, key=lambda e: -e.start)
    for edit in edits:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def related_with(code: str, text: str, name: str = "notes.md") -> list[str]:
    """The related places of what the rule finds, each as ``1:1-1:5 message``."""
    document, findings = _run(code, text, name, None)
    return [
        f"{span_of(document, related.start, related.end)} {related.message}"
        for finding in findings
        for related in finding.related
    ]


def span_of(document: Document, start: int, end: int) -> str:
    """``start:end`` as lines and columns, both from 1."""
    lines = document.lines
    first, last = lines.line_at(start), lines.line_at(end)
    return f"{first + 1}:{start - lines.starts[first] + 1}-{last + 1}:{end - lines.starts[last] + 1}"


def _run(code: str, text: str, name: str, files: Mapping[str, str] | None) -> tuple[Document, list[Finding]]:
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, ".git"))
        for file_name, content in {**(files or {}), name: text}.items():
            path = os.path.join(folder, file_name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if not file_name.endswith("/"):
                with open(path, "w", encoding="utf-8", newline="") as file:
                    file.write(content)
        path = os.path.join(folder, name)
        document = parse(text, path)
        notes = understand(document, path)
        findings = list(rules_by_code()[code].check(notes, DiskSurroundings(path, folder)))
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
    return document, sorted(findings, key=lambda finding: (finding.start, finding.end))
