"""Document links: what is underlined, and where a click leads."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fake_library import FakeLibrary
from notes_lsp.features.library import EmptyLibrary
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.features.navigation.document_links import (
    LocalTarget,
    ResolvedTarget,
    find_document_links,
    resolve_target,
)
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

FILES = {
    "/c/monday.md": "# Monday\r\n\r\n## Key note\r\n",
    "/c/deep/tuesday.rst": "Text\n\n.. _spot:\n\nTuesday\n=======\n",
    "/c/wednesday.org": "Text\n* Key note\n",
    "/c/slides.pdf": "%PDF",
    "/c/demo.py": "print()\n",
    "/c/img/x.png": "",
}


def links(text: str, name: str = "/c/notes.md") -> list[str]:
    """Each link as ``what is underlined -> where it leads``, with the line for a place in notes."""
    library = FakeLibrary({**FILES, name: text})
    found = find_document_links(understand(parse(text, name), name), name, library)
    assert sorted(found, key=lambda link: link.start) == list(found)
    shown = []
    for link in found:
        assert bool(link.address) != (link.local is not None)
        target = link.address
        if link.local is not None:
            resolved = resolve_target(link.local, name, library)
            target = "nothing" if resolved is None else shown_target(resolved)
        shown.append(f"{text[link.start : link.end]} -> {target}" + (f" ({link.tooltip})" if link.tooltip else ""))
    return shown


def shown_target(resolved: ResolvedTarget) -> str:
    if resolved.line is not None:
        return f"{resolved.path} line {resolved.line}"
    return resolved.path + (f" at {resolved.fragment}" if resolved.fragment else "")


WEB = [
    ("[x](https://a.org/b#c)", ["https://a.org/b#c -> https://a.org/b#c"]),
    ("https://a.org.", ["https://a.org -> https://a.org"]),
    ("www.a.org/b", ["www.a.org/b -> http://www.a.org/b"]),
    ("<ada@a.org>", ["ada@a.org -> mailto:ada@a.org"]),
    ("[x](mailto:ada@a.org)", ["mailto:ada@a.org -> mailto:ada@a.org"]),
    ("[x](<https://a.org/b c>)", ["https://a.org/b c -> https://a.org/b%20c"]),
    ("[x](https://a.org/é)", ["https://a.org/é -> https://a.org/é"]),
    ("[x](https://a.org/a\\_b)", ["https://a.org/a\\_b -> https://a.org/a_b"]),
    ("[x][d]\n\n[d]: https://a.org", ["d -> https://a.org", "https://a.org -> https://a.org"]),
    ('<img src="https://a.org/x.png">', ["https://a.org/x.png -> https://a.org/x.png"]),
]
NO_LINKS = [
    *(
        "[x](javascript:alert(1))",
        "[x](command:workbench.action.quit)",
        "[x](file:///etc/passwd)",
        "[x](data:text/html,x)",
    ),
    *(
        "[x](vscode://a/b)",
        "[x](tel:+491)",
        "[x](//host/share)",
        "[x](\\\\\\\\host\\\\share)",
        "[x](%5C%5Chost%5Cshare)",
    ),
    *(
        "[x](%2F%2Fhost/share)",
        "[x](TODO)",
        "[x](gone.md)",
        "[x](#)",
        "[x]()",
        "a footnote[^1]\n\n[^1]: b",
        "`https://a.org`",
    ),
    *("[x][gone]", "[[gone]]", "[x](a%00b.md)", "```\nhttps://a.org PEP 8\n```"),
]
LOCAL = [
    ("[x](monday.md)", ["monday.md -> /c/monday.md"]),
    ("[x](monday.md#key-note)", ["monday.md#key-note -> /c/monday.md line 3"]),
    ("[x](monday.md#gone)", ["monday.md#gone -> /c/monday.md"]),
    ("[x](slides.pdf#page=3)", ["slides.pdf#page=3 -> /c/slides.pdf at page=3"]),
    ("[x](demo.py#L1)", ["demo.py#L1 -> /c/demo.py at L1"]),
    ("[x](deep)", ["deep -> /c/deep"]),
    ("![x](/img/x.png)", ["/img/x.png -> /c/img/x.png"]),
    ("[[monday#Key note|x]]", ["monday#Key note -> /c/monday.md line 3"]),
    ("[[tuesday]]", ["tuesday -> /c/deep/tuesday.rst"]),
    ("[x](#day-1)\n\n# Day 1", ["#day-1 -> /c/notes.md line 3"]),
    ("[x](notes.md#day-1)\n\n# Day 1", ["notes.md#day-1 -> /c/notes.md line 3"]),
    ("[x](#top)", ["#top -> /c/notes.md line 1"]),
    ("[x](#gone)", ["#gone -> nothing"]),
    ("[![a](img/x.png)](monday.md)", ["img/x.png -> /c/img/x.png", "monday.md -> /c/monday.md"]),
]
OTHER_DIALECTS = [
    ("/c/n.rst", "`x <monday.md>`_", ["monday.md -> /c/monday.md"]),
    ("/c/n.rst", ":doc:`deep/tuesday`", ["deep/tuesday -> /c/deep/tuesday.rst"]),
    ("/c/n.rst", ":doc:`gone`", []),
    ("/c/n.rst", ":ref:`t <spot>`", ["spot -> /c/deep/tuesday.rst line 3"]),
    ("/c/n.rst", ":ref:`gone`", ["gone -> nothing"]),
    ("/c/n.rst", "d_\n\n.. _d: https://a.org", ["d -> https://a.org", "https://a.org -> https://a.org"]),
    ("/c/n.rst", "`Day 1`_\n\nDay 1\n=====", ["Day 1 -> /c/n.rst line 3"]),
    (
        "/c/n.rst",
        ":pep:`8` :rfc:`the <2822#sec>`",
        [
            "8 -> https://peps.python.org/pep-0008/ (PEP 8)",
            "the <2822#sec> -> https://www.rfc-editor.org/rfc/rfc2822 (RFC 2822)",
        ],
    ),
    ("/c/n.org", "[[file:wednesday.org::*Key note][x]]", ["wednesday.org::*Key note -> /c/wednesday.org line 2"]),
    ("/c/n.org", "[[file://host/share/x]]", []),
    ("/c/n.org", "[[https://a.org][x]]", ["https://a.org -> https://a.org"]),
    (
        "/c/n.txt",
        "see https://a.org and PEP 8",
        ["https://a.org -> https://a.org", "PEP 8 -> https://peps.python.org/pep-0008/ (PEP 8)"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), WEB)
def test_addresses(text: str, expected: list[str]) -> None:
    assert links(f"{text}\n") == expected


@pytest.mark.parametrize("text", NO_LINKS)
def test_no_links(text: str) -> None:
    assert links(f"{text}\n") == []


@pytest.mark.parametrize(("text", "expected"), LOCAL)
def test_files(text: str, expected: list[str]) -> None:
    assert links(f"{text}\n") == expected


@pytest.mark.parametrize(("name", "text", "expected"), OTHER_DIALECTS)
def test_other_dialects(name: str, text: str, expected: list[str]) -> None:
    assert links(f"{text}\n", name) == expected


def test_documents_by_name_are_links_outside_of_code_and_links() -> None:
    text = "PEP 8, `PEP 9`, [PEP 10](https://a.org), [PEP 11]\n\n    PEP 12\n\n<!-- PEP 13 -->\n\n[PEP 11]: https://b.org\n"
    assert [line for line in links(text) if "peps.python.org" in line] == [
        "PEP 8 -> https://peps.python.org/pep-0008/ (PEP 8)"
    ]


def test_an_unsaved_file_has_links_to_the_web_alone() -> None:
    text = "[x](https://a.org) [y](monday.md) [z](#day)\n\n# Day\n"
    found = find_document_links(understand(parse(text, "notes.md"), ""), "", EmptyLibrary())
    assert [link.address for link in found] == ["https://a.org"]


@pytest.mark.parametrize(
    "local",
    [
        LocalTarget("local", "//host/share", "", False),
        LocalTarget("local", "\\\\host\\share", "", False),
        LocalTarget("web", "https://a.org", "", False),
        LocalTarget("other", "command:x", "", False),
        LocalTarget("local", "", "", False),
        LocalTarget("anchor", "", "gone", False),
    ],
)
def test_what_a_client_makes_up_leads_nowhere(local: LocalTarget) -> None:
    assert resolve_target(local, "/c/monday.md", FakeLibrary(FILES)) is None


def test_a_file_that_went_leads_nowhere() -> None:
    assert resolve_target(LocalTarget("local", "monday.md", "", False), "/c/a.md", FakeLibrary({})) is None


PIECES = st.sampled_from(
    [
        *("[a](#title) ", "[b][l] ", "[l]: monday.md#x\n", "\n\n", "[[w#T]] ", "https://a.org ", "PEP 8 ", "`", "x_ "),
        *(
            ".. _x: y_\n",
            ":ref:`x` ",
            "é😀",
            "\r\n",
            "[[file:a.org::*H]]",
            "gh-123",
            "# PEP 9\n",
            "```\n",
            "    code PEP 7\n",
        ),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["/c/n.md", "/c/n.rst", "/c/n.org", "/c/n.txt"]))
def test_every_link_is_in_the_text_and_leads_to_what_may_be_opened(text: str, name: str) -> None:
    library = FakeLibrary({**FILES, name: text})
    for link in find_document_links(understand(parse(text, name), name), name, library):
        assert 0 <= link.start < link.end <= len(text)
        if link.local is None:
            assert link.address.startswith(("http://", "https://", "mailto:"))
        else:
            resolved = resolve_target(link.local, name, library)
            assert resolved is None or resolved.path in library.files or resolved.path == "/c/deep"


def test_links_are_found_in_linear_time() -> None:
    def seconds(count: int) -> float:
        text = "- [a](monday.md) `x` PEP 8 and https://a.org\n" * count
        library = FakeLibrary({"/c/monday.md": ""})
        notes = understand(parse(text, "/c/n.md"), "/c/n.md")
        assert notes.document.links
        start = time.process_time()
        assert len(find_document_links(notes, "/c/n.md", library)) == 3 * count
        return time.process_time() - start

    assert seconds(16_000) < 16 * max(seconds(2_000), 0.01)


def test_a_text_read_in_parts_has_the_links_of_the_whole() -> None:
    pieces = ["# A\n\n[x](monday.md#key-note) PEP 8\n\n", "# B\n\n[y](#a) https://a.org\n\n", "[z](b%20c.md#d)\n"]
    text = "".join(pieces)
    in_parts = Document(text, "markdown", tuple(part for piece in pieces for part in parse(piece, "n.md").parts))
    whole = parse(text, "n.md")
    assert sorted(targets_in(in_parts), key=lambda target: target.start) == sorted(
        targets_in(whole), key=lambda target: target.start
    )
    library = FakeLibrary({**FILES, "/c/n.md": text})
    found = find_document_links(understand(in_parts, "/c/n.md"), "/c/n.md", library)
    assert found == find_document_links(understand(whole, "/c/n.md"), "/c/n.md", library)
    assert len(found) == 4
