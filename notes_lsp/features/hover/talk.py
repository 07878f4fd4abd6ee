"""The card of a talk: who, when and where, what its notes say in brief, its code, its links, what is left to do."""

import re
from collections import Counter
from collections.abc import Iterable

from notes_lsp.features.card import Card, CardSection, Hover, Line, WebLink
from notes_lsp.features.hover.address import readable_address, target_on_web_or_disk
from notes_lsp.features.hover.preview import brief_lines, section_of_lines
from notes_lsp.features.library import EmptyLibrary, Library
from notes_lsp.features.linking.destinations import file_of
from notes_lsp.features.linking.link_targets import LinkTarget
from notes_lsp.features.outline import talk_title
from notes_lsp.features.wording import count, cut, language_name, time_and_length
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Heading, Link
from notes_lsp.talks.model import Fact, Notes, Talk

_LINKS = 6
_TODOS = 5
_SPEAKERS = 5
_LONGEST_TITLE = 120
_LONGEST_NAME = 60
_LONGEST_TODO = 100
_BULLET = re.compile(r"\s*(?:[-*+•]\s+)?")
_TODO = re.compile(r"(?:TODO|FIXME|TBD|XXX)\b[\s:.–-]*")


def hover_of_talk(notes: Notes, offset: int, path: str, library: Library) -> Hover | None:
    """The card of the talk whose heading holds ``offset``, or ends there."""
    talk = notes.talk_at(offset)
    if talk is None or not talk.heading:
        return None
    span = _span_of_heading(notes.document, talk, offset)
    return Hover(*span, card_of_talk(notes, talk, path, library)) if span is not None else None


def card_of_talk(notes: Notes, talk: Talk, path: str, library: Library) -> Card:
    """What is to be said of ``talk``."""
    document = notes.document
    seen: set[str] = set()
    sections = (
        section_of_lines(brief_lines(document, talk.heading_end, talk.end, _spans_of_facts(talk))),
        _short("Slides", talk.slides, document, seen),
        _short("Video", talk.video, document, seen),
        CardSection("Code", _languages(talk), listed=False),
        _links(talk, document, seen, path, library),
        _open(talk, document),
    )
    return Card(cut(talk_title(notes, talk), _LONGEST_TITLE), _facts(talk), sections)


def speakers_of(talk: Talk) -> str:
    """The names of those who give ``talk``."""
    names = [cut(speaker.name, _LONGEST_NAME) for speaker in talk.speakers[:_SPEAKERS]]
    more = len(talk.speakers) - _SPEAKERS
    return ", ".join(names) + (f" and {more} more" if more > 0 else "")


def _span_of_heading(document: Document, talk: Talk, offset: int) -> tuple[int, int] | None:
    """The heading of ``talk`` with its marks where it holds ``offset``; its line where that is no heading.

    The title of a talk may be an item of a list, a row of a table, or a field in the head of the file.
    """
    for block in document.blocks_at(offset):
        if isinstance(block, Heading) and block.start <= talk.heading_start <= block.end:
            return block.start, block.end
    lines = document.lines
    first, last = lines.line_at(talk.heading_start), lines.line_at(talk.heading_end)
    return (lines.starts[first], lines.ends[last]) if first <= lines.line_at(offset) <= last else None


def _spans_of_facts(talk: Talk) -> list[tuple[int, int]]:
    """Where the facts stand that the card gives apart."""
    spans = [(fact.start, fact.end) for fact in (talk.time, talk.room) if fact is not None]
    spans += [(speaker.start, speaker.end) for speaker in talk.speakers]
    spans += [(todo.start, todo.end) for todo in talk.todos]
    return spans + [(link.start, link.end) for link in (*talk.slides, *talk.video)]


def _facts(talk: Talk) -> tuple[Line, ...]:
    room = cut(talk.room.text, _LONGEST_NAME) if talk.room is not None else ""
    return tuple((fact,) for fact in (time_and_length(talk.time), speakers_of(talk), room) if fact)


def _short(label: str, links: Iterable[Link], document: Document, seen: set[str]) -> CardSection:
    """A section of one line, for the links to slides and to a recording."""
    lines = []
    for link in links:
        if link.target not in seen:
            seen.add(link.target)
            lines.append(_address(target_on_web_or_disk(document, link)))
    return CardSection(label, tuple(lines[:3]), listed=False, more=max(len(lines) - 3, 0))


def _address(target: LinkTarget) -> Line:
    return (WebLink(readable_address(target.path), target.path),) if target.kind == "web" else (_name(target),)


def _name(target: LinkTarget) -> str:
    return cut(target.path.removeprefix("mailto:").partition("?")[0], _LONGEST_NAME)


def _languages(talk: Talk) -> tuple[Line, ...]:
    """``2 Python``, ``1 shell``: the languages of the snippets, the commonest first."""
    languages = Counter(snippet.language or snippet.guess for snippet in talk.snippets)
    named = [(f"{number} {language_name(language)}",) for language, number in languages.most_common() if language]
    rest = languages[""]
    if rest and named:
        named.append((f"{rest} other",))
    return tuple(named) if named else ((count(rest, "snippet"),),) if rest else ()


def _links(talk: Talk, document: Document, seen: set[str], path: str, library: Library) -> CardSection:
    """The links to pages, people and files; of the images only those that are missing."""
    lines: list[Line] = []
    web = False
    for link in talk.links:
        if link.target in seen or link.kind == "definition" or link.label.startswith("^"):
            continue
        seen.add(link.target)
        target = target_on_web_or_disk(document, link)
        line = _line_of_link(document, link, target, path, library)
        if line:
            lines.append(line)
            web = web or target.kind == "web"
    label = "Links (pages are not checked)" if web else "Links"
    return CardSection(label, tuple(lines[:_LINKS]), more=max(len(lines) - _LINKS, 0))


def _line_of_link(document: Document, link: Link, target: LinkTarget, path: str, library: Library) -> Line:
    if target.kind not in ("web", "mail", "local", "wiki"):
        return ()
    there = _is_there(target, path, library)
    if link.kind == "image" and there is not False:
        return ()
    shown = cut(visible_text(document.text[link.text_start : link.text_end], document.dialect), _LONGEST_NAME)
    address = _address(target)
    state = "" if there is None else " (there)" if there else " (missing)"
    # The text of a bare link is its address.
    named = link.kind in ("inline", "reference", "rst", "org") and shown and shown not in (target.path, _name(target))
    return (f"{shown}: ", *address, state) if named else (*address, state)


def _is_there(target: LinkTarget, path: str, library: Library) -> bool | None:
    """Whether something lies at ``target``; None for what is no file, and where nobody can tell."""
    if target.kind != "local" or not path or isinstance(library, EmptyLibrary):
        return None
    return file_of(target, path, library) is not None


def _open(talk: Talk, document: Document) -> CardSection:
    """What is left to do, and open questions."""
    todos = tuple((_as_said(todo, document),) for todo in talk.todos[:_TODOS])
    return CardSection("Open", todos, more=max(len(talk.todos) - _TODOS, 0))


def _as_said(todo: Fact, document: Document) -> str:
    text = todo.text
    if text.startswith("?"):
        # The question stands before its marks.
        line = document.lines.line_at(todo.start)
        start = max(document.lines.starts[line], todo.start - _LONGEST_TODO)
        text = _BULLET.sub("", document.text[start : document.lines.ends[line]], count=1)
    said = visible_text(text, document.dialect)
    return cut(_TODO.sub("", said, count=1) or said, _LONGEST_TODO)
