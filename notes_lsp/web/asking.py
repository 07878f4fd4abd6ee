"""Asking a host once, at its turn, at an address of the network that may be asked."""

from collections.abc import Callable
from urllib.parse import urlsplit

from notes_lsp.links.web_addresses import host_of, port_of
from notes_lsp.links.web_policy import DEFAULT_USER_AGENT, WebPolicy, headers_for
from notes_lsp.web.hosts import is_number, refusal
from notes_lsp.web.http_client import Answer, HttpClient, Method, NoAnswerError, Question
from notes_lsp.web.pacing import Lane, Lanes, seconds_asked_for
from notes_lsp.web.resolving import Lookup, Names

OnBody = Callable[[bytes], bool]
_SILENT = frozenset({"no-connection", "closed", "timeout"})
_NO_SUCH_METHOD = frozenset({405, 501})


class NoSuchNameError(Exception):
    """A host does not exist, as far as those know who were asked. The message says which."""


class Asker:
    """Whoever asks in one run: its connections, the names it looked up, and whose turn it is."""

    def __init__(self, policy: WebPolicy, now: Callable[[], float], lookup: Lookup | None = None) -> None:
        self.policy = policy
        self.names = Names(policy.timeout, policy.known_names, lookup)
        self._now = now
        self._client = HttpClient(policy.user_agent or DEFAULT_USER_AGENT)
        self._lanes = Lanes(policy)

    async def aclose(self) -> None:
        """Ask nobody any longer."""
        await self.names.aclose()
        await self._client.aclose()

    def lane_of(self, address: str) -> Lane:
        """Whose turn it is at the host of ``address``."""
        return self._lanes.of(host_of(address))

    async def ask(self, method: Method, address: str, on_body: OnBody | None = None, *, anew: bool = False) -> Answer:
        """The answer for ``address`` alone; ``anew`` looks once more for a name that was not found.

        A host that dislikes HEAD is asked by GET whatever ``method`` is.

        Raises `NoAnswerError`, `NoSuchNameError` and `notes_lsp.web.pacing.LeftAloneError`.
        """
        host = host_of(address)
        proxy = proxy_for(address) if self.policy.use_proxies else None
        pinned = (host,) if proxy is not None and not is_number(host) else await self._allowed_addresses(host, anew)
        lane = self._lanes.of(host)
        async with lane:
            question = Question(
                "GET" if lane.dislikes_head else method,
                address,
                host,
                port_of(address),
                pinned,
                lambda number: refusal(host, number, self.policy),
                headers_for(address, self.policy),
                self.policy.timeout,
                on_body,
                proxy,
            )
            try:
                answer = await self._client.ask(question)
            except NoAnswerError as error:
                if error.trouble in _SILENT:
                    lane.heard_nothing(str(error))
                raise
            if answer.method == "HEAD" and answer.status in _NO_SUCH_METHOD:
                lane.dislikes_head = True
            lane.heard(answer.status, seconds_asked_for(answer.headers.get("retry-after"), self._now))
            return answer

    async def _allowed_addresses(self, host: str, anew: bool) -> tuple[str, ...]:
        found = await self.names.addresses_of(host, anew=anew)
        if isinstance(found, str):
            if found == "no-such-name":
                raise NoSuchNameError(f"there is no host {host}")
            raise NoAnswerError("no-connection", f"nobody could say where {host} leads")
        reasons = [refusal(host, address, self.policy) for address in found]
        allowed = tuple(address for address, reason in zip(found, reasons, strict=True) if reason is None)
        if not allowed:
            raise NoAnswerError("refused", next(filter(None, reasons)))
        return allowed


def proxy_for(address: str) -> str | None:
    """The proxy that the environment names for ``address``. It may hold a password: show it to nobody."""
    from urllib.request import getproxies, proxy_bypass

    parts = urlsplit(address)
    return None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)
