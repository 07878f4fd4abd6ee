"""The anchors of notes: the names by which a link can lead to a place inside them.

A heading gets the anchor that GitHub gives it. What GitHub does is not written down
anywhere; github-slugger found it out by letting GitHub render thousands of headings
(its ``test/fixtures.json``), lychee added the odd letters (its pull request 2153).
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from typing import NamedTuple

from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Heading

Slugs = dict[str, tuple[int, int]]
"""Anchors with the span of what gives them: a title or the name of an anchor."""

_ASCII_DROPPED = re.compile(r"[^a-z0-9_\- ]")
_KEPT_CATEGORIES = ("L", "M", "Nd", "Nl", "Pc", "Cs")
# The letters in circles and squares are symbols by category and letters by their property "Alphabetic".
_ALPHABETIC_SYMBOLS = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
_EMOJI_SELECTOR = "\ufe0f"

# `## Title {#name}`: kramdown, Pandoc, Hugo and MkDocs read it as a name for the heading.
_ATTRIBUTES = re.compile(r"\{:?(?:[^{}#]*[ \t])?#([^\s{}]+)(?:[ \t][^{}]*)?\}[ \t]*$")
_SPACES = re.compile(r"(?<= ) ")
_KEPT_SPACE, _DROPPED_SPACE = "\ue000", "\ue001"

# docutils.nodes.make_id: letters that Unicode does not take apart into a base letter and a mark.
_DOCUTILS_LETTERS = str.maketrans(
    {"ß": "sz", "æ": "ae", "œ": "oe", "ȸ": "db", "ȹ": "qp"}
    | dict(zip("øđħıłŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȥȴȵȶȷȼȿɀɇɉɋɍɏ", "odhiltbbcdfklnpttyzgzlntjcszejqry", strict=True))
)
_DOCUTILS_DROPPED = re.compile(r"[^a-z0-9]+")
_DOCUTILS_ENDS = re.compile(r"^[-0-9]+|-+$")

# A keyword that the file itself declares (`#+TODO: STARTED | SHIPPED`); links to the headline go without it.
_ORG_KEYWORD = re.compile(r"^[A-Z]+[ \t]+")

_USER_CONTENT = "user-content-"


def heading_slug(title: str) -> str:
    """GitHub's anchor for a heading whose visible text is ``title``, before it is told from others of the same name."""
    if title.isascii():
        return _ASCII_DROPPED.sub("", title.lower()).replace(" ", "-")
    return "".join(_slug_of_character(character) for character in title)


def _slug_of_character(character: str) -> str:
    if character in " -":
        return "-"
    # Letter by letter and one for one: GitHub knows neither the final sigma nor the two code points of "İ".
    lower = character.lower()[0]
    if unicodedata.category(lower).startswith(_KEPT_CATEGORIES) or _ALPHABETIC_SYMBOLS.match(lower):
        return lower
    return ""


def docutils_id(name: str) -> str:
    """The id that docutils gives to a section title or a target of that name (``docutils.nodes.make_id``)."""
    text = name.lower().translate(_DOCUTILS_LETTERS)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _DOCUTILS_ENDS.sub("", _DOCUTILS_DROPPED.sub("-", " ".join(text.split())))


def document_slugs(document: Document) -> Slugs:
    """Every anchor that ``document`` gives, with the span of what gives it; the first of a name wins."""
    slugs: Slugs = {}
    occurrences: dict[str, int] = {}
    for index, part_start in enumerate(document.part_starts):
        for heading in _headings_of_part(document, index):
            span = (heading.start + part_start, heading.end + part_start)
            slug = _told_from_others(heading.slug, occurrences)
            slugs.setdefault(slug, span)
            if _EMOJI_SELECTOR in slug:
                # It can't be seen and often gets lost on the way from a heading to a link.
                slugs.setdefault(slug.replace(_EMOJI_SELECTOR, ""), span)
            for name in heading.other_names:
                slugs.setdefault(name, span)
    for anchor in document.anchors:
        span = (anchor.start, anchor.end)
        slugs.setdefault(anchor.name, span)
        slugs.setdefault(anchor.name.lower(), span)
        if document.dialect == "rst":
            slugs.setdefault(docutils_id(anchor.name), span)
    slugs.pop("", None)
    return slugs


class _HeadingNames(NamedTuple):
    """The names of the heading whose title stands at ``start:end``.

    ``slug`` is not told from others yet, which takes all headings of the file.
    """

    start: int
    end: int
    slug: str
    other_names: tuple[str, ...]


def _names_of_headings(document: Document) -> tuple[_HeadingNames, ...]:
    return tuple([_names_of(block, document) for block in document.blocks if isinstance(block, Heading)])


_headings_of_part = of_part(_names_of_headings)


def _names_of(heading: Heading, document: Document) -> _HeadingNames:
    raw = document.text[heading.text_start : heading.text_end]
    title = _visible_title(raw, document)
    others: tuple[str, ...]
    if document.dialect == "rst":
        others = (docutils_id(title),)
    elif document.dialect == "org":
        others = (title.lower(), _ORG_KEYWORD.sub("", title).lower())
    else:
        others = tuple(_named_by_attributes(raw, document))
    return _HeadingNames(heading.text_start, heading.text_end, heading_slug(title), others)


def _told_from_others(slug: str, occurrences: dict[str, int]) -> str:
    """``slug``, with the first free of ``-1``, ``-2``, ... where another heading has it."""
    told = slug
    while told in occurrences:
        occurrences[slug] += 1
        told = f"{slug}-{occurrences[slug]}"
    occurrences[told] = 0
    return told


def _visible_title(raw: str, document: Document) -> str:
    """The visible text of a title with its spaces as GitHub sees them: each of a run counts, other blanks don't."""
    if document.dialect in ("markdown", "plaintext") and ("  " in raw or "\xa0" in raw):
        # What `visible_text` would make one space goes through it in disguise.
        raw = _SPACES.sub(_KEPT_SPACE, raw).replace("\xa0", _DROPPED_SPACE)
    return visible_text(raw, document.dialect).replace(_KEPT_SPACE, " ").replace(_DROPPED_SPACE, "")


def _named_by_attributes(raw: str, document: Document) -> Iterator[str]:
    brace = raw.rfind("{")
    match = _ATTRIBUTES.match(raw, brace) if brace >= 0 else None
    if match is not None:
        yield match[1]
        yield match[1].lower()
        yield heading_slug(_visible_title(raw[:brace].rstrip(), document))


def has_anchor(anchors: Container[str], fragment: str) -> bool:
    """Whether the fragment of a link, decoded, names one of ``anchors``.

    Case is left aside as GitHub does, an empty fragment and ``top`` are the top of any page (HTML, "find a
    potential indicated element"), and ``user-content-x`` is the id that GitHub writes for ``x``.
    """
    if fragment in ("", "top") or fragment in anchors or fragment.lower() in anchors:
        return True
    if fragment.startswith(_USER_CONTENT):
        return has_anchor(anchors, fragment[len(_USER_CONTENT) :])
    return False
