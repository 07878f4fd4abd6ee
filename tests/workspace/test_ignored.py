"""Ignore files, compared with what git itself says of the same files."""

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from notes_lsp.workspace.files import find_files
from notes_lsp.workspace.ignore_patterns import in_linear_time
from notes_lsp.workspace.ignored import matching_pattern, read_ignore_file

FILES = [
    *("a.md", "b.md", "c.txt", "draft.md", "foo/a.md", "foo/keep.md", "foo/bar/a.md", "foo/bar/draft.md"),
    *(
        "build/a.md",
        "build/keep.md",
        "sub/build/a.md",
        "sub/foo/a.md",
        "sub/foo/bar/x.md",
        "sub/c.txt",
        "with space.md",
    ),
    *("#hash.md", "!bang.md", "[b].md", "deep/er/and/deeper/a.md", "deep/er/draft.md"),
]


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    "ignore_files",
    [
        {"": "build/"},
        {"": "/build"},
        {"": "build\n!build/keep.md"},
        {"": "foo/**\n!foo/keep.md"},
        {"": "foo/*\n!foo/keep.md"},
        {"": "foo/**/a.md"},
        {"": "**/bar"},
        {"": "**/bar/**"},
        {"": "*\n!*/\n!a.md"},
        {"": "*.md\n!/b.md"},
        {"": "\\#hash.md\n\\!bang.md\n\\[b\\].md"},
        {"": "draft.md   \n# build/\n\n   \nwith space.md"},
        {"": "[abc].md"},
        {"": "deep/*/draft.md\n?.txt"},
        {"": "*.txt", "sub": "!c.txt"},
        {"": "!c.txt", "sub": "*.txt\nfoo/bar"},
        {"": "sub/", "sub": "!c.txt"},
        {"": "\ufeffb.md"},
        {"foo": "/a.md\nbar/"},
        {"deep/er": "and/**"},
    ],
)
def test_git_says_the_same(tmp_path: Path, ignore_files: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    for folder, text in ignore_files.items():
        (tmp_path / folder / ".gitignore").write_text(f"{text}\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], check=True)
    listed = subprocess.run(
        ["git", "-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard", "-z"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    expected = sorted(name for name in listed.split("\0") if name and not name.endswith(".gitignore"))
    assert sorted(find_files(["."]).files) == expected


def test_a_pattern_that_makes_no_sense_costs_the_others_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"!\n/\n\xff\xfe[z-a\n[[-?]\n[[a]\nb.md\n")
    (ignore_file,) = read_ignore_file(str(tmp_path))
    assert ignore_file.verdict(f"{tmp_path}/b.md", is_folder=False) is True
    assert ignore_file.verdict(f"{tmp_path}/c.md", is_folder=False) is None


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n  \n"])
def test_a_file_without_patterns_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / ".gitignore").write_text(text, encoding="utf-8")
    assert read_ignore_file(str(tmp_path)) == ()


def test_a_folder_in_its_place_is_none(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").mkdir()
    assert read_ignore_file(str(tmp_path)) == ()


PATTERNS = st.lists(st.text(st.sampled_from("ab*?[]!/\\ #.^-\n\0"), max_size=8), max_size=4).map(tuple)


@given(PATTERNS, st.text(st.sampled_from("ab/."), min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_pattern_of_the_settings_names_a_file_or_not(patterns: tuple[str, ...], path: str) -> None:
    assert matching_pattern(path, patterns) in (None, *patterns)


MATCHING = [
    (("drafts/",), "drafts/a.md", "drafts/"),
    (("drafts/",), "drafts/", "drafts/"),
    (("drafts/",), "drafts", None),
    (("drafts/**",), "x/drafts/a.md", None),
    (("*.md", "a.*"), "a.md", "a.*"),
    (("*.md", "!a.md"), "a.md", None),
    (("#x", "", "[[-?]", "./", "./a.md"), "a.md", "./a.md"),
    ((), "a.md", None),
]


@pytest.mark.parametrize(("patterns", "path", "expected"), MATCHING)
def test_the_pattern_that_names_a_file(patterns: tuple[str, ...], path: str, expected: str | None) -> None:
    assert matching_pattern(path, patterns) == expected


@pytest.mark.parametrize(
    ("pattern", "path", "end"),
    [
        ("*a" * 20 + "*b", "a" * 250, "b"),
        ("/**/a" * 6 + "/**/b", "a/" * 120, "b"),
        ("**/*a*a*a/**/*a*a/**/*a*b", ("a" * 100 + "/") * 15, "ab"),
    ],
)
def test_no_pattern_takes_for_ever(pattern: str, path: str, end: str) -> None:
    begin = time.process_time()
    assert matching_pattern(f"{path}c", (pattern,)) is None
    assert time.process_time() - begin < 1.0
    assert matching_pattern(f"{path}{end}", (pattern,)) == pattern


@given(
    st.lists(st.sampled_from(["*", "*", "a", "b", "?", "/", "**/", "/**/", "[ab]"]), min_size=1, max_size=10),
    st.lists(st.sampled_from(["a", "b", "ab", "aab", "b/a", "a/b/b"]), min_size=1, max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_patterns_with_many_stars_say_what_pathspec_says(pattern: list[str], path: list[str]) -> None:
    (read,) = GitIgnoreSpec.from_lines(["".join(pattern)]).patterns
    if read.regex is not None:
        name = "/".join(path)
        assert bool(read.regex.search(name)) == bool(in_linear_time(read.regex).search(name))
