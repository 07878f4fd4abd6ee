"""What a completion is made of; the kinds of completion and the one that gathers them all import it from here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

CompletionKind = Literal[
    "file",
    "folder",
    "anchor",  # a place that a link can lead to
    "label",  # a reference label
    "page",  # notes of the workspace, for [[wiki links]]
    "speaker",
    "tag",
    "language",
    "day",
    "talk",
]

# What `notes_lsp.features.completion.cards` needs to tell more of an item; made of strings, so that it can travel.
CompletionKey = tuple[str, ...]

MOST_ITEMS = 200


@dataclass(frozen=True, slots=True)
class CompletionItem:
    """One thing to insert.

    ``start:end`` (code-point offsets, half open, on one line, around or beside the place of completion) is replaced
    by ``text``. ``snippet`` is the same text with the places to fill in, in the syntax of LSP 3.17 ("Snippet
    Syntax"), or ``""`` where there are none. ``filter_text`` is what the text from ``start`` to the place of
    completion is compared with. ``key`` is empty for what needs no more words.
    """

    label: str
    kind: CompletionKind
    start: int
    end: int
    text: str
    detail: str = ""
    filter_text: str = ""
    sort_text: str = ""
    snippet: str = ""
    key: CompletionKey = ()

    @property
    def is_snippet(self) -> bool:
        """Whether the item has places to fill in."""
        return bool(self.snippet)


@dataclass(frozen=True, slots=True)
class Completions:
    """The items, the best first. ``is_incomplete`` says that more typing may bring others."""

    items: tuple[CompletionItem, ...] = ()
    is_incomplete: bool = False


def gathered(items: Iterable[CompletionItem], text: str, offset: int) -> Completions:
    """``items``, which come the best first, as an editor is to list them.

    Where they are too many, those that fit what was typed up to ``offset`` of ``text``, and no more than
    `MOST_ITEMS`. Otherwise all of them: editors filter better, and with every key.
    """
    every = list(items)
    is_incomplete = len(every) > MOST_ITEMS
    if is_incomplete:
        every = [item for item in every if _fits(text[item.start : offset], item.filter_text or item.label)]
    listed = [
        replace(item, sort_text=f"{place:03d}", filter_text=item.filter_text or item.label)
        for place, item in enumerate(every[:MOST_ITEMS])
    ]
    return Completions(tuple(listed), is_incomplete)


def _fits(typed: str, name: str) -> bool:
    """Whether the letters of ``typed`` stand in ``name`` in this order, as editors compare them."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in typed.strip().casefold())
