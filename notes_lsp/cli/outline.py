"""``notes-lsp --outline``: shows conference, days, talks and speakers of each file."""

import json
from collections.abc import Iterator

from notes_lsp.cli.arguments import Options
from notes_lsp.cli.render_outline import outline_object, render_tree
from notes_lsp.cli.streams import STDIN_PATH, complain, read_standard_input, report_problems, write_out
from notes_lsp.cli.terminal import Terminal
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.roles import understand
from notes_lsp.workspace.files import FileProblem, FileText, describe_fault, display_path, find_files, read_notes

CLEAN = 0
FAILURE = 2


def run_outline(options: Options, terminal: Terminal) -> int:
    """Show the outline of what ``options`` name and give the exit code."""
    found = find_files(path for path in options.paths if path != STDIN_PATH)
    problems = list(found.problems)
    shown = []
    for text in _texts(options, found.files):
        outline = text if isinstance(text, FileProblem) else _outline_of(text, options.output_format, terminal)
        if isinstance(outline, FileProblem):
            problems.append(outline)
        else:
            shown.append(outline)
    report_problems(problems)
    if options.output_format == "json":
        write_out("[\n" + ",\n".join(shown) + "\n]" if shown else "[]")
    elif shown:
        write_out("\n\n".join(shown))
    elif not problems:
        complain(f'there are no notes in {", ".join(options.paths)}; "notes-lsp --help" says which files are taken')
    return FAILURE if problems else CLEAN


def _texts(options: Options, files: tuple[str, ...]) -> Iterator[FileText | FileProblem]:
    for path in files:
        yield read_notes(path)
    if STDIN_PATH in options.paths:
        yield read_standard_input(options.stdin_filename)


def _outline_of(text: FileText, output_format: str, terminal: Terminal) -> str | FileProblem:
    path = display_path(text.path)
    try:
        notes = understand(parse(text.text, path), path)
        if output_format == "json":
            return json.dumps(outline_object(notes, path))
        return render_tree(notes, path, terminal)
    except Exception as error:  # noqa: BLE001 - one file that is beyond us must not cost the others their outline
        return FileProblem(path, f"could not be read as notes: {describe_fault(error)}")
