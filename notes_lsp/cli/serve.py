"""``--stdio`` and ``--tcp``: the language server."""

import logging
import sys

from notes_lsp.cli.streams import complain
from notes_lsp.workspace.files import plain_words

FAILURE = 2


def serve_stdio() -> int:
    """Serve the editor that started this process."""
    _prepare_log()
    from notes_lsp.lsp.start import serve
    from notes_lsp.lsp.transport import StandardStreams

    return serve(StandardStreams())


def serve_tcp(host: str, port: int) -> int:
    """Wait for one editor at ``host:port`` and serve it."""
    _prepare_log()
    from notes_lsp.lsp.start import serve
    from notes_lsp.lsp.transport import accept_one

    try:
        channel = accept_one(host, port)
    except OSError as error:
        complain(f"can't listen on {host}:{port}: {plain_words(error)}")
        return FAILURE
    return serve(channel)


def _prepare_log() -> None:
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="notes-lsp: %(levelname)s: %(message)s")
