"""All fixes at once, where their edits leave room for each other."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from notes_lsp.rules.base import Edit, Finding
from notes_lsp.syntax.nodes import start_of


def fixes_together(findings: Iterable[tuple[int, Finding]]) -> tuple[tuple[int, ...], tuple[Edit, ...]]:
    """The edits of all fixes of ``findings`` that do not get into each other's way, and the findings they mend.

    A fix is made as a whole or not at all; of two that overlap, the first is made. The numbers that come with the
    findings come back for those that are mended. The edits are in the order of the text.
    """
    accepted: list[Edit] = []
    mended: list[int] = []
    for number, finding in findings:
        if finding.fix is None:
            continue
        places = _places_for(finding.fix.edits, accepted)
        if places is None:
            continue
        for edit in places:
            accepted.insert(bisect_left(accepted, edit.start, key=start_of), edit)
        mended.append(number)
    return tuple(mended), tuple(accepted)


def _places_for(edits: Sequence[Edit], accepted: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """Those of ``edits`` that are still to be made beside the ``accepted`` ones; None where one of them can't be."""
    missing: list[Edit] = []
    for edit in edits:
        place = bisect_left(accepted, edit.start, key=start_of)
        after = accepted[place] if place < len(accepted) else None
        if after == edit or edit in missing:
            continue
        if place > 0 and accepted[place - 1].end > edit.start:
            return None
        # Two edits at one place have no order, even if one of them only inserts.
        if after is not None and (after.start == edit.start or after.start < edit.end):
            return None
        missing.append(edit)
    return tuple(missing)
