"""Snippets line by line: what each line is, and what of it is code."""

import pytest

from notes_lsp.python.snippets import snippet_at, snippets_between, snippets_in
from notes_lsp.syntax.parse import parse

SIGNS = {"code": "|", "continuation": ":", "magic": "%", "output": "-", "blank": "|"}


def shown(text: str, name: str = "n.md") -> list[str]:
    """The lines of the snippets: a sign for what each is (| : code, % magic, - anything else) and its code."""
    document = parse(text, name)
    return [
        f"{SIGNS[line.kind]}{' ' * line.indent}{text[line.start : line.end]}"
        for snippet in snippets_in(document)
        for line in snippet.lines
    ]


def in_fence(code: str, language: str = "python") -> list[str]:
    return shown(f"```{language}\n{code}\n```\n")


# ---------------------------------------------------------------- which blocks


@pytest.mark.parametrize(
    "head",
    [
        *(
            "python",
            "py",
            "python3",
            "py3",
            "python2",
            "pycon",
            "ipython",
            "ipython3",
            "python-console",
            "jupyter",
            "Python",
        ),
        *(
            "{code-cell} python",
            "{code-cell} ipython3",
            "{code-cell}",
            "{python}",
            "{.python .numberLines}",
            'py title="x.py"',
        ),
        *("{code-block} python", "python:x.py", "jupyter-python", "doctest", "xpython {a=1}"[1:]),
    ],
)
def test_the_names_of_python(head: str) -> None:
    assert shown(f"```{head}\nx\n```\n") == ["|x"]


@pytest.mark.parametrize("head", ["cython", "pypy", "text", "java", "xonsh", "bash"])
def test_other_names_are_none_of_it(head: str) -> None:
    assert shown(f"```{head}\nimport os\n>>> x\n```\n") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("```\nimport os\n```\n", "n.md"),
        ("~~~\n>>> import os\n~~~\n", "n.md"),
        ("    import os\n", "n.md"),
        ("\timport os\n", "n.md"),
        ("- a\n\n      import os\n", "n.md"),
        ("-     import os\n", "n.md"),
        ("> import\n>\n>     import os\n", "n.md"),
        ("> > - ```py\n> >   import os\n> >   ```\n", "n.md"),
        ("1. a\n   > ```py\n   > import os\n   > ```\n", "n.md"),
        ("T\n=\n\n.. code-block:: python\n   :linenos:\n\n   import os\n", "n.rst"),
        ("T\n=\n\n.. code:: python3\n\n   import os\n", "n.rst"),
        ("T\n=\n\n.. sourcecode:: pycon\n\n   >>> import os\n", "n.rst"),
        ("T\n=\n\n.. ipython::\n\n   In [1]: import os\n", "n.rst"),
        ("T\n=\n\n.. testcode::\n\n   import os\n", "n.rst"),
        ("T\n=\n\nso::\n\n   import os\n", "n.rst"),
        ("T\n=\n\n* a\n\n  ::\n\n     import os\n", "n.rst"),
        ("T\n=\n\n>>> import os\n", "n.rst"),
        ("T\n=\n\n  >>> import os\n", "n.rst"),
        ("T\n\nimport os\n", "n.txt"),
        ("T\n\n    import os\n", "n.txt"),
        ("T\n\n• said\n\timport os\n", "n.txt"),
        ("T\n\n>>> import os\n", "n.txt"),
        ("T\n\nIn [1]: import os\n", "n.txt"),
        ("* T\n#+BEGIN_SRC python :results output\n  import os\n#+END_SRC\n", "n.org"),
        ("* T\n#+begin_example\n>>> import os\n#+end_example\n", "n.org"),
        ("* T\n: >>> import os\n", "n.org"),
        ("* T\n- a\n  #+begin_src ipython\n  import os\n  #+end_src\n", "n.org"),
    ],
)
def test_every_form_of_snippet_is_found(text: str, name: str) -> None:
    assert shown(text, name) == ["|import os"]


# ---------------------------------------------------------------- indentation


def test_the_indentation_that_all_lines_have_is_no_code() -> None:
    assert shown("    if x:\n        y\n\n    z\n") == ["|if x:", "|    y", "|", "|z"]
    assert shown("\tif x:\n\t\ty\n") == ["|if x:", "|\ty"]
    assert in_fence("  if x:\n    y\n z") == ["| if x:", "|   y", "|z"]


def test_the_marks_of_quotes_are_no_code() -> None:
    assert shown("> ```py\n> if x:\n>     y\n>\n>z\n> ```\n") == ["|if x:", "|    y", "|", "|z"]
    assert shown("> ```py\n> x > y\n> ```\n") == ["|x > y"]


def test_code_behind_the_marker_of_an_item_has_the_column_of_the_lines_below() -> None:
    assert shown("-     import os\n      if x:\n          y = os.z\n") == ["|import os", "|if x:", "|    y = os.z"]
    assert shown(">     import os\n>     x = os.y\n") == ["|import os", "|x = os.y"]


def test_tabs_and_spaces_among_the_indentation_are_columns() -> None:
    assert in_fence("    def f():\n\treturn 1\n    x") == ["|def f():", "|    return 1", "|x"]


def test_the_indentation_in_strings_and_brackets_does_not_count() -> None:
    assert in_fence("    x = '''\na\n    '''\n    y = f(\n  1)") == ["|x = '''", "|a", "|'''", "|y = f(", "|1)"]


# ---------------------------------------------------------------- sessions


def test_a_session_gives_what_was_typed() -> None:
    assert in_fence(">>> def f(x):\n...     return x\n...\n>>> f(1)\n1\n\n>>> x") == [
        *("|def f(x):", ":    return x", ":", "|f(1)", "-1", "|", "|x"),
    ]
    assert shown("    >>> f(1)\n    1\n") == ["|f(1)", "-1"]


def test_a_session_of_ipython_gives_what_was_typed() -> None:
    assert in_fence("In [1]: def f(x):\n   ...:     return x\n   ...: \n\nIn [2]: f(1)\nOut[2]: 1", "ipython") == [
        *("|def f(x):", ":    return x", ":", "|", "|f(1)", "-Out[2]: 1"),
    ]
    assert in_fence("In [1]:\nx = 1\ny\n\nOut[1]: 2") == ["|", "|x = 1", "|y", "|", "-Out[1]: 2"]


def test_prompts_that_were_left_out_are_missed_by_nobody() -> None:
    assert in_fence(">>> class A:\n        pass\n\n>>> f(1,\n  2)\n3") == [
        *("|class A:", "|        pass", "|", "|f(1,", "|  2)", "-3"),
    ]


def test_code_above_and_between_sessions_is_code() -> None:
    assert in_fence("def f():\n    return 1\n\n>>> f()\n1\n\ndef g():\n    return 2\n\n>>> g()\n2") == [
        *("|def f():", "|    return 1", "|", "|f()", "-1", "|", "|def g():", "|    return 2", "|", "|g()", "-2"),
    ]


def test_what_comes_out_is_no_code_until_code_comes_again() -> None:
    assert in_fence(">>> import this\nThe Zen of Python\n\nBeautiful is better than ugly.\n>>> x") == [
        *("|import this", "-The Zen of Python", "|", "-Beautiful is better than ugly.", "|x"),
    ]


def test_a_session_in_a_docstring_is_a_string() -> None:
    lines = ["def f():", '    """', "    >>> f()", "    1", '    """', "    return 1"]
    assert in_fence("\n".join(lines)) == [f"|{line}" for line in lines]


def test_a_traceback_is_output() -> None:
    code = 'f()\nTraceback (most recent call last):\n  File "x", line 1\nValueError: no\ng()'
    assert in_fence(code) == [
        *("|f()", "-Traceback (most recent call last):", '-  File "x", line 1', "-ValueError: no", "|g()"),
    ]


# ---------------------------------------------------------------- magics, options, bullets


def test_magics_and_shell_lines() -> None:
    code = "%timeit f(x)\n!ls\nfiles = !ls\nf?\n?g.h\n$ pip list\npip install -U x\npython x.py\nx = y % z"
    assert in_fence(code) == [
        *("%%timeit f(x)", "%!ls", "%files = !ls", "%f?", "%?g.h", "%$ pip list", "%pip install -U x", "%python x.py"),
        "|x = y % z",
    ]
    assert in_fence("In [1]: %timeit x\n10 loops\n\nIn [2]: x") == ["%%timeit x", "-10 loops", "|", "|x"]


def test_a_cell_of_another_language_is_no_code() -> None:
    assert in_fence("%%bash\nls x\nfor y") == ["%%%bash", "-ls x", "-for y"]
    assert in_fence("%%time\nx = 1") == ["%%%time", "|x = 1"]


def test_names_like_those_of_commands_are_names() -> None:
    for line in ("git = x", "cd in x", "python.x()", "ls", "tox(1)"):
        assert in_fence(line) == [f"|{line}"]


def test_the_options_of_a_cell_are_no_code() -> None:
    assert in_fence(":tags: [a, b]\n:name: x\nx = 1", "{code-cell} python") == ["-:tags: [a, b]", "-:name: x", "|x = 1"]
    assert in_fence("---\ntags: a\n---\nx = 1", "{code-cell}") == ["----", "-tags: a", "----", "|x = 1"]


def test_a_list_that_ran_into_the_code_is_none() -> None:
    assert shown("T\n=\n\n.. code:: python\n\n    x = 1\n\n * said so\n * and so\n", "n.rst") == [
        *("|x = 1", "|", "-* said so", "-* and so"),
    ]


# ---------------------------------------------------------------- at a place


def test_the_snippet_at_a_place() -> None:
    text = "# T\n\n```pycon\n>>> x\n1\n```\n"
    document = parse(text, "n.md")
    places = [offset for offset in range(len(text) + 1) if snippet_at(document, offset) is not None]
    assert places == [text.index("x"), text.index("x") + 1]


def test_the_snippets_of_a_stretch() -> None:
    text = "```py\na\n```\n\n# T\n\n```py\nb\n```\n\n# U\n\n```py\nc\n```\n"
    document = parse(text, "n.md")
    found = snippets_between(document, text.index("# T"), text.index("# U"))
    assert [text[snippet.start : snippet.end] for snippet in found] == ["b\n"]
