"""Standard input, output and error, kept from ending a run."""

import errno
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from notes_lsp.cli.terminal import visible
from notes_lsp.workspace.files import FileProblem, FileText, display_path, plain_words, read_stream

STDIN_PATH = "-"
_STDIN_NAME = "<stdin>"


class OutputError(Exception):
    """Standard output can't be written to; the message says why."""


def prepare_streams() -> None:
    """No character that a terminal can't show, and no stream that is closed, ends a run."""
    for name in ("stdout", "stderr"):
        stream: TextIO | None = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it stays open
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def write_out(text: str) -> None:
    """Write ``text`` and a line end to standard output. Raises `OutputError`."""
    flush_out(f"{text}\n")


def flush_out(text: str = "") -> None:
    """Write ``text`` and all that waits to be written to standard output. Raises `OutputError`."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _silence_stdout()
        # The reader of a pipe may have seen enough, as `head` has; Windows calls that an invalid argument.
        if error.errno not in (errno.EPIPE, errno.EINVAL):
            raise OutputError(f"the output can't be written: {plain_words(error)}") from error


def write_bytes(data: bytes) -> None:
    """Write ``data`` to standard output as it is. Raises `OutputError`."""
    flush_out()
    try:
        sys.stdout.buffer.write(data)
    except OSError as error:
        raise OutputError(f"the output can't be written: {plain_words(error)}") from error
    flush_out()


def complain(message: str) -> None:
    """Say on standard error what went wrong."""
    try:
        print(f"notes-lsp: {message}", file=sys.stderr, flush=True)
    except OSError:
        pass  # nobody listens


def report_problems(problems: Sequence[FileProblem]) -> None:
    """Name on standard error what could not be checked."""
    for problem in problems:
        complain(f"{visible(problem.path)}: {visible(problem.message)}")


def read_standard_input(filename: str | None) -> FileText | FileProblem:
    """What ``-`` stands for, under the name ``filename``."""
    name = _STDIN_NAME if filename is None else display_path(filename)
    if sys.stdin is None:
        return FileProblem(name, "standard input is closed")
    try:
        return read_stream(sys.stdin.buffer, name)
    except OSError as error:
        return FileProblem(name, f"standard input can't be read: {plain_words(error)}")


def _silence_stdout() -> None:
    # Python flushes once more at its end, and would complain once more.
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass
