"""Servers on this machine that answer, or don't, as a test says."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from notes_lsp.links.verdicts import WebState
from notes_lsp.links.web_policy import WebPolicy
from notes_lsp.web.checker import check_addresses
from notes_lsp.web.resolving import Found

# Quick enough for a test; what a server on this machine does comes in milliseconds.
QUICK = WebPolicy(
    allowed_hosts=("127.0.0.1", "::1", "localhost"),
    timeout=5.0,
    deadline=20.0,
    pause_per_host=0.0,
    second_look=0.0,
    known_names=("known.example",),
)
NOW = 1_700_000_000.0


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Server:
    """``base`` is its address; ``requests`` are those that came, in order."""

    base: str
    port: int
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    most_at_once: int = 0
    was_asked: asyncio.Event = field(default_factory=asyncio.Event)

    def asked(self, path: str) -> list[str]:
        return [request.method for request in self.requests if request.path == path]


Responder = Callable[[Request, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Route = bytes | list[bytes] | dict[str, bytes] | Responder


def answer(status: int, *headers: str, body: bytes = b"") -> bytes:
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(status: int, location: str) -> bytes:
    return answer(status, f"Location: {location}")


OK = answer(200, "Content-Type: text/html", body=b"<p>hello")


@asynccontextmanager
async def serving(
    routes: dict[str, Route] | Responder, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """A server that answers by path: the bytes, the next of a list (the last stays), by method, or what a function does.

    No bytes at all are a server that hangs up.
    """
    serving_tasks: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
    working = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal working
        told.connections += 1
        serving_tasks[asyncio.current_task()] = writer
        try:
            while True:
                request = await _read(reader)
                told.requests.append(request)
                told.was_asked.set()
                working += 1
                told.most_at_once = max(told.most_at_once, working)
                try:
                    await _answer(routes, request, reader, writer)
                finally:
                    working -= 1
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()

    server = await asyncio.start_server(serve, host, 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    told = Server(f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{port}", port)
    try:
        yield told
    finally:
        server.close()
        for writer in serving_tasks.values():
            writer.transport.abort()
        await asyncio.gather(*serving_tasks, return_exceptions=True)


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.rstrip().split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Request(method, path, headers)


async def _answer(
    routes: dict[str, Route] | Responder, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    route = routes.get(request.path, answer(404)) if isinstance(routes, dict) else routes
    if isinstance(route, dict):
        route = route.get(request.method, route.get("*", b""))
    if isinstance(route, list):
        route = route.pop(0) if len(route) > 1 else route[0]
    if route == b"":
        raise ConnectionResetError
    if isinstance(route, bytes):
        if request.method == "HEAD":
            head, end, _ = route.partition(b"\r\n\r\n")
            route = head + end
        writer.write(route)
        await writer.drain()
    else:
        await route(request, reader, writer)


async def look(*addresses: str, policy: WebPolicy = QUICK, **others: object) -> dict[str, WebState]:
    """What is reported of ``addresses``, each of which must be reported once."""
    states: list[WebState] = []
    await check_addresses(addresses, policy, states.append, lambda: NOW, **others)  # type: ignore[arg-type]
    assert sorted(state.address for state in states) == sorted(set(addresses))
    found = {state.address: state for state in states}
    return {address: found[address] for address in addresses}


async def look_at(address: str, policy: WebPolicy = QUICK, **others: object) -> WebState:
    return (await look(address, policy=policy, **others))[address]


def with_policy(**changes: object) -> WebPolicy:
    return replace(QUICK, **changes)  # type: ignore[arg-type]


def leading(names: dict[str, Found | list[Found]]) -> Callable[[str], Awaitable[Found]]:
    """A system that knows ``names``, of which some lead somewhere else each time."""

    async def look_up(host: str) -> Found:
        found = names.get(host, "no-such-name")
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found

    return look_up


def verdicts(states: Iterable[WebState]) -> list[str]:
    return sorted(state.verdict for state in states)
