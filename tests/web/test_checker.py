import asyncio
import gzip
import socket
import threading
import time

import pytest

from notes_lsp.links.verdicts import WebState
from notes_lsp.web import loops, resolving
from notes_lsp.web.checker import check_addresses
from notes_lsp.web.fragments import PlaceSearch
from web_servers import NOW, OK, QUICK, answer, leading, look, look_at, redirect, serving, verdicts, with_policy


@pytest.mark.parametrize(
    ("route", "verdict", "status", "methods"),
    [
        (OK, "alive", 200, "HEAD"),
        (answer(204), "alive", 204, "HEAD"),
        (answer(206), "alive", 206, "HEAD"),
        ({"HEAD": answer(405), "*": OK}, "alive", 200, "HEAD GET"),
        ({"HEAD": answer(501), "*": OK}, "alive", 200, "HEAD GET"),
        ({"HEAD": answer(403), "*": OK}, "alive", 200, "HEAD GET"),
        ({"HEAD": answer(404), "*": OK}, "alive", 200, "HEAD GET"),
        ({"HEAD": b"", "*": OK}, "alive", 200, "HEAD GET"),
        (answer(404), "gone", 404, "HEAD GET"),
        (answer(410), "gone", 410, "HEAD GET"),
        ([answer(404), OK], "alive", 200, "HEAD GET"),
        ({"HEAD": answer(405), "*": [answer(404), OK]}, "alive", 200, "HEAD GET GET"),
        ({"HEAD": answer(405), "*": answer(404)}, "gone", 404, "HEAD GET GET"),
        ([answer(404), answer(403)], "unverifiable", 403, "HEAD GET"),
        (answer(401), "unverifiable", 401, "HEAD GET"),
        (answer(403), "unverifiable", 403, "HEAD GET"),
        (answer(407), "unverifiable", 407, "HEAD GET"),
        (answer(451), "unverifiable", 451, "HEAD GET"),
        (answer(418), "unverifiable", 418, "HEAD GET"),
        (answer(999), "unverifiable", 999, "HEAD GET"),
        (answer(300), "unverifiable", 300, "HEAD GET"),
        (answer(302), "unverifiable", 302, "HEAD GET"),
        ([answer(500), OK], "alive", 200, "HEAD GET"),
        ([answer(500), answer(500), OK], "alive", 200, "HEAD GET GET"),
        (answer(500), "unverifiable", 500, "HEAD GET GET GET"),
        (answer(502), "unverifiable", 502, "HEAD GET GET GET"),
        ([answer(503), OK], "alive", 200, "HEAD GET"),
        ([answer(429), OK], "alive", 200, "HEAD GET"),
        ([answer(429, "Retry-After: 0"), OK], "alive", 200, "HEAD GET"),
        (answer(429), "unverifiable", 429, "HEAD GET GET"),
        (answer(403, "cf-mitigated: challenge"), "unverifiable", 403, "HEAD GET"),
        (answer(404, "cf-mitigated: challenge"), "unverifiable", 404, "HEAD GET"),
        (answer(202, "X-Amzn-Waf-Action: challenge"), "unverifiable", 202, "HEAD GET"),
        (answer(200, "Set-Cookie: a=b", "Content-Type: text/plain"), "alive", 200, "HEAD"),
        ({"HEAD": answer(405), "*": b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + OK}, "alive", 200, "HEAD GET"),
    ],
)
async def test_each_answer_has_its_verdict(route: object, verdict: str, status: int, methods: str) -> None:
    async with serving({"/page": route}) as server:
        state = await look_at(f"{server.base}/page")
    assert (state.verdict, state.status, " ".join(server.asked("/page"))) == (verdict, status, methods)
    assert state == WebState(f"{server.base}/page", state.verdict, status, state.reason, None, NOW)
    assert "Whatever" not in state.reason  # what a server calls it is not repeated


async def test_the_reason_is_in_plain_words() -> None:
    async with serving({"/old": answer(410), "/wall": answer(999)}) as server:
        states = await look(f"{server.base}/old", f"{server.base}/wall")
    assert [state.reason for state in states.values()] == ["410 Gone", "999"]


ROUTES = {
    "/301": redirect(301, "/end"),
    "/302": redirect(302, "/end"),
    "/303": redirect(303, "/end"),
    "/307": redirect(307, "/end"),
    "/308": redirect(308, "/end"),
    "/301-301": redirect(301, "/301"),
    "/301-302": redirect(301, "/302"),
    "/302-301": redirect(302, "/301"),
    "/relative/x": redirect(301, "../end"),
    "/fragment": redirect(301, "/end#part"),
    "/unicode": answer(301, "Location: /\xc3\xa9nd"),
    "/%C3%A9nd": OK,
    "/gone": redirect(301, "/nowhere"),
    "/refused": redirect(301, "/403"),
    "/403": answer(403),
    "/front": redirect(301, "/"),
    "/": OK,
    "/loop": redirect(302, "/loop2"),
    "/loop2": redirect(302, "/loop"),
    "/self": redirect(301, "/self"),
    "/file": redirect(302, "file:///etc/passwd"),
    "/ftp": redirect(301, "ftp://example.org/x"),
    "/data": redirect(301, "data:text/html,hello"),
    "/script": redirect(301, "javascript:alert(1)"),
    "/password": redirect(301, "http://user:word@127.0.0.1/x"),
    "/broken": redirect(301, "http://[::1"),
    "/end": OK,
    **{f"/chain{number}": redirect(301, f"/chain{number + 1}") for number in range(12)},
    "/chain12": OK,
}


@pytest.mark.parametrize(
    ("path", "verdict", "moved_to"),
    [
        ("/301", "moved", "/end"),
        ("/308", "moved", "/end"),
        ("/302", "alive", None),
        ("/303", "alive", None),
        ("/307", "alive", None),
        ("/301-301", "moved", "/end"),
        ("/301-302", "moved", "/302"),
        ("/302-301", "alive", None),
        ("/relative/x", "moved", "/end"),
        ("/fragment", "moved", "/end#part"),
        ("/unicode", "moved", "/%C3%A9nd"),
        ("/gone", "gone", None),
        ("/refused", "unverifiable", None),
        ("/front", "unverifiable", None),
        ("/loop", "unverifiable", None),
        ("/self", "unverifiable", None),
        ("/file", "unverifiable", None),
        ("/ftp", "unverifiable", None),
        ("/data", "unverifiable", None),
        ("/script", "unverifiable", None),
        ("/password", "unverifiable", None),
        ("/broken", "unverifiable", None),
        ("/chain2", "moved", "/chain12"),
        ("/chain1", "unverifiable", None),
    ],
)
async def test_redirects_are_followed_by_hand_and_told(path: str, verdict: str, moved_to: str | None) -> None:
    async with serving(dict(ROUTES)) as server:
        state = await look_at(server.base + path)
    assert (state.verdict, state.moved_to) == (verdict, moved_to and server.base + moved_to)


async def test_a_redirect_to_another_host_is_followed_without_a_scheme_too() -> None:
    async with serving({"/x": OK}) as other, serving({"/a": redirect(301, f"//127.0.0.1:{other.port}/x")}) as server:
        assert (await look_at(f"{server.base}/a")).moved_to == f"{other.base}/x"


async def test_a_redirect_to_what_settings_exclude_is_not_followed() -> None:
    async with serving({"/a": redirect(302, "/secret")}) as server:
        state = await look_at(f"{server.base}/a", with_policy(exclude=("**/secret",)))
    assert state.verdict == "excluded"
    assert server.asked("/secret") == []


async def test_an_address_is_asked_for_as_it_was_made_ascii() -> None:
    async with serving({"/%C3%BC%20/a%2Fb?q=%C3%A9": OK}) as server:
        assert (await look_at(f"{server.base}/%C3%BC%20/a%2Fb?q=%C3%A9")).verdict == "alive"


async def test_codes_are_accepted_by_pattern() -> None:
    async with serving({"/a": answer(403), "/b": answer(403)}) as server:
        policy = with_policy(accept=(("**/a", frozenset({403})),))
        states = await look(f"{server.base}/a", f"{server.base}/b", policy=policy)
    assert [state.verdict for state in states.values()] == ["alive", "unverifiable"]


async def test_excluded_addresses_are_not_asked_for() -> None:
    async with serving({"/a": OK}) as server:
        state = await look_at(f"{server.base}/a", with_policy(exclude=("127.0.0.1",)))
    assert (state.verdict, state.reason, server.requests) == ("excluded", "excluded by the pattern 127.0.0.1", [])


async def test_an_address_is_asked_for_once_however_often_it_is_given() -> None:
    async with serving({"/a": OK}) as server:
        await look(*[f"{server.base}/a"] * 5)
    assert server.asked("/a") == ["HEAD"]


async def test_a_host_that_lies_to_head_is_asked_by_get_from_then_on() -> None:
    async with serving(_no_head) as server:
        await look(*[f"{server.base}/{number}" for number in range(6)], policy=with_policy(per_host=1))
    assert [request.method for request in server.requests] == ["HEAD", *["GET"] * 6]


async def _no_head(request, reader, writer) -> None:
    writer.write(answer(405) if request.method == "HEAD" else OK)
    await writer.drain()


# Bodies


async def test_a_body_without_end_is_not_read() -> None:
    async def endless(request, reader, writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"<p>more " * 1000)
            await writer.drain()

    async with serving({"/a": {"HEAD": answer(405), "*": endless}, "/b": endless}) as server:
        policy = with_policy(check_fragments=True)
        began = time.monotonic()
        states = await look(f"{server.base}/a", f"{server.base}/b#nowhere", policy=policy)
        assert time.monotonic() - began < 3
    assert [state.verdict for state in states.values()] == ["alive", "alive"]  # nobody knows what would have come


async def test_a_body_that_hangs_after_its_headers_is_an_answer() -> None:
    async def hanging(request, reader, writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
        await reader.read()

    async with serving({"/a": hanging}) as server:
        policy = with_policy(timeout=0.2, check_fragments=True)
        assert (await look_at(f"{server.base}/a#x", policy)).verdict == "alive"


async def test_a_gzip_bomb_is_read_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    lengths: list[int] = []
    take = PlaceSearch.take
    monkeypatch.setattr(PlaceSearch, "take", lambda self, piece: lengths.append(len(piece)) or take(self, piece))
    bomb = gzip.compress(b" " * 20_000_000, 1)
    async with serving({"/a": answer(200, "Content-Type: text/html", "Content-Encoding: gzip", body=bomb)}) as server:
        assert (await look_at(f"{server.base}/a#x", with_policy(check_fragments=True))).verdict == "alive"
    assert 2_000_000 < sum(lengths) < 2_200_000


PAGE = b"""<h1 id="top-title">x</h1><a name='old'></a><a id=bare href=x>y</a><h2 id="user-content-read-me">z</h2>
<p id="caf\xc3\xa9"><p id="a&amp;b">"""


@pytest.mark.parametrize(
    ("fragment", "verdict"),
    [
        ("top-title", "alive"),
        ("old", "alive"),
        ("bare", "alive"),
        ("read-me", "alive"),
        ("caf%C3%A9", "alive"),
        ("a%26b", "alive"),
        ("", "alive"),
        ("top", "alive"),
        ("!/page", "alive"),
        (":~:text=hello", "alive"),
        ("L10-L20", "alive"),
        ("missing", "unverifiable"),
    ],
)
async def test_places_in_pages_are_looked_for_when_asked_to(fragment: str, verdict: str) -> None:
    page = answer(200, "Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip", body=gzip.compress(PAGE))
    async with serving({"/a": page, "/b": redirect(302, "/a")}) as server:
        addresses = [f"{server.base}/{path}#{fragment}" for path in "ab"]
        states = await look(*addresses, policy=with_policy(check_fragments=True))
        assert [state.verdict for state in states.values()] == [verdict, verdict]
        assert verdicts((await look(*addresses)).values()) == ["alive", "alive"]


async def test_a_place_that_two_pieces_of_a_page_hold_is_found() -> None:
    async def in_pieces(request, reader, writer) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n")
        for piece in (b'<p id="a-', b'b">', b"xxxxxxxx"):
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)

    async with serving({"/a": in_pieces}) as server:
        states = await look(
            *[f"{server.base}/a#{name}" for name in ("a-b", "c")], policy=with_policy(check_fragments=True)
        )
    assert [state.verdict for state in states.values()] == ["alive", "unverifiable"]
    assert len(server.requests) == 1


async def test_no_place_is_missing_in_what_is_no_page() -> None:
    async with serving({"/a.pdf": answer(200, "Content-Type: application/pdf", body=b"%PDF")}) as server:
        assert (await look_at(f"{server.base}/a.pdf#nr", with_policy(check_fragments=True))).verdict == "alive"


async def test_the_place_stays_when_a_page_has_moved() -> None:
    async with serving({"/a": redirect(301, "/b"), "/b": OK}) as server:
        assert (await look_at(f"{server.base}/a#part")).moved_to == f"{server.base}/b#part"


# Servers that do not answer


async def test_a_closed_port_is_unreachable() -> None:
    async with serving({}) as server:
        pass
    state = await look_at(f"{server.base}/a")
    assert (state.verdict, state.status, state.reason) == ("unreachable", None, "connection refused")


async def test_a_server_that_says_nothing_ends_with_the_timeout() -> None:
    async def silent(request, reader, writer) -> None:
        await reader.read()

    async with serving(silent) as server:
        state = await look_at(f"{server.base}/a", with_policy(timeout=0.1))
    assert (state.verdict, state.reason) == ("unverifiable", "no answer within 0.1 seconds")


async def test_a_server_that_says_nothing_on_a_connection_that_was_used_before_ends_in_the_same_way() -> None:
    async def silent(request, reader, writer) -> None:
        await reader.read()

    async with serving({"/": OK, "/a": silent}) as server:
        policy = with_policy(timeout=0.5, per_host=1, retries=0)
        states = await look(f"{server.base}/", f"{server.base}/a", policy=policy)
    state = states[f"{server.base}/a"]
    assert (state.verdict, state.reason) == ("unverifiable", "no answer within 0.5 seconds")


async def test_a_server_that_hangs_up_is_unreachable() -> None:
    async def hang_up(request, reader, writer) -> None:
        writer.transport.abort()
        raise ConnectionResetError

    async with serving(hang_up) as server:
        state = await look_at(f"{server.base}/a")
    assert (state.verdict, state.reason) == ("unreachable", "the connection was closed without an answer")


@pytest.mark.parametrize(
    "garbage",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"220 smtp.example.org ESMTP\r\n",
        b"\x00\xff" * 500,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 2_000_000,
        b"HTTP/1.1 200 OK\r\n" + b"X-Header: yyyyyyyyyyyyyyyyyyyyy\r\n" * 50_000,
        b"HTTP/1.1 abc\r\n\r\n",
    ],
    ids=["ssh", "smtp", "bytes", "one long header", "many headers", "no status"],
)
async def test_what_is_no_http_tells_nothing(garbage: bytes) -> None:
    async def reply(request, reader, writer) -> None:
        writer.write(garbage)
        await writer.drain()
        writer.close()
        raise ConnectionResetError

    async with serving(reply) as server:
        state = await look_at(f"{server.base}/a")
    assert (state.verdict, state.status) == ("unverifiable", None)


async def test_a_host_that_does_not_answer_is_left_alone_after_some_times() -> None:
    async with serving({}) as server:
        pass
    addresses = [f"{server.base}/{number}" for number in range(50)]
    began = time.monotonic()
    states = await look(*addresses)
    assert verdicts(states.values()) == ["unreachable"] * 50
    assert "3 times in a row" in states[addresses[-1]].reason
    assert time.monotonic() - began < 2


async def test_a_host_that_hangs_does_not_hold_up_its_own_links_one_after_the_other() -> None:
    async def silent(request, reader, writer) -> None:
        await reader.read()

    async with serving(silent) as server:
        began = time.monotonic()
        states = await look(*[f"{server.base}/{number}" for number in range(40)], policy=with_policy(timeout=0.1))
    assert set(verdicts(states.values())) <= {"unreachable", "unverifiable"}
    assert verdicts(states.values()).count("unreachable") > 30
    assert time.monotonic() - began < 3


# Names


async def test_a_host_that_does_not_exist_is_seen_twice_before_it_is_said() -> None:
    asked = []

    async def lookup(host: str):
        asked.append(host)
        return ("93.184.216.34",) if host == "known.example" else "no-such-name"

    state = await look_at("https://nowhere.example/a", lookup=lookup)
    assert (state.verdict, state.reason) == ("no-such-host", "there is no host nowhere.example")
    assert asked == ["nowhere.example", "nowhere.example", "known.example"]


async def test_a_host_that_is_found_the_second_time_exists() -> None:
    async with serving({"/a": OK}) as server:
        lookup = leading({"a.example": ["no-such-name", ("127.0.0.1",)]})
        assert (await look_at(f"http://a.example:{server.port}/a", lookup=lookup)).verdict == "alive"


async def test_without_a_network_no_host_is_said_not_to_exist() -> None:
    states = await look("https://a.example/", "https://b.example/", lookup=leading({}))
    assert verdicts(states.values()) == ["unreachable", "unreachable"]


async def test_a_name_that_nobody_can_look_up_now_is_unreachable() -> None:
    state = await look_at("https://a.example/", lookup=leading({"a.example": "no-answer"}))
    assert (state.verdict, state.reason) == ("unreachable", "nobody could say where a.example leads")


async def test_a_search_for_a_name_that_does_not_end_is_left_alone() -> None:
    async def forever(host: str):
        await asyncio.Event().wait()

    state = await look_at("https://a.example/", with_policy(timeout=0.1), lookup=forever)
    assert state.verdict == "unreachable"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (socket.EAI_NONAME, "no name of any host is found: is there a network?"),
        (socket.EAI_AGAIN, "nobody could say where a.example leads"),
        (None, "nobody could say where a.example leads"),
    ],
)
async def test_what_the_system_says_of_a_name(error: int | None, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: object, **__: object) -> None:
        raise OSError("x") if error is None else socket.gaierror(error, "x")

    monkeypatch.setattr(resolving.socket, "getaddrinfo", getaddrinfo)
    state = await look_at("https://a.example/")
    assert (state.verdict, state.reason) == ("unreachable", reason)


async def test_the_system_is_asked_for_names() -> None:
    async with serving({"/a": OK}) as server:
        assert (await look_at(f"http://localhost:{server.port}/a")).verdict == "alive"


async def test_an_international_name_is_asked_by_its_ascii_form() -> None:
    async with serving({"/a": OK}) as server:
        lookup = leading({"xn--bcher-kva.example": ("127.0.0.1",)})
        assert (await look_at(f"http://xn--bcher-kva.example:{server.port}/a", lookup=lookup)).verdict == "alive"
    assert server.requests[0].headers["host"] == f"xn--bcher-kva.example:{server.port}"


async def test_ipv6_hosts_are_asked() -> None:
    try:
        async with serving({"/a": OK}, host="::1") as server:
            assert (await look_at(f"{server.base}/a")).verdict == "alive"
    except OSError:
        pytest.skip("this machine has no ::1")


# The whole run


async def test_what_the_deadline_leaves_out_is_not_checked() -> None:
    async def silent(request, reader, writer) -> None:
        await reader.read()

    async with serving({"/slow": silent, "/quick": OK}) as server:
        began = time.monotonic()
        states = await look(f"{server.base}/slow", f"{server.base}/quick", policy=with_policy(deadline=0.3))
    assert [state.verdict for state in states.values()] == ["not-checked", "alive"]
    assert time.monotonic() - began < 2


@pytest.fixture(params=["this loop", "a loop of its own"])
def any_loop(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows asyncio's own loop can't watch sockets."""
    if request.param != "this loop":
        monkeypatch.setattr(loops, "watches_sockets", lambda: False)


@pytest.mark.usefixtures("any_loop")
async def test_a_run_reports_on_the_loop_that_it_was_started_on() -> None:
    threads = set()

    async with serving({"/a": OK, "/b": answer(404)}) as server:
        states: list[WebState] = []

        def report(state: WebState) -> None:
            threads.add(threading.get_ident())
            states.append(state)

        await check_addresses([f"{server.base}/a", f"{server.base}/b"], QUICK, report)
    assert verdicts(states) == ["alive", "gone"]
    assert threads == {threading.get_ident()}


@pytest.mark.usefixtures("any_loop")
async def test_cancelling_ends_a_run_at_once() -> None:
    async def silent(request, reader, writer) -> None:
        await reader.read()

    async def never(host: str):
        await asyncio.Event().wait()

    states: list[WebState] = []
    async with serving(silent) as server:
        addresses = [f"{server.base}/{number}" for number in range(300)] + ["https://never.example/"]
        run = asyncio.ensure_future(check_addresses(addresses, QUICK, states.append, lookup=never))
        await asyncio.wait_for(server.was_asked.wait(), 5)
        began = time.monotonic()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        assert time.monotonic() - began < 0.1
    assert states == []


@pytest.mark.usefixtures("any_loop")
async def test_what_the_report_raises_ends_the_run() -> None:
    def report(state: WebState) -> None:
        raise ZeroDivisionError

    async with serving({"/a": OK}) as server:
        with pytest.raises(ZeroDivisionError):
            await check_addresses([f"{server.base}/a"], QUICK, report)


async def test_nothing_to_look_at_is_no_trouble() -> None:
    assert await look() == {}


async def test_what_is_no_address_is_excluded() -> None:
    states = await look("http://a b/", "ftp://example.org/", "http://0x7f.1/", "HTTP://Example.org/")
    assert verdicts(states.values()) == ["excluded"] * 4
