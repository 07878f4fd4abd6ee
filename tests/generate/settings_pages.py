"""The pages that are made from `notes_lsp.workspace.settings.Settings`: the reference, and the schema for editors.

``UPDATE=1 pytest tests/workspace/test_settings.py`` writes them.
"""

import json
from dataclasses import Field, fields
from typing import Any

from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.chosen_rules import ALL_RULES
from notes_lsp.workspace.settings import Settings, setting_name
from notes_lsp.workspace.settings_of_rules import LEVELS
from notes_lsp.workspace.settings_values import range_of_number

_HEAD = """\
# Settings

Nothing needs to be set. What can be is written in one of these places; where several say something, the later in
this list counts:

1. `notes-lsp.toml`, or the table `[tool.notes-lsp]` of `pyproject.toml`. The nearest one above a file of notes counts,
   and it alone; looking ends at the folder of the workspace or of a git repository.
2. What the editor gives at the start (`initializationOptions`).
3. What the editor's own settings say under `notes-lsp` (`workspace/configuration`).

```toml
# notes-lsp.toml
exclude = ["drafts/"]
ignore = ["unused-definition"]
code-lenses = ["talks", "links"]
```

Those of Python and of links may be written as a table of their own, too:

```toml
[links]
exclude = ["intranet.example.org"]
accept = { "www.example.org" = [403, 999] }
```

Editors may write the names in camelCase: `codeLenses`, or with dots: `python.scope`. A name that there is not, or a
value that can't be, gives a message that says so, and what was set before stays.

Patterns are those of `.gitignore`: `*.md` is any file of that ending, `/*.md` one beside the file of settings, `talks/`
all in a folder of that name, and `!` before a pattern takes it back. They start from the folder of the file of settings,
or from the folder of the workspace.
"""

_PATTERNS_NOTE = """\

A pattern of your own is one that is not among the defaults. To take a README besides all else, keep the defaults:
`include = ["*.md", "*.rst", "README.md"]`.
"""

# What a table of settings holds, in words and for the schema.
_TABLES = {
    "codes": "a table of patterns with a list of codes for each, from 100 to 999",
    "headers": "a table of hosts with a table of headers for each",
    "names": "a table of wrong names with the proper name for each",
    "severities": "a table of the codes of rules with a severity for each",
    "per-file-ignores": "a table of patterns with a list of the codes of rules for each",
}
_TABLE_SCHEMAS: dict[str, dict[str, Any]] = {
    "codes": {"type": "array", "items": {"type": "integer", "minimum": 100, "maximum": 999}},
    "headers": {"type": "object", "additionalProperties": {"type": "string"}},
    "names": {"type": "string"},
    "severities": {"enum": list(LEVELS)},
    "per-file-ignores": {"type": "array", "items": {"enum": [ALL_RULES, *[rule.code for rule in RULES]]}},
}


def settings_page() -> str:
    """``docs/settings.md``."""
    rows = ["| Setting | Default | |", "| --- | --- | --- |"]
    rows += [f"| [`{_name(s)}`](#{_name(s)}) | {_short_default(s)} | {_first_sentence(s)} |" for s in _settings()]
    sections = [_section(setting) for setting in _settings()]
    return "\n".join([_HEAD, *rows, "", *sections])


def settings_schema() -> str:
    """``docs/notes-lsp.schema.json``: JSON Schema, draft 7."""
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Settings of notes-lsp",
        "type": "object",
        "additionalProperties": False,
        "properties": {_name(setting): _property(setting) for setting in _settings()},
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _settings() -> list[Field[Any]]:
    return [setting for setting in fields(Settings) if setting.metadata]


def _name(setting: Field[Any]) -> str:
    return setting_name(setting.name)


def _section(setting: Field[Any]) -> str:
    note = _PATTERNS_NOTE if setting.name == "include" else ""
    return f"""\
## `{_name(setting)}`

{setting.metadata["description"]}
{note}
- Type: {_type(setting)}
- Default: `{_default(setting)}`
- Example: `{_name(setting)} = {_toml(setting.metadata["example"])}`
"""


def _type(setting: Field[Any]) -> str:
    default = setting.default
    choices = setting.metadata.get("choices", ())
    if isinstance(default, bool):
        return "`true` or `false`"
    if isinstance(default, int):
        return f"a whole number, {range_of_number(setting.metadata['least'], setting.metadata.get('most'))}"
    if isinstance(default, str):
        return "one of " + ", ".join(f'`"{choice}"`' for choice in choices) if choices else "a text"
    if "table" in setting.metadata:
        return _TABLES[setting.metadata["table"]]
    if not choices:
        return f"a list of {setting.metadata.get('holds', 'patterns')}"
    if "all" in choices:
        return "a list of the codes of rules (`notes-lsp --list-rules`), or of `all`"
    listed = ", ".join(f"`{choice}`" for choice in choices)
    return f"a list of some of {listed}; `true` is all of them, `false` is none"


def _short_default(setting: Field[Any]) -> str:
    return "all files of notes" if setting.name == "include" else f"`{_default(setting)}`"


def _default(setting: Field[Any]) -> str:
    return "{}" if "table" in setting.metadata else _toml(setting.default)


def _first_sentence(setting: Field[Any]) -> str:
    description: str = setting.metadata["description"]
    return description.partition(". ")[0].rstrip(".") + "."


def _toml(value: object) -> str:
    # TOML writes what settings hold as JSON does, but for tables.
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(name)} = {_toml(inner)}' for name, inner in value.items())} }}"
    return json.dumps(value)


def _property(setting: Field[Any]) -> dict[str, Any]:
    default = setting.default
    found: dict[str, Any] = {"description": setting.metadata["description"]}
    if isinstance(default, bool):
        found["type"] = "boolean"
    elif isinstance(default, int):
        found |= {"type": "integer", "minimum": setting.metadata["least"]}
        if "most" in setting.metadata:
            found["maximum"] = setting.metadata["most"]
    elif isinstance(default, str):
        found |= {"type": "string"}
        if "choices" in setting.metadata:
            found["enum"] = list(setting.metadata["choices"])
    elif "table" in setting.metadata:
        found |= {"type": "object", "additionalProperties": _TABLE_SCHEMAS[setting.metadata["table"]]}
        return found | {"default": {}, "examples": [setting.metadata["example"]]}
    else:
        choices = setting.metadata.get("choices", ())
        items: dict[str, Any] = {"type": "string"}
        if choices:
            items["enum"] = list(choices)
        found |= {"type": "array", "items": items, "uniqueItems": True}
        if choices and "all" not in choices:
            found |= {"type": ["array", "boolean"]}
    example = setting.metadata["example"]
    found |= {"default": _plain(default), "examples": [_plain(example)]}
    return found


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
