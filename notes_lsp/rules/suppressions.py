"""Findings that a comment in the notes ignores are left out; comments that ignore nothing are found instead.

A comment counts as unused only for a rule that ran, and that could see what it looks for: the rules about the web
find nothing where nobody has looked at it, and those about files nothing in a text that lies in no folder.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from sys import maxsize

from notes_lsp.links.targets import split_target
from notes_lsp.links.web_addresses import address_of
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.rules.ignore_comments import IgnoreComment
from notes_lsp.rules.ignored_stretches import Stretch, closing_nothing, stretches_of
from notes_lsp.rules.pieces import Piece, moved_finding
from notes_lsp.rules.unknown_ignore import RULE as UNKNOWN_IGNORE
from notes_lsp.rules.unknown_ignore import unknown_words
from notes_lsp.rules.unused_ignore import RULE as UNUSED_IGNORE
from notes_lsp.rules.unused_ignore import unused_comment
from notes_lsp.syntax.document import Document

# What is said of the comments themselves only a comment that names it ignores: one for all rules would hide that it is
# of no use.
ABOUT_COMMENTS = frozenset({UNUSED_IGNORE.code, UNKNOWN_IGNORE.code})


class Suppressions:
    """The comments of one text, and what they have ignored so far. Used for one run of the rules."""

    def __init__(self, document: Document, comments: Sequence[IgnoreComment], surroundings: Surroundings) -> None:
        self._document = document
        self._surroundings = surroundings
        self._comments = comments
        self._stretches = stretches_of(document, comments)
        spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for stretch in self._stretches:
            spans[stretch.code].append((stretch.start, stretch.end))
        self._covered = {code: _united(found) for code, found in spans.items()}
        self._ignored: defaultdict[str, list[int]] = defaultdict(list)

    def without_ignored(self, piece: Piece) -> Piece | None:
        """``piece`` without what is ignored; None where nothing is left."""
        code = piece.rule.code
        spans = [self._covered[key] for key in _keys_for(code) if key in self._covered]
        if not spans:
            return piece
        left = []
        for finding in piece.findings:
            start = finding.start + piece.start
            if any(_holds(covered, start) for covered in spans):
                self._ignored[code].append(start)
            else:
                left.append(finding)
        if len(left) == len(piece.findings):
            return piece
        if not left:
            return None
        moved = tuple(moved_finding(finding, piece.start) for finding in left)
        return Piece(piece.rule, 0, self._document, moved)

    def about_comments(self, ran: Collection[Rule], known: Collection[str], on: Collection[str]) -> Iterator[Piece]:
        """What is wrong with the comments, once all rules have run.

        ``ran`` are the rules that did, ``known`` the codes of all there are and ``on`` of those that run unless
        somebody says otherwise.
        """
        running = {rule.code: rule for rule in ran}
        if UNKNOWN_IGNORE.code in running:
            found = [finding for comment in self._comments for finding in unknown_words(comment, known)]
            yield from self._pieces(running[UNKNOWN_IGNORE.code], found)
        if UNUSED_IGNORE.code in running and self._surroundings.kind_of("") is not None:
            found = list(self._unused(running, frozenset(on)))
            yield from self._pieces(running[UNUSED_IGNORE.code], found)

    def _pieces(self, rule: Rule, findings: Iterable[Finding]) -> Iterator[Piece]:
        found = tuple(findings)
        piece = self.without_ignored(Piece(rule, 0, self._document, found)) if found else None
        if piece is not None:
            yield piece

    def _unused(self, running: dict[str, Rule], on: frozenset[str]) -> Iterator[Finding]:
        offsets = {code: sorted(found) for code, found in self._ignored.items() if code not in ABOUT_COMMENTS}
        offsets[""] = sorted(offset for found in offsets.values() for offset in found)
        useless: defaultdict[int, set[str]] = defaultdict(set)
        for stretch in self._stretches:
            if not _any_in(offsets.get(stretch.code, ()), stretch) and self._is_judged(stretch, running, on):
                useless[stretch.comment.start].add(stretch.code)
        idle = {comment.start for comment in closing_nothing(self._comments)}
        for comment in self._comments:
            if comment.start in idle:
                yield unused_comment(self._document, comment, None)
            elif comment.start in useless:
                yield unused_comment(self._document, comment, useless[comment.start])

    def _is_judged(self, stretch: Stretch, running: dict[str, Rule], on: frozenset[str]) -> bool:
        """Whether the rules that the stretch is about could have found something in it."""
        if not stretch.code:
            return on <= running.keys() and not self._holds_unseen_links(stretch)
        rule = running.get(stretch.code)
        if rule is None or rule.code in ABOUT_COMMENTS:
            return False
        return not (rule.asks_web and self._holds_unseen_links(stretch))

    def _holds_unseen_links(self, stretch: Stretch) -> bool:
        """Whether there is a link to the web in the stretch of which nothing is known."""
        links = self._document.links_between(stretch.start, stretch.end)
        addresses = [address_of(link.target) for link in links if split_target(link.target).kind == "web"]
        return any(address is None or self._surroundings.web_state(address) is None for address in addresses)


def _keys_for(code: str) -> tuple[str, ...]:
    return (code,) if code in ABOUT_COMMENTS else (code, "")


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` as sorted ones that do not overlap."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _holds(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    place = bisect_right(spans, (offset, maxsize)) - 1
    return place >= 0 and offset < spans[place][1]


def _any_in(offsets: Sequence[int], stretch: Stretch) -> bool:
    place = bisect_left(offsets, stretch.start)
    return place < len(offsets) and offsets[place] < stretch.end
