"""What is left of marked-up text when it is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import assert_linear
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Dialect

MARKDOWN = [
    ("plain  text\t here", "plain text here"),
    ("**bold** and *it* and __b__ and _i_ and ~~gone~~", "bold and it and b and i and gone"),
    ("2 * 3, snake_case", "2 * 3, snake_case"),
    ("[text](url) ![image](src) [[page|shown]] [ref][label]", "text shown ref"),
    ("a <b>c</b><!-- d -->", "a c"),
    ("AT&amp;T", "AT&T"),
    # What a backslash makes text of.
    (r"\*no\* \_no\_ \~~no~~", "*no* _no_ ~~no"),
    (r"\[q](command:r)", "[q](command:r)"),
    (r"[a\]b](u)", "a]b"),
    (r"A\`\`z", "A``z"),
    (r"\`a *b*\`", "`a b`"),
    (r"\<b>", "<b>"),
    (r"\&amp;", "&amp;"),
    (r"\\*a*", r"\a"),
    (r"C:\dir", r"C:\dir"),
    # What is in code is text.
    ("`a_b_ *c* <d> [e](f) &amp;`", "a_b_ *c* <d> [e](f) &amp;"),
    (r"`\*`", r"\*"),
    ("[`f()`](u)", "f()"),
    ("**`x` of *y***", "x of y"),
    ("`` ` ``", "`"),
    ("`open", "`open"),
    # Addresses, which are no HTML.
    ("<mailto:x@y>", "mailto:x@y"),
    ("by Ada <ada@example.org>", "by Ada ada@example.org"),
    ("<https://a.b/_c_*d*>", "https://a.b/_c_*d*"),
    ("[t](<u v>)", "t"),
]

RST = [
    ("**bold** *it* ``code`` `text`_ `shown <url>`_ :ref:`role <x>`", "bold it code text shown role"),
    ("word_ and other__", "word and other"),
    (r"\*no\* a\ b snake\_", "*no* ab snake_"),
    (r"``C:\dir *x* `y`_``", r"C:\dir *x* `y`_"),
    (r"a \\ b", r"a \ b"),
    ("end\\", "end"),
]

ORG = [
    ("*bold* /it/ =code= ~c~ [[u][shown]] [[u]] a[fn:1]", "bold it code c shown u a"),
    ("a/b/c", "a/b/c"),
]


@pytest.mark.parametrize(
    ("dialect", "text", "expected"),
    [
        *(("markdown", *case) for case in MARKDOWN),
        *(("plaintext", *case) for case in MARKDOWN),
        *(("rst", *case) for case in RST),
        *(("org", *case) for case in ORG),
    ],
)
def test_what_is_read(dialect: Dialect, text: str, expected: str) -> None:
    assert visible_text(text, dialect) == expected


PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


@settings(max_examples=60)
@given(st.text("ab " + PUNCTUATION, max_size=30), st.sampled_from(["markdown", "plaintext", "rst"]))
def test_text_whose_punctuation_is_escaped_is_read_as_it_is(text: str, dialect: Dialect) -> None:
    escaped = "".join("\\" + each if each in PUNCTUATION else each for each in text)

    assert visible_text(escaped, dialect) == " ".join(text.split())


@pytest.mark.parametrize(
    "piece", ["\\`", "`a` ", "`", "<a", "<a:", "<!-", "a@", "[a](", "\\[", "_a", "*", "``a`", "=a x ", "*a b "]
)
@pytest.mark.parametrize("dialect", ["markdown", "rst", "org"])
def test_time_grows_with_the_text(dialect: Dialect, piece: str) -> None:
    assert_linear(lambda text: visible_text(text, dialect), piece * 4000)
