"""``notes-lsp --outline`` from the command line to what is on the screen."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.cli.main import main
from notes_lsp.cli.render_outline import render_tree
from notes_lsp.cli.terminal import Terminal
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = """\
# EuroPython 2014

## Tuesday, July 22nd

### 9:30 Types, by Ada Lovelace

- note, with a [link](https://example.org)
- another

#### Why

```python
a = 1
b = 2
```

### 11:00 Generators all the way down, by Grace Hopper

- TODO: watch the video

## Wednesday, July 23rd

### Packaging

    $ pip install notes-lsp
"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``notes-lsp --outline`` in a folder that holds ``notes.md``: exit code, standard output and error."""
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run_in_folder(*arguments: str, stdin: bytes | None = None) -> tuple[int, str, str]:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(["--outline", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_in_folder


def tree(text: str, terminal: Terminal, name: str = "notes.md") -> list[str]:
    return render_tree(understand(parse(text, name), name), name, terminal).split("\n")


def test_tree(run: Run) -> None:
    assert run("notes.md") == (
        0,
        """\
notes.md
└─ EuroPython 2014
   ├─ Tuesday, July 22nd  Tuesday, 22 July 2014
   │  ├─  9:30  Types  Ada Lovelace  2 bullets · 1 link · 1 snippet
   │  │  └─ Why
   │  └─ 11:00  Generators all the way down  Grace Hopper  1 bullet · 1 to-do
   └─ Wednesday, July 23rd  Wednesday, 23 July 2014
      └─ Packaging  1 snippet
""",
        "",
    )


def test_trees_of_several_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.md").write_text("# A talk\n\n- note\n", encoding="utf-8")
    (tmp_path / "empty.md").touch()
    _, out, _ = run("--color", "never", ".")
    first, second, third = out.split("\n\n")
    assert first == "empty.md\nnothing that looks like a day or a talk"
    assert second.startswith("notes.md\n└─ EuroPython 2014\n")
    assert third == "other.md\n└─ A talk  1 bullet\n"


def test_json(run: Run) -> None:
    code, out, err = run("--output-format", "json", ".")
    assert (code, err) == (0, "")
    (outline,) = json.loads(out)
    first, second = outline["days"]
    assert (outline["path"], outline["conference"], outline["talks"]) == ("notes.md", "EuroPython 2014", [])
    assert (first["label"], first["date"], first["line"]) == ("Tuesday, July 22nd", "2014-07-22", 3)
    assert (second["label"], second["date"], second["line"]) == ("Wednesday, July 23rd", "2014-07-23", 21)
    talks = [(talk["title"], talk["speakers"], talk["time"], talk["line"]) for talk in first["talks"]]
    assert talks == [
        ("Types", ["Ada Lovelace"], "9:30", 5),
        ("Generators all the way down", ["Grace Hopper"], "11:00", 17),
    ]
    assert first["talks"][0]["links"] == [{"target": "https://example.org", "line": 7}]
    assert first["talks"][0]["sections"] == [{"title": "Why", "level": 1, "line": 10}]
    assert [todo["line"] for todo in first["talks"][1]["todos"]] == [19]
    assert outline["snippets"] == [
        {"language": "python", "line": 13, "end_line": 14},
        {"language": "shell", "line": 25, "end_line": 25},
    ]


def test_json_of_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    code, out, _ = run("--output-format", "json", "none")
    assert (code, out) == (0, "[]\n")


def test_standard_input(run: Run) -> None:
    code, out, _ = run("--stdin-filename", "talks/x.rst", "-", stdin=b"A talk\n======\n\n- note\n")
    assert (code, out) == (0, "talks/x.rst\n└─ A talk  1 bullet\n")


def test_what_can_not_be_read_costs_the_others_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"caf\xe9")
    code, out, err = run(".", "nowhere")
    assert code == 2
    assert out.startswith("notes.md\n")
    assert err.splitlines() == [
        f"notes-lsp: nowhere: no such file or folder (looked from {tmp_path.resolve().as_posix()})",
        "notes-lsp: latin.md: is not UTF-8: byte 0xE9 at line 1, column 4; save it as UTF-8",
    ]


def test_a_folder_without_notes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    assert run("none") == (
        0,
        "",
        'notes-lsp: there are no notes in none; "notes-lsp --help" says which files are taken\n',
    )


def test_a_narrow_screen_loses_counts_first_and_then_the_end_of_a_title() -> None:
    screen = Terminal(columns=56, interactive=True)
    assert tree(NOTES, screen)[3:6] == [
        "   │  ├─  9:30  Types  Ada Lovelace",
        "   │  │  └─ Why",
        "   │  └─ 11:00  Generators all the way do…  Grace Hopper",
    ]


def test_a_file_or_a_pipe_loses_nothing() -> None:
    assert tree(f"# {'word ' * 60}\n\n- note\n", Terminal(columns=40))[1] == f"└─ {('word ' * 60).strip()}  1 bullet"


def test_a_terminal_without_box_drawing() -> None:
    assert tree(NOTES, Terminal(unicode=False))[1:4] == [
        "`- EuroPython 2014",
        "   |- Tuesday, July 22nd  Tuesday, 22 July 2014",
        "   |  |-  9:30  Types  Ada Lovelace  2 bullets, 1 link, 1 snippet",
    ]


def test_colors() -> None:
    assert tree(NOTES, Terminal(color=True))[:4] == [
        "\x1b[1;34mnotes.md\x1b[0m",
        "\x1b[2m└─ \x1b[0m\x1b[1mEuroPython 2014\x1b[0m",
        "\x1b[2m   ├─ \x1b[0m\x1b[1;33mTuesday, July 22nd\x1b[0m\x1b[2m  Tuesday, 22 July 2014\x1b[0m",
        "\x1b[2m   │  ├─ \x1b[0m\x1b[32m 9:30\x1b[0m  Types  \x1b[36mAda Lovelace\x1b[0m  "
        "\x1b[2m2 bullets · 1 link · 1 snippet\x1b[0m",
    ]


def test_titles_do_not_steer_the_terminal() -> None:
    assert tree("# A \x1b[31mred\x07 talk\n\n- note\n", Terminal())[1] == "└─ A ␛[31mred␇ talk  1 bullet"
