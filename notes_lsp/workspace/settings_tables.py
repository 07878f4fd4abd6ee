"""Settings that are tables: answers of servers that are fine, and what to send along to a host.

Each function gives the good part of what is written, as tuples, and says of the rest what is wrong with it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeGuard

CodesByPattern = tuple[tuple[str, tuple[int, ...]], ...]
HeadersByHost = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
Pairs = tuple[tuple[str, str], ...]

CODES_EXAMPLE = {"www.example.org": [403, 999]}
HEADERS_EXAMPLE = {"api.example.org": {"Accept": "text/html"}}
NAMES_EXAMPLE = {"elastik": "Elasticsearch", "pgbounser": "PgBouncer"}

# The name of a host or an address, and a port (RFC 3986, section 3.2); no pattern.
_AUTHORITY = r"(?:[^\s/@:?#\[\]*\\]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
_HOST = re.compile(rf"(?:https?://)?{_AUTHORITY}/?", re.IGNORECASE)
# Also an address without brackets, and a network: 10.0.0.0/8.
ALLOWED_HOST = re.compile(rf"(?:{_AUTHORITY}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/[0-9]{{1,3}})?")
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2
_HEADER_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?")  # RFC 9110, section 5.5
_WRONG_NAME = re.compile(r"[0-9A-Za-z]{2,60}")
_PROPER_NAME = re.compile(r"\S(?:[^\x00-\x1f\x7f]{0,98}\S)?")
# What a message is framed by is no choice of a user's.
_NOT_TO_SET = frozenset({"host", "connection", "content-length", "transfer-encoding", "te", "upgrade", "trailer"})


class NoTableError(Exception):
    """The value is no table; the message says what it must be."""


def read_codes(value: object) -> tuple[CodesByPattern | None, list[str]]:
    """Codes of HTTP by patterns for addresses; None where nothing is good. Raises `NoTableError`."""
    wrong: list[str] = []
    found = []
    for pattern, codes in _entries(value, 'a table of patterns with codes, as { "example.org" = [403] }'):
        listed = codes if isinstance(codes, list | tuple) else [codes]
        good = tuple(code for code in listed if _is_code(code))
        wrong += [_wrong_code(pattern, code) for code in listed if not _is_code(code)]
        if good:
            found.append((pattern, good))
    return (None if wrong and not found else tuple(found)), wrong


def read_headers(value: object) -> tuple[HeadersByHost | None, list[str]]:
    """Headers of HTTP by hosts; None where nothing is good. Raises `NoTableError`."""
    wrong: list[str] = []
    found = []
    for host, headers in _entries(value, 'a table of hosts with headers, as { "example.org" = { Accept = "*/*" } }'):
        if _HOST.fullmatch(host) is None:
            wrong.append(f'"{host}", which is no host; headers go to the hosts that are named, never to all')
        elif not isinstance(headers, Mapping):
            wrong.append(f'something for "{host}" that is no table of headers')
        else:
            good, bad = _read_headers_of(host, headers)
            wrong += bad
            found += [(host.lower(), good)] if good else []
    return (None if wrong and not found else tuple(found)), wrong


def read_names(value: object) -> tuple[Pairs | None, list[str]]:
    """Proper names by wrong ones; None where nothing is good. Raises `NoTableError`."""
    wrong: list[str] = []
    found: list[tuple[str, str]] = []
    for name, proper in _entries(value, 'a table of wrong names with proper ones, as { "ngixn" = "nginx" }'):
        if _WRONG_NAME.fullmatch(name) is None:
            wrong.append(f'"{name[:60]}", which is no word of letters from a to z and digits')
        elif not isinstance(proper, str) or _PROPER_NAME.fullmatch(proper) is None:
            wrong.append(f'something for "{name}" that is no name on one line')
        elif name.lower() == proper.lower():
            wrong.append(f'"{name}" for itself')
        else:
            found.append((name, proper))
    return (None if wrong and not found else tuple(found)), wrong


READERS: dict[str, Callable[[object], tuple[CodesByPattern | HeadersByHost | Pairs | None, list[str]]]] = {
    "codes": read_codes,
    "headers": read_headers,
    "names": read_names,
}


def _entries(value: object, what: str) -> Iterator[tuple[str, object]]:
    if not isinstance(value, Mapping):
        raise NoTableError(what)
    return ((str(name), inner) for name, inner in value.items())


def _is_code(code: object) -> TypeGuard[int]:
    return isinstance(code, int) and not isinstance(code, bool) and 100 <= code <= 999


def _wrong_code(pattern: str, code: object) -> str:
    shown = str(code)[:20] if isinstance(code, str | int | float) else "something"
    return f'{shown} for "{pattern}", which is no code; codes are numbers from 100 to 999'


def _read_headers_of(host: str, headers: Mapping[object, object]) -> tuple[Pairs, list[str]]:
    good, wrong = [], []
    for name, value in headers.items():
        if not isinstance(name, str) or _HEADER_NAME.fullmatch(name) is None:
            wrong.append(f'a name for "{host}" that is none of a header: letters, digits and hyphens')
        elif name.lower() in _NOT_TO_SET:
            wrong.append(f'"{name}" for "{host}", which is not to be set')
        elif not isinstance(value, str) or _HEADER_VALUE.fullmatch(value) is None:
            # The value may be a secret: it is not shown.
            wrong.append(f'a value of "{name}" for "{host}" that is no text of one line in ASCII')
        else:
            good.append((name, value))
    return tuple(good), wrong
