"""The notes of a conference as their reader understands them.

All classes are frozen, and equal where what they say is; every span is a pair of code-point offsets into
``Notes.document.text``, half open. A conference holds days, a day talks, a talk
sections; groups (tracks, sessions, "Keynotes") gather talks of one day.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import CodeBlock, Link, ListItem, start_of
from notes_lsp.syntax.values import value_class

_Stretch = TypeVar("_Stretch", "Talk", "Day")


@value_class
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


@value_class
class TimeRange:
    """The time of a talk. ``begin`` and ``finish`` are minutes since midnight; ``finish`` may be unknown."""

    start: int
    end: int
    begin: int
    finish: int | None


@value_class
class Speaker:
    """Someone who gave a talk, with the span of the name."""

    start: int
    end: int
    name: str


@value_class
class Fact:
    """A short fact of a talk (a room, a to-do, a question), with the span of its text."""

    start: int
    end: int
    text: str


@value_class
class Section:
    """A part of a talk under a heading of its own. ``level`` is 1 for a part of the talk itself."""

    start: int
    end: int
    title: str
    title_start: int
    title_end: int
    level: int


@value_class
class Group:
    """A heading that gathers talks: a track, a session, "Keynotes"."""

    start: int
    end: int
    title: str
    title_start: int
    title_end: int


@value_class
class TalkDetails:
    """What is read of a talk only when somebody asks; see `Talk` for what each is."""

    title: str | None
    title_start: int
    title_end: int
    speakers: tuple[Speaker, ...]
    time: TimeRange | None
    room: Fact | None
    sections: tuple[Section, ...]
    bullets: tuple[ListItem, ...]
    links: tuple[Link, ...]
    slides: tuple[Link, ...]
    video: tuple[Link, ...]
    snippets: tuple[CodeBlock, ...]
    todos: tuple[Fact, ...]


@dataclass(frozen=True)
class Talk:
    """A talk and its notes. ``start:end`` reaches from its heading to the next talk, group or day.

    ``heading`` is the line above the notes as it is read, with time and speakers but without tags, at
    ``heading_start:heading_end``; it is empty for notes whose talk has no title, and the span is then
    the first line of the notes. Everything else is read by ``read_details``, which is given ``start``, when first
    asked for: checking a thousand files needs none of it.
    """

    start: int
    end: int
    heading: str
    heading_start: int
    heading_end: int
    group: Group | None
    read_details: Callable[[int], TalkDetails] = field(compare=False, repr=False)

    def moved(self, by: int, group: Group | None) -> "Talk":
        """The same talk further down by ``by``, in ``group``."""
        if not by and group == self.group:
            return self
        # An edit may move thousands of talks: this takes half the time of what the dataclass does.
        talk = object.__new__(Talk)
        values = talk.__dict__
        values.update(self.__dict__)
        values.pop("details", None)
        values["start"] += by
        values["end"] += by
        values["heading_start"] += by
        values["heading_end"] += by
        values["group"] = group
        return talk

    @cached_property
    def details(self) -> TalkDetails:
        """All that is read on demand, at once."""
        return self.read_details(self.start)

    @property
    def title(self) -> str | None:
        """The title, without time and speakers; None where there is none."""
        return self.details.title

    @property
    def title_start(self) -> int:
        """Where the title begins; of a talk without a title, its notes."""
        return self.details.title_start

    @property
    def title_end(self) -> int:
        """Where the title ends; of a talk without a title, the first line of its notes."""
        return self.details.title_end

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Who gave the talk."""
        return self.details.speakers

    @property
    def time(self) -> TimeRange | None:
        """When it was given."""
        return self.details.time

    @property
    def room(self) -> Fact | None:
        """Where it was given."""
        return self.details.room

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts of its notes that have headings."""
        return self.details.sections

    @property
    def bullets(self) -> tuple[ListItem, ...]:
        """All list items of its notes."""
        return self.details.bullets

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of its notes that are neither slides nor video."""
        return self.details.links

    @property
    def slides(self) -> tuple[Link, ...]:
        """The links to its slides."""
        return self.details.slides

    @property
    def video(self) -> tuple[Link, ...]:
        """The links to its recording."""
        return self.details.video

    @property
    def snippets(self) -> tuple[CodeBlock, ...]:
        """The code in its notes."""
        return self.details.snippets

    @property
    def todos(self) -> tuple[Fact, ...]:
        """What its notes leave to do, and open questions."""
        return self.details.todos


@value_class
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


@value_class
class NamedDay:
    """The day that the name of a file gives: what says so, and what is known by it (see `Day`)."""

    label: str
    date: CalendarDate | None
    weekday: int | None
    number: int | None


@value_class
class Conference:
    """What the notes are of. ``name_start:name_end`` is where the notes say so."""

    name: str
    name_start: int
    name_end: int
    year: int | None


@dataclass(frozen=True)
class Notes:
    """One file of notes. ``talks`` holds the talks that belong to no day.

    ``single_talk`` says that the whole file is the notes of one talk. ``name_day`` is the day by the
    file's name, where the text itself has no days. ``by_parts`` says that days, groups and talks are whole parts of
    the document, see `notes_lsp.talks.edited`.
    """

    document: Document
    conference: Conference | None
    days: tuple[Day, ...]
    talks: tuple[Talk, ...]
    single_talk: bool
    name_day: NamedDay | None = None
    by_parts: bool = field(default=False, compare=False)

    @cached_property
    def all_talks(self) -> tuple[Talk, ...]:
        """Every talk of the file, in the order of the text."""
        talks = [talk for day in self.days for talk in day.talks]
        return tuple(sorted([*talks, *self.talks], key=lambda talk: talk.start))

    def talk_at(self, offset: int) -> Talk | None:
        """The talk whose notes hold ``offset``: from its heading to where the next talk, group or day begins."""
        return self._holding(self.all_talks, offset)

    def talks_between(self, start: int, end: int) -> Sequence[Talk]:
        """The talks that begin in ``start:end``, and the last one before, which may reach into it."""
        talks = self.all_talks
        first = max(bisect_right(talks, start, key=start_of) - 1, 0)
        return talks[first : bisect_left(talks, end, first, key=start_of)]

    def day_at(self, offset: int) -> Day | None:
        """The day that holds ``offset``."""
        return self._holding(self.days, offset)

    def _holding(self, stretches: Sequence[_Stretch], offset: int) -> _Stretch | None:
        """The last of ``stretches``, which are sorted, that begins before ``offset``, if that is not behind its end."""
        place = bisect_right(stretches, offset, key=start_of) - 1
        if place < 0:
            return None
        found = stretches[place]
        # The blank lines below a talk are its own: that is where somebody types.
        rest = self.document.text[found.end : offset]
        return found if offset <= found.end or not rest.strip() else None
