"""The rules for links to files, anchors and labels."""

import pytest

from helpers import check_rule, fix_with, related_with

FILES = {
    "img/Setup.png": "",
    "img/two words.png": "",
    "day1.md": "# Day 1\n\n## Queues & workers\n",
    "day2.rst": "Day 2\n=====\n\nWhat's new?\n-----------\n\n.. _Late Slot:\n\nText\n",
    "talks/async.org": "* Event loops\n:PROPERTIES:\n:CUSTOM_ID: loops\n:END:\n",
    "empty/": "",
    "code.py": "x = 1\n",
}

# code, name of the notes, their text, what is found
FOUND = [
    ("missing-file", "notes.md", "See [slides](slides.pdf).\n", ['1:14-1:24 no file "slides.pdf" beside these notes']),
    ("missing-file", "notes.md", "![](img/no.png)\n", ['1:5-1:15 no file "img/no.png" beside these notes']),
    ("missing-file", "notes.md", '<img src="img/no.png">\n', ['1:11-1:21 no file "img/no.png" beside these notes']),
    (
        "missing-file",
        "notes.md",
        "[a][s] [b][s]\n\n[s]: <a b.pdf>\n",
        ['3:7-3:14 no file "a b.pdf" beside these notes'],
    ),
    ("missing-file", "notes.md", "![a][i]\n\n[i]: no.png\n", ['3:6-3:12 no file "no.png" beside these notes']),
    ("missing-file", "notes.md", "[x](a%20b.md#c)\n", ['1:5-1:15 no file "a b.md" beside these notes']),
    (
        "missing-file",
        "notes.md",
        "[x](img/../no.md?raw=true)\n",
        ['1:5-1:26 no file "img/../no.md" beside these notes'],
    ),
    (
        "missing-file",
        "notes.md",
        "[x](github.com/someone/x)\n",
        ['1:5-1:25 "github.com/someone/x" lacks its https:// and is read as a file'],
    ),
    (
        "missing-file",
        "notes.md",
        "![](img\\Setup.png)\n",
        ['1:5-1:18 "img\\Setup.png" is a path only on Windows, elsewhere it needs "/"'],
    ),
    ("missing-file", "notes.rst", ".. image:: no.png\n", ['1:12-1:18 no file "no.png" beside these notes']),
    ("missing-file", "notes.rst", "`x <no.rst>`_\n", ['1:5-1:11 no file "no.rst" beside these notes']),
    (
        "missing-file",
        "notes.rst",
        "x_ y_\n\n.. _x: no.rst\n.. _y: x_\n",
        ['3:8-3:14 no file "no.rst" beside these notes'],
    ),
    (
        "missing-file",
        "notes.org",
        "[[file:no.png]] [[./no.org][x]]\n",
        [
            '1:8-1:14 no file "no.png" beside these notes',
            '1:19-1:27 no file "./no.org" beside these notes',
        ],
    ),
    (
        "link-wrong-case",
        "notes.md",
        "![](img/setup.png)\n",
        ['1:5-1:18 "img/setup.png" is spelled "img/Setup.png" on disk'],
    ),
    ("link-wrong-case", "notes.md", "[x](Day1#day-1)\n", ['1:5-1:15 "Day1" is spelled "day1" on disk']),
    ("link-wrong-case", "notes.md", "[x][y]\n\n[y]: DAY1.md\n", ['3:6-3:13 "DAY1.md" is spelled "day1.md" on disk']),
    (
        "link-outside-root",
        "talks/notes.md",
        "[x](../../elsewhere/x.md)\n",
        ['1:5-1:25 "../../elsewhere/x.md" leads out of the project that these notes belong to'],
    ),
    ("missing-anchor", "notes.md", "# A\n\n[x](#b)\n", ['3:5-3:7 no heading gives the anchor "#b"']),
    (
        "missing-anchor",
        "notes.md",
        "# Message passing\n\n[x](#mesage-passing)\n",
        ['3:5-3:20 no heading gives the anchor "#mesage-passing", did you mean "#message-passing"'],
    ),
    (
        "missing-anchor",
        "notes.md",
        "[x](day1.md#queues-workers)\n",
        ['1:12-1:27 no heading of "day1.md" gives the anchor "#queues-workers", did you mean "#queues--workers"'],
    ),
    (
        "missing-anchor",
        "notes.md",
        "[x](day2.rst#nothing-new)\n",
        ['1:13-1:25 no heading of "day2.rst" gives the anchor "#nothing-new"'],
    ),
    (
        "missing-anchor",
        "notes.md",
        "[x][y]\n\n[y]: day1.md#day-9\n",
        ['3:13-3:19 no heading of "day1.md" gives the anchor "#day-9", did you mean "#day-1"'],
    ),
    ("missing-anchor", "notes.rst", "A\n=\n\n`x <#b>`_\n", ['4:5-4:7 no heading gives the anchor "#b"']),
    (
        "missing-anchor",
        "notes.org",
        "* A\n[[#b]] [[*Bee][c]]\n",
        [
            '2:3-2:5 no heading gives the anchor "#b"',
            '2:10-2:14 no heading gives the anchor "#Bee"',
        ],
    ),
    ("undefined-reference", "notes.md", "[x][y]\n", ['1:5-1:6 nothing defines the reference "y"']),
    (
        "undefined-reference",
        "notes.md",
        "[x][slide] [y][slides]\n\n[slides]: https://example.org\n",
        ['1:5-1:10 nothing defines the reference "slide", did you mean "slides"'],
    ),
    ("undefined-reference", "notes.rst", "See `the docs`_.\n", ['1:6-1:14 nothing defines the reference "the docs"']),
    (
        "unused-definition",
        "notes.md",
        "[x][a]\n\n[a]: https://example.org\n[b]: https://example.org/b\n",
        ['4:1-4:27 nothing refers to "b", so readers never see this link'],
    ),
    (
        "unused-definition",
        "notes.rst",
        "a_\n\n.. _a: https://example.org\n.. _b: https://example.org/b\n",
        ['4:1-4:29 nothing refers to "b", so readers never see this link'],
    ),
    (
        "duplicate-definition",
        "notes.md",
        "[x][a]\n\n[a]: https://example.org\n[A]: https://example.org/b\n",
        ['4:2-4:3 "A" is defined before with another target'],
    ),
]


@pytest.mark.parametrize(("code", "name", "text", "found"), FOUND)
def test_found(code: str, name: str, text: str, found: list[str]) -> None:
    assert [line.replace(f" {code} ", " ", 1) for line in check_rule(code, text, name, FILES)] == found


SILENT = [
    (
        "missing-file",
        "notes.md",
        "[a](day1.md) [b](./day1.md#x) [c](day1) [d](day2.html) [e](empty) [f](img/two%20words.png)\n",
    ),
    ("missing-file", "notes.md", "![a](<img/two words.png>) [b](notes.md) [c](.) [d](..) [e](?x=1) [f](#x)\n"),
    (
        "missing-file",
        "notes.md",
        "[a](url) [b](TODO) [c]() [d](...) [e]({{ site.url }}/x) [f](<{% link x.md %}>) [g](@me)\n",
    ),
    (
        "missing-file",
        "notes.md",
        "[a](/rooted.md) [b](C:\\x.md) [c](mailto:a@example.org) [d](me@example.org) [e](file:///x)\n",
    ),
    (
        "missing-file",
        "notes.md",
        "[[Some note]] ![[img.png]] https://example.org <https://example.org/x> `[a](b.md)`\n",
    ),
    ("missing-file", "notes.md", "<!-- [a](b.md) -->\n\n    [a](b.md)\n\n```\n[a](b.md)\n```\n"),
    ("missing-file", "notes.md", "[x](img/setup.png) [y](../x.md)\n"),
    (
        "missing-file",
        "notes.rst",
        "`a <day1.md>`_ :doc:`/nothing` :ref:`nothing` `b <https://example.org>`_ ``x <y>``\n",
    ),
    (
        "missing-file",
        "notes.org",
        "[[Some words]] [[id:1]] [[file:~/x]] [[https://example.org][x]] [[file:code.py::1]]\n",
    ),
    ("link-wrong-case", "notes.md", "![](img/Setup.png) [a](no.md) [b](../NOTES.md)\n"),
    ("link-outside-root", "talks/notes.md", "[a](../day1.md) [b](../no.md) [c](/x)\n"),
    (
        "missing-anchor",
        "notes.md",
        "# Day 1\n\n# Day 1\n\n[a](#day-1) [b](#day-1-1) [c](#Day-1) [d](#user-content-day-1) [e](#) [f](#top)\n",
    ),
    (
        "missing-anchor",
        "notes.md",
        '<a name="Here"></a> [a](#here) [b](#Here) [c](#L10) [d](#:~:text=x) [e](#/3) [f](#slide=3)\n',
    ),
    ("missing-anchor", "notes.md", "# ☀️ Day\n\n[a](#-day) [b](#%EF%B8%8F-day) [c](#TODO)\n"),
    (
        "missing-anchor",
        "notes.md",
        "[a](code.py#L1) [b](img/Setup.png#x) [c](empty#x) [d](no.md#x) [e](day1.html#x) [f](https://example.org#x)\n",
    ),
    (
        "missing-anchor",
        "notes.md",
        "[a](day1.md#queues--workers) [b](day1#day-1) [c](day2.rst#what-s-new) [d](day2.rst#late-slot)\n",
    ),
    (
        "missing-anchor",
        "notes.md",
        "[a](talks/async.org#loops) [b](talks/async.org#event-loops) [c](talks/async.org#L3)\n",
    ),
    (
        "missing-anchor",
        "notes.rst",
        "What's new?\n===========\n\n.. _x:\n\n`a <#what-s-new>`_ `b <#whats-new>`_ `c <#x>`_ `d <#id1>`_ x_\n",
    ),
    (
        "missing-anchor",
        "notes.org",
        "* Event loops\n[[*Event loops]] [[*event  loops]] [[some words]] [[file:talks/async.org::*Event loops]]\n",
    ),
    ("undefined-reference", "notes.md", "x[1][2] [^1] [ ] [x] [a][b]\n\n[b]: https://example.org\n"),
    ("unused-definition", "notes.md", "[a]: https://example.org\n[b]: https://example.org/b\n"),
    (
        "unused-definition",
        "notes.md",
        "[a] ![x][i]\n\n[a]: https://example.org\n[i]: i.png\n[//]: # (a comment)\n[comment]: #\n",
    ),
    ("unused-definition", "notes.rst", "a_\n\n.. _a: b_\n.. _b: https://example.org\n.. _c:\n"),
    (
        "duplicate-definition",
        "notes.md",
        "[a]\n\n[a]: https://example.org\n[a]: https://example.org\n[//]: # (x)\n[//]: # (y)\n",
    ),
]


@pytest.mark.parametrize(("code", "name", "text"), SILENT)
def test_silent(code: str, name: str, text: str) -> None:
    assert check_rule(code, text, name, FILES) == []


FIXED = [
    ("missing-file", "[x](github.com/a/b)\n", "[x](https://github.com/a/b)\n"),
    ("missing-file", "![](img\\Setup.png)\n", "![](img/Setup.png)\n"),
    ("missing-file", "[x](no.md)\n", "[x](no.md)\n"),
    ("link-wrong-case", "![](./IMG/setup.png?raw=true#x)\n", "![](./img/Setup.png?raw=true#x)\n"),
    ("link-wrong-case", "![](img/Two%20Words.png)\n", "![](img/two%20words.png)\n"),
    ("link-wrong-case", "[x](DAY1#day-1)\n", "[x](day1#day-1)\n"),
    ("missing-anchor", "[x](day1.md#queues-workers)\n", "[x](day1.md#queues--workers)\n"),
    ("missing-anchor", "[x](day1.md#queues%20workers 'T')\n", "[x](day1.md#queues--workers 'T')\n"),
    ("missing-anchor", "# Żółw\n\n[x](#%C5%BB%C3%B3%C5%82w%21)\n", "# Żółw\n\n[x](#%C5%BC%C3%B3%C5%82w)\n"),
    (
        "undefined-reference",
        "[x][slide]\n\n[slides]: https://example.org\n",
        "[x][slides]\n\n[slides]: https://example.org\n",
    ),
]


@pytest.mark.parametrize(("code", "text", "fixed"), FIXED)
def test_fixed(code: str, text: str, fixed: str) -> None:
    assert fix_with(code, text, files=FILES) == fixed


def test_no_fix_where_the_target_is_not_written_as_it_is() -> None:
    text = "x__\n\n__ github.com/a\n"
    assert fix_with("missing-file", text, "notes.rst") == text


def test_duplicate_points_at_the_first() -> None:
    text = "[a]\n\n[a]: https://example.org/1\n[a]: https://example.org/2\n"
    assert related_with("duplicate-definition", text) == ["3:2-3:3 leads to https://example.org/1"]


def test_ten_thousand_dead_anchors() -> None:
    text = "".join(f"# Heading {number}\n\n[x](#haeding-{number})\n\n" for number in range(10_000))
    assert len(check_rule("missing-anchor", text)) == 10_000
