"""What is said of a rule besides its own words: on the command line and on the page of the rules alike."""

from notes_lsp.rules.base import FixKind, Rule

# A word for a list, and a sentence.
FIX_WORDS: dict[FixKind, str] = {"none": "", "safe": "fix", "unsafe": "unsafe fix", "both": "fix"}
_FIXES: dict[FixKind, str] = {
    "none": "There is no fix.",
    "safe": "`--fix` mends it.",
    "unsafe": "`--unsafe-fixes` mends it; that may change what the notes mean, so look it over.",
    "both": "`--fix` mends it where that can't change what the notes mean, `--unsafe-fixes` also elsewhere.",
}


def state_of(rule: Rule) -> str:
    """Its severity, whether it runs, and whether there is a fix, in one paragraph."""
    runs = "On unless it is ignored." if rule.on else f"Off unless it is selected: `--extend-select {rule.code}`."
    return f"{rule.severity.capitalize()}. {runs} {_FIXES[rule.fixes]}"


def choices_of(rule: Rule) -> tuple[tuple[str, str], ...]:
    """How to choose about the rule: what to write, and what that does."""
    return (
        (f"<!-- notes-lsp: ignore {rule.code} -->", "leaves out one finding"),
        (f'ignore = ["{rule.code}"]', "in the settings: all of them"),
        (f'severities = {{ {rule.code} = "hint" }}', "in the settings: another severity"),
    )
