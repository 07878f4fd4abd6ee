"""A baseline: the findings that a repository lives with, so that a check tells of new ones alone.

An entry names a rule, a file and the text of the line, never its number: writing above a line must not make an old
finding new. A baseline only shrinks: an entry that finds nothing any more is stale. The file is JSON with an entry
on each line, sorted, so that two branches that shrink it rarely touch the same line.
"""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from notes_lsp.workspace.atomic_write import write_atomically
from notes_lsp.workspace.files import FileProblem, display_path, plain_words
from notes_lsp.workspace.results import PlacedFinding

_VERSION = 1
_LARGEST_FILE = 50_000_000
_HOW_TO_MAKE = "notes-lsp --check --baseline FILE --update-baseline makes one"


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding that is lived with. ``path`` has forward slashes and starts at the folder of the baseline."""

    path: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of the file at ``path``, each with how often it is there."""

    path: str
    entries: Counter[Entry]


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside a baseline: those that are not in it, how many are, and the entries that find nothing."""

    new: tuple[PlacedFinding, ...]
    known: int
    stale: Counter[Entry]


def read_baseline(path: str) -> Baseline | FileProblem:
    """The baseline at ``path``; a problem where there is none or it can't be understood."""
    shown = display_path(path)
    try:
        with open(path, "rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except FileNotFoundError:
        return FileProblem(shown, f"there is no such baseline; {_HOW_TO_MAKE}")
    except (OSError, ValueError) as error:
        return FileProblem(shown, f"the baseline can't be read: {plain_words(error)}")
    try:
        return Baseline(path, _entries(json.loads(content)))
    except json.JSONDecodeError as error:
        return FileProblem(
            shown, f"line {error.lineno} is no JSON ({error.msg}), so this is no baseline; {_HOW_TO_MAKE}"
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return FileProblem(shown, f"this is no baseline of notes-lsp, or one of a newer version; {_HOW_TO_MAKE}")


def compare(
    findings: Iterable[PlacedFinding], baseline: Baseline, checked_paths: Iterable[str], codes: Collection[str]
) -> Compared:
    """What ``baseline`` says of ``findings``, which the rules ``codes`` gave for the files ``checked_paths``.

    Of a file that was not checked, and of a rule that did not run, no entry is stale. A file that is gone counts as
    checked: nothing will ever be found in it.
    """
    left = Counter(baseline.entries)
    new: list[PlacedFinding] = []
    known = 0
    for finding in findings:
        entry = entry_of(finding, baseline.path)
        if left[entry] > 0:
            left[entry] -= 1
            known += 1
        else:
            new.append(finding)
    folder = _folder_of(baseline.path)
    checked = {_path_from(folder, path) for path in checked_paths}
    stale = {
        entry: number
        for entry, number in left.items()
        if number > 0 and entry.code in codes and (entry.path in checked or not _is_there(folder, entry.path))
    }
    return Compared(tuple(new), known, Counter(stale))


def write_baseline(path: str, entries: Counter[Entry]) -> FileProblem | None:
    """Write ``entries`` to ``path`` as a whole or not at all; a problem where it can't be written."""
    lines = [
        json.dumps({"path": entry.path, "rule": entry.code, "count": number, "line": entry.text}, ensure_ascii=False)
        for entry, number in sorted(entries.items(), key=lambda item: (item[0].path, item[0].code, item[0].text))
        if number > 0
    ]
    body = "".join(f"\n    {line}," for line in lines).removesuffix(",")
    end = "\n  ]" if lines else "]"
    content = f'{{\n  "version": {_VERSION},\n  "findings": [{body}{end}\n}}\n'
    try:
        write_atomically(path, content.encode("utf-8", "replace"))
    except OSError as error:
        return FileProblem(display_path(path), f"the baseline can't be written: {plain_words(error)}")
    return None


def entries_of(findings: Iterable[PlacedFinding], baseline_path: str) -> Counter[Entry]:
    """The entries for a baseline at ``baseline_path`` that holds all of ``findings``."""
    return Counter(entry_of(finding, baseline_path) for finding in findings)


def entry_of(finding: PlacedFinding, baseline_path: str) -> Entry:
    """The entry for ``finding``. White space counts as one space: indenting a list anew makes nothing new."""
    path = _path_from(_folder_of(baseline_path), finding.path)
    return Entry(path, finding.code, " ".join(finding.excerpt.text.split()))


def described(stale: Counter[Entry], most: int = 5) -> Sequence[str]:
    """The first ``most`` of the stale entries, as a person reads them."""
    entries = sorted(stale, key=lambda entry: (entry.path, entry.code, entry.text))
    lines = [f"{entry.path}: {entry.code}: {entry.text[:80]}" for entry in entries[:most]]
    return lines + ([f"and {len(entries) - most} more"] if len(entries) > most else [])


def _entries(read: object) -> Counter[Entry]:
    """The entries in what JSON gave. Raises one of several errors for anything else."""
    if not isinstance(read, dict) or read["version"] != _VERSION:
        raise ValueError("no baseline, or of another version")
    entries: Counter[Entry] = Counter()
    for item in read["findings"]:
        path, code, text, number = item["path"], item["rule"], item["line"], item["count"]
        if not (isinstance(path, str) and isinstance(code, str) and isinstance(text, str) and isinstance(number, int)):
            raise TypeError("an entry of another shape")
        entries[Entry(path, code, text)] += number
    return entries


def _folder_of(path: str) -> str:
    return os.path.dirname(os.path.realpath(path))


def _path_from(folder: str, path: str) -> str:
    path = os.path.abspath(path)
    real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    try:
        return display_path(os.path.relpath(real, folder))
    except ValueError:  # another drive of Windows
        return display_path(real)


def _is_there(folder: str, path: str) -> bool:
    return os.path.exists(os.path.join(folder, path.replace("/", os.sep)))
