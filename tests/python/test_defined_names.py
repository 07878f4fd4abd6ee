"""What snippets define, and where. Half-written code costs its own lines, and nothing raises."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.python.defined_names import DefinedName, defined_names
from notes_lsp.python.snippets import snippets_in
from notes_lsp.syntax.parse import parse


def found(text: str, name: str = "n.md") -> tuple[DefinedName, ...]:
    return defined_names(text, snippets_in(parse(text, name)))


def drawn(names: Iterable[DefinedName], indent: str = "") -> list[str]:
    lines: list[str] = []
    for each in names:
        lines += [f"{indent}{each.kind} {each.name}", *drawn(each.children, indent + "  ")]
    return lines


def in_fence(code: str) -> list[str]:
    return drawn(found(f"```python\n{code}\n```\n"))


def test_functions_classes_methods_and_variables() -> None:
    code = """\
import os
LIMIT: int = 3
limit = LIMIT = 4
x, y = 1, 2
x.z = 3
_ = 5
@decorated(1,
           2)
class Queue(Base):
    size = 3
    def put(self,
            item):
        def inner(): pass
        self.x = 1

    async def get(self): ...
    class Empty(Exception):
        def __str__(self): pass

async def main():
    local = 3
if os.name:
    def inside(): pass
    z = 4"""
    assert in_fence(code) == [
        *("variable LIMIT", "variable limit"),
        *("class Queue", "  method put", "  method get", "  class Empty", "    method __str__"),
        *("function main", "function inside"),
    ]


def test_a_variable_counts_once_and_a_function_each_time() -> None:
    text = "```py\nx = 1\ndef f(): pass\n```\n\n```py\nx = 2\ndef f(): pass\n```\n"
    assert drawn(found(text)) == ["variable x", "function f", "function f"]


def test_code_that_does_not_parse_gives_what_can_be_seen() -> None:
    assert in_fence("def f(:\n  x =\ny = (\ndef g(a:\nclass\nclass A\n  def m(self)\n...\nz = 'a\nw = 1") == [
        *("function f", "function g", "class A", "  method m", "variable z", "variable w"),
    ]


def test_strings_comments_and_output_define_nothing() -> None:
    assert in_fence("'''\ndef f(): pass\nx = 1\n'''\n# y = 2\n>>> z = 3\nq = 4") == ["variable z"]


def test_places_are_those_of_the_text() -> None:
    text = "- é🎉\n\n  ```py\n  @a\n  def grüße(x):  # é\n      return 1\n\n  y = 2\n  ```\n"
    function, variable = found(text)
    assert text[function.start : function.end] == "@a\n  def grüße(x):  # é\n      return 1"
    assert text[function.name_start : function.name_end] == "grüße"
    assert text[variable.start : variable.end] == "y = 2"
    text = "T\n\n>>> class A:\n...     def m(self):\n...         pass\n"
    (class_,) = found(text, "n.txt")
    (method,) = class_.children
    assert text[method.start : method.end] == "def m(self):\n...         pass"
    assert text[method.name_start : method.name_end] == "m"


def test_a_name_on_a_line_of_its_own_is_found() -> None:
    text = "```py\ndef \\\n  f(x): pass\n```\n"
    (function,) = found(text)
    assert text[function.name_start : function.name_end] == "f"


LINES = (
    *("def f(x):", "class A:", "    def g(self):", "    x = 1", "  class B: pass", "x = 1", "y: int = 2", "@a", "@b("),
    *(
        ")",
        "'''",
        "# é",
        ">>> z = 1",
        "... q = 3",
        "    return (",
        "\tdef tab(): 1",
        "",
        "é = 🎉",
        "def \\",
        "  h(): 1",
    ),
)


def assert_nested(names: Iterable[DefinedName], text: str, start: int, end: int) -> None:
    for each in names:
        assert start <= each.start <= each.name_start <= each.name_end <= each.end <= end, each
        assert text[each.name_start : each.name_end] == each.name
        assert_nested(each.children, text, each.name_start, each.end)
        start = each.end


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(("", "  ", "> ", "- ")))
def test_every_name_lies_inside_of_what_holds_it(lines: list[str], before: str) -> None:
    rest = before.replace("-", " ")
    text = f"{before}```python\n" + "".join(f"{rest}{line}\n" for line in lines) + f"{rest}```\n"
    assert_nested(found(text), text, 0, len(text))
