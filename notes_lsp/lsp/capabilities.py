"""What the server says it can do, as JSON: by the settings, and by what the client can."""

from typing import Any

from notes_lsp.lsp.client import Client
from notes_lsp.lsp.methods import COMMANDS, FEATURES, Feature, all_files
from notes_lsp.workspace.settings import Settings

_INCREMENTAL = 2
# What extends StaticRegistrationOptions.
_WITH_IDS = frozenset(
    f"textDocument/{name}" for name in ("declaration", "foldingRange", "selectionRange", "semanticTokens", "inlayHint")
)
# Diagnostics of a file depend on the files it links to.
DIAGNOSTIC_OPTIONS = {"identifier": "notes-lsp", "interFileDependencies": True, "workspaceDiagnostics": True}


def server_capabilities(client: Client, settings: Settings) -> dict[str, Any]:
    """What the answer to `initialize` announces; what is off is not announced."""
    capabilities: dict[str, Any] = {
        "positionEncoding": client.encoding,
        "textDocumentSync": {"openClose": True, "change": _INCREMENTAL, "save": {"includeText": False}},
        "executeCommandProvider": {"commands": list(COMMANDS)},
        "workspace": {
            "workspaceFolders": {"supported": True, "changeNotifications": True},
            "fileOperations": _file_operations(client, settings),
        },
    }
    for feature in FEATURES:
        if feature.capability and feature.is_offered(client, settings):
            capabilities[feature.capability] = _announced(feature, client)
    if client.pull_diagnostics and settings.diagnostics:
        capabilities["diagnosticProvider"] = DIAGNOSTIC_OPTIONS
    return capabilities


def _file_operations(client: Client, settings: Settings) -> dict[str, Any]:
    operations = {"didCreate": all_files(), "didRename": all_files(), "didDelete": all_files()}
    if client.will_rename_files and settings.rename:
        operations["willRename"] = all_files()
    return operations


def static_id(feature: Feature, client: Client) -> str:
    """The id under which what `initialize` announces can be taken back; "" where LSP or the client has no such."""
    return feature.registered_as if feature.registered_as in client.dynamic & _WITH_IDS else ""


def _announced(feature: Feature, client: Client) -> Any:
    taken_back_by = static_id(feature, client)
    options = feature.options(client)
    if not taken_back_by:
        return options
    return {**({} if options is True else options), "documentSelector": None, "id": taken_back_by}


def register_options(feature: Feature, client: Client) -> Any:
    """What registers ``feature`` after `initialize`; None where there is nothing to say."""
    options = feature.options(client)
    return None if options is True else options
