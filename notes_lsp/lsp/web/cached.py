"""Reading the cache of addresses for a file that is opened: no network, and no process for it."""

import os
import time
from collections.abc import Iterable

from notes_lsp.links.verdicts import WebState


def known_in_cache(
    addresses: Iterable[str], lifetimes: tuple[float, float], path: str = ""
) -> tuple[list[WebState], frozenset[str]]:
    """What the cache at ``path`` (that of the user) knows of ``addresses``, and of which of these it is fresh.

    For a thread of its own: a disk may be slow. Nothing is made where there is no cache yet.
    """
    from notes_lsp.web.cache import Lifetimes, LinkCache, user_cache_path

    path = path or user_cache_path()
    if not os.path.exists(path):
        return [], frozenset()
    cache = LinkCache(path, Lifetimes(*lifetimes))
    try:
        known = list(cache.known(addresses, time.time()).values())
        return known, frozenset(state.address for state in known if cache.is_fresh(state))
    finally:
        cache.close()
