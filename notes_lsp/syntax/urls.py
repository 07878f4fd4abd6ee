"""Bare URLs in running text: GitHub's extended autolinks (GitHub Flavored Markdown 0.29, section 6.9).

What an autolink may end with follows that section. Added to it: brackets are balanced as parentheses are,
and a URL ends before quotation marks, ``>``, a backquote and full-width punctuation, none of which it may hold
unescaped (RFC 3986, section 2): notes put URLs between them.
"""

import re

_NO_URL = (
    r"\s\x00-\x1f\x7f<>\"`\]"
    "\u00ab\u00bb\u2018-\u201f"  # quotation marks
    "\u3000-\u3003\u3008-\u3011\u3014-\u301b"  # CJK stops and brackets
    "\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d\uff5f-\uff64"  # full-width forms
)
_URL = re.compile(
    r"(?:(?<![A-Za-z0-9])(?:[hH][tT][tT][pP][sS]?|[fF][tT][pP])://(?=[^\W_]|\[[0-9A-Fa-f:.]{2,45}\])"
    r"|(?<![\w./@-])[wW]{3}\.(?=[^\W_]))"
    # In `[https://a](https://b)` the first one ends with the text of the link.
    rf"[^{_NO_URL}]*(?:\](?![(\[])[^{_NO_URL}]*)*"
)
_LONGEST_SCHEME = 5
_LETTERS = frozenset("hHtTpPsSfF")
_TRAILING = "?!.,:;*_~'\u2026"
_OPENING = {")": "(", "]": "["}
_ENTITY_CHARACTERS = re.compile(r"&[A-Za-z0-9]+;$")


def find_bare_urls(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the ``http``, ``https``, ``ftp`` and ``www.`` URLs in ``text[start:end]``, in order."""
    found = []
    position = start
    for mark in _marks(text, start, end):
        if mark < position:
            continue
        # The search is for what few texts hold; the scheme before it is looked for backwards.
        url_start = mark
        while url_start > max(position, mark - _LONGEST_SCHEME) and text[url_start - 1] in _LETTERS:
            url_start -= 1
        match = _URL.match(text, url_start, end)
        if match is not None:
            position = match.end()
            found.append((url_start, _trimmed(text, url_start, position)))
    return found


def _marks(text: str, start: int, end: int) -> list[int]:
    """Where ``://`` and ``www.`` stand, in order. Three plain searches are quicker than one for all."""
    places = []
    for mark in ("://", "www.", "WWW."):
        place = text.find(mark, start, end)
        while place >= 0:
            places.append(place)
            place = text.find(mark, place + 3, end)
    places.sort()
    return places


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the URL at ``start:end`` ends once what belongs to the sentence around it is taken off."""
    surplus: dict[str, int] = {}  # of closing brackets over opening ones
    while end > start:
        last = text[end - 1]
        if last == ";":
            entity = _ENTITY_CHARACTERS.search(text, max(start, end - 12), end)
            end = entity.start() if entity is not None else end - 1
        elif last in _TRAILING:
            end -= 1
        elif last in _OPENING:
            if last not in surplus:
                surplus[last] = text.count(last, start, end) - text.count(_OPENING[last], start, end)
            if surplus[last] <= 0:
                break
            surplus[last] -= 1
            end -= 1
        else:
            break
    return end
