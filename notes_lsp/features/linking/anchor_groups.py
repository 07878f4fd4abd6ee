"""Anchors that belong to a heading: whoever asks for the links to the heading means theirs as well.

They stand right above it (``<a id="x"></a>``, ``.. _x:``), inside its title, or in the drawer below it (Org manual,
"Drawers").
"""

import re
from collections.abc import Iterable

Span = tuple[int, int]

# Behind the name of an anchor: the rest of its tag, and perhaps the beginning of the tag of another one.
_ABOVE_HEADING = re.compile(
    r"(?:[\"'][^<>]{0,200}>)?[^\w<]{0,200}(?:</(?:a|span)>)?\W{0,200}(?:(?<=<)(?:a|span)[ \t][^<>]{0,200})?"
)
_IN_DRAWER = re.compile(r"\s*:PROPERTIES:[ \t]*[\r\n]+(?:[ \t]*:[\w+-]+:[^\r\n]*[\r\n]+){0,20}[ \t]*")
_LONGEST_GAP = 1000


def places_together(text: str, places: Iterable[Span], place: Span) -> frozenset[Span]:
    """Those of ``places`` (titles and anchors in ``text``) that are the same to a reader as ``place``, and itself."""
    together = {place}
    ordered = sorted({*places, place})
    index = ordered.index(place)
    for at in range(index, 0, -1):
        if not _are_together(text, ordered[at - 1], ordered[at]):
            break
        together.add(ordered[at - 1])
    for at in range(index, len(ordered) - 1):
        if not _are_together(text, ordered[at], ordered[at + 1]):
            break
        together.add(ordered[at + 1])
    return frozenset(together)


def _are_together(text: str, first: Span, second: Span) -> bool:
    if second[0] < first[1]:
        return True  # an anchor inside a title
    if second[0] - first[1] > _LONGEST_GAP:
        return False
    if _is_anchor(text, first):
        return _ABOVE_HEADING.fullmatch(text, first[1], second[0]) is not None
    return _is_anchor(text, second) and _IN_DRAWER.fullmatch(text, first[1], second[0]) is not None


def _is_anchor(text: str, span: Span) -> bool:
    """Whether ``span`` is an anchor, by how it is written, rather than a title."""
    start, end = span
    if text.startswith((".. _", "_`", ":CUSTOM_ID:", ":custom_id:"), start):
        return True
    return text[max(start - 1, 0) : start] in ("'", '"') and text[end : end + 1] in ("'", '"')
