"""What is known of an address on the web, in words that the editor, the command line and the cache share.

The set of verdicts is closed. Only `DEAD` ones say that a link is broken; where a server refuses to tell a program
what it tells a browser, nobody knows, and that is no mistake of the notes.
"""

from dataclasses import dataclass
from typing import Final, Literal

Verdict = Literal[
    "alive",  # somebody answered as for a page that is there
    "moved",  # it is there, and a permanent redirect (301, 308) says that it has a new address
    "gone",  # 404 or 410, twice
    "no-such-host",  # the name of the host is not known, twice
    "unreachable",  # no connection, TLS that fails, a timeout of the network: nobody answered
    "unverifiable",  # 401, 403, 429, 999, 5xx, a wall against robots: somebody answered and did not tell
    "excluded",  # the settings, or what is safe, say not to look
    "not-checked",  # nobody has looked yet, or the run ended before its turn came
]

VERDICTS: Final[tuple[Verdict, ...]] = (
    "alive",
    "moved",
    "gone",
    "no-such-host",
    "unreachable",
    "unverifiable",
    "excluded",
    "not-checked",
)
DEAD: Final[frozenset[Verdict]] = frozenset({"gone", "no-such-host"})


@dataclass(frozen=True, slots=True)
class WebState:
    """What a look at ``address`` gave.

    ``address`` is what was asked for (`notes_lsp.links.web_addresses.address_of`), ``status`` the last HTTP status,
    ``reason`` a few plain words for a person (``404 Not Found``), ``moved_to`` where permanent redirects lead.
    ``checked_at`` is in seconds since 1970 (UTC); ``age`` in seconds, at the time the state was handed out: the
    layers that have no clock say with it how old the news is.
    """

    address: str
    verdict: Verdict
    status: int | None
    reason: str
    moved_to: str | None
    checked_at: float
    age: float = 0.0
