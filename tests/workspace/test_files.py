"""Finding files and reading them: what is taken, what is left out, and what is said about the rest."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.workspace.files import FileProblem, FileText, decode_notes, find_files, is_notes_name, read_notes

needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have there")
needs_rights = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user"
)

MakeFiles = Callable[..., None]


@pytest.fixture
def make_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeFiles:
    """Make empty files in a folder of their own, which is the one we are in; a text may follow behind ``=``."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str) -> None:
        for name in names:
            path, _, text = name.partition("=")
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    return make


def found(*paths: str) -> list[str]:
    result = find_files(paths)
    assert result.problems == ()
    return list(result.files)


def test_a_folder_gives_its_notes_sorted(make_files: MakeFiles) -> None:
    make_files("notes/b.md", "notes/a.rst", "notes/sub/c.org", "notes/a-b/z.txt", "notes/photo.jpg", "notes/a.py")
    assert found("notes") == ["notes/a-b/z.txt", "notes/a.rst", "notes/b.md", "notes/sub/c.org"]


@pytest.mark.parametrize(
    ("root", "expected"),
    [
        ("notes", "notes/day.md"),
        ("notes/", "notes/day.md"),
        ("./notes", "./notes/day.md"),
        (".", "notes/day.md"),
        ("notes/../notes", "notes/../notes/day.md"),
    ],
)
def test_paths_are_given_as_the_user_gave_them(make_files: MakeFiles, root: str, expected: str) -> None:
    make_files("notes/day.md")
    assert found(root) == [expected]


@pytest.mark.parametrize(
    "name",
    [
        *("a.md", "A.MD", "a.markdown", "a.mdown", "a.mkd", "a.rst", "a.rest", "a.txt", "a.text", "a.org"),
        *("README.md", "security.md", "security-at-scale.md", "contributing-to-cpython.md", "requirements.md"),
        *("License plates.md", "changelogs-considered-harmful.md", "robots-in-space.txt"),
    ],
)
def test_names_of_notes(name: str) -> None:
    assert is_notes_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("a.py", "a", "a.md.bak", "notes.html", "md", "LICENSE", "LICENSE.md", "LICENSE-MIT.txt", "licence.txt"),
        *("CHANGELOG.md", "changelog.rst", "CHANGES.txt", "CONTRIBUTING.md", "CONTRIBUTING.de.md", "SECURITY.md"),
        *("CODE_OF_CONDUCT.md", "code-of-conduct.md", "requirements.txt", "requirements-dev.txt", "robots.txt"),
        *("dev-requirements.txt", "CMakeLists.txt"),
    ],
)
def test_names_of_other_files(name: str) -> None:
    assert not is_notes_name(name)


def test_a_file_that_is_named_is_taken_whatever_its_name(make_files: MakeFiles) -> None:
    make_files("LICENSE", ".hidden/x.py", ".gitignore=*")
    assert found("LICENSE", ".hidden/x.py") == ["LICENSE", ".hidden/x.py"]


def test_folders_that_hold_no_notes_are_not_walked(make_files: MakeFiles) -> None:
    make_files(
        *("a.md", ".hidden/a.md", ".git/a.md", ".tox/a.md", "node_modules/x/README.md", "__pycache__/a.txt"),
        *("env/pyvenv.cfg", "env/lib/a.txt", ".hidden.md", "build/a.md"),
    )
    assert found(".") == ["a.md", "build/a.md"]


def test_a_folder_that_is_named_is_walked_whatever_its_name(make_files: MakeFiles) -> None:
    make_files(".hidden/a.md", "env/pyvenv.cfg", "env/a.md", "node_modules/a.md")
    assert found(".hidden", "env", "node_modules") == [".hidden/a.md", "env/a.md", "node_modules/a.md"]


def test_each_file_is_given_once(make_files: MakeFiles) -> None:
    make_files("notes/a.md", "notes/b.md")
    assert found("notes/b.md", "notes", "./notes/a.md", ".") == ["notes/b.md", "notes/a.md"]


@needs_links
def test_links_to_folders_are_not_followed(make_files: MakeFiles) -> None:
    make_files("notes/a.md", "other/b.md")
    Path("notes/round").symlink_to("..")
    Path("notes/self").symlink_to("self")
    Path("notes/other").symlink_to("../other")
    assert found("notes") == ["notes/a.md"]


@needs_links
def test_a_link_to_a_folder_that_is_named_is_followed(make_files: MakeFiles) -> None:
    make_files("notes/a.md")
    Path("link").symlink_to("notes")
    assert found("link") == ["link/a.md"]


@needs_links
def test_links_to_files_are_taken_when_they_stay_inside(make_files: MakeFiles) -> None:
    make_files("notes/sub/a.txt", "notes/raw", "secret.md")
    Path("notes/inside.md").symlink_to("raw")
    Path("notes/outside.md").symlink_to("../secret.md")
    Path("notes/gone.md").symlink_to("nowhere.md")
    Path("notes/self.md").symlink_to("self.md")
    assert found("notes") == ["notes/inside.md", "notes/sub/a.txt"]


@needs_links
def test_a_file_and_a_link_to_it_are_one(make_files: MakeFiles) -> None:
    make_files("notes/a.md")
    Path("notes/latest.md").symlink_to("a.md")
    assert found("notes") == ["notes/a.md"]


def test_ignore_files_of_git(make_files: MakeFiles) -> None:
    make_files(
        ".git/HEAD",
        ".git/info/exclude=private.md",
        ".gitignore=drafts/\n*.txt\n# comment\n\n!keep.txt",
        *("a.md", "a.txt", "keep.txt", "private.md", "drafts/a.md", "sub/drafts/a.md"),
        "sub/.gitignore=/only-here.md\n!b.txt",
        *("sub/only-here.md", "sub/b.txt", "sub/deep/only-here.md", "sub/deep/b.txt"),
    )
    assert found(".") == ["a.md", "keep.txt", "sub/b.txt", "sub/deep/b.txt", "sub/deep/only-here.md"]


def test_ignore_files_above_the_folder(make_files: MakeFiles) -> None:
    make_files(".gitignore=a.md", "repo/.git/HEAD", "repo/.gitignore=/notes/x/b.md\nc.md")
    make_files("repo/notes/x/a.md", "repo/notes/x/b.md", "repo/notes/x/c.md", "repo/notes/x/d.md")
    assert found("repo/notes/x") == ["repo/notes/x/a.md", "repo/notes/x/d.md"]


def test_an_ignored_folder_that_is_named_is_walked(make_files: MakeFiles) -> None:
    make_files(".git/HEAD", ".gitignore=drafts/", "drafts/a.md", "drafts/deep/b.md")
    assert found("drafts") == ["drafts/a.md", "drafts/deep/b.md"]
    assert found("drafts/deep") == ["drafts/deep/b.md"]


def test_a_path_that_is_not_there(make_files: MakeFiles) -> None:
    make_files("a.md")
    result = find_files(["nowhere", "a.md", "a.md/b.md", ""])
    assert result.files == ("a.md",)
    here = Path.cwd().as_posix()
    messages = [(problem.path, problem.message) for problem in result.problems]
    assert messages[0] == ("nowhere", f"no such file or folder (looked from {here})")
    assert messages[-1] == ("", 'is an empty path; use "." for the folder that you are in')
    assert [path for path, _ in messages] == ["nowhere", "a.md/b.md", ""]


def test_a_path_that_can_be_no_path() -> None:
    (problem,) = find_files(["a\0b"]).problems
    assert problem.message == "is no path: it holds a null character"


@needs_rights
def test_a_folder_that_can_not_be_listed(make_files: MakeFiles) -> None:
    make_files("notes/a.md", "notes/locked/b.md")
    Path("notes/locked").chmod(0)
    try:
        result = find_files(["notes"])
    finally:
        Path("notes/locked").chmod(0o700)
    assert result.files == ("notes/a.md",)
    assert result.problems == (FileProblem("notes/locked", "the folder can't be listed: permission denied"),)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", FileText("x", "", "utf-8", bom=False)),
        (b"a\r\nb\rc\n", FileText("x", "a\r\nb\rc\n", "utf-8", bom=False)),
        ("Łódź 🐍".encode(), FileText("x", "Łódź 🐍", "utf-8", bom=False)),
        (b"\xef\xbb\xbfa", FileText("x", "a", "utf-8", bom=True)),
        (b"\xff\xfea\0\n\0", FileText("x", "a\n", "utf-16", bom=True)),
        (b"\xfe\xff\0a", FileText("x", "a", "utf-16", bom=True)),
        (b"\xff\xfea", FileProblem("x", "starts like UTF-16 and is not; save it as UTF-8")),
        (b"\xff\xfe\0\0a\0\0\0", FileProblem("x", "is UTF-32, which is not read; save it as UTF-8")),
        (b"PNG\0\0", FileProblem("x", "looks binary, skipped; if it is text, save it as UTF-8")),
        (b"a" * 9000 + b"\0", FileText("x", "a" * 9000 + "\0", "utf-8", bom=False)),
        (
            "one\r\ntwo\rü ".encode() + b"\xe9t\xe9",
            FileProblem("x", "is not UTF-8: byte 0xE9 at line 3, column 3; save it as UTF-8"),
        ),
        (b"\xef\xbb\xbf\xe9", FileProblem("x", "is not UTF-8: byte 0xE9 at line 1, column 1; save it as UTF-8")),
        (b"cut \xe2\x82", FileProblem("x", "is not UTF-8: byte 0xE2 at line 1, column 5; save it as UTF-8")),
    ],
)
def test_bytes_become_text(data: bytes, expected: FileText | FileProblem) -> None:
    assert decode_notes(data, "x") == expected


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "big.md"
    file.write_bytes(b"a" * 1_500_001)
    read = read_notes(str(file), size_limit=1_500_000)
    assert isinstance(read, FileProblem)
    assert read.message == "is too large: 1.5 MB, the limit is 2 MB; split it"


def test_a_file_that_went_away(tmp_path: Path) -> None:
    read = read_notes(str(tmp_path / "gone.md"))
    assert isinstance(read, FileProblem)
    assert read.message == "can't be read: no such file or directory"


@needs_rights
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "locked.md"
    file.touch(0)
    read = read_notes(str(file))
    assert isinstance(read, FileProblem)
    assert read.message == "can't be read: permission denied"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no named pipes")
def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    read = read_notes(str(pipe))
    assert isinstance(read, FileProblem)
    assert read.message == "is a named pipe, not a file"


@pytest.mark.skipif(sys.platform == "win32", reason="has no sockets in folders")
def test_a_socket_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.md")
        read = read_notes("socket.md")
    assert read == FileProblem("socket.md", "is a socket, not a file")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="has no such device")
def test_a_device_is_never_opened() -> None:
    assert read_notes("/dev/zero") == FileProblem("/dev/zero", "is a device, not a file")


def test_walking_takes_no_pipes(make_files: MakeFiles) -> None:
    make_files("a.md")
    if hasattr(os, "mkfifo"):
        os.mkfifo("pipe.md")
    assert found(".") == ["a.md"]
