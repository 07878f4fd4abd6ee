"""The folder in which what can be found out again is kept for the user."""

import os
import sys
from typing import Final

FOLDER_VARIABLE: Final = "NOTES_LSP_CACHE_DIR"


def user_cache_folder() -> str:
    """The path of the folder, which need not be there: the one that the environment names, else that of the system.

    The variable `FOLDER_VARIABLE` comes first; without it the folder follows the XDG Base Directory Specification, and
    the customs of macOS and Windows.
    """
    folder = os.environ.get(FOLDER_VARIABLE, "") or _folder_of_system()
    return os.path.abspath(os.path.expanduser(folder))


def _folder_of_system() -> str:
    is_linux = sys.platform.startswith("linux")
    if is_linux:
        # What platformdirs does here takes two lines; to import it takes longer than to look up a thousand files.
        named = os.environ.get("XDG_CACHE_HOME", "").strip()
        return os.path.join(named if os.path.isabs(named) else "~/.cache", "notes-lsp")
    from platformdirs import user_cache_dir

    return user_cache_dir("notes-lsp", appauthor=False)
