"""``--completion SHELL``: a script with which a shell completes options, formats, rules and paths."""

import argparse

import shtab

from notes_lsp.cli.arguments import FORMATS, argument_parser
from notes_lsp.cli.streams import write_out
from notes_lsp.rules.registry import RULES

_RULES = ("--select", "--ignore", "--extend-select", "--explain")
_FILES = ("--config", "--output-file", "--baseline", "--stdin-filename")


def print_completion_script(shell: str) -> int:
    """Print the script for ``shell``, one of `notes_lsp.cli.arguments.SHELLS`."""
    parser = argument_parser()
    codes = [rule.code for rule in RULES]
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        _describe(action, codes)
    write_out(shtab.complete(parser, shell=shell).rstrip("\n"))
    return 0


def _describe(action: argparse.Action, codes: list[str]) -> None:
    """Say what may follow an option, where the parser does not: it takes several codes with commas between."""
    name = action.option_strings[-1] if action.option_strings else ""
    if name in _RULES:
        action.choices = codes
    elif name == "--output-format":
        action.choices = list(dict.fromkeys(form for forms in FORMATS.values() for form in forms))
    elif name in _FILES or action.dest == "paths":
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    if action.dest == "paths":
        action.help = "a file or a folder"  # what has no help is not completed
