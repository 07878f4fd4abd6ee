"""What the notes of a talk hold: bullets, links, snippets, sections, things to do."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, TypeVar

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import start_of
from notes_lsp.syntax.values import value_class
from notes_lsp.talks import words
from notes_lsp.talks.entries import Entry
from notes_lsp.talks.model import Fact, Section

_TODO = re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b[^\r\n]*|\?{3,}[^\r\n]*")
_SLIDES = re.compile(
    r"slideshare\.net|speakerdeck\.com|slides\.com|/slides?\b|docs\.google\.com/presentation|\.pptx?\b|\.key\b",
    re.IGNORECASE,
)
_VIDEO = re.compile(r"youtube\.com|youtu\.be|vimeo\.com|/videos?/|pyvideo\.org|\.mp4\b|media\.ccc\.de", re.IGNORECASE)

_T = TypeVar("_T")


@value_class
class Contents:
    """What a stretch of a document holds, each sequence sorted by start."""

    document: Document
    headings: tuple[nodes.Heading, ...]
    bullets: tuple[nodes.ListItem, ...]
    snippets: tuple[nodes.CodeBlock, ...]
    links: tuple[nodes.Link, ...]
    slides: tuple[nodes.Link, ...]
    video: tuple[nodes.Link, ...]
    todos: tuple[Fact, ...]

    def between(self, start: int, end: int) -> "Contents":
        """What begins within ``start:end``."""
        return Contents(
            self.document,
            _between(self.headings, start, end),
            _between(self.bullets, start, end),
            _between(self.snippets, start, end),
            _between(self.links, start, end),
            _between(self.slides, start, end),
            _between(self.video, start, end),
            _between(self.todos, start, end),
        )

    def sections_below(self, entry: Entry) -> tuple[Section, ...]:
        """The headings as parts of the talk that ``entry`` heads."""
        inner = [heading for heading in self.headings if heading.start > entry.start]
        if not inner:
            return ()
        lowest = min(heading.level for heading in inner)
        end = self.headings[-1].end
        found = []
        for place, heading in enumerate(inner):
            stop = next(
                (later.start for later in inner[place + 1 :] if later.level <= heading.level), max(end, heading.end)
            )
            title = visible_text(self.document.text[heading.text_start : heading.text_end], self.document.dialect)
            found.append(
                Section(heading.start, stop, title, heading.text_start, heading.text_end, heading.level - lowest + 1)
            )
        return tuple(found)


def _between(nodes_in_order: tuple[_T, ...], start: int, end: int) -> tuple[_T, ...]:
    low = bisect_left(nodes_in_order, start, key=start_of)
    return nodes_in_order[low : bisect_left(nodes_in_order, end, low, key=start_of)]


def contents_of(document: Document) -> Contents:
    """Sort what ``document`` holds by kind."""
    headings, bullets, snippets = [], [], []
    for block in document.blocks:
        kind = block.__class__
        if kind is nodes.ListItem:
            bullets.append(block)
        elif kind is nodes.Heading:
            headings.append(block)
        elif kind is nodes.CodeBlock:
            snippets.append(block)
    links, slides, video = _sorted_links(document)
    return Contents(
        document,
        tuple(headings),  # type: ignore[arg-type]
        tuple(bullets),  # type: ignore[arg-type]
        tuple(snippets),  # type: ignore[arg-type]
        links,
        slides,
        video,
        _todos(document, snippets),
    )


def _sorted_links(document: Document) -> tuple[tuple[nodes.Link, ...], ...]:
    """Links that are neither slides nor video, slides, and video."""
    links, slides, video = [], [], []
    for link in document.links:
        before = _key_before(document, link)
        if before in words.SLIDES_KEYS or _SLIDES.search(link.target):
            slides.append(link)
        elif before in words.VIDEO_KEYS or _VIDEO.search(link.target):
            video.append(link)
        else:
            links.append(link)
    return tuple(links), tuple(slides), tuple(video)


def _key_before(document: Document, link: nodes.Link) -> str:
    """The word before a link on its line (``slides: https://…``), or the text of the link itself (``[Slides](…)``)."""
    text = document.text
    if link.kind not in ("bare", "autolink", "html", "role") and link.text_end - link.text_start < 20:
        shown = text[link.text_start : link.text_end].casefold()
        if shown in words.SLIDES_KEYS or shown in words.VIDEO_KEYS:
            return shown
    before = text[max(link.start - 24, 0) : link.start].rstrip()
    if not before.endswith((":", "：")):
        return ""
    return re.split(r"[\r\n]", before)[-1].strip(" \t:：*_-•+.").casefold()


def _todos(document: Document, snippets: Sequence[Any]) -> tuple[Fact, ...]:
    """Things to do and open questions: unchecked tasks, ``TODO``, ``???``; those in code are the code's."""
    found = [
        Fact(block.text_start, block.text_end, document.text[block.text_start : block.text_end])
        for block in document.blocks
        if isinstance(block, nodes.ListItem) and block.checked is False and block.text_start < block.text_end
    ]
    text = document.text
    if "TODO" in text or "???" in text or "FIXME" in text or "TBD" in text or "XXX" in text:
        code = [(snippet.start, snippet.end) for snippet in snippets]
        tasks = [(fact.start, fact.end) for fact in found]
        inside = [*code, *tasks]
        found.extend(
            Fact(match.start(), match.end(), match.group().rstrip())
            for match in _TODO.finditer(text)
            if not any(start <= match.start() < end for start, end in inside)
        )
    return tuple(sorted(found, key=start_of))
