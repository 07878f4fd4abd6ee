import re
import time
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.links.web_addresses import address_of, authority_of, fragment_of, host_of, port_of
from notes_lsp.links.web_patterns import last_match, matches
from notes_lsp.links.web_policy import WebPolicy, headers_for, is_accepted, is_excluded


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/Path?Q=A#F", "https://example.org/Path?Q=A"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("https://example.org?q", "https://example.org/?q"),
        ("https://example.org/?", "https://example.org/?"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org:0443/", "https://example.org/"),
        ("https://example.org:/", "https://example.org/"),
        ("https://example.org./", "https://example.org/"),
        ("https://ex%41mple.org/", "https://example.org/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://日本語。jp/", "https://xn--wgv71a119e.jp/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://a_b.example/", "https://a_b.example/"),
        ("https://example.org/ü/ß?ä=ö", "https://example.org/%C3%BC/%C3%9F?%C3%A4=%C3%B6"),
        ("https://example.org/%c3%BC/100%", "https://example.org/%c3%BC/100%"),
        ('https://example.org/a b"<>^`{|}', "https://example.org/a%20b%22%3C%3E%5E%60%7B|%7D"),
        ("https://example.org/(a)[b];c=1,d:e@f!$&'*+~", "https://example.org/(a)[b];c=1,d:e@f!$&'*+~"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/../../x/..", "https://example.org/"),
        ("https://example.org/a/%2E%2e/b/.", "https://example.org/b/"),
        ("https://example.org/a.b/...", "https://example.org/a.b/..."),
        ("https:\\\\example.org\\a\\b", "https://example.org/a/b"),
        ("https://example.org/a?b\\c", "https://example.org/a?b\\c"),
        ("https:///example.org/a", "https://example.org/a"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7F.0.0.1/", "http://127.0.0.1/"),
        ("http://0177.0.0.01/", "http://127.0.0.1/"),
        ("http://0x7f000001/", "http://127.0.0.1/"),
        ("http://０x7f.1/", "http://127.0.0.1/"),
        ("http://①②⑦.0.0.1/", "http://127.0.0.1/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://[0:0::0:1]/", "http://[::1]/"),
        ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
        ("http://localhost:8000/x", "http://localhost:8000/x"),
    ],
)
def test_all_spellings_of_an_address_become_one(target: str, address: str) -> None:
    assert address_of(target) in (address, address.replace("[::ffff:7f00:1]", "[::ffff:127.0.0.1]"))
    assert address_of(address) == address_of(target)


@pytest.mark.parametrize(
    "target",
    [
        *(
            "",
            "x",
            "/a",
            "//example.org/a",
            "example.org",
            "mailto:a@example.org",
            "ftp://example.org/",
            "file:///etc/passwd",
        ),
        *("data:text/html,x", "javascript:alert(1)", "https:", "https://", "https:/a", "https:///", "http:example.org"),
        *("https://me@example.org/", "https://me:word@example.org/", "https://@example.org/", "https://a@b@c/"),
        *("https://exa mple.org/", "https://example..org/", "https://.org/", "https://-a.org/", "https://a-.org/"),
        *("https://<host>/", "https://$HOST/", "https://{{host}}/", "https://exam%20ple.org/", "https://a%2fb/"),
        *(
            "https://example.org:99999/",
            "https://example.org:0/",
            "https://example.org:x/",
            "https://example.org:80:80/",
        ),
        *("http://1.2.3.4.5/", "http://256.1.1.1/", "http://1.2.3.256/", "http://4294967296/", "http://09.1.1.1/"),
        *(
            "http://[::1/",
            "http://[::g]/",
            "http://[fe80::1%25eth0]/",
            "http://[]/",
            "http://[1.2.3.4]/",
        ),
        *(
            "https://example.org/a\x00b",
            "https://exam\x7fple.org/",
            f"https://{'a' * 64}.org/",
            f"https://{'a.' * 130}org/",
        ),
        "https://example.org/" + "a" * 10_000,
    ],
)
def test_what_is_no_address_or_holds_credentials_is_none(target: str) -> None:
    assert address_of(target) is None


_PARTS = st.sampled_from(
    [
        *"aZ0-._~:/?#[]@!$&'()*+,;=%\\ é。①",
        "http://",
        "https://",
        "example.org",
        "%2e",
        "..",
        "0x7f",
        "127.1",
        "[::1]",
        "\t",
    ]
)


@settings(max_examples=60)
@given(st.lists(_PARTS, max_size=12).map("".join))
def test_what_comes_out_is_ascii_and_stays_as_it_is(text: str) -> None:
    address = address_of(f"http://{text}")
    if address is None:
        return
    assert re.fullmatch(r"https?://[^\x00-\x20\x7f-\U0010ffff@\\#/?]+/[\x21-\x7e]*", address)
    assert address_of(address) == address
    parts = urlsplit(address)
    assert (parts.hostname, parts.port or {"http": 80, "https": 443}[parts.scheme]) == (
        host_of(address),
        port_of(address),
    )
    assert (parts.username, parts.fragment) == (None, "")


def test_long_targets_take_no_long_time() -> None:
    began = time.process_time()
    for target in (
        "http://" + "a." * 3_900,
        "http://" + "%2e/" * 1_900,
        "https://x/" + "../" * 2_600,
        "http://" + "\\" * 7_900,
    ):
        address_of(target)
    assert time.process_time() - began < 0.5


def test_the_parts_of_an_address() -> None:
    assert [fragment_of(target) for target in ("a#b%20c#d ", "a#", "a")] == ["b c#d", "", ""]
    assert [host_of(each) for each in ("http://a.b:1/c", "https://[::1]:2/", "https://[::1]/")] == ["a.b", "::1", "::1"]
    assert [port_of(each) for each in ("http://a.b:1/c", "https://[::1]:2/", "https://[::1]/", "http://a/")] == [
        1,
        2,
        443,
        80,
    ]
    assert authority_of("https://[::1]:2/a/b") == "[::1]:2"


@pytest.mark.parametrize(
    ("pattern", "address", "expected"),
    [
        ("example.org", "https://example.org/a", True),
        ("example.org", "https://sub.example.org/", True),
        ("Example.org", "http://example.org:8000/", True),
        ("example.org", "https://example.org.evil/", False),
        ("example.org", "https://badexample.org/", False),
        ("example.org", "https://other/example.org", False),
        ("example.org/", "https://example.org/a", True),
        ("example.org/", "https://sub.example.org/a", False),
        ("example.org/a", "https://example.org/a/b?c", True),
        ("example.org/a", "https://example.org/a?c", True),
        ("example.org/a", "https://example.org/ab", False),
        ("example.org/a*", "https://example.org/ab/c", True),
        ("example.org/*/x", "https://example.org/a/x", True),
        ("example.org/*/x", "https://example.org/a/b/x", False),
        ("example.org/**/x", "https://example.org/a/b/x", True),
        ("example.org/a*b", "https://example.org/abcb", True),
        ("*.example.org", "https://a.example.org/", True),
        ("*.example.org", "https://example.org/", False),
        ("http://example.org", "https://example.org/", False),
        ("https://example.org/**", "https://example.org/", True),
        ("localhost:8000", "http://localhost:8000/a", True),
        ("localhost:8000", "http://localhost:8001/a", False),
        ("**/login", "https://example.org/a/login?x", True),
        ("**", "https://example.org/", True),
        ("*", "https://example.org/", True),
        ("a.org/(x)+", "https://a.org/(x)+", True),
        ("", "https://example.org/", False),
        ("/", "https://example.org/", False),
    ],
)
def test_patterns_of_addresses(pattern: str, address: str, expected: bool) -> None:
    assert matches(pattern, address) == expected


def test_a_later_pattern_takes_an_earlier_one_back() -> None:
    patterns = ("example.org", "!example.org/open", "example.org/open/secret")
    given_back = [last_match(patterns, f"https://example.org/{path}") for path in ("a", "open", "open/secret")]
    assert given_back == ["example.org", None, "example.org/open/secret"]


@pytest.mark.parametrize(
    "pattern", ["a.org/" + "*a" * 300 + "b", "a.org/" + "**a" * 300 + "b", "**" + "*a" * 300 + "b", "*" * 1_000]
)
def test_no_pattern_takes_a_long_time(pattern: str) -> None:
    matches(pattern, "https://a.org/")
    began = time.process_time()
    matches(pattern, "https://a.org/" + "a" * 3_000)
    assert time.process_time() - began < 1.0


def test_what_a_policy_says_of_an_address() -> None:
    policy = WebPolicy(exclude=("a.org",), accept=(("b.org", frozenset({403})),))
    assert is_excluded("https://a.org/x", policy) == "excluded by the pattern a.org"
    assert is_excluded("https://b.org/x", policy) is None
    assert [is_accepted("https://b.org/x", status, policy) for status in (200, 204, 301, 403, 404)] == [
        True,
        True,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("host", "address", "is_sent"),
    [
        ("a.org", "https://a.org/x", True),
        ("A.org", "https://a.org/x", True),
        ("a.org", "http://a.org/x", False),
        ("a.org", "https://a.org:8443/x", False),
        ("a.org", "https://sub.a.org/x", False),
        ("a.org", "https://a.org.evil/x", False),
        ("a.org:8443", "https://a.org:8443/x", True),
        ("http://a.org", "http://a.org/x", True),
        ("https://a.org/", "https://a.org/x", True),
    ],
)
def test_headers_go_to_one_host_over_https(host: str, address: str, is_sent: bool) -> None:
    headers = (("Authorization", "x"),)
    assert headers_for(address, WebPolicy(headers=((host, headers),))) == (headers if is_sent else ())
