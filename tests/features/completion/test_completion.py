"""Completion as a whole: which kind has a say, and that running text is left alone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from completions import FILES, PATH, applied, completions, items, labels
from fake_library import FakeLibrary
from notes_lsp.features.completion.completion import TRIGGER_CHARACTERS, complete
from notes_lsp.features.completion.items import MOST_ITEMS
from notes_lsp.features.library import EmptyLibrary
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = Path(__file__).parents[3] / "notes"
EXAMPLES = sorted(path for path in NOTES.rglob("*") if path.suffix in (".md", ".rst", ".org", ".txt"))
LANGUAGES = [PATH, "/conf/2014/now.rst", "/conf/2014/now.org", "/conf/2014/now.txt"]

TALK = "# Conf 2014\n\n## Day 1\n\n### 10:30 Types - Ada Lovelace\n\n- a note\n\n"
DEFINED = "\n\n[label]: x.md\n"


@pytest.mark.parametrize("path", LANGUAGES)
@pytest.mark.parametrize(
    "line",
    [
        *(
            "Words",
            "Words ",
            "Words (",
            "Words (and",
            "either/",
            "either /",
            "note:",
            "note: ",
            "10:",
            "C#",
            "number #1",
        ),
        *('she said "', 'a="', "a <", "x <y", "list[", "f(x)[", "a `", "a ``", "5 > 3 <", "https:", "https://"),
        *("https://example.org/", "https://example.org/#", "mail <", "- a", "- a (", "- a:", "- [ ] to do:", "| a | b"),
        *(
            "Room: ",
            "Time: 10:",
            "Slides: ",
            "(",
            "/",
            ":",
            '"',
            "<",
            "!",
            "!(",
            "[x] (",
            "](",
            "a](",
            "[a] (",
            "[a](x.md).",
            "[a](x.md)and",
            "[a]:b (",
        ),
    ],
)
def test_running_text_is_left_alone(line: str, path: str) -> None:
    assert items(f"{TALK}{line}$0", path) == ()
    assert items(f"{TALK}{line}$0 and more words\n\n- b\n", path) == ()


@pytest.mark.parametrize(
    "marked",
    [
        "```python\nopen($0\n```",
        "```\n[a]($0)\n```",
        "```python\n# a #$0\n```",
        "    [a]($0)\n",
        "~~~\nSpeaker: $0\n~~~",
        "```\n$0\n```",
        "```\nnever closed\n\nSpeaker: $0",
        "say `[a]($0)`",
        "say ``#$0",
        "say ` a `` [a]($0",
        "<!-- [a]($0) -->",
        "<!--\nSpeaker: $0\n-->",
        "---\ntitle: [a]($0)\n---\n",
        "---\ntitle: x\n$0\n---\n",
    ],
)
def test_code_comments_and_the_head_of_a_file_are_left_alone(marked: str) -> None:
    assert items(marked + DEFINED) == ()


@pytest.mark.parametrize(
    ("marked", "path"),
    [
        (".. code-block:: python\n\n    open(`$0\n", "/conf/now.rst"),
        ("Code::\n\n    `a <$0>`_\n", "/conf/now.rst"),
        ("#+BEGIN_SRC python\n[[$0]]\n#+END_SRC\n", "/conf/now.org"),
        ("# [[$0]]\n", "/conf/now.org"),
        (
            "Conf 2014 notes\n\nTuesday, July 22nd\n\nA talk of types\n\n  • a\nimport ctypes\nx = [a]($0)\n",
            "/conf/now.txt",
        ),
    ],
)
def test_code_in_every_language_is_left_alone(marked: str, path: str) -> None:
    assert items(marked, path) == ()


# Each with a place at which somebody has just typed it and waits for a list.
TRIGGERED = {
    "(": [("[a]($0", PATH), ("![a]($0)", PATH)],
    "/": [("[a](img/$0)", PATH), (".. image:: img/$0", LANGUAGES[1]), ("[[file:../$0]]", LANGUAGES[2])],
    "#": [
        ("[a](tuesday.md#$0)", PATH),
        ("see #$0", PATH),
        ("[[deep#$0]]", PATH),
        ("[[#$0]]\n* A\n:PROPERTIES:\n:CUSTOM_ID: x\n:END:", LANGUAGES[2]),
    ],
    "[": [("[[$0]]", PATH), (f"[a][$0]{DEFINED}", PATH), ("[[$0]]", LANGUAGES[2])],
    "`": [("```$0", PATH), (":doc:`$0`", LANGUAGES[1]), ("see `$0`\n\n.. _x: y.md\n", LANGUAGES[1])],
    ":": [("Speaker:$0", PATH), ("[[file:$0]]", LANGUAGES[2]), (".. image::$0", LANGUAGES[1]), ("[x]:$0", PATH)],
    '"': [('<img src="$0">', PATH)],
    "<": [("[a](<$0>)", PATH), ("a `b <$0>`_", LANGUAGES[1])],
}


def test_trigger_characters_are_those_that_begin_something() -> None:
    assert set(TRIGGER_CHARACTERS) == set(TRIGGERED)


@pytest.mark.parametrize("sign", TRIGGERED)
def test_every_trigger_character_brings_a_list(sign: str) -> None:
    for marked, path in TRIGGERED[sign]:
        assert f"{sign}$0" in marked
        assert items(marked, path) != (), marked


def test_an_empty_target_of_a_definition_gets_its_space() -> None:
    assert applied("[x]:", items("[x]:$0")[0]) == "[x]: my%20notes.txt"


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ("[a](#$0)\n\n# A heading", {"anchor"}),
        ("[a]($0)", {"file", "folder"}),
        ("Speaker: $0 #tag", {"speaker"}),
        ("- Speaker: #$0", {"tag"}),
        ("### [a]($0) - Ada", {"file", "folder"}),
        (f"Speaker: [$0{DEFINED}", {"speaker"}),
        (f"{TALK}### Foo - [$0{DEFINED}", {"speaker"}),
        (f"{TALK}### Foo [a][$0{DEFINED}", {"label"}),
    ],
)
def test_one_kind_at_a_time(marked: str, kinds: set[str]) -> None:
    assert {item.kind for item in items(marked)} == kinds


def test_a_place_outside_the_text_is_its_end() -> None:
    notes = understand(parse("Speaker: ", "a.md"), "a.md")
    library = FakeLibrary(FILES)
    assert complete(notes, 999, "/conf/a.md", library).items == complete(notes, 9, "/conf/a.md", library).items != ()
    assert complete(notes, -5, "/conf/a.md", library).items == ()


def test_between_the_characters_of_a_line_end_is_no_place() -> None:
    notes = understand(parse("Speaker: \r\nx", "a.md"), "a.md")
    assert complete(notes, 9, "/conf/a.md", FakeLibrary(FILES)).items != ()
    assert complete(notes, 10, "/conf/a.md", FakeLibrary(FILES)).items == ()


def test_long_lines_are_pasted_and_left_alone() -> None:
    assert items("x" * 100 + " [a]($0)") != ()
    assert items("x" * 5000 + " [a]($0)") == ()


def test_many_items_are_cut_and_said_to_be_so() -> None:
    files = {f"/conf/2014/file{number:04}.md": "" for number in range(500)}
    _, _, found = completions("[a]($0)", files=files)
    assert (len(found.items), found.is_incomplete) == (MOST_ITEMS, True)
    _, _, found = completions("[a](FE49$0)", files=files)
    assert found.items != ()
    assert {item.label for item in found.items} == {
        f"file{n:04}.md" for n in range(500) if "9" in str(n).partition("4")[2]
    }
    assert found.is_incomplete, "another letter less may bring more"
    _, _, found = completions("[a]($0)", files={"/conf/2014/one.md": ""})
    assert not found.is_incomplete


def test_the_order_is_in_the_sort_text() -> None:
    found = items("[a]($0)")
    assert sorted(found, key=lambda item: item.sort_text) == list(found)
    assert len({item.sort_text for item in found}) == len(found)


def test_nothing_is_known_of_a_file_that_stands_alone() -> None:
    text = "# A\n\n[a](#) and [b]("
    notes = understand(parse(text, ""), "")
    assert [item.label for item in complete(notes, text.index("#)") + 1, "", EmptyLibrary()).items] == ["a"]
    assert complete(notes, len(text), "", EmptyLibrary()).items == ()


def test_labels_of_the_tests_do_not_depend_on_case() -> None:
    assert labels("SPEAKER: $0") == labels("speaker: $0") != []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_place_of_the_examples_has_an_answer_within_its_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    here = f"/notes/{path.relative_to(NOTES).as_posix()}"
    notes = understand(parse(text, here), here)
    library = FakeLibrary({here: text})
    for offset in range(len(text) + 1):
        for item in complete(notes, offset, here, library).items:
            assert_on_its_line(text, offset, item.start, item.end)


SIGNS = [
    "[",
    "]",
    "(",
    ")",
    "#",
    "##",
    "`",
    "```",
    "<",
    ">",
    ":",
    "::",
    '"',
    "/",
    "../",
    "*",
    "**",
    "-",
    "|",
    "!",
    "\n",
    "\r\n",
    " ",
]
WORDS = [
    "Speaker",
    "Day 1",
    "by",
    "10:30",
    "Ada Lovelace",
    "file",
    "tags",
    "---",
    "..",
    "image",
    "===",
    "#+BEGIN_SRC",
    "x",
    "é",
    "\U0001f40d",
]


@given(pieces=st.lists(st.sampled_from(SIGNS + WORDS), max_size=14), path=st.sampled_from(LANGUAGES), data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_text_has_an_answer(pieces: list[str], path: str, data: st.DataObject) -> None:
    text = "".join(pieces)
    offset = data.draw(st.integers(0, len(text)))
    notes = understand(parse(text, path), path)
    for item in complete(notes, offset, path, FakeLibrary({**FILES, path: text})).items:
        assert_on_its_line(text, offset, item.start, item.end)
        assert item.label
        assert item.filter_text


def assert_on_its_line(text: str, offset: int, start: int, end: int) -> None:
    assert 0 <= start <= offset <= end <= len(text)
    assert not {"\n", "\r"} & set(text[start:end])
