"""Lines for slides or a recording that have no link, and links that lead nowhere: ``Slides:``, ``[Slides]()``."""

import re
from collections.abc import Iterator

from notes_lsp.links.running_text import is_in_inline_code, spans_without_text
from notes_lsp.rules.base import Finding, Rule, Surroundings
from notes_lsp.rules.known_words import STEMS_OF_LINK_KEYS, known_words
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.markdown_links import is_inside
from notes_lsp.talks.model import Notes
from notes_lsp.talks.words import SLIDES_KEYS, VIDEO_KEYS

_LINE = re.compile(
    r"[ \t]*(?:[-*+•][ \t]+)?(?P<marks>\**)(?P<key>[^\W\d_][\w -]{2,20}?)[ \t]*(?P<colon>[:：])?(?P=marks)[ \t]*(?P<late>[:：])?"
    r"[ \t]*(?P<value>[(\[_*]*(?:tb[acd]|to ?do|coming(?: soon)?|soon|(?:not (?:yet )?|to be )(?:available|published|announced)"
    r"(?: yet)?|\?+|\.\.\.|…)?[)\]_*.!]*)[ \t]*",
    re.IGNORECASE,
)
_EMPTY_TARGET = re.compile(r"(?<![\\!\]\w])\[(?P<text>[^\[\]\r\n]{1,200})\]\([ \t]*\)")
_INDENTATION = re.compile(r"[ \t]*")
_LINK = re.compile(r"https?:|www\.|\]\(|\]\[|<\w|`_|\[\[")
_LOOKED_AHEAD = 2  # lines that are not blank


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the lines that promise a link and have none, and the links of Markdown without a target."""
    document = notes.document
    text = document.text
    found: dict[int, Finding] = {}
    for stem in _stems_in(document):
        place = text.find(stem)
        while place >= 0:
            finding = _finding_at(document, place)
            if finding is not None:
                found.setdefault(finding.start, finding)
            place = text.find(stem, _end_of_line(text, place))
    yield from found.values()
    if document.dialect == "markdown" and not all(link.target for link in document.links):
        yield from _links_to_nothing(document)


def _stems_in(document: Document) -> list[str]:
    """Those of `STEMS_OF_LINK_KEYS` that may be in ``document``: hardly any text holds more than one."""
    words = [known_words(document, index) for index in range(len(document.parts))]
    return sorted({STEMS_OF_LINK_KEYS[word] for found in words for word in found if word in STEMS_OF_LINK_KEYS})


def _finding_at(document: Document, place: int) -> Finding | None:
    """The finding for the line of ``place``, where the key of a link seems to stand."""
    text = document.text
    line_end = _end_of_line(text, place)
    if line_end - place > 60 or text.find("://", place, line_end) >= 0:  # nearly all
        return None
    lines = document.lines
    line = lines.line_at(place)
    match = _LINE.fullmatch(text, lines.starts[line], lines.ends[line])
    if match is None or not (match["colon"] or match["late"]):
        return None
    key = match["key"].casefold()
    if key not in SLIDES_KEYS and key not in VIDEO_KEYS or not _is_running_text(document, match.start("key")):
        return None
    if not match["value"].strip("()[]_*.!") and _goes_on(document, line):
        return None
    what = "slides" if key in SLIDES_KEYS else "a recording"
    return Finding(match.start("key"), match.end("key"), f"this line is for {what}, and has no link")


def _end_of_line(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def _goes_on(document: Document, line: int) -> bool:
    """Whether what belongs to ``line`` follows below: something indented deeper, or a link."""
    lines, text = document.lines, document.text
    depth = _depth(text, lines.starts[line])
    looked = 0
    for below in range(line + 1, len(lines)):
        written = text[lines.starts[below] : lines.ends[below]]
        if not written.strip():
            continue
        looked += 1
        if _depth(text, lines.starts[below]) > depth or looked == 1 and _LINK.search(written):
            return True
        if looked == _LOOKED_AHEAD or written[:1] in "#-*+•":
            break
    return False


def _depth(text: str, start: int) -> int:
    indentation = _INDENTATION.match(text, start)
    return 0 if indentation is None else len(indentation[0].expandtabs(4))


def _links_to_nothing(document: Document) -> Iterator[Finding]:
    for match in _EMPTY_TARGET.finditer(document.text):
        if _is_running_text(document, match.start(), is_link=True):
            message = f'the link "{match["text"]}" has no target'
            yield Finding(match.start(), match.end(), message)


def _is_running_text(document: Document, offset: int, *, is_link: bool = False) -> bool:
    index = document.part_at(offset)
    base = document.part_starts[index]
    link = document.link_at(offset) if is_link else None
    if link is None and is_inside(spans_without_text(document, index), offset - base):
        return False
    return not is_in_inline_code(document.text, offset, document.dialect)


RULE = Rule(
    code="missing-link",
    severity="information",
    on=True,
    summary="A line for slides or a recording has no link, or a link has no target.",
    reason=(
        "The slides are put up days after the talk, and then nobody thinks of the line that waits for them. It is the "
        "one that is looked for a year later."
    ),
    bad="# PyCon\n\n## Testing legacy code\n\n- Slides: tbd\n- start with the outermost test\n",
    good="# PyCon\n\n## Testing legacy code\n\n- Slides: https://example.org/legacy.pdf\n- start with the outermost test\n",
    check=check,
    scope="part",
)
