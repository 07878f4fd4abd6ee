"""Which files are talk notes, and why: what an editor says when it is asked about a file."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass

from notes_lsp.talks.model import Notes, Talk
from notes_lsp.workspace.files import NOT_WALKED, NOTES_ENDINGS, is_name_of_no_notes
from notes_lsp.workspace.ignored import matching_pattern
from notes_lsp.workspace.settings import DEFAULT_INCLUDE, Settings

# What editors call the languages that notes are written in.
LANGUAGE_IDS = frozenset({"markdown", "restructuredtext", "rst", "org", "plaintext", "text"})

_README = re.compile(r"readme(?:[-_.]\w+)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Taken:
    """Whether a file is taken for talk notes, and the reason in plain words."""

    yes: bool
    reason: str


def is_taken(
    path: str,
    root: str | None,
    settings: Settings,
    read_notes: Callable[[], Notes | None] | None = None,
    language_id: str = "",
) -> Taken:
    """Whether the file at ``path`` is talk notes. What ``exclude`` names never is, what ``include`` names always.

    ``path`` is absolute, ``""`` for a file that was never saved; ``root`` is the folder of the workspace that holds it,
    None for none. ``read_notes`` is called where only the text can tell, and may give None for what can't be read.
    ``language_id`` is what the editor that opened the file calls its language.
    """

    def holds() -> bool:
        notes = read_notes() if read_notes is not None else None
        return notes is not None and holds_talks(notes)

    return judge(path, root, settings, holds, language_id)


def judge(path: str, root: str | None, settings: Settings, holds: Callable[[], bool], language_id: str = "") -> Taken:
    """As `is_taken`, where ``holds`` says of a README whether it holds talks (`holds_talks`)."""
    if not path:
        return _of_language(language_id, "")
    by_pattern = _by_patterns(path, root, settings)
    if by_pattern is not None:
        return by_pattern
    name = os.path.basename(path)
    folder = _folder_without_notes(path, root)
    if folder is not None:
        return Taken(False, f'not taken: it lies in "{folder}"; to take it, add it to include')
    if is_name_of_no_notes(name):
        return Taken(False, f'not taken: files called "{name}" are no talk notes; to take it, add it to include')
    if is_readme(name):
        if holds():
            return Taken(True, "taken: a README that holds talks")
        return Taken(False, "not taken: a README without days or talks; to take it, add it to include")
    ending = os.path.splitext(name)[1]
    if name.lower().endswith(NOTES_ENDINGS):
        return Taken(True, f"taken: its name ends in {ending}")
    return _of_language(language_id, ending)


def is_readme(name: str) -> bool:
    """Whether a file of this name is a README, of which only the text tells whether it is notes."""
    return _README.fullmatch(name) is not None


def holds_talks(notes: Notes) -> bool:
    """Whether a README is clearly talk notes: its sections are talks that somebody gave at some time."""
    talks = notes.all_talks
    given = sum(1 for talk in talks if _is_given(talk))
    if given >= 2 and 2 * given >= len(talks):
        return True
    named_days = [day for day in notes.days if day.weekday is not None and day.date is not None and day.talks]
    return bool(named_days) and given >= 1 or len(named_days) >= 2


def relative_path(path: str, folder: str) -> str | None:
    """``path`` as seen from ``folder``, with ``/``; None where it does not lie in it. Both are absolute."""
    inside = os.path.join(folder, "")
    if not os.path.normcase(path).startswith(os.path.normcase(inside)):
        return None
    return path[len(inside) :].replace(os.sep, "/")


def excluding_pattern(path: str, root: str | None, settings: Settings) -> str | None:
    """The pattern of ``exclude`` that names ``path``; that of a folder ends in a separator."""
    relative = _relative_to_patterns("exclude", path, root, settings)
    return None if relative is None else matching_pattern(relative, settings.exclude)


def is_left_out(path: str, settings: Settings) -> bool:
    """Whether ``include`` and ``exclude`` leave out the file at ``path`` (absolute), whose name is one of notes."""
    by_pattern = _by_patterns(path, None, settings)
    return by_pattern is not None and not by_pattern.yes


def _by_patterns(path: str, root: str | None, settings: Settings) -> Taken | None:
    """What ``exclude`` and ``include`` say; None where they leave it to the name of the file."""
    pattern = excluding_pattern(path, root, settings)
    if pattern is not None:
        return Taken(False, f'not taken: excluded by "{pattern}"{_source("exclude", settings)}')
    relative = _relative_to_patterns("include", path, root, settings)
    if settings.include == DEFAULT_INCLUDE or relative is None:
        return None
    own = tuple(pattern for pattern in settings.include if pattern not in DEFAULT_INCLUDE)
    pattern = matching_pattern(relative, own)
    if pattern is not None:
        return Taken(True, f'taken: included by "{pattern}"{_source("include", settings)}')
    # A pattern such as "*.md" says no more than the default: it makes no notes of a CHANGELOG.
    if matching_pattern(relative, settings.include) is not None:
        return None
    return Taken(False, f"not taken: no pattern of include{_source('include', settings)} names it")


def _relative_to_patterns(name: str, path: str, root: str | None, settings: Settings) -> str | None:
    origin = settings.origin_of(name)
    folder = (origin.folder if origin is not None else "") or root
    return None if not folder else relative_path(path, folder)


def _source(name: str, settings: Settings) -> str:
    origin = settings.origin_of(name)
    return "" if origin is None else f" in {origin.source}"


def _folder_without_notes(path: str, root: str | None) -> str | None:
    """The name of a folder on the way from ``root`` to ``path`` that nobody keeps notes in."""
    relative = None if root is None else relative_path(path, root)
    if relative is None:
        return None
    names = relative.split("/")[:-1]
    return next((name for name in names if name in NOT_WALKED or name.startswith(".")), None)


def _of_language(language_id: str, ending: str) -> Taken:
    if language_id in LANGUAGE_IDS:
        return Taken(True, f"taken: opened as {language_id}")
    if language_id:
        return Taken(False, f"not taken: opened as {language_id}; to take it, add it to include")
    ended = f'its name ends in "{ending}"' if ending else "its name has no ending"
    return Taken(False, f"not taken: {ended}; to take it, add it to include")


def _is_given(talk: Talk) -> bool:
    return bool(talk.speakers) or talk.time is not None
