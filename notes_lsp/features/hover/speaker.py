"""The card of a speaker: the other talks of that person, in these notes and in all others."""

from collections.abc import Iterator
from dataclasses import dataclass

from notes_lsp.features.card import Card, CardSection, FileLink, Hover, Line
from notes_lsp.features.library import Library, SpeakerMention
from notes_lsp.features.line_numbers import line_number
from notes_lsp.features.navigation.occurrences import talks_of_speaker
from notes_lsp.features.outline import talk_title
from notes_lsp.features.talk_heads import head_of_talk
from notes_lsp.features.wording import count, cut, with_year
from notes_lsp.talks.model import Notes, Talk

_TALKS = 12
_LONGEST_TITLE = 80
_LONGEST_NAME = 60
# Speakers are named in the heading of a talk, or not far below.
_LINES_BELOW = 60


@dataclass(frozen=True, slots=True)
class _OtherTalk:
    """A talk with all that the card says of it; ``start`` is an offset into the text of the file at ``path``."""

    title: str
    conference: str
    year: int | None
    day: str
    path: str
    start: int


def hover_of_speaker(notes: Notes, offset: int, path: str, library: Library) -> Hover | None:
    """The card of the speaker whose name holds ``offset``; None for one who gives no other talk that is known."""
    talk = notes.talk_at(offset)
    if talk is None or not _may_name_speakers(notes, talk, offset):
        return None
    for speaker in head_of_talk(talk).speakers:
        if talk.start + speaker.start <= offset < talk.start + speaker.end:
            key = speaker.key
            others = [*_talks_here(notes, key, talk, path), *_talks_elsewhere(key, path, library)]
            if not others:
                return None
            card = _card_of(cut(speaker.name, _LONGEST_NAME), others, notes, path, library)
            return Hover(talk.start + speaker.start, talk.start + speaker.end, card)
    return None


def _may_name_speakers(notes: Notes, talk: Talk, offset: int) -> bool:
    """Whether ``offset`` is near enough to the heading: what is far from it need not be read."""
    lines = notes.document.lines
    return notes.single_talk or lines.line_at(offset) - lines.line_at(talk.heading_start) <= _LINES_BELOW


def _talks_here(notes: Notes, key: str, but: Talk, path: str) -> Iterator[_OtherTalk]:
    conference = notes.conference
    day_of = {talk.start: day for day in notes.days for talk in day.talks}
    for talk, _ in talks_of_speaker(notes, key):
        if talk.start == but.start:
            continue
        day = day_of.get(talk.start)
        date = day.date if day is not None else None
        yield _OtherTalk(
            title=talk_title(notes, talk),
            conference=conference.name if conference is not None else "",
            year=conference.year if conference is not None else date.year if date is not None else None,
            day=day.label if day is not None else "",
            path=path,
            start=talk.start,
        )


def _talks_elsewhere(key: str, path: str, library: Library) -> Iterator[_OtherTalk]:
    for summary in library.summaries():
        if summary.path == path:
            continue
        for mention in summary.speakers:
            if mention.key == key:
                yield _of_mention(mention, summary.path)


def _of_mention(mention: SpeakerMention, path: str) -> _OtherTalk:
    return _OtherTalk(mention.talk_title, mention.conference, mention.year, mention.day, path, mention.talk_start)


def _card_of(name: str, others: list[_OtherTalk], notes: Notes, path: str, library: Library) -> Card:
    # What has no year stands last: nobody knows when it was.
    others.sort(key=lambda talk: (talk.year is None, talk.year, talk.conference, talk.path, talk.start))
    lines = tuple(_line_of(talk, notes, path, library) for talk in others[:_TALKS])
    facts: list[Line] = [(count(len(others), "other talk"),), (_where(others, path),)]
    sections = (CardSection("", lines, more=max(len(others) - _TALKS, 0)),)
    return Card(name, tuple(facts), sections)


def _where(others: list[_OtherTalk], path: str) -> str:
    """``in these notes``, ``in 2 other files``, ``1 in these notes, 3 in 2 other files``."""
    here = sum(talk.path == path for talk in others)
    if here == len(others):
        return "in these notes"
    elsewhere = f"in {count(len({talk.path for talk in others if talk.path != path}), 'other file')}"
    return f"{here} in these notes, {len(others) - here} {elsewhere}" if here else elsewhere


def _line_of(talk: _OtherTalk, notes: Notes, path: str, library: Library) -> Line:
    title = cut(talk.title, _LONGEST_TITLE)
    conference = with_year(cut(talk.conference, _LONGEST_NAME), talk.year) or str(talk.year or "")
    where = ", ".join(filter(None, (conference, cut(talk.day, _LONGEST_NAME))))
    if talk.path == path:
        line = notes.document.lines.line_at(talk.start) + 1
    else:
        text = library.text_of(talk.path)
        line = line_number(text, talk.start) if text is not None else 0
    named = FileLink(title, talk.path, line) if talk.path else title
    return (named, f" — {where}") if where else (named,)
