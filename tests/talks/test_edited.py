"""Notes that were understood again after an edit are what they would have been without the version before."""

import random
from pathlib import Path
from typing import Any

import pytest

from notes_lsp.syntax.markdown import read_markdown
from notes_lsp.syntax.markdown_parts import edit_markdown, read_markdown_in_parts
from notes_lsp.talks import edited
from notes_lsp.talks.edited import understand_edited
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand

EXAMPLES = sorted((Path(__file__).parents[2] / "notes").rglob("*.md"))

PIECES = [
    "\n### ", "## ", "x", "a", "b ", "\n", "\n\n", "- ", "by Ann Lee", "Speaker: Bo Kim\n", "10:30 ", " - Ann Lee", "```\n",
    "**B**\n\n", "TODO", "[a](b)", "#### Ann Lee\n", "\n# ", "|", "Tuesday", "Keynotes", "\nWednesday\n---------\n\n",
]  # fmt: skip


def all_that_is_said(notes: Notes) -> Any:
    days = [
        (d.start, d.end, d.label, d.label_start, d.label_end, d.date, d.weekday, d.number, [t.start for t in d.talks])
        for d in notes.days
    ]
    talks = [(t.start, t.end, t.heading, t.heading_start, t.heading_end, t.group, t.details) for t in notes.all_talks]
    return notes.conference, days, talks, notes.single_talk, notes.name_day


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_random_edits_give_what_the_text_afresh_gives(path: Path, seed: int) -> None:
    chance = random.Random(f"{path.name} {seed}")
    text = path.read_text(encoding="utf-8")
    document = read_markdown_in_parts(text)
    notes = understand(document, path.name)

    for _ in range(20):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 0, 0, 1, 2, 5)))
        new = "".join(chance.choices(PIECES, k=chance.choice((0, 1, 1, 1, 2))))
        text = text[:start] + new + text[end:]
        document = edit_markdown(document, start, end, new)
        notes = understand_edited(notes, document, path.name)

        assert all_that_is_said(notes) == all_that_is_said(understand(read_markdown(text), path.name))


TWO_DAYS = """\
# PyCon 2020

## Monday

### 9:00 One - Ann Lee

- first

#### Questions

- TODO: ask

### Two

by Bo Kim

- second

## Tuesday

### Three

- third
"""


def talks_kept(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> list[str] | None:
    """The talks that stay the objects they were when ``old`` becomes ``new``; None where all is understood anew."""
    asked = []
    monkeypatch.setattr(edited, "understand", lambda *args: asked.append(args) or understand(*args))
    before = understand(read_markdown_in_parts(TWO_DAYS))
    assert before.by_parts
    start = TWO_DAYS.index(old)
    after = understand_edited(before, edit_markdown(before.document, start, start + len(old), new))
    if asked:
        return None
    kept = set(map(id, before.all_talks))
    readers = {id(talk.read_details) for talk in before.all_talks}
    assert sum(id(talk.read_details) not in readers for talk in after.all_talks) <= 1
    return [talk.heading for talk in after.all_talks if id(talk) in kept]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("- second", "- seconds", ["9:00 One - Ann Lee"]),
        ("- third", "- thirds", ["9:00 One - Ann Lee", "Two"]),
        ("- first", "- firsts", []),
        ("TODO: ask", "ask", []),
        ("### Two", "### Too", None),
        ("by Bo Kim", "bye", None),
        ("- second", "### Four", None),
        ("# PyCon 2020", "# PyCon 2021", None),
    ],
)
def test_what_an_edit_does_not_touch_is_not_understood_again(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, expected: list[str] | None
) -> None:
    assert talks_kept(monkeypatch, old, new) == expected
