"""The rule for addresses that lack their https://: where it looks, and what its fix makes of them."""

import pytest

from growth import assert_linear
from helpers import check_rule, fix_with
from notes_lsp.links.running_text import is_in_inline_code
from notes_lsp.rules.bare_address import RULE
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.batch import UnknownSurroundings

X = "github.com/x"


def test_it_says_what_is_missing() -> None:
    assert check_rule("bare-address", f"# T\n\nCode at {X}.\n") == [
        '3:9-3:21 bare-address "github.com/x" lacks its https://, so it is no link'
    ]


RUNNING_TEXT = [
    ("notes.md", f"# {X}\n\n- {X}\n\n> ({X})\n\n| {X} | b |\n|---|---|\n| `a` {X} | b |\n\n*{X}* [{X}]\n", 7),
    ("notes.md", f"`a` and {X} and ``b`c`` {X} <b>{X}</b> <!-- a --> {X} a < b {X}\n", 5),
    ("notes.rst", f"{X}\n============\n\n:Code: {X}\n\n.. note:: {X}\n\n* ``a`` {X}\n", 4),
    ("notes.org", f"* {X}\n- {X} :: =a= {X}\n| {X} |\n", 4),
    ("notes.txt", f"{X}\n\n• {X}\n", 2),
]


@pytest.mark.parametrize(("name", "text", "count"), RUNNING_TEXT)
def test_it_looks_at_running_text(name: str, text: str, count: int) -> None:
    assert text.count(X) == count
    assert len(check_rule("bare-address", text, name)) == count


ELSEWHERE = [
    ("notes.md", f"`{X}` ``a {X}`` <!-- {X} -->\n\n    {X}\n\n```\n{X}\n```\n"),
    ("notes.md", f"[{X}](https://{X}) [a]({X}) ![{X}](a.png) [[{X}]] <https://a.org/{X}> https://{X}\n"),
    ("notes.md", f"[{X}][a] [b][{X}]\n\n[a]: {X}\n"),
    ("notes.md", f"<a href='https://{X}'>{X}</a> <img alt='{X}'> <!-- a\n{X} -->\n\n<div>\n{X}\n</div>\n"),
    ("notes.md", f"---\ncode: {X}\n---\n"),
    ("notes.rst", f"``{X}`` `{X}` `a <{X}>`_ `{X} <https://{X}>`_ a_\n\n.. _a: {X}\n\n.. {X}\n\n.. image:: {X}\n"),
    ("notes.rst", f"Code::\n\n   {X}\n\n.. code:: sh\n\n   {X}\n\n.. include:: {X}\n"),
    ("notes.org", f"={X}= ~a {X}~ [[{X}][a]] [[https://{X}][{X}]]\n# {X}\n: {X}\n"),
    ("notes.txt", f"```\n{X}\n```\n`{X}`\n\n[{X}](https://{X})\n"),
]


@pytest.mark.parametrize(("name", "text"), ELSEWHERE)
def test_it_does_not_look_at_code_comments_and_links(name: str, text: str) -> None:
    assert check_rule("bare-address", text, name) == []


def test_the_fix_makes_a_link_and_is_safe_where_the_host_is_known() -> None:
    text = "(github.com/a_(b)), example.org/c.\n"

    assert fix_with("bare-address", text, only_safe=True) == "(https://github.com/a_(b)), example.org/c.\n"
    assert fix_with("bare-address", text) == "(https://github.com/a_(b)), https://example.org/c.\n"
    targets = [link.target for link in parse(fix_with("bare-address", text), "notes.md").links]
    assert targets == ["https://github.com/a_(b)", "https://example.org/c"]


def test_the_target_of_a_link_that_lacks_it_is_for_another_rule() -> None:
    text = f"[code]({X})\n"

    assert check_rule("bare-address", text) == []
    assert len(check_rule("missing-file", text)) == 1


@pytest.mark.parametrize(
    ("text", "dialect", "inside"),
    [
        ("`a ^", "markdown", True),
        ("`a` ^", "markdown", False),
        ("``a`b ^", "markdown", True),
        ("``a`b`` ^", "rst", False),
        ("`a\n^", "markdown", False),
        ("=a ^ b=", "org", True),
        ("=a= ^ =b=", "org", False),
        ("=a ^ b=", "markdown", False),
        ("x=a ^ b=", "org", False),
    ],
)
def test_inline_code(text: str, dialect, inside: bool) -> None:
    assert is_in_inline_code(text.replace("^", "x"), text.index("^"), dialect) == inside


@pytest.mark.parametrize("piece", ["`", "` ", "=a ", "<a ", "<!-- ", ""])
def test_time_is_linear_in_one_long_line(piece: str) -> None:
    def check(text: str) -> None:
        list(RULE.check(understand(parse(text, "notes.org"), "notes.org"), UnknownSurroundings()))

    assert_linear(check, f"{piece}{X} " * 4_000)
