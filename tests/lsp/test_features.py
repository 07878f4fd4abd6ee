"""Each method once, end to end, as the editors ask for it that people use."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from notes_lsp.lsp import methods

DEADLINE = 30.0
PULLING = "visual-studio-code with pull diagnostics"
PROFILES = ["visual-studio-code", "neovim@v0.10", "neovim@v0.11", "emacs", PULLING]

# What the client of pytest-lsp does not know.
ASKED_OF_THE_CLIENT = [
    "client/registerCapability",
    "workspace/codeLens/refresh",
    "workspace/inlayHint/refresh",
    "workspace/semanticTokens/refresh",
]

TEXT = """\
---
tags: [python]
---

# PyCon Example 2024

## Monday, 1 July 2024

### 10:00 - 10:45 Getting started (Ann Example)

- see [the plan](#the-plan) and [more][docs] 🐍 #python
- [slides](other.md#a-heading)

```python
print("hello")
```

#### The plan

Text with a [broken link](missing.md).

## Tuesday, 3 July 2024

### Closing words (Bob Example)

- nothing to see

[docs]: https://example.com/docs
"""
OTHER = "# Other\n\n## A heading\n\nSee [notes](notes.md#the-plan) and [words](notes.md#closing-words-bob-example).\n"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "notes.md").write_text(TEXT, encoding="utf-8")
    (folder / "other.md").write_text(OTHER, encoding="utf-8")
    return folder


def capabilities_of(profile: str) -> types.ClientCapabilities:
    capabilities = client_capabilities("visual-studio-code" if profile == PULLING else profile)
    assert capabilities.text_document is not None
    if profile == PULLING:
        # The snapshot is older than pull diagnostics.
        capabilities.text_document.diagnostic = types.DiagnosticClientCapabilities(dynamic_registration=True)
    return capabilities


@pytest_lsp.fixture(
    scope="session",
    params=PROFILES,
    config=ClientServerConfig(server_command=[sys.executable, "-m", "notes_lsp", "--stdio"]),
)
async def client(request: pytest.FixtureRequest, lsp_client: LanguageClient, folder: Path) -> AsyncIterator[None]:
    lsp_client.profile = request.param  # type: ignore[attr-defined]
    for method in ASKED_OF_THE_CLIENT:
        lsp_client.feature(method)(lambda *_: None)
    lsp_client.set_configuration(None, section="notes-lsp")
    capabilities = capabilities_of(request.param)
    workspace_folders = [types.WorkspaceFolder(folder.as_uri(), "notes")]
    params = types.InitializeParams(
        capabilities,
        root_uri=folder.as_uri(),
        workspace_folders=workspace_folders,
        initialization_options={"codeLenses": ["talks", "links"]},
    )
    lsp_client.result = await lsp_client.initialize_session(params)  # type: ignore[attr-defined]
    item = types.TextDocumentItem(uri_of(folder), "markdown", 1, TEXT)
    lsp_client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    # The other notes are read when nobody asks for anything; what leads there is known only then.
    for _ in range(200):
        status = await in_time(lsp_client.protocol.send_request_async("notes/status", None))
        if status.knownFiles == 2:
            break
        await asyncio.sleep(0.05)
    yield
    await lsp_client.shutdown_session()


def uri_of(folder: Path, name: str = "notes.md") -> str:
    return (folder / name).as_uri()


@pytest.fixture
def document(folder: Path) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri_of(folder))


def units(client: Any, text: str) -> int:
    """The length of ``text`` as the client counts."""
    encoding = client.result.capabilities.position_encoding
    return (
        len(text.encode({"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)))
        // {
            "utf-8": 1,
            "utf-16": 2,
            "utf-32": 4,
        }[encoding]
    )


def at(client: Any, piece: str, text: str = TEXT, inside: int = 1) -> types.Position:
    """The position ``inside`` of the first ``piece`` of ``text``."""
    offset = text.index(piece) + inside
    line_start = text.rfind("\n", 0, offset) + 1
    return types.Position(text.count("\n", 0, offset), units(client, text[line_start:offset]))


def text_at(client: Any, range_: types.Range, text: str = TEXT) -> str:
    """What lies at a range, read as the client counts."""

    def offset(position: types.Position) -> int:
        start = sum(len(line) for line in text.splitlines(keepends=True)[: position.line])
        end = start
        while units(client, text[start:end]) < position.character:
            end += 1
        return end

    return text[offset(range_.start) : offset(range_.end)]


async def in_time(answer: Any) -> Any:
    return await asyncio.wait_for(answer, DEADLINE)


async def test_encodings(client: LanguageClient) -> None:
    expected = {"neovim@v0.11": "utf-8", "emacs": "utf-32"}.get(client.profile, "utf-16")  # type: ignore[attr-defined]
    assert client.result.capabilities.position_encoding == expected  # type: ignore[attr-defined]


async def test_outline(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    symbols = await in_time(client.text_document_document_symbol_async(types.DocumentSymbolParams(document)))
    assert [symbol.name for symbol in symbols][:1] == ["PyCon Example 2024"]
    assert "Getting started" in str(symbols)


async def test_hover(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    hover = await in_time(client.text_document_hover_async(types.HoverParams(document, at(client, "Getting"))))
    assert "Ann Example" in hover.contents.value
    assert "Getting" in text_at(client, hover.range)


async def test_definition_behind_an_astral_character(
    client: LanguageClient, document: types.TextDocumentIdentifier, folder: Path
) -> None:
    found = await in_time(client.text_document_definition_async(types.DefinitionParams(document, at(client, "[docs]"))))
    assert uri_of(folder) in str(found)


async def test_definition_in_another_file(
    client: LanguageClient, document: types.TextDocumentIdentifier, folder: Path
) -> None:
    position = at(client, "other.md#a-heading", inside=11)
    found = await in_time(client.text_document_definition_async(types.DefinitionParams(document, position)))
    assert uri_of(folder, "other.md") in str(found)


async def test_declaration(client: LanguageClient, document: types.TextDocumentIdentifier, folder: Path) -> None:
    params = types.DeclarationParams(document, at(client, "[docs]"))
    assert uri_of(folder) in str(await in_time(client.text_document_declaration_async(params)))


async def test_references(client: LanguageClient, document: types.TextDocumentIdentifier, folder: Path) -> None:
    context = types.ReferenceContext(include_declaration=True)
    params = types.ReferenceParams(context, document, at(client, "The plan"))
    found = await in_time(client.text_document_references_async(params))
    assert {location.uri for location in found} == {uri_of(folder), uri_of(folder, "other.md")}


async def test_document_highlight(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    params = types.DocumentHighlightParams(document, at(client, "The plan"))
    found = await in_time(client.text_document_document_highlight_async(params))
    assert len(found) >= 2


async def test_document_links(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    links = await in_time(client.text_document_document_link_async(types.DocumentLinkParams(document)))
    assert any("other.md" in text_at(client, link.range) for link in links)
    for link in links:
        resolved = await in_time(client.document_link_resolve_async(link))
        assert resolved.range == link.range


async def test_folding(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    ranges = await in_time(client.text_document_folding_range_async(types.FoldingRangeParams(document)))
    assert (0, 2) in {(range_.start_line, range_.end_line) for range_ in ranges}


async def test_selection_ranges(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    params = types.SelectionRangeParams(document, [at(client, "plan]"), at(client, "hello")])
    first, second = await in_time(client.text_document_selection_range_async(params))
    assert text_at(client, first.range) == "plan"
    assert first.parent is not None
    assert second.parent is not None


async def test_rename(client: LanguageClient, document: types.TextDocumentIdentifier, folder: Path) -> None:
    position = at(client, "The plan")
    prepared = await in_time(client.text_document_prepare_rename_async(types.PrepareRenameParams(document, position)))
    assert prepared is not None
    edit = await in_time(client.text_document_rename_async(types.RenameParams(document, position, "The way")))
    assert "the-way" in str(edit)
    assert uri_of(folder, "other.md") in str(edit)


async def test_will_rename_files(client: LanguageClient, folder: Path) -> None:
    files = [types.FileRename(uri_of(folder, "other.md"), uri_of(folder, "renamed.md"))]
    edit = await in_time(client.workspace_will_rename_files_async(types.RenameFilesParams(files)))
    assert "renamed.md" in str(edit)
    assert uri_of(folder) in str(edit)


async def test_completion(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    context = types.CompletionContext(types.CompletionTriggerKind.Invoked)
    position = at(client, "#the-plan", inside=1)
    params = types.CompletionParams(document, position, context)
    found = await in_time(client.text_document_completion_async(params))
    (item,) = [item for item in found.items if "plan" in item.label.lower()]
    resolved = await in_time(client.completion_item_resolve_async(item))
    assert resolved.label == item.label


async def test_code_actions(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    position = at(client, "Tuesday, 3")
    context = types.CodeActionContext([])
    params = types.CodeActionParams(document, types.Range(position, position), context)
    actions = await in_time(client.text_document_code_action_async(params)) or []
    assert actions
    for action in actions:
        assert action.edit is not None or action.data is not None
        if action.edit is None:
            assert (await in_time(client.code_action_resolve_async(action))).edit is not None


async def test_code_lenses(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    lenses = await in_time(client.text_document_code_lens_async(types.CodeLensParams(document)))
    resolved = [
        lens if lens.command is not None else await in_time(client.code_lens_resolve_async(lens)) for lens in lenses
    ]
    assert [lens.command.title for lens in resolved if "link" in lens.command.title] == ["1 link to this talk"]
    assert [lens.command.title for lens in resolved if "talk" in lens.command.title]


async def test_inlay_hints(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    whole = types.Range(types.Position(0, 0), types.Position(1000, 0))
    hints = await in_time(client.text_document_inlay_hint_async(types.InlayHintParams(document, whole)))
    assert "45" in str(hints)


async def test_semantic_tokens(client: LanguageClient, document: types.TextDocumentIdentifier) -> None:
    full = await in_time(client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document)))
    part = types.Range(types.Position(0, 0), types.Position(10, 0))
    params = types.SemanticTokensRangeParams(document, part)
    some = await in_time(client.text_document_semantic_tokens_range_async(params))
    assert len(full.data) % 5 == 0
    assert 0 < len(some.data) < len(full.data)


async def test_workspace_symbols(client: LanguageClient) -> None:
    symbols = await in_time(client.workspace_symbol_async(types.WorkspaceSymbolParams("getstart")))
    assert "Getting started" in str(symbols)


async def test_status(client: LanguageClient, folder: Path) -> None:
    status = await in_time(client.protocol.send_request_async("notes/status", {"uri": uri_of(folder)}))
    mode = "push" if client.profile in ("visual-studio-code", "emacs") else "pull"  # type: ignore[attr-defined]
    assert status.diagnostics == mode
    command = types.ExecuteCommandParams("notes-lsp.status")
    assert await in_time(client.workspace_execute_command_async(command))


async def test_diagnostics(client: LanguageClient, document: types.TextDocumentIdentifier, folder: Path) -> None:
    if client.profile in ("visual-studio-code", "emacs"):  # type: ignore[attr-defined]
        for _ in range(200):
            if document.uri in client.diagnostics:
                break
            await asyncio.sleep(0.05)
        found = client.diagnostics[document.uri]
    else:
        report = await in_time(client.text_document_diagnostic_async(types.DocumentDiagnosticParams(document)))
        found = report.items
        everything = await in_time(client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams([])))
        assert uri_of(folder, "other.md") in {item.uri for item in everything.items}
    assert {diagnostic.code for diagnostic in found} == {"missing-file", "weekday-mismatch"}
    by_code = {diagnostic.code: text_at(client, diagnostic.range) for diagnostic in found}
    assert by_code["missing-file"] == "missing.md"


async def test_nothing_was_shown_or_went_wrong(client: LanguageClient) -> None:
    assert client.messages == []
    assert client.error is None


def test_what_is_announced_is_what_the_modules_give() -> None:
    from notes_lsp.features.code_actions import code_actions
    from notes_lsp.features.completion import completion
    from notes_lsp.lsp.requests import semantic_tokens

    assert completion.TRIGGER_CHARACTERS == methods.TRIGGER_CHARACTERS
    assert code_actions.CODE_ACTION_KINDS == methods.CODE_ACTION_KINDS
    legend = semantic_tokens.LEGEND
    given = {"tokenTypes": list(legend.token_types), "tokenModifiers": list(legend.token_modifiers)}
    assert given == methods.TOKEN_LEGEND


EVERY_METHOD = [
    pytest.param(feature, method, id=method.name) for feature in methods.FEATURES for method in feature.methods
]


@pytest.mark.parametrize(("feature", "method"), EVERY_METHOD)
def test_every_method_has_its_function(feature: Any, method: Any) -> None:
    assert method.name in types.METHOD_TO_TYPES
    assert callable(methods.function_of(feature, method))
    assert json.dumps(feature.registered_as)
