"""Running the rules over one version of a file, so that what the editor asks meanwhile need not wait."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from notes_lsp.lsp.client import Client
from notes_lsp.lsp.documents import Typing
from notes_lsp.lsp.errors import describe
from notes_lsp.lsp.findings_out import Drawn, diagnostics_of
from notes_lsp.rules.base import Rule
from notes_lsp.rules.registry import check_in_pieces
from notes_lsp.workspace.chosen_rules import chosen_rules
from notes_lsp.workspace.snapshot import Snapshot

NO_DIAGNOSTICS = "[]"

# How long after a key somebody still types, in seconds.
PATIENCE = 1.0

_PIECES_AT_ONCE = 64

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Checked:
    """The diagnostics of a file, as a JSON array. ``held_back`` says that there are more where somebody types."""

    json: str = NO_DIAGNOSTICS
    held_back: bool = False


def line_being_typed(typing: Typing | None) -> int | None:
    """The line in which somebody types right now.

    A link, a date or a fence that is half written is wrong for a moment; to say so would be to nag.
    """
    return typing.line if typing is not None and perf_counter() < typing.when + PATIENCE else None


def checking(snapshot: Snapshot, uri: str, client: Client, typed_line: int | None = None) -> Iterator[Checked | None]:
    """Check ``snapshot`` piece by piece: None after each piece, at last the diagnostics.

    What is found where somebody types is held back.
    """
    if not snapshot.taken.yes or not snapshot.settings.diagnostics:
        yield Checked()
        return
    found: list[Drawn] = []
    first_lines = snapshot.notes.document.line_of_part
    yield None
    drawn = 0
    rules = chosen_rules(snapshot.settings, snapshot.path)
    for piece in check_in_pieces(snapshot.notes, snapshot.surroundings, rules, _report_failure):
        if piece is not None:
            found += diagnostics_of(piece, snapshot.open_notes, first_lines[piece.start], uri, client)
            drawn += 1
        if piece is None or drawn % _PIECES_AT_ONCE == 0:
            yield None
    found.sort()
    shown = found if typed_line is None else [each for each in found if not _is_being_typed(each, typed_line)]
    yield Checked(f"[{','.join([drawn for _, drawn in shown])}]", len(shown) < len(found))


def _is_being_typed(drawn: Drawn, line: int) -> bool:
    (start_line, _, end_line, _, code), _ = drawn
    # A fence is open until its code has been written.
    return start_line <= line <= end_line or code == "unclosed-fence" and start_line < line


def check_now(snapshot: Snapshot, uri: str, client: Client, typed_line: int | None = None) -> Checked:
    """The diagnostics of ``snapshot``."""
    checked = Checked()
    for piece in checking(snapshot, uri, client, typed_line):
        checked = piece if piece is not None else checked
    return checked


def _report_failure(rule: Rule, error: Exception) -> None:
    _log.error("The rule %s failed: %s", rule.code, describe(error))
