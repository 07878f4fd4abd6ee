"""Documents that notes call by name, as everybody does: ``PEP 333``, ``RFC 9110``, ``CVE-2024-1234``, ``gh-123``.

``bpo-`` and ``gh-`` name issues of CPython, before and after its move to GitHub.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedDocument:
    """A document that is named at ``start:end``; ``title`` says which, in a few words."""

    start: int
    end: int
    address: str
    title: str


_NAME = re.compile(
    r"(?<![\w@#.&=-])(?:"
    r"(?:PEP[ \xa0-]?|(?<![\"'])[Pp]ep[ \xa0-])(?P<pep>\d{1,4})"
    r"|(?<!Rust )(?:RFC[ \xa0-]?|(?<![\"'])[Rr]fc[ \xa0-])(?P<rfc>\d{1,5})"
    r"|(?:CVE|(?<![\"'])cve)-(?P<cve>\d{4}-\d{4,7})"
    r"|bpo-(?P<bpo>\d{1,6})"
    r"|gh-(?P<gh>\d{2,7})"
    r")(?!\w|[-/.]\d|\.\w)"
)
# The roles of docutils and Sphinx: :pep:`8`, :rfc:`the style guide <2822#section-3>`
_ROLE = re.compile(r":(pep|rfc|cve):`(?:[^`<>]{0,200}<)?((?:cve-)?\d[\d-]*)(?:#[^`<>\s]{1,200})?>?`", re.IGNORECASE)
_MARKS = ("PEP", "pep", "Pep", "RFC", "rfc", "Rfc", "CVE-", "cve-", "bpo-", "gh-", ":cve:")
_TICKS = re.compile("`+")


def find_named_documents(text: str, start: int, end: int) -> tuple[NamedDocument, ...]:
    """The documents named in ``text[start:end]``, in order; not those in inline code.

    Blocks of code and what is part of a link are for whoever knows where they are.
    """
    return tuple(_named_documents(text, start, end))


def _named_documents(text: str, start: int, end: int) -> Iterator[NamedDocument]:
    counted_to, ticks, last_end = start, 0, -1
    for place in _places(text, start, end):
        if place < last_end:
            continue
        role = _ROLE.match(text, place - 1, end) if place > start else None
        match = _NAME.match(text, place, end) if role is None else None
        if match is None and role is None:
            continue
        # `PEP 8/PEP 257` is two names, `src/PEP 8` a path.
        if text[place - 1 : place] == "/" and last_end != place - 1:
            continue
        line = max(text.rfind("\n", counted_to, place), text.rfind("\r", counted_to, place))
        if line >= 0:
            counted_to, ticks = line, 0
        ticks += sum(1 for _ in _TICKS.finditer(text, counted_to, place))
        counted_to = place
        if ticks % 2 == 1:
            continue
        found = _of_role(role) if role is not None else _of_name(match) if match is not None else None
        if found is not None:
            last_end = found.end
            yield found


def _places(text: str, start: int, end: int) -> list[int]:
    """Where a name may begin, in order. Plain searches for each mark are quicker than one pattern for all."""
    places = set()
    for mark in _MARKS:
        place = text.find(mark, start, end)
        while place >= 0:
            places.add(place + mark.startswith(":"))
            place = text.find(mark, place + len(mark), end)
    return sorted(places)


def _of_name(match: re.Match[str]) -> NamedDocument:
    kind = match.lastgroup or ""
    return _document(kind, match[kind], match.start(), match.end())


def _of_role(match: re.Match[str]) -> NamedDocument | None:
    kind = match[1].lower()
    number = match[2].lower().removeprefix("cve-")
    if (kind == "cve") != ("-" in number) or len(number) > 12:
        return None
    return _document(kind, number, match.end(1) + 2, match.end() - 1)


def _document(kind: str, number: str, start: int, end: int) -> NamedDocument:
    if kind == "pep":
        return NamedDocument(start, end, f"https://peps.python.org/pep-{int(number):04d}/", f"PEP {int(number)}")
    if kind == "rfc":
        return NamedDocument(start, end, f"https://www.rfc-editor.org/rfc/rfc{int(number)}", f"RFC {int(number)}")
    if kind == "cve":
        return NamedDocument(start, end, f"https://www.cve.org/CVERecord?id=CVE-{number}", f"CVE-{number}")
    if kind == "bpo":
        return NamedDocument(start, end, f"https://bugs.python.org/issue{number}", f"Python issue {number}")
    return NamedDocument(start, end, f"https://github.com/python/cpython/issues/{number}", f"CPython issue {number}")
