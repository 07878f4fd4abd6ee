"""The part of the command line that says how findings are reported, and which of them are new enough to be."""

import argparse

from notes_lsp.cli.arguments_of_choice import BadChoiceError
from notes_lsp.syntax.values import value_class

CHECK_FORMATS = (
    "full",
    "concise",
    "grouped",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "markdown",
)
_WITH_STATISTICS = ("full", "concise", "grouped", "json")


@value_class
class Reporting:
    """Where a report goes (None: standard output), and whether it counts findings instead of telling each."""

    output_file: str | None = None
    statistics: bool = False
    watch: bool = False


@value_class
class OnlyNew:
    """Which findings are old: those in a baseline, and those on lines that have not changed since a revision."""

    baseline: str | None = None
    update_baseline: bool = False
    since: str | None = None


def add_options_of_reports(options: "argparse._ArgumentGroup") -> None:
    """Add the options that `read_reporting` reads."""
    options.add_argument("--output-file", metavar="FILE", help="write the report into a file")
    options.add_argument("--statistics", action="store_true", help="count the findings of each rule")
    options.add_argument("--watch", action="store_true", help="check again whenever something changes, until Ctrl-C")


def add_options_of_only_new(options: "argparse._ArgumentGroup") -> None:
    """Add the options that `read_only_new` reads."""
    options.add_argument("--baseline", metavar="FILE", help="leave out the findings that this file lists")
    options.add_argument(
        "--update-baseline", action="store_true", help="with --baseline: list all findings of now in that file"
    )
    options.add_argument(
        "--since", metavar="REVISION", help="tell only of lines that have changed since this revision of git"
    )


def read_reporting(read: argparse.Namespace, mode: str) -> Reporting:
    """How findings are reported. Raises `BadChoiceError`."""
    given = [f"--{name.replace('_', '-')}" for name in ("output_file", "statistics", "watch") if getattr(read, name)]
    if given and mode != "check":
        raise BadChoiceError(f"{given[0]} goes with --check")
    if read.statistics and read.output_format is not None and read.output_format not in _WITH_STATISTICS:
        raise BadChoiceError(f"--statistics can't be told as {read.output_format}; choose json, or none")
    if read.watch:
        for name in ("fix", "unsafe_fixes", "diff", "update_baseline", "output_file"):
            if getattr(read, name):
                raise BadChoiceError(f"--watch only looks: it does not go with --{name.replace('_', '-')}")
        if "-" in read.paths:
            raise BadChoiceError("--watch needs files or folders: standard input does not change")
    return Reporting(read.output_file, read.statistics, read.watch)


def read_only_new(read: argparse.Namespace, mode: str) -> OnlyNew:
    """Which findings are old. Raises `BadChoiceError`."""
    given = [f"--{name.replace('_', '-')}" for name in ("baseline", "update_baseline", "since") if getattr(read, name)]
    if given and mode != "check":
        raise BadChoiceError(f"{given[0]} goes with --check")
    if read.update_baseline and read.baseline is None:
        raise BadChoiceError("--update-baseline needs --baseline FILE to say which")
    if read.update_baseline and read.since is not None:
        raise BadChoiceError("--update-baseline takes all findings, --since leaves some out; choose one")
    if read.baseline is not None and "-" in read.paths:
        raise BadChoiceError("--baseline needs files: text from standard input is none")
    return OnlyNew(read.baseline, read.update_baseline, read.since)
