"""Links in the running text of reStructuredText (reStructuredText Markup Specification, "Inline Markup").

Works in two steps: `scan_inline` finds what is written, `notes_lsp.syntax.rst_names` gives references their targets
once all names of the document are known.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from notes_lsp.syntax.nodes import Anchor, Link, normalize_label
from notes_lsp.syntax.urls import begins_with_a_bar, find_bare_urls, split_at_bars

_ROLE = re.compile(r":(doc|ref|download):$")
_ANY_ROLE = re.compile(r":[A-Za-z][\w.+:-]*:$")
_REFERENCE_END = re.compile(r"__?(?!\w)")
_SIMPLE_NAME = re.compile(r"[^\W_](?:[-._+:]?[^\W_])*$")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_MAX_SIMPLE_NAME = 80
_MAX_ROLE = 40
_SPACE = " \t\r\n"
_BEFORE_NAME = "([{<\"'*|/-"


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference by name as it is written. ``quoted`` are those in backquotes, ``anonymous`` those with ``__``."""

    start: int
    end: int
    text_start: int
    text_end: int
    label: str
    label_start: int
    label_end: int
    quoted: bool
    anonymous: bool


@dataclass(slots=True)
class Inline:
    """What stands in running text."""

    links: list[Link] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # `text <target>`_ also names its target


def scan_inline(text: str, regions: Iterable[tuple[int, int]]) -> Inline:
    """Find links and references in the ``regions`` of ``text``."""
    inline = Inline()
    for start, end in regions:
        if text.find("`", start, end) >= 0:
            _scan_quoted(text, start, end, inline)
        else:
            _scan_plain(text, start, end, inline)
    return inline


def _scan_quoted(text: str, start: int, end: int, inline: Inline) -> None:
    """Scan a region that holds backquotes: split it at literals and at what stands in single ones."""
    plain_start = start
    literals_end = True  # whether an inline literal that begins here may find its end
    position = text.find("`", start, end)
    while position >= 0:
        after = -1
        if text[position - 1 : position] == "\\" and position > start:
            position = text.find("`", position + 1, end)
            continue
        if text.startswith("``", position, end):
            if literals_end and position + 2 < end and text[position + 2] not in _SPACE:
                after = _literal_end(text, position, end)
                literals_end = after >= 0
            before = position
            skip = position + 2
        else:
            before, after = _scan_phrase(text, max(start, plain_start), position, end, inline)
            skip = position + 1
        if after >= 0:
            _scan_plain(text, plain_start, before, inline)
            plain_start = skip = after
        position = text.find("`", skip, end)
    _scan_plain(text, plain_start, end, inline)


def _literal_end(text: str, position: int, end: int) -> int:
    """Where the inline literal that begins at ``position`` ends; -1 where it does not."""
    close = text.find("``", position + 3, end)
    while close >= 0 and text[close - 1] in _SPACE:
        close = text.find("``", close + 2, end)
    if close < 0:
        return -1
    close += 2
    while close < end and text[close] == "`":
        close += 1
    return close


def _scan_phrase(text: str, start: int, position: int, end: int, inline: Inline) -> tuple[int, int]:
    """Read what stands in single backquotes at ``position``: where it begins with its prefix, and its end or -1."""
    close = text.find("`", position + 1, end)
    if close < 0 or close == position + 1 or text[position + 1] in _SPACE or text[close - 1] in _SPACE:
        return position, -1
    suffix = _REFERENCE_END.match(text, close + 1, end)
    if suffix is not None:
        _add_phrase(text, position, close, suffix.end(), suffix.end() - suffix.start() == 2, inline)
        return position, suffix.end()
    before = text[position - 1 : position] if position > start else ""
    if before == "_" and (position - 1 == start or not text[position - 2].isalnum()):
        inline.anchors.append(Anchor(position - 1, close + 1, " ".join(text[position + 1 : close].split())))
        return position - 1, close + 1
    if before == ":":
        window = text[max(start, position - _MAX_ROLE) : position]
        role = _ROLE.search(window)
        if role is not None:
            _add_role(text, position - (len(window) - role.start()), position, close, role[1], inline)
        if role is not None or _ANY_ROLE.search(window) is not None:
            return position, close + 1
    # `text <url>` that lacks its underscore: the URL is still one.
    if text[close - 1] == ">":
        _add_bare_links(text, position + 1, close, inline)
    return position, close + 1


def _split_target(text: str, position: int, close: int) -> tuple[int, int, int]:
    """The end of the text and the span of the target in `` `text <target>` ``; a span of -1 where there is none."""
    if text[close - 1] != ">":
        return close, -1, -1
    opening = text.rfind("<", position + 1, close)
    if opening < 0 or (opening > position + 1 and text[opening - 1] not in _SPACE):
        return close, -1, -1
    text_end = opening
    while text_end > position + 1 and text[text_end - 1] in _SPACE:
        text_end -= 1
    return text_end, opening + 1, close - 1


def _add_phrase(text: str, position: int, close: int, end: int, anonymous: bool, inline: Inline) -> None:
    text_end, target_start, target_end = _split_target(text, position, close)
    text_start = position + 1
    if target_start < 0:
        label = normalize_label(_unescape(text[text_start:close]))
        inline.references.append(Reference(position, end, text_start, close, label, text_start, close, True, anonymous))
        return
    written = text[target_start:target_end]
    if text_end == text_start:  # `<target>`_ shows its target
        text_start, text_end = target_start, target_end
    if written.endswith("_") and not written.endswith("\\_") and "://" not in written:  # the name of another target
        label = normalize_label(_unescape(written[:-1].strip("`")))
        inline.references.append(
            Reference(position, end, text_start, text_end, label, target_start, target_end, True, False)
        )
        return
    target = _unescape("".join(written.split()))
    inline.names.setdefault(normalize_label(_unescape(text[text_start:text_end])), target)
    inline.links.append(Link(position, end, "rst", target, target_start, target_end, text_start, text_end))


def _add_role(text: str, start: int, position: int, close: int, role: str, inline: Inline) -> None:
    text_end, target_start, target_end = _split_target(text, position, close)
    text_start = position + 1
    if target_start < 0:
        target_start, target_end, text_end = text_start, close, close
    elif text_end == text_start:
        text_start, text_end = target_start, target_end
    target = " ".join(text[target_start:target_end].split())
    if role == "download":  # a file as any other, while `:doc:` leaves out endings
        inline.links.append(Link(start, close + 1, "rst", target, target_start, target_end, text_start, text_end))
        return
    label = normalize_label(target) if role == "ref" else ""
    inline.links.append(Link(start, close + 1, "role", target, target_start, target_end, text_start, text_end, label))


def _unescape(written: str) -> str:
    return _ESCAPE.sub(r"\1", written) if "\\" in written else written


def _scan_plain(text: str, start: int, end: int, inline: Inline) -> None:
    """Scan text without backquotes."""
    if start >= end:
        return
    links_before = len(inline.links)
    _add_bare_links(text, start, end, inline)
    underscore = text.find("_", start, end)
    if underscore >= 0:
        urls = [(link.start, link.end) for link in inline.links[links_before:]]
        _scan_simple_references(text, underscore, start, end, urls, inline)


def _add_bare_links(text: str, start: int, end: int, inline: Inline) -> None:
    spans = split_at_bars(text, find_bare_urls(text, start, end), lambda offset: begins_with_a_bar(text, offset))
    for url_start, url_end in spans:
        # Underscores are no emphasis here: `https://example.com/_me_` keeps its last one.
        last = url_end
        while last < end and text[last] == "_":
            last += 1
        if last < end and not text[last].isspace():
            last = url_end
        inline.links.append(Link(url_start, last, "bare", text[url_start:last], url_start, last, url_start, last))


def _scan_simple_references(
    text: str, underscore: int, start: int, end: int, urls: list[tuple[int, int]], inline: Inline
) -> None:
    url = 0
    for match in _REFERENCE_END.finditer(text, underscore, end):
        position = match.start()
        while url < len(urls) and urls[url][1] <= position:
            url += 1
        if url < len(urls) and urls[url][0] <= position:
            continue
        words = text[max(start, position - _MAX_SIMPLE_NAME) : position].rsplit(None, 1)
        name = words[-1].lstrip(_BEFORE_NAME) if words else ""
        if not name or not _SIMPLE_NAME.match(name):
            continue
        name_start = position - len(name)
        label, anonymous = normalize_label(name), match.end() - position == 2
        inline.references.append(
            Reference(name_start, match.end(), name_start, position, label, name_start, position, False, anonymous)
        )
