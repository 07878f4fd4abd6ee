"""Findings as the diagnostics of an editor (LSP 3.17, "Diagnostic"), written as JSON by hand.

They are shown again after each pause of a writer. What is kept with a piece of the notes (`notes_lsp.rules.pieces`)
is written once, and again when the piece has moved to other lines.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from notes_lsp.lsp.client import Client
from notes_lsp.lsp.positions import StretchInLines, TextInLines, position_at
from notes_lsp.rules.base import Finding, Rule, Severity
from notes_lsp.rules.pieces import Piece

SOURCE = "notes-lsp"

_SEVERITIES: dict[Severity, int] = {"error": 1, "warning": 2, "information": 3, "hint": 4}
# What these find has no use, and editors show it faded.
_UNNECESSARY = frozenset({"unused-definition"})
_TAG_UNNECESSARY = 1

Drawn = tuple[tuple[int, int, int, int, str], str]
"""A diagnostic: by what it is sorted, and its JSON."""


def diagnostics_of(piece: Piece, text: TextInLines, first_line: int, uri: str, client: Client) -> list[Drawn]:
    """The findings of ``piece`` in the file at ``uri``, whose text is ``text``, with as much as the client can show.

    ``first_line`` is the line at which the piece begins.
    """
    if piece.kept is None:
        return [_diagnostic(piece.rule, finding, text, uri, client) for finding in piece.findings]
    place = (first_line, uri, client)
    made: tuple[object, list[Drawn]] | None = piece.kept.get("diagnostics")
    if made is None or made[0] != place:
        stretch = StretchInLines(piece.document, first_line)
        drawn = [_diagnostic(piece.rule, finding, stretch, uri, client) for finding in piece.findings]
        made = piece.kept["diagnostics"] = (place, drawn)
    return made[1]


def _diagnostic(rule: Rule, finding: Finding, text: TextInLines, uri: str, client: Client) -> Drawn:
    found_at = _range(text, finding.start, finding.end, client)
    shown: dict[str, Any] = {
        "range": found_at,
        "message": finding.message,
        "severity": _SEVERITIES[rule.severity],
        "code": rule.code,
        "source": SOURCE,
    }
    page = rule_page(rule)
    if page and client.code_description:
        shown["codeDescription"] = {"href": page}
    if rule.code in _UNNECESSARY and client.tags:
        shown["tags"] = [_TAG_UNNECESSARY]
    if finding.related and client.related_information:
        shown["relatedInformation"] = [
            {
                "location": {"uri": uri, "range": _range(text, related.start, related.end, client)},
                "message": related.message,
            }
            for related in finding.related
        ]
    start, end = found_at["start"], found_at["end"]
    place = (start["line"], start["character"], end["line"], end["character"], rule.code)
    return place, json.dumps(shown, separators=(",", ":"))


def rule_page(rule: Rule) -> str | None:
    """The address of what explains ``rule``: a page that is installed beside the code; None where it is not."""
    page = _page_of_rules()
    return None if page is None else f"{page}#{rule.code}"


@cache
def _page_of_rules() -> str | None:
    package = Path(__file__).resolve().parents[1]
    # In a checkout the pages lie beside the package.
    places = (package / "docs" / "rules.md", package.parent / "docs" / "rules.md")
    return next((place.as_uri() for place in places if place.is_file()), None)


def _range(text: TextInLines, start: int, end: int, client: Client) -> dict[str, dict[str, int]]:
    return {"start": _position(text, start, client), "end": _position(text, end, client)}


def _position(text: TextInLines, offset: int, client: Client) -> dict[str, int]:
    line, character = position_at(text, offset, client.encoding)
    return {"line": line, "character": character}
