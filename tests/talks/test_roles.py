"""Which lines of made-up notes are conference, day, group and talk: one shape of notes per case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from outlines import outline_of

CASES: list[tuple[str, str, str, list[str]]] = [
    (
        "same level = rst days",
        "n.rst",
        """\
DevSummit 2013
==============

7月10日
=======

基調講演
========

- a

Rubyの未来
==========

- b

Day2
====

テスト入門
==========

- c
- d

クラウド
========

- e
""",
        [
            "conference DevSummit 2013 (2013)",
            "4 day 7月10日 2013-07-10",
            "  7 talk 基調講演",
            "  12 talk Rubyの未来",
            "17 day Day2 -",
            "  20 talk テスト入門",
            "  26 talk クラウド",
        ],
    ),
    (
        "day2 only; talks before",
        "n.md",
        """\
# KodConf 2014

### Opening Systems

Ada Quill

- a

### Deep Nets

Bo Reed

- b

## Day 2

### Small Data

Cy Young

- c

### Fast Data

- d
""",
        [
            "conference KodConf 2014 (2014)",
            "3 talk Opening Systems | Ada Quill",
            "9 talk Deep Nets | Bo Reed",
            "15 day Day 2 -",
            "  17 talk Small Data | Cy Young",
            "  23 talk Fast Data",
        ],
    ),
    (
        "H2 bare talk then H3 Talk n",
        "n.md",
        """\
## Hallway

- x

### Talk 1: Scaling Things - Ada Quill

- a

### Talk 2: Breaking Things - Bo Reed

- b

### Talk 3: Mending Things - Cy Young

- c
""",
        [
            "1 talk Hallway",
            "5 talk Scaling Things | Ada Quill",
            "9 talk Breaking Things | Bo Reed",
            "13 talk Mending Things | Cy Young",
        ],
    ),
    (
        "bullets by",
        "n.md",
        """\
# FOSS 2019

## Saturday, Feb 2

- [*Rust in anger*][r] by Ada Quill
  - fast
- [*Go in peace*][g] by Bo Reed
- [*C in doubt*][c] by Cy Young

[r]: http://a
[g]: http://b
[c]: http://d
""",
        [
            "conference FOSS 2019 (2019)",
            "3 day Saturday, Feb 2 2019-02-02",
            "  5 talk Rust in anger | Ada Quill",
            "  7 talk Go in peace | Bo Reed",
            "  8 talk C in doubt | Cy Young",
        ],
    ),
    (
        "sat time in heading",
        "n.md",
        """\
# FOSDEM

## Saturday 10:00 Rust in anger - Ada Quill

- a

## Saturday 11:00 Go in peace - Bo Reed

- b

## Sunday 10:00 C in doubt - Cy Young

- c
""",
        [
            "conference FOSDEM",
            "3 talk 10:00 Rust in anger | Ada Quill",
            "7 talk 11:00 Go in peace | Bo Reed",
            "11 talk 10:00 C in doubt | Cy Young",
        ],
    ),
    (
        "french",
        "n.md",
        """\
# Notes PyConFr 2023

# Jour 1 - vendredi 22 septembre

## 10h30 : Les tests - Ada Plume - Acme

- a

## 11h30 : La suite - Bo Roseau - Zeta

- b

# Jour 2 - samedi 23 septembre

## 14h : Fin - Cy Jeune - Omega

- c
""",
        [
            "conference PyConFr 2023 (2023)",
            "3 day Jour 1 - vendredi 22 septembre 2023-09-22",
            "  5 talk 10h30 Les tests | Ada Plume",
            "  9 talk 11h30 La suite | Bo Roseau",
            "13 day Jour 2 - samedi 23 septembre 2023-09-23",
            "  15 talk 14h Fin | Cy Jeune",
        ],
    ),
    (
        "no-space heads",
        "n.md",
        """\
#WebCamp 2016

##Choose Wisely

- a

##Read Often

- b

##Write Seldom

- c
""",
        [
            "3 talk Choose Wisely",
            "7 talk Read Often",
            "11 talk Write Seldom",
        ],
    ),
    (
        "US dates",
        "n.md",
        """\
# Expo

## 9/3/2025

### A b c

- a

## 9/4/2025

### D e f

- a
""",
        [
            "conference Expo",
            "3 day 9/3/2025 2025-09-03",
            "  5 talk A b c",
            "9 day 9/4/2025 2025-09-04",
            "  11 talk D e f",
        ],
    ),
    (
        "title H1 day",
        "2024_10_09.md",
        """\
# Smashing Conf Freiburg - 10/9/2024

## Design systems

Ada Quill

- a

## Layout tricks

Bo Reed

- b
""",
        [
            "conference Smashing Conf Freiburg",
            "1 day 10/9/2024 -",
            "  3 talk Design systems | Ada Quill",
            "  9 talk Layout tricks | Bo Reed",
        ],
    ),
    (
        "table",
        "n.md",
        """\
# MiniConf 2020

| Time | Talk | Speaker |
|---|---|---|
| 10:00 | Rust in anger | Ada Quill |
| 11:00 | Go in peace | Bo Reed |
| 12:00 | C in doubt | Cy Young |
""",
        [
            "conference MiniConf 2020 (2020)",
            "5 talk 10:00 Rust in anger | Ada Quill",
            "6 talk 11:00 Go in peace | Bo Reed",
            "7 talk 12:00 C in doubt | Cy Young",
        ],
    ),
    (
        "meetup one talk",
        "rust.md",
        """\
# Rust in anger

*Ada Quill, Acme*

## Why

- x

## Borrowing

- y

## Lifetimes

- z
""",
        [
            "1 single Rust in anger | Ada Quill",
        ],
    ),
    (
        "one talk no facts",
        "rust.md",
        """\
# Rust in anger

## Why

- x

## Borrowing

- y

## Lifetimes

- z
""",
        [
            "1 single Rust in anger",
        ],
    ),
    (
        "conf no facts",
        "rust.md",
        """\
# RustConf 2021

## Async in depth

- x

## Borrowing well

- y

## Embedded at scale

- z
""",
        [
            "conference RustConf 2021 (2021)",
            "3 talk Async in depth",
            "7 talk Borrowing well",
            "11 talk Embedded at scale",
        ],
    ),
    (
        "lightning lines",
        "lightning-talks/friday.txt",
        """\
Rust in anger - fast - safe
Go in peace - simple
C in doubt - old
Zig in haste - new
Python in love - dyn
""",
        [
            "1 talk Rust in anger - fast - safe",
            "2 talk Go in peace - simple",
            "3 talk C in doubt - old",
            "4 talk Zig in haste - new",
            "5 talk Python in love - dyn",
        ],
    ),
    (
        "plain txt no day",
        "g.txt",
        """\
GopherCon 2015 notes

Rust in anger

- a
- b

Go in peace

- c

C in doubt

- d
""",
        [
            "conference GopherCon 2015 (2015)",
            "3 talk Rust in anger",
            "8 talk Go in peace",
            "12 talk C in doubt",
        ],
    ),
    (
        "plain with facts",
        "g.txt",
        """\
PyData Berlin

Day 1

Rust in anger
Ada Quill

- a

Go in peace
Bo Reed

- c

Day 2

C in doubt
Cy Young

- d
""",
        [
            "conference PyData Berlin",
            "3 day Day 1 -",
            "  5 talk Rust in anger | Ada Quill",
            "  10 talk Go in peace | Bo Reed",
            "15 day Day 2 -",
            "  17 talk C in doubt | Cy Young",
        ],
    ),
    (
        "bold days",
        "n.md",
        """\
# Conf 2018

**Day 1**

**Rust in anger**

- a

**Go in peace**

- b

**Day 2**

**C in doubt**

- c
""",
        [
            "conference Conf 2018 (2018)",
            "3 day Day 1 -",
            "  5 talk Rust in anger",
            "  9 talk Go in peace",
            "13 day Day 2 -",
            "  15 talk C in doubt",
        ],
    ),
    (
        "H1 talks name paragraphs",
        "talks.md",
        """\
# Rust in anger
Ada Quill @ada

- a

# Go in peace
Bo Reed

- b
""",
        [
            "1 talk Rust in anger | Ada Quill",
            "6 talk Go in peace | Bo Reed",
        ],
    ),
    (
        "keynote groups",
        "n.md",
        """\
# BigConf 2017

## Keynotes

### Rust in anger

- a

### Go in peace

- b

## Sessions

### C in doubt

- c

### Zig in haste

- d
""",
        [
            "conference BigConf 2017 (2017)",
            "5 talk [Keynotes] Rust in anger",
            "9 talk [Keynotes] Go in peace",
            "15 talk [Sessions] C in doubt",
            "19 talk [Sessions] Zig in haste",
        ],
    ),
    (
        "ja talk",
        "n.md",
        """\
# PyCon JP 2016 参加メモ

## 1日目

### 10:00 Pythonの未来

- スピーカー: 山田 太郎

### 11:00 テスト

## 2日目

### 10:00 機械学習
""",
        [
            "conference PyCon JP 2016 (2016)",
            "3 day 1日目 -",
            "  5 talk 10:00 Pythonの未来 | 山田 太郎",
            "  9 talk 11:00 テスト",
            "11 day 2日目 -",
            "  13 talk 10:00 機械学習",
        ],
    ),
    (
        "pipe speaker",
        "n.md",
        """\
## Rust in anger | Ada Quill

- a

## Go in peace | Bo Reed

- b

## Brad Watson | Emory University

- c
""",
        [
            "1 talk Rust in anger | Ada Quill",
            "5 talk Go in peace | Bo Reed",
            "9 talk Emory University | Brad Watson",
        ],
    ),
    (
        "setext conf",
        "n.md",
        """\
DevFest 2014
============

Rust in anger
-------------

Ada Quill

* a

Go in peace
-----------

* b
""",
        [
            "conference DevFest 2014 (2014)",
            "4 talk Rust in anger | Ada Quill",
            "11 talk Go in peace",
        ],
    ),
    (
        "the title of org notes that stands below a talk names no day",
        "n.org",
        "* Types\n#+TITLE: PyCon 2014, Day 1\n- a\n\n* Queues\n- b\n",
        ["conference PyCon 2014 (2014)", "1 talk Types", "5 talk Queues"],
    ),
]


@pytest.mark.parametrize(("name", "text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_roles(name: str, text: str, expected: list[str]) -> None:
    assert outline_of(text, name) == expected


SEED = """\
Last active August 29, 2015 14:04
EuroTalks2014 notes

Tuesday, July 22th


  • first write the test
  • then the code

Ada - a tour

  • one
import ctypes
lib = ctypes.CDLL("")

Message passing

import broken-name

Wednesday, July 23rd

Queues - which one and why

  • two
"""


def test_plain_text_as_in_the_notes_that_it_all_began_with() -> None:
    assert outline_of(SEED, "seed.txt") == [
        "conference EuroTalks2014 (2014)",
        "4 day Tuesday, July 22th 2014-07-22",
        "  7 talk ?",
        "  10 talk Ada - a tour",
        "  16 talk Message passing",
        "20 day Wednesday, July 23rd 2014-07-23",
        "  22 talk Queues - which one and why",
    ]


PIECES = st.sampled_from(
    ["# ", "## ", "### ", "- ", "**", "Day 1", "Tuesday, July 22", "10:00 ", "Ada Quill", " - ", " by ", "Speaker: ", "slides: ",
     "Keynotes", "Lunch", "\n", "\n\n", "\r", "===", "---", "| a | b |", "|---|---|", "Talk", "PyCon 2014", "http://a.b", "• ",
     "import x", "```", ":Date:", "2012-09-20", "(", ")", "[", "](x)", "TODO", "é🐍", "\x00", "title: "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(["a.md", "a.rst", "a.txt", "a.org"]))
def test_any_text_is_understood_and_its_spans_are_lawful(text: str, name: str) -> None:
    notes = understand(parse(text, name), name)

    assert notes == understand(parse(text, name), name)
    for day in notes.days:
        assert 0 <= day.start <= day.label_start <= day.label_end <= len(text)
        assert day.end <= len(text)
    previous = 0
    for talk in notes.all_talks:
        details = talk.details
        assert 0 <= talk.start <= talk.end <= len(text)
        assert previous <= talk.start
        previous = talk.start
        assert 0 <= details.title_start <= details.title_end <= len(text)
        spans = [
            *details.speakers,
            *details.bullets,
            *details.links,
            *details.snippets,
            *details.todos,
            *details.sections,
        ]
        spans += [span for span in (details.time, details.room) if span is not None]
        assert all(0 <= span.start <= span.end <= len(text) for span in spans)
