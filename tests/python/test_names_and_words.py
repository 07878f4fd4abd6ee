"""What is found in code without knowing Python well, and what is said of a name."""

import keyword
from typing import Any

import pytest

from notes_lsp.python.explained import documentation, explained, signature_line
from notes_lsp.python.known_names import known_names


def test_names_of_code_come_in_its_order_and_keywords_behind_them() -> None:
    assert known_names("if b: a = b.c + grüße(1e5)", after_dot=False) == ("b", "a", "grüße", *keyword.kwlist)
    assert known_names("if b: a = b.c + b . d.c", after_dot=True) == ("c", "d")
    assert known_names("", after_dot=True) == ()


def described(**more: Any) -> dict[str, Any]:
    empty = {"name": "f", "type": "function", "full_name": "", "signatures": [], "text": "", "doc": ""}
    return {**empty, **more}


# A description, and what is said of it as plain text
SAID = [
    (described(signatures=["f(a)"], doc="Words."), "def f(a)\n\nWords."),
    (described(type="class", signatures=["f(a)"], full_name="m.f"), "class f(a)\n\nm.f"),
    (described(full_name="__main__.f", text="def f"), "def f"),
    (described(type="statement", inferred="int | str", text="f = 1"), "f: int | str"),
    (described(text="f = [\n1]"), "f = ["),
    (described(text="x" * 400), "x" * 300 + "…"),
    (described(doc="\n\n  a  \n\n"), "f\n\n  a"),
    (described(doc="\n".join("abc" for _ in range(100))), "f\n\n" + "abc\n" * 60 + "…"),
]


@pytest.mark.parametrize(("description", "text"), SAID)
def test_what_is_said_of_a_name(description: dict[str, Any], text: str) -> None:
    assert explained(description, markdown=False) == text
    assert signature_line(description) == text.partition("\n")[0]


def test_markdown_shows_documentation_as_it_stands() -> None:
    shown = explained(described(signatures=["f()"], full_name="m.f", doc="*a* <b>\n```\nc\n```"), markdown=True)
    assert shown == "```python\ndef f()\n```\n\n`m.f`\n\n````text\n*a* <b>\n```\nc\n```\n````"
    assert documentation("", markdown=True) == ""
