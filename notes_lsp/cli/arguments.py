"""What the command line says, as an `Options`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

from notes_lsp import __version__

Mode = Literal["check", "outline", "list-rules", "explain", "stdio", "tcp"]
ColorChoice = Literal["auto", "always", "never"]

FORMATS: dict[str, tuple[str, ...]] = {"check": ("full", "concise", "json"), "outline": ("tree", "json")}

_USAGE = "notes-lsp (--check | --outline) [options] PATH..."
_SERVER_USAGE = "notes-lsp (--stdio | --tcp HOST:PORT)"
_EPILOG = """\
PATH is a file, a folder, or - for standard input. In a folder, files ending in .md,
.markdown, .mdown, .mkd, .rst, .rest, .txt, .text and .org are taken, hidden ones and
those that git ignores are not.

Editors start "notes-lsp --stdio", or "notes-lsp" alone: without a terminal that is the same.

exit codes: 0 no findings, 1 findings, 2 something could not be checked

examples:
  notes-lsp --check notes/                    check all notes in a folder
  notes-lsp --check --ignore missing-file .   the same without one of the rules
  notes-lsp --explain missing-file            what a rule finds, and why
  notes-lsp --outline notes/2014.md           days, talks and speakers as a tree
"""


class UsageError(Exception):
    """The command line makes no sense; the message says why and what would."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a run. ``output_format`` is one of `FORMATS` for the mode, "" for a mode that has none."""

    mode: Mode
    paths: tuple[str, ...] = ()
    output_format: str = ""
    color: ColorChoice = "auto"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    stdin_filename: str | None = None
    explained: str = ""
    quiet: bool = False
    address: tuple[str, int] = ("", 0)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def read_arguments(arguments: Sequence[str]) -> Options:
    """Read the command line. Raises `UsageError`, and ``SystemExit(0)`` behind ``--help`` and ``--version``."""
    if not arguments:
        raise UsageError(f"say what to do: --check finds mistakes, --outline shows days and talks\nusage: {_USAGE}")
    read = _parser().parse_args(arguments)
    mode = _mode_of(read)
    if mode in ("check", "outline") and not read.paths:
        raise UsageError(f'--{mode} needs a file or a folder; "notes-lsp --{mode} ." takes the folder you are in')
    if mode not in ("check", "outline") and read.paths:
        raise UsageError(f"--{mode} takes no paths, but {read.paths[0]} was given")
    if read.stdin_filename is not None and "-" not in read.paths:
        raise UsageError('--stdin-filename names standard input: give "-" as a path, too')
    return Options(
        mode=mode,
        paths=tuple(read.paths),
        output_format=_format_of(read.output_format, mode),
        color=read.color,
        select=_codes(read.select),
        ignore=_codes(read.ignore),
        stdin_filename=read.stdin_filename,
        explained=read.explain or "",
        quiet=read.quiet,
        address=_address(read.tcp) if read.tcp is not None else ("", 0),
    )


def _parser() -> _Parser:
    parser = _Parser(
        prog="notes-lsp",
        usage=f"{_USAGE}\n       {_SERVER_USAGE}",
        description="Checks notes taken at conference talks, and shows what is in them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
        add_help=False,
    )
    modes = parser.add_argument_group("what to do")
    modes.add_argument("--check", action="store_true", help="find mistakes in the notes")
    modes.add_argument("--outline", action="store_true", help="show conference, days, talks and speakers")
    modes.add_argument("--list-rules", action="store_true", help="list what --check can find")
    modes.add_argument("--explain", metavar="RULE", help="say what a rule finds, and why, with an example")
    modes.add_argument("--stdio", action="store_true", help="be the language server of an editor, over standard input")
    modes.add_argument("--tcp", metavar="HOST:PORT", help="the same for one editor that connects to this address")
    modes.add_argument("-V", "--version", action="version", version=f"notes-lsp {__version__}", help="show the version")
    modes.add_argument("-h", "--help", action="help", help="show this help")
    # VS Code adds it to the command of every server; `initialize` says the same.
    parser.add_argument("--clientProcessId", help=argparse.SUPPRESS)
    parser.add_argument("paths", metavar="PATH", nargs="*", help=argparse.SUPPRESS)
    _add_options(parser.add_argument_group("options"))
    return parser


def _add_options(options: "argparse._ArgumentGroup") -> None:
    options.add_argument(
        "--output-format",
        metavar="FORMAT",
        help="for --check full (the default), concise or json, for --outline tree (the default) or json",
    )
    options.add_argument(
        "--select", metavar="RULES", action="append", help="run only these rules: codes with commas between, or all"
    )
    options.add_argument("--ignore", metavar="RULES", action="append", help="leave these rules out")
    options.add_argument("--stdin-filename", metavar="PATH", help="what to take standard input for")
    options.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        metavar="WHEN",
        help="auto (the default: on a terminal, and as NO_COLOR and FORCE_COLOR say), always or never",
    )
    options.add_argument("-q", "--quiet", action="store_true", help="leave out the summary")


def _mode_of(read: argparse.Namespace) -> Mode:
    wanted: list[Mode] = []
    if read.check:
        wanted.append("check")
    if read.outline:
        wanted.append("outline")
    if read.list_rules:
        wanted.append("list-rules")
    if read.explain is not None:
        wanted.append("explain")
    if read.stdio:
        wanted.append("stdio")
    if read.tcp is not None:
        wanted.append("tcp")
    if len(wanted) == 1:
        return wanted[0]
    if wanted:
        raise UsageError(f"--{wanted[0]} and --{wanted[1]} are two things to do; choose one")
    raise UsageError("say what to do with these paths: --check finds mistakes, --outline shows days and talks")


def _address(given: str) -> tuple[str, int]:
    """The host and the port of ``HOST:PORT``; without a host this machine alone can connect."""
    host, _, port = given.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise UsageError(f'--tcp: "{given}" is no address; say HOST:PORT, as in 127.0.0.1:2087')
    return host or "127.0.0.1", int(port)


def _format_of(wanted: str | None, mode: Mode) -> str:
    formats = FORMATS.get(mode, ())
    if wanted is None:
        return formats[0] if formats else ""
    if wanted not in formats:
        known = " or ".join(formats) if formats else "none"
        raise UsageError(f'--output-format: --{mode} has no format "{wanted}"; it has {known}')
    return wanted


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for part in given or () for code in part.split(",") if code.strip())
