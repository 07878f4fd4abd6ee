"""Doing without the search for cycles among objects while thousands of them are made that form none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_garbage() -> Iterator[None]:
    """No search for cycles within, nor later among what was made within.

    Notes and findings are trees: to look for cycles among them costs a tenth of the time and finds nothing.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()  # else the search would begin at once, with all that is there by now
            gc.enable()
