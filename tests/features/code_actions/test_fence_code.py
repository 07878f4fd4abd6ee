"""Marking code as such, and naming its language."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edited import edited
from marked import cut, cut_range
from notes_lsp.features.code_actions.fence_code import fence_code
from notes_lsp.features.code_actions.name_language import name_language
from notes_lsp.syntax.nodes import CodeBlock
from notes_lsp.syntax.parse import parse


def fenced(marked: str, name: str = "notes.md") -> str | None:
    """The text after marking the code at the ``$0``, or the lines between two of them; None for no such action."""
    text, start, end = cut_range(marked) if marked.count("$0") == 2 else (*cut(marked), -1)
    document = parse(text, name)
    change = fence_code(document, start, start if end < 0 else end)
    return None if change is None else edited(text, change.edits)


def check(marked: str, expected: str, name: str = "notes.md") -> None:
    assert fenced(marked, name) == expected


# ---------------------------------------------------------------- Markdown


def test_indented_code_gets_a_fence_and_its_language() -> None:
    check(
        "# Talk\n\nLike so:\n\n    import os\n$0\n    print(os.name)\n\nMore.\n",
        "# Talk\n\nLike so:\n\n```python\nimport os\n\nprint(os.name)\n```\n\nMore.\n",
    )


def test_indentation_inside_the_code_stays() -> None:
    check(
        "Text\n\n    def f(x):\n        return x$0\n",
        "Text\n\n```python\ndef f(x):\n    return x\n```\n",
    )


def test_tabs_count_to_the_next_stop_and_stay_inside() -> None:
    check("Text\n\n\tdef f(x):$0\n\t\treturn x\n", "Text\n\n```python\ndef f(x):\n\treturn x\n```\n")
    check("Text\n\n  \tdef f(x):$0\n \t    return x\n", "Text\n\n```python\ndef f(x):\n    return x\n```\n")


def test_code_that_is_indented_further_than_it_needs_to_be() -> None:
    check("Text\n\n      import os$0\n      import sys\n", "Text\n\n```python\nimport os\nimport sys\n```\n")


def test_code_of_an_unknown_language_gets_a_fence_without_one() -> None:
    check("Text\n\n    what is$0 this\n", "Text\n\n```\nwhat is this\n```\n")


def test_code_in_a_list_item_stays_in_it() -> None:
    check(
        "- point\n\n      import os$0\n      x = os.getcwd()\n\n- next\n",
        "- point\n\n  ```python\n  import os\n  x = os.getcwd()\n  ```\n\n- next\n",
    )
    check(
        "1. one\n   - point\n\n         import os$0\n         x = os.getcwd()\n",
        "1. one\n   - point\n\n     ```python\n     import os\n     x = os.getcwd()\n     ```\n",
    )
    check(
        "- [ ] do\n\n\t  import os$0\n\t  x = os.getcwd()\n",
        "- [ ] do\n\n  ```python\n  import os\n  x = os.getcwd()\n  ```\n",
    )


def test_what_stands_far_behind_a_marker_is_code_and_says_nothing_of_the_column() -> None:
    check(
        "-     code\n\n  text\n\n      import os$0\n",
        "-     code\n\n  text\n\n  ```python\n  import os\n  ```\n",
    )


def test_code_in_a_quote_is_left_alone() -> None:
    assert fenced("> Text\n>\n>     import os$0\n") is None


def test_code_that_is_marked_already_is_left_alone() -> None:
    assert fenced("```\nimport$0 os\n```\n") is None
    assert fenced("```\n$0import os\n$0```\n") is None


def test_nothing_to_mark_in_running_text() -> None:
    assert fenced("Some text$0 here\n") is None


def test_selected_lines_of_a_paragraph_become_code() -> None:
    check(
        "So you write\n$0import os\nprint(os.getcwd())\n$0and that is it.\n",
        "So you write\n```python\nimport os\nprint(os.getcwd())\n```\nand that is it.\n",
    )


def test_a_selection_is_taken_by_whole_lines() -> None:
    check("im$0port os\nprint(os$0.name)\n", "```python\nimport os\nprint(os.name)\n```\n")
    check("$0import os$0\n", "```python\nimport os\n```\n")


def test_some_words_of_a_line_are_no_lines() -> None:
    assert fenced("so $0import os$0 comes first\n") is None
    assert fenced("$0import$0 os\n") is None


def test_a_selection_of_nothing_but_space_is_none() -> None:
    assert fenced("text\n\n$0\n  \n$0text\n") is None


def test_half_a_tab_becomes_spaces() -> None:
    check("$0  while x:\n\tx = f(x)$0\n", "```python\nwhile x:\n  x = f(x)\n```\n")


def test_selected_prose_gets_a_fence_without_a_language() -> None:
    check("$0Once upon a time\nthere was.$0\n", "```\nOnce upon a time\nthere was.\n```\n")


def test_selected_lines_in_a_list_item_stay_in_it() -> None:
    check(
        "- point\n\n$0  import os\n  print(os.name)$0\n",
        "- point\n\n  ```python\n  import os\n  print(os.name)\n  ```\n",
    )


def test_the_fence_is_longer_than_any_inside() -> None:
    check("$0text\n```\ncode\n```\nx$0\n", "````\ntext\n```\ncode\n```\nx\n````\n")
    check("Text\n\n    ````md\n    x$0\n    ````\n", "Text\n\n`````\n````md\nx\n````\n`````\n")


def test_a_selection_that_cuts_a_fence_in_two_is_none() -> None:
    assert fenced("$0text\n\n```\ncode$0\nmore\n```\n") is None


def test_headings_are_no_code_unless_they_could_be_its_comments() -> None:
    assert fenced("# Conf 2014\n\n$0## One\n\nimport os\n$0") is None
    assert fenced("# Conf 2014\n\n$0One\n---\n\nimport os\n$0") is None
    assert fenced("$0# Conf 2014\n\nSome words.\n$0") is None
    check("$0# read it\nimport os\nprint(os.name)\n$0", "```python\n# read it\nimport os\nprint(os.name)\n```\n")


def test_front_matter_is_no_code() -> None:
    assert fenced("---\n$0title: x\ndate: y$0\n---\n\nText\n") is None


def test_line_ends_are_those_of_the_file() -> None:
    check("Text\r\n\r\n    import os$0\r\n    x = 1\r\n", "Text\r\n\r\n```python\r\nimport os\r\nx = 1\r\n```\r\n")


def test_code_that_closes_the_file() -> None:
    check("Text\n\n    import os$0", "Text\n\n```python\nimport os\n```")


# ---------------------------------------------------------------- plain text


def test_code_in_the_running_text_of_plain_notes() -> None:
    check(
        "Talk\n\n  • use ctypes\nimport ctypes\n\nlibm = ctypes.CDLL$0('m')\nprint(libm.cos(0.0))\n  • done\n",
        "Talk\n\n  • use ctypes\n```python\nimport ctypes\n\nlibm = ctypes.CDLL('m')\nprint(libm.cos(0.0))\n```\n  • done\n",
        "notes.txt",
    )


def test_indented_code_below_a_bullet_of_plain_notes() -> None:
    check(
        "Talk\n\n• point\n\n        import os$0\n        x = os.getcwd()\n\n• next\n",
        "Talk\n\n• point\n\n  ```python\n  import os\n  x = os.getcwd()\n  ```\n\n• next\n",
        "notes.txt",
    )


# ---------------------------------------------------------------- reStructuredText


def test_a_literal_block_becomes_a_directive() -> None:
    check("See this::\n\n    import$0 os\n", "See this:\n\n.. code-block:: python\n\n    import os\n", "notes.rst")
    check("See this ::\n\n    import$0 os\n", "See this\n\n.. code-block:: python\n\n    import os\n", "notes.rst")
    check("Text\n\n::\n\n  import$0 os\n", "Text\n\n.. code-block:: python\n\n  import os\n", "notes.rst")


def test_a_literal_block_of_a_list_item() -> None:
    check(
        "- point::\n\n      import$0 os\n\n- next\n",
        "- point:\n\n  .. code-block:: python\n\n      import os\n\n- next\n",
        "notes.rst",
    )
    check("- ::\n\n      import$0 os\n", "- .. code-block:: python\n\n      import os\n", "notes.rst")
    check(
        "- point\n  goes on::\n\n      import$0 os\n",
        "- point\n  goes on:\n\n  .. code-block:: python\n\n      import os\n",
        "notes.rst",
    )


def test_a_quoted_literal_block_is_indented() -> None:
    check(
        "Run::\n\n$ pip install$0 x\n$ python -m x\n",
        "Run:\n\n.. code-block:: shell\n\n    $ pip install x\n    $ python -m x\n",
        "notes.rst",
    )


def test_a_literal_block_that_looks_like_no_language_stays() -> None:
    assert fenced("See this::\n\n    some$0 words\n", "notes.rst") is None


def test_selected_lines_become_a_directive() -> None:
    check(
        "So\n$0import os\nprint(os.name)\n$0it is\n",
        "So\n\n.. code-block:: python\n\n    import os\n    print(os.name)\n\nit is\n",
        "notes.rst",
    )
    check("$0Once upon\na time$0\n", "::\n\n    Once upon\n    a time\n", "notes.rst")


def test_a_session_in_rst_needs_no_mark() -> None:
    assert fenced("Text\n\n>>> import$0 os\n", "notes.rst") is None


# ---------------------------------------------------------------- Org


def test_fixed_width_lines_become_a_source_block() -> None:
    check(
        "* Talk\n\n: import os\n:\n: def f():$0\n:     return 1\n",
        "* Talk\n\n#+BEGIN_SRC python\nimport os\n\ndef f():\n    return 1\n#+END_SRC\n",
        "notes.org",
    )


def test_selected_lines_become_a_source_block_or_an_example() -> None:
    check("$0import os\nprint(os.name)$0\n", "#+BEGIN_SRC python\nimport os\nprint(os.name)\n#+END_SRC\n", "notes.org")
    check("$0some words\nand more$0\n", "#+BEGIN_EXAMPLE\nsome words\nand more\n#+END_EXAMPLE\n", "notes.org")


def test_what_org_would_read_as_its_own_is_escaped() -> None:
    check("$0text\n* one\n#+x$0\n", "#+BEGIN_EXAMPLE\ntext\n,* one\n,#+x\n#+END_EXAMPLE\n", "notes.org")


# ---------------------------------------------------------------- naming the language


NAMED = [
    ("notes.md", "```\nimport$0 os\n```\n", "```python\nimport os\n```\n"),
    ("notes.md", "~~~~\nimport$0 os\n~~~~\n", "~~~~python\nimport os\n~~~~\n"),
    ("notes.md", "- x\n\n  ```$0\n  import os\n  ```\n", "- x\n\n  ```python\n  import os\n  ```\n"),
    ("notes.txt", "Talk\n\n```\nimport$0 os\n```\n", "Talk\n\n```python\nimport os\n```\n"),
    ("notes.rst", ".. code-block::\n\n    import$0 os\n", ".. code-block:: python\n\n    import os\n"),
    ("notes.rst", ".. code::\n\n    import$0 os\n", ".. code:: python\n\n    import os\n"),
    ("notes.rst", "```\nimport$0 os\n```\n", "```python\nimport os\n```\n"),
    ("notes.org", "#+BEGIN_SRC\nimport$0 os\n#+END_SRC\n", "#+BEGIN_SRC python\nimport os\n#+END_SRC\n"),
    ("notes.org", "#+begin_src\nimport$0 os\n#+end_src\n", "#+begin_src python\nimport os\n#+end_src\n"),
]


@pytest.mark.parametrize(("name", "marked", "expected"), NAMED)
def test_the_language_is_named_at_its_place(name: str, marked: str, expected: str) -> None:
    text, offset = cut(marked)
    named = name_language(parse(text, name), offset)
    assert named is not None
    assert named[0] == "python"
    assert edited(text, [named[1]]) == expected


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("notes.md", "```python\nimport$0 os\n```\n"),
        ("notes.md", "```\nsome$0 words\n```\n"),
        ("notes.md", "    import$0 os\n"),
        ("notes.md", "text$0\n"),
        ("notes.org", "#+BEGIN_EXAMPLE\nimport$0 os\n#+END_EXAMPLE\n"),
        ("notes.rst", "See::\n\n    import$0 os\n"),
    ],
)
def test_no_language_to_name(name: str, marked: str) -> None:
    text, offset = cut(marked)
    assert name_language(parse(text, name), offset) is None


# ---------------------------------------------------------------- laws

_CODE_LINES = st.lists(
    st.sampled_from(["import os", "x = f(1)", "def f(x):", "    return x", "", "```", "~~~", "# a", "\tx()", "- y"]),
    min_size=1,
    max_size=8,
)


@settings(max_examples=60)
@given(
    lines=_CODE_LINES,
    before=st.sampled_from(["", "Text\n", "Text\n\n", "- item\n\n"]),
    name=st.sampled_from(["n.md", "n.txt"]),
)
def test_what_was_selected_is_all_that_is_in_the_block(lines: list[str], before: str, name: str) -> None:
    code = "\n".join(lines)
    text = before + code + "\n"
    change = fence_code(parse(text, name), len(before), len(before) + len(code))
    if change is None:
        return
    after = edited(text, change.edits)
    blocks = [block for block in parse(after, name).blocks if isinstance(block, CodeBlock)]
    held = [textwrap.dedent(after[block.content_start : block.content_end]).strip("\n") for block in blocks]
    stripped = code.strip("\n")
    assert any(textwrap.dedent(stripped.expandtabs(4)) in each.expandtabs(4) for each in held), after
