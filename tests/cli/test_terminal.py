"""What a terminal shows: colour or none, and how wide."""

import io

import pytest

from notes_lsp.cli.terminal import Terminal, cells_of, text_width, visible, wants_color


@pytest.mark.parametrize(
    ("is_terminal", "environ", "expected"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"CLICOLOR_FORCE": "1"}, True),
        (False, {"CLICOLOR_FORCE": "0"}, False),
        (True, {"FORCE_COLOR": "0"}, False),
        (True, {"CLICOLOR": "0"}, False),
        (True, {"TERM": "dumb"}, False),
        (True, {"TERM": "xterm-256color"}, True),
        (True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_who_decides_about_color(is_terminal: bool, environ: dict[str, str], expected: bool) -> None:
    assert wants_color(is_terminal, environ) is expected


@pytest.mark.parametrize(
    ("choice", "environ", "expected"),
    [("always", {"NO_COLOR": "1"}, True), ("never", {"FORCE_COLOR": "1"}, False), ("auto", {"FORCE_COLOR": "1"}, True)],
)
def test_the_option_is_stronger_than_the_environment(choice: str, environ: dict[str, str], expected: bool) -> None:
    assert Terminal.of(io.StringIO(), choice, environ).color is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("environ", "columns"), [({}, 100), ({"COLUMNS": "72"}, 72), ({"COLUMNS": "3"}, 40), ({"COLUMNS": "wide"}, 100)]
)
def test_columns(environ: dict[str, str], columns: int) -> None:
    assert Terminal.of(io.StringIO(), "never", environ).columns == columns


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", True), ("ascii", False), ("cp1252", False)])
def test_whether_box_drawing_arrives(encoding: str, expected: bool) -> None:
    with io.TextIOWrapper(io.BytesIO(), encoding=encoding) as stream:
        assert Terminal.of(stream, "never", {}).unicode is expected


@pytest.mark.parametrize(
    ("text", "shown", "width"),
    [
        ("plain", "plain", 5),
        ("日本", "日本", 4),
        ("ｗ", "ｗ", 2),
        ("🐍", "🐍", 2),
        ("e\u0301", "e\u0301", 1),
        ("a\u200db", "a\u200db", 2),
        ("\tb", "    b", 5),
        ("a\tb", "a   b", 5),
        ("日\tb", "日  b", 5),
        ("\x1b[0m", "␛[0m", 4),
        ("\x7f\x00", "␡␀", 2),
        ("\x85", "<U+0085>", 8),
        ("a\u202eb", "a<U+202E>b", 10),
        ("a\u2028b", "a<U+2028>b", 10),
    ],
)
def test_cells(text: str, shown: str, width: int) -> None:
    cells = cells_of(text)
    assert len(cells) == len(text)
    assert "".join(character for character, _ in cells) == shown
    assert sum(columns for _, columns in cells) == width


def test_visible_text() -> None:
    assert visible("Łódź 日本") == "Łódź 日本"
    assert visible("\x1b]0;\x07\n\t") == "␛]0;␇␊␉"


def test_the_width_of_text() -> None:
    assert [text_width(text) for text in ("", "abc", "é", "日本", "e\u0301")] == [0, 3, 1, 4, 1]
