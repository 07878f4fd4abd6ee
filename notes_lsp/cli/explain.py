"""``notes-lsp --list-rules`` and ``notes-lsp --explain RULE``."""

import textwrap

from notes_lsp.cli.check import rule_named
from notes_lsp.cli.streams import write_out
from notes_lsp.cli.terminal import Terminal, visible
from notes_lsp.rules.registry import RULES

_SEVERITY_WIDTH = len("information")


def list_rules(terminal: Terminal) -> int:
    """List what ``--check`` can find."""
    width = max((len(rule.code) for rule in RULES), default=0)
    lines = []
    for rule in RULES:
        code = terminal.paint(rule.code.ljust(width), "bold")
        summary = rule.summary if rule.on else f"{rule.summary} Off unless selected."
        indent = width + _SEVERITY_WIDTH + 4
        wrapped = textwrap.wrap(summary, max(terminal.columns - indent, 30)) if terminal.interactive else [summary]
        lines.append(f"{code}  {rule.severity.ljust(_SEVERITY_WIDTH)}  {wrapped[0]}")
        lines += [" " * indent + rest for rest in wrapped[1:]]
    write_out("\n".join(lines))
    return 0


def explain_rule(code: str, terminal: Terminal) -> int:
    """Say what a rule finds, why a note taker would care, and what it looks like."""
    rule = rule_named(code, RULES, "--explain")
    runs = "on by default" if rule.on else f"off by default; --select {rule.code} runs it"
    lines = [
        terminal.paint(rule.code, "bold") + terminal.paint(f" ({rule.severity}, {runs})", "dim"),
        "",
        *textwrap.wrap(rule.summary, terminal.columns),
        "",
        *textwrap.wrap(rule.reason, terminal.columns),
    ]
    lines += ["", terminal.paint("Finds something:", "bold", "red"), "", *_indented(rule.bad)]
    lines += ["", terminal.paint("Finds nothing:", "bold", "green"), "", *_indented(rule.good)]
    write_out("\n".join(lines))
    return 0


def _indented(example: str) -> list[str]:
    return [f"    {visible(line)}".rstrip() for line in example.rstrip("\n").split("\n")]
