"""Talks that are there twice."""

from collections.abc import Iterator, Sequence

from notes_lsp.rules.base import Finding, Related, Rule, Surroundings
from notes_lsp.talks.model import Notes, Talk
from notes_lsp.talks.words import is_group, is_no_talk


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report a talk whose title and speakers stand above another one of the same day already."""
    for talks in [day.talks for day in notes.days] + [notes.talks]:
        yield from _repeated(talks)


def _repeated(talks: Sequence[Talk]) -> Iterator[Finding]:
    seen: dict[str, Talk] = {}
    for talk in talks:
        key = _key(talk.heading)
        if not key:
            continue
        first = seen.setdefault(key, talk)
        if first is not talk and not _is_common(talk.heading) and not _differ(first, talk):
            related = (Related(first.title_start, first.title_end, "it was here first"),)
            message = f'the talk "{talk.title}" is here a second time'
            yield Finding(talk.title_start, talk.title_end, message, None, related)


def _key(heading: str) -> str:
    """What headings of the same talk have in common."""
    return " ".join(heading.casefold().split())


def _is_common(title: str) -> bool:
    """Whether several things of a day may well have this title (``Keynote``, ``Lightning talks``)."""
    return len(title.split()) < 2 or is_group(title) or is_no_talk(title)


def _differ(first: Talk, second: Talk) -> bool:
    """Whether two talks of one title are told apart by who spoke, or when."""
    names = [{speaker.name.casefold() for speaker in talk.speakers} for talk in (first, second)]
    times = [talk.time.begin if talk.time is not None else None for talk in (first, second)]
    return bool(names[0] and names[1] and names[0] != names[1]) or None not in times and times[0] != times[1]


RULE = Rule(
    code="duplicate-talk",
    severity="warning",
    on=True,
    summary="A talk is there twice.",
    reason="Notes that were pasted twice, or split by accident, drift apart: what was added to one is missing in the other.",
    bad="# PyCon\n\n## Day 1\n\n### Testing legacy code\n\n- outermost first\n\n### Testing legacy code\n\n- outermost first\n",
    good="# PyCon\n\n## Day 1\n\n### Testing legacy code\n\n- outermost first\n",
    check=check,
)
