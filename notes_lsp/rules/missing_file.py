"""Links and images that lead to a file that is not there."""

from collections.abc import Iterator

from notes_lsp.links.targets import WrittenTarget, looks_like_host, written_targets
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the targets at which nothing lies."""
    for written in written_targets(notes.document):
        if written.target.kind == "local" and surroundings.kind_of(written.target.path) == "missing":
            yield _finding(notes.document.text, written, surroundings)


def _finding(text: str, written: WrittenTarget, surroundings: Surroundings) -> Finding:
    path, start, end = written.target.path, written.start, written.end
    fix = None
    if looks_like_host(path):
        if written.verbatim:
            fix = Fix(f'Write "https://{path}"', (Edit(start, start, "https://"),), safe=False)
        return Finding(start, end, f'"{path}" lacks its https:// and is read as a file', fix)
    if "\\" in path and surroundings.kind_of(path.replace("\\", "/")) in ("file", "folder"):
        if written.verbatim:
            mended = text[start:end].replace("\\", "/")
            fix = Fix(f'Write "{mended}"', (Edit(start, end, mended),))
        return Finding(start, end, f'"{path}" is a path only on Windows, elsewhere it needs "/"', fix)
    return Finding(start, end, f'no file "{path}" beside these notes')


RULE = Rule(
    code="missing-file",
    severity="warning",
    on=True,
    summary="A link or an image leads to a file that is not there.",
    reason=(
        "Slides and photos get moved or never get copied beside the notes. While the talk is fresh, whoever took the "
        "notes still knows where the file is; a year later nobody does."
    ),
    bad="# Generators all the way down\n\nSlides: [generators.pdf](slides/generators.pdf)\n",
    good="# Generators all the way down\n\nSlides: [generators.pdf](https://example.org/slides/generators.pdf)\n",
    check=check,
    scope="part",
    fixes="unsafe",
)
