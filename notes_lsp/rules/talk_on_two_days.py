"""One talk under two days."""

from collections.abc import Iterator

from notes_lsp.rules.base import Finding, Related, Rule, Surroundings
from notes_lsp.talks.model import Day, Notes, Talk
from notes_lsp.talks.words import is_group, is_no_talk

_LEAST_WORDS = 3
_ENOUGH_WORDS = 5  # of a title that tells without speakers


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report a talk whose title and speakers an earlier day has, too."""
    if len(notes.days) < 2:
        return
    seen: dict[str, tuple[Day, Talk]] = {}
    for day in notes.days:
        for talk in day.talks:
            key = " ".join(talk.heading.casefold().split())
            first_day, first = seen.setdefault(key, (day, talk))
            if first_day is not day and _is_one_talk(first, talk):
                related = (Related(first.title_start, first.title_end, f'it is under "{first_day.label}" here'),)
                message = f'the talk "{talk.title}" is under "{first_day.label}", too'
                yield Finding(talk.title_start, talk.title_end, message, None, related)


def _is_one_talk(first: Talk, second: Talk) -> bool:
    """Whether nothing tells the two talks of one title apart, and the title is not one of many talks."""
    if len(second.heading.split()) < _LEAST_WORDS or is_group(second.heading) or is_no_talk(second.heading):
        return False
    names = [{speaker.name.casefold() for speaker in talk.speakers} for talk in (first, second)]
    return names[0] == names[1] and (bool(names[0]) or len(second.heading.split()) >= _ENOUGH_WORDS)


RULE = Rule(
    code="talk-on-two-days",
    severity="information",
    on=True,
    summary="A talk is under two days.",
    reason=(
        "When a talk was moved, or notes were sorted later on, one of the two places was forgotten; what is added to "
        "one of them is then missing at the other."
    ),
    bad="# PyCon\n\n## Day 1\n\n### Testing legacy code - Ada Vandermeer\n\n- outermost first\n\n## Day 2\n\n### Testing legacy code - Ada Vandermeer\n\n- outermost first\n",
    good="# PyCon\n\n## Day 1\n\n### Testing legacy code - Ada Vandermeer\n\n- outermost first\n\n## Day 2\n\n### Search from the bottom up\n\n- b\n",
    check=check,
)
