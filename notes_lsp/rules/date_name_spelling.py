"""Names of months and weekdays that are misspelt (``Wendesday``) or oddly cased (``JUly``)."""

from collections.abc import Iterator

from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.rules.day_mentions import day_mentions
from notes_lsp.talks.date_mention import DateMention
from notes_lsp.talks.date_names import PROPER_CASE
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the names in the labels of days that no calendar spells so."""
    text = notes.document.text
    for _, offset, mention in day_mentions(notes):
        for start, end, proper in [*mention.misspelt, *_oddly_cased(text, offset, mention)]:
            written = text[offset + start : offset + end]
            fix = Fix(f'Write "{proper}"', (Edit(offset + start, offset + end, proper),))
            yield Finding(offset + start, offset + end, f'"{written}" should be "{proper}"', fix)


def _oddly_cased(text: str, offset: int, mention: DateMention) -> Iterator[tuple[int, int, str]]:
    misspelt = {start for start, _, _ in mention.misspelt}
    for start, end in ((mention.weekday_start, mention.weekday_end), (mention.month_start, mention.month_end)):
        if start < 0 or start in misspelt:
            continue
        word = text[offset + start : offset + end]
        proper = PROPER_CASE.get(word.casefold(), ())
        # All small and all capitals are a matter of style, as is a capital where the language has none.
        if not proper or word in proper or word.islower() or word.isupper() or word == word.capitalize():
            continue
        yield start, end, next((name for name in proper if name[:1].isupper()), proper[0])


RULE = Rule(
    code="date-name-spelling",
    severity="warning",
    on=True,
    summary="The name of a month or a weekday is misspelt or oddly cased.",
    reason=(
        "Days are what notes are searched by later. A month that no calendar knows is not found again, and the day "
        "may lose its date."
    ),
    bad="# PyCon 2014\n\n## Thursday, JUly 24\n\n### Search from the bottom up\n\n- segments never change\n",
    good="# PyCon 2014\n\n## Thursday, July 24\n\n### Search from the bottom up\n\n- segments never change\n",
    check=check,
    fixes="safe",
)
