"""The tags behind a title, which are no part of it: ``Queues by Ada Lovelace #async #python``, ``Queues :async:``."""

import re

# As `notes_lsp.features.tags` finds them, but only what begins with a letter: `#2b` may be the number of a room.
_TAG = re.compile(r"#[^\W\d_](?:[\w/-]*\w)?|:(?:[\w@#%]+:)+")
# `The future of #python`: after such a word a tag is said as part of the title.
_GOES_ON = frozenset(
    """
    a an and as at by for from in into is like no not of on or our the to using via vs with without your
    auf aus bei das der die durch ein eine für im in mit oder und von zu zum zur über
    à au avec dans de des du en et la le les ou par pour sans sur un une
    con del e el los para por sin sobre un una y com da do em na no o os um uma di il per
    """.split()
)


def without_tags(title: str) -> str:
    """``title`` without the tags at its end. One that is nothing else stays as it is."""
    if "#" not in title and not title.rstrip().endswith(":"):
        return title
    end = len(title.rstrip())
    while True:
        blank = title.rfind(" ", 0, end)
        if blank <= 0 or _TAG.fullmatch(title, blank + 1, end) is None:
            break
        end = blank
        while end > 0 and title[end - 1] == " ":
            end -= 1
    if end in (0, len(title)):
        return title
    last_word = title[title.rfind(" ", 0, end) + 1 : end]
    return title if last_word.casefold() in _GOES_ON else title[:end]
