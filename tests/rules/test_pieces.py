"""What rules find part by part and talk by talk is what they find in the whole text."""

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from notes_lsp.links.verdicts import WebState
from notes_lsp.rules.base import FileKind, Rule
from notes_lsp.rules.registry import RULES, check
from notes_lsp.syntax.markdown import read_markdown
from notes_lsp.syntax.markdown_parts import edit_markdown, read_markdown_in_parts
from notes_lsp.talks.roles import understand

EXAMPLES = sorted((Path(__file__).parents[2] / "notes").rglob("*.md"))

PIECES = [
    "```\n", "##x", "\n## Day 2\n", "\n### 10:30 - 9:30 Talk\n", "[a](b.md)", "[a](#b)", "[a][b]\n", "\n[b]: c.md\n", "x",
    "- ", "\n\n", "\n### One\n\n- a\n", "Tuesday, July 22th", "![p](p.png#q)",
    "https://example.org/gone", "[g](https://example.org/moved)", "github.com/x/y", "`", "<!--",
    "\n1. a\n2. b\n4. c\n", "2. b\n", " ngnix ", " mulitple ", "\nSlides:\n", "\u200b", "#\xa0x\n", "py\u0442est", "“",
    "\n```\nimport os\n```\n", "TODO", "[x]()", "\n### A talk on it - Ada Vandermeer\n", "Vandemreer",
]  # fmt: skip


class NothingThere:
    """Surroundings in which every file is missing; ``state`` is given, and what is known of the ``web``."""

    def __init__(self, state: int = 0, kind: FileKind = "missing", web: Iterable[WebState] = ()) -> None:
        self.state = state
        self.kind = kind
        self.web = {known.address: known for known in web}

    def kind_of(self, target: str) -> FileKind | None:
        return self.kind

    def spelling_of(self, target: str) -> str | None:
        return None

    def anchors_of(self, target: str) -> frozenset[str] | None:
        return frozenset()

    def web_state(self, address: str) -> WebState | None:
        return self.web.get(address)


GONE = WebState("https://example.org/gone", "gone", 404, "404 Not Found", None, 0.0)
MOVED = WebState("https://example.org/moved", "moved", 200, "", "https://example.org/new", 0.0)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_parts_and_the_whole_text_give_the_same_findings(path: Path, seed: int) -> None:
    chance = random.Random(f"{path.name} {seed}")
    text = path.read_text(encoding="utf-8")
    document = read_markdown_in_parts(text)
    surroundings = NothingThere(web=[GONE, MOVED])
    for _ in range(8):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 0, 3, 40)))
        new = "".join(chance.choices(PIECES, k=2))
        text = text[:start] + new + text[end:]
        document = edit_markdown(document, start, end, new)

        found = check(understand(document, path.name), surroundings, RULES)

        assert found == check(understand(read_markdown(text), path.name), surroundings, RULES)


TEXT = "# PyCon\n\n## Day 1\n\n### One\n\n[a](b.md)\n\n### Two\n\n[a](c.md)\n"


def test_what_lies_around_is_asked_again_when_it_has_changed() -> None:
    notes = understand(read_markdown_in_parts(TEXT))

    assert [finding.start for _, finding in check(notes, NothingThere(1), RULES)] == [
        TEXT.index("b.md"),
        TEXT.index("c.md"),
    ]
    assert check(notes, NothingThere(2, "file"), RULES) == []


def test_what_is_known_of_an_address_is_asked_again_in_the_parts_that_hold_it() -> None:
    notes = understand(read_markdown_in_parts(TEXT.replace("b.md", "https://example.org/gone")))
    around = NothingThere(kind="file")
    assert check(notes, around, RULES) == []

    around.web[GONE.address] = GONE
    found = [(rule.code, finding.message) for rule, finding in check(notes, around, RULES)]
    around.web[GONE.address] = replace(GONE, age=3 * 86_400.0)
    later = [finding.message for _, finding in check(notes, around, RULES)]

    assert found == [("dead-link", "https://example.org/gone is gone (404 Not Found)")]
    assert later == ["https://example.org/gone is gone (404 Not Found), as of 3 days ago"]
    around.web.clear()
    assert check(notes, around, RULES) == []


def fails_at_the_second(rule: Rule) -> Rule:
    def check_that_fails(notes, surroundings):
        if "Two" in notes.document.text:
            raise ZeroDivisionError
        return rule.check(notes, surroundings)

    return replace(rule, check=check_that_fails)


def test_a_rule_that_fails_in_one_part_loses_what_it_found_in_others_and_nothing_else_is_lost() -> None:
    notes = understand(read_markdown_in_parts(TEXT.replace("### One", "##One")))
    rules = [fails_at_the_second(rule) if rule.code == "missing-file" else rule for rule in RULES]
    failed = []

    found = check(notes, NothingThere(), rules, lambda rule, failure: failed.append((rule.code, type(failure))))

    assert [rule.code for rule, _ in found] == ["heading-space"]
    assert failed == [("missing-file", ZeroDivisionError)]
    with pytest.raises(ZeroDivisionError):
        check(notes, NothingThere(), rules)
