"""On which line of a TOML file a setting stands: its parser does not say.

A line is found by the look of it. That may miss what is written in an uncommon way (keys over several lines), never
more: the message then names the file alone.
"""

import re

from notes_lsp.syntax.text import split_lines

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]\s](?:[^\[\]]*[^\[\]\s])?)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")

_OWN_TABLES = (("tool", "notes-lsp"), ("notes-lsp",), ("settings",))


def line_of_setting(text: str, written: str) -> int | None:
    """The line, from 1, of the setting ``written`` (``links.exclude``) in the TOML ``text``; None: unknown."""
    wanted = tuple(written.split("."))
    table: tuple[str, ...] = ()
    lines = split_lines(text)
    for number, (start, end) in enumerate(zip(lines.starts, lines.ends, strict=True), 1):
        line = text[start:end]
        header = _HEADER.fullmatch(line)
        if header is not None:
            table = _parts(header[1])
            here = table
        else:
            key = _KEY.match(line)
            if key is None:
                continue
            here = table + _parts(key[1])
        if _without_own_table(here)[: len(wanted)] == wanted:
            return number
    return None


def _parts(written: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(written))


def _without_own_table(parts: tuple[str, ...]) -> tuple[str, ...]:
    for own in _OWN_TABLES:
        if parts[: len(own)] == own:
            parts = parts[len(own) :]
    return parts
