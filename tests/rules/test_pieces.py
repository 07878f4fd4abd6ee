"""What rules find part by part and talk by talk is what they find in the whole text."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from notes_lsp.rules.base import FileKind, Rule
from notes_lsp.rules.registry import RULES, check
from notes_lsp.syntax.markdown import read_markdown
from notes_lsp.syntax.markdown_parts import edit_markdown, read_markdown_in_parts
from notes_lsp.talks.roles import understand

EXAMPLES = sorted((Path(__file__).parents[2] / "notes").rglob("*.md"))

PIECES = [
    "```\n", "##x", "\n## Day 2\n", "\n### 10:30 - 9:30 Talk\n", "[a](b.md)", "[a](#b)", "[a][b]\n", "\n[b]: c.md\n", "x",
    "- ", "\n\n", "\n### One\n\n- a\n", "Tuesday, July 22th", "![p](p.png#q)",
]  # fmt: skip


class NothingThere:
    """Surroundings in which every file is missing; ``state`` is given."""

    def __init__(self, state: int = 0, kind: FileKind = "missing") -> None:
        self.state = state
        self.kind = kind

    def kind_of(self, target: str) -> FileKind | None:
        return self.kind

    def spelling_of(self, target: str) -> str | None:
        return None

    def anchors_of(self, target: str) -> frozenset[str] | None:
        return frozenset()


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_parts_and_the_whole_text_give_the_same_findings(path: Path, seed: int) -> None:
    chance = random.Random(f"{path.name} {seed}")
    text = path.read_text(encoding="utf-8")
    document = read_markdown_in_parts(text)
    surroundings = NothingThere()
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
