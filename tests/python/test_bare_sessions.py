"""Sessions in the running text of Markdown, and the quotes that are none."""

import pytest

from notes_lsp.python.module import module_at
from notes_lsp.python.snippets import snippet_at, snippets_in
from notes_lsp.syntax.markdown_parts import read_markdown_in_parts
from notes_lsp.talks.roles import understand


def code_in(text: str) -> list[str]:
    """The lines of code of all snippets, with a blank line between two snippets."""
    snippets = [
        [text[line.start : line.end] for line in each.lines if line.is_code]
        for each in snippets_in(read_markdown_in_parts(text))
    ]
    return [line for number, lines in enumerate(snippets) for line in ([""] if number else []) + lines]


SESSIONS = [
    ("Said:\n\n>>> import os\n>>> os.path.join('a')\n'a'\n\nwords\n", ["import os", "os.path.join('a')"]),
    ("words\n>>> os.getcwd()\n'/'\n", ["os.getcwd()"]),
    (">>> def f(x):\n...     return x\n...\n>>> f(1)\n1\n", ["def f(x):", "    return x", "", "f(1)"]),
    (">>> # é🎉\n>>> x = [1,\n...   2]\n", ["# é🎉", "x = [1,", "  2]"]),
    (">>>     x = 5\n>>> y = 3\n", ["    x = 5", "y = 3"]),
    ("- a\n  >>> x = 1\n  >>> x\n  1\n- b\n", ["x = 1", "x"]),
    ("- >>> x = 1\n  >>> x + 1\n", ["x = 1", "x + 1"]),
    ("> said\n>\n> >>> x = 1\n> >>> x.real\n> 1\n", ["x = 1", "x.real"]),
    (">>> 1 + 1\n2\n", ["1 + 1"]),
    (">>> print 'x'\nx\n", ["print 'x'"]),
    (">>> import os\n\n>>> os.\n", ["import os", "", "os."]),  # being typed
    (">>> import os\n>>> os\n>>> ", ["import os", "os", ""]),
    (">>> a = 1\n>>> - x\n", ["a = 1", "- x"]),
    ("In [1]: x = 1\n   ...: y\nOut[1]: 3\n\nIn [2]: x.\n", ["x = 1", "y", "", "x."]),
]


@pytest.mark.parametrize(("text", "code"), SESSIONS)
def test_sessions(text: str, code: list[str]) -> None:
    assert code_in(text) == code


QUOTES = [
    ">>> Thanks for your mail\n>>> bye\n",
    ">>> thanks.\n",
    ">>> yes/no\n",
    ">>> return policy\n",
    ">>> import necessary things from here\n",
    ">>> if necessary: ask\n",
    ">>> I think that we should\n>>> use x = 5 here\n",
    ">>> import foo\n>>> this does not work for me\n",
    ">>> x = 1\n>> and so on\n> yes\n",
    "> >> x = 1\n",
    "> a\n>> b\n>>> c\n",
    ">>>> x = 1\n",
    ">>>\n",
    "In 2014 we met.\n\nIn [1] it is said.\n",
    "said `>>> x = 1` and so on\n",
]


@pytest.mark.parametrize("text", QUOTES)
def test_quotes_and_prose_are_none(text: str) -> None:
    assert code_in(text) == []


def test_places_map_both_ways_and_a_talk_is_one_module() -> None:
    text = "# PyCon\n\n## é🎉 (Ann Example)\n\n- >>> import os\n  >>> 'é🎉', os.\n\n```python\nos.x\n```\n"
    notes = understand(read_markdown_in_parts(text), "n.md")
    for place in (text.index("os.\n") + 3, text.index("os.x") + 3):
        module = module_at(notes, place)
        assert module is not None
        assert module.code == "import os\n'é🎉', os.\n\nos.x\n"
        line, column = module.to_code(place) or (0, 0)
        assert module.code.split("\n")[line - 1][:column].endswith("os.")
        assert module.to_notes(line, column) == place


def test_prompts_output_and_what_stands_around_are_no_place_of_code() -> None:
    text = "words\n\n>>> x = 1\n>>> x\n1\n\nwords\n"
    document = read_markdown_in_parts(text)
    inside = [offset for offset in range(len(text) + 1) if snippet_at(document, offset) is not None]
    first, second = text.index("x = 1"), text.index("x\n1")
    assert inside == [*range(first, first + 6), *range(second, second + 2)]
