"""Running the rules over one version of a file, so that what the editor asks meanwhile need not wait."""

import logging
from collections.abc import Iterator

from notes_lsp.lsp.client import Client
from notes_lsp.lsp.errors import describe
from notes_lsp.lsp.findings_out import Drawn, diagnostics_of
from notes_lsp.rules.base import Rule
from notes_lsp.rules.registry import check_in_pieces
from notes_lsp.workspace.settings import chosen_rules
from notes_lsp.workspace.snapshot import Snapshot

NO_DIAGNOSTICS = "[]"

_PIECES_AT_ONCE = 64

_log = logging.getLogger(__name__)


def checking(snapshot: Snapshot, uri: str, client: Client) -> Iterator[str | None]:
    """Check ``snapshot`` piece by piece: None after each piece, at last the diagnostics, as a JSON array."""
    if not snapshot.taken.yes or not snapshot.settings.diagnostics:
        yield NO_DIAGNOSTICS
        return
    found: list[Drawn] = []
    document = snapshot.notes.document
    first_lines = dict(zip(document.part_starts, document.first_lines, strict=True))
    yield None
    drawn = 0
    rules = chosen_rules(snapshot.settings)
    for piece in check_in_pieces(snapshot.notes, snapshot.surroundings, rules, _report_failure):
        if piece is not None:
            found += diagnostics_of(piece, snapshot.open_notes, first_lines[piece.start], uri, client)
            drawn += 1
        if piece is None or drawn % _PIECES_AT_ONCE == 0:
            yield None
    found.sort()
    yield f"[{','.join([drawn for _, drawn in found])}]"


def check_now(snapshot: Snapshot, uri: str, client: Client) -> str:
    """The diagnostics of ``snapshot``, as a JSON array."""
    diagnostics = NO_DIAGNOSTICS
    for piece in checking(snapshot, uri, client):
        diagnostics = piece if piece is not None else diagnostics
    return diagnostics


def _report_failure(rule: Rule, error: Exception) -> None:
    _log.error("The rule %s failed: %s", rule.code, describe(error))
