"""Completion: what somebody who writes notes is likely to type next.

Each kind has a module of its own (`paths`, `speakers`, ...). Here is decided which of them
have a say: the text around the place calls for one thing, and nothing else is offered. Running text calls for nothing.
"""

from collections.abc import Iterable

from notes_lsp.features.completion.anchors import complete_anchors, complete_labels_of_roles, has_place
from notes_lsp.features.completion.days import complete_day
from notes_lsp.features.completion.items import CompletionItem, Completions, gathered
from notes_lsp.features.completion.labels import complete_labels
from notes_lsp.features.completion.languages import complete_languages
from notes_lsp.features.completion.pages import complete_pages
from notes_lsp.features.completion.paths import complete_paths
from notes_lsp.features.completion.place import Place, place_at
from notes_lsp.features.completion.speakers import complete_speakers
from notes_lsp.features.completion.tags import complete_tags
from notes_lsp.features.completion.talks import complete_talk
from notes_lsp.features.completion.targets import TargetPlace, target_at
from notes_lsp.features.library import Library
from notes_lsp.talks.model import Notes

# What an editor asks after at once: `](`, a folder, an anchor or a tag, `[[`, a fence or a role, a key, an attribute
# in quotes, `](<`. A word is asked after by every editor in its own way.
TRIGGER_CHARACTERS = ("(", "/", "#", "[", "`", ":", '"', "<")


def complete(notes: Notes, offset: int, path: str, library: Library) -> Completions:
    """What can be completed at ``offset`` of ``notes``, the file at ``path`` (``""`` for one that was never saved)."""
    place = place_at(notes, offset, path)
    if place is None or place.in_code:
        return Completions()
    return gathered(_items(place, library), notes.document.text, place.offset)


def _items(place: Place, library: Library) -> Iterable[CompletionItem]:
    """The items of the kind that the place calls for."""
    # What reStructuredText takes for a comment may be a directive that is not complete.
    if place.in_comment and place.document.dialect != "rst":
        return ()
    target = target_at(place) if not place.in_front_matter else None
    if target is not None:
        return _items_of_target(place, target, library)
    if place.in_comment:
        return ()
    # The first that has something to say is the one that is meant.
    items = list(complete_languages(place)) or list(complete_speakers(place, library))
    items = items or list(complete_tags(place, library))
    if items or place.in_front_matter:
        return items
    return list(complete_labels(place)) or [*complete_talk(place), *complete_day(place)]


def _items_of_target(place: Place, target: TargetPlace, library: Library) -> Iterable[CompletionItem]:
    if target.wants == "label":
        return complete_labels_of_roles(place, target, library)
    if has_place(target):
        return complete_anchors(place, target, library)
    if target.spelling == "wiki" and target.wants == "notes":
        return complete_pages(place, target, library)
    paths = complete_paths(place, target, library)
    # In Org, `[[` alone may become a headline as well as a file.
    is_open = target.spelling == "org" and ":" not in target.typed and "/" not in target.typed
    return [*complete_anchors(place, target, library), *paths] if is_open else paths
