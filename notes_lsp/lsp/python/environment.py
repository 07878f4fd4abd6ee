"""Which environment snippets import from, and why."""

import os
from dataclasses import dataclass

from notes_lsp.lsp.settings_sources import SettingsSources
from notes_lsp.workspace.settings import Settings

_OF_THE_EDITOR = frozenset({"initializationOptions", "the editor's settings"})
OWN = "the environment of notes-lsp itself"


@dataclass(frozen=True, slots=True)
class ChosenEnvironment:
    """``interpreter`` is an interpreter or the folder of a virtual environment; None for the server's own."""

    interpreter: str | None
    reason: str


def choose_environment(sources: SettingsSources, path: str = "") -> ChosenEnvironment:
    """The environment for the notes at ``path``, by the settings there; without a path, that of the first folder.

    To look into another one than the server's own runs its interpreter, which somebody must allow.
    """
    settings = sources.for_path(path)
    if not settings.python_environment:
        return ChosenEnvironment(None, f"{OWN}: python-environment is not set")
    if not settings.python_trusted:
        return ChosenEnvironment(None, f"{OWN}: python-environment is set, and python-trusted is not")
    trusted = settings.origin_of("python_trusted")
    if trusted is None or trusted.source not in _OF_THE_EDITOR:
        # Whoever wrote the notes may have written the file of settings beside them.
        return ChosenEnvironment(None, f"{OWN}: python-trusted counts only where the editor says it")
    interpreter = _absolute(settings, sources, path)
    if not os.path.exists(interpreter):
        return ChosenEnvironment(None, f"{OWN}: python-environment does not exist")
    return ChosenEnvironment(interpreter, "python-environment is set, and trusted")


def _absolute(settings: Settings, sources: SettingsSources, path: str) -> str:
    origin = settings.origin_of("python_environment")
    first = sources.folders[0].path if sources.folders else ""
    folder = (origin.folder if origin is not None else "") or sources.root_of(path) or first
    return os.path.normpath(os.path.join(folder, os.path.expanduser(settings.python_environment)))
