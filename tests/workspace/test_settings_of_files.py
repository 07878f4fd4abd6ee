"""The settings of each file of a run, and what is said where they are wrong."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_lsp.workspace.chosen_rules import RuleChoice
from notes_lsp.workspace.config_files import describe_problem
from notes_lsp.workspace.settings_lines import line_of_setting
from notes_lsp.workspace.settings_of_files import SettingsOfFiles

MakeTree = Callable[[dict[str, str]], Path]

FILES = {
    ".git/HEAD": "",
    "a.md": "",
    "notes-lsp.toml": 'ignore = ["missing-file"]\nexclude = ["drafts/"]\n[per-file-ignores]\n"old/" = ["day-order"]\n',
    "old/a.md": "",
    "drafts/a.md": "",
    "sub/pyproject.toml": '[project]\nname = "notes-lsp-notes"\n',
    "sub/a.md": "",
    "own/pyproject.toml": '[tool.notes-lsp]\nselect = ["empty-talk"]\n',
    "own/a.md": "",
    "own/deep/a.md": "",
}


def codes(found: SettingsOfFiles, path: Path) -> set[str]:
    return {rule.code for rule in found.rules_of([str(path)])(str(path))}


def test_the_nearest_file_of_settings_counts(make_tree: MakeTree) -> None:
    root = make_tree(FILES)
    found = SettingsOfFiles()
    on = codes(SettingsOfFiles(isolated=True), root / "a.md")
    assert codes(found, root / "a.md") == on - {"missing-file"}
    assert codes(found, root / "old/a.md") == on - {"missing-file", "day-order"}
    assert codes(found, root / "sub/a.md") == on - {"missing-file"}
    assert codes(found, root / "own/a.md") == {"empty-talk"}
    assert codes(found, root / "own/deep/a.md") == {"empty-talk"}
    assert found.problems() == ()


def test_the_command_line_counts_over_it_and_another_file_in_its_place(make_tree: MakeTree) -> None:
    root = make_tree(FILES | {"other.toml": 'select = ["day-order"]\n'})
    assert codes(SettingsOfFiles(RuleChoice(select=("missing-file",))), root / "own/a.md") == {"missing-file"}
    assert codes(SettingsOfFiles(config=str(root / "other.toml")), root / "own/a.md") == {"day-order"}


def test_what_is_walked_may_be_left_out(make_tree: MakeTree) -> None:
    root = make_tree(FILES)
    found = SettingsOfFiles()
    left_out = [path for path in ("a.md", "old/a.md", "drafts/a.md", "own/a.md") if found.leaves_out(str(root / path))]
    assert left_out == ["drafts/a.md"]
    assert not SettingsOfFiles(isolated=True).leaves_out(str(root / "drafts/a.md"))


def test_text_that_stands_nowhere_has_the_settings_of_the_folder_one_is_in(
    make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_tree(FILES) / "own")
    found = SettingsOfFiles()
    assert [rule.code for rule in found.rules_of([None])(None)] == ["empty-talk"]
    assert found.settings_for(None).select == ("empty-talk",)


def test_rules_travel_to_other_processes(make_tree: MakeTree) -> None:
    root = make_tree(FILES)
    path = str(root / "old/a.md")
    rules = SettingsOfFiles().rules_of([path])
    assert pickle.loads(pickle.dumps(rules))(path) == rules(path)


def test_each_folder_is_looked_at_once(make_tree: MakeTree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_tree({".git/HEAD": "", **{f"f{n % 3}/{n}.md": "" for n in range(30)}})
    looked: list[str] = []
    real = os.path.lexists
    monkeypatch.setattr(os.path, "lexists", lambda path: looked.append(path) or real(path))
    SettingsOfFiles().rules_of([str(root / f"f{n % 3}/{n}.md") for n in range(30)])
    assert len(looked) == len(set(looked)) <= 10  # two names in the three folders, their parent and the one we are in


def test_without_settings_nothing_that_reads_them_is_imported(make_tree: MakeTree) -> None:
    root = make_tree({".git/HEAD": "", "a.md": "# T\n", "pyproject.toml": "[tool.ruff]\n"})
    script = (
        "import sys; from notes_lsp.cli.main import main; main(['--check', 'a.md']); "
        "print([name for name in sys.modules if name in ('tomllib', 'tomli') or name.endswith(('.settings', "
        "'.config_files', '.suppressions', '.fixing'))])"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


# name, content -> what is said
WRONG = [
    ("notes-lsp.toml", "\n# x\nslect = []\n", 'notes-lsp.toml:3: there is no setting "slect"; did you mean "select"?'),
    ("notes-lsp.toml", "\nselect = [\n", "notes-lsp.toml:"),
    ("pyproject.toml", "[tool.other]\nhover = 3\n\n[tool.notes-lsp]\nhover = 3\n", 'pyproject.toml:5: "hover" is 3, but must be true or false'),
    ("pyproject.toml", '[tool.notes-lsp.severities]\nx = "error"\n', 'pyproject.toml:1: "severities" holds "x", which is no rule; '),
    ("notes-lsp.toml", '[links]\nexclud = ["x"]\n', 'notes-lsp.toml:2: there is no setting "links.exclud"; did you mean "links-exclude"?'),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "message"), WRONG)
def test_what_is_wrong_is_said_with_its_line(make_tree: MakeTree, name: str, content: str, message: str) -> None:
    root = make_tree({".git/HEAD": "", name: content, "a.md": ""})
    found = SettingsOfFiles()
    found.rules_of([str(root / "a.md")])
    (problem,) = found.problems()
    assert describe_problem(problem).startswith(f"{root.as_posix()}/{message}")


TOML = """\
hover = true # slect = 1
"code-lenses" = []
links.exclude = [
  "select = 1",
]
python = { scope = "file" }

[links.headers."a.example"]
X = "y"

[tool.notes-lsp.severities]
missing-file = "error"
"""


@pytest.mark.parametrize(
    ("setting", "line"),
    [
        ("hover", 1),
        ("code-lenses", 2),
        ("links.exclude", 3),
        ("python", 6),
        ("links.headers", 8),
        ("severities", 11),
        ("severities.missing-file", 12),
        ("select", None),
        ("python.scope", None),
        ("nothing", None),
    ],
)
def test_the_line_of_a_setting(setting: str, line: int | None) -> None:
    assert line_of_setting(TOML, setting) == line
