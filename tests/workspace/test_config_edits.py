"""One more address in the exclusions of a file of settings, and nothing else in it changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.workspace.config_edits import exclude_in_config

ADDRESS = "https://example.org/a"
ADDED = '"https://example.org/a"'


def excluded(text: str, name: str = "notes-lsp.toml") -> str | None:
    edit = exclude_in_config(text, name, ADDRESS)
    return None if edit is None else text[: edit.start] + edit.text + text[edit.end :]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"[links]\nexclude = [{ADDED}]\n"),
        ('select = ["all"]', f'select = ["all"]\n\n[links]\nexclude = [{ADDED}]\n'),
        ("# mine\r\noutline = false\r\n", f"# mine\r\noutline = false\r\n\r\n[links]\r\nexclude = [{ADDED}]\r\n"),
        ("[links] # web\ntimeout = 3\n", f"[links] # web\nexclude = [{ADDED}]\ntimeout = 3\n"),
        ("[links]\nexclude = ['x'] # why\n", f"[links]\nexclude = [{ADDED}, 'x'] # why\n"),
        ("[links]\nexclude = []\n", f"[links]\nexclude = [{ADDED}]\n"),
        ("[links]\nexclude = [\n    'x', # why\n]\n", f"[links]\nexclude = [\n    {ADDED},\n    'x', # why\n]\n"),
        ("links-exclude = ['x']\n\n[other]\n", f"links-exclude = [{ADDED}, 'x']\n\n[other]\n"),
        ("links.exclude = ['x']\n", f"links.exclude = [{ADDED}, 'x']\n"),
        ("exclude = ['drafts']\n", f"exclude = ['drafts']\n\n[links]\nexclude = [{ADDED}]\n"),
        ("\ufeff[links]\nexclude = ['x']\n", None),
    ],
)
def test_our_own_file(before: str, after: str | None) -> None:
    assert excluded(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[project]\nname = 'x'\n", f"[project]\nname = 'x'\n\n[tool.notes-lsp.links]\nexclude = [{ADDED}]\n"),
        (
            "[tool.notes-lsp.links]\nexclude = ['x']\n[tool.ruff]\nexclude = ['y']\n",
            f"[tool.notes-lsp.links]\nexclude = [{ADDED}, 'x']\n[tool.ruff]\nexclude = ['y']\n",
        ),
        ('[tool."notes-lsp"]\nlinks-exclude = ["x"]\n', f'[tool."notes-lsp"]\nlinks-exclude = [{ADDED}, "x"]\n'),
    ],
)
def test_the_file_of_a_project(before: str, after: str) -> None:
    assert excluded(before, "pyproject.toml") == after


@pytest.mark.parametrize(
    "text",
    ["x =\n", "[links]\nexclude = 'x'\n", "links = { exclude = ['x'] }\n", "links_exclude = ['x']\n", "links = 3\n"],
)
def test_where_the_place_is_not_plain_nothing_is_changed(text: str) -> None:
    assert excluded(text) is None


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            ["[links]", "exclude = ['a']", "exclude = [", "'b',", "]", "links-exclude = []", "[x]", "'''", "y = 1", "#"]
        ),
        max_size=8,
    )
)
def test_whatever_the_file_says_it_says_afterwards(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    edit = exclude_in_config(text, "notes-lsp.toml", ADDRESS)
    if edit is not None:
        assert edit.start == edit.end  # all that was there stays
        assert exclude_in_config(text[: edit.start] + edit.text + text[edit.end :], "notes-lsp.toml", "https://b.org/")
