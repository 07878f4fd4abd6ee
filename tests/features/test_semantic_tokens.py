"""What is coloured as a day, a talk, a speaker, a time or a key.

Expectations are the text itself with tags around its tokens: ``<talk>Types</talk>``.
"""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_lsp.features.semantic_tokens import SemanticToken, semantic_tokens
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

NOTES = Path(__file__).parents[2] / "notes"
FILES = sorted(path for path in NOTES.rglob("*") if path.is_file())
TAG = re.compile(r"</?(?:day|talk|speaker|time|key)>")
PIECES = [
    "# Conf 2014\n",
    "## 22 July\n",
    "### ",
    "**Speaker**: ",
    "- ",
    "10:00-10:45 ",
    "Ada Lovelace",
    " - ",
    "`",
    "\n",
]
PIECES += [
    "[x](y.md)",
    ":",
    "Types",
    "\r\n",
    "```\n",
    "---\n",
    "日目：",
    "\n\n",
    "Time: ",
    "(",
    ")",
    "https://example.org ",
]


def tokens_of(text: str, name: str, *span: int) -> tuple[SemanticToken, ...]:
    return semantic_tokens(understand(parse(text, name), name), *span)


def drawn(text: str, tokens: tuple[SemanticToken, ...]) -> str:
    for token in reversed(tokens):
        inside = text[token.start : token.end]
        text = f"{text[: token.start]}<{token.kind}>{inside}</{token.kind}>{text[token.end :]}"
    return text


def check(marked: str, name: str = "notes.md") -> None:
    text = TAG.sub("", marked)
    assert drawn(text, tokens_of(text, name)) == marked


def assert_in_order(text: str, tokens: tuple[SemanticToken, ...]) -> None:
    done = 0
    for token in tokens:
        assert done <= token.start < token.end <= len(text), "tokens are sorted and never overlap"
        assert not set(text[token.start : token.end]) & {"\n", "\r"}, "a token lies within one line"
        done = token.end


def test_a_conference() -> None:
    check(
        """\
# EuroPython 2014

## <day>Tuesday, July 22nd</day>

### <time>10:30</time> <talk>Types</talk>, by <speaker>Ada Lovelace</speaker>

- <key>slides</key>: https://example.org/types
- note: the first of many
- 10:15 is a verse

### <talk>Generators</talk>

- **<key>Speakers</key>**: <speaker>Grace Hopper</speaker>, <speaker>Alan Turing</speaker>
- __<key>Time</key>:__ <time>11:00 - 11:45</time>
- [ ] <key>video</key>: ask for it
"""
    )


def test_restructuredtext() -> None:
    check(
        """\
EuroPython 2014
===============

<day>Thursday, July 24th</day>
-------------------

<talk>Services instead of one</talk>
~~~~~~~~~~~~~~~~~~~~~~~

:<key>Speaker</key>: <speaker>Amanda Reyes</speaker>
:<key>Time</key>: <time>10:30</time>
:Colour: blue

- note

::

    Speaker: in code

<talk>Types</talk>
~~~~~

- note
""",
        "notes.rst",
    )


def test_org() -> None:
    check(
        """\
#+<key>TITLE</key>: <talk>Queues without a broker</talk>
#+<key>SPEAKER</key>: <speaker>Hana Novak</speaker>
#+CATEGORY: talks

* A table is a queue

- a row is a job

#+BEGIN_SRC python
time: int = 3
#+END_SRC
""",
        "notes.org",
    )


def test_plain_text() -> None:
    check(
        """\
EuroPython 2014 notes

<day>Tuesday, July 22nd</day>

<talk>Tests for code that never had any</talk>

  • start at the outside
  • <key>Slides</key>: to come

<speaker>Amanda Reyes</speaker> - <talk>a platform made of small services</talk>

  • nginx in front
""",
        "notes.txt",
    )


def test_windows_line_ends() -> None:
    check(
        "# Conf 2014\r\n\r\n## <day>July 22nd</day>\r\n\r\n### <talk>Types</talk>\r\n\r\n<key>Room</key>: 1\r\n- a\r\n"
    )


def test_code_and_links_in_a_title_are_left_to_the_grammar() -> None:
    check(
        "# Conf 2014\n\n## <day>July 22nd</day>\n\n### <talk>How</talk> `map` <talk>and</talk> [filter](x.md) <talk>work</talk>\n"
    )


def test_a_title_that_is_a_link_as_a_whole_is_a_title() -> None:
    check("# Conf 2014\n\n## <day>July 22nd</day>\n\n### [<talk>Types</talk>](https://example.org/types)\n\n- note\n")


def test_keys_are_whole_words_at_the_beginning_of_a_line() -> None:
    check(
        """\
# <talk>A talk</talk>

- the speaker: said so
- <key>Room</key>: upstairs
- roomy: yes
> <key>Date</key>: unknown
1. <key>where</key>：upstairs
- video://not-a-key
- title case
"""
    )


def test_keys_in_code_comments_and_front_matter_are_none() -> None:
    check(
        """\
---
title: Types
room: 1
---

# <talk>Types</talk>

<!--
room: 2
-->

```yaml
room: 3
```

<key>room</key>: 4

    room: 5

<key>room</key>: 6
"""
    )


def test_a_key_that_is_a_heading_of_its_own_stays_a_title() -> None:
    check("# Conf 2014\n\n## <day>July 22nd</day>\n\n### <talk>Time: a history</talk>\n\n- note\n")


def test_a_speaker_in_the_title_is_a_speaker() -> None:
    check(
        "# Conf 2014\n\n## <day>July 22nd</day>\n\n### <talk>Keynote</talk>: <speaker>Ada Lovelace</speaker>\n\n- note\n"
    )


def test_a_talk_without_a_title_has_none() -> None:
    check("EuroPython 2014\n\n<day>July 22nd</day>\n\n- the title was lost\n- but not the notes\n", "notes.txt")


def test_empty_notes_have_no_tokens() -> None:
    check("")
    check("\n\n")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_range_gives_those_of_the_whole_that_reach_into_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    every = tokens_of(text, path.name)
    assert_in_order(text, every)
    chance = random.Random(path.name)
    for _ in range(20):
        start = chance.randrange(len(text))
        end = min(start + chance.randrange(2000), len(text))
        assert tokens_of(text, path.name, start, end) == tuple(
            token for token in every if token.start < end and token.end > start
        )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(["a.md", "a.rst", "a.org", "a.txt"])
)
def test_whatever_the_text_tokens_are_in_order(text: str, name: str) -> None:
    assert_in_order(text, tokens_of(text, name))
