"""Every rule keeps its word; the rules on dates, times, titles and marks, case by case."""

import importlib
import inspect
import pkgutil
import re

import pytest

import notes_lsp.rules
from helpers import check_rule, fix_with, related_with, rules_by_code
from notes_lsp.rules.registry import RULES

CODES = [rule.code for rule in RULES]


def test_every_rule_is_registered() -> None:
    modules = [
        importlib.import_module(f"notes_lsp.rules.{m.name}") for m in pkgutil.iter_modules(notes_lsp.rules.__path__)
    ]

    assert {module.RULE.code for module in modules if hasattr(module, "RULE")} == set(CODES)
    assert len(CODES) == len(set(CODES))


def _name_for(text: str) -> str:
    return "notes.txt" if "•" in text else "notes.md"


@pytest.mark.parametrize("code", CODES)
def test_a_rule_finds_its_bad_example_and_not_its_good_one(code: str) -> None:
    rule = rules_by_code()[code]

    assert check_rule(code, rule.bad, _name_for(rule.bad))
    assert check_rule(code, rule.good, _name_for(rule.good)) == []


@pytest.mark.parametrize("code", CODES)
def test_a_fix_mends_what_was_found_and_a_second_one_changes_nothing(code: str) -> None:
    rule = rules_by_code()[code]
    mended = fix_with(code, rule.bad, _name_for(rule.bad))

    if mended != rule.bad:
        assert check_rule(code, mended, _name_for(mended)) == []
        assert fix_with(code, mended, _name_for(mended)) == mended


@pytest.mark.parametrize("code", CODES)
def test_a_rule_says_which_fixes_it_offers(code: str) -> None:
    rule = rules_by_code()[code]
    source = inspect.getsource(inspect.getmodule(rule.check))  # type: ignore[arg-type]
    makes_fixes = re.search(r"\bFix\(|_mistakes import|import findings_by", source) is not None

    assert (rule.fixes == "none") is not makes_fixes
    assert (rule.fixes in ("unsafe", "both")) is (
        "safe=" in source or "_mistakes" in source or "import findings_by" in source
    )


@pytest.mark.parametrize("code", CODES)
def test_a_rule_says_what_it_is_for(code: str) -> None:
    rule = rules_by_code()[code]

    assert rule.code == rule.code.lower()
    assert rule.summary.endswith(".")
    assert len(rule.reason) > 40


def days(*labels: str) -> str:
    """Notes of a conference of 2014 with these days, one talk each."""
    return "# EuroTalks 2014\n" + "".join(f"\n## {label}\n\n### A talk here\n\n- said\n" for label in labels)


CASES: list[tuple[str, str, list[str]]] = [
    ("ordinal-typo", days("Tuesday, July 22th"), ['3:18-3:22 ordinal-typo "22th" should be "22nd"']),
    ("ordinal-typo", days("July 1st", "July 2nd", "July 3rd", "July 4th", "July 11th", "July 12th", "July 21st"), []),
    ("ordinal-typo", days("July 11st", "July 23th"), [
        '3:9-3:13 ordinal-typo "11st" should be "11th"', '9:9-9:13 ordinal-typo "23th" should be "23rd"']),
    ("ordinal-typo", days("1er juillet 2014"), []),
    ("date-name-spelling", days("Thursday, JUly 24"), ['3:14-3:18 date-name-spelling "JUly" should be "July"']),
    ("date-name-spelling", days("Wendesday, July 23"), ['3:4-3:13 date-name-spelling "Wendesday" should be "Wednesday"']),
    ("date-name-spelling", days("TUESDAY, JULY 22", "wednesday, july 23", "Thu, Jul 24"), []),
    ("date-name-spelling", days("Dienstag, 22. Juli 2014", "mercredi 23 juillet 2014"), []),
    ("weekday-mismatch", days("Monday, July 22"), [
        "3:4-3:19 weekday-mismatch 2014-07-22 is a Tuesday, not a Monday"]),
    ("weekday-mismatch", days("Tuesday, July 22", "23.07.2014 Wednesday"), []),
    ("weekday-mismatch", "# Talks\n\n## Monday, July 22\n\n### A\n\n- x\n", []),
    ("day-order", days("July 23", "July 22"), [
        '9:4-9:11 day-order "July 22" comes after "July 23" here, and before it in time']),
    ("day-order", days("Day 1", "Day 3", "Day 2"), [
        '15:4-15:9 day-order "Day 2" comes after "Day 3" here, and before it in time']),
    ("day-order", days("Day 1", "Day 1"), ['9:4-9:9 day-order the day "Day 1" is here a second time']),
    ("day-order", days("Day 3", "Day 2", "Day 1"), []),
    ("day-order", days("July 22", "July 22 afternoon"), []),
    ("backwards-time", days("Day 1").replace("A talk", "14:00 - 13:30 A talk"), [
        '5:5-5:18 backwards-time "14:00 - 13:30" ends before it begins']),
    ("backwards-time", days("Day 1").replace("A talk", "11:00 - 12:30 A talk"), []),
    ("backwards-time", days("Day 1").replace("A talk here", "A talk 9:05 - 3:35am"), [
        '5:12-5:25 backwards-time "9:05 - 3:35am" ends before it begins']),
    ("duplicate-talk", days("Day 1") + "\n### A talk here\n\n- again\n", [
        '9:5-9:16 duplicate-talk the talk "A talk here" is here a second time']),
    ("duplicate-talk", days("Day 1", "Day 2"), []),
    ("duplicate-talk", days("Day 1") + "\n### Lightning talks\n\n- x\n\n### Lightning talks\n\n- y\n", []),
    ("talk-on-two-days", days("Day 1", "Day 2").replace("A talk here", "A talk here - Ada Vandermeer"), [
        '11:5-11:16 talk-on-two-days the talk "A talk here" is under "Day 1", too']),
    ("talk-on-two-days", days("Day 1", "Day 2"), []),
    ("talk-on-two-days", days("Day 1", "Day 2").replace("A talk here", "What nobody else ever wanted to hear"), [
        '11:5-11:41 talk-on-two-days the talk "What nobody else ever wanted to hear" is under "Day 1", too']),
    ("talk-on-two-days", days("Day 1", "Day 2").replace("A talk here", "Lightning talks"), []),
    ("untitled-talk", "EuroTalks 2014\n\nDay 1\n\n• said\n\nA title\n\n• more\n", [
        "5:1-5:7 untitled-talk these notes belong to a talk without a title"]),
    ("untitled-talk", "- just some notes\n", []),
    ("empty-talk", days("Day 1") + "\n### Nothing here\n", ['9:5-9:17 empty-talk no notes of "Nothing here"']),
    ("unclosed-fence", "# T\n\n```py\nx\n", ["3:1-3:6 unclosed-fence this fence is never closed, so all that follows is code"]),
    ("unclosed-fence", "# T\n\n```py\nx\n```\n", []),
    ("heading-space", "##Talk\n", ['1:1-1:3 heading-space no space after "##", so this is shown as text']),
    ("heading-space", "#tag and #other\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), CASES)
def test_findings(code: str, text: str, expected: list[str]) -> None:
    assert check_rule(code, text, _name_for(text)) == expected


def test_a_repeated_day_points_to_the_first() -> None:
    assert related_with("day-order", days("Day 1", "Day 1")) == ["3:4-3:9 it was here first"]
