"""Fixes are made in rounds until there are none, and written so that nothing is lost."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.rules.base import Edit, Finding, Fix, Rule
from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.atomic_write import write_atomically
from notes_lsp.workspace.batch import Checker
from notes_lsp.workspace.files import FileText, decode_notes, read_notes
from notes_lsp.workspace.fixing import Fixer, Mended, encode_notes, write_mended

MakeTree = Callable[[dict[str, str]], Path]


def mended(text: str, rules: tuple[Rule, ...] = RULES, *, unsafe: bool = False, path: str | None = None) -> str:
    fixer = Fixer(Checker(rules), (), unsafe=unsafe)
    found = fixer.mend_text(FileText("notes.md", text, "utf-8", False), path).text
    assert fixer.problems == []
    return found


def replacing(code: str, old: str, new: str, *, safe: bool = True) -> Rule:
    """A rule that finds ``old`` everywhere and mends it to ``new``."""

    def check(notes, surroundings):
        text = notes.document.text
        start = text.find(old)
        while start >= 0:
            yield Finding(start, start + len(old), code, Fix(code, (Edit(start, start + len(old), new),), safe))
            start = text.find(old, start + 1)

    return Rule(code, "warning", True, "", "", "", "", check)


ROUNDS: list[tuple[str, tuple[Rule, ...], str, str]] = [
    ("one fix after the other", (replacing("a", "ab", "b"), replacing("b", "bb", "c")), "aab\n", "b\n"),
    ("fixes that overlap, the first by position", (replacing("a", "xyz", "1"), replacing("b", "zw", "2")), "xyzw\n", "1w\n"),
    ("the same place twice", (replacing("a", "aa", "b"),), "aaa\n", "ba\n"),
    ("what is not safe is left", (replacing("a", "a", "b", safe=False), replacing("c", "c", "d")), "ac\n", "ad\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rules", "text", "expected"), ROUNDS, ids=[name for name, *_ in ROUNDS])
def test_fixes_are_made_until_there_are_none(name: str, rules: tuple[Rule, ...], text: str, expected: str) -> None:
    assert mended(text, rules) == expected


def test_fixes_that_undo_each_other_leave_the_text_as_it_was() -> None:
    fixer = Fixer(Checker((replacing("a", "a", "b"), replacing("b", "b", "a"))), (), unsafe=False)

    found = fixer.mend_text(FileText("notes.md", "a\n", "utf-8", False), None)

    assert (found.text, found.fixed) == ("a\n", {})
    assert [problem.message for problem in fixer.problems] == [
        "its fixes undo each other, so nothing was changed (a, b); please report it"
    ]


def test_fixes_that_never_end_leave_the_text_as_it_was() -> None:
    fixer = Fixer(Checker((replacing("a", "a", "aa"),)), (), unsafe=False)

    found = fixer.mend_text(FileText("notes.md", "a\n", "utf-8", False), None)

    assert (found.text, len(fixer.problems)) == ("a\n", 1)


def test_links_follow_a_heading_that_is_mended(make_tree: MakeTree) -> None:
    root = make_tree({
        ".git/HEAD": "",
        "a.md": "# Conf 2014\n\n## July 22th\n\n### T\n\n- [x](#july-22th)\n",
        "b.md": "[y](a.md#july-22th) and [z](c.md#july-22th)\n",
        "c.md": "## July 22th\n",
        "out.md": "[y](a.md#july-22th)\n",
    })  # fmt: skip
    paths = [str(root / name) for name in ("a.md", "b.md", "c.md")]
    fixer = Fixer(Checker(RULES), paths, unsafe=False)

    fixer.mend(paths[0])

    assert {Path(path).name: found.text for path, found in fixer.changed.items()} == {
        "a.md": "# Conf 2014\n\n## July 22nd\n\n### T\n\n- [x](#july-22nd)\n",
        "b.md": "[y](a.md#july-22nd) and [z](c.md#july-22th)\n",
    }


# ---------------------------------------------------------------- what always holds

PIECES = [
    "##T\n", "# Conf 2014\n", "\n\n", "\n", "## July 22th\n", "## Monday, July 22, 2014\n", "### 10:30 - 9:30 T\n", "- a\n", "[a][b]\n",
    "[b]: c.md\n", "```\n", "x = 1\n", "text ", "<!-- notes-lsp: ignore -->\n", " <!-- notes-lsp: ignore missing-file, x -->",
    "<!-- notes-lsp: ignore heading-space -->\n", "- ", "> ", "    ", "## JUly 24th\n", "[x](#july-22th)", "\ttab", "| a |\n|--|\n", "é日",
    "### T\n\n- a\n\n### T\n\n- a\n",
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans(), st.booleans()
)
def test_a_second_run_changes_nothing_and_line_ends_stay(
    pieces: list[str], line_end: str, unsafe: bool, has_end: bool
) -> None:
    if line_end == "\r":
        unsafe = False  # FIXME: the reader of Markdown does not see that "\r```" closes a fence that "\r" goes on in
    text = ("".join(pieces) + ("" if has_end else "x")).replace("\n", line_end)

    once = mended(text, unsafe=unsafe)

    assert mended(once, unsafe=unsafe) == once
    assert set(line_ends(once)) <= {line_end}
    left = Checker(RULES).check_text(FileText("notes.md", once, "utf-8", False), None).findings
    assert [finding for finding in left if finding.fix is not None and (finding.fix.safe or unsafe)] == []


def line_ends(text: str) -> list[str]:
    without_pairs = text.replace("\r\n", "\x00")
    return (
        ["\r\n"] * without_pairs.count("\x00") + ["\n"] * without_pairs.count("\n") + ["\r"] * without_pairs.count("\r")
    )


# ---------------------------------------------------------------- files


def fix_file(path: Path) -> list[str]:
    """Mend the file at ``path`` and write it; what went wrong."""
    fixer = Fixer(Checker(RULES), [str(path)], unsafe=False)
    fixer.mend(str(path))
    problems = [write_mended(name, found) for name, found in fixer.changed.items()]
    return [problem.message for problem in problems if problem is not None]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encoding_mark_and_line_ends_stay(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.md"
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    path.write_bytes(f"{mark}##Ä\r\n\r\nx\r".encode(encoding))

    assert fix_file(path) == []
    assert path.read_bytes() == f"{mark}## Ä\r\n\r\nx\r".encode(encoding)
    assert os.listdir(tmp_path) == ["a.md"]


@settings(max_examples=60, deadline=None)
@given(st.text(), st.sampled_from(ENCODINGS))
def test_a_file_is_encoded_as_it_was_read(text: str, encoding: str) -> None:
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    try:
        data = f"{mark}{text}".encode(encoding)
    except UnicodeEncodeError:  # half a pair of surrogates is in no file
        return
    read = decode_notes(data, "a.md")
    if isinstance(read, FileText):
        assert encode_notes(read, encoding.removesuffix("-sig")) == data


def test_permissions_stay_and_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    path = real / "a.md"
    path.write_text("##T\n", encoding="utf-8")
    path.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(path)

    assert fix_file(link) == []
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == "## T\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_without_findings_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# T\n", encoding="utf-8")
    before = path.stat()

    assert fix_file(path) == []
    assert path.stat() == before


def test_a_file_that_was_edited_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("##T\n", encoding="utf-8")
    read = read_notes(str(path))
    assert isinstance(read, FileText)
    path.write_text("##T\n\nmore\n", encoding="utf-8")

    problem = write_mended(str(path), Mended(read, "## T\n"))

    assert problem is not None
    assert problem.message == "has changed since it was read, so it was not written; run the command again"
    assert path.read_text(encoding="utf-8") == "##T\n\nmore\n"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_what_cannot_be_written_is_said_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("##T\n", encoding="utf-8")
    path.chmod(0o444)

    assert fix_file(path) == ["can't be written: the file is read-only; it is as it was"]


def test_a_write_that_fails_leaves_the_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("##T\n", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    assert fix_file(path) == ["can't be written: no space left on device; it is as it was"]
    assert path.read_text(encoding="utf-8") == "##T\n"
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_new_file_has_the_permissions_of_new_files(tmp_path: Path) -> None:
    write_atomically(str(tmp_path / "new"), b"x")
    (tmp_path / "usual").write_bytes(b"x")

    assert (tmp_path / "new").read_bytes() == b"x"
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
