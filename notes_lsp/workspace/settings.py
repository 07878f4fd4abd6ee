"""All settings, in one place: their names, defaults, descriptions, and how layers of them become one.

A layer is what one source says: ``notes-lsp.toml``, ``[tool.notes-lsp]`` in ``pyproject.toml``, an editor. What it
says wrong becomes a `SettingsProblem`, and what was set before it stays. `docs/settings.md` and the JSON schema are
made from `Settings` (`notes_lsp.workspace.settings_pages`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from notes_lsp.rules.base import Rule
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.files import NOTES_ENDINGS

ALL_RULES = "all"
DEFAULT_INCLUDE = tuple(f"*{ending}" for ending in NOTES_ENDINGS)

# What editors wrap settings in.
_WRAPPERS = frozenset({"notes-lsp", "settings"})
# What editors keep beside our settings for themselves: how much of the traffic to log.
_FOR_EDITORS = frozenset({"trace"})
# How editors name what is a setting under another name.
_OTHER_NAMES = {"workspace_trusted": "python_trusted", "python_enabled": "python"}
# A setting may be written as `python.scope`, and those of Python as a table of their own.
_PREFIX = "python"
_CAMEL_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST_VALUE_SHOWN = 60

_RULE_CODES = (ALL_RULES, *(rule.code for rule in RULES))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the value of the setting ``name`` comes from, and the folder that its patterns are relative to."""

    name: str
    source: str
    folder: str


def _setting(default: Any, description: str, example: Any, **more: Any) -> Any:
    """A field with what the reference says of it; ``more`` is `choices` of a list or a text, or `least` of a number."""
    return field(default=default, metadata={"description": description, "example": example, **more})


def _switch(what: str) -> Any:
    return _setting(True, what, False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can set; each default is that of its field. ``origins`` is no setting: it says what was set where."""

    include: tuple[str, ...] = _setting(
        DEFAULT_INCLUDE,
        "The files that are talk notes, as patterns in the style of .gitignore. A README is taken if it holds talks, a "
        "LICENSE, a CHANGELOG and their like are not, unless a pattern of your own names them.",
        ("talks/**", "README.md"),
    )
    exclude: tuple[str, ...] = _setting(
        (),
        "The files that are no talk notes, as patterns in the style of .gitignore, whatever `include` says.",
        ("drafts/", "*.generated.md"),
    )
    select: tuple[str, ...] = _setting(
        (),
        "The rules to run, by their codes, or `all`. Without any, those run that are on by default.",
        ("missing-file", "missing-anchor"),
        choices=_RULE_CODES,
    )
    ignore: tuple[str, ...] = _setting(
        (), "The rules to leave out, by their codes, or `all`.", ("unused-definition",), choices=_RULE_CODES
    )
    diagnostics: bool = _switch("Show what the rules find.")
    outline: bool = _switch("Offer the outline of a file: days, talks and their sections.")
    workspace_symbols: bool = _switch("Offer the search for talks, speakers, days and tags in all notes.")
    hover: bool = _switch("Show what is known of the talk, day, speaker, link or date under the pointer.")
    completion: bool = _switch("Offer paths, anchors, labels, speakers, tags, languages and dates while typing.")
    definition: bool = _switch("Go to where a link, a label, a speaker or a tag leads.")
    references: bool = _switch("Find all links to a heading, and all places of a label, a speaker or a tag.")
    highlight: bool = _switch("Mark the other places of what is under the cursor.")
    document_links: bool = _switch("Make links something to click on.")
    folding: bool = _switch("Fold days, talks, lists, code and the head of a file.")
    selection_ranges: bool = _switch("Widen the selection by what the notes mean: word, item, section, talk, day.")
    rename: bool = _switch("Rename headings, labels, speakers, tags and files, with the links to them.")
    code_actions: bool = _switch("Offer fixes, and changes such as a table of contents.")
    semantic_tokens: bool = _switch("Colour days, talks, speakers, times and keys by what they are.")
    code_lenses: tuple[str, ...] = _setting(
        ("links",),
        "What is shown above days and talks: the number of talks of a day (`talks`), of links to a talk (`links`), "
        "and the web links that nobody has checked (`web`).",
        ("talks", "links"),
        choices=("talks", "links", "web"),
    )
    inlay_hints: tuple[str, ...] = _setting(
        ("weekday", "year", "length"),
        "What is shown within the lines: the weekday of a date, the year that a date leaves out, the length of a talk.",
        ("weekday",),
        choices=("weekday", "year", "length"),
    )
    python: bool = _switch("Know the Python in snippets: complete it, explain it, go to what it names, rename in it.")
    python_scope: str = _setting(
        "talk",
        "Which snippets know of each other's names: those of a talk (`talk`), of the whole file (`file`), or each its "
        "own alone (`snippet`).",
        "file",
        choices=("talk", "snippet", "file"),
    )
    python_environment: str = _setting(
        "",
        "The folder of a virtual environment, or an interpreter, whose packages snippets can import. Without one these "
        "are the packages beside notes-lsp. To look into it runs its interpreter: it is used only if `python-trusted` "
        "says so.",
        ".venv",
    )
    python_trusted: bool = _setting(
        False,
        "Whether the interpreter of `python-environment` may be run. Counts only where the editor says it, in its own "
        "settings or at the start (where `workspaceTrusted` says the same), and not in a file of the project.",
        True,
    )
    python_deadline: int = _setting(
        2000,
        "How many milliseconds an editor waits for what is known of Python. A completion that takes longer offers the "
        "names in the snippets instead.",
        500,
        least=50,
    )
    index_files: int = _setting(
        5000, "How many files of one workspace folder are read for what reaches over files.", 20_000, least=0
    )
    index_file_size: int = _setting(
        1_000_000, "The size, in bytes, above which a file is read only when it is open.", 200_000, least=0
    )
    origins: tuple[Origin, ...] = ()

    def origin_of(self, name: str) -> Origin | None:
        """Where the value of a setting (by the name of its field) was set; None for a default."""
        return next((origin for origin in self.origins if origin.name == name), None)


@dataclass(frozen=True, slots=True)
class Layer:
    """What one source says.

    ``source`` is what a message calls it, ``values`` what it gives (names and values as JSON or TOML has them),
    ``folder`` what its patterns are relative to (``""``: the folder of the workspace), ``path`` its file, if it is one.
    """

    source: str
    values: object
    folder: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """What is wrong with a source of settings, in words for its writer. ``line`` counts from 1; None: not known."""

    source: str
    message: str
    path: str = ""
    line: int | None = None


class _BadValueError(Exception):
    """A value that a setting can't take; the message says what it can take."""


def read_settings(layers: Sequence[Layer]) -> tuple[Settings, tuple[SettingsProblem, ...]]:
    """The settings that ``layers`` give, the later over the earlier, and what is wrong with them. Never raises."""
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    problems: list[SettingsProblem] = []
    for layer in layers:
        for written, value in _entries(layer, problems):
            name = _field_name(written)
            if name in _FOR_EDITORS:
                continue
            if name not in _settings():
                problems.append(SettingsProblem(layer.source, _unknown(written), layer.path))
            elif value is not None:  # null is how JSON says that nothing is set
                taken, wrong = _read_value(name, value)
                problems += [SettingsProblem(layer.source, message, layer.path) for message in wrong]
                if taken is not None:
                    values[name] = taken
                    origins[name] = Origin(name, layer.source, layer.folder)
    return Settings(**values, origins=tuple(origins.values())), tuple(problems)


def chosen_rules(settings: Settings) -> tuple[Rule, ...]:
    """The rules that ``settings`` leave on."""
    select, ignore = settings.select, settings.ignore
    return tuple(
        rule
        for rule in RULES
        if (rule.code in select or ALL_RULES in select or (rule.on and not select))
        and rule.code not in ignore
        and ALL_RULES not in ignore
    )


def setting_name(name: str) -> str:
    """How a setting is written in TOML and JSON, by the name of its field."""
    return name.replace("_", "-")


def _field_name(written: str) -> str:
    """The name of a field, by any way to write it: kebab-case, snake_case and camelCase."""
    name = _CAMEL_HUMP.sub("_", written).replace("-", "_").lower()
    if name.startswith(f"{_PREFIX}."):
        name = name.replace(".", "_")
    return _OTHER_NAMES.get(name, name)


@cache
def _settings() -> dict[str, Any]:
    """The fields of all settings by their names."""
    return {setting.name: setting for setting in fields(Settings) if setting.metadata}


def _entries(layer: Layer, problems: list[SettingsProblem]) -> Iterable[tuple[str, object]]:
    values = layer.values
    if values is None:
        return ()
    if not isinstance(values, Mapping):
        message = f"settings must be a table of names and values, this is {_shown(values)}"
        problems.append(SettingsProblem(layer.source, message, layer.path))
        return ()
    entries: list[tuple[str, object]] = []
    for name, value in values.items():
        bare = str(name).removeprefix("notes-lsp.").removeprefix("notesLsp.")
        if _field_name(bare).replace("_", "-") in _WRAPPERS and isinstance(value, Mapping):
            for inner, inner_value in value.items():
                entries += _flat(str(inner), inner_value)
        else:
            entries += _flat(bare, value)
    return entries


def _flat(name: str, value: object) -> Iterable[tuple[str, object]]:
    if _field_name(name) != _PREFIX or not isinstance(value, Mapping):
        return ((name, value),)
    return [(f"{_PREFIX}.{inner}", inner_value) for inner, inner_value in value.items()]


def _read_value(name: str, value: object) -> tuple[Any, list[str]]:
    """The value for the setting ``name``, None where there is no good one, and what is wrong with what was given."""
    setting = _settings()[name]
    default = setting.default
    try:
        if isinstance(default, bool):
            return _read_switch(value), []
        if isinstance(default, int):
            return _read_number(value, setting.metadata["least"]), []
        if isinstance(default, str):
            return _read_text(value, setting.metadata.get("choices", ())), []
        taken, wrong = _read_list(value, setting.metadata.get("choices", ()))
    except _BadValueError as bad:
        return None, [f'"{setting_name(name)}" is {_shown(value)}, but must be {bad}']
    return taken, [f'"{setting_name(name)}" holds {message}' for message in wrong]


def _read_switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise _BadValueError("true or false")
    return value


def _read_number(value: object, least: int) -> int:
    if isinstance(value, float) and value.is_integer():  # some editors know no other numbers
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise _BadValueError(f"a whole number, at least {least}")
    return value


def _read_text(value: object, choices: tuple[str, ...]) -> str:
    if not isinstance(value, str) or choices and value not in choices:
        raise _BadValueError(_one_of(choices, "or") if choices else "a text")
    return value


def _read_list(value: object, choices: tuple[str, ...]) -> tuple[tuple[str, ...] | None, list[str]]:
    """The good elements of a list (None where none is good), and what is wrong with the others."""
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")] if choices else [value]
    elif isinstance(value, bool) and choices and ALL_RULES not in choices:
        return (choices if value else ()), []
    if not isinstance(value, list | tuple):
        raise _BadValueError("a list of " + (_one_of(choices) if choices else "patterns"))
    good = [element for element in value if isinstance(element, str) and (element in choices if choices else element)]
    wrong = [_wrong_element(element, choices) for element in value if element not in good]
    return (None if wrong and not good else tuple(dict.fromkeys(good))), wrong


def _wrong_element(element: object, choices: tuple[str, ...]) -> str:
    if not choices:
        return f"{_shown(element)}, which is no pattern"
    meant = _nearest(element, choices) if isinstance(element, str) else None
    what = "which is no rule" if ALL_RULES in choices else "which it can't"
    if meant is not None:
        return f'{_shown(element)}, {what}; did you mean "{meant}"?'
    if ALL_RULES in choices:
        return f'{_shown(element)}, which is no rule; "notes-lsp --list-rules" lists them'
    return f"{_shown(element)}, which it can't; it can hold {_one_of(choices)}"


def _one_of(choices: tuple[str, ...], last: str = "and") -> str:
    if ALL_RULES in choices:
        return "codes of rules"
    return ", ".join(f'"{choice}"' for choice in choices[:-1]) + f' {last} "{choices[-1]}"'


def _unknown(written: str) -> str:
    meant = _nearest(_field_name(written).replace("_", "-"), [setting_name(name) for name in _settings()])
    return f"there is no setting {_shown(written)}" + (f'; did you mean "{meant}"?' if meant is not None else "")


def _nearest(written: str, names: Sequence[str]) -> str | None:
    from difflib import get_close_matches  # only for those who mistype: a check need not wait for it

    found = get_close_matches(written[:_LONGEST_VALUE_SHOWN].lower(), names, n=1)
    return found[0] if found else None


def _shown(value: object) -> str:
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
    shown = " ".join((f'"{value}"' if isinstance(value, str) else str(value)).split())
    return shown if len(shown) <= _LONGEST_VALUE_SHOWN else f"{shown[:_LONGEST_VALUE_SHOWN]}…"
