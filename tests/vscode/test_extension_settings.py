"""The settings of the VS Code extension are those of the server.

``UPDATE=1 pytest tests/vscode/test_extension_settings.py`` writes them into its package.json.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

from notes_lsp.workspace.settings import Settings, setting_name
from settings_pages import settings_schema

MANIFEST = Path(__file__).parents[2] / "editors/vscode/package.json"
# A workspace must not decide these either: a header may hold a password, and tells a server who asks.
_OF_THE_USER = {"links-headers"}
# Trusting a workspace says this.
_BY_TRUST = "python-trusted"
_TITLE = "Notes"


def extension_settings() -> dict[str, Any]:
    """The group of settings that the server's give."""
    properties = {
        name: value for name, value in json.loads(settings_schema())["properties"].items() if name != _BY_TRUST
    }
    of_user = _OF_THE_USER | {
        setting_name(name) for name, field in Settings.__dataclass_fields__.items() if field.metadata.get("of_user")
    }
    return {
        "title": _TITLE,
        "properties": {
            f"notes-lsp.{camel_case(name)}": {
                "markdownDescription": _with_links(value["description"], set(properties)),
                **{key: inner for key, inner in value.items() if key != "description"},
                "scope": "application" if name in of_user else "resource",
            }
            for name, value in properties.items()
        },
    }


def camel_case(name: str) -> str:
    return re.sub(r"-([a-z])", lambda match: match[1].upper(), name)


def _with_links(text: str, names: set[str]) -> str:
    """``text``, in which what names a setting leads there, as the settings of VS Code have it."""
    return re.sub(
        r"`([a-z-]+)`", lambda match: f"`#notes-lsp.{camel_case(match[1])}#`" if match[1] in names else match[0], text
    )


def _groups() -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = json.loads(MANIFEST.read_text(encoding="utf-8"))["contributes"]["configuration"]
    return groups


def test_the_settings_of_the_extension_are_those_of_the_server() -> None:
    wanted = [*(group for group in _groups() if group["title"] != _TITLE), extension_settings()]
    if _groups() != wanted and os.environ.get("UPDATE"):
        manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
        manifest["contributes"]["configuration"] = wanted
        MANIFEST.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert _groups() == wanted, f"run: UPDATE=1 pytest tests/vscode/{Path(__file__).name}"


def test_every_setting_is_there_but_the_one_that_trust_decides() -> None:
    names = {name.removeprefix("notes-lsp.") for name in extension_settings()["properties"]}
    fields = {camel_case(setting_name(name)) for name, field in Settings.__dataclass_fields__.items() if field.metadata}
    assert fields - names == {"pythonTrusted"}
    assert names <= fields


def test_what_only_a_user_may_decide_no_workspace_can_set() -> None:
    properties = extension_settings()["properties"]
    of_user = {name for name, value in properties.items() if value["scope"] == "application"}
    assert of_user == {"notes-lsp.linksWeb", "notes-lsp.linksAllowHosts", "notes-lsp.linksHeaders"}


def test_settings_named_in_a_description_are_links() -> None:
    properties = extension_settings()["properties"]
    assert "`#notes-lsp.pythonEnvironment#`" not in properties["notes-lsp.pythonEnvironment"]["markdownDescription"]
    assert "`#notes-lsp.linksExclude#`" in properties["notes-lsp.linksAccept"]["markdownDescription"]
    assert "`#notes-lsp.include#`" in properties["notes-lsp.exclude"]["markdownDescription"]
