"""Notes that nobody would write, made from a number: the same number gives the same notes, on every machine.

Most grow from a grammar of what notes hold, in all four dialects at once and with slips; then they are spliced with
others, cut, repeated and sprinkled with what breaks readers. A few are noise.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

NAMES = ("/c/a.md", "/c/a.rst", "/c/a.org", "/c/a.txt", "/c/README", "/c/2026-07-24-friday.md")

_EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "notes").rglob("*") if path.is_file())

_WORDS = """talk Types async GIL spam 10:30 09:00-09:45 25:99 Tuesday Dienstag mardi 22nd 22th July 2014 2026-07-24 24.07.2026
Day Track Room Keynote Lunch by with Ada Lovelace Grüße é e\u0301 ß 🐍 👩‍💻 中文 مرحبا \u202e \u200b \ufeff and & < > | #tag #Tag-1
@home `code` ``a`b`` **bold** *em* __init__ _x_ ~~s~~ \\ \\\\ $x^2$ :-) ... -- --- — « » RFC 9110 PEP 8 PEP-0484 GH-1 CVE-2024-1
http://example.org https://user:pw@example.org:99999/x?y=(z)#q https://[::1]/ http://localhost www.example.org github.com/a/b
mailto:a@example.org javascript:alert(1) command:x file:///etc/passwd ../../etc/passwd C:\\x \\\\host\\share x.md a.md#types""".split()

_LINKS = (
    "[a](b.md)", "[a](b.md#there)", "[a](#types)", "[a](<b c.md> 'title')", "[a][b]", "[b]", "[b][]", "[a]( ", "[a](((((",
    "![i](img/x.svg)", "[![i](x.png)](y.md)", "[[Page]]", "[[a#Types|shown]]", "[[", "]]", "![[x]]", "<https://example.org>",
    "`text <b.rst>`_", "`text`_", "b_", "b__", ":ref:`types`", ":doc:`b`", ":ref:`x <y>`", "|sub|", "[1]_", "[#n]_",
    "[[file:b.org::*There][x]]", "[[*Types]]", "[[https://example.org][x]]", "<<target>>", "[fn:1]", "<a id='x'>", '<a name="y"></a>',
    "<img src=x onerror=alert(1)>", "[x](command:run?%5B%5D)", "[x](javascript:1)", "[x](%00)", "[x](%2e%2e/%2e%2e/x)", "[x](//host/y)",
    "[x](\\\\host\\y)", "[x](https://example.org/\x1b[31m)", "[\\]](b\\).md)", '[x](b.md "t\\"")', "&#0;", "&#x110000;", "&amp;", "&nosuch;",
)  # fmt: skip

_LINES = (
    "# {w}", "## {w} - {w}", "### 10:30 {w} by {w}", "#{w}", "####### {w}", "# {w} #", "## {w} {{#own}}", "# ", "#",
    "{w}\n===", "{w}\n---", "{w}\n~~~~", "====\n{w}\n====", "=", "===\n", "* {w}", "** TODO [#A] {w} :tag:", "*** {w}", "+ {w}",
    "- {w}", "  - {w}", "      - {w}", "1. {w}", "99999999999. {w}", "#. {w}", "a) {w}", "- [ ] {w}", "- [x] {w}", "-\t{w}", "- \n",
    "- **Speaker**: {w}", "Speaker: {w}", "*Time*: {w}", ":Speaker: {w}", ":: {w}", "Tags: {w}, {w}", "Slides: {l}", "Date: {w}",
    "Day 1", "Day 2: {w}", "Tuesday, July 22nd 2014", "# Friday", "22.07.2014", "2014-07-22", "Dienstag, 22. Juli", "Feb 30th",
    "```python", "```", "````", "~~~ {w}", "```{{code-block}} python", "    code {w}", "\tcode", ">>> {w}", "... {w}", "In [1]: {w}", "$ {w}",
    "import {w}", "def f(x):", "    return {w}", "print('{w}')", "class {w}:", "x = (", "'''", "%%time", 'f"{{{w}"',
    "> {w}", "> > {w}", ">", "| {w} | {w} |", "|---|:-:|", "| 10:00 | {w} |", "+---+---+\n| {w} | {w} |\n+===+===+", "=== ===\n{w} {w}\n=== ===",
    "[b]: {l}", "[b]: https://example.org '{w}'", "[^1]: {w}", "[^1]", ".. _b: https://example.org", ".. _types:", ".. [1] {w}", ".. |sub| replace:: {w}",
    ".. code-block:: python\n\n   {w}", ".. code::\n\n   {w}", ".. include:: ../x.rst", ".. image:: {w}", ".. note:: {w}", ".. {w}", "..", "::", "{w}::\n\n   {w}",
    ".. contents::", "[TOC]", "- [{w}](#{w})", "__ https://example.org", ".. list-table::\n\n   * - {w}\n     - {w}", ".. raw:: html\n\n   <b>",
    "#+TITLE: {w}", "#+BEGIN_SRC python", "#+END_SRC", "#+begin_quote", "#+end_quote", ":PROPERTIES:", ":CUSTOM_ID: {w}", ":END:", "# comment", "SCHEDULED: <2014-07-22 Tue 10:30>",
    "---\ntitle: {w}\ntags: [{w}, {w}]\n---", "---", "+++", "title: {w}", "...", "date: 2014-07-22", "***", "* * *", "_ _ _",
    "<!-- {w} -->", "<!--", "-->", "<div>", "</div>", "<details><summary>{w}", "<script>", "<?php", "<![CDATA[", "<!-- notes-lsp: ignore missing-file -->",
    "<!-- notes-lsp: ignore-file -->", "<!-- notes-lsp ignore -->", ".. notes-lsp: ignore empty-talk", "# notes-lsp: ignore x", "<!-- #region -->", "<!-- #endregion -->",
    "{w} {l} {w}", "{l}{l}", "{w} {w} {w}", "{l}", "{w}  ", "{w}\\", "**{w}**", "**{w}** - {w}", "10:30 {w}", "10:30 - 11:15 {w} ({w})", "{w} ({w}) [{w}]", "",
)  # fmt: skip

_SPRINKLES = (
    "\n", "\r\n", "\r", "\n\n", "\x00", "\x0b", "\x0c", "\x1b[31m", "\x85", "\u2028", "\u2029", "\ud83d", "\udc0d", "\ufeff", "\u00a0",
    "\u3000", "\t", " ", "    ", "`", "```", "[", "]", "(", ")", "<", ">", "*", "_", "#", "|", ":", "\\", "-", "=", "~", "'", '"', "{", "}",
    "&", "%", "..", "::", "[[", "]]", "\u0301", "\u202e", "\U000e0001", "\U0010ffff", "İ", "ẞ", "ﬃ", "Ⅷ", "²", "٣",
)  # fmt: skip


def notes_of(seed: int) -> tuple[str, str]:
    """The name and the text of the notes with the number ``seed``; at most some 6000 characters."""
    chance = random.Random(f"notes {seed}")
    name = chance.choice(NAMES)
    text = _grown(chance, chance.choice((1, 3, 8, 20, 40)))
    for _ in range(chance.choice((0, 0, 1, 2, 5))):
        text = chance.choice(_CHANGES)(chance, text)
    return name, text[:6000]


def piece_of(chance: random.Random) -> str:
    """A line or less, as somebody types or pastes it."""
    return chance.choice((_line, _line, _phrase, lambda chance: chance.choice(_SPRINKLES)))(chance)


def without_hosts(text: str) -> str:
    """``text`` whose addresses lead to this machine: tests ask nobody else."""
    for host in ("www.example.org", "example.org", "github.com"):
        text = text.replace(host, "localhost")
    return text.replace("//host/", "//localhost/")


def _grown(chance: random.Random, lines: int) -> str:
    ending = chance.choice(("\n", "\n", "\n", "\r\n", "\r"))
    # Notes repeat themselves: few words and few forms of lines, as well as all of them.
    forms = chance.choices(_LINES, k=chance.choice((2, 5, 12, 40)))
    return "".join(
        chance.choice(("", "", "", "  ", "    ", "\t", "> ", "- ")) * (chance.random() < 0.2)
        + _line(chance, forms)
        + ending * chance.choice((1, 1, 2))
        for _ in range(lines)
    )


def _line(chance: random.Random, forms: Sequence[str] = _LINES) -> str:
    return (
        chance.choice(forms)
        .replace("{l}", chance.choice(_LINKS))
        .replace("{{", "{")
        .replace("}}", "}")
        .replace("{w}", _phrase(chance))
    )


def _phrase(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.choice((0, 1, 1, 2, 4))))


# ---------------------------------------------------------------- what changes a text as a whole


def _sprinkled(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice((1, 3, 10))):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(_SPRINKLES) * chance.choice((1, 1, 1, 2, 50)) + text[place:]
    return text


def _thinned(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice((1, 3, 10))):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + text[place + chance.choice((1, 1, 5, 40)) :]
    return text


def _spliced(chance: random.Random, text: str) -> str:
    other = chance.choice(_EXAMPLES).read_bytes().decode() if chance.random() < 0.5 else _grown(chance, 10)
    start, place = chance.randrange(len(other) + 1), chance.randrange(len(text) + 1)
    return text[:place] + other[start : start + chance.choice((20, 200, 1000))] + text[place:]


def _repeated(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text) + 1)
    piece = text[start : start + chance.choice((1, 3, 10, 60))]
    return text[:start] + piece * chance.choice((2, 5, 40)) + text[start:]


def _shuffled(chance: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    chance.shuffle(lines)
    return "".join(lines)


def _indented(chance: random.Random, text: str) -> str:
    by = chance.choice((" ", "   ", "    ", "\t", "> ", "  - "))
    return "".join(by + line for line in text.splitlines(keepends=True))


def _noise(chance: random.Random, _text: str) -> str:
    return "".join(
        chr(chance.choice((chance.randrange(128), chance.randrange(128), chance.randrange(0x110000))))
        for _ in range(chance.choice((1, 30, 400)))
    )


_CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    _sprinkled,
    _sprinkled,
    _thinned,
    _spliced,
    _spliced,
    _repeated,
    _shuffled,
    _indented,
    _noise,
)
