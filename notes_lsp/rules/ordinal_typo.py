"""English ordinals with the wrong ending: ``22th``."""

from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.rules.day_mentions import day_mentions
from notes_lsp.talks.model import Notes

_ENDINGS = ("st", "nd", "rd", "th")


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the days whose number has an ending that English does not give it."""
    text = notes.document.text
    for _, offset, mention in day_mentions(notes):
        if mention.ordinal is None or mention.ordinal.lower() not in _ENDINGS or mention.day_start < 0:
            continue
        start, number_end = offset + mention.day_start, offset + mention.day_end
        number = text[start:number_end]
        if not number.isdecimal() or ending_of(int(number)) == mention.ordinal.lower():
            continue
        end = number_end + len(mention.ordinal)
        proper = number + ending_of(int(number))
        fix = Fix(f'Write "{proper}"', (Edit(start, end, proper),))
        yield Finding(start, end, f'"{text[start:end]}" should be "{proper}"', fix)


def ending_of(number: int) -> str:
    """The ending that makes ``number`` an English ordinal."""
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


RULE = Rule(
    code="ordinal-typo",
    severity="warning",
    on=True,
    summary="The ending of a day's number is wrong.",
    reason=(
        "Typed in a hurry, 22nd becomes 22th. A search for the date then misses the day, and so does whoever reads "
        "the notes aloud."
    ),
    bad="# PyCon 2014\n\n## Tuesday, July 22th\n\n### Testing legacy code\n\n- start with the outermost test\n",
    good="# PyCon 2014\n\n## Tuesday, July 22nd\n\n### Testing legacy code\n\n- start with the outermost test\n",
    check=check,
    fixes="safe",
)
