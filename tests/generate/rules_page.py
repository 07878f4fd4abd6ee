"""The page that is made from the rules: ``docs/rules.md``, to which an editor's diagnostics lead.

``UPDATE=1 pytest tests/rules/test_rules_page.py`` writes it.
"""

from notes_lsp.rules.base import Rule
from notes_lsp.rules.described import FIX_WORDS, state_of
from notes_lsp.rules.registry import RULES

_HEAD = """\
# Rules

What `notes-lsp --check` finds, and what an editor underlines. Which of them run, and how severe they are, is chosen on
the command line and in the [settings](settings.md): `select`, `ignore`, `extend-select`, `severities` and
`per-file-ignores`.

A comment in the notes keeps findings from being shown, all of them or those of the rules it names:

| Where | What it covers |
| --- | --- |
| `[the slides](gone.pdf) <!-- notes-lsp: ignore missing-file -->` | its line |
| `<!-- notes-lsp: ignore missing-file, heading-space -->`, on a line of its own | what stands below: a paragraph, a heading, the first paragraph of a list item, a table, a block of code |
| `<!-- notes-lsp: ignore-start missing-file -->` | up to `<!-- notes-lsp: ignore-end missing-file -->`, or to the end |
| `<!-- notes-lsp: ignore-file missing-file -->`, anywhere | the whole file |

reStructuredText has `.. notes-lsp: ignore missing-file`, Org and plain text have `# notes-lsp: ignore missing-file`,
on a line of its own. In code none of these is a comment.
"""


def rules_page() -> str:
    """``docs/rules.md``."""
    rows = ["| Rule | Severity | | What it finds |", "| --- | --- | --- | --- |"]
    rows += [
        f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {FIX_WORDS[rule.fixes]} | {rule.summary} |"
        for rule in RULES
    ]
    return "\n".join([_HEAD, *rows, "", *[_section(rule) for rule in RULES]])


def _section(rule: Rule) -> str:
    return "\n".join(
        [
            f"## {rule.code}",
            "",
            rule.summary,
            "",
            state_of(rule),
            "",
            rule.reason,
            "",
            "Finds something:",
            "",
            *_example(rule.bad),
            "",
            "Finds nothing:",
            "",
            *_example(rule.good),
            "",
        ]
    )


def _example(notes: str) -> list[str]:
    fence = "~~~~" if "~~~" in notes else "~~~"
    return [f"{fence}text", *notes.rstrip("\n").split("\n"), fence]
