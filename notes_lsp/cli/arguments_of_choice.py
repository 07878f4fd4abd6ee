"""The part of the command line that says which rules count, where settings come from, and what to mend."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

from notes_lsp.syntax.values import value_class

if TYPE_CHECKING:
    from notes_lsp.workspace.chosen_rules import Level

Mending = Literal["no", "safe", "all"]

_LEVELS = ("error", "warning", "information", "hint", "off")


class BadChoiceError(Exception):
    """An option makes no sense; the message says why and what would."""


@value_class
class Choice:
    """What the command line says of rules and settings.

    ``select``, ``ignore`` and ``extend_select`` are codes of rules or ``all``, ``severities`` codes with a severity or
    ``off``. ``config`` is the file of settings that counts alone, ``isolated`` says that none does.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severities: "tuple[tuple[str, Level], ...]" = ()
    config: str | None = None
    isolated: bool = False


@value_class
class Fixing:
    """Which findings to mend, and whether only to show what that would change."""

    mending: Mending = "no"
    diff: bool = False


def add_options_of_choice(options: "argparse._ArgumentGroup") -> None:
    """Add the options that `read_choice` reads, but for ``--select`` and ``--ignore``."""
    options.add_argument(
        "--extend-select", metavar="RULES", action="append", help="run these rules besides those that run anyway"
    )
    options.add_argument(
        "--severity",
        metavar="RULE=LEVEL",
        action="append",
        help="how severe a rule is: error, warning, information, hint or off",
    )
    options.add_argument("--config", metavar="FILE", help="take the settings from this file alone")
    options.add_argument("--isolated", action="store_true", help="leave files of settings alone")


def add_options_of_fixing(options: "argparse._ArgumentGroup") -> None:
    """Add the options that `read_fixing` reads."""
    options.add_argument("--fix", action="store_true", help="mend what can be mended safely, in the files")
    options.add_argument(
        "--unsafe-fixes", action="store_true", help="the same with fixes that may change what the notes mean"
    )
    options.add_argument(
        "--diff", action="store_true", help="show what --fix or --unsafe-fixes would change, and write nothing"
    )


def read_choice(read: argparse.Namespace) -> Choice:
    """What was said of rules and settings. Raises `BadChoiceError`."""
    if read.config is not None and read.isolated:
        raise BadChoiceError("--config and --isolated exclude each other; choose one")
    return Choice(
        codes_in(read.select),
        codes_in(read.ignore),
        codes_in(read.extend_select),
        tuple(_severity(part) for given in read.severity or () for part in given.split(",") if part.strip()),
        read.config,
        read.isolated,
    )


def read_fixing(read: argparse.Namespace, mode: str) -> Fixing:
    """What is to be mended. Raises `BadChoiceError`."""
    given = [name for name in ("fix", "unsafe_fixes", "diff") if getattr(read, name)]
    if given and mode != "check":
        raise BadChoiceError(f"--{given[0].replace('_', '-')} goes with --check")
    mending: Mending = "all" if read.unsafe_fixes else "safe" if given else "no"
    return Fixing(mending, read.diff)


def wants_fixing(read: argparse.Namespace) -> bool:
    """Whether something is to be mended, which takes a check."""
    return bool(read.fix or read.unsafe_fixes or read.diff)


def codes_in(given: Sequence[str] | None) -> tuple[str, ...]:
    """The codes in options that hold some, with commas between."""
    return tuple(code.strip() for part in given or () for code in part.split(",") if code.strip())


def _severity(given: str) -> "tuple[str, Level]":
    code, equals, level = (part.strip() for part in given.partition("="))
    if not equals or not code:
        raise BadChoiceError(f'--severity: "{given}" names no rule and severity; say RULE=LEVEL, as missing-file=error')
    if level not in _LEVELS:
        raise BadChoiceError(f'--severity: "{level}" is none; it can be {", ".join(_LEVELS[:-1])} or {_LEVELS[-1]}')
    return code, cast("Level", level)
