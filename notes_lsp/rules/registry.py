"""All rules, and the one way to run them."""

from collections.abc import Callable, Iterable, Iterator

from notes_lsp.rules import (
    backwards_time,
    bare_address,
    code_language,
    date_name_spelling,
    day_order,
    dead_link,
    dictionary_spelling,
    duplicate_definition,
    duplicate_talk,
    empty_talk,
    heading_space,
    invisible_character,
    link_outside,
    list_numbering,
    look_alike_letter,
    missing_anchor,
    missing_file,
    missing_link,
    moved_link,
    ordinal_typo,
    python_syntax_error,
    smart_quote_in_code,
    speaker_spelling,
    spelling,
    talk_numbering,
    talk_on_two_days,
    technology_name,
    to_do,
    unclosed_fence,
    undefined_reference,
    unknown_ignore,
    untitled_talk,
    unused_definition,
    unused_ignore,
    unverified_link,
    weekday_mismatch,
    wrong_case,
)
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.rules.ignore_comments import ignore_comments
from notes_lsp.rules.pieces import Piece, findings_by_parts, findings_in_pieces, moved_finding
from notes_lsp.talks.model import Notes

RULES: tuple[Rule, ...] = (
    ordinal_typo.RULE,
    date_name_spelling.RULE,
    weekday_mismatch.RULE,
    day_order.RULE,
    backwards_time.RULE,
    untitled_talk.RULE,
    empty_talk.RULE,
    duplicate_talk.RULE,
    talk_on_two_days.RULE,
    talk_numbering.RULE,
    speaker_spelling.RULE,
    unclosed_fence.RULE,
    python_syntax_error.RULE,
    smart_quote_in_code.RULE,
    code_language.RULE,
    heading_space.RULE,
    list_numbering.RULE,
    invisible_character.RULE,
    look_alike_letter.RULE,
    spelling.RULE,
    dictionary_spelling.RULE,
    technology_name.RULE,
    to_do.RULE,
    missing_file.RULE,
    wrong_case.RULE,
    link_outside.RULE,
    missing_anchor.RULE,
    undefined_reference.RULE,
    unused_definition.RULE,
    duplicate_definition.RULE,
    dead_link.RULE,
    moved_link.RULE,
    unverified_link.RULE,
    bare_address.RULE,
    missing_link.RULE,
    unknown_ignore.RULE,
    unused_ignore.RULE,
)
_CODES = frozenset(rule.code for rule in RULES)
_ON = frozenset(rule.code for rule in RULES if rule.on)


def check(
    notes: Notes,
    surroundings: Surroundings,
    rules: Iterable[Rule],
    report_failure: Callable[[Rule, Exception], None] | None = None,
) -> list[tuple[Rule, Finding]]:
    """What ``rules`` find in ``notes``, by position.

    A rule that fails loses only its own findings: ``report_failure`` is told, and without one it raises.
    """
    found = [
        (piece.rule, moved_finding(finding, piece.start))
        for piece in check_in_pieces(notes, surroundings, rules, report_failure)
        if piece is not None
        for finding in piece.findings
    ]
    found.sort(key=lambda pair: (pair[1].start, pair[1].end, pair[0].code))
    return found


def check_in_pieces(
    notes: Notes,
    surroundings: Surroundings,
    rules: Iterable[Rule],
    report_failure: Callable[[Rule, Exception], None] | None = None,
) -> Iterator[Piece | None]:
    """The same, rule by rule, and piece by piece where a rule allows it: see `notes_lsp.rules.pieces`.

    None comes now and then, where somebody who has more urgent things to do may stop.
    """
    chosen = tuple(rules)
    comments = ignore_comments(notes.document)
    if not comments:
        yield from _in_pieces(chosen, notes, surroundings, report_failure)
        return
    # Imported when a comment asks for it: most notes hold none.
    from notes_lsp.rules.suppressions import Suppressions

    failed: list[Rule] = []

    def fail(rule: Rule, failure: Exception) -> None:
        failed.append(rule)
        if report_failure is None:
            raise failure
        report_failure(rule, failure)

    suppressions = Suppressions(notes.document, comments, surroundings)
    for piece in _in_pieces(chosen, notes, surroundings, fail):
        shown = None if piece is None else suppressions.without_ignored(piece)
        if shown is not None or piece is None:
            yield shown
    ran = [rule for rule in chosen if rule not in failed]
    yield from suppressions.about_comments(ran, _CODES, _ON)


def _in_pieces(
    chosen: tuple[Rule, ...],
    notes: Notes,
    surroundings: Surroundings,
    report_failure: Callable[[Rule, Exception], None] | None,
) -> Iterator[Piece | None]:
    """What the rules find, whatever comments in the notes say."""
    of_parts: tuple[Rule, ...] = ()
    if len(notes.document.parts) > 1:
        of_parts = tuple(rule for rule in chosen if rule.scope == "part")
        yield from _findings_by_parts(of_parts, notes, surroundings, report_failure)
    for rule in chosen:
        if rule in of_parts:
            continue
        pieces = []
        try:
            for piece in findings_in_pieces(rule, notes, surroundings):
                if piece is None:
                    yield None
                else:
                    pieces.append(piece)
        except Exception as failure:
            if report_failure is None:
                raise
            report_failure(rule, failure)
            continue
        yield from pieces
        yield None


def _findings_by_parts(
    rules: tuple[Rule, ...],
    notes: Notes,
    surroundings: Surroundings,
    report_failure: Callable[[Rule, Exception], None] | None,
) -> Iterator[Piece | None]:
    """What ``rules`` find part by part; one that fails somewhere loses what it found elsewhere, too."""
    failed = set()

    def fail(rule: Rule, failure: Exception) -> None:
        failed.add(rule.code)
        if report_failure is None:
            raise failure
        report_failure(rule, failure)

    pieces = []
    for piece in findings_by_parts(rules, notes.document, surroundings, fail):
        if piece is None:
            yield None
        else:
            pieces.append(piece)
    yield from [piece for piece in pieces if piece.rule.code not in failed]
    yield None
