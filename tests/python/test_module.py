"""The module of a talk's snippets, and the places in it and in the notes.

Expectations stand in the notes, beside the code: ``#? 2:7`` says that the ``$0`` in its line is at line 2, column 7 of
the module; ``#? -`` that it is not in the module.
"""

import ast
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.python.module import ModuleScope, SnippetModule, module_at
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand

_EXPECTATION = re.compile(r"\$0|#\? (?:-|\d+:\d+)$")


def read(text: str, name: str = "notes.md") -> Notes:
    return understand(parse(text, name), name)


def module(marked: str, name: str = "notes.md", scope: ModuleScope = "talk") -> SnippetModule | None:
    """The module at the ``$0``."""
    assert marked.count("$0") == 1
    return module_at(read(marked.replace("$0", ""), name), marked.index("$0"), scope)


def code_of(marked: str, name: str = "notes.md", scope: ModuleScope = "talk") -> str:
    found = module(marked, name, scope)
    assert found is not None
    return found.code


def check(marked: str, name: str = "notes.md") -> None:
    """Every ``$0`` is where the ``#?`` of its line says, and comes back from there."""
    text = marked.replace("$0", "")
    notes = read(text, name)
    start = seen = 0
    for number, line in enumerate(marked.splitlines(keepends=True)):
        if "$0" in line:
            expected = re.search(r"#\? (\S+)", line)
            assert expected is not None, f"line {number + 1} says nothing about its place"
            offset = start + line.index("$0")
            found = module_at(notes, offset)
            place = None if found is None else found.to_code(offset)
            assert ("-" if place is None else f"{place[0]}:{place[1]}") == expected[1], f"line {number + 1}"
            if found is not None and place is not None:
                assert found.to_notes(*place) == offset
            seen += 1
        start += len(line.replace("$0", ""))
    assert seen, "a text needs a $0"


# ---------------------------------------------------------------- places


def test_places_in_a_fence() -> None:
    check(
        "# Talk\n$0```python #? -\n$0import os #? 1:0\nos.$0path #? 2:3\nif os:\n    x$0 = 1 #? 4:5\n```\nte$0xt #? -\n"
    )


def test_places_in_lists_and_quotes() -> None:
    check("# T\n\n- a\n  1. b\n     ```py\n     if x:\n         $0y #? 2:4\n     ```\n")
    check("# T\n\n> - ```py\n>   if x:\n>       $0y #? 2:4\n>   ```\n")
    check("# T\n\n>     import os\n>     x = $0os #? 2:4\n")
    check("# T\n\n-     import os\n      x = $0os #? 2:4\n")


def test_places_behind_prompts() -> None:
    check("# T\n\n```pycon\n>>> if x:$0 #? 1:5\n...     $0y #? 2:4\n...\n1$0 #? -\n>>> $0z #? 5:0\n>$0>> z #? -\n```\n")
    check("# T\n\n    In [1]: if x:$0 #? 1:5\n       ...:     $0y #? 2:4\n\n    Ou$0t[1]: 2 #? -\n")


def test_places_with_tabs() -> None:
    check("# T\n\n\timport os\n\tif os:\n\t\tx =\t$0os #? 3:5\n")
    check("# T\n\n```py\n    if x:\n\t$0y #? 2:4\n```\n")


def test_places_in_restructuredtext_org_and_plain_text() -> None:
    check("Talk\n====\n\n.. code-block:: python\n   :linenos:\n\n   if x:\n       $0y #? 2:4\n", "n.rst")
    check("Talk\n====\n\nso::\n\n  import os\n  os.$0x #? 2:3\n", "n.rst")
    check("Talk\n====\n\n>>> if x:\n...     $0y #? 2:4\n", "n.rst")
    check("* Talk\n#+BEGIN_SRC python\n  if x:\n      $0y #? 2:4\n#+END_SRC\n", "n.org")
    check("* Talk\n: >>> import os\n: >>> os.$0x #? 2:3\n", "n.org")
    check("Talk\n\n• said\n\nimport os\nos.path.$0join(x) #? 2:8\n", "n.txt")


def test_places_in_magics_are_none() -> None:
    check("# T\n\n```py\n%timeit f$0(x) #? -\nx = $01 #? 2:4\n!l$0s #? -\n```\n")


REGIONS = {
    "fence": ("# Talk\n\n```{python}\n", "", "```\n\nend\n", "n.md"),
    "tildes": ("# Talk\n\n~~~ py\n", "", "~~~\n", "n.md"),
    "fence without a language": ("# Talk\n\n```\n", "", "```\n", "n.md"),
    "indented": ("# Talk\n\n", "    ", "\nend\n", "n.md"),
    "indented by a tab": ("# Talk\n\n", "\t", "\nend\n", "n.md"),
    "list item": ("# Talk\n\n- a\n  - b\n\n    ```py\n", "    ", "    ```\n", "n.md"),
    "quote": ("# Talk\n\n> ```py\n", "> ", "> ```\n", "n.md"),
    "quote in quote": ("# Talk\n\n> > ```py\n", "> > ", "> > ```\n", "n.md"),
    "directive": ("Talk\n====\n\n.. code-block:: python\n   :linenos:\n\n", "   ", "\nend\n", "n.rst"),
    "literal": ("Talk\n====\n\nSo::\n\n", "     ", "\nend\n", "n.rst"),
    "source block": ("* Talk\n#+begin_src python\n", "", "#+end_src\n", "n.org"),
    "unfenced": ("Talk\n\n• said\n\n", "", "\nend of it\n", "n.txt"),
}
LAYOUTS = {
    "plain": ("", ""),
    "indented": ("  ", "  "),
    "python": (">>> ", "... "),
    "ipython": ("In [1]: ", "   ...: "),
}
SCRIPTS = {
    "ascii": ["import os", "def f(x):", "    return os.path.join('a', x)", "f('b')"],
    "accents": ["import os", "def f(é):", "    return os.path.join('ñ ü', é)", "f('ß')"],
    "emoji": ["import os", "def f(x):", "    return os.path.join('🐍🐍', x)", "f('a🐍b')"],
}


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_place_of_every_form(region: str, layout: str, script: str, line_end: str) -> None:
    head, margin, tail, name = REGIONS[region]
    first, following = LAYOUTS[layout]
    code = SCRIPTS[script]
    margins = [margin + (following if line.startswith(" ") else first) for line in code]
    text = head + "".join(f"{margin}{line}\n" for margin, line in zip(margins, code, strict=True)) + tail
    text = text.replace("\n", line_end)
    notes = read(text, name)
    place = len(head.replace("\n", line_end))
    inside = place + len(margins[0])
    found = module_at(notes, inside)
    assert found is not None
    assert found.code.rstrip("\n") == "\n".join(code)
    for number, (margin, line) in enumerate(zip(margins, code, strict=True), 1):
        for column in range(len(line) + 1):
            offset = place + len(margin) + column
            assert module_at(notes, offset) == found
            assert found.to_code(offset) == (number, column)
            assert found.to_notes(number, column) == offset
            assert text[offset : offset + 1] == line[column : column + 1] or column == len(line)
        for column in range(len(margin)):
            assert found.to_code(place + column) is None
        place += len(margin) + len(line) + len(line_end)


def test_a_span_comes_back_only_if_all_of_it_is_there() -> None:
    text = "# T\n\n```pycon\n>>> abc = 1\n```\n"
    found = module_at(read(text), text.index("abc"))
    assert found is not None
    assert found.span_to_notes(1, 0, 3) == (text.index("abc"), text.index("abc") + 3)
    assert found.span_to_notes(1, 0, 8) is None
    assert found.span_to_notes(2, 0, 1) is None
    assert found.span_to_notes(0, 0, 1) is None
    assert found.span_to_notes(1, 1, -1) is None


# ---------------------------------------------------------------- what a module holds


def test_a_module_holds_the_snippets_of_its_talk() -> None:
    text = "# Conf\n\n## One\n\n```py\na = 1\n```\n\n```py\nb = a$0\n```\n\n```py\nc = b\n```\n\n## Two\n\n```py\nd = 4\n```\n"
    assert code_of(text) == "a = 1\n\nb = a\n\nc = b\n"
    assert code_of(text, scope="snippet") == "b = a\n"
    assert code_of(text, scope="file") == "a = 1\n\nb = a\n\nc = b\n\nd = 4\n"


def test_snippets_above_the_first_talk_are_a_module_of_their_own() -> None:
    text = "Conf 2014\n\n```py\na = 1$0\n```\n\n## One\n\n```py\nb = 2\n```\n"
    assert "a = 1" in code_of(text)


def test_snippets_far_away_are_not_seen() -> None:
    filler = "text of no use\n" * 4000
    text = f"# T\n\n```py\na = 1\n```\n\n{filler}\n```py\nb = 2\n```\n\n```py\nc = 3$0\n```\n\n{filler}\n```py\nd = 4\n```\n"
    for scope in ("talk", "file"):
        assert code_of(text, scope=scope) == "b = 2\n\nc = 3\n"


def test_the_snippet_at_hand_has_its_lines() -> None:
    found = module("# T\n\n```py\na\n```\n\n```py\nb\nc$0\n```\n\n```py\nd\n```\n")
    assert found is not None
    assert (found.first_line, found.last_line) == (3, 4)
    assert found.code.split("\n")[2:4] == ["b", "c"]


def test_magics_and_output_are_empty_lines() -> None:
    text = "# T\n\n```ipython\nIn [1]: %timeit x\n10 loops\n\nIn [2]: y = 1$0\nOut[2]: 1\n```\n"
    assert code_of(text) == "\n\n\ny = 1\n\n"


def test_python_2_stays_as_it_is() -> None:
    assert code_of("# T\n\n```py\nprint os.$0\n```\n") == "print os.\n"


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        ("x = f(1,\n  2", "\n"),
        ("y = 1\nx = '''abc\nz = 2", "y = 1\n\nz = 2\n"),
        ("def f(a,\n\nclass C:\n    pass", "\n\nclass C:\n    pass\n"),
        ("x = [\ny = (\nz = 1", "\n\nz = 1\n"),
        ("x = 'abc", "x = 'abc\n"),
        ("x = 1 +\\", "\n"),
    ],
)
def test_what_an_earlier_snippet_leaves_open_is_not_seen(before: str, kept: str) -> None:
    code = code_of(f"# T\n\n```py\n{before}\n```\n\n```py\nlast = 1$0\n```\n")
    assert code.startswith(kept) or kept == "\n"
    assert code.endswith("\nlast = 1\n")
    if "'abc" not in kept:
        ast.parse(code)


def test_a_snippet_that_spills_is_seen_as_it_is_by_who_works_in_it() -> None:
    assert code_of("# T\n\n```py\nx = f(1,$0\n```\n\n```py\ny = 2\n```\n") == "x = f(1,\n\ny = 2\n"


def test_places_in_lines_that_were_left_out_are_none() -> None:
    text = "# T\n\n```py\nx = f(1,\n```\n\n```py\ny = 2\n```\n"
    found = module_at(read(text), text.index("y = 2"))
    assert found is not None
    assert found.to_code(text.index("x")) is None
    assert found.to_notes(1, 0) is None


def test_a_header_without_a_body_gets_one_between_the_snippets() -> None:
    code = code_of("# T\n\n```py\nclass A:\n    def f(self):\n```\n\n```py\ny = 2$0\n```\n")
    assert code == "class A:\n    def f(self):\n     pass\ny = 2\n"
    ast.parse(code)


# ---------------------------------------------------------------- what a module is known by


def test_the_fingerprint_is_of_the_code_above() -> None:
    def fingerprint(marked: str) -> str:
        found = module(marked)
        assert found is not None
        return found.fingerprint

    base = fingerprint("# T\n\n```py\na = 1\n```\n\n```py\nb$0\n```\n")
    assert fingerprint("# T\n\nmore text\n\n```py\na = 1\n```\n\n```py\nb.c$0\nd\n```\n\n```py\ne\n```\n") == base
    assert fingerprint("# T\n\n```py\na = 2\n```\n\n```py\nb$0\n```\n") != base


def test_the_identity_stays_while_somebody_types() -> None:
    def identity(marked: str, scope: ModuleScope = "talk") -> str:
        found = module(marked, scope=scope)
        assert found is not None
        return found.identity

    assert identity("# T\n\n```py\na$0\n```\n") == identity("# T\n\nso\n\n```py\nabc.$0\nd\n```\n")
    two = "# Conf 2014\n\n## One talk\n\n```py\na{}\n```\n\n## Another talk\n\n```py\nb{}\n```\n"
    assert identity(two.format("$0", "")) != identity(two.format("", "$0"))
    assert identity(two.format("$0", ""), "snippet") != identity(two.format("", "$0"), "snippet")
    assert identity(two.format("$0", ""), "file") == identity(two.format("", "$0"), "file")


# ---------------------------------------------------------------- laws

_PIECES = st.sampled_from(
    [
        *(
            "# A talk\n",
            "## Part\n",
            "```py\n",
            "```\n",
            "~~~ pycon\n",
            ">>> x = 'é🐍'\n",
            "... y\n",
            "1\n",
            "\n",
            "- a\n",
        ),
        *(
            "    import os\n",
            "\timport os\n",
            "> ```python\n",
            "> x\n",
            ">>> f(1,\n",
            "x = '''\n",
            "In [1]: y\n",
            "%time x\n",
        ),
        *("  - ```py\n", "    if x:\n", "\t    y\r\n", "text\n", "\n\n", "z = [1\n", "\x0c", "\u2028", "Out[1]: 3\n"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_PIECES, max_size=30).map("".join),
    st.sampled_from(["n.md", "n.rst", "n.txt", "n.org"]),
    st.sampled_from(["snippet", "talk", "file"]),
)
def test_places_come_back_and_hold_what_they_held(text: str, name: str, scope: ModuleScope) -> None:
    notes = read(text, name)
    for offset in range(len(text) + 1):
        found = module_at(notes, offset, scope)
        if found is None:
            continue
        place = found.to_code(offset)
        assert place is not None
        assert found.first_line <= place[0] <= found.last_line
        assert found.to_notes(*place) == offset
        lines = found.code.split("\n")
        assert len(lines) == len(found.lines) + 1
        line = lines[place[0] - 1]
        assert place[1] <= len(line)
        assert place[1] == len(line) or line[place[1]] == text[offset]
