"""What is read of a talk when somebody asks: title, speakers, time, and what its notes hold."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, Part
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.shift import shifted
from notes_lsp.talks import words
from notes_lsp.talks.bullets import names_of_rest
from notes_lsp.talks.contents import Contents, contents_of
from notes_lsp.talks.entries import Entry
from notes_lsp.talks.facts import Facts, locate, moved_fact, moved_time
from notes_lsp.talks.marks import Outline, outline_of_part
from notes_lsp.talks.model import Section, Speaker, TalkDetails, TimeRange
from notes_lsp.talks.names import split_names
from notes_lsp.talks.tables import cell_below
from notes_lsp.talks.times import key_time
from notes_lsp.talks.titles import TitleParts

BOTH_SIDES = frozenset(("left", "right"))


@dataclass(frozen=True)
class DetailsOfParts:
    """Reads the details of a talk whose notes are whole parts of a document, wherever these stand now.

    ``trusted`` are the sides of a dash on which the file has its speakers.
    """

    parts: tuple[Part, ...]
    dialect: nodes.Dialect
    trusted: frozenset[str]
    derived: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """What others made of the talk, which stays the same as long as its parts do."""

    @cached_property
    def document(self) -> Document:
        """The notes of the talk as a document of their own."""
        return Document("".join([part.text for part in self.parts]), self.dialect, self.parts)

    @cached_property
    def details(self) -> TalkDetails:
        """The details, counted from where the talk begins."""
        document = self.document
        outline = outline_of_part(document, 0) if len(self.parts) == 1 else Outline(document)
        entry = outline.entries[0]
        return read_details(outline, entry, outline.facts(entry), contents_of(document), trusted=self.trusted)

    def __call__(self, start: int) -> TalkDetails:
        """The details of the talk, which begins at ``start``."""
        return _moved(self.details, start)


def details_of_parts(parts: tuple[Part, ...], dialect: nodes.Dialect, trusted: frozenset[str]) -> DetailsOfParts:
    """The reader of a talk that consists of ``parts``; the one that was made before, where nothing has changed."""
    derived = parts[0].derived
    found: DetailsOfParts | None = derived.get(DetailsOfParts)
    if found is None or found.parts != parts or found.trusted != trusted:
        found = derived[DetailsOfParts] = DetailsOfParts(parts, dialect, trusted)
    return found


def _moved(details: TalkDetails, by: int) -> TalkDetails:
    return TalkDetails(
        title=details.title,
        title_start=details.title_start + by,
        title_end=details.title_end + by,
        speakers=tuple(Speaker(each.start + by, each.end + by, each.name) for each in details.speakers),
        time=None if details.time is None else moved_time(details.time, by),
        room=None if details.room is None else moved_fact(details.room, by),
        sections=tuple(_moved_section(section, by) for section in details.sections),
        bullets=tuple(shifted(bullet, by) for bullet in details.bullets),
        links=tuple(shifted(link, by) for link in details.links),
        slides=tuple(shifted(link, by) for link in details.slides),
        video=tuple(shifted(link, by) for link in details.video),
        snippets=tuple(shifted(snippet, by) for snippet in details.snippets),
        todos=tuple(moved_fact(todo, by) for todo in details.todos),
    )


def _moved_section(section: Section, by: int) -> Section:
    return Section(
        section.start + by,
        section.end + by,
        section.title,
        section.title_start + by,
        section.title_end + by,
        section.level,
    )


def read_details(
    outline: Outline,
    entry: Entry,
    facts: Facts,
    inside: Contents,
    *,
    untitled: bool = False,
    trusted: frozenset[str] = BOTH_SIDES,
) -> TalkDetails:
    """The details of the talk that ``entry`` heads; ``facts`` stand below it, and its notes hold what is ``inside``."""
    document, parts = outline.document, outline.parts(entry)
    title: str | None = parts.title
    speakers = facts.speakers
    if parts.names and (parts.side in trusted or parts.side == "sure") and entry.kind != "item":
        named = tuple(Speaker(*locate(document, entry.text_start, entry.text_end, n), n) for n in parts.names)
        speakers = speakers if facts.certain else named
    elif parts.side in ("left", "right"):
        title = entry.title if parts.time is None else entry.title[parts.time.separator_end :].strip() or entry.title
    if entry.kind == "item" and not untitled:
        speakers = _item_speakers(document, entry)
    time = _heading_time(document, entry, parts) or facts.time
    block = document.blocks[entry.index] if entry.kind == "row" else None
    if isinstance(block, nodes.TableRow):
        speakers, time = _row_facts(document, block)
    title_start, title_end = locate(document, entry.text_start, entry.text_end, title or entry.title)
    return TalkDetails(
        title=None if untitled else title or entry.title or None,
        title_start=title_start,
        title_end=title_end,
        speakers=speakers,
        time=time,
        room=facts.room,
        sections=inside.sections_below(entry),
        bullets=inside.bullets,
        links=inside.links,
        slides=inside.slides,
        video=inside.video,
        snippets=inside.snippets,
        todos=inside.todos,
    )


def _item_speakers(document: Document, entry: Entry) -> tuple[Speaker, ...]:
    block = document.blocks[entry.index]
    if not isinstance(block, nodes.ListItem):
        return ()
    mark_end = entry.text_end
    text = document.text
    while mark_end < block.text_end and text[mark_end] in "*_]":
        mark_end += 1
    if text.startswith(("(", "["), mark_end):
        closing = text.find(")" if text[mark_end] == "(" else "]", mark_end, block.text_end)
        mark_end = closing + 1 if closing >= 0 else mark_end
    names = names_of_rest(text[mark_end : block.text_end], document.dialect)
    return tuple(Speaker(*locate(document, mark_end, block.text_end, name), name) for name in names)


def _row_facts(document: Document, row: nodes.TableRow) -> tuple[tuple[Speaker, ...], TimeRange | None]:
    """Speakers and time of a talk that is a row of a schedule."""
    speakers: tuple[Speaker, ...] = ()
    who = cell_below(document, row, words.SPEAKER_KEYS)
    if who is not None:
        names = split_names(visible_text(document.text[who[0] : who[1]], document.dialect))
        speakers = tuple(Speaker(*locate(document, *who, name), name) for name in names)
    when = cell_below(document, row, words.TIME_KEYS)
    if when is None:
        return speakers, None
    written = document.text[when[0] : when[1]]
    time = key_time(written)
    if time is None:
        return speakers, None
    return speakers, TimeRange(when[0] + time.start, when[0] + time.end, time.begin, time.finish)


def _heading_time(document: Document, entry: Entry, parts: TitleParts) -> TimeRange | None:
    if parts.time is None:
        return None
    written = entry.title[parts.time.start : parts.time.end]
    start, end = locate(document, entry.text_start, entry.text_end, written)
    return TimeRange(start, end, parts.time.begin, parts.time.finish)
