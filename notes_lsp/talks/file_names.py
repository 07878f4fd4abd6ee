"""What the name of a file says of its day: ``day2.md``, ``friday.txt``, ``2014-03-01.rst``, ``20160509_talk.md``."""

import re

from notes_lsp.talks.dates import find_dates
from notes_lsp.talks.day_labels import parse_day_label
from notes_lsp.talks.model import NamedDay

_SEPARATORS = re.compile(r"[_.\s]+|(?<=[^\W\d_])-|-(?=[^\W\d_])")
_MOST_CHARACTERS = 200


def day_of_name(path: str) -> NamedDay | None:
    """The day that the name of a file gives, or else that of its folder; None where they give none.

    Dates in a name are read only where they have all their digits (``2014-03-01``, ``20140301``).
    """
    for name in reversed(path.replace("\\", "/").split("/")[-2:]):
        found = _day_of(name[:_MOST_CHARACTERS])
        if found is not None:
            return found
    return None


def _day_of(name: str) -> NamedDay | None:
    stem = name.rsplit(".", 1)[0] if "." in name[1:] else name
    words = _SEPARATORS.sub(" ", stem).strip()
    label = parse_day_label(words)
    if label is not None and (label.number is not None or label.mention is not None):
        mention = label.mention
        date = mention.date if mention is not None and mention.order != "ambiguous" else None
        text = words[label.label_start : label.label_end]
        return NamedDay(text, date, mention.weekday if mention is not None else None, label.number)
    for mention in find_dates(words):
        if mention.order == "iso" and mention.is_day:
            return NamedDay(words[mention.start : mention.end], mention.date, mention.weekday, None)
    return None
