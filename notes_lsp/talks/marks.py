"""The marks that a document's entries are, and what is known of each entry."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate
from typing import Literal, TypeVar

from notes_lsp.syntax import nodes
from notes_lsp.syntax.document import Document, of_part
from notes_lsp.syntax.values import value_class
from notes_lsp.talks import words
from notes_lsp.talks.day_labels import DayLabel
from notes_lsp.talks.entries import Entry, find_bold_lines, find_headings, find_lone_lines, moved
from notes_lsp.talks.facts import Facts, find_facts, moved_facts
from notes_lsp.talks.times import TimeMention
from notes_lsp.talks.title_tags import without_tags
from notes_lsp.talks.titles import TitleParts, split_time, split_title

# How far down the head of a file may reach, which has no end of its own but in front matter.
BLOCKS_OF_HEAD = 40

_T = TypeVar("_T")

Role = Literal["conference", "day", "group", "talk", "other"]


@value_class
class Mark:
    """An entry with its role. ``day`` is what a day's mark says; "other" ends the talk or day above it."""

    entry: Entry
    role: Role
    day: DayLabel | None = None


@value_class
class Structure:
    """The marks of a document, in order; ``single_talk`` says that all of it is one talk."""

    marks: tuple[Mark, ...]
    single_talk: bool


class Outline:
    """The entries of one document with what is known of each; what is costly is found once.

    Of a document in parts it is found once for each part, and stays with the part when others change.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._of_parts: list[Outline] = []
        if len(document.parts) > 1:
            self._of_parts = [outline_of_part(document, index) for index in range(len(document.parts))]
            self.entries, self.bolds = self._of_all_parts()
            self.plain_lines = False
        else:
            self.entries = find_headings(document)
            self.plain_lines = document.dialect == "plaintext" and not self.entries
            if self.plain_lines:
                self.entries = find_lone_lines(document)
            self.bolds = find_bold_lines(document, self.entries)
        counted = Counter([of_title(entry, repeat_key) for entry in self.entries])
        self.repeated = {title for title, count in counted.items() if count > 2}
        self._facts: dict[int, Facts] = {}
        self._place = {entry.start: place for place, entry in enumerate(self.entries)}

    def _of_all_parts(self) -> tuple[list[Entry], list[Entry]]:
        entries: list[Entry] = []
        bolds: list[Entry] = []
        for outline, start, block in zip(self._of_parts, self.document.part_starts, self._first_blocks, strict=True):
            entries += [moved(entry, start, block) for entry in outline.entries]
            if outline.bolds:
                bolds += [moved(entry, start, block) for entry in outline.bolds]
        return entries, bolds

    @cached_property
    def _first_blocks(self) -> list[int]:
        """The index in ``Document.blocks`` of the first block of each part."""
        counts = list(accumulate((len(part.blocks) for part in self.document.parts), initial=0))
        return counts[:-1]

    @cached_property
    def fields(self) -> dict[str, nodes.Field]:
        """The fields in the head of the file, by their names."""
        head = self.document.first_blocks(BLOCKS_OF_HEAD)[:BLOCKS_OF_HEAD]
        return {block.name: block for block in head if isinstance(block, nodes.Field)}

    def facts(self, entry: Entry) -> Facts:
        """What the lines below ``entry`` say."""
        if entry.start not in self._facts:
            self._facts[entry.start] = self._find_facts(entry)
        return self._facts[entry.start]

    def _find_facts(self, entry: Entry) -> Facts:
        end = self._end_of_facts(entry)
        if not self._of_parts:
            return find_facts(self.document, entry.index, end)
        part = self.document.part_at(entry.start)
        start, outline = self.document.part_starts[part], self._of_parts[part]
        index = entry.index - self._first_blocks[part]
        if entry.kind == "heading" and end <= start + len(outline.document.text):
            return moved_facts(outline.facts(moved(entry, -start, index - entry.index)), start)
        # A small heading with the speaker, and what stands below a line in bold, reach into the next part, no further.
        return moved_facts(find_facts(self.document.cut(part, part + 3), index, end - start), start)

    def _end_of_facts(self, entry: Entry) -> int:
        """Where the next entry begins. The speaker's line may be a heading, too, then marked much smaller."""
        place = self._place.get(entry.start)
        if place is None:
            return next((later.start for later in self.bolds if later.start > entry.start), len(self.document.text))
        after = self.entries[place + 1 : place + 3]
        if after and is_speakers_line(entry, after[0]):
            after = after[1:]
        return after[0].start if after else len(self.document.text)

    def place(self, entry: Entry) -> int:
        """The place of a heading among the entries."""
        return self._place[entry.start]

    def parts(self, entry: Entry) -> TitleParts:
        """The title of ``entry`` taken apart."""
        known = entry.known
        if "parts" not in known:
            source = without_tags(self.document.text[entry.text_start : entry.text_end])
            known["parts"] = split_title(entry.title, source)
        parts: TitleParts = known["parts"]
        return parts

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """All that decides about roles, of a part without lines in bold: equal where a change of text changes none."""
        ends = [entry.start for entry in self.entries[1:]] + [len(self.document.text)]
        return tuple(self._shape_of(entry, end) for entry, end in zip(self.entries, ends, strict=True))

    def _shape_of(self, entry: Entry, end: int) -> tuple[object, ...]:
        text, facts = self.document.text, self.facts(entry)
        following = self.document.blocks[entry.index + 1 : entry.index + 2]
        return (
            entry,
            text[entry.text_start : entry.text_end],
            following[0].__class__ if following else None,
            not text[entry.end : end].strip(),
            bool(facts.speakers),
            facts.certain,
            facts.address,
            facts.time is not None,
        )

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
        is_no_talk = not entry.title or of_title(entry, words.is_no_talk)
        return is_no_talk or of_title(entry, repeat_key) in self.repeated


outline_of_part = of_part(Outline)
"""The outline of a part of a document, taken as a document of its own."""


def of_title(entry: Entry, find: Callable[[str], _T]) -> _T:
    """What ``find`` says of the title of ``entry``; looked for once, wherever edits move the entry."""
    known = entry.known
    name = find.__name__
    if name not in known:
        known[name] = find(entry.title)
    found: _T = known[name]
    return found


def title_time(entry: Entry) -> TimeMention | None:
    """The time at the beginning or the end of the title of ``entry``."""
    return of_title(entry, split_time)[0]


def is_speakers_line(title: Entry, below: Entry) -> bool:
    """Whether ``below``, the next heading, is marked so much smaller that it may name the speakers of ``title``."""
    return below.level >= title.level + 4 and below.index == title.index + 1


def repeat_key(title: str) -> str:
    """A title without case and closing marks: what titles that repeat under every talk have in common."""
    return title.casefold().rstrip(" ⭐☆★*.!:0123456789")
