"""Taking messages out of a stream of bytes (LSP 3.17, "Base Protocol").

Works on bytes alone, so that it serves pipes and sockets alike. Whatever comes in, it goes on with the next message
that it can find; what could not be read is a `Malformed`, which the client is told.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_HEADER_END = b"\r\n\r\n"
_LENGTH_NAME = b"content-length"
# A header is a hundred bytes at most; what goes on without an end is none.
_LONGEST_HEADER = 64 * 1024
# The longest text that an editor opens takes far less; to wait for more would be to wait for ever.
_LONGEST_BODY = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Malformed:
    """What came in and is no message; ``reason`` says why, without any of its text."""

    reason: str


def framed(body: bytes) -> bytes:
    """``body`` with its header."""
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


class FrameParser:
    """Collects bytes and gives the messages in them: what JSON holds, or a `Malformed`."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._body_length: int | None = None

    def feed(self, data: bytes) -> Iterator[Any]:
        """The messages that are complete with ``data``."""
        self._waiting += data
        while True:
            if self._body_length is None:
                problem = self._read_header()
                if problem is not None:
                    yield problem
                    continue
            if self._body_length is None or len(self._waiting) < self._body_length:
                return
            body = bytes(self._waiting[: self._body_length])
            del self._waiting[: self._body_length]
            self._body_length = None
            yield _read_body(body)

    def _read_header(self) -> Malformed | None:
        end = self._waiting.find(_HEADER_END)
        if end < 0:
            if len(self._waiting) <= _LONGEST_HEADER:
                return None
            # The start of a name that is not complete yet must stay.
            self._skip_to_next_header(len(self._waiting) - len(_LENGTH_NAME))
            return Malformed("the header has no end")
        header = bytes(self._waiting[:end])
        length = _length_in(header)
        if length is None or length > _LONGEST_BODY:
            # The length of the body is not known: the next header is looked for, behind what was no header.
            self._skip_to_next_header(end + len(_HEADER_END))
            return Malformed("the header has no valid Content-Length")
        del self._waiting[: end + len(_HEADER_END)]
        self._body_length = length
        return None

    def _skip_to_next_header(self, start: int) -> None:
        found = bytes(self._waiting).lower().find(_LENGTH_NAME, start)
        del self._waiting[: found if found >= 0 else start]


def _length_in(header: bytes) -> int | None:
    """The value of the last line of ``header`` that gives a length; garbage in front of its name is passed over."""
    for line in reversed(header.split(b"\r\n")):
        name, colon, value = line.rpartition(b":")
        digits = value.strip()
        if colon and name.strip().lower().endswith(_LENGTH_NAME) and digits.isdigit() and len(digits) < 12:
            return int(digits)
    return None


def _read_body(body: bytes) -> Any:
    try:
        return json.loads(body.decode("utf-8"))
    except UnicodeDecodeError:
        return Malformed("the message is not UTF-8")
    except (ValueError, RecursionError):
        return Malformed("the message is not JSON")
