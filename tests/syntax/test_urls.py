"""Bare URLs: where they begin and end in made-up sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax.urls import begins_with_a_bar, find_bare_urls, split_at_bars

CASES = [
    ("plain", "see https://example.com/a for more", ["https://example.com/a"]),
    ("schemes", "http://a.example ftp://b.example HTTPS://C.example",
     ["http://a.example", "ftp://b.example", "HTTPS://C.example"]),
    ("www", "at www.example.com/talks, later", ["www.example.com/talks"]),
    ("www in a word", "awww.example xwww.example.com", []),
    ("www in an address", "me@www.example.com", []),
    ("other schemes", "tel:1 file:///tmp git://example.com/x", []),
    ("scheme in a word", "xhttp://example.com", []),
    ("behind a plus", "git+https://example.com/r.git", ["https://example.com/r.git"]),
    ("nothing behind the scheme", "http:// and https://... and http://<host>/ http://_ http://[ https://[]", []),
    ("host without a dot", "http://localhost:8000/x", ["http://localhost:8000/x"]),
    ("IPv6", "http://[::1]:8000/x", ["http://[::1]:8000/x"]),
    ("full stop", "It is https://example.com/a.", ["https://example.com/a"]),
    ("several marks", "Really https://example.com/a?!...", ["https://example.com/a"]),
    ("comma and colon", "https://example.com/a, https://example.com/b: c",
     ["https://example.com/a", "https://example.com/b"]),
    ("semicolon", "https://example.com/a; b", ["https://example.com/a"]),
    ("entity", "https://example.com/a&copy; b", ["https://example.com/a"]),
    ("entity inside", "https://example.com/?a=1&amp;b=2", ["https://example.com/?a=1&amp;b=2"]),
    ("emphasis", "**https://example.com/a** _https://example.com/b_ ~~https://example.com/c~~",
     ["https://example.com/a", "https://example.com/b", "https://example.com/c"]),
    ("in parentheses", "(https://example.com/a)", ["https://example.com/a"]),
    ("with parentheses", "https://example.com/a_(b)", ["https://example.com/a_(b)"]),
    ("with parentheses in parentheses", "(https://example.com/a_(b)).", ["https://example.com/a_(b)"]),
    ("open parenthesis inside", "https://example.com/(a", ["https://example.com/(a"]),
    ("in brackets", "[https://example.com/a]", ["https://example.com/a"]),
    ("with brackets", "https://example.com/?a[]=1&b[]", ["https://example.com/?a[]=1&b[]"]),
    ("text of a link", "[https://example.com/a](https://example.com/b)",
     ["https://example.com/a", "https://example.com/b"]),
    ("in angle brackets", "<https://example.com/a>, then", ["https://example.com/a"]),
    ("before a tag", "https://example.com/a<br>", ["https://example.com/a"]),
    ("in quotation marks", "\"https://example.com/a\" 'https://example.com/b' \u201chttps://example.com/c\u201d",
     ["https://example.com/a", "https://example.com/b", "https://example.com/c"]),
    ("in backquotes", "`https://example.com/a`", ["https://example.com/a"]),
    ("full-width stop", "資料はhttps://example.com/aです。次はhttps://example.com/b。",
     ["https://example.com/aです", "https://example.com/b"]),
    ("full-width parentheses", "（https://example.com/a）", ["https://example.com/a"]),
    ("path in another script", "https://example.com/日本語/x", ["https://example.com/日本語/x"]),
    ("ideographic space", "https://example.com/a\u3000b", ["https://example.com/a"]),
    ("line separator", "https://example.com/a\u2028b", ["https://example.com/a"]),
    ("line ends", "https://example.com/a\r\nhttps://example.com/b\nhttps://example.com/c",
     ["https://example.com/a", "https://example.com/b", "https://example.com/c"]),
    ("ellipsis", "https://example.com/a\u2026", ["https://example.com/a"]),
    ("people", "<ada@example.com> mailto:a.b@example.com, <mailto:c@d.example?subject=e>",
     ["ada@example.com", "mailto:a.b@example.com", "mailto:c@d.example?subject=e"]),
    ("people who do not say so", "ada@example.com @ada <a@b> <ada @b.example> mailto: x@y.example xmailto:a@b.example <@a.b>",
     []),
    ("in braces", "{https://example.com/a} https://example.com/{b}", ["https://example.com/a", "https://example.com/{b}"]),
    ("possessive", "https://example.com/a's 'https://example.com/s' https://example.com/it's/b",
     ["https://example.com/a", "https://example.com/s", "https://example.com/it's/b"]),
    ("dashes", "https://example.com/a\u2014b https://example.com/a\u2013b\u2013",
     ["https://example.com/a", "https://example.com/a\u2013b"]),
    ("bars", "https://example.com/a|b|", ["https://example.com/a|b"]),
    ("nothing", "no link here", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_urls(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_bare_urls(text, 0, len(text))] == expected


def test_only_within_the_span() -> None:
    text = "https://example.com/a https://example.com/bcd https://example.com/e"
    assert find_bare_urls(text, 22, 43) == [(22, 43)]
    assert find_bare_urls(text, 1, 22) == []


def test_in_rows_of_tables_urls_end_with_their_cells() -> None:
    text = "https://a.example/b|https://c.example|d https://e.example/f\\|g|h https://i.example/j|k"
    spans = find_bare_urls(text, 0, len(text))

    found = split_at_bars(text, spans, lambda offset: offset < text.index("https://i"))

    assert [text[start:end] for start, end in found] == [
        "https://a.example/b", "https://c.example", "https://e.example/f\\|g", "https://i.example/j|k",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_row"), [("| a https", True), ("a | https", False), ("x\n  |https", True), ("", False)]
)
def test_rows_begin_with_a_bar(text: str, is_row: bool) -> None:
    assert begins_with_a_bar(text, max(len(text) - 5, 0)) == is_row


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        ")",
        "()",
        "]",
        "](",
        ";",
        "&a;",
        "._",
        "http://",
        "www.",
        "http://a",
        "\u3002",
        "`",
        "@",
        "a@",
        "<a@b.",
        "mailto:",
    ],
)
def test_time_is_linear(piece: str) -> None:
    assert_linear(lambda part: find_bare_urls(part, 0, len(part)), "https://example.com/" + piece * 100_000)


PIECES = [
    "http://", "https://", "mailto:", "@", "{", "}", "'s", "|", "www.", "a", ".b", "/", "(", ")", "[", "]", "<", ">", "&amp;", "_", " ", "\n", "。",
    "\ud800", "\0",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_spans_are_in_order(text: str) -> None:
    position = 0
    for start, end in find_bare_urls(text, 0, len(text)):
        assert position <= start < end <= len(text)
        assert not any(character.isspace() for character in text[start:end])
        position = end
