"""Python in notes is highlighted where Neovim has parsers: in what dialects and spellings it does not know by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor import Editor
from get_neovim import NotToBeHadError, treesitter_parsers

Start = Callable[..., Editor]

# The rows of Python, and those of other code.
MARKDOWN = """\
# Talk

```python
a = 1
```

```py
b = 1
```

``` {.python .numberLines}
c = 1
```

```{code-cell} ipython3
d = 1
```

```pycon
>>> e = 1
```

    >>> f = 1

```sh
g=1
```

    h = 1
"""

RST = """\
Talk
====

Code::

   import a

.. code-block:: python3

   b = 1

.. testcode::

   c = 1

.. code:: py
   :number-lines:

   d = 1

A session::

    >>> e = 1

Prose::

    $ g=1

.. code:: sh

   h=1
"""


@pytest.fixture(scope="session")
def load() -> str:
    """Lua that makes Neovim know the parsers, and colours names of Python."""
    try:
        library = treesitter_parsers()
    except NotToBeHadError as error:
        pytest.skip(f"no parsers for the tests: {error}")
    add = "for _, name in ipairs({ 'python', 'rst' }) do vim.treesitter.language.add(name, { path = [[%s]], symbol_name = name }) end"
    return add % library + "; vim.treesitter.query.set('python', 'highlights', '(identifier) @keyword')"


def injected(editor: Editor, language: str) -> list[str]:
    """The first letters of the code that is taken for Python."""
    return editor.lua(
        """
        local parser = vim.treesitter.get_parser(0, ...)
        parser:parse(true)
        local python, found = parser:children().python, {}
        for _, region in ipairs(python and python:included_regions() or {}) do
          local line = vim.api.nvim_buf_get_lines(0, region[1][1], region[1][1] + 1, false)[1]
          found[#found + 1] = line:match('%l$') or line:match('(%l) = 1')
        end
        table.sort(found)
        return vim.fn.uniq(found)
        """,
        language,
    )


def test_python_is_found_in_markdown_under_all_its_names(start: Start, folder: Path, load: str) -> None:
    (folder / "talk.md").write_text(MARKDOWN, encoding="utf-8")
    editor = start(before=load)
    editor.edit(folder / "talk.md")
    assert injected(editor, "markdown") == ["a", "b", "c", "d", "e", "f"]


def test_python_is_found_in_restructuredtext(start: Start, folder: Path, load: str) -> None:
    (folder / "talk.rst").write_text(RST, encoding="utf-8")
    editor = start(before=load)
    editor.edit(folder / "talk.rst")
    assert injected(editor, "rst") == ["a", "b", "c", "d", "e"]


def test_python_has_its_colours_on_the_screen(start: Start, folder: Path, load: str) -> None:
    (folder / "talk.md").write_text("# Talk\n\n```py\nname(5)\n```\n", encoding="utf-8")
    editor = start(before=load + "; vim.o.termguicolors = true; vim.cmd('hi @keyword guifg=#123456')")
    editor.edit(folder / "talk.md")
    editor.lua("vim.treesitter.start()")  # which Neovim 0.11 does not do by itself
    editor.wait(lambda: {look.foreground for look in editor.screen.looks_of("name")} == {0x123456}, "the colour")
    assert {look.foreground for look in editor.screen.looks_of("(5)")} != {0x123456}
