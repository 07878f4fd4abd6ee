"""The generated modules are what their scripts write."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from notes_lsp.talks import date_names

SCRIPT = Path(__file__).with_name("date_names.py")


def load_script() -> ModuleType:
    specification = importlib.util.spec_from_file_location("generate_date_names", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def without_versions(text: str) -> str:
    return re.sub(r"CLDR \S+ \(Babel [^)]*\)\.", "CLDR", text)


def test_date_names_are_up_to_date() -> None:
    pytest.importorskip("babel", reason="the names come from Babel's copy of CLDR, and Babel is not installed")
    script = load_script()
    written = script.TARGET.read_text(encoding="utf-8")
    # Another Babel with the same names is fine.
    assert without_versions(script.generated_text()) == without_versions(written)


@pytest.mark.parametrize("names", [date_names.MONTHS, date_names.WEEKDAYS])
def test_names_are_sorted_folded_and_without_dot(names: dict[str, int]) -> None:
    assert list(names) == sorted(names)
    assert all(name == name.casefold().rstrip(".") for name in names)


def test_numbers_are_those_of_the_calendar() -> None:
    assert set(date_names.MONTHS.values()) == set(range(1, 13))
    assert set(date_names.WEEKDAYS.values()) == set(range(7))
    assert date_names.MONTHS["mar"] == 3
    assert date_names.WEEKDAYS["mar"] == 1
    assert date_names.WEEKDAYS["so"] == 6
    assert date_names.WEEKDAYS["星期二"] == date_names.WEEKDAYS["火"] == 1


def test_proper_case_gives_the_spellings_of_all_languages() -> None:
    assert date_names.PROPER_CASE["july"] == ("July",)
    assert set(date_names.PROPER_CASE["juli"]) == {"Juli", "juli"}
    assert set(date_names.PROPER_CASE["september"]) == {"September", "september"}
    assert "火曜日" not in date_names.PROPER_CASE
