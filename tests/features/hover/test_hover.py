"""What an editor shows of conferences, days, talks, speakers, dates, tags and code."""

import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hover_shown import PATH, check, hovered, markdown_at
from notes_lsp.features.card import card_as_markdown, card_as_plaintext
from notes_lsp.features.hover.hover import hover
from notes_lsp.features.library import EmptyLibrary
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = Path(__file__).parents[3] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.suffix in (".md", ".rst", ".txt", ".org"))

CONFERENCE = """\
# EuroPython 2014

## Tuesday, July 22nd

### 10:30 - 11:15 Static types, by Ada Lovelace and Grace Hopper

Room: C01
Slides: https://example.org/slides/types

Types are for readers first. The rest of this paragraph goes on and on and on, and so it can't be shown as a whole in any card: it is cut where a sentence ends.

- mypy found *three* bugs on the first day
  - on a nested line
- see [PEP 484](https://peps.python.org/pep-0484/)
- [x] a thing done
- [ ] ask about variance
- [last year](2013.md#types), [handout](handout.pdf)
- write to <mailto:ada@example.org>

#### Details

```py3
x: int
```

```
>>> y
```

```sh
ls
```

TODO: try `reveal_type`

### 12:00 Generators, Guido van Rossum

- yield

## Wednesday, July 23rd

### Packaging, by Ada Lovelace

- wheels
"""
YEAR_BEFORE = """\
# PyCon 2013

## Friday

### Loops, by Ada  Lovelace

- for
"""


def at(text: str, place: str, source: str = CONFERENCE) -> str:
    """``source`` with ``$0`` before ``place``, which begins with ``text``."""
    assert source.count(place) == 1
    return source.replace(place, place.replace(text, f"$0{text}", 1))


# ---------------------------------------------------------------- conferences and days


def test_a_conference() -> None:
    check(
        at("Python", "Python 2014"),
        """\
⟦EuroPython 2014⟧
EuroPython 2014
22–23 July 2014 · 2 days · 3 talks

- Tuesday, 22 July 2014: 2 talks
- Wednesday, 23 July 2014: 1 talk
""",
    )


def test_a_conference_that_gives_its_year_elsewhere_and_lasts_over_the_end_of_a_month() -> None:
    text = "# $0PyCon\n\n## 2019-09-30\n\n### A\n\n- x\n\n## 2019-10-01\n\n### B\n\n- x\n"
    check(
        text,
        """\
⟦PyCon⟧
PyCon
30 September – 1 October 2019 · 2 days · 2 talks

- Monday, 30 September 2019: 1 talk
- Tuesday, 1 October 2019: 1 talk
""",
    )


def test_a_conference_whose_days_have_no_dates() -> None:
    text = "# $0PyCon\n\n## Day 1\n\n### A\n\n- x\n\n### B\n\n- x\n\n## Day 2\n\n### C\n\n- x\n"
    check(text, "⟦PyCon⟧\nPyCon\n2 days · 3 talks\n\n- Day 1: 2 talks\n- Day 2: 1 talk\n")


def test_a_conference_without_days() -> None:
    text = "# $0PyCon 2014\n\n## Types, by Ada Lovelace\n\n- x\n\n## Loops, by Grace Hopper\n\n- x\n"
    check(text, "⟦PyCon 2014⟧\nPyCon 2014\n2 talks\n")


def test_a_conference_in_the_head_of_the_notes_of_one_talk() -> None:
    text = "---\nconference: $0Data Days 2026\ndate: 2026-03-12\nspeaker: Ada Lovelace\n---\n\n# Types\n\n- x\n"
    check(text, "⟦Data Days 2026⟧\nData Days 2026\n12 March 2026 · 1 day · 1 talk\n")


def test_a_day() -> None:
    check(
        at("July", "July 22nd"),
        """\
⟦Tuesday, July 22nd⟧
Tuesday, 22 July 2014
day 1 of 2 · 2 talks · 10:30–12:00 · 5 links · 2 to-dos

- 10:30 Static types — Ada Lovelace, Grace Hopper
- 12:00 Generators — Guido van Rossum
""",
    )


def test_a_weekday_that_does_not_fit_is_left_to_a_rule() -> None:
    check(
        "# PyCon 2014\n\n## $0Monday, July 22nd\n\n### A\n\n- x\n",
        "⟦Monday, July 22nd⟧\n22 July 2014\n1 talk\n\n- A\n",
    )


def test_a_day_of_no_known_year_has_no_weekday() -> None:
    check(
        "# PyCon\n\n## $0May 2\n\n### A\n\n- x\n\n## May 3\n\n### B\n\n- x\n",
        "⟦May 2⟧\n2 May\nday 1 of 2 · 1 talk\n\n- A\n",
    )


def test_a_day_by_its_number_in_the_notes_of_that_day_alone() -> None:
    check("# PyCon 2014\n\n## $0Day 2\n\n### A\n\n- x\n", "⟦Day 2⟧\nDay 2\nday 2 · 1 talk\n\n- A\n")


def test_the_numbers_of_days_are_those_of_the_conference_and_not_of_the_file() -> None:
    text = "# PyCon 2014\n\n## Day 2\n\n### A\n\n- x\n\n## $0Day 3\n\n### B\n\n- x\n"
    check(text, "⟦Day 3⟧\nDay 3\nday 3 · 1 talk\n\n- B\n")


def test_two_halves_of_a_day_are_one_day() -> None:
    text = "# PyCon 2014\n\n## July 22, morning\n\n### A\n\n- x\n\n## July 22, afternoon\n\n### B\n\n- x\n\n## $0July 23\n\n### C\n\n- x\n"
    check(text, "⟦July 23⟧\nWednesday, 23 July 2014\nday 2 of 2 · 1 talk\n\n- C\n")


def test_a_day_without_talks() -> None:
    check(
        "# PyCon 2014\n\n## July 22\n\n### A\n\n- x\n\n## $0July 23\n",
        "⟦July 23⟧\nWednesday, 23 July 2014\nday 2 of 2\n",
    )


def test_a_day_of_many_talks_names_the_first() -> None:
    talks = "".join(f"### {letter} types\n\n- x\n\n" for letter in string.ascii_uppercase[:17])
    _, found = hovered(f"# PyCon 2014\n\n## $0July 22\n\n{talks}")
    assert found is not None
    lines = card_as_plaintext(found.card).splitlines()
    assert lines[1] == "17 talks"
    assert lines[3:] == [*(f"- {letter} types" for letter in string.ascii_uppercase[:12]), "- and 5 more"]


# ---------------------------------------------------------------- talks


TALK = """\
Static types
10:30–11:15 (45 min) · Ada Lovelace, Grace Hopper · C01

- Types are for readers first.
- mypy found three bugs on the first day
- see PEP 484
- last year, handout

Slides: example.org/slides/types
Code: 2 Python · 1 shell

Links (pages are not checked):
- PEP 484: peps.python.org/pep-0484/
- last year: 2013.md (there)
- handout: handout.pdf (missing)
- ada@example.org

Open:
- ask about variance
- try reveal_type
"""
HEADING = "⟦### 10:30 - 11:15 Static types, by Ada Lovelace and Grace Hopper⟧\n"


@pytest.mark.parametrize("place", ["### 10:30 - ", "11:15", "Static types", "by Ada Lovelace and"])
def test_a_talk_anywhere_on_its_heading(place: str) -> None:
    check(at(place, place), HEADING + TALK, files={"/conf/2013.md": "# Types\n"})


def test_whether_files_are_there_is_said_only_where_it_is_known() -> None:
    card = TALK.replace(" (there)", "").replace(" (missing)", "")
    check(at("Static", "Static types"), HEADING + card)


def test_a_talk_in_markdown() -> None:
    assert (
        markdown_at(at("Static", "Static types"), files={})
        == """\
**Static types**

10:30–11:15 (45 min) · Ada Lovelace, Grace Hopper · C01

- Types are for readers first.
- mypy found three bugs on the first day
- see PEP 484
- last year, handout

*Slides:* [example.org/slides/types](https://example.org/slides/types)  
*Code:* 2 Python · 1 shell

*Links (pages are not checked):*

- PEP 484: [peps.python.org/pep-0484/](https://peps.python.org/pep-0484/)
- last year: 2013.md (missing)
- handout: handout.pdf (missing)
- ada@example.org

*Open:*

- ask about variance
- try reveal_type"""  # noqa: W291 (two spaces break a line)
    )


def test_there_is_nothing_to_say_of_running_text() -> None:
    for place in ("Types are", "goes on", "bugs on", "x: int", "TODO", "Details"):
        check(at(place, place), None)


def test_a_talk_of_which_only_the_title_is_known() -> None:
    check("# PyCon 2014\n\n## July 22\n\n### $0Types\n\n## July 23\n\n### B\n\n- x\n", "⟦### Types⟧\nTypes\n")


def test_a_talk_that_ends_before_it_begins() -> None:
    text = "# PyCon 2014\n\n## July 22\n\n### 9:05 - 3:35am $0Types\n\n- one\n- two\n"
    _, found = hovered(text)
    assert found is not None
    assert card_as_plaintext(found.card).splitlines()[1] == "09:05"


def test_notes_without_a_title_have_no_heading_to_point_at() -> None:
    check("- $0only a bullet\n- and another\n", None)
    check("EuroPython 2014\n\nTuesday, July 22nd\n\n  - $0a bullet\n  - another\n", None, "/conf/notes.txt")


def test_an_open_question_is_shown_with_its_words() -> None:
    text = "# PyCon 2014\n\n## July 22\n\n### $0Types\n\n- fast, but *how* fast???\n- slow[^1]\n\n[^1]: aside\n\n### B\n\n- x\n"
    check(text, "⟦### Types⟧\nTypes\n\nslow[^1]\n\nOpen:\n- fast, but how fast???\n")


def test_a_link_is_shown_without_reading_the_talk_around_it() -> None:
    text = CONFERENCE.replace("https://peps", "$0https://peps")
    offset = text.index("$0")
    notes = understand(parse(text.replace("$0", ""), PATH), PATH)
    assert hover(notes, offset, PATH, EmptyLibrary()) is not None
    assert not any("details" in vars(talk) for talk in notes.all_talks)


def test_talks_in_restructuredtext() -> None:
    text = """\
PyCon 2015
==========

Friday, April 10
----------------

Tracing
~~~~~~~

:Speaker: Ada Lovelace
:Time: 10:00

A profiler stops the program. Then it looks.

.. code-block:: py3

   x = 1

Loops
$0~~~~~

* <img src=x> and `a link <https://example.org/a>`_
"""
    expected = (
        "⟦Loops\n~~~~~⟧\nLoops\n\n<img src=x> and a link\n\nLinks (pages are not checked):\n- a link: example.org/a\n"
    )
    check(text, expected, "/conf/notes.rst")
    first = text.replace("$0", "").replace("Tracing", "Trac$0ing")
    expected = "⟦Tracing\n~~~~~~~⟧\nTracing\n10:00 · Ada Lovelace\n\nA profiler stops the program. Then it looks.\n\nCode: 1 Python\n"
    check(first, expected, "/conf/notes.rst")


def test_talks_in_org() -> None:
    text = """\
#+TITLE: EuroPython 2016
* Monday, July 18
** 09:00 $0Opening - Ada Lovelace :welcome:
- hello
- [ ] thank her
** Closing
- bye
"""
    expected = (
        "⟦** 09:00 Opening - Ada Lovelace :welcome:⟧\nOpening\n09:00 · Ada Lovelace\n\nhello\n\nOpen:\n- thank her\n"
    )
    check(text, expected, "/conf/notes.org")


def test_talks_in_plain_text() -> None:
    text = """\
EuroPython 2014

Tuesday, July 22th

Extending Python$0

- write the module in C
- TODO: look at CFFI

Passing messages

- do not share memory
- a queue is a channel

Logs that can be searched

- logstash collects
- Kibana draws
"""
    check(
        text,
        "⟦Extending Python⟧\nExtending Python\n\nwrite the module in C\n\nOpen:\n- look at CFFI\n",
        "/conf/notes.txt",
    )


def test_long_things_are_cut_at_the_end_of_a_word() -> None:
    words = "words " * 60
    talk = f"# PyCon 2014\n\n## July 22\n\n### $0Types {words}\n\n- {words}\n- [{words}](https://example.org/{'a' * 200})\n\n### B\n\n- x\n"
    _, found = hovered(talk)
    assert found is not None
    title, _, *bullets, _, _, link = card_as_plaintext(found.card).splitlines()
    assert title.endswith("words words…")
    assert len(title) <= 120
    assert [bullet[-7:] for bullet in bullets] == [" words…", " words…"]
    assert link.endswith("aaa…")
    assert max(map(len, [title, *bullets, link])) <= 145


# ---------------------------------------------------------------- speakers


def test_a_speaker_with_other_talks_here_and_elsewhere_by_year() -> None:
    files = {
        "/conf/2013.md": YEAR_BEFORE,
        "/conf/2016.md": "# Meetup\n\n## 2016-02-01\n\n### Sums, by Ada Lovelace\n\n- x\n",
        "/conf/undated.md": "# Sketches\n\nby Ada Lovelace\n\n- x\n",
    }
    check(
        at("Ada", "Ada Lovelace and"),
        """\
⟦Ada Lovelace⟧
Ada Lovelace
4 other talks · 1 in these notes, 3 in 3 other files

- Loops — PyCon 2013, Friday
- Packaging — EuroPython 2014, Wednesday, July 23rd
- Sums — Meetup (2016), 2016-02-01
- Sketches
""",
        files=files,
    )


def test_the_other_talks_of_a_speaker_are_links_in_markdown() -> None:
    shown = markdown_at(at("Ada", "Ada Lovelace and"), files={"/conf/2013.md": YEAR_BEFORE})
    assert "- [Loops](file:///conf/2013.md#L5) — PyCon 2013, Friday\n" in shown
    assert "- [Packaging](file:///conf/notes.md#L42) — EuroPython 2014, Wednesday, July 23rd" in shown


def test_a_speaker_of_whom_nothing_else_is_known_gives_way_to_the_talk() -> None:
    check(at("Grace", "Grace Hopper"), HEADING + TALK.replace("(there)", "(missing)"), files={})
    check("# Types\n\nby $0Ada Lovelace\n\n- x\n", None)


def test_a_speaker_in_a_link_and_the_target_of_that_link() -> None:
    text = "# Types\n\n- speaker: [Ada Lovelace](https://ada.example.org)\n- one\n- two\n"
    files = {"/conf/2013.md": YEAR_BEFORE}
    name = "⟦Ada Lovelace⟧\nAda Lovelace\n1 other talk · in 1 other file\n\n- Loops — PyCon 2013, Friday\n"
    check(text.replace("Ada", "$0Ada"), name, files=files)
    target = "⟦[Ada Lovelace](https://ada.example.org)⟧\nada.example.org\nada.example.org · not checked\n"
    check(text.replace("ada.", "$0ada."), target, files=files)


def test_a_speaker_of_many_talks() -> None:
    files = {f"/conf/{year}.md": YEAR_BEFORE.replace("2013", str(year)) for year in range(2000, 2020)}
    _, found = hovered(at("Ada", "Ada Lovelace and"), files=files)
    assert found is not None
    lines = card_as_plaintext(found.card).splitlines()
    assert (lines[3], lines[-1]) == ("- Loops — PyCon 2000, Friday", "- and 9 more")
    assert len(lines) == 3 + 12 + 1


# ---------------------------------------------------------------- dates


DATED = "# EuroPython 2014\n\n## Tuesday, July 22nd\n\n### A\n\n- {}\n\n## Wednesday, July 23rd\n\n### B\n\n- x\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("on $0July 23", "⟦July 23⟧\nWednesday, 23 July 2014\nday 2 of 2 · EuroPython 2014 · 1 talk\n"),
        ("on $0Wednesday", "⟦Wednesday⟧\nWednesday, 23 July 2014\nday 2 of 2 · EuroPython 2014 · 1 talk\n"),
        ("on 24 $0July", "⟦24 July⟧\nThursday, 24 July 2014\nthe year of EuroPython 2014\n"),
        ("on $02014-12-24", "⟦2014-12-24⟧\nWednesday, 24 December 2014\n"),
        ("on $0Monday, 24 December 2014", "⟦Monday, 24 December 2014⟧\n24 December 2014\n"),
        ("on $03/9/2015", "⟦3/9/2015⟧\nThursday, 3 September 2015 or Monday, 9 March 2015\n"),
        ("on $013/9/2015", "⟦13/9/2015⟧\nSunday, 13 September 2015\n"),
        ("on $0Thursday, 24 July 2014", None),  # all is said
        ("on $0Friday", None),  # of no day of this conference
        ("in $0July 2014", None),
        ("from $03 to 5 May", None),
        ("see `$02014-12-24`", "⟦2014-12-24⟧\nWednesday, 24 December 2014\n"),
        ("see https://example.org/$02014-12-24", "⟦https://example.org/2014-12-24⟧\nexample.org\nexample.org/2014-12-24 · not checked\n"),
    ],
)  # fmt: skip
def test_dates_in_running_text(line: str, expected: str | None) -> None:
    check(DATED.format(line), expected)


def test_a_date_of_which_nobody_knows_the_year() -> None:
    check("# A talk\n\n- on $0July 23\n- x\n", None)


def test_a_date_in_code_is_code() -> None:
    check(DATED.format("x\n\n  ```\n  $02014-12-24\n  ```"), None)


def test_the_month_is_told_from_the_day_as_the_days_do() -> None:
    text = "# PyCon\n\n## 13/9/2015\n\n### A\n\n- until $03/10/2015\n"
    check(text, "⟦3/10/2015⟧\nSaturday, 3 October 2015\n")


# ---------------------------------------------------------------- tags and code


def test_a_tag() -> None:
    text = "# Types\n\n- on $0#python and #Python\n- #pythonic\n"
    files = {"/conf/b.md": "# Loops\n\n- #python\n", "/conf/c.md": "# Sums\n\n- #python #python #python\n"}
    expected = "⟦#python⟧\n#python\n6 mentions · 2 in these notes\n\nOther notes:\n- Sums: 3\n- Loops: 1\n"
    check(text, expected, files=files)
    check(text, "⟦#python⟧\n#python\n2 mentions\n")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("```$0py3\nx\n\ny\n\n```\n", "⟦```py3⟧\nPython\nwritten py3 · 3 lines\n"),
        ("$0```python\nx\n```\n", "⟦```python⟧\nPython\n1 line\n"),
        ("$0```\nimport os\nprint(os.name)\n```\n", "⟦```⟧\nPython\nguessed from the code · 2 lines\n"),
        ("~~~ c$0++\nint x;\n", "⟦~~~ c++⟧\nC++\n1 line · not closed\n"),
        ("$0```\n```\n", "⟦```⟧\nCode\n0 lines\n"),
        ("```sh\nl$0s\n```\n", None),
        ("```sh\nls\n$0```\n", None),
    ],
)
def test_the_line_that_opens_code(code: str, expected: str | None) -> None:
    check(f"# Types\n\n- one\n\n{code}", expected)


def test_the_lines_that_open_code_in_other_dialects() -> None:
    rst = "Types\n=====\n\n.. code-block::$0 py\n\n   x = 1\n   y = 2\n\nend\n"
    check(rst, "⟦.. code-block:: py⟧\nPython\nwritten py · 2 lines\n", "/conf/notes.rst")
    org = "* Types\n#+BEGIN_SRC $0python :results output\nx = 1\n#+END_SRC\n"
    check(org, "⟦#+BEGIN_SRC python :results output⟧\nPython\n1 line\n", "/conf/notes.org")


# ---------------------------------------------------------------- laws


def test_an_empty_file_has_nothing_to_show() -> None:
    check("$0", None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_place_of_the_example_notes_can_be_asked(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    notes = understand(parse(text, path.name), path.name)
    cards = 0
    for offset in range(len(text) + 1):
        found = hover(notes, offset, path.name, EmptyLibrary())
        if found is not None:
            cards += 1
            assert 0 <= found.start <= offset <= found.end <= len(text)
            assert card_as_plaintext(found.card).strip()
    assert cards > 20


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "# PyCon 2014\n",
                    "## July 22\n",
                    "### 9:00 A - Ada Lovelace\n",
                    "[x]: <y\n",
                    "[a](#b) [x] [[w#z]]\n",
                ),
                *("```py\n", "* * *\n", "- [ ] #tag\n", "\n", "Date: 2014-07-22\n", ".. _x:\n", "*** z\n", "=====\n"),
                *("| a | b |\n", "\r", "\x00"),
            ]
        ),
        max_size=12,
    ),
    st.sampled_from(["a.md", "a.rst", "a.org", "a.txt", ""]),
)
@settings(max_examples=60, deadline=None)
def test_any_notes_can_be_asked_anywhere(pieces: list[str], path: str) -> None:
    text = "".join(pieces)
    notes = understand(parse(text, path), path)
    for offset in range(len(text) + 1):
        found = hover(notes, offset, path, EmptyLibrary())
        if found is not None:
            assert 0 <= found.start <= offset <= found.end <= len(text)
            assert card_as_markdown(found.card)
            assert "\n\n\n" not in card_as_plaintext(found.card)
