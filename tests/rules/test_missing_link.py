"""Lines that wait for a link, links that lead nowhere, what is left to do, and code that names no language."""

import pytest

from helpers import check_rule, fix_with

TALK = "# PyCon\n\n## Testing legacy code\n\n"


def waits(line: str, below: str = "\nmore\n", name: str = "notes.md") -> bool:
    return bool(check_rule("missing-link", f"{TALK}{line}\n{below}", name))


@pytest.mark.parametrize(
    "line",
    ["Slides:", "- Slides: tbd", "* **Video**: TBA", "**Slides:**", "Slides: coming soon", "- slides: ?", "Recording: (not yet available)",
     "Video :", "Folien:", "Slides: _tbd_", "+ video: ...", "Slides: TODO"],
)  # fmt: skip
def test_a_line_that_waits_for_a_link(line: str) -> None:
    assert waits(line)
    assert waits(line, name="notes.txt")


@pytest.mark.parametrize(
    "line",
    ["Slides: https://example.org", "- [Slides](https://example.org)", "Slides", "## Slides", "Slides: see the web site", "Slides: none",
     "Slides: n/a", "The slides:", "`Slides:`", "Slides: www.example.org/x", "- Notes:", "Video: 45 min", "    Slides:"],
)  # fmt: skip
def test_a_line_that_does_not(line: str) -> None:
    assert not waits(line)


@pytest.mark.parametrize(
    "below",
    [
        "- https://example.org/a.pdf\n",
        "\nhttps://example.org/a.pdf\n",
        "  see the site\n",
        "[1](a.pdf)\n",
        "\n- [PDF](https://example.org)\n",
    ],
)
def test_the_link_may_stand_below(below: str) -> None:
    assert not waits("Slides:", below)


def test_the_head_of_a_file_waits_for_nobody() -> None:
    assert check_rule("missing-link", "---\ntitle: Testing\nvideo:\n---\n\n- said\n") == []


def test_a_link_to_nothing() -> None:
    assert check_rule("missing-link", TALK + "- by [Ada]() and ![p]( )\n") == [
        '5:6-5:13 missing-link the link "Ada" has no target'
    ]
    assert check_rule("missing-link", TALK + "- `[Ada]()` and a[i]()\n\n```\n[x]()\n```\n") == []
    assert check_rule("missing-link", "Talk\n\n- [Ada]()\n", "notes.rst") == []


def test_what_is_left_to_do() -> None:
    assert check_rule("to-do", TALK + "- TODO look it up\n- really ???\n") == [
        '5:3-5:7 to-do something is left to do here: "TODO"',
        '6:10-6:13 to-do something is left to do here: "???"',
    ]
    assert check_rule("to-do", TALK + "- `TODO` and what??\n- TODOs\n\n```\n# TODO\n```\n") == []


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("import os\n\ndef f(x):\n    return x", "python"),
        ("$ pip install x\n$ pip list", "shell"),
        ('{\n  "a": [1, 2],\n  "b": {"c": null}\n}', "json"),
        ("{\n  'a': [1, 2],\n  'b': {'c': 1}\n}", ""),
        ("$ pip list\npip 1.0", ""),
        ("%sql\nselect * from bank limit 100", ""),
        ("SyncPod()\nGetPod()\n...", ""),
        ("just words, and more of them", ""),
    ],
)
def test_a_fence_is_given_the_language_that_it_clearly_is_in(code: str, language: str) -> None:
    assert (
        fix_with("code-language", f"{TALK}```\n{code}\n```\n", only_safe=True) == f"{TALK}```{language}\n{code}\n```\n"
    )


def test_a_language_that_is_named_stays() -> None:
    assert check_rule("code-language", f"{TALK}```text\nimport os\n```\n\n    import os\n    x = os.getcwd()\n") == []
    assert fix_with("code-language", "Talk\n====\n\n.. code::\n\n   import os\n   x = os.getcwd()\n", "notes.rst") == (
        "Talk\n====\n\n.. code:: python\n\n   import os\n   x = os.getcwd()\n"
    )
