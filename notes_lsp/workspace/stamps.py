"""Whether a file or a folder has changed since it was read, told without reading it again."""

import os
import time

Stamp = tuple[int, int, int]
"""When it was written, when it was changed in any way (both in nanoseconds), and its size."""

# Clocks of file systems move in steps, those of Linux by up to 10 ms: what was written a moment ago may be written
# again without a change of its times.
_STEP_NS = 50_000_000


def stamp_of(path: str) -> Stamp | None:
    """The stamp of what lies at ``path``; None where nothing does, or nothing that can be reached."""
    try:
        return stamp_of_status(os.stat(path))
    except (OSError, ValueError):
        return None


def stamp_of_status(status: os.stat_result) -> Stamp:
    """The stamp by what ``os.stat`` gave."""
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size)


def settled_stamp_of(path: str) -> Stamp | None:
    """As `stamp_of`, but None also for what was changed so lately that its stamp says nothing. Ask before reading."""
    stamp = stamp_of(path)
    return stamp if stamp is not None and is_settled(stamp) else None


def is_settled(stamp: Stamp) -> bool:
    """Whether a change after now would show in the stamp."""
    return time.time_ns() - max(stamp[0], stamp[1]) > _STEP_NS
