"""What one file of notes contributes to questions that reach over files: a `FileSummary`."""

from collections.abc import Iterator

from notes_lsp.features.library import AnchorPlace, FileSummary, LinkPlace, SpeakerMention, Symbol, speaker_key
from notes_lsp.features.outline import talk_title
from notes_lsp.features.tags import find_tags
from notes_lsp.links.slugs import document_slugs
from notes_lsp.links.targets import written_targets
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Heading, ListItem, Paragraph
from notes_lsp.syntax.text import LINE_END
from notes_lsp.talks.model import Day, Notes, Talk

_LONGEST_PREVIEW = 300
_LONGEST_TITLE = 200


def summarise(notes: Notes, path: str) -> FileSummary:
    """The summary of ``notes``, a file at ``path``. Never raises for any text."""
    tags = find_tags(notes.document)
    speakers = tuple(_speakers(notes))
    symbols = [*_symbols(notes)]
    symbols += [Symbol("speaker", at.name, at.talk_title, at.start, at.end) for at in speakers]
    title = _title_of(notes, path)
    first_of_tag = {tag.name: tag for tag in reversed(tags)}
    symbols += [Symbol("tag", f"#{name}", title, tag.start, tag.end) for name, tag in first_of_tag.items()]
    symbols.sort(key=lambda symbol: (symbol.start, symbol.end))
    return FileSummary(
        path=path,
        title=title,
        first_lines=_first_lines(notes.document),
        symbols=tuple(symbols),
        speakers=speakers,
        tags=tags,
        anchors=anchor_places(notes.document),
        links=link_places(notes.document),
    )


def anchor_places(document: Document) -> tuple[AnchorPlace, ...]:
    """Every name that ``#name`` may give, in the order of the text.

    Of several names for one place the first is the one to write: that which GitHub, docutils or Org gives.
    """
    text, dialect = document.text, document.dialect
    return tuple(
        AnchorPlace(name, visible_text(text[start : min(end, start + _LONGEST_TITLE)], dialect), start, end)
        for name, (start, end) in sorted(document_slugs(document).items(), key=lambda item: item[1])
    )


def link_places(document: Document) -> tuple[LinkPlace, ...]:
    """The links and images that lead to files on disk and to places within ``document``, in the order of the text."""
    found = [
        LinkPlace(written.target.path, written.target.fragment, written.start, written.end)
        for written in written_targets(document)
        if written.target.kind in ("local", "anchor")
    ]
    return tuple(sorted(found, key=lambda link: (link.start, link.end)))


def _symbols(notes: Notes) -> Iterator[Symbol]:
    conference = notes.conference
    name = conference.name if conference is not None else ""
    if conference is not None:
        yield Symbol("conference", name, "", conference.name_start, conference.name_end)
    for day in notes.days:
        yield Symbol("day", day.label, name, day.label_start, day.label_end)
    for talk_day, talk in _talks(notes):
        if talk.title is not None:
            container = ", ".join(filter(None, (name, talk_day.label if talk_day is not None else "")))
            yield Symbol("talk", talk.title, container, talk.title_start, talk.title_end)


def _speakers(notes: Notes) -> Iterator[SpeakerMention]:
    conference = notes.conference
    for day, talk in _talks(notes):
        year = day.date.year if day is not None and day.date is not None else None
        if year is None and conference is not None:
            year = conference.year
        for speaker in talk.speakers:
            yield SpeakerMention(
                key=speaker_key(speaker.name),
                name=speaker.name,
                start=speaker.start,
                end=speaker.end,
                talk_title=talk_title(notes, talk),
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
            title = visible_text(document.text[block.text_start : block.text_end], document.dialect)
            if title:
                return title
    return path.replace("\\", "/").rpartition("/")[2]


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
