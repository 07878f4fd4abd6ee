"""Which files link to a file, by what the links give as their path."""

import os

import pytest

from notes_lsp.workspace.link_map import LinkMap

ROOT = os.path.abspath(os.sep + "notes")


def path_of(name: str) -> str:
    return os.path.join(ROOT, *name.split("/"))


# file, target -> a path to which the link may lead
MAY_LEAD = [
    ("a.md", "b.md", "b.md"),
    ("a.md", "b", "b.md"),
    ("a.md", "b.html", "b.rst"),
    ("a.md", "B.MD", "b.md"),
    ("a.md", "./sub/../b.md", "b.md"),
    ("sub/a.md", "../b.md", "b.md"),
    ("sub/a.md", "b c.png", "sub/b c.png"),
    ("a.md", "z\u0307o\u0301lw.md", "\u017c\u00f3lw.md"),
    ("a.md", "v1.2", "v1.2.md"),
    ("a.md", "sub/", "sub"),
]


@pytest.mark.parametrize(("source", "target", "path"), MAY_LEAD)
def test_where_a_link_may_lead(source: str, target: str, path: str) -> None:
    links = LinkMap()
    links.update(path_of(source), [target])
    assert links.sources_of(path_of(path)) == {path_of(source): (target,)}
    assert links.sources_of(path_of("elsewhere.md")) == {}


def test_the_links_of_a_file_change_together() -> None:
    links = LinkMap()
    a, b, c, d = map(path_of, ("a.md", "b.md", "c.md", "d.md"))
    links.update(a, ["c.md", "c", "c.md", "d.md", ""])
    links.update(b, ["c.md"])
    assert links.sources_of(c) == {a: ("c.md", "c"), b: ("c.md",)}
    links.update(a, ["d.md"])
    assert links.sources_of(c) == {b: ("c.md",)}
    assert links.sources_of(d) == {a: ("d.md",)}
    links.drop(a)
    links.drop(a)
    links.drop(b)
    assert links.sources_of(c) == links.sources_of(d) == {}
    assert vars(links) == vars(LinkMap())  # nothing is kept
