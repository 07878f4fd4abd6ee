"""``textDocument/signatureHelp`` outside of snippets of Python, where nothing is called."""

from lsprotocol import types

from notes_lsp.lsp.request import Request


def answer_signature_help(_request: Request, _params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """Nothing; inside of snippets `notes_lsp.lsp.requests.python_hover` answers."""
    return None
