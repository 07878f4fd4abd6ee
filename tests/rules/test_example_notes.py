"""The example notes in ``notes/`` are clean, and what they show works."""

import ast
import os
import re
import textwrap
from pathlib import Path

import pytest

from helpers import rules_by_code, span_of
from notes_lsp.links.targets import written_targets
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.surroundings import NOTES_ENDINGS, DiskSurroundings, find_root

NOTES = Path(__file__).parents[2] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.suffix in NOTES_ENDINGS)
PROMPT = re.compile(r"\s*>>> ")


def name_of(path: Path) -> str:
    return path.relative_to(NOTES).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_rule_finds_anything(path: Path) -> None:
    document = parse(path.read_text(encoding="utf-8"), str(path))
    notes = understand(document, str(path))
    surroundings = DiskSurroundings(str(path), find_root(str(path)))
    found = [
        f"{span_of(document, finding.start, finding.end)} {code} {finding.message}"
        for code, rule in rules_by_code().items()
        if rule.on
        for finding in rule.check(notes, surroundings)
    ]
    assert found == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_python_parses(path: Path) -> None:
    document = parse(path.read_text(encoding="utf-8"), str(path))
    for block in document.blocks:
        if isinstance(block, CodeBlock) and "python" in (block.language, block.guess):
            code = textwrap.dedent(document.text[block.content_start : block.content_end])
            if not PROMPT.match(code):
                ast.parse(code)


def test_readme_leads_to_all_of_them() -> None:
    readme = parse((NOTES / "README.md").read_text(encoding="utf-8"), "README.md")
    linked = {written.target.path for written in written_targets(readme)}
    assert linked == {name_of(path) for path in FILES} - {"README.md"}
    assert all(os.path.exists(NOTES / path) for path in linked)
