"""Links in the running text of Org notes (Org syntax, "Links" and "Targets").

A link to a file is given without its ``file:`` and without the place in the file (``::*Title``), a link to a
place in the same notes as ``#`` and the name of the place.
"""

import re
from collections.abc import Iterable

from notes_lsp.syntax.markdown_links import is_inside
from notes_lsp.syntax.nodes import Anchor, Link
from notes_lsp.syntax.urls import begins_with_a_bar, find_bare_urls, split_at_bars

_LINK = re.compile(r"\[\[((?:[^\[\]\\]|\\.)+)\](?:\[((?:[^\[\]]|\[[^\[\]]*\])*)\])?\]")
_VERBATIM = re.compile(r"(?<![^\s\-({'\"])(?:=[^\s=](?:[^=\r\n]*[^\s=])?=|~[^\s~](?:[^~\r\n]*[^\s~])?~)(?![\w/])")
_TARGET = re.compile(r"<<<?([^<>\r\n]+)>>")
_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")
_FILE = ("file:", "./", "../", "/", "~/")
_MARKS = ("[[", "://", "www.", "@")
_EMPHASIS = frozenset("/+=")  # with those that no address ends with
_ESCAPE = re.compile(r"\\([\[\]\\])")


def scan_org_text(text: str, regions: Iterable[tuple[int, int]]) -> tuple[list[Link], list[Anchor]]:
    """The links and the anchors in the ``regions`` of ``text``, which are sorted."""
    links: list[Link] = []
    anchors: list[Anchor] = []
    for start, end in regions:
        if any(text.find(mark, start, end) >= 0 for mark in _MARKS):
            _scan_region(text, start, end, links)
        if text.find("<<", start, end) >= 0:
            anchors.extend(Anchor(*match.span(), match[1]) for match in _TARGET.finditer(text, start, end))
    return links, anchors


def _scan_region(text: str, start: int, end: int, links: list[Link]) -> None:
    position = start
    verbatim = [match.span() for match in _VERBATIM.finditer(text, start, end)]
    for match in _LINK.finditer(text, start, end):
        if is_inside(verbatim, match.start()):
            continue
        _add_bare_links(text, position, match.start(), verbatim, links)
        links.append(_link(text, match))
        position = match.end()
    _add_bare_links(text, position, end, verbatim, links)


def _link(text: str, match: re.Match[str]) -> Link:
    start, end = match.span(1)
    written = match[1]
    if written.startswith(_FILE):
        start += len("file:") if written.startswith("file:") else 0
        place = text.find("::", start, end)
        end = place if place > start else end
        target = text[start:end]
    elif _SCHEME.match(written) or written.startswith("#"):
        target = written
    else:
        target = "#" + written.lstrip("*")
    target = _ESCAPE.sub(r"\1", target)
    text_span = match.span(2) if match[2] is not None else (start, end)
    return Link(match.start(), match.end(), "org", target, start, end, *text_span)


def _add_bare_links(text: str, start: int, end: int, verbatim: list[tuple[int, int]], links: list[Link]) -> None:
    spans = split_at_bars(text, find_bare_urls(text, start, end), lambda offset: begins_with_a_bar(text, offset))
    for url_start, found_end in spans:
        if is_inside(verbatim, url_start):
            continue
        last = text[found_end - 1]
        url_end = found_end - (last in _EMPHASIS and url_start > start and text[url_start - 1] == last)
        links.append(Link(url_start, url_end, "bare", text[url_start:url_end], url_start, url_end, url_start, url_end))
