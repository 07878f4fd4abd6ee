"""Regular expressions that are compiled when they are first needed.

The readers of dates and times have forty of them. Compiling them all takes longer than starting
the rest of this package, and most files of notes need but a few.
"""

import re
from collections.abc import Callable
from functools import lru_cache


def later(source: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A function that gives the compiled pattern, the same one each time."""

    @lru_cache(maxsize=1)
    def compiled() -> re.Pattern[str]:
        return re.compile(source, flags)

    return compiled
