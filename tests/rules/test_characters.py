"""Characters that nobody sees, letters of another alphabet, and typeset quotation marks in code."""

import pytest

from helpers import check_rule, fix_with

ZERO_WIDTH = "\u200b"
NO_BREAK = "\u00a0"


def gone(code: str, text: str, expected: str, name: str = "notes.md") -> None:
    assert fix_with(code, text, name) == expected
    assert check_rule(code, expected, name) == []


@pytest.mark.parametrize("character", "\u200b\u2060\ufeff\u200e\u202a\u202e\u2066\u200d\u200c")
def test_what_nobody_sees_is_removed(character: str) -> None:
    gone("invisible-character", f"# T\n\n- legacy{character} code\n", "# T\n\n- legacy code\n")
    gone("invisible-character", f"# T\n\n- legacy{character * 3}\n", "# T\n\n- legacy\n")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff# T\n",
        "- 👩\u200d💻 and 🏳\ufe0f\u200d🌈 and ❤\ufe0f\n",  # put together of several
        "- می\u200cخواهم\n",  # Persian
        "- क्\u200dष and क्\u200cष\n",  # Hindi
        "- ภาษา\u200bไทย\n",  # Thai has no spaces between words
        "- עברית\u200e, \u202bעברית\u202c\n",
        "- Donau\u00addampf\u00adschiff\n",
        "- 10\u202f000 km, «\u00a0oui\u00a0»\n",
    ],
)
def test_what_a_script_or_typography_needs_is_left_alone(text: str) -> None:
    assert check_rule("invisible-character", text) == []


def test_a_no_break_space_in_code_is_none() -> None:
    gone("invisible-character", f"# T\n\n```python\nx{NO_BREAK}= 1\n```\n", "# T\n\n```python\nx = 1\n```\n")
    gone("invisible-character", f"- `x{NO_BREAK}= 1`\n", "- `x = 1`\n")


def test_a_no_break_space_behind_a_mark_makes_text_of_it() -> None:
    assert check_rule("invisible-character", f"##{NO_BREAK}Talk\n") == [
        '1:3-1:4 invisible-character the space after "##" is a no-break space, so this is shown as text'
    ]
    gone("invisible-character", f"-{NO_BREAK}said\n1.{NO_BREAK}b\n", "- said\n1. b\n")
    assert check_rule("invisible-character", f"-{NO_BREAK}said\n", "notes.txt") == []


def test_a_no_break_space_in_a_target_has_no_fix() -> None:
    text = f"[a](b{NO_BREAK}c.md)\n"
    assert check_rule("invisible-character", text) == [
        "1:6-1:7 invisible-character a no-break space is in the target of this link"
    ]
    gone("invisible-character", text.replace(NO_BREAK, ""), "[a](bc.md)\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("py\u0442est is a tool", None),  # this one does not look like a t
        ("p\u0443test", "pytest"),
        ("identi\u0441al", "identical"),
        ("\u0410pple", "Apple"),
        ("\u039fpenStack", "OpenStack"),
        ("d\u043ecker \u0430nd Kub\u0435rnetes", "docker and Kubernetes"),
    ],
)
def test_letters_of_another_alphabet(text: str, expected: str | None) -> None:
    gone("look-alike-letter", f"# T\n\n- {text}\n", f"# T\n\n- {expected or text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "это просто текст",
        "commit\u044b",
        "API\u0448ка",
        "PR\u0430",
        "αβγ, Δx, 5 µs",
        "\u0421\u0421\u0421\u0420",
        "\u0421\u0421ab",
    ],
)
def test_words_of_another_alphabet_are_left_alone(text: str) -> None:
    assert check_rule("look-alike-letter", f"- {text}\n") == []


def code(language: str, written: str) -> str:
    return f"# T\n\n```{language}\n{written}\n```\n"


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("python", "open(“a.csv”)", 'open("a.csv")'),
        ("python", "x = ‘a’", "x = 'a'"),
        ("bash", "grep –r “a b” . —color", 'grep -r "a b" . --color'),
        ("python", "x = \"it’s\"  # a “comment”\ny = '“'", None),
        ("python", '"""\nIt’s said “so”.\n"""', None),
        ("python", ">>> print(x)\n“said”", None),
        ("text", "“said”", None),
        ("python", "x = a – b", None),
    ],
)
def test_typeset_quotation_marks_in_code(language: str, written: str, expected: str | None) -> None:
    gone("smart-quote-in-code", code(language, written), code(language, expected or written))


def test_where_the_language_is_a_guess_so_is_the_fix() -> None:
    text = code("", "import os\nx = os.path.join(“a”, “b”)\ndef f(a):\n    return a")

    assert len(check_rule("smart-quote-in-code", text)) == 4
    assert fix_with("smart-quote-in-code", text, only_safe=True) == text
