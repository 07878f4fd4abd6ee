"""The places that hold a name, with the edits that give them the new one; links to headings follow elsewhere."""

import unicodedata
from collections.abc import Callable, Iterator

from notes_lsp.features.library import Library, speaker_key
from notes_lsp.features.navigation.links_to import other_files
from notes_lsp.features.navigation.occurrences import occurrences, talks_of_speaker
from notes_lsp.features.rename.names import reference_text
from notes_lsp.features.rename.subject import Subject
from notes_lsp.rules.base import Edit
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.inline import visible_text
from notes_lsp.syntax.nodes import Heading
from notes_lsp.talks.model import Notes


def edits_of_subject(notes: Notes, subject: Subject, name: str, path: str, library: Library) -> dict[str, list[Edit]]:
    """The edits by file that give ``subject`` its new ``name``; ``notes``, the file at ``path``, are those at hand."""
    return _EDITS_OF[subject.kind](notes, subject, name, path, library)


def _of_heading(_notes: Notes, subject: Subject, name: str, _path: str, _library: Library) -> dict[str, list[Edit]]:
    edits = [Edit(subject.start, subject.end, name)]
    if isinstance(subject.node, Heading):
        edits += _adornment_edits(subject.document, subject.node, name)
    return {subject.path: edits}


def _adornment_edits(document: Document, heading: Heading, name: str) -> Iterator[Edit]:
    """Lines over and under a title that were as long as it follow; in reStructuredText none may be shorter."""
    if heading.style not in ("setext", "adornment"):
        return
    lines, text = document.lines, document.text
    old_width, new_width = _width(text[heading.text_start : heading.text_end]), _width(name)
    for line in range(lines.line_at(heading.start), lines.line_at(heading.end) + 1):
        start, end = max(lines.starts[line], heading.start), min(lines.ends[line], heading.end)
        adornment = text[start:end].strip()
        if heading.text_start <= start + len(text[start:end]) - len(text[start:end].lstrip()) < heading.text_end:
            continue
        if not adornment or len(set(adornment)) > 1:
            continue
        too_short = heading.style == "adornment" and len(adornment) < new_width
        if len(adornment) != new_width and (len(adornment) == old_width or too_short):
            start += text[start:end].index(adornment)
            yield Edit(start, start + len(adornment), adornment[0] * max(new_width, 3))


def _width(title: str) -> int:
    """The columns that ``title`` takes (``docutils.utils.column_width``)."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in title
    )


def _of_anchor(_notes: Notes, subject: Subject, name: str, _path: str, _library: Library) -> dict[str, list[Edit]]:
    return {subject.path: [Edit(subject.start, subject.end, name)]}


def _of_label(notes: Notes, subject: Subject, name: str, path: str, _library: Library) -> dict[str, list[Edit]]:
    places = [(found.start, found.end) for found in occurrences(notes, subject.thing)]
    document = notes.document
    return {path: [Edit(*span, reference_text(document, *span, name)) for span in dict.fromkeys(places)]}


def _of_speaker(notes: Notes, subject: Subject, name: str, path: str, library: Library) -> dict[str, list[Edit]]:
    key = subject.thing.name
    spans = {path: [span for _, span in talks_of_speaker(notes, key)]}
    for summary in other_files(path, library):
        found = [(mention.start, mention.end) for mention in summary.speakers if mention.key == key]
        if found:
            spans[summary.path] = found
    return {
        file: [Edit(*span, name) for span in dict.fromkeys(of_file) if _is_name(notes, file, path, span, key, library)]
        for file, of_file in spans.items()
    }


def _is_name(notes: Notes, file: str, path: str, span: tuple[int, int], key: str, library: Library) -> bool:
    """Whether the very name stands at ``span``, and not a line in which it was found in some other way."""
    text = notes.document.text if file == path else library.text_of(file) or ""
    return speaker_key(visible_text(text[span[0] : span[1]], notes.document.dialect)) == key


def _of_tag(notes: Notes, subject: Subject, name: str, path: str, library: Library) -> dict[str, list[Edit]]:
    edits = {path: [Edit(found.start, found.end, name) for found in occurrences(notes, subject.thing)]}
    for summary in other_files(path, library):
        mentions = [tag for tag in summary.tags if tag.name == subject.thing.name]
        text = library.text_of(summary.path) if mentions else None
        if text is not None:
            edits[summary.path] = [Edit(tag.start + text.startswith("#", tag.start), tag.end, name) for tag in mentions]
    return edits


_EDITS_OF: dict[str, Callable[[Notes, Subject, str, str, Library], dict[str, list[Edit]]]] = {
    "heading": _of_heading,
    "anchor": _of_anchor,
    "label": _of_label,
    "speaker": _of_speaker,
    "tag": _of_tag,
}
