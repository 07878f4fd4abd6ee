"""The key of the line in which somebody types: ``Speaker: ``, ``- **Presenter**: ``, ``:Tags: ``, and lists of YAML."""

import re
from dataclasses import dataclass

from notes_lsp.features.completion.place import Place

_KEY_LINE = re.compile(
    r"[ \t]*(?:[-*+•][ \t]+)?(?:\#\+|:(?=\w)|[*_]{1,2})?"
    r"(?P<key>[^\W\d_][\w '()/&.-]{0,24}?)[*_]{0,2}[ \t]?[:：][*_]{0,2}(?P<gap>[ \t]*)(?P<value>.*)\Z"
)
_LIST_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)\Z")
_KEY_OF_LIST = re.compile(r"([^\W\d_][\w -]{0,24}):[ \t]*\Z")
_LONGEST_LIST = 50


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A value that is being typed.

    ``key`` is in lower case, ``value`` what stands of the value before the place. ``gap`` has to come before the
    value: ``" "`` right behind the colon.
    """

    key: str
    value: str
    gap: str


def field_at(place: Place) -> FieldPlace | None:
    """The field whose value is around the place; None where the line has no key."""
    if place.in_front_matter:
        item = _LIST_ITEM.match(place.before)
        if item is not None:
            key = _key_of_list(place)
            return FieldPlace(key, item[1], "") if key else None
    match = _KEY_LINE.match(place.before) if ":" in place.before or "：" in place.before else None
    if match is None or match["value"].startswith("//"):
        return None
    is_bare = not match["gap"] and not match["value"] and not place.before.endswith("：")
    return FieldPlace(match["key"].strip().casefold(), match["value"], " " if is_bare else "")


def _key_of_list(place: Place) -> str:
    """The key above a list of YAML; ``""`` where the list belongs to nothing that is near."""
    lines, text = place.document.lines, place.document.text
    last = lines.line_at(place.line_start) - 1
    for line in range(last, max(last - _LONGEST_LIST, -1), -1):
        written = text[lines.starts[line] : lines.ends[line]]
        if _LIST_ITEM.match(written) is None:
            match = _KEY_OF_LIST.match(written)
            return match[1].casefold() if match is not None else ""
    return ""
