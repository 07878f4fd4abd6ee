"""The shortest text that still breaks in the way in which a longer one does."""

import traceback
from collections.abc import Callable


def shrunk(run: Callable[[str], None], text: str) -> str:
    """``text`` without all that ``run`` needs not to fail where it fails; as it is where it does not fail."""
    broken = _fault(run, text)
    if broken is None:
        return text
    size = len(text) // 2
    while size:
        start = 0
        while start < len(text):
            shorter = text[:start] + text[start + size :]
            if _fault(run, shorter) == broken:
                text = shorter
            else:
                start += size
        size //= 2
    return text


def _fault(run: Callable[[str], None], text: str) -> tuple[object, ...] | None:
    """What went wrong and where; None for nothing."""
    try:
        run(text)
    except Exception as error:  # noqa: BLE001 - to find them is what it is for
        frames = traceback.extract_tb(error.__traceback__)
        return (type(error), *((frame.filename, frame.lineno) for frame in frames[-1:]))
    return None
