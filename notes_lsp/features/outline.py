"""The outline of notes: a conference holds days, a day groups and talks, a talk sections.

Every node lies inside its parent, as editors want it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Literal, Protocol

from notes_lsp.talks.model import Day, Group, Notes, Section, Talk

OutlineKind = Literal[
    "conference",
    "day",
    "group",
    "talk",
    "section",
    "function",  # this and what follows is Python in snippets (`notes_lsp.features.outline_python`)
    "class",
    "method",
    "variable",
]

_UNTITLED = "(no title)"
_DEEPEST = 20  # sections below that are siblings: editors draw no more, and thousands of levels are no notes


@dataclass(frozen=True, slots=True)
class OutlineNode:
    """A line of an outline.

    ``detail`` is what belongs to the title: the year of a conference, the date of a day (``YYYY-MM-DD``), the time
    and the speakers of a talk. ``start:end`` is all of it, ``title_start:title_end`` what names it.
    """

    kind: OutlineKind
    title: str
    detail: str
    start: int
    end: int
    title_start: int
    title_end: int
    children: tuple[Any, ...] = ()  # nodes, or what `DrawTalk` made of talks


class Drawn(Protocol):
    """What a talk became: a node, or all that is shown of one."""

    @property
    def start(self) -> int:
        """Where the talk begins."""

    @property
    def end(self) -> int:
        """Where it ends, with its sections."""


DrawTalk = Callable[[Notes, Talk], Drawn]
DrawDay = Callable[[Day, Callable[[], OutlineNode]], Drawn]


def outline_tree(notes: Notes, draw_talk: DrawTalk | None = None, draw_day: DrawDay | None = None) -> tuple[Any, ...]:
    """The outline of ``notes``, as nodes; one conference at the top where the notes name theirs.

    ``draw_talk`` may put something else in the place of the node of a talk, and ``draw_day``, which is given a function
    that makes it, of the node of a day: who shows the same notes again after each edit need not find out again what did
    not change.
    """
    draw = draw_talk or talk_node
    days: list[Drawn] = []
    for day in notes.days:
        make_node = partial(_day_node, notes, day, draw)
        days.append(make_node() if draw_day is None else draw_day(day, make_node))
    nodes = tuple(sorted([*days, *_talk_nodes(notes, notes.talks, draw)], key=lambda node: node.start))
    conference = notes.conference
    if conference is None:
        return nodes
    year = str(conference.year) if conference.year is not None and str(conference.year) not in conference.name else ""
    return (
        OutlineNode(
            kind="conference",
            title=conference.name,
            detail=year,
            start=0,
            end=len(notes.document.text),
            title_start=conference.name_start,
            title_end=conference.name_end,
            children=nodes,
        ),
    )


def talk_title(notes: Notes, talk: Talk) -> str:
    """What to call a talk: its title, else how its notes begin."""
    return talk.title or " ".join(notes.document.text[talk.title_start : talk.title_end].split()) or _UNTITLED


def time_as_written(notes: Notes, talk: Talk) -> str:
    """The time of a talk as the notes give it, or ``""``."""
    return notes.document.text[talk.time.start : talk.time.end] if talk.time is not None else ""


def _day_node(notes: Notes, day: Day, draw: DrawTalk) -> OutlineNode:
    iso = day.date.iso if day.date is not None else None
    children = _talk_nodes(notes, day.talks, draw)
    return OutlineNode(
        kind="day",
        title=day.label,
        detail=iso if iso is not None and iso != day.label else "",
        start=day.start,
        end=_end_of_all(day.end, children),
        title_start=day.label_start,
        title_end=day.label_end,
        children=children,
    )


def _talk_nodes(notes: Notes, talks: Iterable[Talk], draw: DrawTalk) -> tuple[Any, ...]:
    """The talks in the order of the text, those that a group gathers under it."""
    nodes: list[Any] = []
    # A file without a word counts as a talk without a title, for which there is nothing to show.
    shown = [talk for talk in talks if talk.end > talk.start or talk.title_end > talk.title_start]
    for group, gathered in groupby(sorted(shown, key=lambda talk: talk.start), key=lambda talk: talk.group):
        talk_nodes = tuple([draw(notes, talk) for talk in gathered])
        nodes += talk_nodes if group is None else (_group_node(group, talk_nodes),)
    return tuple(nodes)


def _group_node(group: Group, talks: tuple[Drawn, ...]) -> OutlineNode:
    return OutlineNode(
        kind="group",
        title=group.title,
        detail="",
        start=group.start,
        end=_end_of_all(group.end, talks),
        title_start=group.title_start,
        title_end=group.title_end,
        children=talks,
    )


def talk_node(notes: Notes, talk: Talk) -> OutlineNode:
    """The node of a talk."""
    speakers = ", ".join(speaker.name for speaker in talk.speakers)
    sections = _section_nodes(talk.sections, talk.end)
    return OutlineNode(
        kind="talk",
        title=talk_title(notes, talk),
        detail=" · ".join(filter(None, (time_as_written(notes, talk), speakers))),
        start=talk.start,
        end=_end_of_all(talk.end, sections),
        title_start=talk.title_start,
        title_end=talk.title_end,
        children=sections,
    )


def _section_nodes(sections: tuple[Section, ...], end_of_all: int) -> tuple[OutlineNode, ...]:
    """The sections as a tree, by their levels: a section holds those of deeper level up to its next sibling.

    The last one reaches as far as what holds it, to ``end_of_all``.
    """
    nodes: list[OutlineNode] = []
    position = 0
    while position < len(sections):
        section = sections[position]
        level = min(section.level, _DEEPEST)
        following = position + 1
        while following < len(sections) and min(sections[following].level, _DEEPEST) > level:
            following += 1
        end = sections[following].start if following < len(sections) else max(end_of_all, section.end)
        children = _section_nodes(sections[position + 1 : following], end)
        nodes.append(
            OutlineNode(
                kind="section",
                title=section.title,
                detail="",
                start=section.start,
                end=_end_of_all(end, children),
                title_start=section.title_start,
                title_end=section.title_end,
                children=children,
            )
        )
        position = following
    return tuple(nodes)


def _end_of_all(end: int, children: tuple[Drawn, ...]) -> int:
    """The end of a node that holds ``children``: a talk may go on below a line that closes its day."""
    return max((end, *(child.end for child in children)))
