"""Whether the place of completion is inside the target of a link, in each language of notes.

Read from the line alone: a link that is being typed is none yet. Nothing here matches a parenthesis, a colon or a
number sign in running text.
"""

import re
from dataclasses import dataclass, replace

from notes_lsp.features.completion.place import Place
from notes_lsp.features.linking.spelling import Spelling

_IMAGE = re.compile(r"!\[[^\[\]]*\]\(\Z")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)(?:[^\[\]\\]|\\.)+\]:[ \t]*(?:(<[^<>]*)|(\S*))\Z")
_ATTRIBUTE = re.compile(r"""<([A-Za-z][\w-]*)\s(?:[^<>]*\s)?(?:href|src)\s*=\s*(["'])([^"'<>]*)\Z""", re.IGNORECASE)
_RST_DIRECTIVE = re.compile(r"\s*\.\.\s+(?:\|[^|]+\|\s+)?(image|figure|include|literalinclude)::(?:[ \t]+(.*))?\Z")
_RST_DEFINITION = re.compile(r"\s*\.\.\s+_(?:`[^`]+`|[^:`]+):[ \t]+(\S*)\Z")
_RST_ROLE = re.compile(r":(doc|ref|any):`(?:[^`<>]*<)?([^`<>]*)\Z")
_RST_LINK = re.compile(r"(?<![:`\w])`[^`<>]*<([^`<>]*)\Z")

_REST_IN_PARENTHESES = re.compile(r"([^\s()<>]*)(?=\)|[ \t]+[\"'(])")
_REST_IN_ANGLES = re.compile(r"([^<>]*)(?=>)")
_REST_IN_QUOTES = re.compile(r"""([^"'<>]*)(?=["'])""")
_REST_IN_TICKS = re.compile(r"([^`<>]*)(?=[`>])")
_REST_IN_BRACKETS = re.compile(r"([^\[\]|]*)(?=\||\])")
_REST_OF_LINE = re.compile(r"(.*)\Z")
_REST_OF_WORD = re.compile(r"(\S*)")


@dataclass(frozen=True, slots=True)
class TargetPlace:
    """A target that is being typed.

    ``typed`` is what stands of it before the place and begins at ``start``; ``rest`` is what stands behind, where
    the end of the target is to be seen. ``gap`` has to come between them and what stands before: ``" "`` behind
    the two colons of a directive.
    """

    start: int
    typed: str
    rest: str
    spelling: Spelling
    wants: str = "notes"  # or "image", or "label": the name of an anchor in any of the notes
    gap: str = ""


def target_at(place: Place) -> TargetPlace | None:
    """The target around the place; None where it is in no target."""
    dialect = place.document.dialect
    if dialect == "org":
        return _in_org(place)
    if dialect == "rst":
        return _in_rst(place)
    return _in_wiki_link(place) or _in_link(place) or _in_definition(place) or _in_attribute(place)


def _target(place: Place, typed: str, rest: re.Pattern[str], spelling: Spelling) -> TargetPlace:
    behind = rest.match(place.after)
    return TargetPlace(place.offset - len(typed), typed, behind[1] if behind is not None else "", spelling)


def _in_link(place: Place) -> TargetPlace | None:
    """``[text](target``, ``[text](<target``, ``![alt](target``."""
    before = place.before
    opening = before.rfind("](")
    if opening < 0 or before.find("[", 0, opening) < 0:
        return None
    typed = before[opening + 2 :].lstrip(" \t")
    wants = "image" if _IMAGE.search(before, 0, opening + 2) is not None else "notes"
    if typed.startswith("<"):
        if "<" in typed[1:] or ">" in typed:
            return None
        return replace(_target(place, typed[1:], _REST_IN_ANGLES, "angle"), wants=wants)
    if any(map(str.isspace, typed)) or _is_closed(typed):
        return None
    return replace(_target(place, typed, _REST_IN_PARENTHESES, "plain"), wants=wants)


def _is_closed(typed: str) -> bool:
    """Whether a parenthesis in a target closes the link (CommonMark 0.31, section 6.3)."""
    depth = 0
    for character in typed:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return True
    return False


def _in_definition(place: Place) -> TargetPlace | None:
    """``[label]: target``."""
    match = _DEFINITION.match(place.before) if place.before.lstrip(" ").startswith("[") else None
    if match is None:
        return None
    if match[1] is not None:
        return _target(place, match[1][1:], _REST_IN_ANGLES, "angle")
    target = _target(place, match[2], _REST_OF_WORD, "plain")
    return replace(target, gap="" if place.before.endswith((" ", "\t")) or target.typed else " ")


def _in_attribute(place: Place) -> TargetPlace | None:
    """``<img src="target``, ``<a href="target``."""
    match = _ATTRIBUTE.search(place.before) if "<" in place.before else None
    if match is None:
        return None
    target = _target(place, match[3], _REST_IN_QUOTES, "attribute")
    return replace(target, wants="image" if match[1].lower() == "img" else "notes")


def _in_wiki_link(place: Place) -> TargetPlace | None:
    """``[[target``, ``![[target``."""
    opening = place.before.rfind("[[")
    typed = place.before[opening + 2 :]
    if opening < 0 or any(sign in typed for sign in "[]|"):
        return None
    target = _target(place, typed, _REST_IN_BRACKETS, "wiki")
    return replace(target, wants="image" if place.before.endswith("!", 0, opening) else "notes")


def _in_org(place: Place) -> TargetPlace | None:
    """``[[target``, ``[[file:target``; ``typed`` has the prefix, too."""
    opening = place.before.rfind("[[")
    typed = place.before[opening + 2 :]
    if opening < 0 or "[" in typed or "]" in typed:
        return None
    return _target(place, typed, _REST_IN_BRACKETS, "org")


def _in_rst(place: Place) -> TargetPlace | None:
    before = place.before
    directive = _RST_DIRECTIVE.match(before) if ".." in before else None
    if directive is not None:
        is_image = directive[1] in ("image", "figure")
        target = _target(place, directive[2] or "", _REST_OF_LINE, "rst" if is_image else "verbatim")
        return replace(target, wants="image" if is_image else "notes", gap="" if directive[2] is not None else " ")
    definition = _RST_DEFINITION.match(before) if "_" in before else None
    if definition is not None:
        return _target(place, definition[1], _REST_OF_WORD, "rst")
    role = _RST_ROLE.search(before) if "`" in before else None
    if role is not None:
        target = _target(place, role[2], _REST_IN_TICKS, "document")
        return replace(target, wants="notes" if role[1] == "doc" else "label")
    link = _RST_LINK.search(before) if "`" in before else None
    return _target(place, link[1], _REST_IN_TICKS, "rst") if link is not None else None
