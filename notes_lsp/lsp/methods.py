"""Every feature of the editor: its methods, who answers them, the setting that turns it off, and how it is announced.

The modules that answer are imported when a client first asks, so that starting up stays quick and a module that can't
be imported loses its own answers alone. Nothing here needs the types of LSP, whose import takes longer than all else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from notes_lsp.lsp.client import Client
from notes_lsp.workspace.settings import Settings

STATUS_COMMAND = "notes-lsp.status"
STATUS_METHOD = "notes/status"
CHECK_LINKS_COMMAND = "notes-lsp.checkLinks"
CHECK_LINKS_METHOD = "notes/checkLinks"
# For code actions, which name them; nobody needs them in a menu.
ARCHIVED_COPY_COMMAND = "notes-lsp.replaceByArchivedCopy"
EXCLUDE_ADDRESS_COMMAND = "notes-lsp.excludeAddress"
COMMANDS = (STATUS_COMMAND, CHECK_LINKS_COMMAND, ARCHIVED_COPY_COMMAND, EXCLUDE_ADDRESS_COMMAND)

# What these modules can give; said here, too, since the modules are not imported for the answer to `initialize`.
TRIGGER_CHARACTERS = ("(", "/", "#", "[", "`", ":", '"', "<")
# Behind it something follows in snippets of Python alone.
PYTHON_TRIGGER_CHARACTERS = (".",)
SIGNATURE_TRIGGER_CHARACTERS = ("(", ",")
CODE_ACTION_KINDS = (
    "quickfix",
    "refactor.rewrite",
    "source.fixAll",
    "source.fixAll.notes-lsp",
    "source.tableOfContents.insert",
    "source.tableOfContents.update",
)
TOKEN_LEGEND = {
    "tokenTypes": ["namespace", "function", "parameter", "number", "keyword"],
    "tokenModifiers": ["declaration"],
}

Scope = Literal[
    "document",  # about one file: its function takes a `Request`
    "workspace",  # about all files: its function takes a `WorkspaceRequest`
    "resolve",  # completes what an answer before it left open: takes a `WorkspaceRequest`, and gives what it was given
]


@dataclass(frozen=True, slots=True)
class Method:
    """One method and the function in the module of its feature that answers it."""

    name: str
    function: str
    scope: Scope = "document"


@dataclass(frozen=True, slots=True)
class Feature:
    """What can be turned on and off as one.

    ``capability`` is the member of `ServerCapabilities` that announces it (``""``: a file operation), ``options`` what
    it holds for a client, as JSON; ``registered_as`` is the method under which it is registered later.
    """

    module: str
    setting: str
    capability: str
    methods: tuple[Method, ...]
    options: Callable[[Client], Any]
    registered_as: str

    def is_offered(self, client: Client, settings: Settings) -> bool:
        """Whether it is announced to ``client`` under ``settings``."""
        if self.module == "rename_files" and not client.will_rename_files:
            return False
        if self.module == "code_actions" and not client.code_action_literals:
            return False  # it takes commands alone, and we have none that edit
        return self.is_on(settings)

    def is_on(self, settings: Settings) -> bool:
        """Whether ``settings`` leave it on; one that is a list of kinds is off when it is empty."""
        return bool(getattr(settings, self.setting))


def _feature(
    module: str,
    setting: str,
    capability: str,
    *methods: Method,
    options: Callable[[Client], Any] = lambda _: True,
    registered_as: str = "",
) -> Feature:
    return Feature(module, setting, capability, methods, options, registered_as or methods[0].name)


def all_files() -> Any:
    """The files and folders whose renaming changes links: all of them, since notes link to slides and pictures, too."""
    return {
        "filters": [{"scheme": "file", "pattern": {"glob": "**/*", "matches": kind}} for kind in ("file", "folder")]
    }


def _code_actions(client: Client) -> Any:
    return {"codeActionKinds": list(CODE_ACTION_KINDS), "resolveProvider": client.code_action_resolve}


FEATURES: tuple[Feature, ...] = (
    _feature(
        "outline",
        "outline",
        "documentSymbolProvider",
        Method("textDocument/documentSymbol", "answer_document_symbol"),
    ),
    _feature(
        "workspace_symbols",
        "workspace_symbols",
        "workspaceSymbolProvider",
        Method("workspace/symbol", "answer_workspace_symbol", "workspace"),
    ),
    _feature("hover", "hover", "hoverProvider", Method("textDocument/hover", "answer_hover")),
    _feature(
        "completion",
        "completion",
        "completionProvider",
        Method("textDocument/completion", "answer_completion"),
        Method("completionItem/resolve", "resolve_completion", "resolve"),
        options=lambda _: {
            "triggerCharacters": [*TRIGGER_CHARACTERS, *PYTHON_TRIGGER_CHARACTERS],
            "resolveProvider": True,
        },
    ),
    _feature(
        "signature_help",
        "python",
        "signatureHelpProvider",
        Method("textDocument/signatureHelp", "answer_signature_help"),
        options=lambda _: {"triggerCharacters": list(SIGNATURE_TRIGGER_CHARACTERS)},
    ),
    _feature(
        "definition",
        "definition",
        "definitionProvider",
        Method("textDocument/definition", "answer_definition"),
    ),
    _feature(
        "definition",
        "definition",
        "declarationProvider",
        Method("textDocument/declaration", "answer_declaration"),
    ),
    _feature(
        "references",
        "references",
        "referencesProvider",
        Method("textDocument/references", "answer_references"),
    ),
    _feature(
        "highlight",
        "highlight",
        "documentHighlightProvider",
        Method("textDocument/documentHighlight", "answer_document_highlight"),
    ),
    _feature(
        "document_links",
        "document_links",
        "documentLinkProvider",
        Method("textDocument/documentLink", "answer_document_link"),
        Method("documentLink/resolve", "resolve_document_link", "resolve"),
        options=lambda _: {"resolveProvider": True},
    ),
    _feature(
        "folding",
        "folding",
        "foldingRangeProvider",
        Method("textDocument/foldingRange", "answer_folding_range"),
    ),
    _feature(
        "selection",
        "selection_ranges",
        "selectionRangeProvider",
        Method("textDocument/selectionRange", "answer_selection_range"),
    ),
    _feature(
        "rename",
        "rename",
        "renameProvider",
        Method("textDocument/rename", "answer_rename"),
        Method("textDocument/prepareRename", "answer_prepare_rename"),
        options=lambda client: {"prepareProvider": True} if client.prepare_rename else True,
    ),
    _feature(
        "rename_files",
        "rename",
        "",
        Method("workspace/willRenameFiles", "answer_will_rename_files", "workspace"),
        options=lambda _: all_files(),
    ),
    _feature(
        "code_actions",
        "code_actions",
        "codeActionProvider",
        Method("textDocument/codeAction", "answer_code_action"),
        Method("codeAction/resolve", "resolve_code_action", "resolve"),
        options=_code_actions,
    ),
    _feature(
        "code_lenses",
        "code_lenses",
        "codeLensProvider",
        Method("textDocument/codeLens", "answer_code_lens"),
        Method("codeLens/resolve", "resolve_code_lens", "resolve"),
        options=lambda _: {"resolveProvider": True},
    ),
    _feature(
        "inlay_hints",
        "inlay_hints",
        "inlayHintProvider",
        Method("textDocument/inlayHint", "answer_inlay_hint"),
    ),
    _feature(
        "semantic_tokens",
        "semantic_tokens",
        "semanticTokensProvider",
        Method("textDocument/semanticTokens/full", "answer_semantic_tokens_full"),
        Method("textDocument/semanticTokens/range", "answer_semantic_tokens_range"),
        options=lambda _: {"legend": TOKEN_LEGEND, "full": True, "range": True},
        registered_as="textDocument/semanticTokens",
    ),
)


def function_of(feature: Feature, method: Method) -> Callable[[Any, Any], Any]:
    """The function that answers ``method``, imported when first asked for."""
    module = import_module(f"notes_lsp.lsp.requests.{feature.module}")
    function: Callable[[Any, Any], Any] = getattr(module, method.function)
    return function
