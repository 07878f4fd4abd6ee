"""``notes-lsp --list-rules`` and ``notes-lsp --explain RULE``."""

import textwrap

from notes_lsp.cli.chosen import rule_named
from notes_lsp.cli.streams import write_out
from notes_lsp.cli.terminal import Terminal, visible
from notes_lsp.rules.base import Rule
from notes_lsp.rules.described import FIX_WORDS, choices_of, state_of
from notes_lsp.rules.registry import RULES

_SEVERITY_WIDTH = len("information")
_FIX_WIDTH = max(map(len, FIX_WORDS.values()))


def list_rules(terminal: Terminal) -> int:
    """List what ``--check`` can find."""
    width = max((len(rule.code) for rule in RULES), default=0)
    lines = []
    for rule in RULES:
        code = terminal.paint(rule.code.ljust(width), "bold")
        summary = rule.summary if rule.on else f"{rule.summary} Off unless selected."
        indent = width + _SEVERITY_WIDTH + _FIX_WIDTH + 6
        wrapped = textwrap.wrap(summary, max(terminal.columns - indent, 30)) if terminal.interactive else [summary]
        fix = FIX_WORDS[rule.fixes].ljust(_FIX_WIDTH)
        lines.append(f"{code}  {rule.severity.ljust(_SEVERITY_WIDTH)}  {fix}  {wrapped[0]}")
        lines += [" " * indent + rest for rest in wrapped[1:]]
    write_out("\n".join(lines))
    return 0


def explain_rule(code: str, terminal: Terminal) -> int:
    """Say what a rule finds, why a note taker would care, and what it looks like."""
    rule = rule_named(code, RULES, "--explain")
    lines = [
        terminal.paint(rule.code, "bold"),
        "",
        *textwrap.wrap(rule.summary, terminal.columns),
        "",
        *textwrap.wrap(state_of(rule).replace("`", ""), terminal.columns),
        "",
        *textwrap.wrap(rule.reason, terminal.columns),
    ]
    lines += ["", terminal.paint("Finds something:", "bold", "red"), "", *_indented(rule.bad)]
    lines += ["", terminal.paint("Finds nothing:", "bold", "green"), "", *_indented(rule.good)]
    lines += ["", terminal.paint("To choose:", "bold"), "", *_choices(rule)]
    write_out("\n".join(lines))
    return 0


def _choices(rule: Rule) -> list[str]:
    choices = choices_of(rule)
    width = max(len(written) for written, _ in choices)
    return [f"    {written.ljust(width)}  {does}" for written, does in choices]


def _indented(example: str) -> list[str]:
    return [f"    {visible(line)}".rstrip() for line in example.rstrip("\n").split("\n")]
