"""What the server and the process of the network say to each other: one JSON object on each line.

The server sends jobs, each with a number, and may cancel them; the process answers each with states, in batches, and
then with one end. Policies and states are plain values, and travel as they are.
"""

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

from notes_lsp.links.verdicts import WebState

LONGEST_LINE = 64 * 1024 * 1024
"""In bytes: what is longer is no message."""

_Value = TypeVar("_Value")
# How a set is written, which JSON has not.
_SET = "a set"


def line_of(message: dict[str, Any]) -> bytes:
    """``message`` as a line."""
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def message_in(line: bytes) -> dict[str, Any]:
    """The message on a line. Raises `ValueError` for one that is none."""
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("a message is an object")
    return message


def states_as_json(states: Iterable[WebState]) -> list[list[Any]]:
    """``states`` without their ages, which depend on when somebody asks."""
    return [[s.address, s.verdict, s.status, s.reason, s.moved_to, s.checked_at] for s in states]


def states_from_json(rows: Iterable[list[Any]]) -> list[WebState]:
    """The states that `states_as_json` wrote."""
    return [WebState(*row) for row in rows]


def value_as_json(value: Any) -> dict[str, Any]:
    """A dataclass of texts, numbers, tuples and sets (of such) as JSON."""
    return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}


def value_from_json(kind: type[_Value], plain: dict[str, Any]) -> _Value:
    """The dataclass that `value_as_json` wrote. Raises `TypeError` for what is none."""
    return kind(**{name: _from_plain(value) for name, value in plain.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, frozenset):
        return {_SET: sorted(value)}
    return value


def _from_plain(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_from_plain(each) for each in value)
    return frozenset(value[_SET]) if isinstance(value, dict) else value
