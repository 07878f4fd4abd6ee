"""Why a new name is not possible.

Beyond the plainest cases nobody asks which characters can stand where: the notes are read with the new name in its
place, and it is possible where they still say the same.
"""

import unicodedata
from collections.abc import Callable

from notes_lsp.features.headings import heading_titled_at
from notes_lsp.features.rename.edited_text import moved_offset
from notes_lsp.features.rename.following_links import Change
from notes_lsp.features.rename.subject import Subject, title_span
from notes_lsp.features.tags import find_tags
from notes_lsp.links.slugs import docutils_id
from notes_lsp.syntax.document import Document
from notes_lsp.syntax.nodes import Heading, normalize_label

_WHAT = {
    "heading": "the title of a heading",
    "anchor": "the name of an anchor",
    "label": "a label",
    "speaker": "the name of a speaker",
    "tag": "a tag",
}
# What stands between names, around them, or makes them something else.
_NOT_IN_NAMES = frozenset('|,;:()[]{}<>`*#@=\\"')


def objection_before(subject: Subject, name: str) -> str | None:
    """Why ``subject`` can't be called ``name``, as far as that is known without a look at the notes."""
    if not name:
        return "the new name is empty"
    if "\n" in name or "\r" in name:
        return "a name can't go over several lines"
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in name):
        return "the new name holds characters that can't be seen"
    if subject.kind == "speaker" and (_NOT_IN_NAMES.intersection(name) or not any(map(str.isalpha, name))):
        return _impossible(subject, name)
    if subject.kind == "label" and _is_other_label(subject, normalize_label(name)):
        return f'there is a label "{name}" already'
    return None


def _is_other_label(subject: Subject, label: str) -> bool:
    definitions = subject.document.definitions
    return label != subject.thing.name and any(definition.label == label for definition in definitions)


def objection_in(change: Change, subject: Subject, name: str) -> str | None:
    """Why ``subject`` can't be called ``name`` in the file of ``change``, which has the new name."""
    return _OBJECTION_TO[subject.kind](change, subject, name) if subject.kind in _OBJECTION_TO else None


def _impossible(subject: Subject, name: str) -> str:
    return f'"{name}" can\'t be {_WHAT[subject.kind]} here'


def _to_heading(change: Change, subject: Subject, name: str) -> str | None:
    after = change.after
    begins = subject.node.text_start if isinstance(subject.node, Heading) else subject.start
    found = heading_titled_at(after, moved_offset(change.edits, begins))
    if found is not None and after.text[slice(*title_span(after, found))] == name:
        return None
    return _impossible(subject, name)


def _to_anchor(change: Change, subject: Subject, name: str) -> str | None:
    place = subject.node.start if subject.node is not None else -1
    names = [name, name.lower(), docutils_id(name)] if change.before.dialect == "rst" else [name]
    for taken in names:
        if change.anchors_before.get(taken, (place, 0))[0] != place:
            return f'"{name}" leads to another place already'
    start = moved_offset(change.edits, place)
    named = any(anchor.start == start and anchor.name == name for anchor in change.after.anchors)
    return None if named else _impossible(subject, name)


def _to_label(change: Change, subject: Subject, name: str) -> str | None:
    counts = _uses(change.before, subject.thing.name), _uses(change.after, normalize_label(name))
    return None if counts[0] == counts[1] else _impossible(subject, name)


def _uses(document: Document, label: str) -> tuple[int, int]:
    """How many definitions of ``label`` there are, and how many uses."""
    definitions = sum(definition.label == label for definition in document.definitions)
    links = sum(link.label == label for link in document.links)
    return definitions, links + sum(broken.label == label for broken in document.broken_references)


def _to_tag(change: Change, subject: Subject, name: str) -> str | None:
    tags = {
        tag.start + change.after.text.startswith("#", tag.start): tag.end
        for tag in find_tags(change.after)
        if tag.name == name.lower()
    }
    for edit in change.edits:
        start = moved_offset(change.edits, edit.start)
        if tags.get(start) != start + len(name):
            return _impossible(subject, name)
    return None


_OBJECTION_TO: dict[str, Callable[[Change, Subject, str], str | None]] = {
    "heading": _to_heading,
    "anchor": _to_anchor,
    "label": _to_label,
    "tag": _to_tag,
}
