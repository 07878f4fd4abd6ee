"""URIs and paths: what editors write for the same file, and what is no file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_lsp.lsp.uris import path_of_uri, uri_of_path


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/ann/notes.md", "/home/ann/notes.md"),
        ("file:/home/ann/notes.md", "/home/ann/notes.md"),
        ("file://localhost/notes.md", "/notes.md"),
        ("FILE:///notes.md", "/notes.md"),
        ("file:///my%20talks/caf%C3%A9.md", "/my talks/café.md"),
        ("file:///my talks/café.md", "/my talks/café.md"),
        ("file:///a/./b/../c//d/", "/a/c/d"),
        ("file:///a%2Fb", "/a/b"),
        ("file:///100%25.md#talk", "/100%.md"),
        ("file:///a.md?x=1", "/a.md"),
        ("file:///%E9t%E9.md", "/\udce9t\udce9.md"),
        ("file:///", "/"),
        ("file://server/share/notes.md", ""),
        ("file:///a%00b", ""),
        ("file:", ""),
        ("file:notes.md", ""),
        ("untitled:Untitled-1", ""),
        ("vscode-remote://ssh/notes.md", ""),
        ("https://example.com/notes.md", ""),
        ("", ""),
        ("notes.md", ""),
    ],
)
def test_paths_of_uris(uri: str, path: str) -> None:
    assert path_of_uri(uri, windows=False) == path


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///c%3A/Talks/notes.md", r"C:\Talks\notes.md"),
        ("file:///C:/Talks/notes.md", r"C:\Talks\notes.md"),
        ("file:///c:/a/../b", r"C:\b"),
        ("file:///c:", "C:\\"),
        ("file://server/share/notes.md", r"\\server\share\notes.md"),
        ("file:////server/share/notes.md", r"\\server\share\notes.md"),
        ("file:///home/ann/notes.md", ""),
    ],
)
def test_paths_of_uris_on_windows(uri: str, path: str) -> None:
    assert path_of_uri(uri, windows=True) == path


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"C:\Talks of 2024\notes.md", "file:///C:/Talks%20of%202024/notes.md"),
        (r"\\server\share\a#b.md", "file://server/share/a%23b.md"),
    ],
)
def test_uris_of_paths_on_windows(path: str, uri: str) -> None:
    assert uri_of_path(path, windows=True) == uri
    assert path_of_uri(uri, windows=True) == path


@given(st.lists(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_a_path_comes_back(names: list[str]) -> None:
    path = "/" + "/".join(name for name in names if name not in (".", ".."))
    uri = uri_of_path(path, windows=False)
    assert uri.isascii()
    assert path_of_uri(uri, windows=False) == path


def test_a_name_that_is_no_utf_8_comes_back() -> None:
    assert path_of_uri(uri_of_path("/\udce9t.md", windows=False), windows=False) == "/\udce9t.md"


def test_a_name_that_no_file_can_have_is_no_error() -> None:
    assert uri_of_path("/\ud800.md", windows=False) == "file:///%3F.md"
