"""Completion of speakers, tags and languages."""

import pytest

from completions import PATH, applied, check, completions, items, labels
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand

RST, ORG, TXT = "/conf/2014/now.rst", "/conf/2014/now.org", "/conf/2014/now.txt"
ADA_AND_GRACE = ["Ada Lovelace", "Grace Hopper"]

DAY = """\
# Conf 2014

## Tuesday, July 22nd

### 10:30 Types - Ada Lovelace

- a note

### 11:15 Boxes - Grace Hopper

- a note

"""


@pytest.mark.parametrize(
    ("marked", "path"),
    [
        ("Speaker: $0", PATH),
        ("- Speaker: $0", PATH),
        ("* **Speakers**: $0", PATH),
        ("**Presenter:** $0", PATH),
        ("Sprecherin: $0", PATH),
        ("- Intervenante : $0", PATH),
        ("- 登壇者：$0", PATH),
        ("---\nspeaker: $0\n---\n", PATH),
        ("---\nspeakers: [$0]\n---\n", PATH),
        ("---\ntitle: x\nspeakers:\n  - $0\n---\n", PATH),
        (":Speaker: $0", RST),
        ("#+SPEAKER: $0", ORG),
        ("Notes\n\nspeaker: $0", TXT),
        ("# One talk\n\nby $0", PATH),
        ("# One talk\n\n- by $0", PATH),
    ],
)
def test_speakers_where_a_key_or_a_by_asks_for_them(marked: str, path: str) -> None:
    assert labels(marked, path) == ADA_AND_GRACE


@pytest.mark.parametrize(
    "marked",
    [
        "Speakers are: $0",
        "Room: $0",
        "the speaker $0",
        "Speaker: https://$0",
        "Speaker: 12$0",
        "Speaker: somebody who is far too long a name to be one of ours$0",
        "# One talk\n\n- one\n- two\n- three\n\nby $0",
        "by $0",
        "---\ntitle: by $0\n---\n",
        "---\nrooms:\n  - $0\n---\n",
        "---\ntitle: x\n  - $0\n---\n",
        "# One talk - Ada Lovelace\n\nby $0",
        "# One talk\n\nAda$0",
    ],
)
def test_no_speakers_elsewhere(marked: str) -> None:
    assert items(marked) == ()


def test_the_most_frequent_speaker_comes_first_with_the_last_talk() -> None:
    files = {
        "/conf/a.md": "# Conf 2013\n\n## Day 1\n\n### Old talk - Grace Hopper\n\n### Older - Ada Lovelace\n",
        "/conf/b.md": "# Conf 2015\n\n## Day 1\n\n### New talk - Grace Hopper\n\n",
    }
    assert [(item.label, item.detail) for item in items("Speaker: $0", files=files)] == [
        ("Grace Hopper", "New talk · Conf 2015"),
        ("Ada Lovelace", "Older · Conf 2013"),
    ]


def test_what_is_being_typed_is_no_known_speaker() -> None:
    assert labels("# A talk\n\nSpeaker: Gr$0") == ADA_AND_GRACE
    assert labels("# A talk\n\nSpeaker: Gr$0", "", {}) == []


def test_a_name_is_replaced_and_others_of_the_line_stay() -> None:
    check("Speaker: Gr$0ant", ["Speaker: ⟦Ada Lovelace⟧", "Speaker: ⟦Grace Hopper⟧"])
    check("Speaker: Ada Lovelace, G$0", ["Speaker: Ada Lovelace, ⟦Grace Hopper⟧"])
    check("Speaker: Ada Lovelace and $0", ["Speaker: Ada Lovelace and ⟦Grace Hopper⟧"])
    check("Speaker: $0, IBM", ["Speaker: ⟦Ada Lovelace⟧, IBM", "Speaker: ⟦Grace Hopper⟧, IBM"])


def test_a_key_gets_the_space_that_is_not_there_yet() -> None:
    check("Speaker:$0", ["Speaker:⟦ Ada Lovelace⟧", "Speaker:⟦ Grace Hopper⟧"])


@pytest.mark.parametrize(
    ("notes", "line"),
    [
        (DAY, "### 12:00 Foo - $0"),
        (DAY, "### 12:00 Foo -$0"),
        (DAY, "### 12:00 Foo - A$0"),
        (DAY.replace(" - ", " by "), "### 12:00 Foo by $0"),
        (DAY.replace(" - ", " | "), "### Foo | A$0"),
        (DAY.replace(" - ", " (").replace("Lovelace", "Lovelace)").replace("Hopper", "Hopper)"), "### Foo ($0)"),
        (DAY.replace("Types - Ada Lovelace", "Ada Lovelace - Types"), "### 12:00 $0"),
    ],
)
def test_a_heading_offers_speakers_where_those_of_this_file_are(notes: str, line: str) -> None:
    if "Ada Lovelace - Types" in notes:
        notes = notes.replace("Boxes - Grace Hopper", "Grace Hopper - Boxes")
    assert labels(notes + line) == ADA_AND_GRACE


@pytest.mark.parametrize(
    "line",
    [
        "### 12:00 Foo (A$0",
        "### 12:00 Foo by A$0",
        "### 12:00 A$0",
        "## Foo - $0",
        "- a note - $0",
        "#### A part - $0",
        "### - $0",
    ],
)
def test_a_heading_offers_none_elsewhere(line: str) -> None:
    assert items(DAY + line) == ()


def test_a_plain_heading_offers_speakers_too() -> None:
    text = (
        DAY.replace("### 10:30 ", "")
        .replace("### 11:15 ", "")
        .replace("## ", "")
        .replace("# ", "")
        .replace("- a note", "  • a note")
    )
    assert labels(text + "Foo - $0\n\n  • b\n", TXT) == ADA_AND_GRACE


def test_a_bare_line_offers_speakers_where_other_talks_have_one() -> None:
    text = DAY.replace(" - Ada Lovelace", "\n\nAda Lovelace").replace(" - Grace Hopper", "\n\nGrace Hopper")
    assert labels(text + "### 12:00 Foo\n\nG$0") == ADA_AND_GRACE
    assert "speaker" not in [item.kind for item in items(text + "### 12:00 Foo\n\n$0")]
    assert labels(text + "### 12:00 Foo\n\ng$0") == []
    assert labels(DAY + "### 12:00 Foo\n\nG$0") == []


def test_the_speaker_that_was_chosen_is_read_as_one() -> None:
    for line in ("### 12:00 Foo - $0", "### 12:00 Foo\n\nSpeaker: $0", "### 12:00 Foo\n\nby $0"):
        text, _, found = completions(DAY + line)
        changed = applied(text, found.items[1])
        talks = understand(parse(changed, PATH), PATH).all_talks
        assert [speaker.name for speaker in talks[-1].speakers] == ["Grace Hopper"]


# --- tags -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "path"),
    [
        ("see #$0", PATH),
        ("see #py$0", PATH),
        ("see (#$0)", PATH),
        ("#p$0", PATH),
        ("- #t$0", PATH),
        ("---\ntags: $0\n---\n", PATH),
        ("---\ntags: [news, $0]\n---\n", PATH),
        ("---\ntags:\n  - news\n  - $0\n---\n", PATH),
        ("see #$0", RST),
        (":Tags: $0", RST),
        ("#+FILETAGS: :$0", ORG),
        ("see #$0", TXT),
    ],
)
def test_tags_at_the_start_of_a_word_and_in_the_head(marked: str, path: str) -> None:
    assert [name.lstrip("#") for name in labels(marked, path) if "news" not in name] == ["python", "tools"]


@pytest.mark.parametrize(
    "marked",
    [
        "#$0",
        "##$0",
        "## A title #$0",
        "C#$0",
        "a/#$0",
        "##p$0",
        "see #1$0",
        "issue #1$02",
        "`#$0`",
        "https://x.org/#$0",
        "&#$0",
        "tags: $0",
        "---\ntitle: #$0\n---\n",
    ],
)
def test_no_tags_elsewhere(marked: str) -> None:
    assert items(marked) == ()


def test_a_tag_is_replaced_to_its_end_and_keeps_its_sign() -> None:
    check("see #py$0pi or", ["see #⟦python⟧ or", "see #⟦tools⟧ or"])


def test_tags_come_by_their_number_without_the_one_that_is_typed() -> None:
    files = {"/conf/a.md": "Some #b and #b and #a.\n", "/conf/c.md": "One #c.\n"}
    assert [(item.label, item.detail) for item in items("so #b and #c$0", files=files)] == [
        ("#b", "3 times"),
        ("#a", "once"),
        ("#c", "once"),
    ]
    assert labels("so #b and #c$0", "", {}) == ["#b"]


# --- languages ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "path", "expected"),
    [
        ("```$0", PATH, "```⟦python⟧"),
        ("```$0\nx = 1\n```\n", PATH, "```⟦python⟧"),
        ("~~~~ $0", PATH, "~~~~ ⟦python⟧"),
        ("- ```py$0thon3", PATH, "- ```⟦python⟧"),
        ("> ```$0", PATH, "> ```⟦python⟧"),
        ("1. one\n\n   ```$0", PATH, "   ```⟦python⟧"),
        ("```$0", TXT, "```⟦python⟧"),
        (".. code-block:: $0", RST, ".. code-block:: ⟦python⟧"),
        (".. code-block::$0", RST, ".. code-block::⟦ python⟧"),
        (".. sourcecode:: py$0", RST, ".. sourcecode:: ⟦python⟧"),
        ("#+BEGIN_SRC $0\n#+END_SRC", ORG, "#+BEGIN_SRC ⟦python⟧"),
        ("#+begin_src$0\n#+end_src", ORG, "#+begin_src⟦ python⟧"),
    ],
)
def test_languages_where_a_block_of_code_opens(marked: str, path: str, expected: str) -> None:
    text, _, found = completions(marked, path)
    line = applied(text, found.items[0], mark=True).split("\n")
    assert expected in line


@pytest.mark.parametrize(
    ("marked", "path"),
    [
        ("```\nx\n```$0", PATH),
        ("```\n```$0", PATH),
        ("``$0", PATH),
        ("say ```$0", PATH),
        ("``` {$0", PATH),
        ("```python x$0", PATH),
        ("```$0", RST),
        (".. note:: $0", RST),
        ("#+BEGIN_QUOTE $0\n#+END_QUOTE", ORG),
    ],
)
def test_no_languages_elsewhere(marked: str, path: str) -> None:
    assert items(marked, path) == ()


def test_languages_of_the_file_come_first_and_once() -> None:
    text = "```bash\nls\n```\n\n```lua\nx\n```\n\n```bash\nls\n```\n\n```$0\n```\n"
    found = labels(text)
    assert found[:3] == ["bash", "lua", "python"]
    assert "shell" not in found, "bash is what this file calls it"
    assert len(found) == len(set(found))


def test_other_names_of_a_language_find_it() -> None:
    (cpp,) = [item for item in items("```$0") if item.label == "cpp"]
    assert cpp.filter_text == "cpp c++"
