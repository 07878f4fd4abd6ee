"""Findings piece by piece: what a rule found in a part or a talk is kept with it, wherever that stands now.

Most edits of a long file change one part of many. Rules say by their ``scope`` what their findings depend on.
"""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import Edit, FileKind, Finding, Fix, Related, Rule, Surroundings
from notes_lsp.syntax.document import Document, Part, alone
from notes_lsp.syntax.values import value_class
from notes_lsp.talks.details import DetailsOfParts
from notes_lsp.talks.model import Notes, Talk


@value_class
class Piece:
    """What ``rule`` found in ``document``, a stretch of the notes that begins at offset ``start``, or all of them.

    ``findings`` count from there. Where they are kept, ``kept`` is a dictionary that is kept with them.
    """

    rule: Rule
    start: int
    document: Document
    findings: tuple[Finding, ...]
    kept: dict[Any, Any] | None = None


_PARTS_AT_ONCE = 64
_HOUR = 3600


def findings_in_pieces(rule: Rule, notes: Notes, surroundings: Surroundings) -> Iterator[Piece | None]:
    """What ``rule`` finds in ``notes``; pieces without findings are left out, None comes now and then."""
    if rule.scope == "talk" and notes.by_parts:
        yield from _by_talks(rule, notes, surroundings)
    else:
        findings = tuple(rule.check(notes, surroundings))
        if findings:
            yield Piece(rule, 0, notes.document, findings)


@value_class
class _OfPart:
    """What ``rules`` found in a part when the surroundings were in ``state``: rules, findings, and what is kept.

    ``told`` is what was known of the addresses that they asked about. The state does not tell: while links are being
    checked something becomes known every moment, and concerns few parts.
    """

    rules: tuple[Rule, ...]
    state: Hashable
    told: tuple[tuple[str, Hashable], ...]
    found: tuple[tuple[Rule, tuple[Finding, ...], dict[Any, Any]], ...]


def findings_by_parts(
    rules: tuple[Rule, ...],
    document: Document,
    surroundings: Surroundings,
    report_failure: Callable[[Rule, Exception], None],
) -> Iterator[Piece | None]:
    """What ``rules``, whose scope is "part", find in a document in parts; None comes now and then.

    A rule that fails is reported once, and finds nothing from there on.
    """
    state = surroundings.state
    asked = _AskedAboutWeb(surroundings)
    failed: set[str] = set()
    for place, (part, start) in enumerate(zip(document.parts, document.part_starts, strict=True), 1):
        if place % _PARTS_AT_ONCE == 0:
            yield None
        kept: _OfPart | None = part.derived.get(_OfPart)
        is_old = kept is None or kept.state != state or kept.rules is not rules and kept.rules != rules
        if kept is None or is_old or kept.told and asked.would_be_told(kept.told) != kept.told:
            asked.told.clear()
            found = tuple(_in_part(rules, part, document, asked, failed, report_failure))
            kept = _OfPart(rules, state, tuple(asked.told.items()), found)
            if not failed:
                part.derived[_OfPart] = kept
        for rule, findings, beside in kept.found:
            yield Piece(rule, start, alone(part, document.dialect), findings, beside)


class _AskedAboutWeb:
    """Surroundings that remember which addresses they were asked about, and what was ``told`` of each."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._around = surroundings
        self.told: dict[str, Hashable] = {}

    @property
    def state(self) -> Hashable:
        return self._around.state

    def kind_of(self, target: str) -> FileKind | None:
        return self._around.kind_of(target)

    def spelling_of(self, target: str) -> str | None:
        return self._around.spelling_of(target)

    def anchors_of(self, target: str) -> frozenset[str] | None:
        return self._around.anchors_of(target)

    def web_state(self, address: str) -> WebState | None:
        known = self._around.web_state(address)
        self.told[address] = _as_told(known)
        return known

    def would_be_told(self, told: tuple[tuple[str, Hashable], ...]) -> tuple[tuple[str, Hashable], ...]:
        """What would be told now of the addresses in ``told``."""
        return tuple([(address, _as_told(self._around.web_state(address))) for address, _ in told])


def _as_told(known: WebState | None) -> Hashable:
    """What a finding may say of an address; its age in hours, so that it is said anew now and then."""
    if known is None:
        return None
    return known.verdict, known.status, known.reason, known.moved_to, known.checked_at, known.age // _HOUR


def _in_part(
    rules: tuple[Rule, ...],
    part: Part,
    document: Document,
    surroundings: Surroundings,
    failed: set[str],
    report_failure: Callable[[Rule, Exception], None],
) -> Iterator[tuple[Rule, tuple[Finding, ...], dict[Any, Any]]]:
    notes = Notes(alone(part, document.dialect), None, (), (), False)
    for rule in rules:
        if rule.code in failed:
            continue
        try:
            findings = tuple(rule.check(notes, surroundings))
        except Exception as failure:  # noqa: BLE001 - it is reported, and the other rules go on
            failed.add(rule.code)
            report_failure(rule, failure)
            continue
        if findings:
            yield rule, findings, {}


def _by_talks(rule: Rule, notes: Notes, surroundings: Surroundings) -> Iterator[Piece | None]:
    key = ("findings", rule.code)
    for place, talk in enumerate(notes.all_talks, 1):
        if place % _PARTS_AT_ONCE == 0:
            yield None
        source = talk.read_details
        assert isinstance(source, DetailsOfParts)  # noqa: S101 -- so are all where talks are parts
        kept = source.derived.get(key)
        if kept is None:
            kept = source.derived[key] = {"findings": _in_talk(rule, talk, source, surroundings)}
        if kept["findings"]:
            yield Piece(rule, talk.start, source.document, kept["findings"], kept)


def _in_talk(rule: Rule, talk: Talk, source: DetailsOfParts, surroundings: Surroundings) -> tuple[Finding, ...]:
    return tuple(rule.check(Notes(source.document, None, (), (talk.moved(-talk.start, None),), False), surroundings))


def moved_finding(finding: Finding, by: int) -> Finding:
    """``finding``, further down by ``by``."""
    if not by:
        return finding
    fix = finding.fix
    return Finding(
        finding.start + by,
        finding.end + by,
        finding.message,
        None if fix is None else Fix(fix.title, tuple(_moved_edit(edit, by) for edit in fix.edits), fix.safe),
        tuple(Related(each.start + by, each.end + by, each.message) for each in finding.related),
    )


def _moved_edit(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.text)
