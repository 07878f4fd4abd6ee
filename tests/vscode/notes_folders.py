"""The folders that the tests open in VS Code."""

import os
import shutil
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "notes"

TUESDAY = """\
EuroPython 2014
===============

Tuesday, July 22th
------------------

### 10:30 Services instead of one big application, by Amanda Reyes

- start with one process and [split it later](slides/services.pdf)
- TODO: find the video

```python
queue.put(job)
```

### Search from the bottom up (Priya Raman)

- an index is a dictionary, see the [example][index]
"""

PYTHON = """\
# Queues

```python
import queue
inbox = queue.Queue()
```

```python

```
"""

RENAME = """\
# Passing messages

## Threads

- see [above](#threads)

## Processes
"""

NEW_TALK = """\
# PyDays 2025

## Friday, 10 October 2025

### 10:00 Queues - Hana Kovářová

- a table is a queue

### 11:15 Logs - Amanda Reyes

- one request id
"""

LINKS = """\
# Links

- [here]({web}/alive), [there]({web}/alive/too)
- [it moved]({web}/moved)
- [it is gone]({web}/gone/for-good)
- [slow]({web}/hanging)
"""

README = """\
# A program

It does things.

## Install

Run [the installer](missing.sh) on Tuesday, July 22th.
"""


SPEAKERS = ("Ines Duarte", "Karl Oberg", "Lena Marsh", "Omar Haddad", "Yuki Tanaka")


def make_notes_folder(folder: Path, web: str) -> None:
    """The example notes, and beside them what checks change; ``web`` is the address of a server for links."""
    shutil.copytree(EXAMPLES, folder)
    files = {
        "tuesday.md": TUESDAY,
        "python.md": PYTHON,
        "rename.md": RENAME,
        "renamed-from.md": "# Elsewhere\n\n- see [threads](rename.md#threads)\n",
        "new-talk.md": NEW_TALK,
        "links.md": LINKS.format(web=web),
        "shopping.txt": "milk\neggs\n\ntwo loaves of bread\n",
        "project/README.md": README,
        "long.md": long_notes(),
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def make_hostile_folder(folder: Path, evil: Path) -> None:
    """Notes with programs beside them that leave a mark, the file ``evil``, when they are run."""
    shutil.copytree(EXAMPLES, folder)
    program = f"#!/bin/sh\ntouch '{evil}'\necho 'something else'\n"
    for name in ("evil.sh", ".venv/bin/notes-lsp", "venv/bin/notes-lsp", "notes-lsp"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(program, encoding="utf-8")
        os.chmod(path, 0o755)
    (folder / "program").mkdir()
    (folder / "program/README.md").write_text(README, encoding="utf-8")
    (folder / ".vscode").mkdir()
    settings = '{"notes-lsp.server.path": "${workspaceFolder}/evil.sh", "notes-lsp.pythonEnvironment": ".venv"}'
    (folder / ".vscode/settings.json").write_text(settings, encoding="utf-8")


def long_notes(lines: int = 10_000) -> str:
    """Notes of so many lines."""
    written = ["# Long notes 2025", ""]
    number = 0
    while len(written) < lines:
        number += 1
        if number % 20 == 1:
            written += [f"## Day {number // 20 + 1}", ""]
        written += [
            f"### {9 + number % 9}:15 Talk number {number} - {SPEAKERS[number % 5]}",
            "",
            f"- see <https://example.org/{number}>",
        ]
        written += [f"- a line of notes about the subject {number}.{line}" for line in range(8)] + [""]
    return "\n".join(written[:lines]) + "\n"
