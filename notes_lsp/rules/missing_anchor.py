"""Links to a place in notes that no heading and no anchor gives."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from notes_lsp.links.near import NearNames
from notes_lsp.links.slugs import document_slugs, has_anchor
from notes_lsp.links.targets import WrittenTarget, written_targets
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.syntax.document import of_part
from notes_lsp.talks.model import Notes

# Lines of a source, pages, slides, times, text fragments, footnotes: places that no heading gives.
_NOT_A_NAME = re.compile(
    r"L\d+|:~:|[/!?=&]|.*[=&]|(?:fn|fnref|footnote|id|section|toc-entry)[-:_]?\d|page[-_]?\d", re.IGNORECASE
)


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the fragments that name nothing, in these notes and in others that lie beside them."""
    document = notes.document
    own: frozenset[str] | None = None
    near: dict[str, NearNames] = {}
    for index, start in enumerate(document.part_starts):
        for written in _places_in_part(document, index):
            target = written.target
            if target.kind == "local":
                anchors = surroundings.anchors_of(target.path) if target.fragment else None
            else:
                if own is None and document.dialect != "plaintext":
                    own = frozenset(document_slugs(document))
                anchors = own
            if anchors is None or has_anchor(anchors, target.fragment):
                continue
            if target.path not in near:
                near[target.path] = NearNames(anchors)
            moved = WrittenTarget(written.start + start, written.end + start, target, written.verbatim)
            yield _finding(document.text, moved, near[target.path])


_places_in_part = of_part(
    lambda part: tuple(
        written
        for written in written_targets(part)
        if written.target.kind in ("anchor", "local") and not _NOT_A_NAME.match(written.target.fragment)
    )
)


def _finding(text: str, written: WrittenTarget, near: NearNames) -> Finding:
    target = written.target
    same = near.same_letters(target.fragment)
    meant = same or near.near(target.fragment)
    message = f'no heading gives the anchor "#{target.fragment}"'
    if target.path:
        message = f'no heading of "{target.path}" gives the anchor "#{target.fragment}"'
    start, end = written.start, written.end
    sign = text.find("#", start, end) if written.verbatim else -1
    if meant is None:
        return Finding(start if sign < 0 else sign, end, message)
    message = f'{message}, did you mean "#{meant}"'
    if sign < 0:
        return Finding(start, end, message)
    raw = text[sign + 1 : end]
    mended = quote(meant) if "%" in raw else meant
    fix = Fix(f'Write "#{mended}"', (Edit(sign + 1, end, mended),), safe=same is not None)
    return Finding(sign, end, message, fix)


RULE = Rule(
    code="missing-anchor",
    severity="warning",
    on=True,
    summary="A link leads to a heading that is not there.",
    reason=(
        "Titles of talks get corrected after the talk, and every link to them silently stops working: it opens the "
        "page at its top."
    ),
    bad="# Contents\n\n- [Queues & workers](#queues-workers)\n\n## Queues & workers\n\nOne queue a kind of job.\n",
    good="# Contents\n\n- [Queues & workers](#queues--workers)\n\n## Queues & workers\n\nOne queue a kind of job.\n",
    check=check,
    fixes="both",
)
