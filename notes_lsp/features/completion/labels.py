"""Completion of reference labels: ``[text][label]``, ``[label]``, and in reStructuredText ```label`_``."""

import re
from collections.abc import Iterator

from notes_lsp.features.completion.items import CompletionItem
from notes_lsp.features.completion.place import Place

# A bracket that begins no link by a word before it (`list[`), no task (`- [`) and no escape.
_IN_BRACKETS = re.compile(r"(?<![\w\\\[\])])(!?\[)([^\[\]^]*)\Z")
_BEHIND_TEXT = re.compile(r"\[[^\[\]]+\]\[([^\[\]]*)\Z")
_TASK = re.compile(r"\s*(?:>\s*)*(?:[-*+•]|\d+[.)])\s+\[[ xX]?\Z")
_IN_TICKS = re.compile(r"(?<![:`\w\\])`([^`<>]*)\Z")
_REST_IN_BRACKETS = re.compile(r"([^\[\]]*)(?=\])")
_REST_IN_TICKS = re.compile(r"[^`<>]*`(?:__?)?")


def complete_labels(place: Place) -> Iterator[CompletionItem]:
    """The labels that these notes define, where one may be used."""
    if place.document.dialect == "rst":
        yield from _labels_in_ticks(place)
    elif place.document.dialect != "org":
        yield from _labels_in_brackets(place)


def _labels_in_brackets(place: Place) -> Iterator[CompletionItem]:
    match = _BEHIND_TEXT.search(place.before) or _IN_BRACKETS.search(place.before)
    # At the start of a line the label of a definition may be what is being typed, so wait for its first letter.
    if match is None or _TASK.match(place.before) is not None or place.before.strip() == "[":
        return
    typed = match[match.lastindex or 0]
    rest = _REST_IN_BRACKETS.match(place.after)
    # `[text](target)` and `[label]: target` have no label to choose.
    if rest is not None and match.re is _IN_BRACKETS and place.after.startswith(("](", "]:"), rest.end()):
        return
    end = place.offset + (rest.end() if rest is not None else 0)
    for label, target in _defined(place):
        yield CompletionItem(label, "label", place.offset - len(typed), end, label, detail=target)


def _labels_in_ticks(place: Place) -> Iterator[CompletionItem]:
    match = _IN_TICKS.search(place.before)
    if match is None:
        return
    rest = _REST_IN_TICKS.match(place.after)
    end = place.offset + (rest.end() if rest is not None else 0)
    for label, target in _defined(place):
        if "`" not in label:
            start = place.offset - len(match[1])
            yield CompletionItem(label, "label", start, end, f"{label}`_", detail=target, filter_text=label)


def _defined(place: Place) -> Iterator[tuple[str, str]]:
    """The labels as their definitions write them, with their targets, in the order of the text."""
    text = place.document.text
    seen: set[str] = set()
    for definition in place.document.definitions:
        label = " ".join(text[definition.label_start : definition.label_end].split())
        is_own = definition.start <= place.offset <= definition.end
        if label and definition.label not in seen and not is_own:
            seen.add(definition.label)
            yield label, definition.target
