"""The way in: exit codes, and what must not end in a traceback.

0 is clean, 1 means findings, 2 that the tool could not do its work.
"""

import sys

INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run ``notes-lsp`` and give its exit code."""
    if arguments is None:
        arguments = sys.argv[1:]
        if not arguments and _is_started_by_an_editor():
            arguments = ["--stdio"]
    if arguments in (["--version"], ["-V"]):
        return _print_version()  # before anything else is imported
    try:
        if arguments == ["--stdio"]:
            from notes_lsp.cli.serve import serve_stdio

            return serve_stdio()
        from notes_lsp.cli.run import run

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def _is_started_by_an_editor() -> bool:
    """Whether a program talks to this one through pipes, and nobody sits in front of it."""
    import os
    import stat

    try:
        modes = [os.fstat(stream).st_mode for stream in (0, 1)]
    except OSError:  # closed
        return False
    return all(stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) for mode in modes)


def _print_version() -> int:
    from notes_lsp import __version__

    print(f"notes-lsp {__version__}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
