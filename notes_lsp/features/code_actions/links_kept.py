"""Edits to headings that leave every link leading where it led.

A heading that is mended gets another anchor, and a new one may take the anchor of another. What links to them, in the
file itself and in other notes, is changed along.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from notes_lsp.features.code_actions.heading_style import heading_at
from notes_lsp.features.library import Library
from notes_lsp.features.rename.edited_text import edited_document
from notes_lsp.features.rename.following_links import Change, NoNameLeftError, following_edits
from notes_lsp.links.near import letters_of
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text

Edits = tuple[Edit, ...]

_MOST_HEADINGS = 300  # to look at each anchor with each edit takes time


def with_links_kept(
    document: Document, edits: Edits, path: str, library: Library, *, makes_headings: bool = False
) -> tuple[Edits, dict[str, Edits]]:
    """``edits`` of ``document``, the file at ``path``, with those of its links; and those of other files, by path.

    Only edits to headings change anchors; ``makes_headings`` says that all of them do.
    """
    changing = [edit for edit in edits if makes_headings or heading_at(document, edit.start) is not None]
    if not changing or len(changing) > _MOST_HEADINGS or not _may_be_linked_to(document, changing, library):
        return edits, {}
    after = edited_document(document, changing, path)
    if after.dialect != document.dialect:
        return edits, {}
    try:
        following = following_edits({path: Change(path, document, after, tuple(changing))}, library)
    except NoNameLeftError:
        return edits, {}
    own = following.pop(path, ())
    free = [edit for edit in own if not _is_taken(edit, edits)]
    return tuple(sorted([*edits, *free], key=lambda edit: edit.start)), following


def _may_be_linked_to(document: Document, edits: Sequence[Edit], library: Library) -> bool:
    """Whether a link may lead to one of the titles that ``edits`` change or make: reading the whole file tells."""
    if document.dialect != "markdown":
        return True  # references by title look like nothing in particular
    titles = [title for edit in edits for title in _titles(document, edit)]
    starts = tuple({letters_of(title) for title in titles})
    # A heading may be given a name of its own (`## Title {#name}`), and one of signs alone is told by its number.
    if "" in starts or any("{" in title for title in titles):
        return True
    return any(letters_of(fragment).startswith(starts) for fragment in _fragments(document, library))


def _titles(document: Document, edit: Edit) -> Iterator[str]:
    """What the heading that ``edit`` changes reads like before and after it."""
    heading = heading_at(document, edit.start)
    if heading is None:
        yield visible_text(edit.text, document.dialect)
        return
    start, end = heading.text_start, heading.text_end
    yield visible_text(document.text[start:end], document.dialect)
    written = document.text[heading.start : edit.start] + edit.text + document.text[edit.end : max(end, edit.end)]
    yield visible_text(written, document.dialect)


def _fragments(document: Document, library: Library) -> Iterator[str]:
    """The fragments of the links in the file and in all notes that are known."""
    for link in document.links:
        if "#" in link.target:
            yield unquote(link.target.partition("#")[2])
    for definition in document.definitions:
        if "#" in definition.target:
            yield unquote(definition.target.partition("#")[2])
    for summary in library.summaries():
        for place in summary.links:
            if place.fragment:
                yield place.fragment


def _is_taken(edit: Edit, edits: Sequence[Edit]) -> bool:
    """Whether one of ``edits`` changes what ``edit`` would change."""
    return any(other.start < edit.end and edit.start < other.end or other.start == edit.start for other in edits)
