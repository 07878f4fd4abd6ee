"""The command line: ``notes-lsp --check`` and ``notes-lsp --outline``.

Nothing here is imported before it is needed: ``notes-lsp --version`` answers
about as fast as Python starts.
"""
