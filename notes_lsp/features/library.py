"""What features know about the other notes of the workspace.

A `FileSummary` is all that one file contributes to questions that reach over files: its symbols, the people and tags
it names, the places that links can lead to, and its own links. It is made from the text of the file alone
(`notes_lsp.features.summary`). A `KeptSummary` is small, and can be kept for thousands of files.
All offsets are code points into the text of that file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_targets import WebTarget

SymbolKind = Literal["conference", "day", "talk", "speaker", "tag"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """Something that a search over the workspace may find.

    ``container`` is what it belongs to, as a person would say it: the conference and day of a talk, the talk of a
    speaker. ``start:end`` is the span of its name.
    """

    kind: SymbolKind
    name: str
    container: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SpeakerMention:
    """A person who gives a talk: ``key`` is the same however the name is cased or spaced (`speaker_key`)."""

    key: str
    name: str
    start: int
    end: int
    talk_title: str
    talk_start: int
    day: str  # the label of the talk's day, or ""
    conference: str  # its name, or ""
    year: int | None


@dataclass(frozen=True, slots=True)
class TagMention:
    """A ``#tag``, or one of the tags in the head of a file; ``name`` is without the sign, in lower case."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AnchorPlace:
    """A place that ``#name`` leads to: a heading (``title`` is what a reader sees of it) or an anchor."""

    name: str
    title: str
    start: int
    end: int


LinkPlaceKind = Literal["local", "rooted", "anchor", "wiki", "document", "label"]
"""Those of `LinkTargetKind` (`notes_lsp.features.linking.link_targets`) that lead to files and places on disk."""


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A link to a file or a place on disk, with the span of its target as written.

    ``path`` is the target's path, percent-decoded and as its writer gave it, ``""`` for a link within the file and
    for a label; ``fragment`` is decoded and without the sign. ``kind`` and ``by_title`` say how both are meant, see
    `LinkTarget`.
    """

    kind: LinkPlaceKind
    path: str
    fragment: str
    by_title: bool
    start: int
    end: int


class FileSummary(Protocol):
    """What one file contributes."""

    @property
    def path(self) -> str:
        """The absolute path of the file, as the operating system writes it."""

    @property
    def title(self) -> str:
        """The conference, the title of its one talk, its first heading, or the name of the file."""

    @property
    def first_lines(self) -> str:
        """What a preview shows of it: its first lines of text, at most 300 characters."""

    @property
    def symbols(self) -> tuple[Symbol, ...]:
        """What a search finds in it, in the order of the text."""

    @property
    def speakers(self) -> tuple[SpeakerMention, ...]:
        """The speakers of its talks."""

    @property
    def tags(self) -> tuple[TagMention, ...]:
        """Its tags, in the order of the text."""

    @property
    def anchors(self) -> tuple[AnchorPlace, ...]:
        """The places in it that links can lead to, in the order of the text."""

    @property
    def links(self) -> tuple[LinkPlace, ...]:
        """Its links to files and places, in the order of the text."""

    @property
    def web_targets(self) -> tuple[WebTarget, ...]:
        """Its links to the web, in the order of the text."""


@dataclass(frozen=True, slots=True)
class KeptSummary:
    """A `FileSummary` that can be kept when the notes themselves are gone."""

    path: str
    title: str
    first_lines: str
    symbols: tuple[Symbol, ...]
    speakers: tuple[SpeakerMention, ...]
    tags: tuple[TagMention, ...]
    anchors: tuple[AnchorPlace, ...]
    links: tuple[LinkPlace, ...]
    web_targets: tuple[WebTarget, ...] = ()


class Library(Protocol):
    """What features may ask about other files. Paths are absolute, as the operating system writes them."""

    def summaries(self) -> Iterable[FileSummary]:
        """Every file of talk notes that is known, sorted by path; open files as they are in the editor."""

    def summary(self, path: str) -> FileSummary | None:
        """The file at ``path``; None where it is no notes, or not known."""

    def path_of(self, path: str, target: str) -> str | None:
        """Where a link in the file at ``path`` leads whose target is the relative ``target``; None: nowhere."""

    def names_in(self, path: str, folder: str) -> Sequence[tuple[str, bool]]:
        """The names in ``folder`` (from the file at ``path``; ``""``: beside it), and whether each is a folder."""

    def text_of(self, path: str) -> str | None:
        """The text of the notes at ``path``, as open in the editor or else on disk; None where it can't be read."""

    def web_state(self, address: str) -> WebState | None:
        """What is known of ``address`` (`notes_lsp.links.web_addresses.address_of`); None: nothing. Asks nobody."""


class EmptyLibrary:
    """The library of a file that stands alone."""

    def summaries(self) -> Iterable[FileSummary]:
        """No files."""
        return ()

    def summary(self, path: str) -> FileSummary | None:
        """Nothing is known."""
        return None

    def path_of(self, path: str, target: str) -> str | None:
        """Nothing is known."""
        return None

    def names_in(self, path: str, folder: str) -> Sequence[tuple[str, bool]]:
        """No names."""
        return ()

    def text_of(self, path: str) -> str | None:
        """Nothing is known."""
        return None

    def web_state(self, address: str) -> WebState | None:
        """Nothing is known."""
        return None


def speaker_key(name: str) -> str:
    """What two spellings of one name have in common that differ in case, spaces and dots alone."""
    return " ".join(name.replace(".", " ").split()).casefold()
