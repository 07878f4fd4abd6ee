"""What the rules found in a file, for those who ask about a place in it: all that is far away stays as it is kept."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass

from notes_lsp.rules.base import Finding, Rule
from notes_lsp.rules.pieces import Piece, moved_finding


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its rule, and its number in its file."""

    number: int
    rule: Rule
    finding: Finding


class Findings:
    """The findings in ``pieces``, numbered from 0 in no special order. Offsets count from where the file begins."""

    def __init__(self, pieces: Iterable[Piece] = ()) -> None:
        self._pieces = tuple(pieces)

    def between(self, start: int, end: int) -> list[Numbered]:
        """Those that touch ``start:end``, by position."""
        return self._those(
            lambda _, piece, finding: finding.start + piece.start <= end and start <= finding.end + piece.start
        )

    def numbers_at(self, places: Container[tuple[int, int, str]]) -> list[tuple[tuple[int, int, str], int]]:
        """Those of ``places`` (start, end, code of a rule) of which there is a finding, with its number."""
        found = []
        number = 0
        for piece in self._pieces:
            for finding in piece.findings:
                place = (finding.start + piece.start, finding.end + piece.start, piece.rule.code)
                if place in places:
                    found.append((place, number))
                number += 1
        return found

    def numbered(self, numbers: frozenset[int]) -> list[Numbered]:
        """Those with these numbers, by position."""
        return self._those(lambda number, *_: number in numbers) if numbers else []

    def of_rule(self, code: str) -> list[Numbered]:
        """Those of one rule, by position."""
        return self._those(lambda _, piece, __: piece.rule.code == code)

    def in_order(self) -> list[Numbered]:
        """All of them, by position."""
        return self._those(lambda *_: True)

    def _those(self, is_wanted: Callable[[int, Piece, Finding], bool]) -> list[Numbered]:
        found = []
        number = 0
        for piece in self._pieces:
            for finding in piece.findings:
                if is_wanted(number, piece, finding):
                    found.append(Numbered(number, piece.rule, moved_finding(finding, piece.start)))
                number += 1
        found.sort(key=lambda each: (each.finding.start, each.finding.end, each.rule.code))
        return found
