"""The marks that a document's entries are, and what is known of each entry."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from notes_lsp.syntax.document import Document
from notes_lsp.talks import words
from notes_lsp.talks.day_labels import DayLabel
from notes_lsp.talks.entries import Entry, find_bold_lines, find_headings, find_lone_lines
from notes_lsp.talks.facts import Facts, find_facts
from notes_lsp.talks.titles import TitleParts, split_title

Role = Literal["conference", "day", "group", "talk", "other"]


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry with its role. ``day`` is what a day's mark says; "other" ends the talk or day above it."""

    entry: Entry
    role: Role
    day: DayLabel | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """The marks of a document, in order; ``single_talk`` says that all of it is one talk."""

    marks: tuple[Mark, ...]
    single_talk: bool


class Outline:
    """The entries of one document with what is known of each; what is costly is found once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.entries = find_headings(document)
        self.plain_lines = document.dialect == "plaintext" and not self.entries
        if self.plain_lines:
            self.entries = find_lone_lines(document)
        self.bolds = find_bold_lines(document, self.entries)
        self.repeated = {
            title for title, count in Counter(repeat_key(e.title) for e in self.entries).items() if count > 2
        }
        self._facts: dict[int, Facts] = {}
        self._parts: dict[int, TitleParts] = {}
        self._place = {entry.start: place for place, entry in enumerate(self.entries)}

    def facts(self, entry: Entry) -> Facts:
        """What the lines below ``entry`` say."""
        if entry.start not in self._facts:
            self._facts[entry.start] = find_facts(self.document, entry.index, self._end_of_facts(entry))
        return self._facts[entry.start]

    def _end_of_facts(self, entry: Entry) -> int:
        """Where the next entry begins. The speaker's line may be a heading, too, then marked much smaller."""
        place = self._place.get(entry.start)
        if place is None:
            return next((later.start for later in self.bolds if later.start > entry.start), len(self.document.text))
        after = self.entries[place + 1 : place + 3]
        if after and after[0].level >= entry.level + 4 and after[0].index == entry.index + 1:
            after = after[1:]
        return after[0].start if after else len(self.document.text)

    def place(self, entry: Entry) -> int:
        """The place of a heading among the entries."""
        return self._place[entry.start]

    def parts(self, entry: Entry) -> TitleParts:
        """The title of ``entry`` taken apart."""
        if entry.start not in self._parts:
            raw = self.document.text[entry.text_start : entry.text_end]
            self._parts[entry.start] = split_title(entry.title, raw)
        return self._parts[entry.start]

    def has_evidence(self, entry: Entry) -> bool:
        """Whether something about ``entry`` says that it is a talk: speakers, a time, a letter, an address."""
        parts = self.parts(entry)
        if parts.time is not None or parts.names or (parts.enumerated and parts.title[:1].isalpha()):
            return True
        facts = self.facts(entry)
        return bool(facts.speakers) or facts.time is not None or facts.address or self.is_link(entry)

    def is_link(self, entry: Entry) -> bool:
        """Whether the title as a whole is a link to somewhere else, as to the talk's page."""
        raw = self.document.text[entry.text_start : entry.text_end]
        return raw.startswith("[") and "](http" in raw

    def is_stop(self, entry: Entry) -> bool:
        """Whether ``entry`` is neither a talk nor a group: a break, leftovers, a text that repeats."""
        return words.is_no_talk(entry.title) or not entry.title or repeat_key(entry.title) in self.repeated


def repeat_key(title: str) -> str:
    """A title without case and closing marks: what titles that repeat under every talk have in common."""
    return title.casefold().rstrip(" ⭐☆★*.!:0123456789")
