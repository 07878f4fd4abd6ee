"""The page that is made from the rules: ``docs/rules.md``, to which an editor's diagnostics lead.

``UPDATE=1 pytest tests/rules/test_rules_page.py`` writes it.
"""

from notes_lsp.rules.base import Rule
from notes_lsp.rules.registry import RULES

_HEAD = """\
# Rules

What `notes-lsp --check` finds, and what an editor underlines. `select` and `ignore` choose among them, on the command
line and in the [settings](settings.md).
"""


def rules_page() -> str:
    """``docs/rules.md``."""
    rows = ["| Rule | Severity | What it finds |", "| --- | --- | --- |"]
    rows += [f"| [`{rule.code}`](#{rule.code}) | {rule.severity} | {rule.summary} |" for rule in RULES]
    return "\n".join([_HEAD, *rows, "", *[_section(rule) for rule in RULES]])


def _section(rule: Rule) -> str:
    runs = "On unless it is ignored." if rule.on else "Off unless it is selected."
    return "\n".join(
        [
            f"## {rule.code}",
            "",
            f"{rule.summary} {rule.severity.capitalize()}. {runs}",
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
