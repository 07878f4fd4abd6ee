"""The lines that an editor shows above a day and above a talk: what it holds, who links to it, what its links lead to.

All but the last say something and do nothing when clicked. Which talks have links has to be known before a lens can be
shown, so the links are counted at once, which costs by the number of links alone; the times of a day's talks, and what
is known of web links, are read only for what somebody looks at.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from notes_lsp.features.library import Library
from notes_lsp.features.linking.web_places import web_addresses_of_talks
from notes_lsp.features.navigation.talk_links import count_links_to_talks
from notes_lsp.features.talk_times import DAY, length_of
from notes_lsp.features.web_words import summary_of_addresses
from notes_lsp.features.wording import clock, count
from notes_lsp.syntax.text import LINE_END
from notes_lsp.talks.model import Day, Notes

LensKind = Literal["talks", "links", "web"]


@dataclass(frozen=True, slots=True)
class CodeLens:
    """A line above ``start:end``, which lies within one line of the text.

    ``title`` is what it says; None for what `talks_of_day` and `web_links_of_talk` tell when the lens comes into view.
    """

    kind: LensKind
    start: int
    end: int
    title: str | None


@dataclass(frozen=True, slots=True)
class WebLens:
    """What a lens says of the web links of the talk at ``start:end``; ``all_known``: something is known of each."""

    title: str
    start: int
    end: int
    all_known: bool


def code_lenses(notes: Notes, path: str, library: Library, kinds: Collection[str]) -> tuple[CodeLens, ...]:
    """The lenses of those ``kinds`` in the file at ``path``, in the order of the text.

    A day without talks and a talk without links have none (LSP 3.17, ``textDocument/codeLens``).
    """
    found: list[CodeLens] = []
    if "talks" in kinds:
        found += _lenses_of_days(notes)
    if "links" in kinds:
        found += _lenses_of_talks(notes, path, library)
    if "web" in kinds:
        found += _lenses_of_web_links(notes)
    return tuple(sorted(found, key=lambda lens: (lens.start, lens.kind)))


def talks_of_day(notes: Notes, label_start: int) -> str | None:
    """What the lens says of the day whose label begins at ``label_start``: ``5 talks · 09:00–17:30``.

    The times are those at which the first talk begins and the last one ends, or begins where no end is given.
    None where no such day is: the text has changed since.
    """
    day = next((day for day in notes.days if day.label_start == label_start), None)
    if day is None:
        return None
    return " · ".join(filter(None, (count(len(day.talks), "talk"), _first_and_last(day))))


def web_links_of_talk(notes: Notes, heading_start: int, library: Library) -> WebLens | None:
    """What the lens says of the web links of the talk whose heading begins at ``heading_start``.

    None where no such talk is, or where it has no such links any more.
    """
    talk = next((talk for talk in notes.all_talks if talk.heading_start == heading_start), None)
    (addresses,) = web_addresses_of_talks(notes, (talk,)) if talk is not None else ((),)
    if talk is None or not addresses:
        return None
    states = [library.web_state(address) for address in addresses]
    return WebLens(summary_of_addresses(states), talk.start, talk.end, None not in states)


def _lenses_of_days(notes: Notes) -> Iterator[CodeLens]:
    # The date line in the notes of one talk heads nothing.
    if notes.single_talk:
        return
    for day in notes.days:
        if day.talks:
            yield CodeLens("talks", *_within_line(notes, day.label_start, day.label_end), None)


def _lenses_of_talks(notes: Notes, path: str, library: Library) -> Iterator[CodeLens]:
    for talk, links in count_links_to_talks(notes, path, library):
        title = f"{count(links, 'link')} to this talk"
        yield CodeLens("links", *_within_line(notes, talk.heading_start, talk.heading_end), title)


def _lenses_of_web_links(notes: Notes) -> Iterator[CodeLens]:
    talks = notes.all_talks
    for talk, addresses in zip(talks, web_addresses_of_talks(notes, talks), strict=True):
        if addresses:
            yield CodeLens("web", *_within_line(notes, talk.heading_start, talk.heading_end), None)


def _first_and_last(day: Day) -> str:
    times = [talk.time for talk in day.talks if talk.time is not None]
    if not times:
        return ""
    first = min(time.begin for time in times)
    last = max(time.begin + (length_of(time) or 0) for time in times)
    return clock(first) if first == last else f"{clock(first)}–{clock(last % DAY)}"


def _within_line(notes: Notes, start: int, end: int) -> tuple[int, int]:
    # Long notes have thousands of headings, and next to none of more than a line.
    if LINE_END.search(notes.document.text, start, end) is None:
        return start, max(start, end)
    lines = notes.document.lines
    return start, max(start, min(end, lines.ends[lines.line_at(start)]))
