"""The files of settings: ``notes-lsp.toml``, and ``[tool.notes-lsp]`` in ``pyproject.toml``.

The nearest one above a file of notes counts, and it alone: looking further ends at the root of the workspace or of a
repository. Nothing is written, and what can't be read is a problem in plain words.
"""

import os
import re
import sys
from dataclasses import dataclass
from typing import Any

from notes_lsp.workspace.config_search import CONFIG_NAMES, OWN_NAME, SHARED_NAME, folders_to_look_in
from notes_lsp.workspace.files import FileProblem, display_path, read_notes
from notes_lsp.workspace.settings import Layer, SettingsProblem
from notes_lsp.workspace.stamps import Stamp, is_settled, stamp_of

_SIZE_LIMIT = 1_000_000
_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(frozen=True, slots=True)
class _ConfigFile:
    """A file as it was read at ``stamp``; ``layer`` is None for one without settings of ours."""

    stamp: Stamp
    layer: Layer | None
    problem: SettingsProblem | None = None


class ConfigFiles:
    """Finds and reads files of settings; one is read again only when it has changed, so asking is cheap."""

    def __init__(self) -> None:
        self._files: dict[str, _ConfigFile] = {}

    def layers_for(self, path: str, root: str | None) -> tuple[Layer, ...]:
        """What the nearest file of settings says for ``path``, a file or a folder (absolute), as one layer or none.

        ``root`` is the folder of the workspace in which the search ends; None for a path outside of all. A file that
        was never saved (``""``) has the settings of the workspace.
        """
        path = path or root or ""
        if not path:
            return ()
        folder = os.path.dirname(os.path.join(path, "") if os.path.isdir(path) else path)
        for place in folders_to_look_in(folder, root):
            for name in CONFIG_NAMES:
                file = self._read(os.path.join(place, name))
                if file is not None and (file.layer is not None or file.problem is not None):
                    return () if file.layer is None else (file.layer,)
        return ()

    def layers_of(self, path: str) -> tuple[Layer, ...]:
        """What the file of settings at ``path`` (absolute) says, as one layer or none."""
        file = self._read(path)
        if file is None:
            problem = SettingsProblem(os.path.basename(path), "there is no such file", path)
            file = self._files[path] = _ConfigFile((0, 0, 0), None, problem)
        return () if file.layer is None else (file.layer,)

    def problems(self) -> tuple[SettingsProblem, ...]:
        """What is wrong with the files read so far, sorted by their paths."""
        return tuple(file.problem for _, file in sorted(self._files.items()) if file.problem is not None)

    def _read(self, path: str) -> _ConfigFile | None:
        stamp = stamp_of(path)
        if stamp is None:
            self._files.pop(path, None)
            return None
        known = self._files.get(path)
        if known is None or known.stamp != stamp or not is_settled(stamp):
            known = self._files[path] = _read_config(path, stamp)
        return known


def _read_config(path: str, stamp: Stamp) -> _ConfigFile:
    name = os.path.basename(path)
    try:
        text = _read_text(path)
        values = _own_table(_read_toml(text, name), name)
    except _UnreadableError as unreadable:
        problem = SettingsProblem(name, f"{unreadable}; its settings are left out", path, unreadable.line)
        return _ConfigFile(stamp, None, problem)
    return _ConfigFile(stamp, None if values is None else Layer(name, values, os.path.dirname(path), path, text))


class _UnreadableError(Exception):
    """A file that is no TOML; ``line`` counts from 1, None where it is the file as a whole."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


def parse_toml(text: str) -> dict[str, Any]:
    """What ``text`` says. Raises `ValueError` for what is no TOML, and `RecursionError` for what is too deep."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


def _read_text(path: str) -> str:
    read = read_notes(path, _SIZE_LIMIT)
    if isinstance(read, FileProblem):
        raise _UnreadableError(read.message)
    return read.text


def _read_toml(text: str, name: str) -> dict[str, Any]:
    if name == SHARED_NAME and OWN_NAME not in text:
        return {}  # it says nothing to us, and if it is broken, whoever it speaks to will complain
    try:
        return parse_toml(text)
    except (ValueError, RecursionError) as error:
        message = str(error)
        match = _LINE.search(message)
        line = int(match[1]) if match is not None else None
        message = _LINE.sub("", message)
        raise _UnreadableError(f"is no valid TOML: {message[:1].lower()}{message[1:]}", line) from None


def _own_table(values: dict[str, Any], name: str) -> object | None:
    """The settings in a file of this name; None where it has none."""
    if name != SHARED_NAME:
        return values
    tool = values.get("tool")
    return tool.get(OWN_NAME) if isinstance(tool, dict) else None


def describe_problem(problem: SettingsProblem) -> str:
    """A problem as one line: the file and the line where they are known, else the source."""
    where = display_path(problem.path) if problem.path else problem.source
    return f"{where}:{problem.line}: {problem.message}" if problem.line is not None else f"{where}: {problem.message}"
