"""One more address that nobody is asked about, in the text of a file of settings; all else in it stays as it is.

The text is changed in one place, and then read to see whether it says what it should: TOML can be written in many
ways, and where the place is not plain, nothing is changed.
"""

import copy
import json
import re
from typing import Any

from notes_lsp.rules.base import Edit
from notes_lsp.workspace.config_files import parse_toml
from notes_lsp.workspace.config_search import CONFIG_NAMES
from notes_lsp.workspace.settings import Layer, read_settings

OWN_CONFIG, PROJECT_CONFIG = CONFIG_NAMES

_FLAT = "links-exclude"
_TABLE, _KEY = "links", "exclude"
# Up to the end of a table: the next line that opens one.
_NEXT_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\n|\r")


def exclude_in_config(text: str, name: str, address: str) -> Edit | None:
    """The edit of a file of this ``name`` that excludes ``address``; None where it is not plain what to change."""
    own = ["tool", "notes-lsp"] if name == PROJECT_CONFIG else []
    try:
        before = parse_toml(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    for edit in _candidates(text, own, address):
        after_text = text[: edit.start] + edit.text + text[edit.end :]
        try:
            after = parse_toml(after_text.removeprefix("\ufeff"))
        except (ValueError, RecursionError):
            continue
        is_expected = any(after == wanted for wanted in _wanted(before, own, address))
        if is_expected and _excluded(after, own) == (address, *_excluded(before, own)):
            return edit
    return None


def _excluded(values: Any, own: list[str]) -> tuple[str, ...]:
    """What the settings in a file exclude: a setting can be spelled in several ways, and the last one counts."""
    for name in own:
        values = values.get(name, {}) if isinstance(values, dict) else {}
    return read_settings((Layer("", values),))[0].links_exclude


def _candidates(text: str, own: list[str], address: str) -> list[Edit]:
    """Edits that may do it, the best first."""
    element = json.dumps(address)
    in_table = _in_table(text, [*own, _TABLE], _KEY, element)
    flat = _in_table(text, own, _FLAT, element)
    dotted = _in_table(text, own, f"{_TABLE}.{_KEY}", element)
    newline = _LINE_END.search(text)
    line_end = newline[0] if newline is not None else "\n"
    header = _header([*own, _TABLE]).search(text)
    found = [edit for edit in (in_table, flat, dotted) if edit is not None]
    if header is not None:
        found.append(Edit(header.end(), header.end(), f"{line_end}{_KEY} = [{element}]"))
    gap = "" if not text.strip() else line_end if text.endswith(("\n", "\r")) else line_end * 2
    end = f"{gap}[{'.'.join([*own, _TABLE])}]{line_end}{_KEY} = [{element}]{line_end}"
    found.append(Edit(len(text), len(text), end))
    return found


def _in_table(text: str, table: list[str], key: str, element: str) -> Edit | None:
    """The edit that puts ``element`` first into the list ``key`` of ``table``; None where no such list is plain."""
    start = 0
    if table:
        header = _header(table).search(text)
        if header is None:
            return None
        start = header.end()
    following = _NEXT_TABLE.search(text, start)
    stop = following.start() if following is not None else len(text)
    written = re.compile(rf"^[ \t]*{re.escape(key)}[ \t]*=[ \t]*\[", re.MULTILINE).search(text, start, stop)
    if written is None:
        return None
    at = written.end()
    rest = re.compile(r"([ \t]*(?:\r\n|\n|\r))([ \t]*)(?=\S)").match(text, at)
    if rest is not None and not text.startswith("]", rest.end()):
        line_end = rest[1].lstrip(" \t")
        return Edit(rest.end(), rest.end(), f"{element},{line_end}{rest[2]}")
    is_empty = text[at:].lstrip().startswith("]")
    return Edit(at, at, element if is_empty else f"{element}, ")


def _header(table: list[str]) -> re.Pattern[str]:
    names = r"[ \t]*\.[ \t]*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in table)
    return re.compile(rf"^[ \t]*\[[ \t]*{names}[ \t]*\][ \t]*(?:#[^\r\n]*)?$", re.MULTILINE)


def _wanted(before: dict[str, Any], own: list[str], address: str) -> list[dict[str, Any]]:
    """What the file may say afterwards: the address first in the list that is there, or in a new one."""
    found = []
    for path in ([*own, _TABLE, _KEY], [*own, _FLAT]):
        wanted = copy.deepcopy(before)
        table: Any = wanted
        for name in path[:-1]:
            table = table.setdefault(name, {}) if isinstance(table, dict) else None
        if not isinstance(table, dict) or not isinstance(table.get(path[-1], []), list):
            continue
        table[path[-1]] = [address, *table.get(path[-1], [])]
        found.append(wanted)
    return found
