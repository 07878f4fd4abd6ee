"""What the engine answers. Expectations stand beside the code, as comments: see `check`."""

import re
from typing import Any

import pytest

from notes_lsp.python.engine import Engine

# The place is the end of the code in front of the comment. "#? a b": completion gives these first, "#?+ a": among
# others, "#?- a": this not, "#? ": nothing.
EXPECTED = re.compile(r"[ ]*#\?([+-]?)[ ]*(.*)$")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def ask(engine: Engine, do: str, marked: str, extra: str = "") -> Any:
    """Ask about the place of ``|`` in ``marked``."""
    offset = marked.index("|")
    before = marked[:offset]
    column = offset - (before.rfind("\n") + 1)
    return engine.answer(do, before + marked[offset + 1 :], before.count("\n") + 1, column, extra)


def spans(answer: Any) -> list[tuple[int, int, int]]:
    return [(place["line"], place["column"], place["length"]) for place in answer["places"]]


def check(engine: Engine, code: str) -> None:
    """Complete wherever ``code`` says what is expected."""
    checked = 0
    for number, line in enumerate(code.split("\n"), 1):
        expected = EXPECTED.search(line)
        if expected is None:
            continue
        checked += 1
        bare = code.split("\n")
        bare[number - 1] = line[: expected.start()]
        found = engine.answer("complete", "\n".join(bare), number, expected.start(), "")
        assert isinstance(found, dict)
        names = [item[0] for item in found["items"]]
        sign, wanted = expected[1], expected[2].split()
        if sign == "-":
            assert not set(wanted) & set(names), line
        elif sign == "+":
            assert set(wanted) <= set(names), (line, names)
        else:
            assert names[: len(wanted) or None] == wanted, line
    assert checked


COMPLETED = [
    'import ctypes\nlib = ctypes.CDLL("")\nlib._han  #? _handle',
    "import os.path\nos.path.spli  #? split splitdrive splitext",
    "import asyncio\nasyncio.Que  #? Queue QueueEmpty QueueFull",
    "[1, 2].  #? append clear copy",
    "[1, 2].  #?- append_left",
    "from os import getcw  #? getcwd getcwdb",
    "import asynci  #? asyncio",
    "def greet(name, loud=False): pass\ngreet(  #?+ name= loud=",
    "def greet(name, loud=False): pass\ngreet(lo  #?+ loud= locals",
    'ages = {"ann": 1, "bob": 2}\nages["  #? "ann" "bob"',
    'ages = {"ann": 1, "bob": 2}\nages[  #?+ \'ann\'',
    "class Talk:\n    def __init__(self):\n        self.speaker = 1\n    def f(self):\n        self.sp  #? speaker",
    "# os.  #? ",
    "x = 1  # a remark.  #? ",
    "'# no remark'.upp  #? upper",
    "text = 'a remark  #? ",
    "print os.path\nx = 5\nx.bit_l  #? bit_length",
    "for x in [1, 2:\n    pass\nimport os\nos.getcw  #? getcwd getcwdb",
    "grüße = 1\ngrü  #? grüße",
    "s = '🐍'; s.upp  #? upper",
    "open('  #? ",
    "10  #? ",
]


@pytest.mark.parametrize("code", COMPLETED)
def test_completion(engine: Engine, code: str) -> None:
    check(engine, code)


GROUPS = [
    ("def f(width): pass\nf(|", "width=", 0),
    ('d = {"key": 1}\nd["|', '"key"', 1),
    ("own = 1\n|", "own", 2),
    ("|", "print", 3),
    ("|", "lambda", 3),
    ("class A:\n    _own = 1\nA.|", "_own", 4),
    ("''.|", "__len__", 5),
]


@pytest.mark.parametrize(("code", "name", "group"), GROUPS)
def test_what_a_writer_wants_first_comes_first(engine: Engine, code: str, name: str, group: int) -> None:
    (item,) = [item for item in ask(engine, "complete", code)["items"] if item[0] == name]
    assert item[2] == group


TYPES = [
    ("import os\no|", "os", "module"),
    ("pri|", "print", "function"),
    ("class Talk: pass\nTal|", "Talk", "class"),
    ("x = 1\nx|", "x", "statement"),
    ("lambd|", "lambda", "keyword"),
    ("class A:\n    @property\n    def p(self): pass\nA().|", "p", "property"),
]


@pytest.mark.parametrize(("code", "name", "type_"), TYPES)
def test_types(engine: Engine, code: str, name: str, type_: str) -> None:
    (item,) = [item for item in ask(engine, "complete", code)["items"] if item[0] == name]
    assert item[1] == type_


def test_types_that_take_too_long_are_left_out_and_that_is_said(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("notes_lsp.python.engine._TIME_FOR_TYPES", -1.0)
    found = ask(engine, "complete", "y = 1\ny.|")
    assert {item[1] for item in found["items"]} == {""}
    assert found["complete"] is False


def test_what_is_replaced_begins_with_the_quote_of_a_key(engine: Engine) -> None:
    found = ask(engine, "complete", 'd = {"my-key": 1}\nd["my-|')
    assert [(item[0], item[3]) for item in found["items"]] == [('"my-key"', 4)]


def test_an_item_is_described(engine: Engine) -> None:
    found = ask(engine, "describe", "def greet(name):\n    'Say hello.'\ngre|", "greet")
    assert (found["signatures"], found["doc"], found["type"]) == (["greet(name)"], "Say hello.", "function")
    assert ask(engine, "describe", "gre|", "greet") is None


HOVERED = [
    (
        "def greet(name: str, loud=False) -> str:\n    'Say hello.'\ngr|eet",
        "signatures",
        ["greet(name: str, loud=False) -> str"],
    ),
    ("def greet(name):\n    'Say hello.'\ngreet|()", "doc", "Say hello."),
    ("from asyncio import Que|ue", "full_name", "asyncio.queues.Queue"),
    ("x = [1]\nx|", "inferred", "list"),
    ("import ctypes\nlib = ctypes.CDLL('')\nl|ib", "inferred", "CDLL"),
]


@pytest.mark.parametrize(("code", "key", "value"), HOVERED)
def test_hover(engine: Engine, code: str, key: str, value: object) -> None:
    assert ask(engine, "hover", code)["description"][key] == value


@pytest.mark.parametrize("code", ["1|0", "fo|r x in y: pass", "x = 1\n|\n", "# pri|nt", "unknown.na|me", "'pri|nt'"])
def test_hover_on_what_is_no_known_name(engine: Engine, code: str) -> None:
    assert ask(engine, "hover", code) is None


def test_signatures_follow_the_arguments(engine: Engine) -> None:
    (found,) = ask(engine, "signatures", "def f(a, *, b=(1, 2)):\n    'Doc.'\nf(1, |")
    assert found == {"label": "f(a, *, b=(1, 2))", "parameters": ["a", "b=(1, 2)"], "active": 1, "doc": "Doc."}
    (found,) = ask(engine, "signatures", "def f(a, *, b=(1, 2)): pass\nf(1, b=|")
    assert found["active"] == 1
    assert ask(engine, "signatures", "f(1)|") == []


def test_definitions(engine: Engine) -> None:
    found = ask(engine, "definitions", "def f(): pass\nf|()")
    assert [(place["path"], place["line"], place["column"]) for place in found["places"]] == [(None, 1, 4)]
    found = ask(engine, "definitions", "from asyncio import Que|ue")
    (place,) = found["places"]
    assert place["path"].endswith("queues.py")
    assert place["text"][place["column"] :][: place["length"]] == "Queue"
    assert ask(engine, "definitions", "import o|s")["places"][0]["length"] == 0


# The code, whether the name is its own, and where it stands (line, column)
REFERENCES = [
    ("def f(): pass\nf|()\nf", True, [(1, 4), (2, 0), (3, 0)]),
    ("import os\no|s.x", False, [(1, 7), (2, 0)]),
    ("import os as p\np|", True, [(1, 13), (2, 0)]),
    ("from os import path\npath|", False, [(1, 15), (2, 0)]),
    ("from os import path as p\np|", True, [(1, 23), (2, 0)]),
    ("from os import pa|th as p\np", False, [(1, 15)]),
    ("pri|nt(1); print(2)", False, [(1, 0), (1, 10)]),
    ("def f(a): return a\nf(a|=1)", True, [(1, 6), (1, 17), (2, 2)]),
    ("import os\nos.getcw|d()", False, [(2, 3)]),
    ("class A:\n    def m(self): pass\nA().m|()", True, [(2, 8), (3, 4)]),
]


@pytest.mark.parametrize(("code", "own", "places"), REFERENCES)
def test_references(engine: Engine, code: str, own: bool, places: list[tuple[int, int]]) -> None:
    found = ask(engine, "references", code)
    assert (found["own"], [(line, column) for line, column, _ in sorted(spans(found))]) == (own, places)


def test_nothing_is_looked_for_where_the_process_was_started(
    engine: Engine, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "beside_the_notes.py").write_text("def f(): pass")
    monkeypatch.chdir(tmp_path)
    assert ask(engine, "complete", "import beside_the_n|")["items"] == []
    assert ask(engine, "complete", "import beside_the_notes\nbeside_the_notes.|")["items"] == []


def test_code_of_a_snippet_is_not_run(engine: Engine, tmp_path: Any) -> None:
    target = tmp_path / "made"
    ask(engine, "complete", f"open({str(target)!r}, 'w').write('x')\nimport antigravity\nx = open('')\nx.|")
    assert not target.exists()
