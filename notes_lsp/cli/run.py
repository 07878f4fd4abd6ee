"""A run of the command line: read the arguments and do what they say."""

import os
import sys
from collections.abc import Sequence

from notes_lsp.cli.arguments import UsageError, read_arguments
from notes_lsp.cli.streams import OutputError, complain, flush_out, prepare_streams
from notes_lsp.cli.terminal import Terminal

CLEAN = 0
FAILURE = 2
_PROGRAM = "notes-lsp"


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` say and give the exit code."""
    prepare_streams()
    try:
        return _run(arguments)
    except UsageError as error:
        message = str(error)
        complain(message if _PROGRAM in message else f'{message}; "{_PROGRAM} --help" shows what there is')
    except OutputError as error:
        complain(str(error))
    return FAILURE


def _run(arguments: Sequence[str]) -> int:
    try:
        options = read_arguments(arguments)
    except SystemExit:
        flush_out()  # --help and --version have said what there is to say
        return CLEAN
    if options.mode in ("stdio", "tcp"):
        from notes_lsp.cli.serve import serve_stdio, serve_tcp

        return serve_stdio() if options.mode == "stdio" else serve_tcp(*options.address)
    terminal = Terminal.of(sys.stdout, options.color, os.environ)
    if options.mode in ("check", "show-settings", "outline") and not _stands_somewhere():
        complain("the folder that this was started in is gone; change to one that is there")
        return FAILURE
    if options.mode == "check":
        from notes_lsp.cli.check import run_check

        return run_check(options, terminal)
    if options.mode == "show-settings":
        from notes_lsp.cli.show_settings import show_settings

        return show_settings(options, terminal)
    if options.mode == "outline":
        from notes_lsp.cli.outline import run_outline

        return run_outline(options, terminal)
    if options.mode == "completion":
        from notes_lsp.cli.completion_script import print_completion_script

        return print_completion_script(options.shell)
    from notes_lsp.cli.explain import explain_rule, list_rules

    return list_rules(terminal) if options.mode == "list-rules" else explain_rule(options.explained, terminal)


def _stands_somewhere() -> bool:
    """Whether the current folder is there: it may have been removed, and relative paths lead nowhere then."""
    try:
        os.getcwd()
    except OSError:
        return False
    return True
