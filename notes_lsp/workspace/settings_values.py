"""Values of settings: what each kind takes, and what is said of the rest in words for its writer."""

from collections.abc import Mapping

from notes_lsp.links.near import nearest
from notes_lsp.workspace.chosen_rules import ALL_RULES
from notes_lsp.workspace.settings_tables import ALLOWED_HOST

_LONGEST_VALUE_SHOWN = 60


class BadValueError(Exception):
    """A value that a setting can't take; the message says what it can take."""


def read_switch(value: object) -> bool:
    """Yes or no. Raises `BadValueError`, as all that follow do."""
    if not isinstance(value, bool):
        raise BadValueError("true or false")
    return value


def read_number(value: object, least: int, most: int | None) -> int:
    """A whole number from ``least`` to ``most`` (None: without end)."""
    if isinstance(value, float) and value.is_integer():  # some editors know no other numbers
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least or most is not None and value > most:
        raise BadValueError(f"a whole number, {range_of_number(least, most)}")
    return value


def range_of_number(least: int, most: int | None) -> str:
    """Which numbers a setting takes, in words."""
    return f"at least {least}" if most is None else f"from {least} to {most}"


def read_text(value: object, choices: tuple[str, ...]) -> str:
    """A text on one line, one of ``choices`` where there are any."""
    if isinstance(value, str) and choices:
        # "on-save" is how the file of settings writes what an editor writes as "onSave".
        value = {choice.lower(): choice for choice in choices}.get(value.lower().replace("-", ""), value)
    if not isinstance(value, str) or choices and value not in choices:
        raise BadValueError(_one_of(choices, "or") if choices else "a text")
    if not value.isprintable():
        raise BadValueError("a text on one line")
    return value


def read_list(value: object, choices: tuple[str, ...], holds: str) -> tuple[tuple[str, ...] | None, list[str]]:
    """The good elements of a list (None where none is good), and what is wrong with the others.

    ``holds`` says what they are where they are no choices: "patterns" or "hosts".
    """
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")] if choices else [value]
    elif isinstance(value, bool) and choices and ALL_RULES not in choices:
        return (choices if value else ()), []
    if not isinstance(value, list | tuple):
        raise BadValueError("a list of " + (_one_of(choices) if choices else holds))
    good = [element for element in value if isinstance(element, str) and _is_good(element, choices, holds)]
    wrong = [_wrong_element(element, choices, holds) for element in value if element not in good]
    return (None if wrong and not good else tuple(dict.fromkeys(good))), wrong


def _is_good(element: str, choices: tuple[str, ...], holds: str) -> bool:
    if choices:
        return element in choices
    return ALLOWED_HOST.fullmatch(element) is not None if holds == "hosts" else bool(element)


def _wrong_element(element: object, choices: tuple[str, ...], holds: str) -> str:
    if not choices:
        return f"{shown(element)}, which is no {holds.removesuffix('s')}"
    meant = nearest(element, choices) if isinstance(element, str) else None
    what = "which is no rule" if ALL_RULES in choices else "which it can't"
    if meant is not None:
        return f'{shown(element)}, {what}; did you mean "{meant}"?'
    if ALL_RULES in choices:
        return f'{shown(element)}, which is no rule; "notes-lsp --list-rules" lists them'
    return f"{shown(element)}, which it can't; it can hold {_one_of(choices)}"


def _one_of(choices: tuple[str, ...], last: str = "and") -> str:
    if ALL_RULES in choices:
        return "codes of rules"
    return ", ".join(f'"{choice}"' for choice in choices[:-1]) + f' {last} "{choices[-1]}"'


def shown(value: object) -> str:
    """A value as JSON writes it, cut short."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, int) and abs(value) > 10**_LONGEST_VALUE_SHOWN:
        return "a very large number"  # Python refuses to write it
    text = " ".join((f'"{value}"' if isinstance(value, str) else str(value)).split())
    return text if len(text) <= _LONGEST_VALUE_SHOWN else f"{text[:_LONGEST_VALUE_SHOWN]}…"
