"""Strings, comments and brackets, line by line."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.python.scan import ScanState, logical_lines, scan_line


@pytest.mark.parametrize(
    ("line", "masked", "brackets", "quote"),
    [
        ("x = 'a' # b", 'x = """    ', "", ""),
        ("x = f(a, [1", "x = f(a, [1", "([", ""),
        ("x = '''a", 'x = """"', "", "'''"),
        ("x = 'it\\'s' + 1", 'x = """"""" + 1', "", ""),
        ("it's a (kind) of", "it's a (kind) of", "", ""),
        ("x = b'a'", 'x = b"""', "", ""),
        ("open('user'csv')", 'open(""""""csv""', "", ""),  # what the cut string holds may close the bracket
        ("x = 'a\\", 'x = """', "", "'"),
        ("x = a)", "x = a)", "", ""),
        ("f(']'", 'f("""', "(", ""),
    ],
)
def test_what_a_line_holds_and_leaves_open(line: str, masked: str, brackets: str, quote: str) -> None:
    scanned = scan_line(line)
    assert (scanned.masked, scanned.after) == (masked, ScanState(brackets, quote))


def test_a_backslash_joins_lines_but_not_in_a_comment() -> None:
    assert scan_line("x = 1 + \\").after.joined
    assert not scan_line("x = 1 # + \\").after.joined


def statements(code: str) -> list[tuple[int, int, str, bool]]:
    return [(each.first, each.last, each.code, each.spills) for each in logical_lines(code.split("\n"))]


def test_statements_reach_over_lines() -> None:
    assert statements("x = [\n  1]\n\n# so\ny = 'a'\nif z:\n  w = \\\n    2") == [
        (0, 1, "x = [\n  1]", False),
        (4, 4, 'y = """', False),
        (5, 5, "if z:", False),
        (6, 7, "w = \\\n    2", False),
    ]


def test_a_word_that_begins_a_statement_ends_what_was_left_open() -> None:
    assert statements("x = f(1,\n  2\ndef g():\n  y = 2") == [
        (0, 1, "x = f(1,\n  2", True),
        (2, 2, "def g():", False),
        (3, 3, "y = 2", False),
    ]
    assert statements("x = f(\n  a,\n  pass_=1,\n  class_=2)") == [
        (0, 3, "x = f(\n  a,\n  pass_=1,\n  class_=2)", False)
    ]


def test_a_string_that_never_ends_takes_all() -> None:
    assert statements("x = '''\ndef g():\n  y = 2") == [(0, 2, 'x = """\n""""""""\n"""""""', True)]


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="ab'\"#()[]{}\\ \t=:é🐍", max_size=20), max_size=6))
def test_masked_lines_are_as_long_as_what_they_mask(lines: list[str]) -> None:
    state = ScanState()
    for line in lines:
        scanned = scan_line(line, state)
        assert len(scanned.masked) == len(line)
        state = scanned.after
    found = logical_lines(lines)
    assert all(above.last < below.first for above, below in pairwise(found))
