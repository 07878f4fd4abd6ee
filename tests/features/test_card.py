"""Cards in Markdown and in plain text: what comes from notes stays words, whatever it is."""

import pyromark
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hover_shown import markdown_at
from notes_lsp.features.card import (
    Card,
    CardSection,
    Code,
    FileLink,
    Line,
    WebLink,
    card_as_markdown,
    card_as_plaintext,
    plain_words,
)

CARD = Card(
    "Types",
    (("10:30",), ("by ", Code("ada")), (WebLink("page", "https://example.org/a"),)),
    (
        CardSection("", (("the one thing to say",),), listed=False),
        CardSection("Slides", ((WebLink("a", "http://a.example"),), ("b",)), listed=False, more=2),
        CardSection("Code", (("1 Python",),), listed=False),
        CardSection("Nothing", ()),
        CardSection("Links", ((FileLink("notes", "/a b.md", 3), " — there"), (FileLink("all", "/c.md"),)), more=1),
    ),
)


def uri_of(path: str) -> str:
    return f"file://{path}"


def events(markdown: str) -> list[object]:
    """What a reader of CommonMark, with all that GitHub adds to it, makes of ``markdown``."""
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH | pyromark.Options.ENABLE_FOOTNOTES
    return list(pyromark.events(markdown, options=options))


def text_of(markdown: str) -> str:
    """The words that a reader sees."""
    words = [event for event in events(markdown) if isinstance(event, dict)]
    return "".join(event.get("Text") or event.get("Code") or "" for event in words)


def started(markdown: str) -> list[str]:
    """The kinds of elements that begin in ``markdown``; of HTML and rules the bare kind."""
    kinds = []
    for event in events(markdown):
        if isinstance(event, str):
            kinds.append(event)
        elif isinstance(event, dict):
            (kind, value), *_ = event.items()
            if kind == "Start":
                kinds.append(value if isinstance(value, str) else next(iter(value)))
            elif kind not in ("End", "Text", "Code"):
                kinds.append(kind)
    return kinds


def test_a_card_in_markdown() -> None:
    expected = """\
**Types**

10:30 · by `ada` · [page](https://example.org/a)

the one thing to say

*Slides:* [a](http://a.example) · b · and 2 more  # two spaces
*Code:* 1 Python

*Links:*

- [notes](file:///a%20b.md#L3) — there
- [all](file:///c.md)
- and 1 more"""
    assert card_as_markdown(CARD, uri_of) == expected.replace("  # two spaces", "  ")


def test_a_card_in_plain_text() -> None:
    assert (
        card_as_plaintext(CARD)
        == """\
Types
10:30 · by ada · page

the one thing to say

Slides: a · b · and 2 more
Code: 1 Python

Links:
- notes — there
- all
- and 1 more"""
    )


def test_without_uris_files_are_only_named() -> None:
    assert "- notes — there\n- all\n" in card_as_markdown(CARD)


def test_an_empty_card() -> None:
    assert card_as_markdown(Card("")) == ""
    assert card_as_plaintext(Card("", ((),), (CardSection("x", ((),)),))) == ""


@pytest.mark.parametrize(
    "target",
    [
        *("command:workbench.quit", "javascript:alert(1)", "data:text/html,x", "vscode://x/y", "file:///etc/passwd"),
        *("//host/x", "x", "", "https:", "https:///x", " https://example.org", "ftp://example.org"),
        "https://example.org/" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_page_is_no_link(target: str) -> None:
    assert card_as_markdown(Card("t", ((WebLink("shown", target),),))) == "**t**\n\nshown"


@pytest.mark.parametrize(
    ("target", "destination"),
    [
        ("https://example.org/a(b)", "https://example.org/a%28b%29"),
        ("https://example.org/a b>c<", "https://example.org/a%20b%3Ec%3C"),
        ("https://example.org/?a=1&copy;=2", "https://example.org/?a=1&amp;copy;=2"),
        ("HTTPS://example.org/\n[x](y)`", "HTTPS://example.org/%0A[x]%28y%29%60"),
        ("https://example.org/\ud800", "https://example.org/%3F"),
        ("https://example.org/münchen", "https://example.org/münchen"),
    ],
)
def test_a_target_can_not_end_its_link(target: str, destination: str) -> None:
    assert card_as_markdown(Card("", ((WebLink("shown", target),),))) == f"[shown]({destination})"


HOSTILE = [
    "[x](command:quit)",
    "![x](https://evil.example/a.png)",
    "<img src=x onerror=alert(1)>",
    "<https://evil.example>",
    "<!-- a -->",
    "&lt;b&gt; &#60;b&#62;",
    "`code` ``more``",
    "**bold** __bold__ *em* _em_ ~~gone~~",
    "a_b_c * d",
    "\\[x](y) \\",
    "# heading",
    "> quote",
    "1. one",
    "12) twelve",
    "- item",
    "+ item",
    "| a | b |",
    "---",
    "===",
    "***",
    "[x]: https://evil.example",
    "[^1]",
    "[^1]: note",
    "~~~",
    "line\n\n# heading\r\n- item\u2028x\x00\x1b[31m",
    "\u202egnp.exe\u2066 \ud800",
    "$(icon) :emoji:",
]


def card_of(words: str) -> Card:
    lines: tuple[Line, ...] = ((words,), (WebLink(words, "https://example.org/"), words), ("before ", words, " after"))
    return Card(words, ((words,), lines[1]), (CardSection("Label", lines), CardSection("", ((words,),), listed=False)))


def assert_only_words(words: str) -> None:
    shown = plain_words(words)
    said = shown or "https://example.org/"
    assert "\n" not in shown
    markdown = card_as_markdown(card_of(words))
    allowed = {"Strong", "Emphasis", "Paragraph", "List", "Item", "Link"}
    assert set(started(markdown)) <= allowed, markdown
    assert started(markdown).count("Link") <= 2
    if shown:
        expected = [shown, shown, "·", said, shown, "Label:", shown, said, shown, "before", shown, "after", shown]
        assert "".join(text_of(markdown).split()) == "".join("".join(expected).split()), markdown


def test_what_can_not_be_seen_is_left_out() -> None:
    assert plain_words("\u202egnp.exe\u2066 \ud800a\x00b\r\n\tc\u2028d") == "gnp.exe \ufffda b c d"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    assert_only_words(words)


@given(st.lists(st.sampled_from(list("[]()<>!`*_~\\&#;:|-+=.1aé \n\t>$@/\u202e\ud800")), max_size=25).map("".join))
@settings(max_examples=60, deadline=None)
def test_any_words_stay_words(words: str) -> None:
    assert_only_words(words)


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_code_stays_code(words: str) -> None:
    shown = plain_words(words)
    markdown = card_as_markdown(Card("t", (("x ", Code(words), " y"),)))
    codes = [event["Code"] for event in events(markdown) if isinstance(event, dict) and "Code" in event]
    assert codes == ([shown] if shown else [])


def test_hostile_notes_make_no_links_of_their_own() -> None:
    title = "Types ![a](https://evil.example/x) <b>x</b> `[y](command:z)`"
    text = f"# PyCon 2014\n\n## July 22\n\n### $0{title}, by Ada Lovelace\n\n- `[q](command:r)` `<i>`\n- &lt;u&gt;\n\n### B\n\n- x\n"
    markdown = markdown_at(text)
    assert "Image" not in started(markdown)
    assert "Link" not in started(markdown)
    assert not [kind for kind in started(markdown) if "Html" in kind]
    assert "[q](command:r) <i>" in text_of(markdown)
    assert "<u>" in text_of(markdown)
