"""Which new names Python takes, and which are those of something else already."""

import pytest

from notes_lsp.python.taken_names import line_that_has, why_no_name


def taken(code: str, name: str, old: str) -> int | None:
    """The line that has ``name`` already, when ``old`` is to have it wherever it stands in ``code``."""
    places = []
    for number, line in enumerate(code.split("\n"), 1):
        column = line.find(old)
        while column >= 0:
            places.append((number, column))
            column = line.find(old, column + 1)
    return line_that_has(code, name, places)


@pytest.mark.parametrize("name", ["x", "grüße", "_", "match", "print", "x2"])
def test_names(name: str) -> None:
    assert why_no_name(name) == ""


NO_NAMES = [
    ("for", "'for' is a keyword of Python"),
    ("None", "'None' is a keyword of Python"),
    ("a b", "'a b' is no name in Python: those are letters, digits and underscores, and no digit comes first"),
    ("2a", "'2a' is no name in Python: those are letters, digits and underscores, and no digit comes first"),
    ("", "'' is no name in Python: those are letters, digits and underscores, and no digit comes first"),
]


@pytest.mark.parametrize(("name", "why"), NO_NAMES)
def test_what_is_no_name(name: str, why: str) -> None:
    assert why_no_name(name) == why


TAKEN = [
    ("OLD = 1\nnew = 2", 2),
    ("def new(): pass\nOLD()", 1),
    ("import new\nOLD = 1", 1),
    ("OLD = 1\nprint(\n  1,\n  new)", 4),
    ("def f(a, new=1): OLD", 1),
    ("OLD.x = new", 1),
    ("x.OLD = 1\ny.new = 2", 2),
    ("def OLD(self): pass\na.OLD()\na.new()", 3),
    ("def new(): pass\nx.y = OLD(new=1)", 1),
]


@pytest.mark.parametrize(("code", "line"), TAKEN)
def test_what_has_the_name_already(code: str, line: int) -> None:
    assert taken(code, "new", "OLD") == line


FREE = [
    "OLD = 1\nx.new = 2",
    "OLD = 1\nf(new=OLD)",
    "OLD = 'new'  # new\n'''\nnew\n'''",
    "OLD = newer + renew",
    "x.OLD = 1\nnew = 2",
    "OLD = f(\n  1, new=2)",
    "OLD",
]


@pytest.mark.parametrize("code", FREE)
def test_what_is_in_nobodys_way(code: str) -> None:
    assert taken(code, "new", "OLD") is None
