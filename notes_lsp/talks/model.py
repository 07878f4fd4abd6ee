"""The notes of a conference as their reader understands them.

All classes are frozen; every span is a pair of code-point offsets into
``Notes.document.text``, half open. A conference holds days, a day talks, a talk
sections; groups (tracks, sessions, "Keynotes") gather talks of one day.
"""

from dataclasses import dataclass

from notes_lsp.syntax.nodes import CodeBlock, Document, Link, ListItem


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as far as the notes give it; what they leave open is None."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def iso(self) -> str | None:
        """``YYYY-MM-DD`` where all three are known (RFC 3339, full-date), else None."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class TimeRange:
    """The time of a talk. ``begin`` and ``finish`` are minutes since midnight; ``finish`` may be unknown."""

    start: int
    end: int
    begin: int
    finish: int | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone who gave a talk, with the span of the name."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A short fact of a talk (a room, a to-do, a question), with the span of its text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a talk under a heading of its own. ``level`` is 1 for a part of the talk itself."""

    start: int
    end: int
    title: str
    title_start: int
    title_end: int
    level: int


@dataclass(frozen=True, slots=True)
class Group:
    """A heading that gathers talks: a track, a session, "Keynotes"."""

    start: int
    end: int
    title: str
    title_start: int
    title_end: int


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk and its notes. ``start:end`` reaches from its heading to the next talk, group or day.

    ``title`` is None for notes whose talk has no title; ``title_start:title_end`` is then the
    first line of the notes. ``link`` is where the title itself leads. ``slides``, ``video``
    and ``links`` are the links of the talk's notes, each link in one of them.
    """

    start: int
    end: int
    title: str | None
    title_start: int
    title_end: int
    speakers: tuple[Speaker, ...]
    time: TimeRange | None
    room: Fact | None
    group: Group | None
    sections: tuple[Section, ...]
    bullets: tuple[ListItem, ...]
    links: tuple[Link, ...]
    slides: tuple[Link, ...]
    video: tuple[Link, ...]
    snippets: tuple[CodeBlock, ...]
    todos: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a conference. ``label_start:label_end`` is what names it, ``number`` the N of "Day N"."""

    start: int
    end: int
    label: str
    label_start: int
    label_end: int
    date: CalendarDate | None
    weekday: int | None
    number: int | None
    talks: tuple[Talk, ...]


@dataclass(frozen=True, slots=True)
class Conference:
    """What the notes are of. ``name_start:name_end`` is where the notes say so."""

    name: str
    name_start: int
    name_end: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Notes:
    """One file of notes. ``talks`` holds the talks that belong to no day.

    ``single_talk`` says that the whole file is the notes of one talk.
    """

    document: Document
    conference: Conference | None
    days: tuple[Day, ...]
    talks: tuple[Talk, ...]
    single_talk: bool

    @property
    def all_talks(self) -> tuple[Talk, ...]:
        """Every talk of the file, in the order of the text."""
        talks = [talk for day in self.days for talk in day.talks]
        return tuple(sorted([*talks, *self.talks], key=lambda talk: talk.start))
