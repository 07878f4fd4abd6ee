"""How addresses on the web are asked for: what settings say of it, in plain values."""

from dataclasses import dataclass
from typing import Final

from notes_lsp.links.web_addresses import authority_of
from notes_lsp.links.web_patterns import last_match, matches

DEFAULT_USER_AGENT: Final = "Mozilla/5.0 (compatible; notes-lsp)"


@dataclass(frozen=True, slots=True)
class WebPolicy:
    """How addresses are asked for. All times are in seconds.

    ``exclude`` and ``accept`` go by patterns (`notes_lsp.links.web_patterns`): addresses nobody is asked about, and
    those where other answers than 2xx mean that a page is there.

    ``headers`` are those that one host gets, and no other: ``example.org`` is that host over https, and another port
    or http has to be spelled (``example.org:8443``, ``http://example.org``).

    ``timeout`` is for one answer, ``deadline`` for a run; ``most_at_once`` and ``per_host`` say how many answers are
    waited for at the same time, ``pause_per_host`` how long a host is left alone between two questions. A host that
    asks by ``Retry-After`` for more than ``longest_wait`` is not asked again in a run. ``retries`` are for answers like
    429 and 503; who can't be reached is tried once more. ``second_look`` later than the first one it is decided that a
    page or a host is not there, and so much later, doubled each time, that something is tried again.

    ``allowed_hosts`` are names, addresses and networks (``10.0.0.0/8``) that may lead to this machine and the network
    around it. ``use_proxies`` says that the proxies of the environment (``HTTPS_PROXY`` and the like) are used: they,
    and not we, find out then where a name leads, so that only addresses written as numbers can be refused.

    ``archive`` is where the Internet Archive is asked for copies. ``known_names`` are looked up, not connected to, to
    tell a host that does not exist from a network that is missing.
    """

    exclude: tuple[str, ...] = ()
    accept: tuple[tuple[str, frozenset[int]], ...] = ()
    headers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    timeout: float = 20.0
    deadline: float = 600.0
    most_at_once: int = 64
    per_host: int = 2
    pause_per_host: float = 0.05
    longest_wait: float = 60.0
    retries: int = 2
    second_look: float = 1.0
    user_agent: str = ""
    allowed_hosts: tuple[str, ...] = ()
    use_proxies: bool = False
    check_fragments: bool = False
    archive: str = "https://archive.org"
    known_names: tuple[str, ...] = ("example.org", "iana.org")


def is_excluded(address: str, policy: WebPolicy) -> str | None:
    """Why nobody is asked about ``address``, in a few plain words; None where it may be asked for."""
    pattern = last_match(policy.exclude, address) if policy.exclude else None
    return f"excluded by the pattern {pattern}" if pattern is not None else None


def is_accepted(address: str, status: int, policy: WebPolicy) -> bool:
    """Whether ``status`` means for ``address`` that a page is there."""
    return 200 <= status < 300 or any(status in codes and matches(each, address) for each, codes in policy.accept)


def headers_for(address: str, policy: WebPolicy) -> tuple[tuple[str, str], ...]:
    """The headers that the host of ``address``, and no other, gets."""
    if not policy.headers:
        return ()
    scheme, authority = address.partition("://")[0], authority_of(address)
    spelled = (authority, f"https://{authority}") if scheme == "https" else (f"http://{authority}",)
    return tuple(
        header for host, headers in policy.headers if host.lower().rstrip("/") in spelled for header in headers
    )
