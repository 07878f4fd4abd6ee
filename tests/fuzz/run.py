"""Look for notes and messages that break something: `python tests/fuzz/run.py notes --seeds 0:20000`.

What breaks is told with its seed; `--seeds N` runs that one alone, and shows the shortest text that breaks in the same way. See `--help`.
"""

import argparse
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

_TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(_TESTS / name) for name in ("fuzz", "features", "lsp", "syntax")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("notes", "growth", "messages", "frames"))
    parser.add_argument("--seeds", default="0:1000", help="one number, or FIRST:END")
    parser.add_argument("--most", type=int, default=20, help="end after so many faults")
    asked = parser.parse_args()
    first, colon, end = asked.seeds.partition(":")
    seeds = range(int(first), int(end) if colon else int(first) + 1)
    run = _runs()[asked.what]
    return _run_all(asked.what, seeds, run, asked.most)


def _runs() -> dict[str, Callable[[int, bool], None]]:
    from documents import notes_of
    from growing import growth_of
    from laws import all_laws
    from messages import frames_of, session_of

    def notes(seed: int, alone: bool) -> None:
        name, text = notes_of(seed)
        if alone:
            from shrinking import shrunk

            text = shrunk(lambda shorter: all_laws(name, shorter, seed), text)
            print(name, repr(text), sep="\n", flush=True)
        all_laws(name, text, seed)

    return {
        "notes": notes,
        "growth": lambda seed, _: growth_of(seed),
        "messages": lambda seed, _: session_of(seed),
        "frames": lambda seed, _: frames_of(seed),
    }


def _run_all(what: str, seeds: range, run: Callable[[int, bool], None], most: int) -> int:
    faults = 0
    begin = time.monotonic()
    for seed in seeds:
        start = time.process_time()
        try:
            run(seed, len(seeds) == 1)
        except Exception as error:  # noqa: BLE001 - to find them is what it is for
            faults += 1
            last = traceback.extract_tb(error.__traceback__)[-1]
            said = str(error).replace("\n", " ")[:300]
            print(
                f"{what} {seed}: {type(error).__name__} {said} ({os.path.basename(last.filename)}:{last.lineno} {last.name})",
                flush=True,
            )
        took = time.process_time() - start
        if took > 10 and what == "notes":
            print(f"{what} {seed}: took {took:.1f} s", flush=True)
        if faults >= most:
            break
    print(f"{seed - seeds[0] + 1} of {what} in {time.monotonic() - begin:.0f} s, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
