"""Whether time grows with the text and no faster, whatever machine this is and whatever else it does."""

import time
from collections.abc import Callable

_PARTS = 16
_TRIES = 5
# Sixteen times the text may take this many times as long: far above a straight line, far below a square's 256.
_MOST = 80
_LEAST_SECONDS = 0.0005


def assert_linear(read: Callable[[str], object], text: str) -> None:
    """Fail when reading all of ``text`` takes out of proportion longer than reading a sixteenth, its two ends."""
    ratios: list[float] = []
    half = len(text) // _PARTS // 2
    for _ in range(_TRIES):
        part = min(_seconds(read, text[:half] + text[-half:]) for _ in range(3))
        ratios.append(_seconds(read, text) / max(part, _LEAST_SECONDS))
        if ratios[-1] < _MOST:
            return
    raise AssertionError(f"{_PARTS} times the text took {min(ratios):.0f} times as long")


def _seconds(read: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    read(text)
    return time.process_time() - begin
