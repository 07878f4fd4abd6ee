"""notes-lsp: a language server and checker for notes taken at talks."""

__version__ = "0.1.0"
