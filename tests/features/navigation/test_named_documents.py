"""Documents that are called by name in running text."""

import pytest

from marked import show
from notes_lsp.features.navigation.named_documents import find_named_documents

ADDRESSES = [
    ("PEP 333", "https://peps.python.org/pep-0333/", "PEP 333"),
    ("PEP-8", "https://peps.python.org/pep-0008/", "PEP 8"),
    ("PEP8", "https://peps.python.org/pep-0008/", "PEP 8"),
    ("PEP 0020", "https://peps.python.org/pep-0020/", "PEP 20"),
    ("pep 484", "https://peps.python.org/pep-0484/", "PEP 484"),
    ("Pep\u00a0484", "https://peps.python.org/pep-0484/", "PEP 484"),
    ("RFC 9110", "https://www.rfc-editor.org/rfc/rfc9110", "RFC 9110"),
    ("RFC822", "https://www.rfc-editor.org/rfc/rfc822", "RFC 822"),
    ("rfc 2822", "https://www.rfc-editor.org/rfc/rfc2822", "RFC 2822"),
    ("CVE-2024-1234", "https://www.cve.org/CVERecord?id=CVE-2024-1234", "CVE-2024-1234"),
    ("cve-2021-1234567", "https://www.cve.org/CVERecord?id=CVE-2021-1234567", "CVE-2021-1234567"),
    ("bpo-123", "https://bugs.python.org/issue123", "Python issue 123"),
    ("gh-12345", "https://github.com/python/cpython/issues/12345", "CPython issue 12345"),
]


@pytest.mark.parametrize(("name", "address", "title"), ADDRESSES)
def test_addresses(name: str, address: str, title: str) -> None:
    text = f"As {name}, says"
    (found,) = find_named_documents(text, 0, len(text))
    assert (text[found.start : found.end], found.address, found.title) == (name, address, title)


SPANS = [
    "see ⟦PEP 8⟧.",
    "(⟦PEP 8⟧) and ⟦PEP 257⟧/⟦PEP 8⟧-style, “⟦PEP 20⟧”",
    "⟦PEP 8⟧\n⟦RFC 1⟧\r\n⟦bpo-1⟧",
    "pep8 the tool, rfc9110.txt, PEP 12345, PEP 3.5, xPEP 8, PEP 8x, PEP, PEP-",
    "src/PEP 8, #PEP8, a=PEP8, pep-0008.txt, RFC 9110.html, gh-12-3, gh-1",
    "Rust RFC 2094 but ⟦RFC 2094⟧",
    "CVE-24-1, CVE-2024-123, CVE-2024-12345678, ⟦CVE-2024-12345⟧",
    "`PEP 8` and ⟦PEP 9⟧, ``PEP 10`` ⟦PEP 11⟧, `a\n⟦PEP 12⟧",
    ":pep:`⟦8⟧` :rfc:`⟦the style <2822#sec>⟧` :cve:`⟦2024-1234⟧` :cve:`⟦CVE-2024-1234⟧` :pep:`x` :func:`PEP 8`",
]


@pytest.mark.parametrize("marked", SPANS)
def test_spans(marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    found = find_named_documents(text, 0, len(text))
    assert show(text, *((name.start, name.end) for name in found)) == marked


def test_only_between_start_and_end() -> None:
    text = "PEP 1 PEP 2 PEP 3"
    found = find_named_documents(text, 6, 11)
    assert [text[name.start : name.end] for name in found] == ["PEP 2"]
