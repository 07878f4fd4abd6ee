"""``--watch``: check again whenever a file of notes, or a file of settings, has changed.

The folders are walked once in a while, which takes milliseconds; that needs no library, works on any disk, and sees
files that come and go, too.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence

from notes_lsp.cli.streams import flush_out, write_out
from notes_lsp.cli.terminal import Terminal
from notes_lsp.workspace.config_search import CONFIG_NAMES
from notes_lsp.workspace.files import find_files
from notes_lsp.workspace.stamps import Stamp, stamp_of

_PAUSE = 0.5  # seconds; a walk through a thousand files takes a hundredth of it
_CLEAR_SCREEN = "\x1b[2J\x1b[3J\x1b[H"


def watch(
    paths: Sequence[str], check: Callable[[], int], terminal: Terminal, wait: Callable[[float], None] = time.sleep
) -> int:
    """Run ``check`` now and after every change under ``paths``, until Ctrl-C; gives what it gave last."""
    seen = _stamps(paths)
    code = _run(check, terminal)
    try:
        while True:
            wait(_PAUSE)
            now = _stamps(paths)
            if now != seen:
                seen = now
                code = _run(check, terminal)
    except KeyboardInterrupt:
        return code


def _run(check: Callable[[], int], terminal: Terminal) -> int:
    if terminal.interactive:
        flush_out(_CLEAR_SCREEN)
    code = check()
    if terminal.interactive:
        write_out(terminal.paint("Watching for changes; Ctrl-C ends it.", "dim"))
    return code


def _stamps(paths: Sequence[str]) -> Mapping[str, Stamp | None]:
    """What tells that a file has changed, for each file of notes and each that could hold settings."""
    files = list(find_files(paths).files)
    folders = {os.path.dirname(os.path.abspath(path)) for path in files}
    files += [os.path.join(folder, name) for folder in folders for name in CONFIG_NAMES]
    return {path: stamp_of(path) for path in files}
