"""Fuzzing of the readers that is guided by what of them ran: `python tests/fuzz/guided.py [options of libFuzzer]`.

Needs the package `atheris` (the extra `fuzz`), which there is for Linux and macOS. The corpus in `corpus/` is small on
purpose; what is found on the way goes to the folder that is named behind it, `guided.py corpus-found corpus`, say.
The first byte chooses the name of the file, the rest is its text.
"""

import sys
from pathlib import Path

_FOLDER = Path(__file__).parent
CORPUS = sorted((_FOLDER / "corpus").glob("*"))


def read_bytes(data: bytes) -> None:
    """Take ``data`` as notes: nothing raises, spans are in bounds, an edit gives what reading anew gives."""
    from documents import NAMES
    from laws import law_of_rules, law_of_spans, law_of_the_outline
    from notes_lsp.syntax.parse import parse
    from notes_lsp.talks.roles import understand
    from notes_lsp.workspace.open_notes import OpenNotes
    from shown import assert_well_formed

    name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    text = data[1:].decode("utf-8", "surrogateescape")
    document = parse(text, name)
    assert_well_formed(document)
    notes = understand(document, name)
    law_of_spans(notes)
    law_of_the_outline(notes)
    law_of_rules(notes)
    middle = len(text) // 2
    edited = OpenNotes(name, text[:middle])
    law_of_spans(edited.notes)
    edited = edited.edit(middle, middle, text[middle:])
    assert edited.notes.talks == notes.talks
    assert edited.notes.days == notes.days


def main() -> None:
    import atheris

    sys.path[:0] = [str(_FOLDER.parent / name) for name in ("fuzz", "features", "lsp", "syntax")]
    with atheris.instrument_imports(include=["notes_lsp"]):
        import notes_lsp.rules.registry
        import notes_lsp.syntax.markdown
        import notes_lsp.syntax.markdown_parts
        import notes_lsp.syntax.org
        import notes_lsp.syntax.parse
        import notes_lsp.syntax.plaintext
        import notes_lsp.syntax.rst
        import notes_lsp.talks.roles  # noqa: F401
    arguments = (
        sys.argv if any(not option.startswith("-") for option in sys.argv[1:]) else [*sys.argv, str(_FOLDER / "corpus")]
    )
    atheris.Setup(arguments, read_bytes)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
