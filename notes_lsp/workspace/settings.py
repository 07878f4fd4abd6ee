"""All settings, in one place: their names, defaults, descriptions, and how layers of them become one.

A layer is what one source says: ``notes-lsp.toml``, ``[tool.notes-lsp]`` in ``pyproject.toml``, an editor. What it
says wrong becomes a `SettingsProblem`, and what was set before it stays. `docs/settings.md` and the JSON schema are
made from `Settings` (`notes_lsp.workspace.settings_pages`).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from notes_lsp.links.near import nearest
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.chosen_rules import ALL_RULES, Level
from notes_lsp.workspace.files import NOTES_ENDINGS
from notes_lsp.workspace.settings_lines import line_of_setting
from notes_lsp.workspace.settings_of_rules import PER_FILE_EXAMPLE, RULE_READERS, SEVERITIES_EXAMPLE
from notes_lsp.workspace.settings_tables import CODES_EXAMPLE, HEADERS_EXAMPLE, NAMES_EXAMPLE, READERS, NoTableError
from notes_lsp.workspace.settings_values import (
    BadValueError,
    read_list,
    read_number,
    read_switch,
    read_text,
    shown,
)

DEFAULT_INCLUDE = tuple(f"*{ending}" for ending in NOTES_ENDINGS)

# What editors wrap settings in.
_WRAPPERS = frozenset({"notes-lsp", "settings"})
# What editors keep beside our settings for themselves: how much of the traffic to log.
_FOR_EDITORS = frozenset({"trace"})
# How editors name what is a setting under another name.
_OTHER_NAMES = {"workspace_trusted": "python_trusted", "python_enabled": "python"}
# A setting may be written as `python.scope`, and those of Python and of links as a table of their own.
_PREFIXES = ("python", "links")
_CAMEL_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

_TABLE_READERS: dict[str, Callable[[object], tuple[object, list[str]]]] = {**READERS, **RULE_READERS}

_RULE_CODES = (ALL_RULES, *(rule.code for rule in RULES))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the value of the setting ``name`` comes from, and the folder that its patterns are relative to."""

    name: str
    source: str
    folder: str


def _setting(default: Any, description: str, example: Any, **more: Any) -> Any:
    """A field with what the reference says of it.

    ``more`` is ``choices`` of a list or a text, ``least`` and ``most`` of a number, what a list ``holds``, which kind
    of ``table`` it is, and ``of_user`` for what no file of a project may set.
    """
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
    extend_select: tuple[str, ...] = _setting(
        (),
        "The rules to run beside those that `select` names, or that are on by default.",
        ("empty-talk",),
        choices=_RULE_CODES,
    )
    severities: tuple[tuple[str, Level], ...] = _setting(
        (),
        "How severe what a rule finds is, by the codes of rules: `error`, `warning`, `information` or `hint`; `off` is "
        "that it does not run.",
        SEVERITIES_EXAMPLE,
        table="severities",
    )
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = _setting(
        (),
        "The rules to leave out in some files: patterns in the style of .gitignore, each with the codes of rules, or "
        "`all`.",
        PER_FILE_EXAMPLE,
        table="per-file-ignores",
    )
    technology_names: tuple[tuple[str, str], ...] = _setting(
        (),
        "Names of technologies for the rule `technology-name`, beside those that it knows: how they are misspelt, in "
        "letters and digits, each with how they should be written.",
        NAMES_EXAMPLE,
        table="names",
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
        ("links", "web"),
        "What is shown above days and talks: the number of talks of a day (`talks`), of links to a talk (`links`), "
        "and what is known of the web links of a talk, which a click looks at (`web`).",
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
    python_outline: bool = _setting(
        False,
        "Show the functions, classes and variables of a talk's snippets in the outline, below the talk.",
        True,
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
    links_web: str = _setting(
        "onCommand",
        "When an editor asks the web whether the links of a file still lead somewhere: only when told to "
        "(`onCommand`), whenever the file is saved (`onSave`), or also when it is opened (`onOpen`). Counts only where "
        "the editor says it, and not in a file of the project.",
        "onSave",
        choices=("onCommand", "onSave", "onOpen"),
        of_user=True,
    )
    links_exclude: tuple[str, ...] = _setting(
        (),
        "Addresses on the web that nobody is asked about, as patterns: `example.org` is that host with all below it, "
        "`example.org/talks/` all that begins so; `*` is anything but a slash, `**` anything, and `!` before a pattern "
        "takes it back. A file `.linksignore` holds the same, a pattern on each line.",
        ("intranet.example.org", "https://example.org/private/"),
    )
    links_accept: tuple[tuple[str, tuple[int, ...]], ...] = _setting(
        (),
        "Answers (HTTP status codes) that mean that a page is there, for the addresses that a pattern names (as in "
        "`links-exclude`).",
        CODES_EXAMPLE,
        table="codes",
    )
    links_headers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = _setting(
        (),
        "What to send along when a host is asked, by its name. It goes to that host alone, over https, and not along "
        "with a redirect to another one; `http://example.org` names a host that is asked without encryption.",
        HEADERS_EXAMPLE,
        table="headers",
    )
    links_timeout: int = _setting(20, "How many seconds one answer may take.", 10, least=1, most=300)
    links_deadline: int = _setting(
        600,
        "How many seconds all of a run may take. What is left then is reported as not checked.",
        120,
        least=1,
        most=86_400,
    )
    links_concurrency: int = _setting(
        64, "How many addresses are asked for at the same time, over all hosts.", 16, least=1, most=256
    )
    links_per_host: int = _setting(2, "How many addresses one host is asked for at the same time.", 1, least=1, most=64)
    links_pause: int = _setting(
        50, "How many milliseconds to wait between two questions to one host.", 1000, least=0, most=60_000
    )
    links_user_agent: str = _setting(
        "", "How to introduce notes-lsp to servers (`User-Agent`). Without one it says its own name.", "my-notes/1.0"
    )
    links_allow_hosts: tuple[str, ...] = _setting(
        (),
        "Hosts that may lead to this machine or into the network around it, by their names, addresses or networks "
        "(`10.0.0.0/8`). All others are refused there. Counts only where the editor or the command line "
        "(`--allow-host`) says it, and not in a file of the project.",
        ("localhost", "wiki.internal"),
        holds="hosts",
        of_user=True,
    )
    links_check_fragments: bool = _setting(
        False, "Whether to look for what an address names behind its `#`, in pages that are HTML.", True
    )
    links_good_days: int = _setting(
        7, "How many days it counts that an address is there, before it is asked for again.", 30, least=0, most=365
    )
    links_bad_minutes: int = _setting(
        60, "How many minutes any other answer counts, before the address is asked for again.", 1440, least=0
    )
    origins: tuple[Origin, ...] = ()

    def origin_of(self, name: str) -> Origin | None:
        """Where the value of a setting (by the name of its field) was set; None for a default."""
        return next((origin for origin in self.origins if origin.name == name), None)


@dataclass(frozen=True, slots=True)
class Layer:
    """What one source says.

    ``source`` is what a message calls it, ``values`` what it gives (names and values as JSON or TOML has them),
    ``folder`` what its patterns are relative to (``""``: the folder of the workspace), ``path`` its file, if it is one,
    and ``text`` what that says.
    """

    source: str
    values: object
    folder: str = ""
    path: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """What is wrong with a source of settings, in words for its writer. ``line`` counts from 1; None: not known."""

    source: str
    message: str
    path: str = ""
    line: int | None = None


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
                problems.append(_problem(layer, written, _unknown(written)))
            elif layer.path and _settings()[name].metadata.get("of_user"):
                # Whoever wrote the notes may have written the file of settings beside them.
                problems.append(_problem(layer, written, _not_for_projects(name)))
            elif value is not None:  # null is how JSON says that nothing is set
                taken, wrong = _read_value(name, value)
                problems += [_problem(layer, written, message) for message in wrong]
                if taken is not None:
                    values[name] = taken
                    origins[name] = Origin(name, layer.source, layer.folder)
    return Settings(**values, origins=tuple(origins.values())), tuple(problems)


def _problem(layer: Layer, written: str, message: str) -> SettingsProblem:
    line = line_of_setting(layer.text, written) if layer.text else None
    return SettingsProblem(layer.source, message, layer.path, line)


def setting_name(name: str) -> str:
    """How a setting is written in TOML and JSON, by the name of its field."""
    return name.replace("_", "-")


def _field_name(written: str) -> str:
    """The name of a field, by any way to write it: kebab-case, snake_case and camelCase."""
    name = _CAMEL_HUMP.sub("_", written).replace("-", "_").lower()
    if name.partition(".")[0] in _PREFIXES:
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
        message = f"settings must be a table of names and values, this is {shown(values)}"
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
    prefix = _field_name(name)
    if prefix not in _PREFIXES or not isinstance(value, Mapping):
        return ((name, value),)
    return [(f"{prefix}.{inner}", inner_value) for inner, inner_value in value.items()]


def _read_value(name: str, value: object) -> tuple[Any, list[str]]:
    """The value for the setting ``name``, None where there is no good one, and what is wrong with what was given."""
    setting = _settings()[name]
    default = setting.default
    try:
        if isinstance(default, bool):
            return read_switch(value), []
        if isinstance(default, int):
            return read_number(value, setting.metadata["least"], setting.metadata.get("most")), []
        if isinstance(default, str):
            return read_text(value, setting.metadata.get("choices", ())), []
        taken: object
        if "table" in setting.metadata:
            taken, wrong = _TABLE_READERS[setting.metadata["table"]](value)
        else:
            taken, wrong = read_list(
                value, setting.metadata.get("choices", ()), setting.metadata.get("holds", "patterns")
            )
    except (BadValueError, NoTableError) as bad:
        return None, [f'"{setting_name(name)}" is {shown(value)}, but must be {bad}']
    return taken, [f'"{setting_name(name)}" holds {message}' for message in wrong]


def _not_for_projects(name: str) -> str:
    return f'"{setting_name(name)}" counts only where the user says it, in the editor or on the command line'


def _unknown(written: str) -> str:
    meant = nearest(_field_name(written).replace("_", "-"), [setting_name(name) for name in _settings()])
    return f"there is no setting {shown(written)}" + (f'; did you mean "{meant}"?' if meant is not None else "")
