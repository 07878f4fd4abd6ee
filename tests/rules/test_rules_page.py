"""The page of the rules says what the rules say, and diagnostics lead to it."""

import os
from pathlib import Path

import pytest

from notes_lsp.links.slugs import document_slugs
from notes_lsp.lsp.findings_out import rule_page
from notes_lsp.rules.registry import RULES
from notes_lsp.syntax.parse import parse
from rules_page import rules_page

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"


def test_the_page_is_made_from_the_rules() -> None:
    found = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if found != rules_page() and os.environ.get("UPDATE"):
        PAGE.write_text(rules_page(), encoding="utf-8", newline="\n")
        pytest.fail("docs/rules.md has been written anew; look at what changed")
    assert found == rules_page()


def test_every_rule_leads_to_its_section() -> None:
    anchors = document_slugs(parse(rules_page(), "rules.md"))

    for rule in RULES:
        page = rule_page(rule)
        assert page is not None
        address, fragment = page.split("#")
        assert address.startswith("file:///")
        assert address.endswith("/docs/rules.md")
        assert fragment in anchors
