"""How long an editor waits for Python in notes, and for notes while Python works; run it by hand.

usage: python tests/bench/python.py [SECONDS OF IDLING]
"""

import os
import signal
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "lsp"))

from raw_client import RawClient, edit, running

URI = "file:///talks/notes.md"
HEAD = "# PyCon\n\n## Monday, 1 July 2024\n\n### 10:00 - 10:45 Words (Ann Example)\n\n"
PLACES = [
    'import ctypes\nlib = ctypes.CDLL("")\nlib.',
    "import os.path\nos.path.",
    "import asyncio\nasyncio.",
    "[1, 2].",
]


def position_of(text: str, offset: int) -> dict[str, int]:
    return {"line": text.count("\n", 0, offset), "character": offset - text.rfind("\n", 0, offset) - 1}


def ask(client: RawClient, method: str, text: str, offset: int) -> tuple[Any, float]:
    began = time.perf_counter()
    params = {"textDocument": {"uri": URI}, "position": position_of(text, offset)}
    result = client.request(f"textDocument/{method}", params)
    return result, (time.perf_counter() - began) * 1000


def labels(result: Any) -> list[str]:
    return [item["label"] for item in result["items"]] if result else []


def started(text: str) -> RawClient:
    client = RawClient()
    client.initialize({})
    client.open(URI, text)
    return client


def completions(idle: float) -> None:
    """The first completion after some idling, and while a word is typed."""
    imports = "".join(place.rpartition("\n")[0] + "\n" for place in PLACES)
    text = f"{HEAD}```python\n{imports}" + "".join(f"{place.rpartition(chr(10))[2]}\n" for place in PLACES) + "```\n"
    client = started(text)
    time.sleep(idle)
    version = 1
    for place in PLACES:
        last = place.rpartition("\n")[2]
        offset = text.index(f"\n{last}\n") + 1 + len(last)
        found, first = ask(client, "completion", text, offset)
        took = []
        for typed in [labels(found)[0][:length] for length in (1, 2, 3)] * 5:
            spot = position_of(text, offset)
            where = spot["line"], spot["character"]
            version += 1
            client.change(URI, version, edit(where, where, typed))
            changed = text[:offset] + typed + text[offset:]
            took.append(ask(client, "completion", changed, offset + len(typed))[1])
            version += 1
            client.change(URI, version, edit(where, (where[0], where[1] + len(typed)), ""))
        took.sort()
        print(f"{last:10} first {first:6.1f} ms; within a word p50 {median(took):5.1f}, most {took[-1]:5.1f} ms")
    client.kill()


def notes_meanwhile() -> None:
    """Hovers on a talk while `tkinter.` completes."""
    text = f"{HEAD}```python\nimport tkinter\ntkinter.\n```\n"
    with running() as client:
        client.initialize({})
        client.open(URI, text)
        params = {"textDocument": {"uri": URI}, "position": position_of(text, text.index("tkinter.\n") + 8)}
        ask(client, "hover", text, text.index("Words") + 1)
        asked = client.ask("textDocument/completion", params)
        took = []
        while not any(answer.get("id") == asked for answer in client.answers):
            took.append(ask(client, "hover", text, text.index("Words") + 1)[1])
            time.sleep(0.01)
        took.sort()
        print(f"hover meanwhile: {len(took)} hovers, p50 {median(took):.1f}, p95 {took[int(len(took) * 0.95)]:.1f} ms")


def after_a_kill() -> None:
    """A completion right after `kill -9`."""
    text = f"{HEAD}```python\nimport os\nos.path.\nos.\n```\n"
    with running() as client:
        client.initialize({})
        client.open(URI, text)
        time.sleep(2)
        print(f"before: {len(labels(ask(client, 'completion', text, text.index('os.path.') + 8)[0]))} names")
        os.kill(client.request("notes/status")["python"]["pid"], signal.SIGKILL)
        found, took = ask(client, "completion", text, text.index("os.\n") + 3)
        print(f"after kill -9: {len(labels(found))} names in {took:.0f} ms, incomplete: {found['isIncomplete']}")


def main() -> None:
    completions(float(sys.argv[1]) if len(sys.argv) > 1 else 2.0)
    notes_meanwhile()
    after_a_kill()


if __name__ == "__main__":
    main()
