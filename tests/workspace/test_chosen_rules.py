"""Which rules run, and how severe they are: by files of settings, and by the command line over them."""

import pytest

from notes_lsp.rules.registry import RULES
from notes_lsp.workspace.chosen_rules import RuleChoice, chosen_rules, rules_for, with_command_line
from notes_lsp.workspace.settings import Layer, read_settings

ON = {rule.code for rule in RULES if rule.on}
OFF = {rule.code for rule in RULES if not rule.on}
ALL = ON | OFF


def test_there_are_rules_of_both_kinds() -> None:
    assert "missing-file" in ON
    assert "empty-talk" in OFF


# what files of settings say, what the command line says -> the rules that run
CASES: list[tuple[RuleChoice, RuleChoice, set[str]]] = [
    (RuleChoice(), RuleChoice(), ON),
    (RuleChoice(select=("missing-file",)), RuleChoice(), {"missing-file"}),
    (RuleChoice(select=("all",)), RuleChoice(), ALL),
    (RuleChoice(extend_select=("empty-talk",)), RuleChoice(), ON | {"empty-talk"}),
    (RuleChoice(extend_select=("all",)), RuleChoice(), ALL),
    (RuleChoice(ignore=("missing-file",)), RuleChoice(), ON - {"missing-file"}),
    (RuleChoice(ignore=("all",)), RuleChoice(), set()),
    (RuleChoice(severities=(("missing-file", "off"),)), RuleChoice(), ON - {"missing-file"}),
    (RuleChoice(severities=(("empty-talk", "error"),)), RuleChoice(), ON),
    # the command line
    (RuleChoice(select=("missing-file",)), RuleChoice(select=("day-order",)), {"day-order"}),
    (RuleChoice(ignore=("missing-file",)), RuleChoice(select=("missing-file",)), {"missing-file"}),
    (RuleChoice(ignore=("missing-file",)), RuleChoice(select=("all",)), ALL),
    (RuleChoice(severities=(("missing-file", "off"),)), RuleChoice(select=("missing-file",)), {"missing-file"}),
    (RuleChoice(severities=(("missing-file", "off"),)), RuleChoice(select=("all",)), ALL),
    (RuleChoice(ignore=("missing-file",)), RuleChoice(ignore=("day-order",)), ON - {"missing-file", "day-order"}),
    (RuleChoice(ignore=("missing-file",)), RuleChoice(extend_select=("missing-file",)), ON),
    (RuleChoice(ignore=("missing-file", "day-order")), RuleChoice(extend_select=("empty-talk",)), ON - {"missing-file", "day-order"} | {"empty-talk"}),
    (RuleChoice(extend_select=("empty-talk",)), RuleChoice(select=("day-order",)), {"day-order"}),
    (RuleChoice(ignore=("all",)), RuleChoice(extend_select=("day-order",)), {"day-order"}),
    (RuleChoice(ignore=("all",)), RuleChoice(select=("empty-talk",)), {"empty-talk"}),
    (RuleChoice(), RuleChoice(select=("day-order",), ignore=("day-order",)), set()),
    (RuleChoice(), RuleChoice(severities=(("day-order", "off"),)), ON - {"day-order"}),
]  # fmt: skip


@pytest.mark.parametrize(("files", "given", "expected"), CASES)
def test_which_rules_run(files: RuleChoice, given: RuleChoice, expected: set[str]) -> None:
    assert {rule.code for rule in rules_for(with_command_line(files, given))} == expected


def test_the_command_line_says_how_severe_a_rule_is_in_the_end() -> None:
    files = RuleChoice(severities=(("missing-file", "error"), ("day-order", "hint")))
    found = rules_for(with_command_line(files, RuleChoice(severities=(("day-order", "error"),))))
    levels = {rule.code: rule.severity for rule in found}
    assert (levels["missing-file"], levels["day-order"], levels["missing-anchor"]) == ("error", "error", "warning")


def test_the_same_choice_gives_the_same_rules_and_not_only_equal_ones() -> None:
    choice = RuleChoice(severities=(("missing-file", "error"),))
    assert rules_for(choice) is rules_for(RuleChoice(severities=(("missing-file", "error"),)))
    assert all(rule in RULES for rule in rules_for(RuleChoice()))


PER_FILE = {"2013/": ["day-order", "ordinal-typo"], "*.txt": ["all"], "/notes/a.md": ["missing-file"]}


@pytest.mark.parametrize(
    ("path", "left_out"),
    [
        ("/home/notes/a.md", {"missing-file"}),
        ("/home/notes/b.md", set()),
        ("/home/notes/2013/a.md", {"day-order", "ordinal-typo"}),
        ("/home/2013/notes/a.md", {"day-order", "ordinal-typo"}),
        ("/home/x/y.txt", ON),
        ("/elsewhere/2013/a.md", set()),
        ("", set()),
    ],
)
def test_rules_are_left_out_in_files_that_a_pattern_names(path: str, left_out: set[str]) -> None:
    settings, problems = read_settings(
        [Layer("notes-lsp.toml", {"per-file-ignores": PER_FILE}, "/home", "/home/n.toml")]
    )
    assert problems == ()
    assert {rule.code for rule in chosen_rules(settings, path)} == ON - left_out


BAD = [
    ({"severities": 3}, '"severities" is 3, but must be a table of rules with severities, as { missing-file = "error" }'),
    ({"severities": {"mising-file": "error"}}, '"severities" holds "mising-file", which is no rule; did you mean "missing-file"?'),
    ({"severities": {"missing-file": "fatal"}}, '"severities" holds "fatal" for "missing-file"; it can be error, warning, information, hint or off'),
    ({"per-file-ignores": ["a"]}, '"per-file-ignores" is a list, but must be a table of patterns of files with rules, as { "2013/" = ["ordinal-typo"] }'),
    ({"per-file-ignores": {"a": ["xyzzy"]}}, '"per-file-ignores" holds "xyzzy", which is no rule; "notes-lsp --list-rules" lists them (for "a")'),
    ({"per-file-ignores": {"a": 3}}, '"per-file-ignores" holds something that is no text, which is no rule; "notes-lsp --list-rules" lists them (for "a")'),
]  # fmt: skip


@pytest.mark.parametrize(("values", "message"), BAD)
def test_what_is_wrong_is_said(values: object, message: str) -> None:
    settings, problems = read_settings([Layer("notes-lsp.toml", values)])
    assert [problem.message for problem in problems] == [message]
    assert (settings.severities, settings.per_file_ignores) == ((), ())


def test_of_a_table_only_what_is_wrong_is_left_out() -> None:
    values = {"severities": {"missing-file": "error", "x": "error"}, "per-file-ignores": {"a": ["all", "x"]}}
    settings, problems = read_settings([Layer("notes-lsp.toml", values)])
    assert (settings.severities, settings.per_file_ignores) == ((("missing-file", "error"),), (("a", ("all",)),))
    assert len(problems) == 2
