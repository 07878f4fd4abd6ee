"""What the command line says, as an `Options`."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NoReturn

from notes_lsp import __version__
from notes_lsp.cli.arguments_of_choice import (
    BadChoiceError,
    Choice,
    Fixing,
    add_options_of_choice,
    add_options_of_fixing,
    read_choice,
    read_fixing,
    wants_fixing,
)
from notes_lsp.cli.arguments_of_reports import (
    CHECK_FORMATS,
    OnlyNew,
    Reporting,
    add_options_of_only_new,
    add_options_of_reports,
    read_only_new,
    read_reporting,
)

Mode = Literal["check", "outline", "list-rules", "explain", "show-settings", "completion", "stdio", "tcp"]
ColorChoice = Literal["auto", "always", "never"]
LinksChoice = Literal["offline", "online", "cached"]
FailOn = Literal["error", "warning", "information", "hint", "never"]

FORMATS: dict[str, tuple[str, ...]] = {"check": CHECK_FORMATS, "outline": ("tree", "json")}

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")

_USAGE = "notes-lsp (--check | --outline) [options] PATH..."
_SERVER_USAGE = "notes-lsp (--stdio | --tcp HOST:PORT)"
_EPILOG = """\
PATH is a file, a folder, or - for standard input. In a folder, files ending in .md,
.markdown, .mdown, .mkd, .rst, .rest, .txt, .text and .org are taken, hidden ones and
those that git ignores are not.

Editors start "notes-lsp --stdio", or "notes-lsp" alone: without a terminal that is the same.

exit codes: 0 nothing to mend, 1 findings as severe as --fail-on says, 2 something could not be checked

examples:
  notes-lsp --check notes/                    check all notes in a folder
  notes-lsp --check --ignore missing-file .   the same without one of the rules
  notes-lsp --check --online notes/           look at the links to the web, too
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
    choice: Choice = field(default_factory=Choice)
    fixing: Fixing = field(default_factory=Fixing)
    reporting: Reporting = field(default_factory=Reporting)
    only_new: OnlyNew = field(default_factory=OnlyNew)
    force_exclude: bool = False
    stdin_filename: str | None = None
    explained: str = ""
    shell: str = ""
    quiet: bool = False
    fail_on: FailOn = "warning"
    cache: bool = True
    links: LinksChoice = "offline"
    refresh: bool = False
    allow_hosts: tuple[str, ...] = ()
    address: tuple[str, int] = ("", 0)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def read_arguments(arguments: Sequence[str]) -> Options:
    """Read the command line. Raises `UsageError`, and ``SystemExit(0)`` behind ``--help`` and ``--version``."""
    if not arguments:
        raise UsageError(f"say what to do: --check finds mistakes, --outline shows days and talks\nusage: {_USAGE}")
    read = argument_parser().parse_args(arguments)
    mode = _mode_of(read)
    if mode in ("check", "outline") and not read.paths:
        raise UsageError(f'--{mode} needs a file or a folder; "notes-lsp --{mode} ." takes the folder you are in')
    if mode not in ("check", "outline", "show-settings") and read.paths:
        raise UsageError(f"--{mode} takes no paths, but {read.paths[0]} was given")
    try:
        choice, fixing = read_choice(read), read_fixing(read, mode)
        reporting, only_new = read_reporting(read, mode), read_only_new(read, mode)
    except BadChoiceError as bad:
        raise UsageError(str(bad)) from None
    if read.stdin_filename is not None and "-" not in read.paths:
        raise UsageError('--stdin-filename names standard input: give "-" as a path, too')
    return Options(
        mode=mode,
        paths=tuple(read.paths),
        output_format=_format_of(read.output_format, mode),
        color=read.color,
        choice=choice,
        fixing=fixing,
        reporting=reporting,
        only_new=only_new,
        force_exclude=read.force_exclude,
        stdin_filename=read.stdin_filename,
        explained=read.explain or "",
        shell=read.completion or "",
        quiet=read.quiet,
        fail_on=read.fail_on,
        cache=not read.no_cache,
        links=_links_of(read, mode),
        refresh=read.refresh,
        allow_hosts=tuple(read.allow_host or ()),
        address=_address(read.tcp) if read.tcp is not None else ("", 0),
    )


def argument_parser() -> argparse.ArgumentParser:
    """What reads the command line; its errors are `UsageError`s."""
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
    modes.add_argument("--show-settings", action="store_true", help="show what is set for a file or folder, and where")
    modes.add_argument(
        "--completion", metavar="SHELL", choices=SHELLS, help="print what makes this shell complete our options"
    )
    modes.add_argument("--stdio", action="store_true", help="be the language server of an editor, over standard input")
    modes.add_argument("--tcp", metavar="HOST:PORT", help="the same for one editor that connects to this address")
    modes.add_argument("-V", "--version", action="version", version=f"notes-lsp {__version__}", help="show the version")
    modes.add_argument("-h", "--help", action="help", help="show this help")
    # VS Code adds it to the command of every server; `initialize` says the same.
    parser.add_argument("--clientProcessId", help=argparse.SUPPRESS)
    parser.add_argument("paths", metavar="PATH", nargs="*", help=argparse.SUPPRESS)
    _add_options(parser.add_argument_group("options"))
    add_options_of_fixing(parser.add_argument_group("mending, for --check"))
    add_options_of_only_new(parser.add_argument_group("only what is new, for --check"))
    _add_options_of_links(parser.add_argument_group("links to the web, for --check"))
    return parser


def _add_options(options: "argparse._ArgumentGroup") -> None:
    options.add_argument(
        "--output-format",
        metavar="FORMAT",
        help=f"for --check {', '.join(CHECK_FORMATS[:-1])} or {CHECK_FORMATS[-1]}, for --outline tree or json; the "
        "first is the default",
    )
    add_options_of_reports(options)
    options.add_argument(
        "--select", metavar="RULES", action="append", help="run only these rules: codes with commas between, or all"
    )
    options.add_argument("--ignore", metavar="RULES", action="append", help="leave these rules out")
    add_options_of_choice(options)
    options.add_argument(
        "--force-exclude",
        action="store_true",
        help="leave out of the files that are named what a folder would not give",
    )
    options.add_argument("--stdin-filename", metavar="PATH", help="what to take standard input for")
    options.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        metavar="WHEN",
        help="auto (the default: on a terminal, and as NO_COLOR and FORCE_COLOR say), always or never",
    )
    options.add_argument("-q", "--quiet", action="store_true", help="leave out the summary")
    options.add_argument(
        "--fail-on",
        choices=("error", "warning", "information", "hint", "never"),
        default="warning",
        metavar="SEVERITY",
        help="the exit code is 1 from findings of this severity on: error, warning (the default), information, hint "
        "or never",
    )
    options.add_argument(
        "--exit-zero", dest="fail_on", action="store_const", const="never", help="the same as --fail-on never"
    )
    options.add_argument("--no-cache", action="store_true", help="check files again that have not changed since")


def _add_options_of_links(options: "argparse._ArgumentGroup") -> None:
    options.add_argument("--online", action="store_true", help="ask the web whether links still lead somewhere")
    options.add_argument(
        "--cached-links", action="store_true", help="ask nobody, and use what earlier looks have found out"
    )
    options.add_argument("--offline", action="store_true", help="leave links to the web alone (the default)")
    options.add_argument("--refresh", action="store_true", help="with --online: ask again for what is known well")
    options.add_argument(
        "--allow-host",
        metavar="HOST",
        action="append",
        help="with --online: this host may lead to this machine or into its network",
    )


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
    if read.show_settings:
        wanted.append("show-settings")
    if read.completion is not None:
        wanted.append("completion")
    if read.stdio:
        wanted.append("stdio")
    if read.tcp is not None:
        wanted.append("tcp")
    if not wanted and wants_fixing(read):
        return "check"
    if len(wanted) == 1:
        return wanted[0]
    if wanted:
        raise UsageError(f"--{wanted[0]} and --{wanted[1]} are two things to do; choose one")
    raise UsageError("say what to do with these paths: --check finds mistakes, --outline shows days and talks")


def _links_of(read: argparse.Namespace, mode: Mode) -> LinksChoice:
    given = [name for name in ("online", "cached_links", "offline", "refresh") if getattr(read, name)]
    given += ["allow_host"] if read.allow_host else []
    options = [f"--{name.replace('_', '-')}" for name in given]
    if options and mode != "check":
        raise UsageError(f"{options[0]} goes with --check")
    choices = [option for option in options if option in ("--online", "--cached-links", "--offline")]
    if len(choices) > 1:
        raise UsageError(f"{choices[0]} and {choices[1]} exclude each other; choose one")
    if not read.online and options and options[-1] in ("--refresh", "--allow-host"):
        raise UsageError(f"{options[-1]} goes with --online")
    return "online" if read.online else "cached" if read.cached_links else "offline"


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
        known = f"{', '.join(formats[:-1])} or {formats[-1]}" if formats else "none"
        raise UsageError(f'--output-format: --{mode} has no format "{wanted}"; it has {known}')
    return wanted
