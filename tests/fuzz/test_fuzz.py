"""A little of what `tests/fuzz/run.py` looks for by the hour: what it found before, and a few more.

A failure names its seed: `python tests/fuzz/run.py notes --seeds N` gives the shortest text that fails in the same way.
"""

from collections.abc import Callable

import pytest

from documents import notes_of
from growing import growth_of
from guided import CORPUS, read_bytes
from laws import all_laws
from messages import frames_of, session_of
from shrinking import shrunk

# Notes that broke something at some time.
_FOUND = (38, 1469, 3562, 4625)


def run_all(run: Callable[[int], None], seeds: list[int]) -> None:
    for seed in seeds:
        try:
            run(seed)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}") from error


@pytest.mark.parametrize("part", range(4))
def test_any_notes_keep_the_laws(part: int) -> None:
    start = 20 * part
    run_all(lambda seed: all_laws(*notes_of(seed), seed), [_FOUND[part], *range(start, start + 20)])


def test_time_grows_with_any_notes_and_no_faster() -> None:
    run_all(lambda seed: growth_of(seed, 20_000), [1, 2])


def test_any_stream_of_bytes_gives_its_messages() -> None:
    run_all(frames_of, list(range(60)))


@pytest.mark.parametrize("seed", [2, 71])
def test_any_session_is_answered_and_ends(seed: int) -> None:
    run_all(lambda seed: session_of(seed, 100), [seed])


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_texts_that_guided_fuzzing_begins_with(path: object) -> None:
    read_bytes(path.read_bytes())  # type: ignore[attr-defined]


def test_the_same_seed_gives_the_same_notes() -> None:
    assert notes_of(7) == notes_of(7)
    assert len({notes_of(seed)[1] for seed in range(50)}) > 45


def test_what_is_shrunk_still_fails_in_the_same_way() -> None:
    def fails(text: str) -> None:
        assert "```" not in text

    assert shrunk(fails, "some text\n```\nmore of it\n```\n" * 5) == "```"
    assert shrunk(fails, "all is well") == "all is well"
