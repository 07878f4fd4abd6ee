"""What of a module a completion behind a dot depends on. ``|`` is the place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.python.engine import Engine
from notes_lsp.python.needed_code import likely_places, needed_place


def needed(marked: str) -> str | None:
    """The code that a place depends on, with its place; None where it may be all of it."""
    offset = marked.index("|")
    before = marked[:offset]
    code = before + marked[offset + 1 :]
    place = needed_place(code, before.count("\n") + 1, offset - before.rfind("\n") - 1)
    if place is None:
        return None
    lines = place.code.split("\n")
    lines[place.line - 1] = lines[place.line - 1][: place.column] + "|" + lines[place.line - 1][place.column :]
    return "\n".join(lines)


NEEDED = [
    ("import os\nx = 1\nos.|", "import os\nos.|\n"),
    ("import os.path, re\nprint(os.path.|)", "import os.path, re\nos.path.|\n"),
    ("import numpy as np\nif x:\n    y = np.linalg.|", "import numpy as np\nnp.linalg.|\n"),
    ("from os import (\n    path as p,\n    sep,\n)\np.|", "from os import (\n    path as p,\n    sep,\n)\np.|\n"),
    ("import xml.dom\nimport xml.sax\nimport re\nxml.|", "import xml.dom\nimport xml.sax\nxml.|\n"),
    ("import os\nimport re\nimport os\nos.|", "import os\nos.|\n"),  # as it stands on every slide
    ('import ctypes\nlib = ctypes.CDLL("", mode=1)\nlib.|', 'import ctypes\nlib = ctypes.CDLL("", mode=1)\nlib.|\n'),
    ("a = 1\nb = a\nc = b\nd = 3\nc.|", "a = 1\nb = a\nc = b\nc.|\n"),
    ("x = open('f')\nprint(x)\nfor y in x.z: pass\nx.|", "x = open('f')\nx.|\n"),
    ("import os\ndef f(a=os.name):\n    os.|", "import os\nos.|\n"),
    ("import os\nos.x = 3\nos.|", "import os\nos.|\n"),
    ("import os\n# os = 3\n'os = 3'\nos.|", "import os\nos.|\n"),
    ("import os\nos.|path.x", "import os\nos.|\n"),
    ("[1, 2].|", "[].|\n"),
    ("x = [y for y in z].|", "[].|\n"),
    ("return [1, 2].|", "[].|\n"),
    ("f(a[0], [b[1]].|", "[].|\n"),
    ("'a' + 'b c'.|", "''.|\n"),
    ('f"{x}".|', "''.|\n"),
    ("b'x'.|", "b''.|\n"),
    ("{}.|", "{}.|\n"),
    ("{1: {2}}.|", "{}.|\n"),
]


@pytest.mark.parametrize(("marked", "expected"), NEEDED)
def test_what_is_needed(marked: str, expected: str) -> None:
    assert needed(marked) == expected


DOUBTFUL = [
    *("os.|", "import os\nx|", "import os\nx.|", "import os\nos|.x", "import os\n1.|", "import os\n# os.|"),
    *("import os\nos = 3\nos.|", "import os\nfrom a import os\nos.|", "from a import b\nfrom c import b\nb.|"),
    *("import os\nfor os in x: pass\nos.|", "import os\nwith x as os: pass\nos.|", "import os\nx, os = y\nos.|"),
    *("import os\ndef f(os): os.|", "import os\ndef os(): pass\nos.|", "import os\nclass os: pass\nos.|"),
    *("import os\n[os.x for os in y]\nos.|", "import os\nf = lambda os: os.|", "import os\n(os := 3)\nos.|"),
    *("import os\ndel os\nos.|", "import os\nos += 1\nos.|", "import os\nos: int\nos.|", "import os; os = 3\nos.|"),
    *(
        "if x:\n    import os\nos.|",
        "def f():\n    x = 1\n    x.|",
        "os.|\nimport os",
        "from x import *\nimport os\nos.|",
    ),
    *(
        "x = f()\ndef f(): pass\nx.|",
        "def f(): pass\nx = f()\nx.|",
        "x = x + 1\nx.|",
        "x = await y\nx.|",
        "x = f(\nx.|",
    ),
    *("import os\nf().os.|", "import os\nx[0].|", "f[1, 2].|", "f()[1].|", "(1, 2).|", "{1, 2}.|", "import os\n'os.|'"),
    *("import os\ntry: x\nexcept E as os: os.|", "def f():\n    global x\n    x = 2\nx = 1\nx.|"),
]


@pytest.mark.parametrize("marked", DOUBTFUL)
def test_where_there_is_doubt_all_of_the_code_counts(marked: str) -> None:
    assert needed(marked) is None


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def names(engine: Engine, marked: str) -> list[list[Any]]:
    offset = marked.index("|")
    before = marked[:offset]
    line, column = before.count("\n") + 1, offset - before.rfind("\n") - 1
    answer = engine.answer("complete", before + marked[offset + 1 :], line, column, "")
    assert isinstance(answer, dict)
    return [[item[0], item[3]] for item in answer["items"]]


@pytest.mark.parametrize("marked", [marked for marked, _ in NEEDED if "numpy" not in marked])
def test_the_engine_answers_the_same_for_what_is_needed(engine: Engine, marked: str) -> None:
    expected = needed(marked)
    assert expected is not None
    assert names(engine, expected) == names(engine, marked)


LINES = (
    *("import os", "import os.path as p, re", "os = 1", "x = os.path", "x = [1]", "x = p", "re = x", "def f(os, x=1):"),
    *("    os = 2", "    return x", "for x in p:", "class re:", "with f(x) as p:", "    import re", "print(os, x)"),
    *("f(x=os, y=[", "])", "'''", "# os = 3", ">>> x", "x.y = os", "global x", "os.path.join(", "", "from os import *"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=8), st.sampled_from(("os.", "x.", "p.", "re.", "[1].", "f(os.")))
def test_what_is_needed_is_lines_of_the_code_in_their_order(lines: list[str], last: str) -> None:
    place = needed_place("\n".join([*lines, last]), len(lines) + 1, len(last))
    if place is not None and place.code != "[].\n":
        *kept, asked = place.code.rstrip("\n").split("\n")
        rest = iter(lines)
        assert all(line in rest for line in kept)
        assert last.endswith(asked)
        assert (place.line, place.column) == (len(kept) + 1, len(asked))


def test_what_is_needed_is_needed_of_itself() -> None:
    for marked, expected in NEEDED:
        assert needed(expected) == expected, marked


def test_what_is_not_finished_is_likeliest() -> None:
    places = likely_places("import json\nimport os.path\nx = 'a'\nos.path.\ny = x\nx.\n")
    assert [place.code for place in places] == [
        "x = 'a'\nx.\n",
        "import os.path\nos.path.\n",
        *("[].\n", "''.\n", "{}.\n"),
        "import json\njson.\n",
        "x = 'a'\ny = x\ny.\n",
    ]


def test_of_very_many_places_some_are_enough() -> None:
    assert len(likely_places("\n".join(f"import m{number}\nm{number}." for number in range(200)))) == 24
