"""The way in: exit codes, and what must not end in a traceback.

0 is clean, 1 means findings, 2 that the tool could not do its work.
"""

import sys

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run ``notes-lsp`` and give its exit code."""
    if arguments is None:
        arguments = sys.argv[1:]
    if arguments in (["--version"], ["-V"]):
        return _print_version()  # before anything else is imported
    try:
        from notes_lsp.cli.run import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def _print_version() -> int:
    from notes_lsp import __version__

    print(f"notes-lsp {__version__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
