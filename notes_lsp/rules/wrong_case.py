"""Links whose letter case is not that of the file that they lead to."""

from collections.abc import Iterator
from urllib.parse import quote, unquote

from notes_lsp.links.targets import WrittenTarget, written_targets
from notes_lsp.rules.base import Edit, Finding, Fix, Rule, Surroundings
from notes_lsp.talks.model import Notes


def check(notes: Notes, surroundings: Surroundings) -> Iterator[Finding]:
    """Report the targets that only a file system without letter case finds."""
    for written in written_targets(notes.document):
        path = written.target.path
        if written.target.kind != "local" or surroundings.kind_of(path) != "wrong-case":
            continue
        spelling = surroundings.spelling_of(path)
        if spelling is None:
            continue
        message = f'"{path}" is spelled "{spelling}" on disk'
        edits = _edits(notes.document.text, written, spelling) if written.verbatim else ()
        fix = Fix(f'Write "{spelling}"', edits) if edits else None
        yield Finding(written.start, written.end, message, fix)


def _edits(text: str, written: WrittenTarget, spelling: str) -> tuple[Edit, ...]:
    """Replace the names whose case is wrong, each in place: what stands around them stays as it is written."""
    edits = []
    start = written.start
    for name, right in zip(written.target.path.split("/"), spelling.split("/"), strict=True):
        stops = (text.find(sign, start, written.end) for sign in "/#?")
        stop = min((stop for stop in stops if stop >= 0), default=written.end)
        raw = text[start:stop]
        if name != right:
            if unquote(raw) != name:  # a name with an encoded "/" in it
                return ()
            edits.append(Edit(start, stop, right if raw == name else quote(right)))
        start = stop + 1
    return tuple(edits)


RULE = Rule(
    code="link-wrong-case",
    severity="warning",
    on=True,
    summary="A link spells the name of a file in another letter case than the disk.",
    reason=(
        "Windows and macOS find the file all the same, so the writer never notices; on GitHub and on Linux the link "
        "is dead."
    ),
    bad="# Day 1\n\nMore in the [notes of the afternoon](NOTES.md).\n",
    good="# Day 1\n\nMore in the [notes of the afternoon](notes.md).\n",
    check=check,
    scope="part",
    fixes="safe",
)
