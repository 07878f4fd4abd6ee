"""Addresses without a scheme: what is one, and the many things between dots that are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.links.bare_addresses import find_bare_addresses

CASES = [
    ("code", "see ⟦github.com/ada/spam⟧, ⟦gitlab.com/a/b.git⟧ and ⟦bitbucket.org/a/b/⟧ (old)"),
    ("pages of people", "⟦ada.github.io⟧, ⟦spam.readthedocs.io⟧ ⟦spam.readthedocs.org/en/latest⟧ (⟦ada.blogspot.com⟧)"),
    ("other hosts", "⟦spring.io/guides/docker⟧ ⟦aws.amazon.com/datasets⟧ ⟦example.co.uk/x⟧ ⟦force11.org/group⟧"),
    ("short ones", "⟦bit.ly/talk⟧ ⟦youtu.be/EJV_Cg⟧ ⟦t.co/x⟧"),
    ("capital letters", "⟦GitHub.com/Ada⟧ but System.IO/File and GITHUB.COM/x"),
    ("ports and queries", "⟦example.org:8000/x?a=b#c⟧ example.org?x example.org:80"),
    ("punctuation around", "(⟦github.com/a_(b)⟧) \"⟦github.com/c⟧\" ⟦github.com/d⟧... [⟦github.com/e⟧] ⟦github.com/f⟧'s"),
    ("emphasis", "*⟦github.com/a⟧* **⟦github.com/b⟧** _⟦github.com/c⟧_"),
    ("line ends", "⟦github.com/a⟧\r\n⟦github.com/b⟧\r⟦github.com/c⟧\n"),
    ("no path", "github.com kivy.org docs.python.org de.wikipedia.org? python.org/ example.com/."),
    ("with a scheme", "https://github.com/a http://ada.github.io //github.com/b www.github.com/c ssh://github.com/d"),
    ("inside of an address", "https://archive.org/web/github.com/a https://x.org/?u=github.com/a user@github.com/a"),
    ("files", "setup.py readme.md/x node.js/x index.html script.sh/x main.rs/a lib.so/b Foo.app/Contents a.pl/b"),
    ("paths", "src/github.com/a ./github.com/b ~/x.com/y C:\\x.com/y $GOPATH.com/x -github.com/x"),
    ("names in programs", "asyncio.sleep/x os.path/y self.me.x/y np.io, e.g. a.b/c i.e./x and.or/not"),
    ("versions and numbers", "3.11/3.12 1.2.3.4/x v2.io"),
    ("two hosts", "github.com/gitlab.com python.org/pypi.org"),
    ("packages", 'go get github.com/a/b, docker pull example.io/x, `image: example.io/a`, import "github.com/a/b"'),
    ("images and labels", 'gcr.io/a/b ghcr.io/a apps.k8s.io/v1 app.kubernetes.io/name prometheus.io/scrape: "true"'),
    ("frameworks", "ASP.net/MVC asp.net/core"),
    ("in longer words", "xgithub.com-/a éxample.com/x github.community/x github.comm/x"),
    ("people", "ada@example.org/x @github.com/x but ⟦medium.com/@ada⟧"),
]  # fmt: skip


def shown(text: str) -> str:
    for found in reversed(list(find_bare_addresses(text, 0, len(text)))):
        text = f"{text[: found.start]}⟦{text[found.start : found.end]}⟧{text[found.end :]}"
    return text


@pytest.mark.parametrize("marked", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_addresses(marked: str) -> None:
    assert shown(marked.replace("⟦", "").replace("⟧", "")) == marked


@pytest.mark.parametrize(
    ("text", "is_sure"),
    [("github.com/a", True), ("docs.python.org/3", True), ("ada.github.io", True), ("example.org/a", False)],
)
def test_only_hosts_that_everybody_knows_are_sure(text: str, is_sure: bool) -> None:
    assert [found.is_sure for found in find_bare_addresses(text, 0, len(text))] == [is_sure]


def test_only_between_start_and_end() -> None:
    text = "github.com/a github.com/b github.com/c"
    assert [(found.start, found.end) for found in find_bare_addresses(text, 13, 25)] == [(13, 25)]


@pytest.mark.parametrize("piece", ["a.com/", ".com/b", "github.com/a ", "a.", "-", ".io/.", "x.github.io."])
def test_time_is_linear(piece: str) -> None:
    assert_linear(lambda text: list(find_bare_addresses(text, 0, len(text))), piece * 30_000)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([*"ab./:@-_*( \n'\"", "github", ".com", ".io/", "x.github.io", "https://"])).map("".join)
)
def test_spans_are_in_order(text: str) -> None:
    position = 0
    for found in find_bare_addresses(text, 0, len(text)):
        assert position <= found.start < found.end <= len(text)
        position = found.end
