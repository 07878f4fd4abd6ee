"""The addresses that a document writes, each once and where it is written."""

import pytest

from notes_lsp.links.web_targets import web_targets
from notes_lsp.syntax.markdown import read_markdown
from notes_lsp.syntax.markdown_parts import read_markdown_in_parts
from notes_lsp.syntax.parse import parse

CASES = [
    ("n.md", "[a](https://x.org/a#b)", [("https://x.org/a#b", "https://x.org/a", "inline")]),
    ("n.md", "www.X.org/a", [("http://www.X.org/a", "http://www.x.org/a", "bare")]),
    ("n.md", "[a][b] ![c][b]\n\n[b]: https://x.org\n", [("https://x.org", "https://x.org/", "definition")]),
    ("n.md", "<a href='https://x.org/?a&amp;b'>", [("https://x.org/?a&b", "https://x.org/?a&b", "html")]),
    ("n.md", "[a](www.x.org) [b](//x.org/) [c](ftp://x.org/) [d](mailto:a@x.org) <a@x.org> [e](https:/x.org)", []),
    ("n.md", "https://user:password@x.org/ https://x..org/", []),
    ("n.rst", "a__\n\n__ https://x.org/a\n", [("https://x.org/a", "https://x.org/a", "definition")]),
    (
        "n.rst",
        "a_ b_\n\n.. _a: b_\n.. _b: https://x.org/b_\n",
        [("https://x.org/b_", "https://x.org/b_", "definition")],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), CASES)
def test_targets(name: str, text: str, expected: list[tuple[str, str, str]]) -> None:
    found = web_targets(parse(text, name))

    assert [(target.target, target.address, target.kind) for target in found] == expected


def test_parts_and_the_whole_text_give_the_same() -> None:
    text = "# A\n\nhttps://x.org/a [b][b]\n\n## B\n\n[b]: https://x.org/b\n\n## C\n\n<https://x.org/c>\n"

    found = web_targets(read_markdown_in_parts(text))

    assert found == web_targets(read_markdown(text))
    assert [text[target.start : target.end] for target in found] == [f"https://x.org/{each}" for each in "abc"]
