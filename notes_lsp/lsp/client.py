"""What the client can do, as plain values made from its capabilities.

They are read from JSON as it came: what a client says about itself may be wrong in one place, and that must cost it
this one thing and not the whole session.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from notes_lsp.lsp.positions import ENCODINGS, Encoding

_PREPARE_BY_IDENTIFIER = 1
_UNNECESSARY = 1


@dataclass(frozen=True, slots=True)
class Client:
    """What the client can do (LSP 3.17, "ClientCapabilities"); all of it False for one that says nothing.

    ``dynamic`` are the methods that can be registered after `initialize`. ``folding_limit`` is 0 for no limit.
    """

    encoding: Encoding = "utf-16"
    dynamic: frozenset[str] = frozenset()
    retried_when_outdated: frozenset[str] = frozenset()

    # What the client shows
    hierarchical_symbols: bool = False
    markdown_hover: bool = False
    link_support: bool = False
    declaration_link_support: bool = False
    tooltip_support: bool = False
    folding_limit: int = 0
    folding_collapsed_text: bool = False

    # Completion
    snippets: bool = False
    markdown_documentation: bool = False
    label_details: bool = False
    markdown_signatures: bool = False
    label_offsets: bool = False
    active_parameters: bool = False

    # Edits, renames and actions
    apply_edit: bool = False
    document_changes: bool = False
    creates_files: bool = False
    prepare_rename: bool = False
    prepare_rename_default: bool = False
    will_rename_files: bool = False
    code_action_literals: bool = False
    code_action_resolve: bool = False
    code_action_preferred: bool = False

    # Diagnostics
    pull_diagnostics: bool = False
    version_support: bool = False
    related_information: bool = False
    tags: bool = False
    code_description: bool = False

    # The workspace
    configuration: bool = False
    watched_files: bool = False
    work_done_progress: bool = False
    refresh_diagnostics: bool = False
    refresh_code_lenses: bool = False
    refresh_inlay_hints: bool = False
    refresh_semantic_tokens: bool = False


def read_client(capabilities: Any) -> Client:
    """The client that has ``capabilities``, which may be anything."""
    has = _Capabilities(capabilities if isinstance(capabilities, Mapping) else {})
    return Client(
        encoding=_chosen_encoding(has.strings("general.positionEncodings")),
        dynamic=frozenset(_dynamic_methods(has)),
        retried_when_outdated=frozenset(has.strings("general.staleRequestSupport.retryOnContentModified")),
        **_shown(has),
        **_completion(has),
        **_edits(has),
        **_diagnostics(has),
        **_workspace(has),
    )


class _Capabilities:
    """Capabilities by their dotted names; what is not as LSP has it counts as absent."""

    def __init__(self, capabilities: Mapping[str, Any]) -> None:
        self._capabilities = capabilities

    def value(self, name: str) -> Any:
        value: Any = self._capabilities
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        return value

    def __call__(self, name: str) -> bool:
        return self.value(name) is True

    def present(self, name: str) -> bool:
        return isinstance(self.value(name), Mapping)

    def number(self, name: str) -> int:
        value = self.value(name)
        return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0

    def strings(self, name: str) -> list[str]:
        value = self.value(name)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []

    def prefers_markdown(self, name: str) -> bool:
        """Whether "markdown" is the first format that we know; a client that names none gets plain text."""
        known = [format_ for format_ in self.strings(name) if format_ in ("markdown", "plaintext")]
        return known[:1] == ["markdown"]


def _chosen_encoding(offered: Iterable[str]) -> Encoding:
    """The first encoding that the client prefers and we know; UTF-16, which all must know, for one that names none."""
    for name in offered:
        for encoding in ENCODINGS:
            if name == encoding:
                return encoding
    return "utf-16"


def _shown(has: _Capabilities) -> dict[str, Any]:
    folding = "textDocument.foldingRange."
    return {
        "hierarchical_symbols": has("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"),
        "markdown_hover": has.prefers_markdown("textDocument.hover.contentFormat"),
        "link_support": has("textDocument.definition.linkSupport"),
        "declaration_link_support": has("textDocument.declaration.linkSupport"),
        "tooltip_support": has("textDocument.documentLink.tooltipSupport"),
        "folding_limit": has.number(f"{folding}rangeLimit"),
        "folding_collapsed_text": has(f"{folding}foldingRange.collapsedText"),
    }


def _completion(has: _Capabilities) -> dict[str, Any]:
    item = "textDocument.completion.completionItem."
    signature = "textDocument.signatureHelp.signatureInformation."
    return {
        "snippets": has(f"{item}snippetSupport"),
        "markdown_documentation": has.prefers_markdown(f"{item}documentationFormat"),
        "label_details": has(f"{item}labelDetailsSupport"),
        "markdown_signatures": has.prefers_markdown(f"{signature}documentationFormat"),
        "label_offsets": has(f"{signature}parameterInformation.labelOffsetSupport"),
        "active_parameters": has(f"{signature}activeParameterSupport"),
    }


def _edits(has: _Capabilities) -> dict[str, Any]:
    action = "textDocument.codeAction."
    return {
        "apply_edit": has("workspace.applyEdit"),
        "document_changes": has("workspace.workspaceEdit.documentChanges"),
        "creates_files": has("workspace.workspaceEdit.documentChanges")
        and "create" in has.strings("workspace.workspaceEdit.resourceOperations"),
        "prepare_rename": has("textDocument.rename.prepareSupport"),
        "prepare_rename_default": has.value("textDocument.rename.prepareSupportDefaultBehavior")
        == _PREPARE_BY_IDENTIFIER,
        "will_rename_files": has("workspace.fileOperations.willRename"),
        "code_action_literals": has.present(f"{action}codeActionLiteralSupport"),
        # An action that is completed later comes back with its data, or we could not tell what it was.
        "code_action_resolve": has(f"{action}dataSupport")
        and "edit" in has.strings(f"{action}resolveSupport.properties"),
        "code_action_preferred": has(f"{action}isPreferredSupport"),
    }


def _diagnostics(has: _Capabilities) -> dict[str, Any]:
    push, pull = "textDocument.publishDiagnostics.", "textDocument.diagnostic."
    tag_support = has.value(f"{push}tagSupport")  # once a boolean
    known_tags = tag_support.get("valueSet") if isinstance(tag_support, Mapping) else None
    tags = tag_support is True or isinstance(known_tags, list) and _UNNECESSARY in known_tags
    return {
        "pull_diagnostics": has.present("textDocument.diagnostic"),
        "version_support": has(f"{push}versionSupport"),
        "related_information": has(f"{push}relatedInformation") or has(f"{pull}relatedInformation"),
        "tags": tags,
        "code_description": has(f"{push}codeDescriptionSupport") or has(f"{pull}codeDescriptionSupport"),
    }


def _workspace(has: _Capabilities) -> dict[str, Any]:
    return {
        "configuration": has("workspace.configuration"),
        "watched_files": has("workspace.didChangeWatchedFiles.dynamicRegistration"),
        "work_done_progress": has("window.workDoneProgress"),
        "refresh_diagnostics": has("workspace.diagnostics.refreshSupport"),
        "refresh_code_lenses": has("workspace.codeLens.refreshSupport"),
        "refresh_inlay_hints": has("workspace.inlayHint.refreshSupport"),
        "refresh_semantic_tokens": has("workspace.semanticTokens.refreshSupport"),
    }


# The methods that we may register, with the capability that says whether they can be.
_DYNAMIC = {
    **{
        f"textDocument/{name}": f"textDocument.{name}"
        for name in (
            *("documentSymbol", "hover", "definition", "declaration", "references", "documentHighlight"),
            *("documentLink", "foldingRange", "selectionRange", "completion", "rename", "codeAction", "codeLens"),
            *("inlayHint", "semanticTokens", "diagnostic", "signatureHelp"),
        )
    },
    "workspace/symbol": "workspace.symbol",
    "workspace/willRenameFiles": "workspace.fileOperations",
    "workspace/didChangeWatchedFiles": "workspace.didChangeWatchedFiles",
    "workspace/didChangeConfiguration": "workspace.didChangeConfiguration",
}


def _dynamic_methods(has: _Capabilities) -> list[str]:
    return [method for method, name in _DYNAMIC.items() if has(f"{name}.dynamicRegistration")]
