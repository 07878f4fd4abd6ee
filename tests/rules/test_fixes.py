"""The fixes that somebody should look over: what they write, and where there is none."""

import pytest

from helpers import check_rule, fix_with
from notes_lsp.rules.weekday_names import SERIES, other_weekday
from notes_lsp.talks.date_names import WEEKDAYS


def check(code: str, text: str, expected: str, name: str = "notes.md") -> None:
    assert fix_with(code, text, name) == expected


# ---------------------------------------------------------------- unclosed-fence


def closed(text: str, expected: str, name: str = "notes.md") -> None:
    check("unclosed-fence", text, expected, name)


def test_a_fence_is_closed_where_running_text_begins() -> None:
    closed(
        "# T\n\n```python\nimport os\n\nx = os.getcwd()\n\nAnd then she said that\n\n- a\n",
        "# T\n\n```python\nimport os\n\nx = os.getcwd()\n```\n\nAnd then she said that\n\n- a\n",
    )


def test_a_fence_is_closed_above_a_heading_and_above_bullets() -> None:
    closed("```\nimport os\n## Next\n\n- a\n", "```\nimport os\n```\n## Next\n\n- a\n")
    closed("Talk\n\n```\nimport os\n• said\n", "Talk\n\n```\nimport os\n```\n• said\n", "notes.txt")
    closed("```sh\n# Install it\npip install x\n\n- a\n", "```sh\n# Install it\npip install x\n```\n\n- a\n")


def test_indented_paragraphs_belong_to_the_code() -> None:
    closed(
        "~~~~\ndef f():\n    x = 1\n\n    what is this\n\ntext\n",
        "~~~~\ndef f():\n    x = 1\n\n    what is this\n~~~~\n\ntext\n",
    )


def test_a_fence_at_the_end_of_the_file_is_closed_there() -> None:
    closed("# T\n\n```python\nx = 1", "# T\n\n```python\nx = 1\n```")
    closed("# T\r\n\r\n```\r\nx = 1\r\n", "# T\r\n\r\n```\r\nx = 1\r\n```\r\n")
    closed("# T\n\n```", "# T\n\n```\n```")


def test_a_fence_in_a_list_item_is_closed_in_it() -> None:
    closed("- a\n\n  ```\n  import os\n\n- b\n", "- a\n\n  ```\n  import os\n  ```\n\n- b\n")
    closed("1. ```\n   import os\n\n2. b\n", "1. ```\n   import os\n   ```\n\n2. b\n")


def test_a_fence_in_a_quote_has_no_fix() -> None:
    closed("> ```\n> x\n\ntext\n", "> ```\n> x\n\ntext\n")


def test_a_source_block_of_org_is_closed() -> None:
    closed("* T\n#+BEGIN_SRC python\nimport os\n", "* T\n#+BEGIN_SRC python\nimport os\n#+END_SRC\n", "notes.org")
    closed("* T\n#+begin_src c\nx;\n* U\n", "* T\n#+begin_src c\nx;\n#+end_src\n* U\n", "notes.org")


# ---------------------------------------------------------------- weekday-mismatch


def day(label: str) -> str:
    return f"# Conf 2014\n\n## {label}\n\n### A talk here\n\n- said\n"


@pytest.mark.parametrize(
    ("label", "mended"),
    [
        ("Monday, July 22, 2014", "Tuesday, July 22, 2014"),
        ("MONDAY, July 22, 2014", "TUESDAY, July 22, 2014"),
        ("Mon, 22 Jul 2014", "Tue, 22 Jul 2014"),
        ("22.07.2014 Monday", "22.07.2014 Tuesday"),
        ("Montag, 22. Juli 2014", "Dienstag, 22. Juli 2014"),
        ("lundi 22 juillet 2014", "mardi 22 juillet 2014"),
        ("2014年7月22日(月)", "2014年7月22日(火)"),
    ],
)
def test_the_weekday_is_written_as_it_was(label: str, mended: str) -> None:
    check("weekday-mismatch", day(label), day(mended))


def test_the_series_are_those_of_the_calendar() -> None:
    for series in SERIES:
        assert [WEEKDAYS[name] for name in series] == [*range(7)]


def test_a_name_that_languages_share_is_told_by_the_other_day() -> None:
    assert other_weekday("Lun", 1) == "Mar"  # in French, Spanish and Italian
    assert other_weekday("Lun", 3) is None
    assert other_weekday("someday", 3) is None


# ---------------------------------------------------------------- unused-definition


def removed(text: str, expected: str, name: str = "notes.md") -> None:
    check("unused-definition", text, expected, name)


def test_a_definition_is_removed_with_its_line() -> None:
    used = "[x][a]\n\n[a]: https://example.org\n"
    removed(used + "[b]: https://example.org/b\n", used)
    removed(used + "[b]: https://example.org/b", used.removesuffix("\n"))
    removed(used + "[b]: https://example.org/b\n\ntext\n", used + "\ntext\n")
    removed("[x][a]\n\n[b]:\n  https://example.org/b\n  'T'\n[a]: https://example.org\n", used)
    removed(
        "a_\n\n.. _a: https://example.org\n.. _b: https://example.org/b\n",
        "a_\n\n.. _a: https://example.org\n",
        "n.rst",
    )


def test_a_definition_in_a_quote_stays() -> None:
    text = "[x][a]\n\n[a]: https://example.org\n\n> [b]: https://example.org/b\n"
    removed(text, text)


# ---------------------------------------------------------------- undefined-reference


def test_a_definition_is_parted_from_the_list_item_above_it() -> None:
    text = "- see [x][a]\n[a]: https://example.org\n"
    assert check_rule("undefined-reference", text) == [
        '1:11-1:12 undefined-reference nothing defines the reference "a": its definition is read as part of the text above it'
    ]
    mended = "- see [x][a]\n\n[a]: https://example.org\n"
    check("undefined-reference", text, mended)
    assert check_rule("undefined-reference", mended) == []
