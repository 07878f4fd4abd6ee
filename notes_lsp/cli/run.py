"""A run of the command line: read the arguments, do what they say, keep the streams in order."""

import errno
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from notes_lsp.cli.arguments import Options, UsageError, read_arguments
from notes_lsp.cli.terminal import Terminal, visible
from notes_lsp.workspace.files import FileProblem, FileText, read_stream

CLEAN = 0
FINDINGS = 1
FAILURE = 2

_STDIN_NAME = "<stdin>"


def run(arguments: Sequence[str]) -> int:
    """Do what ``arguments`` say and give the exit code."""
    _prepare_streams()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except UsageError as error:
        complain(f"{error}\nnotes-lsp --help shows what there is")
        return FAILURE
    except OSError as error:
        # The readers of a pipe may have seen enough, as `head` has; Windows calls that an invalid argument.
        if error.errno not in (errno.EPIPE, errno.EINVAL):
            complain(f"the output can't be written: {error.strerror}")
        _silence_stdout()
        return CLEAN if error.errno in (errno.EPIPE, errno.EINVAL) else FAILURE
    return code


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    print(f"notes-lsp: {message}", file=sys.stderr)


def report_problems(problems: Sequence[FileProblem]) -> None:
    """Name on standard error what could not be checked."""
    sys.stdout.flush()
    for problem in problems:
        complain(f"{visible(problem.path)}: {visible(problem.message)}")


def read_standard_input(options: Options) -> FileText | FileProblem:
    """What ``-`` stands for."""
    name = options.stdin_filename or _STDIN_NAME
    if sys.stdin is None:
        return FileProblem(name, "standard input is closed")
    return read_stream(sys.stdin.buffer, name)


def _run(arguments: Sequence[str]) -> int:
    try:
        options = read_arguments(arguments)
    except SystemExit:
        return CLEAN  # --help and --version have said what there is to say
    terminal = Terminal.of(sys.stdout, options.color, os.environ)
    if options.mode == "outline":
        from notes_lsp.cli.outline import run_outline

        return run_outline(options, terminal)
    from notes_lsp.cli.check import run_check
    from notes_lsp.cli.explain import explain_rule, list_rules

    if options.mode == "check":
        return run_check(options, terminal)
    if options.mode == "explain":
        return explain_rule(options.explained, terminal)
    return list_rules(terminal)


def _prepare_streams() -> None:
    """No character that the terminal can't show, and no stream that is closed, ends a run."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it stays open
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _silence_stdout() -> None:
    """Python flushes at exit, and would complain once more."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass
