"""Anchors: the golden cases of github-slugger and lychee, docutils' ids, and what whole documents give."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.links.slugs import document_slugs, docutils_id, has_anchor, heading_slug
from notes_lsp.syntax.parse import parse

# Title -> anchor. The first group says the same as github-slugger's fixtures, which GitHub itself rendered.
GITHUB = [
    ("alpha", "alpha"),
    ("bravoCharlieDelta", "bravocharliedelta"),
    ("__proto__", "__proto__"),
    ("__init__", "__init__"),
    ("heading with a - dash", "heading-with-a---dash"),
    ("heading with an _ underscore", "heading-with-an-_-underscore"),
    ("heading with a period.txt", "heading-with-a-periodtxt"),
    ("exchange.bind_headers(exchange, routing [, bindCallback])", "exchangebind_headersexchange-routing--bindcallback"),
    (" a ", "-a-"),
    ("-a-", "-a-"),
    ("apostrophe’s should be trimmed", "apostrophes-should-be-trimmed"),
    ("I ♥ unicode", "i--unicode"),
    ("en–dash", "endash"),
    ("em—dash", "emdash"),
    ("😄 unicode emoji", "-unicode-emoji"),
    ("😄-😄 unicode emoji", "--unicode-emoji"),
    ("😄_😄 unicode emoji", "_-unicode-emoji"),
    ("😄 - an emoji", "---an-emoji"),
    (":ok_hand: Single", "ok_hand-single"),
    ("Профили пользователей", "профили-пользователей"),
    ("Привет non-latin 你好", "привет-non-latin-你好"),
    ("a_ ‿b", "a_-‿b"),
    ("a$ € £b", "a--b"),
    ("٣ ३", "٣-३"),
    ("Ⅻ kings", "ⅻ-kings"),
    ("x² and ½", "x-and-"),
    ("Ⓐ in a circle", "ⓐ-in-a-circle"),
    # lychee's, found by hand on GitHub
    ("#️⃣ b", "\ufe0f⃣-b"),
    ("🅰️ d", "🅰\ufe0f-d"),
    ("aİb", "aib"),
    ("ΟΔΟΣ", "οδοσ"),
    ("Many   spaces", "many---spaces"),
    ("À, Á", "à-á"),
    # notes
    ("C++", "c"),
    ("foo & bar", "foo--bar"),
    ("Day 1: Tuesday, July 22nd", "day-1-tuesday-july-22nd"),
    ("11:00 – 11:30 Lunch", "1100--1130-lunch"),
    ("Live Presentations:", "live-presentations"),
    ("Day 3 ライトニングトーク", "day-3-ライトニングトーク"),
    ("7月10日", "7月10日"),
    ("Čeština, žluťoučký kůň", "čeština-žluťoučký-kůň"),
    ("", ""),
    ("?!", ""),
    ("tab\there", "tabhere"),
]


@pytest.mark.parametrize(("title", "slug"), GITHUB)
def test_heading_slug(title: str, slug: str) -> None:
    assert heading_slug(title) == slug


@given(st.text())
def test_slug_of_a_slug_is_itself(title: str) -> None:
    slug = heading_slug(title)
    assert heading_slug(slug) == slug


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_needs_no_way_of_its_own(title: str) -> None:
    assert heading_slug(title) == heading_slug(f"{title}é")[:-1]


DOCUTILS = [
    ("Message passing", "message-passing"),
    ("What's new?", "what-s-new"),
    ("What’s new?", "whats-new"),
    ("C++ & Python 3", "c-python-3"),
    ("3 ways to fail", "ways-to-fail"),
    ("Łódź, Größe, Ærø", "lodz-grosze-aero"),
    ("__init__", "init"),
    ("7月10日", ""),
    ("a_b.c", "a-b-c"),
]


@pytest.mark.parametrize(("title", "name"), DOCUTILS)
def test_docutils_id(title: str, name: str) -> None:
    assert docutils_id(title) == name


def slugs_of(text: str, name: str = "notes.md") -> list[str]:
    return list(document_slugs(parse(text, name)))


REPEATED = [
    (["alpha", "alpha"], ["alpha", "alpha-1"]),
    (["echo", "echo", "echo 1", "echo-1", "echo"], ["echo", "echo-1", "echo-1-1", "echo-1-2", "echo-2"]),
    (["foxtrot-1", "foxtrot", "foxtrot"], ["foxtrot-1", "foxtrot", "foxtrot-2"]),
    (["Q & A", "Q&A", "Q & A"], ["q--a", "qa", "q--a-1"]),
    (["Golf", "golf", "GOLF"], ["golf", "golf-1", "golf-2"]),
]


@pytest.mark.parametrize(("titles", "slugs"), REPEATED)
def test_headings_of_one_name(titles: list[str], slugs: list[str]) -> None:
    assert slugs_of("\n\n".join(f"## {title}" for title in titles)) == slugs


MARKDOWN = [
    ("## [Marconi](https://example.org) - *queues*\n", ["marconi---queues"]),
    ("## `asyncio.run()` in `__main__`\n", ["asynciorun-in-__main__"]),
    ("## Caf&eacute; \\*starred\\*\n", ["café-starred"]),
    ("Tuesday\n=======\n\nCFFI\n----\n", ["tuesday", "cffi"]),
    ("##Choose pandas\n", ["choose-pandas"]),
    ("## Two  spaces\n", ["two--spaces"]),
    ("## Non\u00a0breaking\n", ["nonbreaking"]),
    ("## ☀️ Morning\n", ["\ufe0f-morning", "-morning"]),
    ("## Extending {#c-api}\n", ["extending-c-api", "c-api", "extending"]),
    ("## Extending {: .wide #C-API }\n", ["extending--wide-c-api-", "C-API", "c-api", "extending"]),
    ("## Sets {1, 2}\n", ["sets-1-2"]),
    ('<a id="Slides"></a>\n\nText\n', ["Slides", "slides"]),
    ('Text <span id="here">here</span>\n', ["here"]),
    ("```bash\n# no heading\n```\n", []),
    ("## ?\n", []),
]


@pytest.mark.parametrize(("text", "slugs"), MARKDOWN)
def test_anchors_of_markdown(text: str, slugs: list[str]) -> None:
    assert slugs_of(text) == slugs


OTHERS = [
    ("notes.rst", "What's *new*?\n=============\n\nText\n", {"whats-new", "what-s-new"}),
    ("notes.rst", ".. _My Label:\n\nTitle\n=====\n\nText\n", {"title", "my-label"}),
    ("notes.org", "* TODO Message passing :python:\n", {"message passing", "message-passing"}),
    ("notes.org", "* SHIPPED Queues\n", {"shipped queues", "queues"}),
    ("notes.org", "* Queues\n:PROPERTIES:\n:CUSTOM_ID: the-queues  \n:END:\n", {"queues", "the-queues"}),
]


@pytest.mark.parametrize(("name", "text", "slugs"), OTHERS)
def test_anchors_of_other_dialects(name: str, text: str, slugs: set[str]) -> None:
    assert slugs <= set(slugs_of(text, name))


def test_span_is_that_of_the_title() -> None:
    text = "# Notes\n\n## Day 1\n\n## Day 1\n"
    assert {name: text[start:end] for name, (start, end) in document_slugs(parse(text, "x.md")).items()} == {
        "notes": "Notes",
        "day-1": "Day 1",
        "day-1-1": "Day 1",
    }
    assert document_slugs(parse(text, "x.md"))["day-1-1"] == (22, 27)


HAS = [
    ("day-1", True),
    ("Day-1", True),
    ("user-content-day-1", True),
    ("user-content-day-2", False),
    ("", True),
    ("top", True),
    ("day-2", False),
    ("day--1", False),
]


@pytest.mark.parametrize(("fragment", "found"), HAS)
def test_has_anchor(fragment: str, found: bool) -> None:
    assert has_anchor(frozenset({"day-1"}), fragment) is found


def test_ten_thousand_headings_of_one_name() -> None:
    slugs = slugs_of("## Questions\n\n" * 10_000)
    assert slugs[-1] == "questions-9999"
