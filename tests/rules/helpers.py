"""Run one rule over made-up notes and give what it finds as lines that read like the command line's."""

import importlib
import os
import pkgutil
import tempfile
from collections.abc import Iterable, Mapping
from functools import cache

import notes_lsp.rules
from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import Finding, Rule
from notes_lsp.rules.registry import check
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.surroundings import DiskSurroundings
from notes_lsp.workspace.word_lists import with_word_lists

_EXAMPLE = "https://example.org"
# What is known of the addresses in the examples of the rules.
WEB_OF_EXAMPLES = (
    WebState(f"{_EXAMPLE}/gone/spam.pdf", "gone", 404, "404 Not Found", None, 0),
    WebState(f"{_EXAMPLE}/moved/spam.pdf", "moved", 200, "moved for good", f"{_EXAMPLE}/slides/spam.pdf", 0),
    WebState(f"{_EXAMPLE}/members/only", "unverifiable", 403, "403 Forbidden", None, 0),
    WebState(f"{_EXAMPLE}/slides/spam.pdf", "alive", 200, "200 OK", None, 0),
)


@cache
def rules_by_code() -> dict[str, Rule]:
    """Every rule of the package, by its code."""
    modules = [
        importlib.import_module(f"notes_lsp.rules.{m.name}") for m in pkgutil.iter_modules(notes_lsp.rules.__path__)
    ]
    return {module.RULE.code: module.RULE for module in modules if hasattr(module, "RULE")}


def check_rule(
    code: str,
    text: str,
    name: str = "notes.md",
    files: Mapping[str, str] | None = None,
    web: Iterable[WebState] = WEB_OF_EXAMPLES,
) -> list[str]:
    """What the rule ``code`` finds in ``text``: ``4:15-4:19 missing-file no file ...``, lines and columns from 1.

    The notes lie at ``name`` in a folder of their own that is the root of a project and holds ``files`` as well;
    a name with a closing ``/`` makes a folder. ``web`` is what is known of addresses.
    """
    document, findings = _run(code, text, name, files, web)
    return [f"{span_of(document, finding.start, finding.end)} {code} {finding.message}" for finding in findings]


def fix_with(
    code: str,
    text: str,
    name: str = "notes.md",
    files: Mapping[str, str] | None = None,
    web: Iterable[WebState] = WEB_OF_EXAMPLES,
    *,
    only_safe: bool = False,
) -> str:
    """``text`` with every fix that the rule offers applied, or with the safe ones."""
    _, findings = _run(code, text, name, files, web)
    fixes = [finding.fix for finding in findings if finding.fix and (finding.fix.safe or not only_safe)]
    edits = sorted({edit for fix in fixes for edit in fix.edits}, key=lambda e: -e.start)
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


def _run(
    code: str,
    text: str,
    name: str,
    files: Mapping[str, str] | None,
    web: Iterable[WebState] = WEB_OF_EXAMPLES,
) -> tuple[Document, list[Finding]]:
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
        # What comments ignore is known only where the other rules run.
        rules = rules_by_code().values() if code.endswith("-ignore") else [rules_by_code()[code]]
        known = {state.address: state for state in web}
        # With the dictionary, as the command line has it.
        bound = with_word_lists(tuple(rules), ())
        found = check(notes, DiskSurroundings(path, folder, web_state=known.get), bound)
        findings = [finding for rule, finding in found if rule.code == code]
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
    return document, sorted(findings, key=lambda finding: (finding.start, finding.end))
