"""Nobody is asked whom only this machine can reach, and nothing is sent that nobody asked for."""

import asyncio
import ssl
from pathlib import Path

import pytest
import trustme

from notes_lsp.web.hosts import is_number, refusal
from notes_lsp.web.http_client import HttpClient, NoAnswerError, Question
from web_servers import OK, QUICK, answer, leading, look_at, redirect, serving, with_policy

STRICT = with_policy(allowed_hosts=())


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
        ),
        *("169.254.0.1", "169.254.169.254", "169.254.170.2", "100.64.0.1", "100.127.255.255", "100.100.100.200"),
        *("192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255"),
        *("240.0.0.1", "255.255.255.255", "192.88.99.1"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fd20:ce::254", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::ffff:0:127.0.0.1"),
        *("64:ff9b::127.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b::a00:1", "64:ff9b:1::1"),
        *("2002:7f00:1::", "2002:a9fe:a9fe::", "2002:c0a8:101::1", "2001::1", "2001:db8::1", "100::1", "3fff::1"),
        *("5f00::1", "4000::1", "no address", ""),
    ],
)
def test_addresses_that_not_all_the_world_can_reach_are_refused(address: str) -> None:
    assert refusal("a.example", address, STRICT) is not None


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "192.167.255.255", "11.0.0.1", "223.255.255.255"),
        *("2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450:4001::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8"),
    ],
)
def test_addresses_of_the_public_network_are_not(address: str) -> None:
    assert refusal("a.example", address, STRICT) is None


@pytest.mark.parametrize(
    ("host", "address", "allowed", "is_allowed"),
    [
        ("127.0.0.1", "127.0.0.1", "127.0.0.1", True),
        ("localhost", "127.0.0.1", "127.0.0.1", True),
        ("localhost", "::1", "LOCALHOST.", True),
        ("localhost", "::1", "127.0.0.1", False),
        ("wiki.internal", "10.1.2.3", "wiki.internal", True),
        ("evil.wiki.internal", "10.1.2.3", "wiki.internal", False),
        ("wiki.internal.evil", "10.1.2.3", "wiki.internal", False),
        ("a", "10.1.2.3", "10.0.0.0/8", True),
        ("a", "11.1.2.3", "10.0.0.0/8", True),
        ("a", "192.168.0.1", "10.0.0.0/8", False),
        ("a", "::ffff:10.1.2.3", "10.0.0.0/8", True),
        ("a", "::1", "[::1]", True),
        ("a", "127.0.0.1", "not a host/8", False),
    ],
)
def test_hosts_are_allowed_by_name_address_and_network(host: str, address: str, allowed: str, is_allowed: bool) -> None:
    assert (refusal(host, address, with_policy(allowed_hosts=(allowed,))) is None) == is_allowed


def test_numbers_are_told_from_names() -> None:
    assert [is_number(host) for host in ("1.2.3.4", "::1", "a.b", "1.2.3.a", "4.example")] == [
        True,
        True,
        False,
        False,
        False,
    ]


async def test_what_is_refused_is_never_connected_to() -> None:
    async with serving({"/a": OK}) as server:
        for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]"):
            state = await look_at(f"http://{host}:{server.port}/a".replace("127.0.0.1]", "7f00:1]"), STRICT)
            assert state.verdict == "excluded"
    assert server.connections == 0
    assert "this machine" in state.reason


async def test_a_name_that_leads_to_this_machine_is_refused() -> None:
    async with serving({"/a": OK}) as server:
        lookup = leading({"public.example": ("127.0.0.1",)})
        state = await look_at(f"http://public.example:{server.port}/a", STRICT, lookup=lookup)
    assert (state.verdict, server.connections) == ("excluded", 0)
    assert state.reason == "public.example leads to 127.0.0.1, which is this machine"


async def test_of_a_name_that_leads_to_both_only_public_addresses_are_connected_to() -> None:
    async with serving({"/a": OK}) as server:
        lookup = leading({"both.example": ("192.0.2.1", "127.0.0.1")})
        policy = with_policy(allowed_hosts=("127.0.0.1",))
        state = await look_at(f"http://both.example:{server.port}/a", policy, lookup=lookup)
    assert state.verdict == "alive"  # 192.0.2.1 would have been tried first


async def test_a_name_that_leads_elsewhere_when_it_is_asked_again_does_not_get_through() -> None:
    # 127.0.0.2 stands for a public address, 127.0.0.1 for the one that somebody wants to reach by a second answer.
    asked = []

    async def lookup(host: str):
        asked.append(host)
        return ("127.0.0.1",) if asked.count(host) > 1 else ("127.0.0.2",)

    async with serving({"/a": OK}) as server:
        policy = with_policy(allowed_hosts=("127.0.0.2",), timeout=0.5)
        state = await look_at(f"http://a.example:{server.port}/a", policy, lookup=lookup)
    # The answer that was judged is the one that is connected to; nobody asks for another one.
    assert (state.verdict, server.connections, asked) == ("unreachable", 0, ["a.example"])


async def test_a_name_that_leads_elsewhere_the_second_time_does_not_get_through() -> None:
    lookup = leading({"a.example": ["no-such-name", ("127.0.0.1",)]})
    async with serving({"/a": OK}) as server:
        state = await look_at(f"http://a.example:{server.port}/a", STRICT, lookup=lookup)
    assert (state.verdict, server.connections) == ("excluded", 0)


@pytest.mark.parametrize("pinned", [("127.0.0.1",), ("localhost",)])
async def test_the_address_that_is_connected_to_is_judged_once_more(pinned: tuple[str, ...]) -> None:
    """Whatever was found before: libcurl may look up a name itself, and must not get further."""
    client = HttpClient("x")
    async with serving({"/a": OK}) as server:
        judged = []

        def refuses(address: str) -> str:
            judged.append(address)
            return "no"

        question = Question(
            "GET", f"http://localhost:{server.port}/a", "localhost", server.port, pinned, refuses, (), 5.0
        )
        with pytest.raises(NoAnswerError) as caught:
            await client.ask(question)
        await client.aclose()
    assert (caught.value.trouble, str(caught.value), server.connections) == ("refused", "no", 0)
    assert set(judged) <= {"127.0.0.1", "::1"}
    assert judged


@pytest.mark.parametrize(
    "target",
    [
        *(
            "http://127.0.0.1:{port}/b",
            "http://localhost:{port}/b",
            "http://0x7f000001:{port}/b",
            "http://[::1]:{port}/b",
        ),
        *(
            "http://169.254.169.254/latest/meta-data/",
            "http://[fd00:ec2::254]/",
            "//10.0.0.1/",
            "http://2130706433:{port}/b",
        ),
    ],
)
async def test_redirects_to_where_nobody_may_look_are_not_followed(target: str) -> None:
    async with serving({"/b": OK}) as inside:
        routes = {"/a": redirect(302, target.format(port=inside.port))}
        async with serving(routes, host="127.0.0.2") as server:
            state = await look_at(f"{server.base}/a", with_policy(allowed_hosts=("127.0.0.2",)))
    assert (state.verdict, inside.connections) == ("excluded", 0)
    assert state.reason.startswith("redirects to ")


# What is sent


async def test_nothing_is_sent_that_nobody_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    cookies = "Set-Cookie: session=1; Path=/"
    routes = {
        "/a": answer(302, "Location: /b", cookies),
        "/b": answer(200, cookies),
        "/c": answer(401, "WWW-Authenticate: Basic"),
    }
    async with serving(routes) as server:
        await look_at(f"{server.base}/a")
        await look_at(f"{server.base}/c")
    for request in server.requests:
        assert sorted(request.headers) == ["accept", "host", "user-agent"]
    assert server.requests[0].headers["user-agent"] == "Mozilla/5.0 (compatible; notes-lsp)"


async def test_it_introduces_itself_as_the_user_says() -> None:
    async with serving({"/a": OK}) as server:
        await look_at(f"{server.base}/a", with_policy(user_agent="me/1"))
    assert server.requests[0].headers["user-agent"] == "me/1"


async def test_headers_of_a_host_go_to_no_other_one() -> None:
    async with serving({"/b": OK}) as other, serving({"/a": redirect(302, f"{other.base}/b")}) as server:
        policy = with_policy(headers=((server.base, (("Authorization", "Bearer secret"), ("X-Mine", "1"))),))
        assert (await look_at(f"{server.base}/a", policy)).verdict == "alive"
    assert server.requests[0].headers["authorization"] == "Bearer secret"
    assert server.requests[0].headers["x-mine"] == "1"
    assert not {"authorization", "x-mine"} & set(other.requests[0].headers)


async def test_headers_of_a_host_come_along_when_it_redirects_to_itself() -> None:
    async with serving({"/a": redirect(302, "/b"), "/b": OK}) as server:
        policy = with_policy(headers=((server.base, (("X-Mine", "1"),)),))
        await look_at(f"{server.base}/a", policy)
    assert [request.headers.get("x-mine") for request in server.requests] == ["1", "1"]


async def test_a_header_can_not_smuggle_in_another_one() -> None:
    async with serving({"/a": OK}) as server:
        policy = with_policy(headers=((server.base, (("X-Mine", "1\r\nX-Other: 2"),)),))
        await look_at(f"{server.base}/a", policy)
    assert all("x-other" not in request.headers for request in server.requests)


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"])
async def test_proxies_are_not_used_unless_the_policy_says_so(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving({"http://a.example/x": OK}) as proxy, serving({"/a": OK}) as server:
        monkeypatch.setenv(variable, f"http://me:secret@127.0.0.1:{proxy.port}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        await look_at(f"{server.base}/a")
    assert (len(server.requests), proxy.connections) == (1, 0)


async def test_a_proxy_is_used_when_the_policy_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving({"http://a.example/x": OK}) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.port}")
        policy = with_policy(use_proxies=True, allowed_hosts=())
        assert (await look_at("http://a.example/x", policy, lookup=leading({}))).verdict == "alive"
        assert (await look_at("http://127.0.0.1/x", policy)).verdict == "excluded"
    assert len(proxy.requests) == 1


async def test_what_a_proxy_says_is_no_answer_of_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    async def connect_and_hang_up(request, reader, writer) -> None:
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        raise ConnectionResetError

    async with serving(connect_and_hang_up) as proxy:
        monkeypatch.setenv("https_proxy", f"http://me:secret@127.0.0.1:{proxy.port}")
        state = await look_at("https://a.example/x", with_policy(use_proxies=True), lookup=leading({}))
    assert (state.verdict, state.status) == ("unreachable", None)
    assert "secret" not in repr(state)


# TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def tls_for(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


async def test_a_trusted_certificate_is_good(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    async with serving({"/a": OK}, tls=tls_for(authority, "127.0.0.1")) as server:
        assert (await look_at(f"{server.base}/a")).verdict == "alive"
    async with serving({"/a": OK}, tls=tls_for(authority, "other.example")) as server:
        state = await look_at(f"{server.base}/a")
    assert (state.verdict, state.reason) == ("unreachable", "its certificate is not trusted")


async def test_a_certificate_that_nobody_trusts_is_not(authority: trustme.CA) -> None:
    async with serving({"/a": OK}, tls=tls_for(authority, "127.0.0.1")) as server:
        state = await look_at(f"{server.base}/a")
    assert (state.verdict, state.reason, server.requests) == ("unreachable", "its certificate is not trusted", [])


@pytest.mark.parametrize("answers", [True, False])
async def test_http_or_nothing_where_tls_was_expected_is_unreachable(answers: bool) -> None:
    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        if answers:
            writer.write(OK)
        await reader.read()
        writer.close()

    server = await asyncio.start_server(speak, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        state = await look_at(f"https://127.0.0.1:{port}/a", with_policy(timeout=0.2))
    assert (state.verdict, state.status) == ("unreachable", None)


async def test_tls_where_http_was_expected_tells_nothing(authority: trustme.CA) -> None:
    async with serving({"/a": OK}, tls=tls_for(authority, "127.0.0.1")) as server:
        state = await look_at(f"http://127.0.0.1:{server.port}/a", QUICK)
    assert state.verdict in ("unreachable", "unverifiable")
    assert state.status is None
