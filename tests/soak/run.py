"""An hour of editing in some minutes: `python tests/soak/run.py --steps 10000`. Linux alone; see `--help`."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

_TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(_TESTS / name) for name in ("soak", "fuzz", "lsp", "cli")]


def main() -> int:
    from editing import Sample, cache_in, soak

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begin = time.monotonic()

    def show(sample: Sample) -> None:
        print(f"{sample}  {time.monotonic() - begin:6.0f} s", flush=True)

    with tempfile.TemporaryDirectory() as folder, cache_in(Path(folder) / "cache"):
        notes = Path(folder) / "notes"
        notes.mkdir()
        soak(notes, asked.steps, asked.seed, show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
