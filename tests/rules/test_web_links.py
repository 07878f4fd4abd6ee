"""The rules for links to the web: what is said of each verdict, and what the new address of a page looks like."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import check_rule, fix_with
from notes_lsp.links.verdicts import VERDICTS, Verdict, WebState
from notes_lsp.links.web_addresses import address_of
from notes_lsp.links.web_targets import web_targets
from notes_lsp.syntax.parse import parse

PAGE = "https://a.example/p"
NOTES = f"See {PAGE}\n"
HOUR, DAY = 3600.0, 86_400.0


def known(
    verdict: Verdict,
    reason: str = "",
    moved_to: str = "",
    address: str = PAGE,
    status: int | None = 200,
    age: float = 0,
) -> WebState:
    return WebState(address, verdict, status, reason, moved_to or None, 0.0, age)


def found(code: str, state: WebState, text: str = NOTES, name: str = "notes.md") -> list[str]:
    """What a rule finds, without its code."""
    return [line.replace(f" {code} ", " ", 1) for line in check_rule(code, text, name, web=[state])]


DEAD = [
    (known("gone", "404 Not Found"), f"{PAGE} is gone (404 Not Found)"),
    (known("gone"), f"{PAGE} is gone"),
    (known("gone", "410 Gone", age=59 * 60), f"{PAGE} is gone (410 Gone)"),
    (known("gone", "410 Gone", age=HOUR), f"{PAGE} is gone (410 Gone), as of 1 hour ago"),
    (known("gone", "410 Gone", age=2.9 * HOUR), f"{PAGE} is gone (410 Gone), as of 2 hours ago"),
    (known("gone", "410 Gone", age=47 * HOUR), f"{PAGE} is gone (410 Gone), as of 47 hours ago"),
    (known("gone", "410 Gone", age=2 * DAY), f"{PAGE} is gone (410 Gone), as of 2 days ago"),
    (known("no-such-host", "no such host", status=None), 'there is no host "a.example"'),
    (
        known("no-such-host", "redirects to https://b.example/: no such host", status=301),
        f"{PAGE} is gone (redirects to https://b.example/: no such host)",
    ),
]


@pytest.mark.parametrize(("state", "message"), DEAD)
def test_a_dead_link_says_why_and_since_when_that_is_known(state: WebState, message: str) -> None:
    assert found("dead-link", state) == [f"1:5-1:24 {message}"]


UNVERIFIED = [
    (
        known("unverifiable", "429 Too Many Requests"),
        "whether this page is there can't be told from here (429 Too Many Requests)",
    ),
    (
        known("unreachable", "no answer in 20 s", age=DAY),
        "nobody answers for this page (no answer in 20 s), as of 24 hours ago",
    ),
]


@pytest.mark.parametrize(("state", "message"), UNVERIFIED)
def test_an_unverified_link_says_why(state: WebState, message: str) -> None:
    assert found("unverified-link", state) == [f"1:5-1:24 {message}"]


def test_a_place_that_a_page_lacks_is_no_dead_link() -> None:
    text = f"{PAGE}#b and {PAGE}#c\n"
    web = [
        known("alive"),
        known("unverifiable", "200 OK, but nothing", address=f"{PAGE}#c"),
        known("alive", address=f"{PAGE}#b"),
    ]

    assert check_rule("dead-link", text, web=web) == []
    assert check_rule("unverified-link", text, web=web) == [
        '1:27-1:48 unverified-link the page is there, but nothing in it is named "c"'
    ]


def test_each_verdict_is_for_one_rule_at_most() -> None:
    rules = {
        verdict: [
            code
            for code in ("dead-link", "moved-link", "unverified-link")
            if found(code, known(verdict, "", "https://b.example/q"))
        ]
        for verdict in VERDICTS
    }

    assert rules == {
        "alive": [],
        "moved": ["moved-link"],
        "gone": ["dead-link"],
        "no-such-host": ["dead-link"],
        "unreachable": ["unverified-link"],
        "unverifiable": ["unverified-link"],
        "excluded": [],
        "not-checked": [],
    }


def test_nothing_is_said_of_addresses_that_nobody_looked_at() -> None:
    for code in ("dead-link", "moved-link", "unverified-link"):
        assert check_rule(code, NOTES, web=[]) == []


WRITTEN = [
    ("notes.md", "[a](⟦https://a.example/p⟧ 'T') ![b](<⟦https://a.example/p#x⟧>)\n"),
    ("notes.md", "<⟦https://a.example/p⟧> and **⟦https://a.example/p⟧**, `https://a.example/p`\n"),
    ("notes.md", "[a][l] [b][l] [l]\n\n[l]: ⟦https://a.example/p⟧\n"),
    ("notes.md", '<a href="⟦https://a.example/p⟧">x</a> [[⟦https://a.example/p⟧|x]]\n'),
    ("notes.md", "[⟦https://a.example/p⟧]\n\n<!-- https://a.example/p -->\n\n    https://a.example/p\n"),
    ("notes.md", "[a](⟦HTTPS://A.example:443/p⟧) [b](https://a.example/q)\n"),
    (
        "notes.rst",
        "`a <⟦https://a.example/p⟧>`_ b_ c__ `d`__\n\n.. _b: ⟦https://a.example/p⟧\n__ ⟦https://a.example/p⟧\n__ x\n",
    ),
    ("notes.rst", ".. image:: ⟦https://a.example/p⟧\n   :target: ⟦https://a.example/p⟧\n\n``https://a.example/p``\n"),
    ("notes.org", "[[⟦https://a.example/p⟧][x]] <⟦https://a.example/p⟧> ⟦https://a.example/p⟧ =https://a.example/p=\n"),
    ("notes.txt", "[a](⟦https://a.example/p⟧), ⟦https://a.example/p⟧.\n"),
]


@pytest.mark.parametrize(("name", "marked"), WRITTEN)
def test_what_is_found_is_exactly_the_target_as_it_is_written(name: str, marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    shown = text
    for target in reversed(web_targets(parse(text, name))):
        if target.address == PAGE:
            shown = f"{shown[: target.start]}⟦{shown[target.start : target.end]}⟧{shown[target.end :]}"

    assert shown == marked
    assert len(found("dead-link", known("gone"), text, name)) == marked.count("⟦")


# ---------------------------------------------------------------- moved-link

# what was asked for, where it leads, what is said, whether there is a fix, and whether it is a safe one
MOVES = [
    ("http://a.example/p", "https://a.example/p", "this page has moved to https", "safe"),
    ("https://a.example/p", "https://b.example/q", "this page has moved to https://b.example/q", "safe"),
    ("http://a.example/", "https://www.a.example/", "this page has moved to https://www.a.example/", "safe"),
    ("http://a.example/", "https://a.example/en/", "this page has moved to https://a.example/en/", "safe"),
    ("http://a.example/index.html", "https://a.example/", "this page has moved to https://a.example/", "safe"),
    ("http://a.example/?p=3", "http://a.example/?p=4", "this page has moved to http://a.example/?p=4", "safe"),
    (
        "https://a.example/talks/3",
        "https://a.example/",
        "this page leads to the front page https://a.example/ for good, so it is probably gone",
        "unsafe",
    ),
    (
        "https://a.example/?p=3",
        "https://a.example/de-at/index.php",
        "this page leads to the front page https://a.example/de-at/index.php for good, so it is probably gone",
        "unsafe",
    ),
    (
        "https://a.example/talks/3",
        "https://b.example/",
        "this page leads to the front page https://b.example/ for good, so it is probably gone",
        "unsafe",
    ),
    (
        "https://a.example/",
        "https://parking.example.net/",
        "this site leads to another one for good, https://parking.example.net/, so it may be gone",
        "unsafe",
    ),
    (
        "https://a.example/talks/3",
        "https://a.example/user/login?next=/talks/3",
        "this page leads to a login for good, https://a.example/user/login?next=/talks/3,"
        " so nobody can tell what became of it",
        "none",
    ),
    (
        "https://a.example/talks/3",
        "https://accounts.b.example/x",
        "this page leads to a login for good, https://accounts.b.example/x, so nobody can tell what became of it",
        "none",
    ),
    (
        "https://a.example/talks/3",
        "https://a.example/404.html",
        "this page leads to https://a.example/404.html for good, so it is probably gone",
        "none",
    ),
    (
        "https://a.example/blog/login-forms",
        "https://a.example/posts/login-forms",
        "this page has moved to https://a.example/posts/login-forms",
        "safe",
    ),
    (
        "https://a.example/authors/ada",
        "https://a.example/people/ada",
        "this page has moved to https://a.example/people/ada",
        "safe",
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "fix"), MOVES)
def test_where_a_page_leads_says_whether_its_new_address_is_worth_writing(
    old: str, new: str, message: str, fix: str
) -> None:
    text, mended, web = f"[a]({old})\n", f"[a]({new})\n", [known("moved", moved_to=new, address=old)]

    assert check_rule("moved-link", text, web=web) == [f"1:5-1:{5 + len(old)} moved-link {message}"]
    assert fix_with("moved-link", text, web=web, only_safe=True) == (mended if fix == "safe" else text)
    assert fix_with("moved-link", text, web=web) == (text if fix == "none" else mended)


# the notes, the text, where https://a.example/p leads, the text with the fix
MENDED = [
    ("notes.md", "[a](https://a.example/p#day-1)", "https://b.example/q", "[a](https://b.example/q#day-1)"),
    ("notes.md", "[a](https://a.example/p#day-1)", "https://b.example/q#two", "[a](https://b.example/q#two)"),
    ("notes.md", "[a](https://a.example/p#)", "https://b.example/q", "[a](https://b.example/q)"),
    ("notes.md", "[a](https://a.example/p)", "https://b.example/q_(r)?a=[1]", "[a](https://b.example/q_%28r%29?a=%5B1%5D)"),
    ("notes.md", "[a](<https://a.example/p>)", "https://b.example/q_(r)", "[a](<https://b.example/q_(r)>)"),
    ("notes.md", "[a](https://a.example/p 'T')", "https://b.example/q?a=1&copy;=2", "[a](https://b.example/q?a=1&copy%3B=2 'T')"),
    ("notes.md", "| a |\n|---|\n| https://a.example/p |", "https://b.example/q|r", "| a |\n|---|\n| https://b.example/q%7Cr |"),
    ("notes.md", "**https://a.example/p**.", "https://b.example/q/_", "**https://b.example/q/%5F**."),
    ("notes.md", "It's 'https://a.example/p'.", "https://b.example/it's", "It's 'https://b.example/it%27s'."),
    ("notes.md", "[a][l] [b][l]\n\n[l]: https://a.example/p 'T'", "https://b.example/q", "[a][l] [b][l]\n\n[l]: https://b.example/q 'T'"),
    ("notes.md", '<a href="https://a.example/p">', "https://b.example/q?a=1&b='", '<a href="https://b.example/q?a=1&amp;b=%27">'),
    ("notes.md", r"[a](https://a\.example/p)", "https://b.example/q", "[a](https://b.example/q)"),
    ("notes.md", "www.a.example/p and more", "https:", "www.a.example/p and more"),
    ("notes.md", "www.a.example/p and more", "https://b.example/q", "https://b.example/q and more"),
    ("notes.md", "---\nvideo: https://a.example/p\n---", "https://b.example/q", "---\nvideo: https://b.example/q\n---"),
    ("notes.rst", "`a <https://a.example/p>`_", "https://b.example/q_", "`a <https://b.example/q%5F>`_"),
    ("notes.rst", "a_\n\n.. _a:\n   https://a.example/\n   p", "https://b.example/q_", "a_\n\n.. _a:\n   https://b.example/q%5F"),
    ("notes.rst", "see https://a.example/p.", "https://b.example/*q*|r|", "see https://b.example/%2Aq%2A%7Cr%7C."),
    ("notes.org", "[[https://a.example/p][a]]", "https://b.example/q?a[]=1", "[[https://b.example/q?a%5B%5D=1][a]]"),
    ("notes.txt", "(https://a.example/p)", "https://b.example/q_(r)", "(https://b.example/q_%28r%29)"),
    # http and https: all else stays as it is written
    ("notes.md", "[a](HTTP://a.example/%7Ep?b=1&amp;c=(d)#e)", "https:", "[a](HTTPs://a.example/%7Ep?b=1&amp;c=(d)#e)"),
    ("notes.md", "http://a.example/日本", "https:", "https://a.example/日本"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "new", "mended"), MENDED)
def test_the_new_address_is_written_as_its_place_needs_it(name: str, text: str, new: str, mended: str) -> None:
    (target,) = web_targets(parse(text, name))
    if new == "https:":
        new = target.address.replace("http:", new)
    web = [known("moved", moved_to=new, address=target.address)]

    assert fix_with("moved-link", text, name, web=web, only_safe=True) == mended


PLACES = [
    ("notes.md", "[a]({} 'T')"), ("notes.md", "![a](<{}>)"), ("notes.md", "<{}>"), ("notes.md", "**{}**, then"),
    ("notes.md", "(see {})."), ("notes.md", "[a][b]\n\n[b]: {}\n"), ("notes.md", "<img src='{}'>"),
    ("notes.md", "|a|b|\n|-|-|\n|[a]({})|{}|"), ("notes.md", "[[{}|a]]"), ("notes.md", '---\nurl: "{}"\n---\n'),
    ("notes.rst", "`a <{}>`__"), ("notes.rst", "(see {})."), ("notes.rst", "a_\n\n.. _a: {}\n"),
    ("notes.rst", ".. image:: {}\n"), ("notes.rst", '.. raw:: html\n\n   <a href="{}">b</a>\n'), ("notes.rst", "__ {}\n"),
    ("notes.org", "[[{}][a]]"), ("notes.org", "see {}, or"), ("notes.org", "| {} |"),
    ("notes.txt", "[a]({})"), ("notes.txt", "'{}'."), ("notes.txt", "<{}>"),
]  # fmt: skip
PATHS = st.lists(
    st.sampled_from([*"aé/?&=()[]|*_~'\";:,.!#\\^`<>{}$ %", "&amp;", "&#41;", "%29", "_)", "**", "::"]), max_size=6
)


@pytest.mark.parametrize(("name", "place"), PLACES)
@settings(max_examples=40, deadline=None)
@given(PATHS)
def test_a_new_address_reads_as_the_same_address_wherever_it_is_written(name: str, place: str, path: list[str]) -> None:
    moved_to = address_of("https://b.example/n/" + "".join(path))
    assert moved_to is not None
    web = [known("moved", moved_to=moved_to, address="https://a.example/old")]

    mended = fix_with("moved-link", place.replace("{}", "https://a.example/old"), name, web=web)

    for target in web_targets(parse(mended, name)):
        assert unquoted(target.address) == unquoted(moved_to)
    assert len(web_targets(parse(mended, name))) == place.count("{}")


def unquoted(address: str) -> str:
    """An address in which it makes no difference whether a sign is percent-encoded."""
    from urllib.parse import unquote

    return unquote(address)
