"""``notes-lsp --show-settings``: what is set for a file or a folder, where it comes from, and which rules run."""

import json
import os
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import fields

from notes_lsp.cli.arguments import Options
from notes_lsp.cli.chosen import report_settings_problems, settings_of_files
from notes_lsp.cli.streams import complain, write_out
from notes_lsp.cli.terminal import Terminal, visible
from notes_lsp.rules.base import Rule
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.chosen_rules import left_out_at, rule_choice, rules_for
from notes_lsp.workspace.files import display_path
from notes_lsp.workspace.settings import Settings, setting_name
from notes_lsp.workspace.settings_of_files import SettingsOfFiles

CLEAN = 0
FAILURE = 2

_COMMAND_LINE = "the command line"
_DEFAULT = "default"
_WIDEST_VALUE = 60


def show_settings(options: Options, terminal: Terminal) -> int:
    """Show what counts for each of the paths of ``options``; without one, for the folder one is in."""
    found = settings_of_files(options)
    parts = []
    missing = False
    for path in options.paths or (".",):
        if not os.path.exists(path):
            complain(f"{visible(display_path(path))}: no such file or folder; what would count there is shown")
            missing = True
        parts.append(_shown(path, found, options, terminal))
    write_out("\n\n".join(parts))
    return FAILURE if report_settings_problems(found) or missing else CLEAN


def _shown(path: str, found: SettingsOfFiles, options: Options, terminal: Terminal) -> str:
    settings = found.settings_for(path)
    sources = _sources(settings, options)
    rows = [
        (setting_name(setting.name), _value(settings, setting.name, options), sources.get(setting.name, _DEFAULT))
        for setting in fields(Settings)
        if setting.metadata
    ]
    head = terminal.paint(f"Settings for {visible(display_path(path))}", "bold")
    return "\n".join([head, "", *_aligned(rows, terminal), "", *_rules(path, found, settings, terminal)])


def _sources(settings: Settings, options: Options) -> dict[str, str]:
    """Where the settings that were set come from: files by their paths from here."""
    choice = options.choice
    typed = {
        "select": choice.select,
        "ignore": choice.ignore,
        "extend_select": choice.extend_select,
        "severities": choice.severities,
    }
    from_files = {origin.name: _path_of(origin.source, origin.folder) for origin in settings.origins}
    named = {name: _COMMAND_LINE for name, value in typed.items() if value}
    both = {name: f"{from_files[name]}, {_COMMAND_LINE}" for name in named if name in from_files}
    return from_files | named | both


def _path_of(source: str, folder: str) -> str:
    path = os.path.join(folder, source)
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive
        return display_path(path)
    return display_path(path if relative.startswith("..") else relative)


def _value(settings: Settings, name: str, options: Options) -> str:
    """The value as TOML has it, with what the command line says besides."""
    value = getattr(settings, name)
    if name in ("select", "ignore", "extend_select"):
        typed = getattr(options.choice, name)
        value = typed if name == "select" and typed else tuple(dict.fromkeys((*value, *typed)))
    if name == "links_headers":  # what is sent along may be a secret
        value = tuple((host, tuple((header, "…") for header, _ in headers)) for host, headers in value)
    if name == "severities":
        value = tuple((dict(value) | dict(options.choice.severities)).items())
    return _toml(value, _is_table(settings, name))


def _is_table(settings: Settings, name: str) -> bool:
    return any(setting.name == name and "table" in setting.metadata for setting in fields(settings))


def _toml(value: object, is_table: bool = False) -> str:
    if isinstance(value, tuple) and (is_table or value and isinstance(value[0], tuple)):
        entries = ", ".join(f"{json.dumps(name, ensure_ascii=False)} = {_toml(inner)}" for name, inner in value)
        return f"{{ {entries} }}" if entries else "{}"
    return json.dumps(value, ensure_ascii=False)


def _aligned(rows: Iterable[tuple[str, str, str]], terminal: Terminal) -> Iterator[str]:
    """Rows in columns: what was set stands out, what is too long goes on in the next lines."""
    listed = list(rows)
    name_width = max(len(name) for name, _, _ in listed)
    wrapped = [(name, textwrap.wrap(visible(value), _WIDEST_VALUE) or [""], source) for name, value, source in listed]
    value_width = max(len(line) for _, lines, _ in wrapped for line in lines)
    for name, lines, source in wrapped:
        style = ("dim",) if source == _DEFAULT else ("bold",)
        first = f"{name.ljust(name_width)}  {lines[0].ljust(value_width)}  "
        yield terminal.paint(f"{first}{visible(source)}", *style)  # type: ignore[arg-type]
        for line in lines[1:]:
            yield terminal.paint(f"{' ' * name_width}  {line}", *style)  # type: ignore[arg-type]


def _rules(path: str, found: SettingsOfFiles, settings: Settings, terminal: Terminal) -> Iterator[str]:
    """Which rules run over the file, and why others do not."""
    full = os.path.abspath(path)
    running = {rule.code: rule for rule in found.rules_at(path)}
    here = left_out_at(rule_choice(settings), full)
    anywhere = {rule.code for rule in rules_for(found.choice_for(path))}
    yield terminal.paint(f"{len(running)} of {len(RULES)} rules run", "bold")
    yield ""
    rows = [(rule.code, *_state(rule, running.get(rule.code), rule.code in anywhere, here)) for rule in RULES]
    width, state_width = (max(len(row[column]) for row in rows) for column in (0, 1))
    for code, state, why in rows:
        line = f"{code.ljust(width)}  {state.ljust(state_width)}  {why}".rstrip()
        yield line if code in running else terminal.paint(line, "dim")


def _state(rule: Rule, running: Rule | None, runs_elsewhere: bool, left_out: tuple[str, ...]) -> tuple[str, str]:
    if running is not None:
        changed = "" if running.severity == rule.severity else f"instead of {rule.severity}"
        return running.severity, changed or ("" if rule.on else "selected")
    if runs_elsewhere and left_out:
        return "off", "left out in this file (per-file-ignores)"
    return "off", "left out or not selected" if rule.on else "off by default"
