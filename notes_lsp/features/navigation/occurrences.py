"""Where in a file a thing is named: what an editor highlights, and what changes with the name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from notes_lsp.features.linking.anchor_names import find_anchor, own_anchors
from notes_lsp.features.linking.link_targets import LinkTarget
from notes_lsp.features.linking.targets_in import targets_in
from notes_lsp.features.navigation.named_things import Thing, anchor_name_span, label_name_span
from notes_lsp.features.tags import find_tags
from notes_lsp.features.talk_heads import head_of_talk, known_head_of_talk
from notes_lsp.syntax.document import Document, alone, of_part
from notes_lsp.syntax.nodes import Link, normalize_label
from notes_lsp.talks.model import Notes, Talk

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a thing is named. ``defines`` says that it gets its name there."""

    start: int
    end: int
    defines: bool


def occurrences(notes: Notes, thing: Thing) -> tuple[Occurrence, ...]:
    """All places of ``thing`` in ``notes``, which hold it, in the order of the text.

    - a label: its definitions, and every use;
    - a heading, an anchor, a link to one in the same notes: the title or the name, and the fragments of the links;
    - a link to a file: the paths of all links to it; a link to a place in another file, or to an address: the
      targets of all links with the same one;
    - a speaker: the mentions as the speaker of a talk; a tag: its mentions, without the sign.
    """
    found = set(_PLACES_OF[thing.kind](notes, thing))
    return tuple(sorted(found, key=lambda occurrence: (occurrence.start, occurrence.end)))


def own_place(document: Document, thing: Thing) -> Span | None:
    """The heading's title or the anchor in ``document`` that ``thing`` is, or leads to; None where there is none."""
    if thing.kind == "heading":
        return thing.name_start, thing.name_end
    if thing.kind == "anchor":
        return thing.start, thing.end
    if thing.target is not None and leads_into_own_file(thing.target):
        return find_anchor(own_anchors(document), thing.target)
    return None


def leads_into_own_file(target: LinkTarget) -> bool:
    """Whether ``target`` is a place in the notes that hold the link. A label may be one of other notes as well."""
    return target.kind in ("anchor", "label")


def links_to_place(document: Document, place: Span) -> Iterator[LinkTarget]:
    """The targets written in ``document`` that lead to ``place`` in it (see `own_place`)."""
    candidates = list(targets_in(document, leads_into_own_file))
    # To collect the anchors takes long in long notes, and most notes have no links into themselves.
    anchors = own_anchors(document) if candidates else {}
    return (target for target in candidates if find_anchor(anchors, target) == place)


def definition_of_place(document: Document, place: Span) -> Span:
    """Where the name of ``place`` is written: a title, or the name of an anchor within all of it."""
    for anchor in document.anchors:
        if (anchor.start, anchor.end) == place:
            return anchor_name_span(document, anchor)
    return place


def talks_of_speaker(notes: Notes, key: str) -> Iterator[tuple[Talk, Span]]:
    """The talks that the person gives whose `speaker_key` is ``key``, with the span of the name."""
    for talk in _talks_that_may_name(notes, key):
        for speaker in head_of_talk(talk).speakers:
            if speaker.key == key:
                yield talk, (talk.start + speaker.start, talk.start + speaker.end)


# ---------------------------------------------------------------- the places of each kind


def _of_label(notes: Notes, thing: Thing) -> Iterator[Occurrence]:
    document, label = notes.document, thing.name
    if len(document.parts) == 1:
        yield from _label_places(document, label)
        return
    for index, start in enumerate(document.part_starts):
        if label in _labels_of_part(document, index):
            for found in _label_places(alone(document.parts[index], document.dialect), label):
                yield Occurrence(found.start + start, found.end + start, found.defines)


def _labels_in(document: Document) -> frozenset[str]:
    labels = [definition.label for definition in document.definitions]
    labels += [link.label for link in document.links if link.label]
    return frozenset([*labels, *[broken.label for broken in document.broken_references]])


_labels_of_part = of_part(_labels_in)


def _label_places(document: Document, label: str) -> Iterator[Occurrence]:
    defined = False
    for definition in document.definitions:
        if definition.label == label:
            defined = True
            yield Occurrence(definition.label_start, definition.label_end, defines=True)
        if document.dialect == "rst":
            yield from _alias(document, definition.target_start, definition.target_end, label)
    for link in document.links:
        if link.label == label and link.kind != "role":
            yield Occurrence(*label_name_span(document, link.target_start, link.target_end), defines=False)
        elif link.kind == "rst" and not defined and _text_of(document, link) == label:
            # `text <target>`_ names its target by the text.
            yield Occurrence(link.text_start, link.text_end, defines=True)
    for broken in document.broken_references:
        if broken.label == label:
            yield Occurrence(broken.label_start, broken.label_end, defines=False)


def _text_of(document: Document, link: Link) -> str:
    return normalize_label(document.text[link.text_start : link.text_end])


def _alias(document: Document, start: int, end: int, label: str) -> Iterator[Occurrence]:
    """The use of a label in ``.. _other: label_``."""
    name_start, name_end = label_name_span(document, start, end)
    if name_end < end and normalize_label(document.text[name_start:name_end]) == label:
        yield Occurrence(name_start, name_end, defines=False)


def _of_place(notes: Notes, thing: Thing) -> Iterator[Occurrence]:
    document = notes.document
    place = own_place(document, thing)
    if place is None:
        yield from _of_same_target(notes, thing)
        return
    yield Occurrence(*definition_of_place(document, place), defines=True)
    for target in links_to_place(document, place):
        yield Occurrence(*label_name_span(document, target.fragment_start, target.fragment_end), defines=False)


def _of_file(notes: Notes, thing: Thing) -> Iterator[Occurrence]:
    wanted = thing.target
    if wanted is None:
        return
    for target in targets_in(notes.document, lambda target: (target.kind, target.path) == (wanted.kind, wanted.path)):
        yield Occurrence(target.path_start, target.path_end, defines=False)


def _of_same_target(notes: Notes, thing: Thing) -> Iterator[Occurrence]:
    wanted = thing.target
    if wanted is None:
        return
    key = (wanted.kind, wanted.path, wanted.fragment)
    for target in targets_in(notes.document, lambda target: (target.kind, target.path, target.fragment) == key):
        yield Occurrence(target.start, target.end, defines=False)


def _of_speaker(notes: Notes, thing: Thing) -> Iterator[Occurrence]:
    for _, span in talks_of_speaker(notes, thing.name):
        yield Occurrence(*span, defines=False)


def _of_tag(notes: Notes, thing: Thing) -> Iterator[Occurrence]:
    text = notes.document.text
    for tag in find_tags(notes.document):
        if tag.name == thing.name:
            yield Occurrence(tag.start + text.startswith("#", tag.start), tag.end, defines=False)


_PLACES_OF: dict[str, Callable[[Notes, Thing], Iterable[Occurrence]]] = {
    "label": _of_label,
    "definition": _of_label,
    "heading": _of_place,
    "anchor": _of_place,
    "anchor-link": _of_place,
    "file-link": _of_file,
    "web-link": _of_same_target,
    "speaker": _of_speaker,
    "tag": _of_tag,
}


# ---------------------------------------------------------------- speakers


def _talks_that_may_name(notes: Notes, key: str) -> Iterator[Talk]:
    """The talks to look into: those that were read before, and those that hold a word of the name."""
    word = max((word for word in key.split() if _has_one_lower_form(word)), key=len, default="")
    text = notes.document.text
    for talk in notes.all_talks:
        # To read the speakers of all talks takes long.
        if not word or known_head_of_talk(talk) is not None or word in text[talk.start : talk.end].lower():
            yield talk


def _has_one_lower_form(word: str) -> bool:
    """Whether ``word``, which is casefolded, is what `str.lower` makes of each spelling of it: not so for "ß"."""
    return "ss" not in word and word.upper().lower() == word
