"""What one file of notes contributes to questions that reach over files: a `FileSummary`."""

from collections.abc import Iterator
from functools import cached_property

from notes_lsp.features.headings import title_as_read
from notes_lsp.features.library import (
    AnchorPlace,
    KeptSummary,
    LinkPlace,
    SpeakerMention,
    Symbol,
    TagMention,
)
from notes_lsp.features.linking.anchor_names import own_anchors
from notes_lsp.features.linking.relative_paths import last_name
from notes_lsp.features.linking.targets_in import link_places
from notes_lsp.features.outline import talk_title
from notes_lsp.features.tags import find_tags
from notes_lsp.features.talk_heads import head_of_talk
from notes_lsp.links.web_targets import WebTarget, web_targets
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Heading, ListItem, Paragraph
from notes_lsp.syntax.text import LINE_END
from notes_lsp.talks.model import Day, Notes, Talk

_LONGEST_PREVIEW = 300
_LONGEST_TITLE = 200


class OpenSummary:
    """The `FileSummary` of notes that are open: each part of it is worked out when somebody first asks.

    Most questions are about the other files, or about the speakers alone, and are asked after every edit.
    """

    def __init__(self, notes: Notes, path: str) -> None:
        self.path = path
        self._notes = notes

    @cached_property
    def title(self) -> str:
        """The conference, the title of its one talk, its first heading, or the name of the file."""
        return _title_of(self._notes, self.path)

    @cached_property
    def first_lines(self) -> str:
        """Its first lines of text."""
        return _first_lines(self._notes.document)

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """What a search finds in it."""
        symbols = [*_symbols(self._notes)]
        symbols += [Symbol("speaker", at.name, at.talk_title, at.start, at.end) for at in self.speakers]
        first_of_tag = {tag.name: tag for tag in reversed(self.tags)}
        symbols += [Symbol("tag", f"#{name}", self.title, tag.start, tag.end) for name, tag in first_of_tag.items()]
        symbols.sort(key=lambda symbol: (symbol.start, symbol.end))
        return tuple(symbols)

    @cached_property
    def speakers(self) -> tuple[SpeakerMention, ...]:
        """The speakers of its talks."""
        return tuple(_speakers(self._notes))

    @cached_property
    def tags(self) -> tuple[TagMention, ...]:
        """Its tags."""
        return find_tags(self._notes.document)

    @cached_property
    def anchors(self) -> tuple[AnchorPlace, ...]:
        """The places in it that links can lead to."""
        return anchor_places(self._notes.document)

    @cached_property
    def links(self) -> tuple[LinkPlace, ...]:
        """Its links to files and places."""
        return link_places(self._notes.document)

    @cached_property
    def web_targets(self) -> tuple[WebTarget, ...]:
        """Its links to the web."""
        return web_targets(self._notes.document)


def summarise(notes: Notes, path: str) -> KeptSummary:
    """The summary of ``notes``, a file at ``path``. Never raises for any text."""
    summary = OpenSummary(notes, path)
    return KeptSummary(
        path=path,
        title=summary.title,
        first_lines=summary.first_lines,
        symbols=summary.symbols,
        speakers=summary.speakers,
        tags=summary.tags,
        anchors=summary.anchors,
        links=summary.links,
        web_targets=summary.web_targets,
    )


def anchor_places(document: Document) -> tuple[AnchorPlace, ...]:
    """Every name that ``#name`` may give, in the order of the text.

    Of several names for one place the first is the one to write: that which GitHub, docutils or Org gives.
    """
    found = []
    index, part_start, part_end = -1, 0, -1
    titles: dict[tuple[int, int], str] = {}
    for name, (start, end) in sorted(own_anchors(document).items(), key=lambda item: item[1]):
        if start >= part_end:
            index = document.part_at(start)
            part_start, part_end = (
                document.part_starts[index],
                document.part_starts[index] + len(document.parts[index].text),
            )
            titles = _titles_of_part(document, index)
        found.append(AnchorPlace(name, titles[start - part_start, end - part_start], start, end))
    return tuple(found)


def _titles(document: Document) -> dict[tuple[int, int], str]:
    """What a reader sees of each place that has an anchor, by its span."""
    spans = [(block.text_start, block.text_end) for block in document.blocks if isinstance(block, Heading)]
    spans += [(anchor.start, anchor.end) for anchor in document.anchors]
    text, dialect = document.text, document.dialect
    return {(start, end): visible_text(text[start : min(end, start + _LONGEST_TITLE)], dialect) for start, end in spans}


_titles_of_part = of_part(_titles)


def _symbols(notes: Notes) -> Iterator[Symbol]:
    conference = notes.conference
    name = conference.name if conference is not None else ""
    if conference is not None:
        yield Symbol("conference", name, "", conference.name_start, conference.name_end)
    for day in notes.days:
        yield Symbol("day", day.label, name, day.label_start, day.label_end)
    for talk_day, talk in _talks(notes):
        head = head_of_talk(talk)
        if head.title is not None:
            container = ", ".join(filter(None, (name, talk_day.label if talk_day is not None else "")))
            place = talk.start
            yield Symbol("talk", head.title, container, place + head.title_start, place + head.title_end)


def _speakers(notes: Notes) -> Iterator[SpeakerMention]:
    conference = notes.conference
    for day, talk in _talks(notes):
        head = head_of_talk(talk)
        if not head.speakers:
            continue
        year = day.date.year if day is not None and day.date is not None else None
        if year is None and conference is not None:
            year = conference.year
        title = head.title or talk_title(notes, talk)
        for speaker in head.speakers:
            yield SpeakerMention(
                key=speaker.key,
                name=speaker.name,
                start=talk.start + speaker.start,
                end=talk.start + speaker.end,
                talk_title=title,
                talk_start=talk.start,
                day=day.label if day is not None else "",
                conference=conference.name if conference is not None else "",
                year=year,
            )


def _talks(notes: Notes) -> Iterator[tuple[Day | None, Talk]]:
    for day in notes.days:
        for talk in day.talks:
            yield day, talk
    for talk in notes.talks:
        yield None, talk


def _title_of(notes: Notes, path: str) -> str:
    if notes.conference is not None:
        return notes.conference.name
    talks = notes.all_talks
    if len(talks) == 1 and talks[0].title:
        return talks[0].title
    document = notes.document
    for block in document.first_blocks(60):
        if isinstance(block, Heading):
            title = title_as_read(document, block)
            if title:
                return title
    return last_name(path)


def _first_lines(document: Document) -> str:
    """The first lines of running text as they are read, without headings, code and the head of the file."""
    lines: list[str] = []
    length = 0
    for block in document.first_blocks(60):
        if isinstance(block, Paragraph):
            start, end, mark = block.start, block.end, ""
        elif isinstance(block, ListItem):
            start, end, mark = block.text_start, block.text_end, "- "
        else:
            continue
        for line in LINE_END.split(document.text[start : min(end, start + 2 * _LONGEST_PREVIEW)]):
            shown = visible_text(line, document.dialect)
            if shown:
                lines.append(mark + shown)
                length += len(lines[-1]) + 1
        if length > _LONGEST_PREVIEW + 1:
            break
    preview = "\n".join(lines)
    if len(preview) <= _LONGEST_PREVIEW:
        return preview
    return preview[: _LONGEST_PREVIEW - 1].rstrip() + "…"
