"""Where files of settings may lie, told without reading what they say.

Importing this module imports nothing that reads settings: where there are none, a check does without.
"""

import os
from collections.abc import Iterator

from notes_lsp.workspace.regular_files import open_regular

SHARED_NAME = "pyproject.toml"
CONFIG_NAMES = ("notes-lsp.toml", SHARED_NAME)
OWN_NAME = "notes-lsp"

_REPOSITORY_MARK = ".git"


def folders_to_look_in(folder: str, root: str | None) -> Iterator[str]:
    """The folders in which to look for a file of settings that counts in ``folder`` (absolute), the nearest first.

    The last one is ``root``, or that of a repository.
    """
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if folder in (parent, root) or os.path.exists(os.path.join(folder, _REPOSITORY_MARK)):
            return
        folder = parent


class ConfigSearch:
    """Whether there may be settings for a folder; each folder is looked at once."""

    def __init__(self) -> None:
        self._found: dict[str, bool] = {}

    def finds(self, folder: str) -> bool:
        """Whether a file of settings above ``folder`` (absolute), or in it, may say something."""
        passed: list[str] = []
        answer = False
        for place in folders_to_look_in(folder, None):
            known = self._found.get(place)
            answer = _may_hold_settings(place) if known is None else known
            passed.append(place)
            if answer or known is not None:
                break
        self._found.update(dict.fromkeys(passed, answer))
        return answer


def _may_hold_settings(folder: str) -> bool:
    own, shared = (os.path.join(folder, name) for name in CONFIG_NAMES)
    if os.path.lexists(own):
        return True
    try:
        with open_regular(shared) as file:
            return OWN_NAME.encode() in file.read()
    except OSError:
        return os.path.lexists(shared)  # what is wrong with it is for its reader to say
