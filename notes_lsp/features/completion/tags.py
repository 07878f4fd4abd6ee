"""Completion of tags: those of the workspace, behind ``#`` at the start of a word and in the head of a file."""

import re
from collections import Counter
from collections.abc import Iterator

from notes_lsp.features.completion.fields import field_at
from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.place import Place
from notes_lsp.features.library import Library
from notes_lsp.features.tags import TAG_FIELDS, find_tags

_TAG = re.compile(r"(?<![^\s(\[（「【])#(\w+(?:[-/]+\w*)*)?\Z")
_TAG_OF_FIELD = re.compile(r"[\w/-]*\Z")
_REST = re.compile(r"[\w/-]*")
_HEADING = re.compile(r"[ \t]*#+[ \t]")


def complete_tags(place: Place, library: Library) -> Iterator[CompletionItem]:
    """The known tags, the most frequent first, where a tag is being typed."""
    found = _typed_at(place)
    if found is None:
        return
    typed, gap, sign = found
    rest = _REST.match(place.after)
    end = place.offset + (rest.end() if rest is not None else 0)
    for name, count in _known_tags(place, library):
        yield CompletionItem(
            label=sign + name,
            kind="tag",
            detail="once" if count == 1 else f"{count} times",
            start=place.offset - len(typed),
            end=end,
            text=gap + name,
            filter_text=name,
            key=("tag", name),
        )


def _typed_at(place: Place) -> tuple[str, str, str] | None:
    """What is typed of a tag, what has to come before it, and the sign that it has there."""
    field = field_at(place)
    is_field = place.in_front_matter or place.before.lstrip().startswith((":", "#+"))
    if field is not None and field.key in TAG_FIELDS and is_field:
        tag = _TAG_OF_FIELD.search(field.value)
        return tag[0] if tag is not None else "", field.gap, ""
    match = _TAG.search(place.before) if not place.in_front_matter else None
    if match is None:
        return None
    name = match[1] or ""
    # There it may be a heading, a comment, a directive: only letters make it a tag.
    opens_line = not place.before[: match.start()].strip() or _HEADING.match(place.before) is not None
    if not name[:1].isalpha() and (name or opens_line):
        return None
    return name, "", "#"


def _known_tags(place: Place, library: Library) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    knows_file = False
    for summary in library.summaries():
        is_own = summary.path == place.path
        knows_file = knows_file or is_own
        counts.update(tag.name for tag in summary.tags if not (is_own and tag.start <= place.offset <= tag.end))
    if not knows_file:
        counts.update(tag.name for tag in find_tags(place.document) if not tag.start <= place.offset <= tag.end)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
