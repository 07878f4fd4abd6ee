"""Bare URLs in running text: GitHub's extended autolinks (GitHub Flavored Markdown 0.29, section 6.9).

What an autolink may end with follows that section. Added to it: brackets and braces are balanced as parentheses are,
and a URL ends before quotation marks, ``>``, a backquote, a long dash and full-width punctuation, none of which it may
hold unescaped (RFC 3986, section 2): notes put URLs between them. So do sentences that go on with ``'s``.
Addresses of people count where they say that they are some: ``mailto:ada@example.org``, ``<ada@example.org>``.
"""

import re
from collections.abc import Callable

_NO_URL = (
    r"\s\x00-\x1f\x7f<>\"`\]"
    "\u00ab\u00bb\u2018-\u201f"  # quotation marks
    "\u2014\u2015"  # long dashes
    "\u3000-\u3003\u3008-\u3011\u3014-\u301b"  # CJK stops and brackets
    "\uff01\uff08\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3b\uff3d\uff5b\uff5d\uff5f-\uff64"  # full-width forms
)
# In `[https://a](https://b)` the first one ends with the text of the link.
_REST = re.compile(rf"[^{_NO_URL}]*(?:\](?![(\[])[^{_NO_URL}]*)*")
_URL = re.compile(
    r"(?:(?<![A-Za-z0-9])(?:[hH][tT][tT][pP][sS]?|[fF][tT][pP])://(?=[^\W_]|\[[0-9A-Fa-f:.]{2,45}\])"
    r"|(?<![\w./@-])[wW]{3}\.(?=[^\W_]))" + _REST.pattern
)
_MARKS = ("://", "www.", "WWW.", "@")
_LONGEST_SCHEME = 5
_LONGEST_ROW = 2000
_BAR = re.compile(r"(?<!\\)\|")
_LETTERS = frozenset("hHtTpPsSfF")
_MAIL = re.compile(
    r"(?:(?<![A-Za-z0-9])[mM][aA][iI][lL][tT][oO]:|(?<=<)(?=[^<>\s]{3,320}>))"
    r"[\w.!#$%&'*+/=?^{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?(?:\?[\w%&=.+-]*\w)?"
)
_LONGEST_NAME = 72  # of a person in an address, with `mailto:`
_NOT_IN_A_NAME = frozenset('<> \t\r\n@,;()[]"')
_TRAILING = "?!.,:;*_~'|\u2013\u2026"
_OPENING = {")": "(", "]": "[", "}": "{"}
_ENTITY_CHARACTERS = re.compile(r"&[A-Za-z0-9]+;$")


def end_of_url(text: str, start: int, end: int) -> int:
    """Where in ``text[start:end]`` a URL ends that is known to begin at ``start``."""
    match = _REST.match(text, start, end)
    return _trimmed(text, start, match.end()) if match is not None else start


def find_bare_urls(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans of the ``http``, ``https``, ``ftp`` and ``www.`` URLs in ``text[start:end]``, in order.

    Those of e-mail addresses that are written as links, too.
    """
    found = []
    position = start
    for mark in _marks(text, start, end):
        if mark < position:
            continue
        if text[mark] == "@":
            mail = _mail_at(text, position, mark, end)
            if mail is not None:
                found.append(mail)
                position = mail[1]
            continue
        # The search is for what few texts hold; the scheme before it is looked for backwards.
        url_start, nearest = mark, max(position, mark - _LONGEST_SCHEME)
        while url_start > nearest and text[url_start - 1] in _LETTERS:
            url_start -= 1
        match = _URL.match(text, url_start, end)
        if match is not None:
            position = match.end()
            found.append((url_start, _trimmed(text, url_start, position)))
    return found


def _marks(text: str, start: int, end: int) -> list[int]:
    """Where ``://``, ``www.`` and ``@`` stand, in order. Plain searches are quicker than one for all."""
    places = []
    for mark in _MARKS:
        place = text.find(mark, start, end)
        while place >= 0:
            places.append(place)
            place = text.find(mark, place + 1, end)
    places.sort()
    return places


def _mail_at(text: str, start: int, at: int, end: int) -> tuple[int, int] | None:
    """The span of the e-mail address around the ``@`` at ``at``; None for what does not say that it is one."""
    begin = at
    while begin > max(start, at - _LONGEST_NAME) and text[begin - 1] not in _NOT_IN_A_NAME:
        begin -= 1
    if text[begin - 1 : begin] != "<":
        scheme = text[begin:at].lower().find("mailto:")
        if scheme < 0:
            return None
        begin += scheme
    match = _MAIL.match(text, begin, end)
    if match is None or match.end() <= at or "." not in text[at : match.end()]:
        return None
    return begin, _trimmed(text, begin, match.end())


def split_at_bars(text: str, spans: list[tuple[int, int]], is_in_row: Callable[[int], bool]) -> list[tuple[int, int]]:
    """``spans`` of URLs, where those that begin in a row of a table end with their cell: at a ``|``."""
    if not any(text.find("|", *span) >= 0 for span in spans):
        return spans
    found = []
    for start, end in spans:
        if text.find("|", start, end) < 0 or not is_in_row(start):
            found.append((start, end))
            continue
        cell_start = start
        for bar in [*(match.start() for match in _BAR.finditer(text, start, end)), end]:
            found += find_bare_urls(text, cell_start, bar)
            cell_start = bar + 1
    return found


def begins_with_a_bar(text: str, offset: int) -> bool:
    """Whether the line of ``offset`` is one of a table as Org and others draw them."""
    nearest = max(offset - _LONGEST_ROW, 0)
    start = max(text.rfind("\n", nearest, offset), text.rfind("\r", nearest, offset)) + 1
    return text[start:offset].lstrip(" \t").startswith("|")


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
        elif last == "s" and text[end - 2] == "'":
            end -= 2
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
