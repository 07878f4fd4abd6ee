"""Whether time grows with the notes and no faster, for notes made from a number that repeat one piece many times."""

import random
from collections.abc import Callable, Iterable

from documents import NAMES, piece_of
from growth import assert_linear
from laws import Around, Library
from notes_lsp.features.code_lenses import code_lenses
from notes_lsp.features.folding.folding import find_folds
from notes_lsp.features.navigation.document_links import find_document_links
from notes_lsp.features.outline import outline_tree
from notes_lsp.features.semantic_tokens import semantic_tokens
from notes_lsp.features.summary import summarise
from notes_lsp.links.slugs import document_slugs
from notes_lsp.python.snippets import snippets_in
from notes_lsp.rules.registry import RULES, check
from notes_lsp.syntax.parse import parse
from notes_lsp.talks.model import Notes
from notes_lsp.talks.roles import understand

_READERS: dict[str, Callable[[Notes, str], object]] = {
    "details": lambda notes, _: [talk.details for talk in notes.all_talks],
    "rules": lambda notes, _: check(notes, Around(), RULES),
    "outline": lambda notes, _: outline_tree(notes),
    "folds": lambda notes, _: find_folds(notes),
    "tokens": lambda notes, _: semantic_tokens(notes),
    "summary": summarise,
    "slugs": lambda notes, _: document_slugs(notes.document),
    "links": lambda notes, name: find_document_links(notes, name, Library({name: ""})),
    "lenses": lambda notes, name: code_lenses(notes, name, Library({name: ""}), ("talks", "links", "web")),
    "snippets": lambda notes, _: snippets_in(notes.document),
}


def growth_of(seed: int, length: int = 40_000) -> None:
    """Fails with an assertion that names what takes out of proportion longer for longer notes."""
    chance = random.Random(f"growth {seed}")
    name = chance.choice(NAMES)
    ending = chance.choice(("\n", "\n", "\n\n", "", " "))
    piece = "".join(piece_of(chance) + ending for _ in range(chance.choice((1, 1, 2, 4))))[:400] or "x"
    before = "".join(piece_of(chance) + "\n" for _ in range(chance.choice((0, 0, 1))))
    text = before + piece * (length // len(piece))

    def ask(whats: Iterable[str]) -> Callable[[str], None]:
        def read(text: str) -> None:
            notes = understand(parse(text, name), name)
            for what in whats:
                _READERS[what](notes, name)

        return read

    try:
        assert_linear(ask(_READERS), text)
    except AssertionError:
        for whats in ((), *((what,) for what in _READERS)):
            try:
                assert_linear(ask(whats), text)
            except AssertionError as error:
                said = f"{whats[0] if whats else 'reading'}: {error}: {name} {before!r} {piece!r}"
                raise AssertionError(said) from None
        raise
