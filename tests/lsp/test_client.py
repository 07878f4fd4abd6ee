"""What a client says of itself: read as LSP has it, and with patience where it is not so."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygls.protocol import default_converter
from pytest_lsp import client_capabilities

from notes_lsp.lsp.capabilities import server_capabilities
from notes_lsp.lsp.client import Client, read_client
from notes_lsp.workspace.settings import Settings


def nested(name: str, value: Any) -> Any:
    for part in reversed(name.split(".")):
        value = {part: value}
    return value


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("general.positionEncodings", ["utf-8", "utf-16"], "encoding", "utf-8"),
        ("general.positionEncodings", ["x", "utf-32"], "encoding", "utf-32"),
        ("general.positionEncodings", "utf-8", "encoding", "utf-16"),
        ("textDocument.hover.contentFormat", ["markdown", "plaintext"], "markdown_hover", True),
        ("textDocument.hover.contentFormat", ["plaintext", "markdown"], "markdown_hover", False),
        ("textDocument.hover.contentFormat", ["x", "markdown"], "markdown_hover", True),
        ("textDocument.hover.contentFormat", [], "markdown_hover", False),
        ("textDocument.publishDiagnostics.tagSupport", {"valueSet": [1]}, "tags", True),
        ("textDocument.publishDiagnostics.tagSupport", {"valueSet": [2]}, "tags", False),
        ("textDocument.publishDiagnostics.tagSupport", True, "tags", True),
        ("textDocument.diagnostic", {}, "pull_diagnostics", True),
        ("textDocument.diagnostic", True, "pull_diagnostics", False),
        ("textDocument.foldingRange.rangeLimit", 5000, "folding_limit", 5000),
        ("textDocument.foldingRange.rangeLimit", -1, "folding_limit", 0),
        ("textDocument.foldingRange.rangeLimit", True, "folding_limit", 0),
        ("textDocument.hover.dynamicRegistration", True, "dynamic", frozenset({"textDocument/hover"})),
        ("textDocument.hover.dynamicRegistration", 1, "dynamic", frozenset()),
        ("textDocument.rename.prepareSupportDefaultBehavior", 1, "prepare_rename_default", True),
        ("textDocument.codeAction.resolveSupport.properties", ["edit"], "code_action_resolve", False),
        ("workspace.workspaceEdit.documentChanges", True, "document_changes", True),
        ("workspace.workspaceEdit.documentChanges", "yes", "document_changes", False),
    ],
)
def test_one_capability(name: str, value: Any, field: str, expected: Any) -> None:
    assert getattr(read_client(nested(name, value)), field) == expected


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["textDocument", "general", "workspace", "hover", "x"]), inner, max_size=3)
    ),
)


@given(json_values)
def test_nothing_that_a_client_says_is_an_error(capabilities: Any) -> None:
    assert isinstance(read_client(capabilities), Client)


@pytest.mark.parametrize("profile", ["visual-studio-code", "neovim@v0.10", "neovim@v0.11", "emacs"])
def test_editors(profile: str) -> None:
    plain = json.loads(json.dumps(default_converter().unstructure(client_capabilities(profile))))
    client = read_client(plain)
    assert client.hierarchical_symbols
    assert client.markdown_hover
    assert client.pull_diagnostics is profile.startswith("neovim")
    assert client.document_changes is not profile.startswith("neovim")
    assert json.dumps(server_capabilities(client, Settings()))
